"""The archive of a workspace: one WARC file a run, only ever added to."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from claimcheck.archive import reading, records
from claimcheck.archive.reading import OPEN, Kept, KeptFile
from claimcheck.archive.records import Draft, Record
from claimcheck.fetch.values import Exchange, Fetched

GOES_ON_WITHIN = timedelta(days=1)
"""A run that was cut off is gone on with for so long; after that, the next one begins anew."""

Find = Callable[[str], Record | None]
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
        self._file: io.FileIO | None = None
        self._path = folder

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
        self._file.close()
        self._file = None
        if done:
            self._path.rename(self._path.with_suffix(""))

    def unfinished(self) -> list[Kept | KeptFile]:
        """What runs that were cut off had kept; their torn ends are taken off, and this run goes on in the last file.

        Runs that were cut off long ago are closed as they are. Files that another run writes to are left alone.
        """
        kept: list[Kept | KeptFile] = []
        for path in sorted(self.folder.glob(f"*{OPEN}")):
            file = _locked(path)
            if file is None:
                continue
            end, found = reading.whole(path, self._body)
            file.truncate(end)
            file.seek(0, os.SEEK_END)
            age = datetime.now(UTC) - datetime.fromtimestamp(path.stat().st_mtime, UTC)
            if self._file is None and end and age < GOES_ON_WITHIN:
                self._file, self._path = file, path
                kept += found
                continue
            file.close()
            if end:
                path.rename(path.with_suffix(""))
            else:
                path.unlink()
        return kept

    def keep(self, fetched: Fetched) -> Kept:
        """Write all that a retrieval asked and got; it is on the disk when this returns."""
        drafts: list[Draft] = []
        answers: dict[int, Draft] = {}
        for n, exchange in enumerate(fetched.exchanges):
            if exchange.status is None:
                continue
            known = fetched.known if n == len(fetched.exchanges) - 1 else None
            earlier = self._find(records.digest(exchange.body)) if exchange.body else None
            answers[n] = records.response(exchange, earlier, known)
            drafts += [answers[n], records.request(exchange, answers[n])]
        drafts.append(records.retrieval(fetched, answers))
        placed = self._append(drafts)
        by_id = {record.id: record for record in placed}
        told = tuple(by_id[answers[n].id] if n in answers else None for n in range(len(fetched.exchanges)))
        return Kept(fetched, told, placed[-1])

    def keep_file(self, place: str, content: bytes) -> KeptFile:
        """Write a file that was put into the workspace by hand."""
        (record,) = self._append([records.resource(reading.file_url(place), content, _now())])
        return KeptFile(place, content, record)

    def exchange(self, record: Record) -> Exchange:
        """The answer that a record holds or refers to, as received.

        Raises:
            StoreError: the archive does not hold it any more.
        """
        return reading.exchange(self.folder, record, self._body)

    def files(self) -> list[Path]:
        """The files of the archive, in order of name."""
        return reading.files(self.folder)

    def verify(self) -> list[str]:
        """What is wrong with the archive, a line each: damage, torn ends, digests that do not hold, missing records."""
        return [problem for path in self.files() for problem in reading.problems(path)]

    def _body(self, payload_digest: str) -> bytes | None:
        found = self._find(payload_digest)
        return reading.exchange(self.folder, found, self._body).body if found else None

    def _append(self, drafts: list[Draft]) -> list[Record]:
        file = self._file or self._begin()
        members = [(draft, records.packed(draft)) for draft in drafts]
        at = file.tell()
        placed = []
        for draft, member in members:
            placed.append(_placed(draft, self._path.name.removesuffix(OPEN), at, len(member)))
            at += len(member)
        _write(file, b"".join(member for _, member in members))
        os.fsync(file.fileno())
        return placed

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
            self._file, self._path = file, path
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


def _write(file: io.FileIO, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[file.write(view) :]


def _placed(draft: Draft, file: str, offset: int, length: int) -> Record:
    return reading.record_of(draft.headers, file, offset, length)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
