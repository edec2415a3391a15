"""One connection to one database of ours, and every way it can fail, said in one line."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

from claimcheck.errors import RuleError, StoreError
from claimcheck.migrations import APPLICATION_ID, BEFORE_THE_FIRST, MIGRATIONS, applied, migrate

BUSY_TIMEOUT_MS = 1_000
"""How long to wait for another program that is writing before somebody hears of it."""

_PATIENCE = 10
"""How often to wait so long."""

_UNWRITABLE = ("SQLITE_READONLY", "SQLITE_CANTOPEN")

Waiting: TypeAlias = Callable[[Path], object]
_when_waiting: list[Waiting] = []


def when_waiting(report: Waiting) -> None:
    """Have ``report`` called with the path of a database that another program has been writing to for a while."""
    _when_waiting[:] = [report]


def connect(path: Path, finish: Callable[[sqlite3.Connection], object] | None = None) -> sqlite3.Connection:
    """Open the database at ``path``, made and brought up to date where needed.

    With ``finish``, that is called in the transaction in which the database was made or brought up to date.

    Raises:
        StoreError: it cannot be opened, or is not ours.
    """
    _make(path)
    with plain_errors(path):
        # Other programs that open a new database at once make its schema one after the other.
        connection = sqlite3.connect(path, timeout=_PATIENCE * BUSY_TIMEOUT_MS / 1000, isolation_level=None)
        try:
            _check_ours(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA recursive_triggers = ON")
            connection.create_function("claimcheck_writes", 0, lambda: 1)
            migrate(connection, finish)
            connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, passages_fts, row)")
        except BaseException:
            connection.close()
            raise
    return connection


def _make(path: Path) -> None:
    """Make the file where there is none: SQLite would never let a group write to it, whatever the umask lets."""
    if path.name != ":memory:":
        with suppress(OSError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666))


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open the database at ``path`` as it is, in a folder that may not be written to.

    Raises:
        StoreError: it cannot be read, is not ours, or was made by another version of claimcheck.
    """
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    with plain_errors(path):
        # Without files of its own beside the database, SQLite reads it only as one that nobody changes meanwhile.
        for suffix in ("", "&immutable=1"):
            connection = sqlite3.connect(address + suffix, uri=True, isolation_level=None)
            try:
                _check_ours(connection, path)
            except sqlite3.OperationalError:
                connection.close()
                if suffix:
                    raise
                continue
            if not applied(connection).issuperset(MIGRATIONS):
                connection.close()
                raise StoreError(f"{path}: made by an older claimcheck; copy it to a folder that you may write to")
            connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, passages_fts, row)")
            # Without these, a write would be refused for their lack, and not because the file may not be written to.
            connection.create_function("claimcheck_writes", 0, lambda: 1)
            connection.create_function("take_noted", 0, lambda: "[]")
            return connection
    raise AssertionError("unreachable")


def may_not_write(error: StoreError) -> bool:
    """Whether a database could not be opened because its folder, or it, may not be written to."""
    return str(getattr(error.__cause__, "sqlite_errorname", "")).startswith(_UNWRITABLE)


def is_ours(connection: sqlite3.Connection) -> bool:
    """Whether the database says in its header that it is one of ours."""
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    return bool(application_id == APPLICATION_ID)


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """All of what is written inside, or none of it."""
    with plain_errors(path):
        _begin(connection, path)
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()


def _begin(connection: sqlite3.Connection, path: Path) -> None:
    """Begin to write, once nobody else does."""
    for attempt in range(1, _PATIENCE + 1):
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY" or attempt == _PATIENCE:
                raise
            if attempt == 1:
                for report in _when_waiting:
                    report(path)
        else:
            return


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
        if str(error).startswith("Could not decode to UTF-8"):
            line = "holds text that is no UTF-8; `claimcheck audit` names the row, and a copy has what it was"
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
