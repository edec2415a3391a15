"""The store: one SQLite file that holds articles, evidence, findings and decisions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from claimcheck.archive import WarcRange, WarcRecord
from claimcheck.errors import NotInStoreError
from claimcheck.fetch import Known
from claimcheck.meaning import Meaning
from claimcheck.models import Capture, CheckedClaim, Document, Passage, SplitArticle
from claimcheck.provenance import Provenance
from claimcheck.store import (
    articles,
    cases,
    chain,
    checks,
    documents,
    provenance,
    rechecks,
    records,
    retrievals,
    search,
    searches,
    soundness,
    splits,
    status,
)
from claimcheck.store.articles import KeptArticle, KeptCapture
from claimcheck.store.case_tables import Imported
from claimcheck.store.chain import transaction
from claimcheck.store.connection import connect, told
from claimcheck.store.decisions import Decisions
from claimcheck.store.documents import KeptDocument
from claimcheck.store.groups import Groups
from claimcheck.store.provenance import Tracer
from claimcheck.store.rechecks import Anchor, Latest, Recheck
from claimcheck.store.records import ClaimRecord
from claimcheck.store.retrievals import Found, Retrieval
from claimcheck.store.rows import Row
from claimcheck.store.searches import Search
from claimcheck.store.status import StatusRow


class Store(Decisions, Groups):
    """An open database; every method that writes does so wholly or not at all, and leaves alone what is right already.

    Every method raises StoreError, in one line, when the database fails.
    """

    def __init__(self, path: Path) -> None:
        """Open the database at ``path``, made and brought up to date where needed.

        Raises:
            StoreError: it cannot be opened, is another program's, or was made by a newer claimcheck.
        """
        self.path = path
        self._connection = connect(path)
        try:
            chain.follow(self._connection, path)
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def keep_capture(self, capture: Capture) -> str:
        """Write what was retrieved, or why nothing was; returns the capture's key."""
        with transaction(self._connection, self.path) as connection:
            return documents.keep_capture(connection, capture)

    def keep_document(self, document: Document, capture: Capture, passages: Sequence[Passage]) -> str:
        """Write a document, the capture it was read from and its passages; returns the document's key."""
        with transaction(self._connection, self.path) as connection:
            identity = documents.keep_document(connection, document, capture.place)
            documents.keep_capture(connection, capture)
            documents.keep_passages(connection, identity, passages)
            return identity

    def settle(self) -> None:
        """Bring the index into one piece after many documents were written: searches are a third faster."""
        with told(self.path):
            search.settle(self._connection)

    def keep_retrievals(self, found: Sequence[Found]) -> list[bool]:
        """Write what was retrieved and archived; returns of each whether its place held the same document before.

        A failure does not displace a document that the place held before.
        """
        with transaction(self._connection, self.path) as connection:
            return [retrievals.keep(connection, each) for each in found]

    def known(self, place: str) -> Known | None:
        """What an earlier retrieval of an address left to ask "anything new?" with; None where there was none."""
        with told(self.path):
            return retrievals.known(self._connection, place)

    def record_of(self, payload_digest: str) -> WarcRecord | None:
        """The first archived response with this payload; None when there is none."""
        with told(self.path):
            return retrievals.record_of(self._connection, payload_digest)

    def holds_record(self, record: WarcRecord) -> bool:
        """Whether the retrieval that this record closes was kept."""
        with told(self.path):
            return retrievals.holds_record(self._connection, record)

    def is_archived(self, place: str, digest: str) -> bool:
        """Whether the archive holds these bytes for this place."""
        with told(self.path):
            return retrievals.is_archived(self._connection, place, digest)

    def stretches(self) -> list[WarcRange]:
        """What the archive is to hold, byte for byte, in its order."""
        with told(self.path):
            return list(retrievals.stretches(self._connection))

    def retrievals(self, place: str | None = None) -> list[Retrieval]:
        """The retrievals of one place, or of all, the oldest first."""
        with told(self.path):
            return list(retrievals.retrievals(self._connection, place))

    def latest(self, place: str) -> Latest | None:
        """The last retrieval of an address; None where there was none."""
        with told(self.path):
            return rechecks.latest(self._connection, place)

    def anchors(self) -> list[Anchor]:
        """The words at addresses that evidence and standing reviews rest on, by address."""
        with told(self.path):
            return rechecks.anchors(self._connection)

    def keep_rechecks(self, found: Sequence[Recheck]) -> None:
        """Write what became of anchors; reviews that rest on what changed or went are stale from now on."""
        with transaction(self._connection, self.path) as connection:
            rechecks.keep_rechecks(connection, found)

    def forget_places(self, kept: Collection[str]) -> None:
        """Mark files that are not among ``kept`` as gone: not searched any more, and still there as history.

        Addresses and the places of articles are left alone.
        """
        with transaction(self._connection, self.path) as connection:
            documents.forget_places(connection, kept)

    def forget_articles(self, kept: Collection[str]) -> None:
        """Mark articles that are not among ``kept`` as gone; of their claims, only reviewed ones stay listed."""
        with transaction(self._connection, self.path) as connection:
            splits.forget_articles(connection, kept)

    def documents(self) -> list[KeptDocument]:
        """What every place holds now, by place, without the text."""
        with told(self.path):
            return list(documents.documents(self._connection))

    def document(self, digest: str) -> Document:
        """The document whose bytes have this digest, as it was kept.

        Raises:
            NotInStoreError: there is none.
        """
        with told(self.path):
            found = documents.document(self._connection, digest)
        if found is None:
            raise NotInStoreError(f"{digest}: no such document in the database")
        return found

    def holds(self, place: str, digest: str) -> bool:
        """Whether the place was last seen to hold a readable document of this digest."""
        with told(self.path):
            return documents.holds(self._connection, place, digest)

    def failures(self) -> list[Capture]:
        """The places that hold no readable document now, by place."""
        with told(self.path):
            return list(documents.failures(self._connection))

    def keep_split(self, place: str, split: SplitArticle, *, from_sheet: bool) -> None:
        """Write the article at ``place`` and its claims.

        Claims that it no longer makes go; those that a person reviewed stay and are marked. A review of a claim
        whose very words stand in the new text counts for the new claim.
        """
        with transaction(self._connection, self.path) as connection:
            splits.keep_split(connection, place, split, from_sheet=from_sheet)

    def keep_checked(self, article_digest: str, checked: Sequence[CheckedClaim]) -> None:
        """Write findings and evidence of claims of the article with this digest, in place of earlier ones.

        Raises:
            NotInStoreError: a claim, or a document of its evidence, was never kept.
        """
        with transaction(self._connection, self.path) as connection:
            checks.keep_checked(connection, article_digest, checked)

    def trail(self, record: ClaimRecord) -> Provenance:
        """Where a claim comes from, as far as it was captured."""
        with told(self.path):
            return Tracer(self._connection).trail(record)

    def keep_trails(self, places: Iterable[str]) -> None:
        """Follow every claim of the articles at ``places``, and write its citations and flags over earlier ones."""
        tracer = Tracer(self._connection)
        for place in places:
            with told(self.path):
                followed = [tracer.trail(record) for record in self.claims(place) if not record.status.is_gone]
            with transaction(self._connection, self.path) as connection:
                provenance.keep_trails(connection, followed)

    def keep_search(self, search: Search) -> None:
        """Write where a claim was looked for, and what was found."""
        with transaction(self._connection, self.path) as connection:
            searches.keep_search(connection, search)

    def searches(self, claim_id: str | None = None) -> list[Search]:
        """The searches for one claim, or for all, the oldest first."""
        with told(self.path):
            return list(searches.searches(self._connection, claim_id))

    def passages_count(self) -> int:
        """How many passages can be found."""
        with told(self.path):
            (count,) = self._connection.execute("SELECT count(*) FROM passages").fetchone()
            return int(count)

    def passages(self) -> list[tuple[str, Passage]]:
        """Every passage after its document's digest, by digest and place."""
        with told(self.path):
            return search.passages(self._connection)

    def meaning(self, model: Meaning) -> Meaning:
        """The model with its answers kept here."""
        from claimcheck.store.meaning import KeptMeaning

        return KeptMeaning(self._connection, self.path, model)

    def frequency(self, words: Iterable[str]) -> dict[str, int]:
        """In how many passages each word occurs."""
        with told(self.path):
            return search.frequency(self._connection, words)

    def search(
        self, words: Iterable[str], limit: int, exclude_digests: Collection[str] = ()
    ) -> list[tuple[str, Passage]]:
        """The passages that share most with ``words``, the best first, each after its document's digest."""
        with told(self.path):
            return search.search(self._connection, words, limit, exclude_digests)

    def status(self, place: str | None = None) -> list[StatusRow]:
        """The claim status table of the article at ``place``, or of all articles."""
        with told(self.path):
            return status.status_rows(self._connection, place)

    def claims(self, place: str | None = None) -> list[ClaimRecord]:
        """The full records behind the claim status table, in its order."""
        with told(self.path):
            return records.records(self._connection, status.status_rows(self._connection, place))

    def queue(self, place: str | None = None) -> list[ClaimRecord]:
        """The same records, what to look at first."""
        with told(self.path):
            return records.records(self._connection, status.queue_rows(self._connection, place))

    def claim(self, name: str) -> ClaimRecord:
        """The full record of one claim.

        Args:
            name: its number in the table (``harbour:3`` where several articles have one), or the beginning of its key.

        Raises:
            NotInStoreError: there is none, or more than one.
        """
        with told(self.path):
            found = status.rows_named(self._connection, name) if name else []
            keys = sorted({line.id for line in found})
            if len(keys) > 1:
                listed = ", ".join(keys[:3]) + (" ..." if len(keys) > 3 else "")
                more = f"name the article too, as in ARTICLE:{name}" if name.isdecimal() else "give more of one key"
                raise NotInStoreError(f"{name}: {len(keys)} claims go by that ({listed}); {more}")
            if not found:
                raise NotInStoreError(f"{name.strip() or 'no name'}: no such claim; `claimcheck status` lists them")
            return records.records(self._connection, found[:1])[0]

    def article_text(self, record: ClaimRecord) -> str:
        """The article's text as it stood when the claim was taken from it; the claim's spans count in it."""
        with told(self.path):
            return documents.text_of_claim(self._connection, record.status.id)

    def file_problems(self) -> list[str]:
        """What SQLite finds wrong with the file, its references and its indexes, a line each."""
        with told(self.path):
            return list(soundness.file_problems(self._connection))

    def schema_problems(self) -> list[str]:
        """Tables, indexes, triggers and views that are gone, altered or not ours, a line each."""
        with told(self.path):
            return list(soundness.schema_problems(self._connection))

    def span_problems(self) -> list[str]:
        """Rows whose words are not those of the text at their span, a line each."""
        with told(self.path):
            return list(soundness.span_problems(self._connection))

    def spans_count(self) -> int:
        """How many rows quote a document."""
        with told(self.path):
            return soundness.spans_count(self._connection)

    def chain_problems(self) -> list[str]:
        """Rows that are not as they were written, and entries of the chain that are not, a line each."""
        with told(self.path):
            return list(chain.problems(self._connection, self.path))

    def chain_length(self) -> int:
        """How many entries the chain of all that was written has."""
        with told(self.path):
            return chain.length(self._connection)

    def files(self) -> list[tuple[str, str | None]]:
        """The files that the workspace is to hold now, by place, each with its digest where it could be read."""
        with told(self.path):
            return list(soundness.files(self._connection))

    def proofs(self) -> list[tuple[str, str, str, WarcRecord]]:
        """Every retrieval that yielded a document: key, place, the document's digest, the record it was read from."""
        with told(self.path):
            return list(soundness.proofs(self._connection))

    def unproven(self) -> list[str]:
        """Retrievals that yielded a document and lead to no record that holds it, a line each."""
        with told(self.path):
            return list(soundness.unproven(self._connection))

    def articles(self, place: str | None = None) -> list[KeptArticle]:
        """The articles that are there now, by place; or the one at ``place``."""
        with told(self.path):
            return list(articles.articles(self._connection, place))

    def sources(self) -> list[KeptCapture]:
        """Where every document that is no article came from, and what could not be retrieved, by place."""
        with told(self.path):
            return list(articles.sources(self._connection))

    def case(self) -> Iterator[tuple[str, Row]]:
        """Every row that belongs to the case with its table, as all of it stood at one moment."""
        with told(self.path):
            yield from cases.rows(self._connection)

    def import_case(self, rows: Mapping[str, Sequence[object]]) -> list[Imported]:
        """Write the rows of a case, table by table; those that are there and equal are left alone.

        Raises:
            StoreError: a row is there and differs, or breaks a rule of the database.
            DamagedError: the rows are not those of a case.
        """
        with transaction(self._connection, self.path) as connection:
            return cases.keep(connection, rows)
