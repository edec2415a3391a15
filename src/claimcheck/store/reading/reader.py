"""One connection that only reads, and what is remembered between two changes of the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar
from urllib.parse import quote

from claimcheck.store.reading.lines import StatusLine, lines
from claimcheck.store.reading.table import searched
from claimcheck.store.status import handles

_SEARCHES = 8
"""No more searches than this are remembered."""

Asked = ParamSpec("Asked")
Value = TypeVar("Value")


class Reader:
    """Reads a database of ours for the pages; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._version = -1
        self._lines: list[StatusLine] | None = None
        self._found: dict[str, frozenset[str]] = {}

    def read(
        self,
        ask: Callable[Concatenate[sqlite3.Connection, Asked], Value],
        *args: Asked.args,
        **kwargs: Asked.kwargs,
    ) -> Value:
        """What ``ask`` finds with these arguments, all of it as the database stood at one moment."""
        with self._lock:
            connection = self._opened()
            connection.execute("BEGIN")
            try:
                return ask(connection, *args, **kwargs)
            finally:
                connection.rollback()

    def lines(self) -> list[StatusLine]:
        """Every claim in article order, read anew only when somebody wrote since."""

        def ask(connection: sqlite3.Connection) -> list[StatusLine]:
            self._forget_what_changed(connection)
            if self._lines is None:
                self._lines = lines(connection)
            return self._lines

        return self.read(ask)

    def searched(self, q: str) -> frozenset[str]:
        """The claims that a search finds, by key; who goes through them one by one asks again for each."""

        def ask(connection: sqlite3.Connection) -> frozenset[str]:
            self._forget_what_changed(connection)
            if q not in self._found:
                # More than one person may be going through a search at a time.
                self._found = dict([*self._found.items()][1 - _SEARCHES :]) | {q: searched(connection, q)}
            return self._found[q]

        return self.read(ask)

    def handles(self) -> dict[str, str]:
        """What articles are called before the number of a claim, by place: ``harbour`` of ``harbour:3``."""
        places = self.read(
            lambda connection: connection.execute("SELECT place FROM articles ORDER BY place").fetchall()
        )
        return _handles(tuple(place for (place,) in places))

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _forget_what_changed(self, connection: sqlite3.Connection) -> None:
        # Inside the transaction the version is that of what it reads.
        connection.execute("SELECT 1 FROM claims").fetchone()
        (version,) = connection.execute("PRAGMA data_version").fetchone()
        if version != self._version:
            self._lines, self._found, self._version = None, {}, version

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            address = f"file:{quote(str(self.path.absolute()))}?mode=ro"
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)
        return self._connection


@lru_cache(maxsize=4)
def _handles(places: tuple[str, ...]) -> dict[str, str]:
    return handles(places)
