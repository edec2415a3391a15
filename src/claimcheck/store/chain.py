"""The chain: whatever a transaction of ours wrote is sealed before it ends, and every seal seals the one before.

SQLite can say which rows are about to be written, by triggers of this connection alone, and cannot digest them; so the
triggers call back for whether the rows are still as they were sealed, and the digests are made at the end. What another
tool writes is not noted, and stands out for lack of a seal: neither it nor a row that it changed is ever sealed later,
unless an editor acknowledges it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from claimcheck.store import head
from claimcheck.store.connection import plain_errors
from claimcheck.store.connection import transaction as unsealed_transaction
from claimcheck.store.head import START, Position

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
    "kind_settings": "number",
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
    "control_files": "place",
    "acknowledgements": "id",
    "heads": "id",
    "_sqlite_migrations": "name",
    "known_checks": "id",
    "known_matches": "claim_id",
    "source_notices": "id",
}
"""Every table with the column by which its rows are sealed: each for itself, or the parts of one thing together."""

_ORDER = {"passages": "number", "minhash_signatures": "number", "kind_settings": "number", "people": "name"} | {
    "control_files": "place",
    "_sqlite_migrations": "name",
}
"""The column that rows sealed together are put in order by, where it is not their key."""

_ONCE_TOGETHER = {"kind_settings": "kind"}
"""The column by which rows of a table were sealed together before each had an entry of its own."""

_GONE, _ALTERED = "was written, and is gone", "not what was written"
_STRANGE = "not written by claimcheck; another tool put it there"

RowFault = tuple[str, str, str]
"""A table, the key of a row, and what is wrong with it."""


def follow(connection: sqlite3.Connection, path: Path) -> None:
    """Have what this connection writes noted, so that :func:`transaction` seals it.

    Raises:
        StoreError: the database cannot be used.
    """
    with plain_errors(path):
        noted: dict[tuple[str, str], bool] = {}

        def note(table: str, row: str) -> None:
            if (table, row) not in noted:
                noted[table, row] = _is_as_sealed(connection, table, row)

        def take() -> str:
            taken = json.dumps([key for key, is_as_sealed in noted.items() if is_as_sealed])
            noted.clear()
            return taken

        connection.create_function("note_write", 2, note)
        connection.create_function("take_noted", 0, take)
        for table, column in _present(connection):
            _note_writes(connection, table, column)


def seal_migrations(connection: sqlite3.Connection, path: Path) -> None:
    """Seal which migrations the database has been through, and when; called where they are applied.

    Of a database that has just been made, the file that says where the chain ends is begun.

    Raises:
        StoreError: that file cannot be written.
    """
    before = _last(connection)
    fits = not list(head.faults(path, before[0], lambda number: _digest_at(connection, number)))
    # A file of that name beside a new database is about another one, and stays for an audit to find.
    is_new = before == START and not head.head_of(path).exists()
    number, digest = before
    for (name,) in connection.execute("SELECT name FROM _sqlite_migrations ORDER BY name").fetchall():
        if _seal_of(connection, "_sqlite_migrations", name) is None:
            content = content_of(connection, "_sqlite_migrations", name)
            number, digest = add(connection, (number, digest), "_sqlite_migrations", name, content)
    if (number, digest) != before and (fits or is_new):
        head.announce(path, before, (number, digest))


def _is_there(connection: sqlite3.Connection, table: str) -> bool:
    found = connection.execute("SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = ?", [table])
    return found.fetchone() is not None


def _present(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """The sealed tables that the database has: of a damaged one, what is left."""
    return [(table, column) for table, column in SEALED.items() if _is_there(connection, table)]


def _note_writes(connection: sqlite3.Connection, table: str, column: str) -> None:
    for event, rows in (("INSERT", ("new",)), ("UPDATE", ("old", "new")), ("DELETE", ("old",))):
        notes = " ".join(f"SELECT note_write('{table}', {row}.{column});" for row in rows)
        connection.execute(f"CREATE TEMP TRIGGER {table}_{event} BEFORE {event} ON main.{table} BEGIN {notes} END")


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path, *, anew: bool = False) -> Iterator[sqlite3.Connection]:
    """All of what is written inside and the seals on it, or none of it.

    With ``anew``, whatever another tool changed is sealed as it is now too, and the file beside the database says where
    the chain ends whatever it said before.

    Raises:
        StoreError: the database, or the file beside it, cannot be written.
    """
    with unsealed_transaction(connection, path):
        # What was noted in a transaction that failed was never written.
        _take_noted(connection)
        yield connection
        before = _last(connection)
        fits = anew or not list(head.faults(path, before[0], lambda number: _digest_at(connection, number)))
        found = [(table, row) for table, row, _ in _row_faults(connection)] if anew else []
        after = _seal(connection, before, dict.fromkeys([*_take_noted(connection), *found]))
        if after != before and fits:
            head.announce(path, before, after)
    if after != before and fits:
        head.settle(path, before, after)


def _take_noted(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """The rows that were about to be written and were as they were sealed, in that order; none is noted any more."""
    (taken,) = connection.execute("SELECT take_noted()").fetchone()
    return [(table, row) for table, row in json.loads(taken)]


def _seal(connection: sqlite3.Connection, last: Position, rows: Iterable[tuple[str, str]]) -> Position:
    """Add an entry for each of these that is not what it was before; returns where the chain ends.

    Rows that were not as they were sealed before are not among them: the change of another tool is not taken for ours.
    """
    for table, row in rows:
        content = content_of(connection, table, row)
        if content != _seal_of(connection, table, row):
            last = add(connection, last, table, row, content)
    return last


def add(connection: sqlite3.Connection, last: Position, table: str, row: str, content: str | None) -> Position:
    """Add an entry after the last one; returns where the chain ends then."""
    number, before = last[0] + 1, last[1]
    # A key that is a number stands in the chain as text, and is sealed as that.
    digest = _entry_digest(before, number, table, str(row), content)
    connection.execute("INSERT INTO chain VALUES (?, ?, ?, ?, ?)", [number, table, str(row), content, digest])
    return number, digest


def _last(connection: sqlite3.Connection) -> Position:
    if not _is_there(connection, "chain"):
        return START
    return connection.execute("SELECT number, digest FROM chain ORDER BY number DESC LIMIT 1").fetchone() or START


def _digest_at(connection: sqlite3.Connection, number: int) -> str | None:
    if number == 0:
        return START[1]
    found = connection.execute("SELECT digest FROM chain WHERE number = ?", [number]).fetchone()
    return found[0] if found else None


def _seal_of(connection: sqlite3.Connection, table: str, row: str) -> str | None:
    """What a row was last sealed as; None where it never was, or was sealed as gone."""
    found = connection.execute(
        "SELECT content FROM chain WHERE sealed = ? AND row = ? ORDER BY number DESC LIMIT 1", [table, str(row)]
    ).fetchone()
    return found[0] if found else None


def _is_as_sealed(connection: sqlite3.Connection, table: str, row: str) -> bool:
    """Whether a row is what it was last sealed as; also where it is not there and was not to be."""
    return _is_content(connection, table, row, _seal_of(connection, table, row))


def _is_content(connection: sqlite3.Connection, table: str, row: str, sealed: str | None) -> bool:
    content = content_of(connection, table, row)
    if content == sealed or content is None or sealed is None:
        return content == sealed
    return any(content_of(connection, table, row, later) == sealed for later in _added_later(connection, table))


def _added_later(connection: sqlite3.Connection, table: str) -> Iterator[dict[str, object]]:
    """Columns that migrations added with a default, and that default: rows may have been sealed without any of them.

    The last column is the last that was added.
    """
    stated = connection.execute(
        "SELECT name, dflt_value FROM pragma_table_info(?) WHERE dflt_value IS NOT NULL", [table]
    )
    columns = [(name, connection.execute(f"SELECT {default}").fetchone()[0]) for name, default in stated.fetchall()]
    for first in range(len(columns)):
        yield dict(columns[first:])


def content_of(
    connection: sqlite3.Connection, table: str, row: str, without: Mapping[str, object] = MappingProxyType({})
) -> str | None:
    """The digest of what the rows sealed together hold; None when there are none."""
    return _content_where(connection, table, f"{SEALED[table]} = ?", [row], without)


def _content_where(
    connection: sqlite3.Connection,
    table: str,
    condition: str,
    bound: Sequence[str],
    without: Mapping[str, object] = MappingProxyType({}),
) -> str | None:
    """The digest of rows, in order; None when there are none.

    Empty columns do not count, so that a column added later leaves old seals whole; nor do columns that SQLite works
    out of others. Nor do those of ``without``, where they hold what it gives.
    """
    # Columns that are worked out are left out of this table.
    columns = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", [table])]
    cursor = connection.execute(
        f"SELECT {', '.join(columns)} FROM {table} WHERE {condition} ORDER BY {_ORDER.get(table, 'id')}",  # noqa: S608
        bound,
    )
    rows = [
        {
            column: value
            for column, value in zip(columns, values, strict=True)
            if value is not None and not (column in without and without[column] == value)
        }
        for values in cursor
    ]
    return _digest(rows) if rows else None


def _entry_digest(before: str, number: int, table: str, row: str, content: str | None) -> str:
    return _digest([before, number, table, row, content])


def _digest(value: object) -> str:
    written = json.dumps(value, default=bytes.hex, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(written.encode()).hexdigest()}"


def length(connection: sqlite3.Connection) -> int:
    """How many entries the chain has."""
    return _last(connection)[0]


def end(connection: sqlite3.Connection) -> Position:
    """The last entry of the chain and its digest."""
    return _last(connection)


def digest_at(connection: sqlite3.Connection, number: int) -> str | None:
    """The digest of an entry; None where the chain has none of that number."""
    return _digest_at(connection, number)


def problems(connection: sqlite3.Connection, path: Path) -> Iterator[str]:
    """What the chain and the rows that it seals are not as they were written, a line each."""
    acknowledged = _acknowledged(connection)
    for line, fault in _entry_faults(connection):
        if fault not in acknowledged:
            yield line
    yield from head.faults(path, _last(connection)[0], lambda number: _digest_at(connection, number))
    for table, row, what in _row_faults(connection):
        yield f"{table} {_named(SEALED.get(table, 'id'), row)}: {what}"


def entry_faults(connection: sqlite3.Connection) -> list[str]:
    """A digest of each entry that does not follow on the one before, for an editor to acknowledge."""
    return [fault for _, fault in _entry_faults(connection)]


def _acknowledged(connection: sqlite3.Connection) -> set[str]:
    if not _is_there(connection, "acknowledgements"):
        return set()
    rows = connection.execute("SELECT value FROM acknowledgements, json_each(entries_json)")
    return {fault for (fault,) in rows}


def _entry_faults(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Entries that do not follow on the one before: a line for each, and a digest of all that is wrong there."""
    last, before = START
    for number, table, row, content, digest in connection.execute("SELECT * FROM chain ORDER BY number"):
        fault = _digest([last, before, number, table, row, content, digest])
        if number != last + 1:
            gone = f"chain {last + 1}: gone"
            yield f"{gone}, with all up to {number}" if number > last + 2 else gone, fault
        elif digest != _entry_digest(before, number, table, row, content):
            yield f"chain {number} ({table} {row}): not what was written, or not in its place", fault
        last, before = number, digest


