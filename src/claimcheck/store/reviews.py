"""What people decided about claims: rows that are only ever added."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from claimcheck.errors import NotInStoreError
from claimcheck.models import CopyAction, Review, ReviewVerdict
from claimcheck.store.rows import Row, key, reconcile

COLUMNS = (
    "reviews.claim_id, reviews.verdict, reviews.reviewer, reviews.note, reviews.basis, reviews.reviewed_utc,"
    " reviews.said, reviews.copy"
)
"""The columns that :func:`read_review` makes a review of."""


def is_kept(connection: sqlite3.Connection, review: Review) -> bool:
    """Whether this very decision was written before."""
    found = connection.execute("SELECT 1 FROM reviews WHERE id = ?", [_identity(review)])
    return found.fetchone() is not None


def add_review(connection: sqlite3.Connection, review: Review) -> None:
    """Write the review after all others, with the evidence that it rests on.

    Raises:
        NotInStoreError: there is no such claim.
    """
    row = connection.execute("SELECT basis FROM claims WHERE id = ?", [review.claim_id]).fetchone()
    if row is None:
        raise NotInStoreError(f"{review.claim_id}: no such claim in the database")
    identity = _identity(review)
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
        "said": review.said,
        "copy": review.copy,
    }
    reconcile(connection, "reviews", "id = ?", [identity], [written])
    if review.basis == row[0]:
        _keep_evidence(connection, identity, review.claim_id)


def _identity(review: Review) -> str:
    answers = (review.said, review.copy) if review.said or review.copy else ()
    return key(
        "r", review.claim_id, review.verdict, review.reviewer, review.note, review.basis, review.reviewed_utc, *answers
    )


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


def reviews_by_claim(connection: sqlite3.Connection, wanted: str) -> dict[str, list[Review]]:
    """Reviews of these claims and of those that they succeed, the oldest first."""
    reviews: dict[str, list[Review]] = defaultdict(list)
    for claim, *values in connection.execute(
        f"""
        SELECT coalesce(successor_id, claims.id) AS counts_for, {COLUMNS}
        FROM reviews JOIN claims ON claims.id = claim_id
        WHERE counts_for IN (SELECT value FROM json_each(?)) ORDER BY reviews.number
        """,  # noqa: S608
        [wanted],
    ):
        reviews[claim].append(read_review(values))
    return reviews


def read_review(values: Sequence[str]) -> Review:
    """The review with these values of :data:`COLUMNS`."""
    claim, verdict, reviewer, note, basis, reviewed_utc, said, copy = values
    return Review(
        claim_id=claim,
        verdict=ReviewVerdict(verdict),
        reviewer=reviewer,
        note=note,
        basis=basis,
        reviewed_utc=reviewed_utc,
        said=ReviewVerdict(said) if said else None,
        copy=CopyAction(copy) if copy else None,
    )
