"""Retrievals with their requests, and where in the archive the proof of each is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from claimcheck.archive import KeptFile, KeptRetrieval, WarcRange, WarcRecord
from claimcheck.fetch import Exchange, Fetched, Known, answers
from claimcheck.models import Capture, Document, FailureReason, Passage
from claimcheck.store.documents import keep_capture, keep_document, keep_passages
from claimcheck.store.rows import Row, key, reconcile, storable, to_json


@dataclass(frozen=True, slots=True)
class Retrieval:
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


def keep(connection: sqlite3.Connection, found: Found) -> bool:
    """Write what was retrieved and archived; returns whether the place held the same document before."""
    if found.document is not None:
        identity = keep_document(connection, found.document, found.capture.place)
        keep_passages(connection, identity, found.passages)
    if isinstance(found.kept, KeptRetrieval):
        return keep_retrieval(connection, found.kept, found.capture, found.advice)
    return keep_file(connection, found.kept, found.capture, found.advice)


def retrieval_id(fetched: Fetched) -> str:
    """The key of a retrieval."""
    return key("q", fetched.url, fetched.exchanges[0].sent_utc)


def keep_retrieval(connection: sqlite3.Connection, kept: KeptRetrieval, capture: Capture, advice: str | None) -> bool:
    """Write a retrieval, its requests and what it found; returns whether the place held the same document before.

    A failure does not displace what the place held before.
    """
    fetched = kept.fetched
    is_unchanged = capture.failure is None and _digest_now(connection, capture.place) == capture.digest
    capture_id = keep_capture(connection, capture) if capture.failure is None else _keep_failure(connection, capture)
    last = fetched.last
    identity = retrieval_id(fetched)
    row: Row = {
        "id": identity,
        "place": capture.place,
        "capture_id": capture_id,
        "retrieved_utc": fetched.exchanges[0].sent_utc,
        "is_unchanged": int(is_unchanged),
        "status": last.status,
        "final_url": last.url if last.status is not None else None,
        "content_type": last.header("content-type"),
        "tried": answers.tried(fetched),
        "advice": advice,
        "memento_of": fetched.memento.original if fetched.memento else None,
        "memento_utc": fetched.memento.archived_utc if fetched.memento else None,
        "etag": last.header("etag"),
        "last_modified": last.header("last-modified"),
        "record_id": kept.closing.id,
        **_stretch(kept.stretch),
    }
    reconcile(connection, "retrievals", "id = ?", [identity], [row])
    requests = [
        _request(identity, n, exchange, record)
        for n, (exchange, record) in enumerate(zip(fetched.exchanges, kept.answers, strict=True), 1)
    ]
    reconcile(connection, "requests", "retrieval_id = ?", [identity], requests)
    return is_unchanged


def keep_file(connection: sqlite3.Connection, kept: KeptFile, capture: Capture, advice: str | None) -> bool:
    """Write that a file of the workspace was taken into the archive; returns whether it held the same before."""
    identity = key("q", kept.place, kept.record.date_utc)
    is_unchanged = capture.failure is None and _digest_now(connection, kept.place) == capture.digest
    row: Row = {
        "id": identity,
        "place": kept.place,
        "capture_id": keep_capture(connection, capture),
        "retrieved_utc": kept.record.date_utc,
        "is_unchanged": int(is_unchanged),
        "tried": "",
        "advice": advice,
        "record_id": kept.record.id,
        **_stretch(kept.stretch),
    }
    reconcile(connection, "retrievals", "id = ?", [identity], [row])
    exchange = Exchange(kept.record.url, kept.record.date_utc, body=kept.content)
    request = _request(identity, 1, exchange, kept.record)
    reconcile(connection, "requests", "retrieval_id = ?", [identity], [request])
    return is_unchanged


def holds_record(connection: sqlite3.Connection, record: WarcRecord) -> bool:
    """Whether a retrieval with this closing record, or a file with this record, was kept."""
    return bool(connection.execute("SELECT 1 FROM retrievals WHERE record_id = ?", [record.id]).fetchone())


def is_archived(connection: sqlite3.Connection, place: str, digest: str) -> bool:
    """Whether the archive holds these bytes for this place."""
    found = connection.execute(
        "SELECT 1 FROM retrievals JOIN captures ON captures.id = capture_id WHERE retrievals.place = ? AND digest = ?",
        [storable(place), digest],
    )
    return found.fetchone() is not None


def record_of(connection: sqlite3.Connection, payload_digest: str) -> WarcRecord | None:
    """The first record that holds this payload; None when none does."""
    row = connection.execute(
        """
        SELECT record_file, record_offset_bytes, record_length_bytes, record_id, record_type, url, sent_utc,
            payload_digest
        FROM requests WHERE payload_digest = ? AND record_type = 'response' AND truncated IS NULL
        ORDER BY sent_utc, id LIMIT 1
        """,
        [payload_digest],
    ).fetchone()
    return WarcRecord(*row) if row else None


def known(connection: sqlite3.Connection, place: str) -> Known | None:
    """What the place's standing capture left to ask "anything new?" with; None where there is nothing."""
    row = connection.execute(
        """
        SELECT retrievals.final_url, captures.digest, retrievals.etag, retrievals.last_modified,
            held.url, held.sent_utc
        FROM retrievals
        JOIN captures ON captures.id = capture_id AND is_current AND document_id IS NOT NULL
        JOIN requests AS held ON held.retrieval_id = retrievals.id AND held.status = retrievals.status
            AND held.payload_digest IS NOT NULL
        WHERE retrievals.place = ? AND retrievals.status = 200
        ORDER BY retrievals.retrieved_utc DESC, held.n DESC LIMIT 1
        """,
        [storable(place)],
    ).fetchone()
    return Known(*row) if row else None


