"""Whether anybody touched what was kept: every digest, span, reference, trigger and entry of the chain, offline."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimcheck.archive import Archive
from claimcheck.archive.records import digest
from claimcheck.errors import ProofError, ReadError, StoreError
from claimcheck.fetch.bodies import unpacked
from claimcheck.folders import LIST_SUFFIX, Folders
from claimcheck.proof import Head, ProofSettings, heads_in
from claimcheck.proof.keys import is_genuine
from claimcheck.proof.stamps import stamped_utc
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
        vouched: what heads that were held against the chain prove, a line each.
    """

    checked: tuple[Checked, ...]
    problems: tuple[Problem, ...]
    acknowledged: tuple[Acknowledgement, ...] = ()
    vouched: tuple[str, ...] = ()


def audit(workspace: Folders, against: Sequence[Head] = (), proof: ProofSettings | None = None) -> Audit:
    """Look over the database, the archive and the files of a workspace; nothing is fetched or mended.

    A database that an older claimcheck made is brought up to date first, as by any other command; one that may not be
    written to is looked over as it is.

    Args:
        workspace: the folder.
        against: heads from elsewhere, such as those that exports carry: the chain has to hold them.
        proof: whose signatures and time stamps count; without, whoever made them.
    """
    try:
        store = Store.to_read(workspace.database)
    except StoreError as error:
        archive = Archive(workspace.archive, software="", find=lambda _: None)
        alone = [Problem("archive", _one_line(line)) for line in archive.verify()]
        return Audit((), (Problem("database", _one_line(str(error))), *alone))
    with store:
        store.integrity.take_any_text()
        return _Auditor(workspace, store, against, proof or ProofSettings()).audit()


class _Auditor:
    def __init__(self, workspace: Folders, store: Store, against: Sequence[Head], proof: ProofSettings) -> None:
        self._workspace = workspace
        self._against = against
        self._proof = proof
        self._vouched: list[str] = []
        self._store = store
        self._archive = Archive(workspace.archive, software="", find=store.retrievals.record_of)
        self._counts: dict[str, tuple[int, str]] = {}

    def audit(self) -> Audit:
        parts: tuple[tuple[str, Callable[[], Iterable[str]]], ...] = (
            ("database", self._store.integrity.file_problems),
            ("schema", self._store.integrity.schema_problems),
            ("chain", self._chain),
            ("heads", self._heads),
            ("head", self._heads_from_elsewhere),
            ("spans", self._spans),
            ("archive", self._records),
            ("documents", self._documents),
            ("files", self._files),
        )
        problems = [Problem(part, _one_line(line)) for part, look in parts for line in _problems(look)]
        checked = tuple(Checked(part, *self._counts[part]) for part, _ in parts if part in self._counts)
        return Audit(checked, tuple(problems), tuple(self._acknowledged()), tuple(self._vouched))

    def _chain(self) -> Iterator[str]:
        self._counts["chain"] = self._store.integrity.chain_length(), "entries"
        yield from self._store.integrity.chain_problems()

    def _heads(self) -> Iterator[str]:
        """Every head that was signed or stamped, against the chain, its signature and its stamp."""
        kept = self._store.heads.all()
        if kept:
            self._counts["heads"] = len(kept), "signed or stamped heads"
        acknowledged = max((each.acknowledged_utc for each in self._acknowledged()), default="")
        for each in kept:
            head = next(iter(heads_in(each.head)), None)
            if head is None or head.line != each.head:
                yield f"{each.id}: is no head"
                continue
            yield from (f"{each.id}: {line}" for line in self._signature_faults(head))
            if each.made_utc > acknowledged:
                yield from (f"{each.id}: {line}" for line in self._chain_faults(head))
            if each.token is not None:
                try:
                    stamped_utc(each.token, each.head, self._proof.roots)
                except ProofError as error:
                    yield f"{each.id}: {error}"

    def _heads_from_elsewhere(self) -> Iterator[str]:
        """Every head that somebody kept elsewhere; what it proves is reported too."""
        for head in self._against:
            faults = [*self._signature_faults(head), *self._chain_faults(head)]
            yield from (f"{head.number}: {line}" for line in faults)
            if faults:
                continue
            who = f"signed {head.signed_utc} with the key {self._signer(head)}" if head.key else "without a signature"
            later = self._store.heads.end()[0] - head.number
            since = f"{later:,} entries were added since" if later else "nothing was added since"
            self._vouched.append(f"the chain holds head {head.number}, {who}; {since}")

    def _signature_faults(self, head: Head) -> Iterator[str]:
        if head.key is None:
            return
        if not is_genuine(head):
            yield "its signature was not made with its key, or what was signed was changed"
        elif self._proof.signers and head.key not in self._proof.signers.values():
            yield f"signed with the key {head.key}, which is not among [proof.signers]"

    def _chain_faults(self, head: Head) -> Iterator[str]:
        last, _ = self._store.heads.end()
        if head.number > last:
            yield f"the chain ends at {last}: what was written after that, up to {head.number}, is gone"
        elif self._store.heads.digest_at(head.number) != head.digest:
            yield f"entry {head.number} of the chain is another one: the chain was written anew, or is another one"

    def _signer(self, head: Head) -> str:
        named = [name for name, key in self._proof.signers.items() if key == head.key]
        return f"{head.key} ({named[0]})" if named else str(head.key)

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
