"""What one query of Datasette's may take of memory: SQLite's own limits, and one on the answer as a whole.

Time is limited by Datasette itself (``sql_time_limit_ms``), as it counts SQLite's steps; a single step is bounded by
the length of what it works on.
"""

from __future__ import annotations

import sqlite3
from weakref import ReferenceType, ref

LONGEST_VALUE_BYTES = 50_000_000
"""The longest text that a row may hold, or a function may make: a file of this size is not read in the first place."""

LONGEST_ANSWER_BYTES = 100_000_000
"""The most that all rows of one answer may hold together."""

_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST_VALUE_BYTES,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
}


def limit(connection: sqlite3.Connection) -> None:
    """Limit what queries over ``connection`` may take; what goes beyond raises ``sqlite3.Error`` in one line."""
    for category, most in _LIMITS.items():
        connection.setlimit(category, most)
    connection.row_factory = _BoundedRows()


class _BoundedRows:
    """Makes the rows of one connection, and counts what the present answer holds."""

    def __init__(self) -> None:
        self._cursor: ReferenceType[sqlite3.Cursor] | None = None
        self._bytes = 0

    def __call__(self, cursor: sqlite3.Cursor, values: tuple[object, ...]) -> sqlite3.Row:
        if self._cursor is None or self._cursor() is not cursor:
            self._cursor, self._bytes = ref(cursor), 0
        self._bytes += sum(len(value) for value in values if isinstance(value, str | bytes))
        if self._bytes > LONGEST_ANSWER_BYTES:
            most = LONGEST_ANSWER_BYTES // 1_000_000
            raise sqlite3.OperationalError(f"the answer is more than {most} MB: ask for fewer rows or columns")
        return sqlite3.Row(cursor, values)
