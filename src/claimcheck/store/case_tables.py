"""One table of a case that is read in: its rows as they were exported, held against those that are here."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from claimcheck.errors import DamagedError, StoreError, in_one_line
from claimcheck.store.rows import Row

ORDER = "number"
"""The column that says in which order rows were written; a row gets the next number where it is read in."""

_KEY = re.compile("[a-z]{1,2}[0-9a-f]{12}")
_DIGEST = re.compile("sha256:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows of a table a case added, and how many were there already."""

    table: str
    added_count: int
    known_count: int


class CaseTable:
    """Reads the rows of one table in, and counts what it did."""

    def __init__(
        self, connection: sqlite3.Connection, name: str, given: Sequence[object], counts: Collection[str] = ()
    ) -> None:
        """Check that the rows could be rows of this table.

        Args:
            connection: inside a transaction.
            name: the table.
            given: its rows, as the file has them.
            counts: columns that say how or when this database got the row: they are not compared.

        Raises:
            DamagedError: they could not.
        """
        self.name = name
        self._connection = connection
        columns = columns_of(connection, name)
        self._is_numbered = ORDER in columns
        self._columns = [column for column in columns if column != ORDER]
        self._held = [column for column in self._columns if column not in counts]
        self._identity = identity_of(connection, name)
        self._added = self._known = 0
        self.rows = [self._read(row) for row in given]

    @property
    def imported(self) -> Imported:
        """What was done so far."""
        return Imported(self.name, self._added, self._known)

    def keep(self, row: Row) -> None:
        """Write a row unless it is there.

        Raises:
            StoreError: it is there and differs, or breaks a rule of the database.
        """
        if not self.holds(row):
            self.add(row)

    def holds(self, row: Row) -> bool:
        """Whether the row is there.

        Raises:
            StoreError: it is, and differs.
        """
        found = self._found(row, self._held)
        if found is None:
            return False
        for column, value in zip(self._held, found, strict=True):
            if value != row[column]:
                raise StoreError(
                    f"{self.named(row)} is here already with another {column};"
                    " nothing was imported; import into a new workspace instead"
                )
        self._known += 1
        return True

    def leave(self) -> None:
        """Count a row as there already, whatever it says here."""
        self._known += 1

    def add(self, row: Row) -> None:
        """Write a row after all others.

        Raises:
            StoreError: it breaks a rule of the database.
        """
        columns, marks = list(row), ["?"] * len(row)
        if self._is_numbered:
            columns.append(ORDER)
            marks.append(f"(SELECT coalesce(max({ORDER}), 0) + 1 FROM {self.name})")  # noqa: S608
        statement = f"INSERT INTO {self.name} ({', '.join(columns)}) VALUES ({', '.join(marks)})"  # noqa: S608
        try:
            self._connection.execute(statement, list(row.values()))
        except (sqlite3.IntegrityError, sqlite3.DataError) as error:
            # The message of a CHECK is its text in the schema, over several lines.
            message = in_one_line(error)
            raise StoreError(f"{self.named(row)}: {message}; nothing was imported") from error
        self._added += 1

    def was_added(self, row: Row) -> None:
        """Count a row that the database itself wrote together with another one.

        Raises:
            StoreError: it wrote another row than this.
        """
        if not self.holds(row):
            raise StoreError(f"{self.named(row)}: does not follow from its decision; nothing was imported")
        self._known -= 1
        self._added += 1

    def named(self, row: Row) -> str:
        """The row by its table and what it is known by."""
        return f"{self.name} {' '.join(str(row[column])[:80] for column in self._identity)}"

    def _found(self, row: Row, columns: Sequence[str]) -> tuple[object, ...] | None:
        condition = " AND ".join(f"{column} = ?" for column in self._identity)
        statement = f"SELECT {', '.join(columns)} FROM {self.name} WHERE {condition}"  # noqa: S608
        found = self._connection.execute(statement, [row[column] for column in self._identity]).fetchone()
        return tuple(found) if found else None

    def _read(self, given: object) -> Row:
        """The row with all columns of the table."""
        if not isinstance(given, dict):
            raise DamagedError(f"{self.name}: holds something that is not a row; nothing was imported")
        unknown = sorted(set(given).difference(self._columns))
        if unknown:
            raise DamagedError(f"{self.name}: a row has a column {unknown[0][:40]!r}, which it should not")
        row = {column: given.get(column) for column in self._columns}
        for column, value in row.items():
            if trouble := _trouble(column, value):
                raise DamagedError(f"{self.name}: {column} {trouble}; nothing was imported")
        if "id" in row and not _KEY.fullmatch(str(row["id"])):
            raise DamagedError(f"{self.name}: {str(row['id'])[:40]!r} is no key; nothing was imported")
        return row


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table, in order."""
    return [name for _, name, *_ in connection.execute(f"PRAGMA table_info ({table})")]


def identity_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """What the rows of a table are known by: their ``id``, else what its definition says is unique."""
    if "id" in columns_of(connection, table):
        return ["id"]
    indexes = connection.execute(f"PRAGMA index_list ({table})").fetchall()
    name = next(name for _, name, is_unique, origin, *_ in indexes if is_unique and origin != "c")
    return [column for _, _, column in connection.execute(f"PRAGMA index_info ({name})")]


def _trouble(column: str, value: object) -> str | None:
    """What is wrong with a value, whatever the table."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | None):
        return "holds neither words nor a number"
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return "holds a number too large"
    if not isinstance(value, str):
        return None
    if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
        return "holds half a character"
    if column.endswith("digest") and not _DIGEST.fullmatch(value):
        return "holds no digest"
    if column.endswith("_json") and not _is_json(value):
        return "holds neither a list nor an object as JSON"
    return None


def _is_json(value: str) -> bool:
    try:
        return isinstance(json.loads(value), list | dict)
    except (ValueError, RecursionError):
        return False
