"""Providers that answer one request with results in JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from claimcheck.models import FailureReason
from claimcheck.providers.asking import ask
from claimcheck.providers.keys import Key
from claimcheck.providers.values import ProviderKind, ProviderSetup, SearchError, SearchResult
from claimcheck.queries import Query, QuerySide

if TYPE_CHECKING:
    from claimcheck.fetch.fetching import Fetcher

Parameters = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class JsonService:
    """A search service.

    Attributes:
        url: its address.
        results: how many to ask for, and the most that are taken.
        parameters: of the request, made from the query and ``results``.
        found: the results in its answer.
        key: sent by the client; here only to be hidden.
        hints: by reason of failure, what a person can do about it.
    """

    name: str
    url: str
    results: int
    parameters: Callable[[Query, int], Parameters]
    found: Callable[[object], Iterator[SearchResult]]
    sides: frozenset[QuerySide]
    key: Key | None
    hints: Mapping[FailureReason, str]

    async def search(self, query: Query, fetcher: Fetcher) -> tuple[SearchResult, ...]:
        """The results in the order of the service."""
        try:
            answer = await ask(fetcher, self.url, self.parameters(query, self.results), self.key)
        except SearchError as error:
            if error.reason in self.hints:
                raise SearchError(error.reason, f"{error.note}; {self.hints[error.reason]}") from None
            raise
        return tuple(islice(self.found(answer), self.results))


def json_provider(
    name: str,
    parameters: Callable[[Query, int], Parameters],
    found: Callable[[object], Iterator[SearchResult]],
    *,
    url: str | None = None,
    delay_s: float = 1.0,
    key_header: str | None = None,
    by_default: bool = False,
    sides: frozenset[QuerySide] = frozenset(QuerySide),
    hints: Mapping[FailureReason, str] | None = None,
) -> ProviderKind:
    """The registration of a search service that answers in JSON; arguments as in its two classes."""

    def make(setup: ProviderSetup) -> JsonService:
        return JsonService(name, setup.url or "", setup.results, parameters, found, sides, setup.key, hints or {})

    return ProviderKind(name, make, url=url, delay_s=delay_s, key_header=key_header, by_default=by_default)
