"""A case whole: every row of every table that belongs to it, out of one database and into another.

The tables are read and written as the schema has them, so that a new column comes along by itself. Numbers that only
say in which order rows were written are left out: a row gets the next one where it is read in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from claimcheck.errors import DamagedError
from claimcheck.store.case_history import COUNTS, HISTORY, replay
from claimcheck.store.case_tables import ORDER, CaseTable, Imported, columns_of, identity_of
from claimcheck.store.connection import plain_errors
from claimcheck.store.database import Database
from claimcheck.store.documents import Captures, Documents
from claimcheck.store.integrity import Integrity
from claimcheck.store.records import records
from claimcheck.store.rows import Row
from claimcheck.store.status import status_rows

OF_THIS_PLACE = {"captures": ("captured_utc",), "control_files": ("read_utc",)}
"""Columns that may differ between two databases that hold the same row: what is here already stays."""

LEFT_OUT = {
    "acknowledgements": "they are about the chain of this database",
    "annotations": "they are made anew of the documents when next needed",
    "article_checks": "they spare work, and say nothing of their own",
    "chain": "it seals what this database wrote, and the next one seals what it writes",
    "heads": "they say where the chain of this database ended",
    "kind_settings": "what it takes to sign off is for those to say who work with the database",
    "shares": "links lead to the desk that they were made at",
    "known_lookups": "they spare work, and say nothing of their own",
    "embeddings": "a model computes them again",
    "entailments": "a model computes them again",
    "writing": "it holds nothing but while claimcheck writes",
}
"""The tables that are not part of a case, and why."""


IN_ORDER = frozenset({"retrievals"})
"""Tables whose rows count in the order in which they were kept, without a column that says so."""


def case_tables(connection: sqlite3.Connection) -> list[str]:
    """The tables of a case, in the order in which they are written out: what was found, then what people did.

    A row refers to rows of its own table and of those before, as the schema makes tables in such an order.
    """
    made = connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%) STRICT%' ORDER BY rowid")
    return [name for (name,) in made if name not in LEFT_OUT and name not in HISTORY] + list(HISTORY)


class Cases:
    """All rows that belong to a case, read out and read in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Every row of the case with its table, as it stood at one moment."""
        connection = self._database.connection
        with plain_errors(self._database.path):
            connection.execute("BEGIN")
            try:
                for table in case_tables(connection):
                    columns = columns_of(connection, table)
                    chosen = ", ".join(_exported(table, column) for column in columns if column != ORDER)
                    order = ORDER if ORDER in columns else ", ".join(identity_of(connection, table))
                    order = "rowid" if table in IN_ORDER else order
                    cursor = connection.execute(f"SELECT {chosen} FROM {table} ORDER BY {order}")  # noqa: S608
                    names = [described[0] for described in cursor.description]
                    for values in cursor:
                        yield table, dict(zip(names, values, strict=True))
            finally:
                connection.rollback()

    def keep(self, case: Mapping[str, Sequence[object]]) -> list[Imported]:
        """Write the rows of a case, table by table; those that are there and equal are left alone.

        Raises:
            StoreError: a row is there and differs, or breaks a rule of the database; the message names it.
            DamagedError: what is no row of that table, or words that are not those of the text at their span.
        """
        connection = self._database.connection
        names = case_tables(connection)
        if unknown := sorted(set(case).difference(names)):
            raise DamagedError(f"{unknown[0][:40]!r} is no table of a case; nothing was imported")
        with self._database.write(), self._database.working_out(), plain_errors(self._database.path):
            # Attributions and claims refer to others of their own table, in any order.
            connection.execute("PRAGMA defer_foreign_keys = ON")
            facts = {
                name: CaseTable(connection, name, case.get(name, ()), OF_THIS_PLACE.get(name, ()))
                for name in names
                if name not in HISTORY
            }
            for table in facts.values():
                for row in table.rows:
                    table.keep(row)
            history = replay(connection, case)
            # What evidence comes, and what was decided on before, takes away what a claim rests on now.
            connection.executemany(
                "UPDATE claims SET basis = :basis WHERE id = :id AND basis IS NOT :basis", facts["claims"].rows
            )
            self._check()
        return [*(table.imported for table in facts.values()), *history]

    def _check(self) -> None:
        """Whether all that is there now refers to what is there, quotes what it points at, and can be read back."""
        database = self._database
        for table, row, other, _ in database.rows("PRAGMA foreign_key_check"):
            identity = database.value(f"SELECT * FROM {table} WHERE rowid = ?", [row])  # noqa: S608
            raise DamagedError(f"{table} {identity}: refers to {other} that are not there; nothing was imported")
        try:
            for line in Integrity(database).span_problems():
                raise DamagedError(f"{line}; nothing was imported")
            documents = Documents(database, Captures(database))
            for digest in database.column("SELECT digest FROM documents ORDER BY id"):
                documents.get(digest)
            records(database, status_rows(database, None))
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            raise DamagedError(f"cannot be read back ({error!r}); nothing was imported") from error


def _exported(table: str, column: str) -> str:
    """How a column is written out: the number of the last row of another table as how many rows there were."""
    other = COUNTS.get(table, {}).get(column)
    return f"(SELECT count(*) FROM {other} WHERE number <= {column}) AS {column}" if other else column  # noqa: S608
