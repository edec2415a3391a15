"""The passages that evidence rests on, and what became of them at their addresses."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from claimcheck.models import FailureReason, Span
from claimcheck.store.documents import document_id
from claimcheck.store.rows import Row, key, reconcile


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words at an address that evidence rests on.

    Attributes:
        place: the address.
        digest: the document that they stand in.
        span, text: the words.
        claims: the claims that they are evidence for, by key.
    """

    place: str
    digest: str
    span: Span
    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Latest:
    """The last retrieval of an address.

    Attributes:
        digest: of the document that it found, or found again.
        status: the last answer's HTTP status.
    """

    id: str
    retrieved_utc: str
    failure: FailureReason | None
    note: str | None
    status: int | None
    digest: str | None


@dataclass(frozen=True, slots=True)
class Recheck:
    """What became of an anchor.

    Attributes:
        result: unchanged, changed, gone or unreachable.
        found, found_digest, found_span: the sentence as it reads now, where it was found.
    """

    anchor: Anchor
    latest: Latest
    result: str
    found: str | None
    found_digest: str | None
    found_span: Span | None
    note: str | None


def anchors(connection: sqlite3.Connection) -> list[Anchor]:
    """What evidence and standing reviews rest on at addresses, by address and place in the document."""
    rows = connection.execute(
        """
        WITH rested (claim_id, document_id, start_char, end_char, text) AS (
            SELECT claim_id, document_id, start_char, end_char, text FROM evidence
            UNION
            SELECT claim_id, document_id, start_char, end_char, text
            FROM review_evidence JOIN reviews ON reviews.id = review_id
            WHERE number IN (SELECT max(number) FROM reviews GROUP BY claim_id)
        )
        SELECT DISTINCT place, digest, start_char, end_char, rested.text, claim_id
        FROM rested JOIN documents ON documents.id = rested.document_id
        JOIN (SELECT DISTINCT place, document_id FROM captures) AS held ON held.document_id = documents.id
        WHERE place LIKE '%://%'
        ORDER BY place, digest, start_char, end_char, claim_id
        """
    )
    return [
        Anchor(place, digest, Span(start, end), text, tuple(row[5] for row in same))
        for (place, digest, start, end, text), same in groupby(rows, key=lambda row: row[:5])
    ]


def latest(connection: sqlite3.Connection, place: str) -> Latest | None:
    """The last retrieval of an address; None when there was none."""
    row = connection.execute(
        """
        SELECT retrievals.id, retrieved_utc, failure, note, status, digest
        FROM retrievals JOIN captures ON captures.id = capture_id
        WHERE retrievals.place = ? ORDER BY retrieved_utc DESC, retrievals.id LIMIT 1
        """,
        [place],
    ).fetchone()
    return Latest(row[0], row[1], FailureReason(row[2]) if row[2] else None, *row[3:]) if row else None


def keep_rechecks(connection: sqlite3.Connection, found: Sequence[Recheck]) -> None:
    """Write what became of anchors; the same retrieval looked at again is nothing new."""
    (reviews_count,) = connection.execute("SELECT coalesce(max(number), 0) FROM reviews").fetchone()
    for each in found:
        identity = key("j", each.latest.id, each.anchor.digest, each.anchor.span)
        if connection.execute("SELECT 1 FROM rechecks WHERE id = ?", [identity]).fetchone():
            continue
        row: Row = {
            "id": identity,
            "place": each.anchor.place,
            "result": each.result,
            "text": each.anchor.text,
            "document_id": document_id(each.anchor.digest),
            "start_char": each.anchor.span.start,
            "end_char": each.anchor.span.end,
            "found": each.found,
            "found_document_id": document_id(each.found_digest) if each.found_digest else None,
            "found_start_char": each.found_span.start if each.found_span else None,
            "found_end_char": each.found_span.end if each.found_span else None,
            "note": each.note,
            "retrieval_id": each.latest.id,
            "rechecked_utc": each.latest.retrieved_utc,
            "reviews_count": reviews_count,
        }
        reconcile(connection, "rechecks", "id = ?", [identity], [row])
