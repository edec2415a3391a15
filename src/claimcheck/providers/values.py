"""What providers are asked and what they answer, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from claimcheck.models import FailureReason
from claimcheck.queries import Query, QuerySide

if TYPE_CHECKING:
    from claimcheck.fetch.fetching import Fetcher


class SearchResultKind(StrEnum):
    """What a result leads to."""

    PAGE = "page"
    NEWS = "news"
    ENCYCLOPEDIA = "encyclopedia"
    LINK = "link"
    CLAIM_REVIEW = "claim_review"


@dataclass(frozen=True, slots=True)
class PublishedRating:
    """What a fact-checker made of a claim, in its own words.

    Attributes:
        rating: the rating as published ("Mostly false").
        claim: the claim that was rated, which need not be the one that was asked about.
        claimant, publisher: who made that claim, and who rated it.
    """

    rating: str
    claim: str
    claimant: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One thing that a provider found.

    Attributes:
        url: the address; for an encyclopedia, of this very revision.
        snippet: some words of it, as the provider shows them.
        published: ISO 8601, as exact as stated.
        text: what the provider holds of it ready-made, such as an extract.
        revision: the encyclopedia's number of the revision.
        rating: for a claim review, the rating.
    """

    url: str
    title: str = ""
    snippet: str = ""
    published: str | None = None
    kind: SearchResultKind = SearchResultKind.PAGE
    text: str | None = None
    revision: str | None = None
    rating: PublishedRating | None = None


class SearchError(Exception):
    """A provider that could not be asked, or whose answer cannot be used; the message is one line."""

    def __init__(self, reason: FailureReason, note: str) -> None:
        super().__init__(note)
        self.reason = reason
        self.note = note


class Provider(Protocol):
    """Somewhere to look for a claim."""

    @property
    def name(self) -> str:
        """What the configuration calls it."""

    @property
    def sides(self) -> frozenset[QuerySide]:
        """The queries that it is of use for."""

    async def search(self, query: Query, fetcher: Fetcher) -> tuple[SearchResult, ...]:
        """What it finds, in its own order.

        Raises:
            SearchError: it could not be asked.
        """
