"""One connection that only reads, and what is remembered between two changes of the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar
from urllib.parse import quote

from claimcheck.store.reading.lines import StatusLine, lines

Asked = ParamSpec("Asked")
Value = TypeVar("Value")


class Reader:
    """Reads a database of ours for the pages; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._version = -1
        self._lines: list[StatusLine] = []

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
            # Inside the transaction the version is that of what it reads.
            connection.execute("SELECT 1 FROM claims").fetchone()
            (version,) = connection.execute("PRAGMA data_version").fetchone()
            if version != self._version:
                self._lines, self._version = lines(connection), version
            return self._lines

        return self.read(ask)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            address = f"file:{quote(str(self.path.absolute()))}?mode=ro"
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)
        return self._connection
