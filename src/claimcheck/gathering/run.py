"""A run: what is wanted is fetched and archived at once, and kept in the store as soon as it is read."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, aclosing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck import reader
from claimcheck.archive import Archive, KeptFile, KeptRetrieval
from claimcheck.contents import Content, ReaderProcesses, Readers, ReadingLimits
from claimcheck.errors import ReadError
from claimcheck.fetch import Fetched, Limits
from claimcheck.fetch.addresses import place_of
from claimcheck.folders import LIST_SUFFIX, Folders
from claimcheck.gathering.targets import GatheringTargets, wanted
from claimcheck.models import Capture, FailureReason
from claimcheck.store import Store
from claimcheck.store.retrievals import Found

if TYPE_CHECKING:
    import httpx

    from claimcheck.fetch.fetching import Fetcher
    from claimcheck.fetch.wayback import Wayback

MakeClient = Callable[[], "AbstractAsyncContextManager[httpx.AsyncClient]"]
"""Makes the client that everything is asked through; it is closed when the run ends."""

Progress = Callable[[str, int, int], None]
"""Called with what is being worked on, how many are done, and how many there are."""


GOES_ON_WITHIN = timedelta(days=1)
"""What a run that was cut off had captured is not fetched again for so long."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came of one address or file.

    Attributes:
        place: the address, or the path inside the workspace.
        failure, note, advice: why there is nothing to read, and what a person could do next.
        is_unchanged: it held the same before.
        title: of the document that was read.
        memento_of, memento_utc: for a copy from a web archive, of what and from when.
    """

    place: str
    failure: FailureReason | None = None
    note: str | None = None
    advice: str | None = None
    is_unchanged: bool = False
    title: str | None = None
    memento_of: str | None = None
    memento_utc: str | None = None


OnResult = Callable[[Gathered], None]
"""Called with what came of each address and file once it is kept."""

OnPage = Callable[[Fetched], object]
"""Called with a page that holds a document."""


def gather(
    workspace: Folders,
    targets: Sequence[str],
    make_client: MakeClient,
    limits: Limits,
    on_result: OnResult,
    *,
    software: str,
    wayback: Wayback | None = None,
    progress: Progress = lambda _what, _done, _total: None,
    on_page: OnPage | None = None,
) -> None:
    """Gather what the targets name into a workspace; a run that was cut off is continued.

    Args:
        workspace: where it is kept.
        targets: as :func:`wanted` takes them.
        make_client: makes the client that everything is asked through.
        limits: how long, how much and how often.
        on_result: called with what came of each address and file once it is kept.
        software: what the archive is to say it was written by.
        wayback: where to look for copies of dead pages.
        progress: called with how far the work is.
        on_page: called with each page that holds a document; all are then fetched anew.

    Raises:
        ReadError: a file that is named cannot be read.
        StoreError: the database or the archive cannot be used.
    """
    done = 0

    def count(each: Gathered) -> None:
        nonlocal done
        done += 1
        progress("gathering evidence", done, max(done, len(asked.urls)))
        on_result(each)

    with (
        ReaderProcesses(ReadingLimits(limits.parse_s)) as processes,
        Store(workspace.database) as store,
        Archive(workspace.archive, software=software, find=store.retrievals.record_of) as archive,
    ):
        asked = wanted(workspace, processes, targets)
        for place, content in asked.lists.items():
            store.control_files.keep(place, content)
        if not targets:
            store.control_files.forget(LIST_SUFFIX, asked.lists)
        Gathering(
            store,
            archive,
            make_client,
            limits,
            processes=processes,
            wayback=wayback,
            on_page=on_page,
            within=workspace.boundary,
        ).run(asked, count)


class Gathering:
    """A run over addresses and files: what comes is archived first, then read, then kept in the store.

    What is archived and not yet in the store when a run is cut off, the next one takes up.
    """

    def __init__(
        self,
        store: Store,
        archive: Archive,
        make_client: MakeClient,
        limits: Limits,
        *,
        processes: ReaderProcesses | None = None,
        wayback: Wayback | None = None,
        on_page: OnPage | None = None,
        within: Path | None = None,
    ) -> None:
        """What comes is read in ``processes``, which end with the run.

        With ``wayback``, addresses that are dead are looked for in that web archive.

        With ``on_page``, nothing is taken from earlier runs: it is called with each page that holds a document. No link
        is followed out of the folder ``within``.
        """
        self._store = store
        self._archive = archive
        self._make_client = make_client
        self._limits = limits
        self._processes = processes or ReaderProcesses(ReadingLimits(limits.parse_s))
        self._wayback = wayback
        self._on_page = on_page
        self._within = within

    def run(self, asked: GatheringTargets, on_result: OnResult) -> None:
        """Take up what a run that was cut off had archived, then the files, then the addresses."""
        asyncio.run(self._run(asked, on_result))

    async def _run(self, asked: GatheringTargets, on_result: OnResult) -> None:
        unfinished = self._archive.unfinished()
        missing = [each for each in unfinished if not self._store.retrievals.holds_record(each.closing)]
        done = {
            place_of(each.fetched.url)
            for each in unfinished
            if isinstance(each, KeptRetrieval) and _is_fresh(each.fetched) and self._on_page is None
        }
        places = {place_of(url): near for url, near in asked.urls.items()}
        wanted = {place: near for place, near in places.items() if place not in done}
        self._processes.expect(len(missing) + len(asked.files) + len(wanted))
        readers = Readers(self._limits, self._processes)
        try:
            for kept in (missing, self._files(asked.files, on_result)):
                await readers.read_all(_one_by_one(kept), lambda found: self._keep(found, on_result))
            await self._addresses(wanted, readers, on_result)
        finally:
            # Whoever was stopped does not wait for what is still being read.
            self._processes.close()

    def _files(self, files: Mapping[str, Path], on_result: OnResult) -> Iterable[KeptFile]:
        """Take files that were put into the workspace by hand into the archive, unless it has them as they are."""
        for place, path in files.items():
            try:
                body = reader.file_bytes(path, self._limits.max_bytes, self._within)
            except ReadError as error:
                self._store.captures.keep(Capture(place, None, None, error.reason, str(error)))
                on_result(Gathered(place, error.reason, str(error), error.reason.advice))
                continue
            if not self._store.retrievals.is_archived(place, f"sha256:{hashlib.sha256(body).hexdigest()}"):
                yield self._archive.keep_file(place, body)

    async def _addresses(self, wanted: Mapping[str, str | None], readers: Readers, on_result: OnResult) -> None:
        """Fetch addresses side by side; those that are dead are looked for in the web archive at the end."""
        from claimcheck.fetch.fetching import Fetcher

        dead: list[tuple[KeptRetrieval, Capture]] = []

        def take(found: list[tuple[KeptRetrieval | KeptFile, Content]]) -> None:
            alive = []
            for kept, content in found:
                if self._wayback and content.capture.failure is FailureReason.DEAD and isinstance(kept, KeptRetrieval):
                    dead.append((kept, content.capture))
                    self._write([Found(kept, content.capture, advice=FailureReason.DEAD.advice)])
                else:
                    alive.append((kept, content))
            self._keep(alive, on_result)

        async with self._make_client() as client:
            fetcher = Fetcher(client, self._limits)
            await readers.read_all(self._archived(fetcher, wanted), take)
            for kept, capture in dead:
                assert self._wayback is not None, "else nothing was set aside"
                copy = await self._wayback.copy(fetcher, capture.place, wanted[capture.place])
                on_result(self._look_back(kept, capture, copy))
                if copy is not None:
                    taken = self._archive.keep(copy)
                    self._keep([(taken, await readers.read(taken))], on_result)

    async def _archived(
        self, fetcher: Fetcher, wanted: Iterable[str]
    ) -> AsyncGenerator[KeptRetrieval | KeptFile, None]:
        known = {place: None if self._on_page else self._store.retrievals.known(place) for place in wanted}
        async with aclosing(fetcher.fetch_all(known)) as arriving:
            async for fetched in arriving:
                yield self._archive.keep(fetched)

    def _look_back(self, kept: KeptRetrieval, capture: Capture, copy: Fetched | None) -> Gathered:
        """Add to a dead address what the web archive knew of it."""
        if copy is None or copy.memento is None:
            capture = replace(capture, note=f"{capture.note}; the Wayback Machine has no copy")
            advice = "look for it under another address, or ask its publisher"
        else:
            capture = replace(capture, note=f"{capture.note}; a copy of {copy.memento.archived_utc[:10]} was found")
            advice = f"rely on the copy: {copy.memento.url}"
        return self._write([Found(kept, capture, advice=advice)])[0]

    def _keep(self, found: Sequence[tuple[KeptRetrieval | KeptFile, Content]], on_result: OnResult) -> None:
        """Keep what was read, and report it once it is kept."""
        kept = []
        for each, content in found:
            failure = content.capture.failure
            advice = failure.advice if failure else None
            kept.append(Found(each, content.capture, content.document, content.passages, advice))
            if self._on_page is not None and content.document is not None and isinstance(each, KeptRetrieval):
                self._on_page(each.fetched)
        for gathered in self._write(kept):
            on_result(gathered)

    def _write(self, found: Sequence[Found]) -> list[Gathered]:
        were_unchanged = self._store.retrievals.keep(found)
        return [_gathered(each, is_unchanged) for each, is_unchanged in zip(found, were_unchanged, strict=True)]


async def _one_by_one(kept: Iterable[KeptRetrieval | KeptFile]) -> AsyncGenerator[KeptRetrieval | KeptFile, None]:
    for each in kept:
        yield each


def _is_fresh(fetched: Fetched) -> bool:
    """Whether it was captured, and not long ago."""
    if fetched.failure is not None:
        return False
    return datetime.fromisoformat(fetched.last.sent_utc) > datetime.now(UTC) - GOES_ON_WITHIN


def _gathered(found: Found, is_unchanged: bool) -> Gathered:
    memento = found.kept.fetched.memento if isinstance(found.kept, KeptRetrieval) else None
    return Gathered(
        place=found.capture.place,
        failure=found.capture.failure,
        note=found.capture.note,
        advice=found.advice,
        is_unchanged=is_unchanged,
        title=found.document.title if found.document else None,
        memento_of=memento.original if memento else None,
        memento_utc=memento.archived_utc if memento else None,
    )
