"""What an audit found wrong with the chain, and an editor took note of."""

from __future__ import annotations

import json
from dataclasses import dataclass

from claimcheck.errors import RuleError
from claimcheck.store import chain
from claimcheck.store.connection import plain_errors
from claimcheck.store.database import Database
from claimcheck.store.people import People, now_utc
from claimcheck.store.rows import Row, key, to_json

_MOST_LINES = 1000
"""What is written out of a chain that was wiped; of the rest, their number."""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """That somebody took note.

    Attributes:
        note: what happened, in their words.
        problems: what was wrong then, a line each.
        acknowledged_utc: ISO 8601 with seconds, UTC.
    """

    person: str
    note: str
    problems: tuple[str, ...]
    acknowledged_utc: str


class Acknowledgements:
    """All of them, in order; rows are only ever added."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    def add(self, person: str, note: str) -> Acknowledgement:
        """Take note of what is wrong with the chain: from now on, an audit names only what comes after.

        What another tool changed is sealed as it is now, and the file beside the database says where the chain ends.

        Raises:
            RuleError: nothing is wrong, or the person is no editor.
        """
        database, at_utc = self._database, now_utc()
        if not note.strip():
            raise RuleError("say in the note what happened")
        with database.write(anew=True), plain_errors(database.path):
            self._people.welcome(person, at_utc)
            found = list(chain.problems(database.connection, database.path))
            if not found:
                raise RuleError("the chain is as it was written: there is nothing to acknowledge")
            lines = found[:_MOST_LINES]
            lines += [f"and {len(found) - _MOST_LINES} more"] if len(found) > _MOST_LINES else []
            entries = to_json(chain.entry_faults(database.connection))
            row: Row = {
                "id": key("ak", person, note, lines, entries, at_utc),
                "person": person,
                "note": note,
                "problems_json": to_json(lines),
                "entries_json": entries,
                "acknowledged_utc": at_utc,
            }
            database.append("acknowledgements", row)
        return Acknowledgement(person, note, tuple(lines), at_utc)

    def all(self) -> list[Acknowledgement]:
        """All of them, the oldest first."""
        rows = self._database.rows(
            "SELECT person, note, problems_json, acknowledged_utc FROM acknowledgements ORDER BY number"
        )
        return [Acknowledgement(person, note, tuple(json.loads(lines)), at) for person, note, lines, at in rows]
