"""Brave: web search from an index of its own."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.providers.asking import address, iso_date, items, words
from claimcheck.providers.service import Parameters, json_provider
from claimcheck.providers.values import SearchResult
from claimcheck.queries import Query

_MOST = 20
_MOST_WORDS = 50


def _parameters(query: Query, results: int) -> Parameters:
    return {"q": " ".join(query.text.split()[:_MOST_WORDS]), "count": min(results, _MOST)}


def _found(answer: object) -> Iterator[SearchResult]:
    """The results of the web, without Brave's boxes for videos, news and the like."""
    for found in items(answer, "web", "results"):
        if url := address(found.get("url")):
            yield SearchResult(
                url=url,
                title=words(found.get("title")),
                snippet=words(found.get("description")),
                published=iso_date(found.get("page_age")),
            )


PROVIDER = json_provider(
    "brave",
    _parameters,
    _found,
    url="https://api.search.brave.com/res/v1/web/search",
    key_header="X-Subscription-Token",
)
