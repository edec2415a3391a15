"""What people were told on the phone or face to face: evidence that no document holds."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from claimcheck.models import Call, CallTerms
from claimcheck.store.rows import Row, key, reconcile


def add_call(connection: sqlite3.Connection, call: Call) -> None:
    """Write the call after all others; a second time is nothing new."""
    said = (call.spoken_to, call.role, call.terms, call.words, call.spoken_utc)
    identity = key("rc", call.claim_id, *said, call.person, call.noted_utc)
    if connection.execute("SELECT 1 FROM calls WHERE id = ?", [identity]).fetchone():
        return
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM calls").fetchone()
    (steps,) = connection.execute("SELECT coalesce(max(number), 0) FROM steps").fetchone()
    row: Row = {
        "id": identity,
        "claim_id": call.claim_id,
        "spoken_to": call.spoken_to,
        "role": call.role,
        "terms": call.terms,
        "words": call.words,
        "spoken_utc": call.spoken_utc,
        "person": call.person,
        "noted_utc": call.noted_utc,
        "steps_count": steps,
        "number": last + 1,
    }
    reconcile(connection, "calls", "id = ?", [identity], [row])


def calls_by_claim(connection: sqlite3.Connection, wanted: str) -> dict[str, list[Call]]:
    """Calls about these claims and about those that they succeed, the oldest first."""
    calls: dict[str, list[Call]] = defaultdict(list)
    for claim, made_for, spoken_to, terms, words, spoken_utc, person, noted_utc, role in connection.execute(
        """
        SELECT coalesce(successor_id, claims.id) AS counts_for, claim_id,
            spoken_to, terms, words, spoken_utc, person, noted_utc, role
        FROM calls JOIN claims ON claims.id = claim_id
        WHERE counts_for IN (SELECT value FROM json_each(?)) ORDER BY calls.number
        """,
        [wanted],
    ):
        calls[claim].append(Call(made_for, spoken_to, CallTerms(terms), words, spoken_utc, person, noted_utc, role))
    return calls
