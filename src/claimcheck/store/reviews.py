"""What people decided about claims: rows that are only ever added."""

from __future__ import annotations

import sqlite3

from claimcheck.errors import NotInStoreError
from claimcheck.models import Review
from claimcheck.store.rows import Row, key, reconcile


def add_review(connection: sqlite3.Connection, review: Review) -> None:
    """Write the review after all others, with the evidence that it rests on; a second time is nothing new.

    Raises:
        NotInStoreError: there is no such claim.
    """
    row = connection.execute("SELECT basis FROM claims WHERE id = ?", [review.claim_id]).fetchone()
    if row is None:
        raise NotInStoreError(f"{review.claim_id}: no such claim in the database")
    identity = key(
        "r", review.claim_id, review.verdict, review.reviewer, review.note, review.basis, review.reviewed_utc
    )
    if connection.execute("SELECT 1 FROM reviews WHERE id = ?", [identity]).fetchone():
        return
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM reviews").fetchone()
    written: Row = {
        "id": identity,
        "claim_id": review.claim_id,
        "verdict": review.verdict,
        "reviewer": review.reviewer,
        "note": review.note,
        "reviewed_utc": review.reviewed_utc,
        "basis": review.basis,
        "number": last + 1,
    }
    reconcile(connection, "reviews", "id = ?", [identity], [written])
    if review.basis == row[0]:
        _keep_evidence(connection, identity, review.claim_id)


def _keep_evidence(connection: sqlite3.Connection, review: str, claim: str) -> None:
    rows: list[Row] = [
        {
            "id": key("y", review, n),
            "review_id": review,
            "n": n,
            "document_id": document,
            "text": text,
            "stance": stance,
            "start_char": start,
            "end_char": end,
        }
        for n, document, text, stance, start, end in connection.execute(
            "SELECT n, document_id, text, stance, start_char, end_char FROM evidence WHERE claim_id = ? ORDER BY n",
            [claim],
        )
    ]
    reconcile(connection, "review_evidence", "review_id = ?", [review], rows)
