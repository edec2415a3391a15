"""SearXNG: a search engine of search engines that one runs oneself."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.models import FailureReason
from claimcheck.providers.asking import address, iso_date, items, words
from claimcheck.providers.service import Parameters, json_provider
from claimcheck.providers.values import SearchResult
from claimcheck.queries import Query


def _parameters(query: Query, results: int) -> Parameters:  # noqa: ARG001 it takes no number
    return {"q": query.text, "format": "json"}


def _found(answer: object) -> Iterator[SearchResult]:
    """The results in SearXNG's order."""
    for found in items(answer, "results"):
        if url := address(found.get("url")):
            yield SearchResult(
                url=url,
                title=words(found.get("title")),
                snippet=words(found.get("content")),
                published=iso_date(found.get("publishedDate")),
            )


PROVIDER = json_provider(
    "searxng",
    _parameters,
    _found,
    hints={FailureReason.BLOCKED: "“json” has to stand under search.formats in its settings.yml"},
)
