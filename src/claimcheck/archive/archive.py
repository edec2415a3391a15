"""The archive of a workspace: one WARC file a run, only ever added to."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from claimcheck.archive import reading, records
from claimcheck.archive.reading import OPEN, KeptFile, KeptRetrieval
from claimcheck.archive.records import UnplacedRecord, WarcRange, WarcRecord
from claimcheck.fetch.values import Exchange, Fetched

Find = Callable[[str], WarcRecord | None]
"""From a payload's digest to the response record that holds it."""


class Archive:
    """WARC files in one folder; a run that was cut off goes on in the file it had begun.

    A whole retrieval is written at once, closed by a metadata record: what lacks one does not count.
    """

    def __init__(self, folder: Path, *, software: str, find: Find) -> None:
        """Nothing is written, and no folder made, before there is something to keep.

        Args:
            folder: ``evidence/archive`` of a workspace.
            software: what is said to have written the files.
            find: how to find an earlier record with the same payload.
        """
        self.folder = folder
        self._software = software
        self._find = find
        # What this run has written may not have come to those whom find asks.
        self._own: dict[str, WarcRecord] = {}
        self._file: io.FileIO | None = None
        self._path = folder
        self._opening = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(done=kind is None)

    def close(self, *, done: bool) -> None:
        """Let go of the file; with ``done`` the run is over, and the next one begins a new file."""
        if self._file is None:
            return
        size = self._file.seek(0, os.SEEK_END)
        os.fsync(self._file.fileno())
        self._file.close()
        self._file = None
        if done:
            _finish(self._path, worth_keeping=size != self._opening)

    def unfinished(self) -> list[KeptRetrieval | KeptFile]:
        """What runs that were cut off had kept; their torn ends are taken off, and this run goes on in such a file.

        Files that another run writes to are left alone.
        """
        kept: list[KeptRetrieval | KeptFile] = []
        for path in sorted(self.folder.glob(f"*{OPEN}")):
            file = _locked(path)
            if file is None:
                continue
            end, found = reading.whole(path, self._body)
            file.truncate(end)
            file.seek(0, os.SEEK_END)
            kept += found
            if self._file is None and end:
                self._file, self._path, self._opening = file, path, 0 if found else end
                continue
            file.close()
            _finish(path, worth_keeping=bool(found))
        return kept

    def keep(self, fetched: Fetched) -> KeptRetrieval:
        """Write all that a retrieval asked and got; it outlives this process when this returns."""
        drafts: list[UnplacedRecord] = []
        answers: dict[int, UnplacedRecord] = {}
        for n, exchange in enumerate(fetched.exchanges):
            if exchange.status is None:
                continue
            known = fetched.known if n == len(fetched.exchanges) - 1 else None
            earlier = self._earlier(exchange.body)
            answers[n] = records.response(exchange, earlier, known)
            drafts += [answers[n], records.request(exchange, answers[n])]
        drafts.append(records.retrieval(fetched, answers))
        placed, stretch = self._append(drafts)
        by_id = {record.id: record for record in placed}
        answered = tuple(by_id[answers[n].id] if n in answers else None for n in range(len(fetched.exchanges)))
        for exchange, record in zip(fetched.exchanges, answered, strict=True):
            if record and record.type == "response" and record.payload_digest and exchange.truncated is None:
                self._own.setdefault(record.payload_digest, record)
        return KeptRetrieval(fetched, answered, placed[-1], stretch)

    def keep_file(self, place: str, content: bytes) -> KeptFile:
        """Write a file that was put into the workspace by hand."""
        (record,), stretch = self._append([records.resource(reading.file_url(place), content, _now())])
        return KeptFile(place, content, record, stretch)

    def exchange(self, record: WarcRecord) -> Exchange:
        """The answer that a record holds or refers to, as received; its request is a record of its own.

        Raises:
            StoreError: the archive does not hold it any more.
        """
        return reading.exchange(self.folder, record, self._body)

    def files(self) -> list[Path]:
        """The files of the archive, in order of name."""
        return reading.files(self.folder)

    def verify(self, stretches: Iterable[WarcRange] | None = None) -> list[str]:
        """What is wrong with the archive, a line each: damage, torn ends, digests that do not hold.

        With ``stretches``, which the store keeps of all retrievals, every single byte is accounted for.
        """
        found = [problem for path in self.files() for problem in reading.problems(path)]
        return found if stretches is None else [*found, *reading.unvouched(self.folder, stretches)]

    def _earlier(self, body: bytes) -> WarcRecord | None:
        if not body:
            return None
        payload_digest = records.digest(body)
        return self._own.get(payload_digest) or self._find(payload_digest)

    def _body(self, payload_digest: str) -> bytes | None:
        found = self._find(payload_digest)
        return reading.exchange(self.folder, found, self._body).body if found else None

    def _append(self, drafts: list[UnplacedRecord]) -> tuple[list[WarcRecord], WarcRange]:
        file = self._file or self._begin()
        name = self._path.name.removesuffix(OPEN)
        start = at = file.tell()
        members = [records.packed(draft) for draft in drafts]
        placed = []
        for draft, member in zip(drafts, members, strict=True):
            placed.append(reading.record_of(draft.headers, name, at, len(member)))
            at += len(member)
        content = b"".join(members)
        _write(file, content)
        if start == self._opening:
            # The record that opens the file is vouched for together with the first retrieval.
            start, content = 0, self._path.read_bytes()
        return placed, WarcRange(name, start, at - start, records.digest(content))

    def _begin(self) -> io.FileIO:
        self.folder.mkdir(parents=True, exist_ok=True)
        for name in _names():
            path = self.folder / f"{name}{OPEN}"
            if path.with_suffix("").exists() or path.exists():
                continue
            path.touch(exist_ok=False)
            file = _locked(path)
            assert file is not None, "nobody else knows of it yet"
            _write(file, records.packed(records.about(name, _now(), self._software)))
            self._file, self._path, self._opening = file, path, file.tell()
            return file
        raise AssertionError("there is always another name")


def _names() -> Iterator[str]:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    yield f"claimcheck-{stamp}.warc.gz"
    number = 1
    while True:
        number += 1
        yield f"claimcheck-{stamp}-{number}.warc.gz"


def _locked(path: Path) -> io.FileIO | None:
    """The file, open to be added to and ours alone; None while another run writes to it."""
    try:
        file = io.FileIO(path, "r+")
    except FileNotFoundError:
        return None
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        # Windows itself keeps others from renaming or truncating a file that is open.
        pass
    except OSError:
        file.close()
        return None
    return file


def _finish(path: Path, *, worth_keeping: bool) -> None:
    if worth_keeping:
        path.rename(path.with_suffix(""))
    else:
        path.unlink()


def _write(file: io.FileIO, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[file.write(view) :]


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
