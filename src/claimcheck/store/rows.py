"""Rows as the store writes them: keys that every machine derives alike, and writes that leave what is right alone."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Sequence
from typing import TypeAlias

Value: TypeAlias = str | int | float | None
Row: TypeAlias = dict[str, Value]

_HALF_PAIR = re.compile("[\ud800-\udfff]")


def key(letter: str, *parts: object) -> str:
    """A row's key: ``letter`` and twelve hex digits of a digest over ``parts``."""
    return letter + hashlib.sha256(to_json(parts).encode()).hexdigest()[:12]


def to_json(value: object) -> str:
    """Compact JSON, the same for the same value."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def reconcile(
    connection: sqlite3.Connection,
    table: str,
    scope: str,
    bound: Sequence[Value],
    rows: Sequence[Row],
    *,
    prune: bool = True,
) -> None:
    """Make the rows of ``table`` within ``scope`` (a condition over ``bound``) be ``rows``; right ones are not touched.

    All rows have the same columns, ``id`` among them. With ``prune=False`` other rows of the scope stay.
    """
    columns = list(rows[0]) if rows else ["id"]
    kept = {
        row[columns.index("id")]: row
        for row in connection.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE {scope}", bound)  # noqa: S608
    }
    wanted = {
        row["id"]: tuple(storable(value) if isinstance(value, str) else value for value in row.values()) for row in rows
    }
    if prune:
        gone = [(identity,) for identity in kept if identity not in wanted]
        connection.executemany(f"DELETE FROM {table} WHERE id = ?", gone)  # noqa: S608
    changed = [(*row, identity) for identity, row in wanted.items() if identity in kept and kept[identity] != row]
    assignments = ", ".join(f"{column} = ?" for column in columns)
    connection.executemany(f"UPDATE {table} SET {assignments} WHERE id = ?", changed)  # noqa: S608
    fresh = [row for identity, row in wanted.items() if identity not in kept]
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", fresh)  # noqa: S608


def storable(text: str) -> str:
    """The text as SQLite can hold it: half a surrogate pair, which is no text, becomes U+FFFD, one for one."""
    return _HALF_PAIR.sub("\ufffd", text)
