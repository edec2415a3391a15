"""Looks for claims on the web: queries go to providers, and the pages that they find are gathered."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from claimcheck import gathering
from claimcheck.fetch import Limits
from claimcheck.gathering import Gathered, MakeClient, Progress, place_of
from claimcheck.models import Claim, Document, SplitArticle
from claimcheck.providers import Config, Provider, SearchError, Service
from claimcheck.queries import MOST_QUERIES, Query, QuerySide, queries
from claimcheck.store import Search, Store

if TYPE_CHECKING:
    import httpx

    from claimcheck.fetch.fetching import Fetcher
    from claimcheck.fetch.wayback import Wayback
    from claimcheck.providers.keys import KeyedRequests
    from claimcheck.workspace import Workspace

HOLDS_FOR = timedelta(days=1)
"""What was asked or gathered is not asked or gathered again for so long."""

_LINKS = "links"

ClaimQueries = Sequence[tuple[Claim, Sequence[Query]]]
"""Claims, and what to ask about each."""


@dataclass(frozen=True, slots=True)
class WebSearchOutcome:
    """What came of searching the web for the claims of an article.

    Attributes:
        searches: all that was asked, or taken from a search not long ago, by claim, provider and query.
        gathered: the pages, those that were gathered not long ago left out.
    """

    searches: tuple[Search, ...]
    gathered: tuple[Gathered, ...]


OnResult = Callable[[Search | Gathered], None]
"""Called with every search and every page once it is kept."""


def search_web(
    workspace: Workspace,
    article: SplitArticle,
    make_client: MakeClient,
    limits: Limits,
    config: Config,
    on_result: OnResult = lambda _each: None,
    *,
    software: str,
    wayback: Wayback | None = None,
    progress: Progress = lambda _what, _done, _total: None,
    environment: Mapping[str, str] = os.environ,
) -> WebSearchOutcome:
    """Look for the claims of an article that is in the store, and gather what is found.

    Args:
        workspace: where it is kept.
        article: as it was split and kept; those of its claims that can be checked are looked for.
        make_client: makes the client that everything is asked through.
        limits: how long, how much and how often.
        config: where to look, and how much.
        on_result: called with every search and page once it is kept.
        software: what the archive is to say it was written by.
        wayback: where to look for copies of dead pages.
        progress: called with how far the work is.
        environment: where keys are looked for first.

    Raises:
        StoreError: the database or the archive cannot be used.
    """
    wanted = [(claim, queries(claim, article.document.text, MOST_QUERIES)) for claim in _chosen(article, config)]
    pages = _Pages(config.pages, article.document.url)
    searches: list[Search] = []
    gathered: list[Gathered] = []

    def take(each: Gathered) -> None:
        gathered.append(each)
        on_result(each)

    documents: tuple[Document, ...] = (article.document,)
    for level in range(max(1, config.levels)):
        services = [each for each in config.services if (config.levels if each.name == _LINKS else not level)]
        if not services or not documents:
            break
        with Store(workspace.database) as store:
            run = WebSearch(store, config, limits, on_result, progress, environment)
            found = asyncio.run(run.search(wanted, services, documents, make_client))
            searches += found
            fresh = _fresh(store)
        missing = [url for url in pages.add(found) if url not in fresh]
        if missing:
            gathering.gather(
                workspace, missing, make_client, limits, take, software=software, wayback=wayback, progress=progress
            )
        documents = _linked(workspace, found)
    return WebSearchOutcome(tuple(searches), tuple(gathered))


def searcher(
    workspace: Workspace, contact: str | None, allow_loopback: bool, progress: Progress
) -> Callable[[SplitArticle], WebSearchOutcome]:
    """What searches the web for the claims of an article, as ``claimcheck.toml`` configures it.

    Raises:
        ConfigError: that file cannot be used.
    """
    from claimcheck.fetch.agent import software, user_agent
    from claimcheck.fetch.network import client
    from claimcheck.fetch.wayback import Wayback
    from claimcheck.providers import config

    settings = config.read(workspace.path)
    limits = Limits(max_bytes=workspace.settings.max_bytes, max_content_bytes=workspace.settings.max_bytes)
    return lambda article: search_web(
        workspace,
        article,
        lambda: client(user_agent(contact), limits, allow_loopback=allow_loopback),
        limits,
        settings,
        lambda _found: None,
        software=software(),
        wayback=Wayback(),
        progress=progress,
    )


def _chosen(article: SplitArticle, config: Config) -> list[Claim]:
    """The claims to look for, the most urgent first."""
    checkable = [claim for claim in article.claims if claim.checkable]
    return sorted(checkable, key=lambda claim: -claim.priority_pct)[: config.claims]


class _Pages:
    """The pages of a run: none twice, not the article itself, and no more than a number."""

    def __init__(self, most: int, own: str | None) -> None:
        self._most = most
        self._own = place_of(own) if own else None
        self._known: set[str] = set()

    def add(self, found: Sequence[Search]) -> list[str]:
        """The pages that searches add: the first result of every search, then the second of every one."""
        added = []
        for n in range(max((len(search.results) for search in found), default=0)):
            for url in (search.results[n].url for search in found if n < len(search.results)):
                if url != self._own and url not in self._known and len(self._known) < self._most:
                    self._known.add(url)
                    added.append(url)
        return added


def _fresh(store: Store) -> set[str]:
    """The places that were retrieved not long ago."""
    since = _moment(datetime.now(UTC) - HOLDS_FOR)
    return {each.place for each in store.retrievals.all() if each.retrieved_utc >= since}


def _linked(workspace: Workspace, found: Sequence[Search]) -> tuple[Document, ...]:
    """What the store holds of the pages that links led to."""
    reached = {result.url for search in found if search.provider == _LINKS for result in search.results}
    with Store(workspace.database) as store:
        return tuple(store.documents.get(kept.digest) for kept in store.documents.all() if kept.place in reached)


class WebSearch:
    """Asks providers about claims: side by side, and one query at a time each; every answer is kept as it comes."""

    def __init__(
        self,
        store: Store,
        config: Config,
        limits: Limits,
        on_result: OnResult,
        progress: Progress,
        environment: Mapping[str, str],
    ) -> None:
        self._store = store
        self._config = config
        self._limits = limits
        self._on_result = on_result
        self._progress = progress
        self._environment = environment
        self._done = 0

    async def search(
        self,
        wanted: ClaimQueries,
        services: Sequence[Service],
        documents: tuple[Document, ...],
        make_client: MakeClient,
    ) -> list[Search]:
        """Ask all services about all claims; the searches come back by claim, service and query.

        Args:
            wanted: what to ask.
            services: where.
            documents: where links may stand.
            make_client: makes the client that is asked through.
        """
        from claimcheck.providers.keys import KeyedRequests

        keyed = KeyedRequests()
        total = len(wanted) * len(services)
        async with make_client() as client:
            client.auth = keyed
            async with asyncio.TaskGroup() as group:
                asking = [
                    group.create_task(self._ask(service, self._made(service, documents, keyed), wanted, client, total))
                    for service in services
                ]
        by_claim = zip(*(task.result() for task in asking), strict=True)
        return [search for searches in by_claim for of_service in searches for search in of_service]

    def _made(self, service: Service, documents: tuple[Document, ...], keyed: KeyedRequests) -> Provider | SearchError:
        from claimcheck.providers.registry import provider

        try:
            return provider(service, self._config.results, documents, keyed, self._environment)
        except SearchError as error:
            return error

    async def _ask(
        self,
        service: Service,
        made: Provider | SearchError,
        wanted: ClaimQueries,
        client: httpx.AsyncClient,
        total: int,
    ) -> list[list[Search]]:
        """Ask one service about all claims; once it cannot be reached, that is noted for every further claim."""
        from claimcheck.fetch.fetching import Fetcher

        # A service that points elsewhere is not the service: what we ask stays with the one that was named.
        fetcher = Fetcher(client, replace(self._limits, delay_s=service.delay_s, max_redirects=0))
        found: list[list[Search]] = []
        for claim, queries_made in wanted:
            searches: list[Search] = []
            found.append(searches)
            sides = frozenset(QuerySide) if isinstance(made, SearchError) else made.sides
            for query in [query for query in queries_made if query.side in sides][: self._config.queries]:
                search = self._recent(claim, service, query) or await self._asked(service, made, claim, query, fetcher)
                searches.append(search)
                if search.failure and search.failure.ends_search:
                    made = made if isinstance(made, SearchError) else _given_up(search)
                    break
            self._done += 1
            self._progress("searching for claims", self._done, total)
        return found

    async def _asked(
        self, service: Service, made: Provider | SearchError, claim: Claim, query: Query, fetcher: Fetcher
    ) -> Search:
        search = Search(claim.id, claim.text, service.name, query, _moment(datetime.now(UTC)))
        try:
            if isinstance(made, SearchError):
                raise made
            search = replace(search, results=await made.search(query, fetcher))
        except SearchError as error:
            search = replace(search, failure=error.reason, note=f"{service.name}: {error.note}")
        self._store.searches.keep(search)
        self._on_result(search)
        return search

    def _recent(self, claim: Claim, service: Service, query: Query) -> Search | None:
        """The same search where it was answered not long ago; links are looked through anew, for they cost nothing."""
        if service.url is None:
            return None
        since = _moment(datetime.now(UTC) - HOLDS_FOR)
        for search in reversed(self._store.searches.all(claim.id)):
            if (search.provider, search.query, search.failure) == (service.name, query, None):
                return search if search.asked_utc >= since else None
        return None


def _given_up(search: Search) -> SearchError:
    assert search.failure is not None
    note = (search.note or "").removeprefix(f"{search.provider}: ")
    return SearchError(search.failure, f"not asked again in this run: {note}")


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
