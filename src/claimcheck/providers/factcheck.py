"""Google Fact Check Tools: what fact-checkers have published as ClaimReview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.providers.asking import address, ask, iso_date, items, words
from claimcheck.providers.keys import Key
from claimcheck.providers.values import PublishedRating, SearchResult, SearchResultKind
from claimcheck.queries import Query, QuerySide

if TYPE_CHECKING:
    from claimcheck.fetch.fetching import Fetcher

HEADER = "X-Goog-Api-Key"
"""Google takes the key in a header too, which keeps it out of addresses."""


@dataclass(frozen=True, slots=True)
class FactCheck:
    """The claim search of the Fact Check Tools.

    Attributes:
        url: the address of ``claims:search``.
        results: how many claims to ask for.
        key: sent by the client; here only to be hidden.
    """

    url: str
    results: int
    key: Key
    name: str = "factcheck"
    sides: frozenset[QuerySide] = frozenset({QuerySide.ABOUT})

    async def search(self, query: Query, fetcher: Fetcher) -> tuple[SearchResult, ...]:
        """The reviews, each with its publisher's rating."""
        told = await ask(fetcher, self.url, {"query": query.text, "pageSize": self.results}, self.key)
        return tuple(
            SearchResult(
                url=url,
                title=words(review.get("title")),
                snippet=words(claim.get("text")),
                published=iso_date(review.get("reviewDate")),
                kind=SearchResultKind.CLAIM_REVIEW,
                rating=PublishedRating(
                    rating=rating,
                    claim=words(claim.get("text")),
                    claimant=words(claim.get("claimant")) or None,
                    publisher=_publisher(review.get("publisher")),
                ),
            )
            for claim in items(told, "claims")
            for review in items(claim, "claimReview")
            if (url := address(review.get("url"))) and (rating := words(review.get("textualRating")))
        )[: self.results]


def _publisher(told: object) -> str | None:
    if not isinstance(told, dict):
        return None
    return words(told.get("name")) or words(told.get("site")) or None
