"""The passages that evidence rests on, and what became of them at their addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from claimcheck.models import FailureReason, Span
from claimcheck.store.database import Database
from claimcheck.store.documents import document_id
from claimcheck.store.rows import Row, chars, key


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


class Rechecks:
    """The words at addresses that evidence rests on, and what became of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def anchors(self) -> list[Anchor]:
        """What evidence and standing reviews rest on at addresses, by address and place in the document."""
        rows = self._database.rows(
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

    def keep(self, found: Sequence[Recheck]) -> None:
        """Write what became of anchors; reviews that rest on what changed or went are stale from now on.

        The same retrieval looked at again is nothing new.
        """
        database = self._database
        with database.write():
            reviews_count = database.last_number("reviews")
            for each in found:
                identity = key("j", each.latest.id, each.anchor.digest, each.anchor.span)
                if database.row("SELECT 1 FROM rechecks WHERE id = ?", [identity]):
                    continue
                row: Row = {
                    "id": identity,
                    "place": each.anchor.place,
                    "result": each.result,
                    "text": each.anchor.text,
                    "document_id": document_id(each.anchor.digest),
                    **chars(each.anchor.span),
                    "found": each.found,
                    "found_document_id": document_id(each.found_digest) if each.found_digest else None,
                    **chars(each.found_span, "found_"),
                    "note": each.note,
                    "retrieval_id": each.latest.id,
                    "rechecked_utc": self._moment(each),
                    "reviews_count": reviews_count,
                }
                database.insert("rechecks", [row])

    def _moment(self, each: Recheck) -> str:
        """When the address was retrieved, and after every earlier check of it: a clock that ran back hides none."""
        stated = each.latest.retrieved_utc
        before = self._database.value(
            "SELECT max(rechecked_utc) FROM rechecks WHERE place = ? AND retrieval_id <> ?",
            [each.anchor.place, each.latest.id],
        )
        if before is None or before < stated:
            return stated
        return (datetime.fromisoformat(before) + timedelta(microseconds=1)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
