"""Whether anybody touched what was kept: every digest, span, reference, trigger and entry of the chain, offline."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from claimcheck.archive import Archive
from claimcheck.archive.records import digest
from claimcheck.errors import ReadError, StoreError
from claimcheck.fetch.bodies import unpacked
from claimcheck.folders import LIST_SUFFIX, Folders
from claimcheck.store import Store
from claimcheck.store.acknowledgements import Acknowledgement

_MOST_BYTES = 2_000_000_000
"""What was read once is not refused now for its size."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it was kept.

    Attributes:
        part: which part of the audit found it.
        what: the row, file or record and what is wrong with it, in one line.
    """

    part: str
    what: str


@dataclass(frozen=True, slots=True)
class Checked:
    """One part of an audit: how many things it looked at, and of what kind."""

    part: str
    count: int
    of: str


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit looked at and what it found; no problem means that no tampering was found.

    Attributes:
        acknowledged: what was wrong with the chain before, and editors took note of.
    """

    checked: tuple[Checked, ...]
    problems: tuple[Problem, ...]
    acknowledged: tuple[Acknowledgement, ...] = ()


def audit(workspace: Folders) -> Audit:
    """Look over the database, the archive and the files of a workspace; nothing is fetched or mended.

    A database that an older claimcheck made is brought up to date first, as by any other command.
    """
    try:
        store = Store(workspace.database)
    except StoreError as error:
        archive = Archive(workspace.archive, software="", find=lambda _: None)
        alone = [Problem("archive", _one_line(line)) for line in archive.verify()]
        return Audit((), (Problem("database", _one_line(str(error))), *alone))
    with store:
        return _Auditor(workspace, store).audit()


class _Auditor:
    def __init__(self, workspace: Folders, store: Store) -> None:
        self._workspace = workspace
        self._store = store
        self._archive = Archive(workspace.archive, software="", find=store.retrievals.record_of)
        self._counts: dict[str, tuple[int, str]] = {}

    def audit(self) -> Audit:
        parts: tuple[tuple[str, Callable[[], Iterable[str]]], ...] = (
            ("database", self._store.integrity.file_problems),
            ("schema", self._store.integrity.schema_problems),
            ("chain", self._chain),
            ("spans", self._spans),
            ("archive", self._records),
            ("documents", self._documents),
            ("files", self._files),
        )
        problems = [Problem(part, _one_line(line)) for part, look in parts for line in _problems(look)]
        checked = tuple(Checked(part, *self._counts[part]) for part, _ in parts if part in self._counts)
        return Audit(checked, tuple(problems), tuple(self._acknowledged()))

    def _chain(self) -> Iterator[str]:
        self._counts["chain"] = self._store.integrity.chain_length(), "entries"
        yield from self._store.integrity.chain_problems()

    def _acknowledged(self) -> list[Acknowledgement]:
        try:
            return self._store.acknowledgements.all()
        except (StoreError, ValueError, TypeError):
            # The table is gone or was changed, which the schema and the chain tell.
            return []

    def _spans(self) -> Iterator[str]:
        self._counts["spans"] = self._store.integrity.spans_count(), "quoted stretches"
        yield from self._store.integrity.span_problems()

    def _records(self) -> Iterator[str]:
        self._counts["archive"] = len(self._archive.files()), "WARC files"
        yield from self._archive.verify(self._store.retrievals.stretches())

    def _documents(self) -> Iterator[str]:
        """Every captured document against the bytes in the archive that it was read from."""
        yield from self._store.integrity.unproven()
        proofs = self._store.integrity.proofs()
        self._counts["documents"] = len(proofs), "captures read back from the archive"
        for identity, place, expected, record in proofs:
            try:
                held = record.payload_digest
                if record.type == "response":
                    held = digest(unpacked(self._archive.exchange(record), _MOST_BYTES))
            except (ReadError, StoreError, ValueError) as error:
                yield f"retrievals {identity} of {place}: cannot be read back ({error})"
                continue
            if held != expected:
                yield f"retrievals {identity} of {place}: the archive holds other bytes than the document was read from"

    def _files(self) -> Iterator[str]:
        """Every file of the workspace against the digest that it was read under."""
        lists = self._store.control_files.all()
        expected = [*((place, kept, "verify") for place, kept in self._store.integrity.files())]
        expected += [(place, kept, "gather" if place.endswith(LIST_SUFFIX) else "verify") for place, kept in lists]
        self._counts["files"] = len(expected), "files of the workspace"
        for place, kept, command in expected:
            if kept is None:
                continue
            path = self._workspace.path / place
            # A pipe would be waited at for somebody to write.
            if path.exists() and not path.is_file():
                yield f"{place}: is no longer a file; it was one when it was read"
                continue
            try:
                with path.open("rb") as stream:
                    found = hashlib.file_digest(stream, "sha256").hexdigest()
            except OSError as error:
                yield f"{place}: {error.strerror}; it was there when it was read"
                continue
            if kept != f"sha256:{found}":
                yield f"{place}: changed since it was read; if the change is meant, run `claimcheck {command}`"


def _problems(look: Callable[[], Iterable[str]]) -> Iterator[str]:
    """What a part finds; that it cannot be looked at is a finding too."""
    try:
        yield from look()
    except StoreError as error:
        yield f"cannot be checked: {error}"


def _one_line(line: str) -> str:
    return " ".join(line.split())
