"""What people said on the phone or face to face: evidence that no document holds."""

from __future__ import annotations

from claimcheck.models import Call
from claimcheck.store.database import Database
from claimcheck.store.people import People
from claimcheck.store.rows import Row, columns, key, listed


class Calls:
    """Calls and interviews about claims; rows are only ever added."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    def add(self, call: Call) -> None:
        """Note a call or an interview as evidence about a claim; a sign-off that has not seen it goes stale.

        Raises:
            RuleError: why it cannot be noted.
        """
        row: Row = {
            "id": call_id(call),
            **columns(call, "claim_id spoken_to role terms words spoken_utc person noted_utc"),
        }
        with self._database.write():
            self._people.welcome(call.person, call.noted_utc)
            self._database.append("calls", row | {"steps_count": self._database.last_number("steps")})

    def all(self, claim_id: str) -> list[Call]:
        """The calls about a claim and about those that it succeeds, the oldest first."""
        return calls_by_claim(self._database, listed([claim_id]))[claim_id]


def call_id(call: Call) -> str:
    """The key of a call, from all that it says."""
    content = (call.spoken_to, call.role, call.terms, call.words, call.spoken_utc)
    return key("rc", call.claim_id, *content, call.person, call.noted_utc)


def calls_by_claim(database: Database, wanted: str) -> dict[str, list[Call]]:
    """Calls about these claims (a JSON list) and about those that they succeed, the oldest first."""
    return database.made_by_owner(
        Call,
        """
        SELECT coalesce(successor_id, claims.id) AS counts_for, claim_id,
            spoken_to, terms, words, spoken_utc, person, noted_utc, role
        FROM calls JOIN claims ON claims.id = claim_id
        WHERE counts_for IN (SELECT value FROM json_each(?)) ORDER BY calls.number
        """,
        [wanted],
    )