def _row_faults(connection: sqlite3.Connection) -> Iterator[RowFault]:
    """Rows that are not what they were last sealed as."""
    sealed: dict[tuple[str, str], str | None] = {
        (table, row): content
        for table, row, content, _ in connection.execute(
            "SELECT sealed, row, content, max(number) FROM chain GROUP BY sealed, row ORDER BY sealed, row"
        )
    }
    for table, column in _present(connection):
        vouched: set[str] = set()
        if table in _ONCE_TOGETHER:
            vouched = yield from _once_together(connection, table, sealed)
        rows = connection.execute(f"SELECT DISTINCT {column} FROM {table} ORDER BY 1").fetchall()  # noqa: S608
        for (row,) in rows:
            content = sealed.pop((table, str(row)), None)
            if content is None and str(row) not in vouched:
                yield table, row, _STRANGE
            elif content is not None and not _is_content(connection, table, row, content):
                yield table, row, _ALTERED
    for (table, row), content in sealed.items():
        if content is not None:
            yield table, row, _GONE


def _once_together(
    connection: sqlite3.Connection, table: str, sealed: dict[tuple[str, str], str | None]
) -> Generator[RowFault, None, set[str]]:
    """Check rows that were sealed together once, and take those seals out; returns the keys of the rows that are whole.

    The seal of a single row is named by a number, one over several by what they have in common.
    """
    own = [row for name, row in sealed if name == table and row.isdecimal()]
    groups = [row for name, row in sealed if name == table and not row.isdecimal()]
    whole: set[str] = set()
    for group in groups:
        without = f"{SEALED[table]} NOT IN (SELECT CAST(value AS INTEGER) FROM json_each(?))"  # noqa: S608
        condition, bound = f"{_ONCE_TOGETHER[table]} = ? AND {without}", [group, json.dumps(own)]
        if _content_where(connection, table, condition, bound) != sealed.pop((table, group)):
            yield table, group, _ALTERED
            continue
        found = connection.execute(f"SELECT {SEALED[table]} FROM {table} WHERE {condition}", bound)  # noqa: S608
        whole.update(str(row) for (row,) in found)
    return whole


def _named(column: str, row: str) -> str:
    return str(row) if column in ("id", "number") else f"of {row}"