def retrievals(connection: sqlite3.Connection, place: str | None) -> Iterator[Retrieval]:
    """The retrievals of one place, or of all, the oldest first."""
    rows = connection.execute(
        """
        SELECT retrievals.id, retrievals.place, retrieved_utc, is_unchanged, failure, note, tried, advice, final_url,
            memento_of, memento_utc, captures.digest, title
        FROM retrievals JOIN captures ON captures.id = capture_id
        LEFT JOIN documents ON documents.id = document_id
        WHERE ? IS NULL OR retrievals.place = ?
        ORDER BY retrieved_utc, retrievals.id
        """,
        [place, place],
    )
    for identity, where, when, unchanged, failure, *rest in rows:
        yield Retrieval(identity, where, when, bool(unchanged), FailureReason(failure) if failure else None, *rest)


def stretches(connection: sqlite3.Connection) -> Iterator[WarcRange]:
    """What the archive is to hold, byte for byte, in its order."""
    rows = connection.execute(
        "SELECT archive_file, archive_offset_bytes, archive_length_bytes, archive_digest FROM retrievals"
        " ORDER BY archive_file, archive_offset_bytes"
    )
    return (WarcRange(*row) for row in rows)


def _digest_now(connection: sqlite3.Connection, place: str) -> str | None:
    row = connection.execute(
        "SELECT digest FROM captures WHERE place = ? AND is_current AND document_id IS NOT NULL", [storable(place)]
    ).fetchone()
    return str(row[0]) if row else None


def _keep_failure(connection: sqlite3.Connection, capture: Capture) -> str:
    """Write a failure; where the place holds a document, that stands, and the failure is history from the start."""
    if _digest_now(connection, capture.place) is None:
        return keep_capture(connection, capture)
    identity = key("k", capture.place, capture.digest, capture.failure)
    connection.execute(
        """
        INSERT INTO captures (id, place, failure, note, is_current, captured_utc, size_bytes, digest)
        VALUES (:id, :place, :failure, :note, 0, :now, :size_bytes, :digest)
        ON CONFLICT (id) DO UPDATE SET note = excluded.note WHERE note IS NOT excluded.note
        """,
        {
            "id": identity,
            "place": storable(capture.place),
            "failure": capture.failure,
            "note": storable(capture.note or ""),
            "now": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "size_bytes": capture.size_bytes,
            "digest": capture.digest,
        },
    )
    return identity


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
        "url": exchange.url,
        "sent_utc": exchange.sent_utc,
        "address": exchange.address,
        "protocol": exchange.protocol,
        "status": exchange.status,
        "trouble": exchange.trouble,
        "truncated": exchange.truncated,
        "size_bytes": len(exchange.body) if record else None,
        "headers_json": to_json(exchange.headers) if exchange.headers else None,
        "payload_digest": record.payload_digest if record else None,
        "record_type": record.type if record else None,
        "record_file": record.file if record else None,
        "record_offset_bytes": record.offset if record else None,
        "record_length_bytes": record.length if record else None,
        "record_id": record.id if record else None,
    }
