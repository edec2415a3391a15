"""The chain: whatever a transaction of ours wrote is sealed before it ends, and every seal seals the one before.

SQLite can say which rows were written, by triggers of this connection alone, and cannot digest them; so the triggers
note the rows and the digests are made here. What another tool writes is not noted, and stands out for lack of a seal.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from claimcheck.errors import StoreError
from claimcheck.store.connection import plain_errors
from claimcheck.store.connection import transaction as unsealed_transaction

SEALED = {
    "documents": "id",
    "captures": "id",
    "links": "document_id",
    "passages": "document_id",
    "articles": "id",
    "coverage": "document_id",
    "speakers": "id",
    "attributions": "id",
    "attribution_spans": "attribution_id",
    "claims": "id",
    "claim_spans": "claim_id",
    "substitutions": "claim_id",
    "findings": "claim_id",
    "evidence": "claim_id",
    "differences": "evidence_id",
    "origins": "id",
    "minhash_signatures": "document_id",
    "shared_texts": "id",
    "origin_decisions": "id",
    "source_kinds": "id",
    "source_kind_decisions": "id",
    "reviews": "id",
    "people": "name",
    "kind_settings": "kind",
    "steps": "id",
    "calls": "id",
    "overrides": "id",
    "sheet_edits": "id",
    "deadlines": "id",
    "comments": "id",
    "shares": "id",
    "review_evidence": "review_id",
    "retrievals": "id",
    "requests": "retrieval_id",
    "searches": "id",
    "search_results": "search_id",
    "rechecks": "id",
    "citations": "claim_id",
    "provenance_flags": "claim_id",
    "annotations": "id",
}
"""Every table with the column by which its rows are sealed: each for itself, or the parts of one thing together."""

HEAD_SUFFIX = ".chain"
"""What is added to the database's name for the file beside it that says where the chain ends."""

_ORDER = {"passages": "number", "minhash_signatures": "number", "kind_settings": "number", "people": "name"}
"""The column that rows sealed together are put in order by, where it is not their key."""

_START = "sha256:" + "0" * 64
_IN_MEMORY = ":memory:"

Entry = tuple[int, str, str, str | None, str]


def follow(connection: sqlite3.Connection, path: Path) -> None:
    """Have what this connection writes noted, so that :func:`transaction` seals it.

    Raises:
        StoreError: the file that says where the chain ends cannot be written.
    """
    with plain_errors(path):
        connection.execute("CREATE TEMP TABLE touched (sealed, row)")
        for table, column in _present(connection):
            _note_writes(connection, table, column)
        is_new = _last(connection) == (0, _START)
    if is_new and not head_of(path).exists():
        _write_head(path, 0, _START)


def _is_there(connection: sqlite3.Connection, table: str) -> bool:
    found = connection.execute("SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = ?", [table])
    return found.fetchone() is not None


