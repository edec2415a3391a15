"""What every table and column means, read from the comments that the database itself carries."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from claimcheck.migrations import migrate


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its meaning.

    Attributes:
        type: its SQLite type; empty in a view.
        refers_to: the table whose rows it names, where it names one.
        values: what it may hold, where that is a closed list.
    """

    name: str
    meaning: str
    type: str = ""
    refers_to: str | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table or view, its meaning and its columns in order."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    is_view: bool = False


def tables(connection: sqlite3.Connection | None = None) -> tuple[Table, ...]:
    """All tables and views with a meaning, views first; of a new database unless a connection is given."""
    if connection is None:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        try:
            migrate(connection)
            return tables(connection)
        finally:
            connection.close()
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY type DESC, rowid"
    ).fetchall()
    return tuple(_read(connection, name, sql, kind == "view") for kind, name, sql in rows if "-- " in sql)


def markdown() -> str:
    """The data dictionary as a page."""
    parts = [_INTRODUCTION]
    for table in tables():
        parts.append(f"## {table.name}{' (view)' if table.is_view else ''}\n\n{table.meaning}\n")
        lines = ["| column | meaning |", "|---|---|"]
        for column in table.columns:
            lines.append(f"| `{column.name}` | {_described(column)} |")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


_INTRODUCTION = """\
# The database

Everything is in one SQLite file. This page is written by `python -m claimcheck.migrations` from the comments in the
schema, which the file itself carries too: `sqlite3 claimcheck.db .schema` shows them, and so does `claimcheck serve`.

Spans are half-open, `[start_char, end_char)`, and count characters. Names end in `_utc`, `_pct`, `_char`, `_bytes`,
`_count` and `_json` where that says what a value is.
"""

_COMMENTED = re.compile(r"(?P<code>.*?)\s*-- (?P<comment>.*)")
_VALUES = re.compile(r"\bIN \(\s*('[^)]*')\s*\)")


def _read(connection: sqlite3.Connection, name: str, sql: str, is_view: bool) -> Table:
    """A table put together from the statement that made it.

    The comment lines right below its first line are the table's meaning. A later comment ends the definition of a
    column, whose name comes first in a table and last in a view. A column that was added later, by a statement of one
    line, carries its meaning in ``/* */``: SQLite writes it into the middle of a line.
    """
    types = {column: kind for _, column, kind, *_ in connection.execute(f"PRAGMA table_xinfo ({name})")}
    refers_to = {row[3]: row[2] for row in connection.execute(f"PRAGMA foreign_key_list ({name})")}
    described: dict[str, tuple[str, str]] = {}
    for column in types:
        if added := re.search(rf", {column} ([^\n/]*)/\* (.*?) \*/", sql):
            described[column] = (added[1], added[2])
            sql = sql.replace(added[0], "")
    meaning, pending = [], ""
    for line in sql.splitlines()[1:]:
        commented = _COMMENTED.fullmatch(line)
        pending += commented["code"] if commented else line
        if commented and not pending:
            meaning.append(commented["comment"])
        elif commented:
            words = re.findall(r"\w+", pending)
            described[words[-1] if is_view else words[0]] = (pending, commented["comment"])
            pending = ""
    columns = (
        Column(column, shown, types[column], refers_to.get(column), () if is_view else _values(definition))
        for column, (definition, shown) in sorted(described.items(), key=lambda item: list(types).index(item[0]))
    )
    return Table(name, " ".join(meaning), tuple(columns), is_view)


def _values(definition: str) -> tuple[str, ...]:
    """The closed list that a CHECK holds a column to."""
    held = _VALUES.search(definition)
    return tuple(re.findall("'(.*?)'", held[1])) if held else ()


def _described(column: Column) -> str:
    """The meaning with what else there is to know."""
    shown = column.meaning
    if column.refers_to:
        shown += f" (→ {column.refers_to})"
    if column.values:
        shown += f". One of {', '.join(column.values)}"
    return shown.replace("|", "\\|")
