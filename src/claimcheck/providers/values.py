"""What providers are asked and what they answer, as frozen values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from claimcheck.models import Document, FailureReason
from claimcheck.queries import Query, QuerySide

if TYPE_CHECKING:
    from claimcheck.fetch.fetching import Fetcher
    from claimcheck.providers.keys import Key


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


@dataclass(frozen=True, slots=True)
class Service:
    """A provider as it is configured.

    Attributes:
        url: where it is; None for one that asks nobody.
        delay_s: the pause between two requests to it.
    """

    name: str
    url: str | None = None
    delay_s: float = 1.0


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


@dataclass(frozen=True, slots=True)
class ProviderSetup:
    """What a provider is made from.

    Attributes:
        url: where its service is; None for one that asks nobody.
        results: how many to find for a query, at most.
        documents: what was read so far: the article, then its evidence.
        key: of its service; the client sends it, the provider only hides it.
    """

    url: str | None
    results: int
    documents: tuple[Document, ...] = ()
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class ProviderKind:
    """A provider as it is registered.

    Attributes:
        name: what ``claimcheck.toml`` calls it.
        make: makes it; nothing is asked yet.
        url: where its service is unless the configuration says otherwise; None when only that can say.
        delay_s: the pause between two requests to it, in seconds.
        key_header: the request header that takes its key; None when it needs none.
        by_default: whether it is asked where nothing is configured.
        reads_documents: whether it looks through documents instead of asking a service.
    """

    name: str
    make: Callable[[ProviderSetup], Provider]
    url: str | None = None
    delay_s: float = 1.0
    key_header: str | None = None
    by_default: bool = False
    reads_documents: bool = False
