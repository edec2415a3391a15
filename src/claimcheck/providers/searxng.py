"""SearXNG: a search engine of search engines that one runs oneself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.models import FailureReason
from claimcheck.providers.asking import address, ask, iso_date, items, words
from claimcheck.providers.values import SearchError, SearchResult
from claimcheck.queries import Query, QuerySide

if TYPE_CHECKING:
    from claimcheck.fetch.fetching import Fetcher


@dataclass(frozen=True, slots=True)
class SearXNG:
    """The JSON answers of a SearXNG.

    Attributes:
        url: the address of its ``/search``.
        results: how many to keep.
    """

    url: str
    results: int
    name: str = "searxng"
    sides: frozenset[QuerySide] = frozenset(QuerySide)

    async def search(self, query: Query, fetcher: Fetcher) -> tuple[SearchResult, ...]:
        """The results in SearXNG's order."""
        try:
            told = await ask(fetcher, self.url, {"q": query.text, "format": "json"})
        except SearchError as error:
            if error.reason is FailureReason.BLOCKED:
                note = f"{error.note}; “json” has to stand under search.formats in its settings.yml"
                raise SearchError(error.reason, note) from None
            raise
        return tuple(
            SearchResult(
                url=url,
                title=words(found.get("title")),
                snippet=words(found.get("content")),
                published=iso_date(found.get("publishedDate")),
            )
            for found in items(told, "results")
            if (url := address(found.get("url")))
        )[: self.results]
