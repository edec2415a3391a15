"""An open database as the repositories use it: questions, writes that leave alone what is right, and plain errors."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from claimcheck.store import chain
from claimcheck.store.connection import connect, plain_errors
from claimcheck.store.rows import Row, Value, made, storable

T = TypeVar("T")
Bound: TypeAlias = Sequence[Value | bytes] | Mapping[str, Value | bytes]


class Database:
    """One connection with the path it was opened at.

    Every method raises StoreError, in one line, when the database fails, and RuleError when a rule forbids a write.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, *, is_read_only: bool = False) -> None:
        """Take a connection that is open; what it writes is sealed only where it comes from :func:`opened`."""
        self.connection = connection
        self.path = path
        self.is_read_only = is_read_only

    def rows(self, sql: str, bound: Bound = ()) -> list[Any]:
        """All rows of the answer, each a tuple."""
        with plain_errors(self.path):
            return self.connection.execute(sql, _storable(bound)).fetchall()

    def row(self, sql: str, bound: Bound = ()) -> Any:  # noqa: ANN401
        """The first row of the answer; None when there is none."""
        with plain_errors(self.path):
            return self.connection.execute(sql, _storable(bound)).fetchone()

    def value(self, sql: str, bound: Bound = ()) -> Any:  # noqa: ANN401
        """The first column of the first row; None when there is none."""
        row = self.row(sql, bound)
        return row[0] if row else None

    def column(self, sql: str, bound: Bound = ()) -> list[Any]:
        """The first column of all rows."""
        return [row[0] for row in self.rows(sql, bound)]

    def made(self, kind: type[T], sql: str, bound: Bound = ()) -> list[T]:
        """All rows, each made into a dataclass: see :func:`claimcheck.store.rows.made`."""
        return [made(kind, row) for row in self.rows(sql, bound)]

    def made_by_owner(self, kind: type[T], sql: str, bound: Bound = ()) -> defaultdict[str, list[T]]:
        """The same by the first column, which says whose the row is."""
        found: defaultdict[str, list[T]] = defaultdict(list)
        for owner, *row in self.rows(sql, bound):
            found[owner].append(made(kind, row))
        return found

    def execute(self, sql: str, bound: Bound = ()) -> int:
        """Run one statement; returns how many rows it changed."""
        with plain_errors(self.path):
            return self.connection.execute(sql, _storable(bound)).rowcount

    def execute_many(self, sql: str, bound: Iterable[Bound]) -> None:
        """Run one statement for each of ``bound``."""
        with plain_errors(self.path):
            self.connection.executemany(sql, [_storable(each) for each in bound])

    @contextmanager
    def write(self, *, anew: bool = False) -> Iterator[None]:
        """All of what is written inside and the seals on it, or none of it; inside another such block, part of that.

        With ``anew``, what another tool changed is sealed too: see :func:`claimcheck.store.chain.transaction`.
        """
        if self.connection.in_transaction:
            yield
            return
        with chain.transaction(self.connection, self.path, anew=anew):
            yield

    @contextmanager
    def working_out(self) -> Iterator[None]:
        """Inside :meth:`write`: what only claimcheck may set may be set, as the schema says at ``writing``."""
        if self.row("SELECT 1 FROM writing"):
            yield
            return
        self.execute("INSERT INTO writing VALUES (1)")
        yield
        self.execute("DELETE FROM writing")

    def last_number(self, table: str) -> int:
        """The highest ``number`` of a table; 0 while it is empty."""
        return int(self.value(f"SELECT coalesce(max(number), 0) FROM {table}"))  # noqa: S608

    def append(self, table: str, row: Row) -> bool:
        """Add a row after all others; False when one of its ``id`` is there already."""
        if self.row(f"SELECT 1 FROM {table} WHERE id = ?", [row["id"]]):  # noqa: S608
            return False
        self.insert(table, [row | {"number": self.last_number(table) + 1}])
        return True

    def insert(self, table: str, rows: Sequence[Row]) -> None:
        """Add rows that all have the same columns."""
        if rows:
            names, marks = ", ".join(rows[0]), ", ".join("?" * len(rows[0]))
            self.execute_many(f"INSERT INTO {table} ({names}) VALUES ({marks})", [list(row.values()) for row in rows])  # noqa: S608

    def reconcile(
        self, table: str, scope: str, bound: Sequence[Value], rows: Sequence[Row], *, prune: bool = True
    ) -> None:
        """Make the rows of ``table`` within ``scope`` (a condition over ``bound``) be ``rows``; right ones stay.

        All rows have the same columns, ``id`` among them. With ``prune=False`` other rows of the scope stay.
        """
        columns = list(rows[0]) if rows else ["id"]
        found = self.rows(f"SELECT {', '.join(columns)} FROM {table} WHERE {scope}", bound)  # noqa: S608
        kept = {row[columns.index("id")]: row for row in found}
        wanted = {row["id"]: tuple(_storable(list(row.values()))) for row in rows}
        if prune:
            gone = [[identity] for identity in kept if identity not in wanted]
            self.execute_many(f"DELETE FROM {table} WHERE id = ?", gone)  # noqa: S608
        changed = [[*row, identity] for identity, row in wanted.items() if identity in kept and kept[identity] != row]
        assignments = ", ".join(f"{column} = ?" for column in columns)
        self.execute_many(f"UPDATE {table} SET {assignments} WHERE id = ?", changed)  # noqa: S608
        self.insert(table, [row for row in {row["id"]: row for row in rows}.values() if row["id"] not in kept])


def opened(path: Path) -> Database:
    """The database at ``path``, made and brought up to date where needed; what is written to it is sealed.

    Raises:
        StoreError: it cannot be opened, is another program's, or was made by another version of claimcheck.
    """
    connection = connect(path, lambda made: chain.seal_migrations(made, path))
    try:
        chain.follow(connection, path)
    except BaseException:
        connection.close()
        raise
    return Database(connection, path)


def _storable(bound: Any) -> Any:  # noqa: ANN401
    """The values as SQLite can hold them."""
    if isinstance(bound, Mapping):
        return {name: storable(value) if isinstance(value, str) else value for name, value in bound.items()}
    return [storable(value) if isinstance(value, str) else value for value in bound]
