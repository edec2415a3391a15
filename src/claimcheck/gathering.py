"""Gathers evidence: addresses are fetched, archived, read and kept, one by one as they come in."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, aclosing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit, urlunsplit

from claimcheck import passages, reader
from claimcheck.archive import Archive, Kept, KeptFile
from claimcheck.errors import ReadError
from claimcheck.fetch import Fetched, Limits, answers
from claimcheck.fetch.bodies import unpacked
from claimcheck.fetch.walls import Page, wall
from claimcheck.models import PROSE, Capture, Document, FailureReason
from claimcheck.store import Store

if TYPE_CHECKING:
    import httpx

    from claimcheck.fetch.wayback import Wayback
    from claimcheck.workspace import Workspace

LIST_SUFFIX = ".urls"

MakeClient = Callable[[], "AbstractAsyncContextManager[httpx.AsyncClient]"]
"""Makes the client that everything is asked through; it is closed when the run ends."""

Progress = Callable[[str, int, int], None]
"""Told what is being worked on, how many are done, and how many there are."""


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


def place_of(url: str) -> str:
    """The name that the store knows an address by: without fragment and credentials."""
    address = urldefrag(url.strip()).url
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if "@" in parts.netloc else address


def listed_urls(content: str) -> list[str]:
    """The addresses in a list: one a line; what follows a ``#`` at its start, or a blank, is a comment."""
    lines = (line.strip() for line in content.lstrip("\ufeff").splitlines())
    return [line.split()[0] for line in lines if line and not line.startswith("#")]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run is to gather.

    Attributes:
        urls: the addresses in order, each with the date of the article that links to it, where one does.
        files: files of the workspace by place.
    """

    urls: Mapping[str, str | None]
    files: Mapping[str, Path]


def wanted(workspace: Workspace, targets: Sequence[str] = ()) -> Wanted:
    """What the targets name: addresses, lists of addresses (``*.urls``), and articles for their links.

    Without targets: all lists under ``evidence/``, the links of all articles, and the files put there by hand.

    Raises:
        ReadError: a file that is named cannot be read.
    """
    urls: dict[str, str | None] = {}
    for target in targets or [*map(str, _url_lists(workspace)), *map(str, workspace.articles())]:
        if "://" in target:
            urls.setdefault(place_of(target), None)
        elif target.endswith(LIST_SUFFIX):
            for url in listed_urls(_list_text(Path(target))):
                urls.setdefault(place_of(url), None)
        else:
            _add_links(urls, Path(target), must_read=bool(targets))
    return Wanted(urls, {} if targets else {workspace.place(path): path for path in workspace.evidence()})


def _url_lists(workspace: Workspace) -> list[Path]:
    return sorted((workspace.path / "evidence").rglob(f"*{LIST_SUFFIX}"), key=lambda path: path.as_posix())


def _list_text(path: Path) -> str:
    try:
        return reader.file_bytes(path, reader.MAX_BYTES).decode("utf-8", "replace")
    except ReadError as error:
        raise type(error)(f"{path}: {error}") from error


def _add_links(urls: dict[str, str | None], path: Path, *, must_read: bool) -> None:
    try:
        article = reader.read(path)
    except ReadError:
        if must_read:
            raise
        return
    for link in article.links:
        if link.url.startswith(("http://", "https://")):
            urls.setdefault(place_of(link.url), article.published)


def gather(
    workspace: Workspace,
    targets: Sequence[str],
    make_client: MakeClient,
    limits: Limits,
    told: Callable[[Gathered], None],
    *,
    software: str,
    wayback: Wayback | None = None,
    progress: Progress = lambda _what, _done, _total: None,
) -> None:
    """Gather what the targets name into a workspace; a run that was cut off is gone on with.

    Args:
        workspace: where it is kept.
        targets: as :func:`wanted` takes them.
        make_client: makes the client that everything is asked through.
        limits: how long, how much and how often.
        told: hears what came of each address and file once it is kept.
        software: what the archive is to say it was written by.
        wayback: where to look for copies of dead pages.
        progress: hears how far the work is.

    Raises:
        ReadError: a file that is named cannot be read.
        StoreError: the database or the archive cannot be used.
    """
    asked = wanted(workspace, targets)
    done = 0

    def tell(each: Gathered) -> None:
        nonlocal done
        done += 1
        progress("gathering evidence", done, max(done, len(asked.urls)))
        told(each)

    folder = workspace.path / "evidence" / "archive"
    with Store(workspace.database) as store, Archive(folder, software=software, find=store.record_of) as archive:
        run = Gathering(store, archive, make_client, limits, wayback=wayback)
        for each in run.go_on():
            tell(each)
        run.files(asked.files, tell)
        asyncio.run(run.addresses(asked.urls, tell))


class Gathering:
    """A run over addresses and files: what came is on disk and in the store before the next is looked at."""

    def __init__(
        self,
        store: Store,
        archive: Archive,
        make_client: MakeClient,
        limits: Limits,
        *,
        wayback: Wayback | None = None,
    ) -> None:
        """With ``wayback``, addresses that are dead are looked for in that web archive."""
        self._store = store
        self._archive = archive
        self._make_client = make_client
        self._limits = limits
        self._wayback = wayback
        self._done: set[str] = set()

    def go_on(self) -> list[Gathered]:
        """Take up a run that was cut off: what it had archived and not yet kept is kept now, and not fetched again."""
        gathered = []
        for kept in self._archive.unfinished():
            place = place_of(kept.fetched.url) if isinstance(kept, Kept) else kept.place
            closing = kept.closing if isinstance(kept, Kept) else kept.record
            if not self._store.holds_record(closing):
                gathered.append(self._keep(kept))
            if isinstance(kept, Kept) and kept.fetched.failure is None and _is_recent(kept.fetched):
                self._done.add(place)
        return gathered

    def files(self, files: Mapping[str, Path], told: Callable[[Gathered], None]) -> None:
        """Take files that were put into the workspace by hand into the archive, unless it has them as they are."""
        for place, path in files.items():
            try:
                content = reader.file_bytes(path, self._limits.max_bytes)
            except ReadError as error:
                self._store.keep_capture(Capture(place, None, None, error.reason, str(error)))
                told(Gathered(place, error.reason, str(error), answers.advice(error.reason)))
                continue
            if not self._store.is_archived(place, f"sha256:{hashlib.sha256(content).hexdigest()}"):
                told(self._keep(self._archive.keep_file(place, content)))

    async def addresses(self, urls: Mapping[str, str | None], told: Callable[[Gathered], None]) -> None:
        """Fetch addresses side by side, and keep what came of each before the next is looked at.

        Args:
            urls: the addresses, each with the date near which a copy would serve, where known.
            told: hears what came of each.
        """
        from claimcheck.fetch.fetching import Fetcher

        wanted = {place_of(url): near for url, near in urls.items()}
        known = {place: self._store.known(place) for place in wanted if place not in self._done}
        async with self._make_client() as client:
            fetcher = Fetcher(client, self._limits)
            dead: list[tuple[Kept, Capture]] = []
            async with aclosing(fetcher.fetch_all(known)) as arriving:
                async for fetched in arriving:
                    kept, capture, document = await self._taken(fetched)
                    gathered = self._write(kept, capture, document)
                    if capture.failure is FailureReason.DEAD and self._wayback is not None:
                        dead.append((kept, capture))
                    else:
                        told(gathered)
            for kept, capture in dead:
                assert self._wayback is not None, "else nothing was set aside"
                copy = await self._wayback.copy(fetcher, capture.place, wanted[capture.place])
                told(self._look_back(kept, capture, copy))
                if copy is not None:
                    told(self._write(*await self._taken(copy)))

    def _look_back(self, kept: Kept, capture: Capture, copy: Fetched | None) -> Gathered:
        """Add to a dead address what the web archive knew of it."""
        if copy is None or copy.memento is None:
            capture = replace(capture, note=f"{capture.note}; the Wayback Machine has no copy")
            return self._write(kept, capture, None, "look for it under another address, or ask its publisher")
        capture = replace(capture, note=f"{capture.note}; a copy of {copy.memento.archived_utc[:10]} was found")
        return self._write(kept, capture, None, f"rely on the copy: {copy.memento.url}")

    async def _taken(self, fetched: Fetched) -> tuple[Kept, Capture, Document | None]:
        kept = self._archive.keep(fetched)
        return kept, *await asyncio.to_thread(_read, kept, self._limits)

    def _keep(self, kept: Kept | KeptFile) -> Gathered:
        return self._write(kept, *_read(kept, self._limits))

    def _write(
        self, kept: Kept | KeptFile, capture: Capture, document: Document | None, advice: str | None = None
    ) -> Gathered:
        if capture.failure and advice is None:
            advice = answers.advice(capture.failure)
        found = passages.passages(document) if document else ()
        is_unchanged = self._store.keep_retrieval(kept, capture, document, found, advice)
        memento = kept.fetched.memento if isinstance(kept, Kept) else None
        return Gathered(
            place=capture.place,
            failure=capture.failure,
            note=capture.note,
            advice=advice,
            is_unchanged=is_unchanged,
            title=document.title if document else None,
            memento_of=memento.original if memento else None,
            memento_utc=memento.archived_utc if memento else None,
        )


def _is_recent(fetched: Fetched) -> bool:
    return datetime.fromisoformat(fetched.last.sent_utc) > datetime.now(UTC) - GOES_ON_WITHIN


def _read(kept: Kept | KeptFile, limits: Limits) -> tuple[Capture, Document | None]:
    """What a retrieval or a file holds: a document, or a failure."""
    if isinstance(kept, KeptFile):
        name, most = Path(kept.place).name, limits.max_content_bytes
        return _document(kept.place, kept.content, lambda: reader.read(kept.content, name=name, max_bytes=most))
    fetched = kept.fetched
    place = place_of(fetched.url)
    if fetched.known is not None:
        return Capture(place, fetched.known.digest), None
    if fetched.failure is not None:
        return Capture(place, None, None, fetched.failure, f"{place}: {fetched.note}"), None
    try:
        content = unpacked(fetched.last, limits.max_content_bytes)
    except ReadError as error:
        return Capture(place, None, len(fetched.last.body), error.reason, str(error)), None
    url = fetched.memento.original if fetched.memento else fetched.last.url
    content_type = fetched.last.header("content-type")
    capture, document = _document(
        place,
        content,
        lambda: reader.read(content, url=url, content_type=content_type, max_bytes=limits.max_content_bytes),
    )
    stands = _wall(fetched, url, content, document)
    if stands is None:
        return capture, document
    reason, note = stands
    return Capture(place, capture.digest, len(content), reason, f"{place}: {note}"), None


def _document(place: str, content: bytes, read: Callable[[], Document]) -> tuple[Capture, Document | None]:
    capture = Capture(place, f"sha256:{hashlib.sha256(content).hexdigest()}", len(content))
    try:
        return capture, read()
    except ReadError as error:
        return replace(capture, failure=error.reason, note=str(error)), None


def _wall(fetched: Fetched, url: str, content: bytes, document: Document | None) -> tuple[FailureReason, str] | None:
    """What stands in place of the page that was asked for; None when that is what came."""
    from claimcheck.reader.charsets import declared_charset, decode

    content_type = (fetched.last.header("content-type") or "").lower()
    markup = decode(content, declared_charset(content_type))
    if markup is None or ("html" not in content_type and "<html" not in markup[:2000].lower()):
        return None
    blocks = document.blocks if document else ()
    words = sum(len(block.span.of(document.text).split()) for block in blocks if block.kind in PROSE) if document else 0
    asked = fetched.memento.original if fetched.memento else fetched.url
    return wall(Page(asked, url, markup, words))
