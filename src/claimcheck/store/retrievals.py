"""Retrievals with their requests, and where in the archive the proof of each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.archive import KeptFile, KeptRetrieval, WarcRange, WarcRecord
from claimcheck.fetch import Exchange, Known, answers
from claimcheck.models import Capture, Document, FailureReason, Passage
from claimcheck.store.database import Database
from claimcheck.store.documents import Captures, Documents
from claimcheck.store.rechecks import Latest
from claimcheck.store.rows import Row, columns, key, made, to_json


@dataclass(frozen=True, slots=True)
class RetrievalRecord:
    """One retrieval as it was kept.

    Attributes:
        place: the address asked for, or the path inside the workspace.
        title: of the document that was read.
        tried: every address asked and what it said.
        advice: after a failure, what a person could do next.
    """

    id: str
    place: str
    retrieved_utc: str
    is_unchanged: bool
    failure: FailureReason | None
    note: str | None
    tried: str
    advice: str | None
    final_url: str | None
    memento_of: str | None
    memento_utc: str | None
    digest: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class ClockFault:
    """A retrieval whose time is before that of one kept before it, which began at ``before_utc``."""

    place: str
    retrieved_utc: str
    before_utc: str


_SIDE_BY_SIDE_DAYS = 1 / 24


@dataclass(frozen=True, slots=True)
class Found:
    """A retrieval, or a file of the workspace, and what it holds.

    Attributes:
        kept: it with its records.
        capture: what was found.
        document, passages: what was read from it, where it could be read.
        advice: after a failure, what a person could do next.
    """

    kept: KeptRetrieval | KeptFile
    capture: Capture
    document: Document | None = None
    passages: tuple[Passage, ...] = ()
    advice: str | None = None


class Retrievals:
    """Every retrieval of an address or file, with its requests and the records that prove it."""

    def __init__(self, database: Database, documents: Documents, captures: Captures) -> None:
        self._database = database
        self._documents = documents
        self._captures = captures

    def keep(self, found: Sequence[Found]) -> list[bool]:
        """Write what was retrieved and archived; returns of each whether its place held the same document before.

        A failure does not displace a document that the place held before.
        """
        with self._database.write():
            return [self._keep(each) for each in found]

    def _keep(self, found: Found) -> bool:
        capture, kept = found.capture, found.kept
        is_unchanged = capture.failure is None and self._captures.digest_at(capture.place) == capture.digest
        if found.document is not None:
            self._documents.keep(found.document, capture, found.passages)
        if isinstance(kept, KeptRetrieval):
            # A failure to fetch an address leaves what was captured before; a file that cannot be read has changed.
            keep = self._captures.keep if capture.failure is None else self._captures.keep_failure
            identity, row, requests = _retrieval(kept)
        else:
            keep = self._captures.keep
            identity, row, requests = _file(kept)
        row |= {
            "place": capture.place,
            "capture_id": keep(capture),
            "is_unchanged": int(is_unchanged),
            "advice": found.advice,
        }
        self._database.reconcile("retrievals", "id = ?", [identity], [row])
        self._database.reconcile("requests", "retrieval_id = ?", [identity], requests)
        return is_unchanged

    def holds_record(self, record: WarcRecord) -> bool:
        """Whether the retrieval that this record closes, or the file that it holds, was kept."""
        return bool(self._database.row("SELECT 1 FROM retrievals WHERE record_id = ?", [record.id]))

    def is_archived(self, place: str, digest: str) -> bool:
        """Whether the archive holds these bytes for this place."""
        found = self._database.row(
            "SELECT 1 FROM retrievals JOIN captures ON captures.id = capture_id"
            " WHERE retrievals.place = ? AND digest = ?",
            [place, digest],
        )
        return found is not None

    def record_of(self, payload_digest: str) -> WarcRecord | None:
        """The first archived response with this payload; None when there is none."""
        row = self._database.row(
            """
            SELECT record_file, record_offset_bytes, record_length_bytes, record_id, record_type, url, sent_utc,
                payload_digest
            FROM requests WHERE payload_digest = ? AND record_type = 'response' AND truncated IS NULL
            ORDER BY sent_utc, id LIMIT 1
            """,
            [payload_digest],
        )
        return WarcRecord(*row) if row else None

    def known(self, place: str) -> Known | None:
        """What an earlier retrieval of an address left to ask "anything new?" with; None where there is nothing."""
        row = self._database.row(
            """
            SELECT retrievals.final_url, captures.digest, retrievals.etag, retrievals.last_modified,
                held.url, held.sent_utc
            FROM retrievals
            JOIN captures ON captures.id = capture_id AND is_current AND document_id IS NOT NULL
            JOIN requests AS held ON held.retrieval_id = retrievals.id AND held.status = retrievals.status
                AND held.payload_digest IS NOT NULL
            WHERE retrievals.place = ? AND retrievals.status = 200
            ORDER BY retrievals.rowid DESC, held.n DESC LIMIT 1
            """,
            [place],
        )
        return Known(*row) if row else None

    def address_of(self, digest: str) -> str | None:
        """The address that a document with this digest was fetched from; None where it was not."""
        row = self._database.row(
            "SELECT retrievals.place FROM retrievals JOIN captures ON captures.id = capture_id"
            " WHERE digest = ? AND retrievals.place LIKE 'http%' ORDER BY retrievals.rowid LIMIT 1",
            [digest],
        )
        return str(row[0]) if row else None

    def archived(self, digest: str) -> WarcRange | None:
        """Where the archive holds the bytes with this digest, as they came last; None where it does not."""
        row = self._database.row(
            "SELECT archive_file, archive_offset_bytes, archive_length_bytes, archive_digest"
            " FROM retrievals JOIN captures ON captures.id = capture_id WHERE digest = ?"
            " ORDER BY retrievals.rowid DESC LIMIT 1",
            [digest],
        )
        return WarcRange(*row) if row else None

    def all(self, place: str | None = None) -> list[RetrievalRecord]:
        """The retrievals of one place, or of all, in the order in which they were kept, whatever clocks said."""
        return self._database.made(
            RetrievalRecord,
            """
            SELECT retrievals.id, retrievals.place, retrieved_utc, is_unchanged, failure, note, tried, advice,
                final_url, memento_of, memento_utc, captures.digest, title
            FROM retrievals JOIN captures ON captures.id = capture_id
            LEFT JOIN documents ON documents.id = document_id
            WHERE ? IS NULL OR retrievals.place = ?
            ORDER BY retrievals.rowid
            """,
            [place, place],
        )

    def latest(self, place: str) -> Latest | None:
        """The last retrieval of an address; None where there was none."""
        row = self._database.row(
            """
            SELECT retrievals.id, retrieved_utc, failure, note, status, digest
            FROM retrievals JOIN captures ON captures.id = capture_id
            WHERE retrievals.place = ? ORDER BY retrievals.rowid DESC LIMIT 1
            """,
            [place],
        )
        return made(Latest, row) if row else None

    def clock_ran_back(self) -> ClockFault | None:
        """The last retrieval, where the time that it states is before that of one kept before it; else None.

        Of another place it may have begun a little earlier: places are asked side by side.
        """
        row = self._database.row(
            """
            SELECT last.place, last.retrieved_utc, max(before.retrieved_utc)
            FROM (SELECT rowid AS number, place, retrieved_utc FROM retrievals ORDER BY rowid DESC LIMIT 1) AS last
            JOIN retrievals AS before ON before.rowid < last.number AND before.retrieved_utc > last.retrieved_utc
                AND (before.place = last.place OR julianday(before.retrieved_utc) > julianday(last.retrieved_utc) + ?)
            """,
            [_SIDE_BY_SIDE_DAYS],
        )
        return ClockFault(*row) if row and row[0] is not None else None

    def stretches(self) -> list[WarcRange]:
        """What the archive is to hold, byte for byte, in its order."""
        return self._database.made(
            WarcRange,
            "SELECT archive_file, archive_offset_bytes, archive_length_bytes, archive_digest FROM retrievals"
            " ORDER BY archive_file, archive_offset_bytes",
        )


def _retrieval(kept: KeptRetrieval) -> tuple[str, Row, list[Row]]:
    """The key of a retrieval, its row as far as the answers make it, and its requests."""
    fetched = kept.fetched
    last = fetched.last
    identity = key("q", fetched.url, fetched.exchanges[0].sent_utc)
    row: Row = {
        "id": identity,
        "retrieved_utc": fetched.exchanges[0].sent_utc,
        "status": last.status,
        "final_url": last.url if last.status is not None else None,
        "content_type": last.header("content-type"),
        "tried": answers.tried(fetched),
        "memento_of": fetched.memento.original if fetched.memento else None,
        "memento_utc": fetched.memento.archived_utc if fetched.memento else None,
        "etag": last.header("etag"),
        "last_modified": last.header("last-modified"),
        "record_id": kept.closing.id,
        **_stretch(kept.stretch),
    }
    pairs = zip(fetched.exchanges, kept.answers, strict=True)
    return identity, row, [_request(identity, n, exchange, record) for n, (exchange, record) in enumerate(pairs, 1)]


def _file(kept: KeptFile) -> tuple[str, Row, list[Row]]:
    """The same of a file of the workspace that was taken into the archive."""
    identity = key("q", kept.place, kept.record.date_utc)
    row: Row = {
        "id": identity,
        "retrieved_utc": kept.record.date_utc,
        "tried": "",
        "record_id": kept.record.id,
        **_stretch(kept.stretch),
    }
    exchange = Exchange(kept.record.url, kept.record.date_utc, body=kept.content)
    return identity, row, [_request(identity, 1, exchange, kept.record)]


def _stretch(stretch: WarcRange) -> Row:
    return {
        "archive_file": stretch.file,
        "archive_offset_bytes": stretch.offset,
        "archive_length_bytes": stretch.length,
        "archive_digest": stretch.digest,
    }


def _request(retrieval: str, n: int, exchange: Exchange, record: WarcRecord | None) -> Row:
    return {
        "id": key("h", retrieval, n),
        "retrieval_id": retrieval,
        "n": n,
        **columns(exchange, "url sent_utc address protocol status trouble truncated"),
        "size_bytes": len(exchange.body) if record else None,
        "headers_json": to_json(exchange.headers) if exchange.headers else None,
        "payload_digest": record.payload_digest if record else None,
        "record_type": record.type if record else None,
        "record_file": record.file if record else None,
        "record_offset_bytes": record.offset if record else None,
        "record_length_bytes": record.length if record else None,
        "record_id": record.id if record else None,
    }
