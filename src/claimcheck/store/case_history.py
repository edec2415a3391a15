"""What people did, done again in the order in which they did it, under the rules of the database it is read into.

The rules look at how things stand: so before each decision and each sign-off, what it rested on stands as it stood then
(:func:`_stand`), calls are noted between the same steps, and rechecks come before the same reviews.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from claimcheck.errors import DamagedError
from claimcheck.models import Call, Review
from claimcheck.store.calls import call_id
from claimcheck.store.case_tables import CaseTable, Imported
from claimcheck.store.reviews import override_id, review_id, seen_id, step_id
from claimcheck.store.rows import Row, Value

HISTORY = (
    "people",
    "reviews",
    "review_evidence",
    "steps",
    "calls",
    "rechecks",
    "overrides",
    "comments",
    "sheet_edits",
    "deadlines",
)
"""The tables of what people did, and what became of what they had decided."""

COUNTS = {"calls": {"steps_count": "steps"}, "rechecks": {"reviews_count": "reviews"}}
"""Columns that say after how many rows of another table a row was written."""


def replay(connection: sqlite3.Connection, case: Mapping[str, Sequence[object]]) -> list[Imported]:
    """Write what people did; what is there already and equal is left alone.

    Raises:
        StoreError: it breaks a rule, or what is there differs.
        DamagedError: a decision or a person is missing, or a key is not made from what its row says.
    """
    tables = {name: CaseTable(connection, name, case.get(name, ()), COUNTS.get(name, {}).keys()) for name in HISTORY}
    _Replay(connection, tables).run()
    _check_keys(tables)
    return [tables[name].imported for name in HISTORY]


def _check_keys(tables: Mapping[str, CaseTable]) -> None:
    """Refuse what people did under a key that is not made from what it says: somebody changed the words afterwards."""
    for name, made in _KEYS.items():
        for row in tables[name].rows:
            if row["id"] != made(row):
                raise DamagedError(
                    f"{tables[name].named(row)}: its key is not that of what it says; nothing was imported"
                )


def _held(row: Row, names: str) -> list[Any]:
    return [row[name] for name in names.split()]


def _review_key(row: Row) -> str:
    names = "claim_id verdict reviewer note basis reviewed_utc said copy replacement"
    return review_id(Review(*_held(row, names)))


def _call_key(row: Row) -> str:
    return call_id(Call(*_held(row, "claim_id spoken_to terms words spoken_utc person noted_utc role")))


def _step_key(row: Row) -> str:
    if row["step"] == "proposed":
        return f"rs{str(row['review_id'])[1:]}"
    n = row["n"] if isinstance(row["n"], int) else 0
    return step_id(str(row["claim_id"]), n, *_held(row, "step person note at_utc"))


_KEYS: Mapping[str, Callable[[Row], str]] = {
    "reviews": _review_key,
    "review_evidence": lambda row: seen_id(*_held(row, "review_id n")),
    "steps": _step_key,
    "calls": _call_key,
    "overrides": lambda row: override_id(*_held(row, "claim_id review_id person note overridden_utc")),
}
"""How the keys of what people did are made; those of other tables count the rows that their database had then."""


class _Replay:
    def __init__(self, connection: sqlite3.Connection, tables: Mapping[str, CaseTable]) -> None:
        self._connection = connection
        self._people, self._reviews, self._seen, self._steps, calls, rechecks, *self._words = (
            tables[name] for name in HISTORY
        )
        self._review = {row["id"]: row for row in self._reviews.rows}
        self._seen_by: dict[Value, list[Row]] = defaultdict(list)
        for row in self._seen.rows:
            self._seen_by[row["review_id"]].append(row)
        self._calls = _After(connection, calls, "steps_count", "steps")
        self._rechecks = _After(connection, rechecks, "reviews_count", "reviews")

    def run(self) -> None:
        people = [row for row in self._people.rows if not self._is_known(row)]
        for person in people:
            # Those who left, or do something else now, could decide when they did.
            self._people.add({**person, "role": "editor", "is_active": 1})
        for missing in self._review.keys() - {
            row["review_id"] for row in self._steps.rows if row["step"] == "proposed"
        }:
            raise DamagedError(f"reviews {missing}: no step proposes it; nothing was imported")
        reviews_done = 0
        for steps_done, step in enumerate(self._steps.rows):
            self._calls.write(steps_done)
            if step["step"] == "proposed":
                self._rechecks.write(reviews_done)
                self._propose(step)
                reviews_done += 1
            elif not self._steps.holds(step):
                self._take(step)
        self._calls.write()
        self._rechecks.write()
        for table in self._words:
            for row in table.rows:
                table.keep(row)
        for person in people:
            self._connection.execute(
                "UPDATE people SET role = :role, is_active = :is_active WHERE name = :name", person
            )

    def _is_known(self, person: Row) -> bool:
        """Whether somebody of that name works here; what they may do is decided here."""
        found = self._connection.execute("SELECT 1 FROM people WHERE name = ?", [person["name"]]).fetchone()
        if found:
            self._people.leave()
        return bool(found)

    def _propose(self, step: Row) -> None:
        review = self._review.get(step["review_id"])
        if review is None:
            raise DamagedError(f"{self._steps.named(step)}: its decision is missing; nothing was imported")
        if self._decide(review):
            self._steps.was_added(step)
        else:
            self._steps.keep(step)

    def _decide(self, review: Row) -> bool:
        """Write a decision, with what its reviewer saw; whether it was not there yet."""
        if self._reviews.holds(review):
            for row in self._seen_by[review["id"]]:
                self._seen.keep(row)
            return False
        self._stand(review)
        self._reviews.add(review)
        for row in self._seen_by[review["id"]]:
            self._seen.add(row)
        return True

    def _take(self, step: Row) -> None:
        review = self._review.get(step["review_id"])
        if review is None:
            self._steps.add(step)
            return
        self._stand(review)
        self._connection.execute(
            """
            INSERT INTO evidence (id, claim_id, n, stance, text, document_id, is_echo, score_pct, covered_pct,
                start_char, end_char, match_json)
            SELECT 'lent ' || review_evidence.id, coalesce(successor_id, claims.id), -review_evidence.n, stance,
                review_evidence.text, review_evidence.document_id, 0, 0, 0, start_char, end_char, '{}'
            FROM review_evidence JOIN reviews ON reviews.id = review_id JOIN claims ON claims.id = claim_id
            WHERE review_id = ?
            """,
            [review["id"]],
        )
        self._stand(review)
        self._steps.add(step)
        self._connection.execute(
            "DELETE FROM evidence WHERE n < 0"
            " AND claim_id = (SELECT coalesce(successor_id, id) FROM claims WHERE id = ?)",
            [review["claim_id"]],
        )

    def _stand(self, review: Row) -> None:
        """Have the claim rest on what it rested on when this was decided."""
        self._connection.execute(
            "UPDATE claims SET basis = ? WHERE id = (SELECT coalesce(successor_id, id) FROM claims WHERE id = ?)",
            [review["basis"], review["claim_id"]],
        )


class _After:
    """Rows that were written after so many rows of another table, and are again."""

    def __init__(self, connection: sqlite3.Connection, table: CaseTable, column: str, other: str) -> None:
        self._connection = connection
        self._table = table
        self._column = column
        self._other = other
        self._rows: dict[int, list[Row]] = defaultdict(list)
        for row in table.rows:
            count = row[column]
            if not isinstance(count, int):
                raise DamagedError(f"{table.named(row)}: {column} is no number; nothing was imported")
            self._rows[count].append(row)

    def write(self, done: int | None = None) -> None:
        """Write those that came after ``done`` rows of the other table at the latest; all that are left without it."""
        for count in sorted(self._rows):
            if done is None or count <= done:
                for row in self._rows.pop(count):
                    self._write(row)

    def _write(self, row: Row) -> None:
        if self._table.holds(row):
            return
        (last,) = self._connection.execute(f"SELECT coalesce(max(number), 0) FROM {self._other}").fetchone()  # noqa: S608
        self._table.add({**row, self._column: last})
