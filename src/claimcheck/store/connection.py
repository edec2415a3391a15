"""One connection to one database of ours, and every way it can fail, said in one line."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from claimcheck.errors import RuleError, StoreError
from claimcheck.migrations import APPLICATION_ID, BEFORE_THE_FIRST, MIGRATIONS, applied, migrate

BUSY_TIMEOUT_MS = 10_000
"""How long to wait for another program that is writing."""


def connect(path: Path) -> sqlite3.Connection:
    """Open the database at ``path``, made and brought up to date where needed.

    Raises:
        StoreError: it cannot be opened, or is not ours.
    """
    with plain_errors(path):
        connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None)
        try:
            _check_ours(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA recursive_triggers = ON")
            migrate(connection)
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, passages_fts, row)")
        except BaseException:
            connection.close()
            raise
    return connection


def is_ours(connection: sqlite3.Connection) -> bool:
    """Whether the database says in its header that it is one of ours."""
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    return bool(application_id == APPLICATION_ID)


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """All of what is written inside, or none of it."""
    with plain_errors(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into a StoreError of one line.

    Raises:
        StoreError: what is wrong with the database at ``path``, and what to do about it.
        RuleError: what the rules of the database do not allow.
    """
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        if name == "SQLITE_CONSTRAINT_TRIGGER":
            raise RuleError(str(error)) from error
        line = next((line for code, line in _LINES.items() if name.startswith(code)), f"{error}")
        raise StoreError(f"{path}: {line}") from error


_LINES = {
    "SQLITE_NOTADB": "not a database; move it away, and the next run makes a new one",
    "SQLITE_CORRUPT": "the database is damaged; restore it from a copy, or move it away and run again",
    "SQLITE_BUSY": "another program is writing to it; wait for it to end and run again",
    "SQLITE_LOCKED": "another program is writing to it; wait for it to end and run again",
    "SQLITE_READONLY": "may not be written to; check who owns the file and its folder",
    "SQLITE_CANTOPEN": "cannot be opened; check that the folder exists and who may write to it",
    "SQLITE_FULL": "the disk is full; make room and run again",
    "SQLITE_IOERR": "the disk did not answer; check it and run again",
}


def _check_ours(connection: sqlite3.Connection, path: Path) -> None:
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and not is_ours(connection):
        raise StoreError(f"{path}: the database of another program; name another file")
    known = applied(connection)
    if BEFORE_THE_FIRST in known:
        raise StoreError(
            f"{path}: made before the first release; give it another name to keep it, and run `claimcheck verify`"
            " to make a new one"
        )
    if newer := sorted(known.difference(MIGRATIONS)):
        raise StoreError(f"{path}: made by a newer claimcheck ({newer[-1]}); upgrade to open it")
