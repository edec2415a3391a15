"""Brave: web search from an index of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.providers.asking import address, ask, iso_date, items, words
from claimcheck.providers.keys import Key
from claimcheck.providers.values import SearchResult
from claimcheck.queries import Query, QuerySide

if TYPE_CHECKING:
    from claimcheck.fetch.fetching import Fetcher

HEADER = "X-Subscription-Token"
"""Where Brave wants its key."""

_MOST = 20
_MOST_WORDS = 50


@dataclass(frozen=True, slots=True)
class Brave:
    """Brave's web search.

    Attributes:
        url: the address of the service.
        results: how many to ask for.
        key: sent by the client; here only to be hidden.
    """

    url: str
    results: int
    key: Key
    name: str = "brave"
    sides: frozenset[QuerySide] = frozenset(QuerySide)

    async def search(self, query: Query, fetcher: Fetcher) -> tuple[SearchResult, ...]:
        """The results of the web, without its boxes for videos, news and the like."""
        asked = " ".join(query.text.split()[:_MOST_WORDS])
        told = await ask(fetcher, self.url, {"q": asked, "count": min(self.results, _MOST)}, self.key)
        return tuple(
            SearchResult(
                url=url,
                title=words(found.get("title")),
                snippet=words(found.get("description")),
                published=iso_date(found.get("page_age")),
            )
            for found in items(told.get("web") if isinstance(told, dict) else None, "results")
            if (url := address(found.get("url")))
        )[: self.results]