def _present(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """The sealed tables that the database has: of a damaged one, what is left."""
    return [(table, column) for table, column in SEALED.items() if _is_there(connection, table)]


def _note_writes(connection: sqlite3.Connection, table: str, column: str) -> None:
    for event, rows in (("INSERT", ("new",)), ("UPDATE", ("old", "new")), ("DELETE", ("old",))):
        noted = ", ".join(f"('{table}', {row}.{column})" for row in rows)
        connection.execute(
            f"CREATE TEMP TRIGGER {table}_{event} AFTER {event} ON main.{table}"  # noqa: S608
            f" BEGIN INSERT INTO touched VALUES {noted}; END"
        )


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """All of what is written inside and the seals on it, or none of it.

    Raises:
        StoreError: the database, or the file beside it, cannot be written.
    """
    with unsealed_transaction(connection, path):
        yield connection
        before = _last(connection)
        after = _seal(connection, before)
    if after != before:
        _write_head(path, *after)


def _seal(connection: sqlite3.Connection, last: tuple[int, str]) -> tuple[int, str]:
    """Add an entry for everything that was written and is not what it was before; returns where the chain ends."""
    touched = connection.execute("SELECT sealed, row FROM touched GROUP BY sealed, row ORDER BY min(rowid)").fetchall()
    connection.execute("DELETE FROM touched")
    number, digest = last
    for table, row in touched:
        content = _content(connection, table, row)
        sealed = connection.execute(
            "SELECT content FROM chain WHERE sealed = ? AND row = ? ORDER BY number DESC LIMIT 1", [table, row]
        ).fetchone()
        if content == (sealed[0] if sealed else None):
            continue
        number, digest = number + 1, _entry_digest(digest, number + 1, table, row, content)
        connection.execute("INSERT INTO chain VALUES (?, ?, ?, ?, ?)", [number, table, row, content, digest])
    return number, digest


def _last(connection: sqlite3.Connection) -> tuple[int, str]:
    if not _is_there(connection, "chain"):
        return 0, _START
    return connection.execute("SELECT number, digest FROM chain ORDER BY number DESC LIMIT 1").fetchone() or (0, _START)


def _content(connection: sqlite3.Connection, table: str, row: str) -> str | None:
    """The digest of what the rows sealed together hold; None when there are none.

    Empty columns do not count, so that a column added later leaves old seals whole.
    """
    order = _ORDER.get(table, "id")
    cursor = connection.execute(f"SELECT * FROM {table} WHERE {SEALED[table]} = ? ORDER BY {order}", [row])  # noqa: S608
    columns = [described[0] for described in cursor.description]
    rows = [
        {column: value for column, value in zip(columns, values, strict=True) if value is not None} for values in cursor
    ]
    return _digest(rows) if rows else None


def _entry_digest(before: str, number: int, table: str, row: str, content: str | None) -> str:
    return _digest([before, number, table, row, content])


def _digest(value: object) -> str:
    written = json.dumps(value, default=bytes.hex, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(written.encode()).hexdigest()}"


def head_of(path: Path) -> Path:
    """The file beside the database at ``path`` that says where its chain ends."""
    return path.with_name(path.name + HEAD_SUFFIX)


def _write_head(path: Path, number: int, digest: str) -> None:
    if path.name == _IN_MEMORY:
        return
    head = head_of(path)
    part = head.with_name(f"{head.name}.{os.getpid()}")
    try:
        part.write_text(f"{number} {digest}\n", encoding="ascii")
        part.replace(head)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise StoreError(f"{head}: {error.strerror}; check who may write to its folder") from error


def length(connection: sqlite3.Connection) -> int:
    """How many entries the chain has."""
    return _last(connection)[0]


def problems(connection: sqlite3.Connection, path: Path) -> Iterator[str]:
    """What the chain and the rows that it seals are not as they were written, a line each."""
    sealed: dict[tuple[str, str], str | None] = {}
    digests: dict[int, str] = {0: _START}
    last, before = 0, _START
    for number, table, row, content, digest in connection.execute("SELECT * FROM chain ORDER BY number"):
        if number != last + 1:
            yield f"chain {last + 1}: gone, with all up to {number}" if number > last + 2 else f"chain {last + 1}: gone"
        elif digest != _entry_digest(before, number, table, row, content):
            yield f"chain {number} ({table} {row}): not what was written, or not in its place"
        sealed[table, row] = content
        digests[number] = digest
        last, before = number, digest
    yield from _head_problems(head_of(path), digests, last)
    for table, column in _present(connection):
        there = [row for (row,) in connection.execute(f"SELECT DISTINCT {column} FROM {table} ORDER BY 1")]  # noqa: S608
        for row in there:
            content = sealed.pop((table, row), None)
            if content is None:
                yield f"{table} {_named(column, row)}: not written by claimcheck; another tool put it there"
            elif content != _content(connection, table, row):
                yield f"{table} {_named(column, row)}: not what was written"
    for (table, row), content in sealed.items():
        if content is not None:
            yield f"{table} {_named(SEALED.get(table, 'id'), row)}: was written, and is gone"


def _head_problems(head: Path, digests: dict[int, str], last: int) -> Iterator[str]:
    try:
        number, _, digest = head.read_text(encoding="ascii").partition(" ")
        ends = int(number)
    except FileNotFoundError:
        yield f"{head.name}: missing; it says where the chain ends"
        return
    except (OSError, ValueError):
        yield f"{head.name}: damaged; it says where the chain ends"
        return
    if ends > last:
        yield f"chain: ends at {last}, and {head.name} says that it goes on to {ends}"
    elif f"{ends} {digests.get(ends)}\n" != f"{number} {digest}":
        yield f"{head.name}: is not about this chain, or the chain was written anew"


def _named(column: str, row: str) -> str:
    return str(row) if column == "id" else f"of {row}"
