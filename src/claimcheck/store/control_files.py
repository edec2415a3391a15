"""The files that say what is to be done, as they were when last read: lists of addresses, and claim sheets."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from claimcheck.store.database import Database
from claimcheck.store.people import now_utc
from claimcheck.store.rows import listed


class ControlFiles:
    """What these files were, by their paths inside the workspace."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, place: str, content: bytes | None) -> None:
        """Note that the file was read and held this; None where there is none any more."""
        if content is None:
            self._drop("place = ?", [place])
            return
        digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
        if self._database.value("SELECT digest FROM control_files WHERE place = ?", [place]) == digest:
            return
        with self._database.write():
            self._database.execute(
                "INSERT INTO control_files (place, digest, read_utc) VALUES (?, ?, ?) ON CONFLICT (place) DO UPDATE"
                " SET digest = excluded.digest, read_utc = excluded.read_utc",
                [place, digest, now_utc()],
            )

    def forget(self, suffix: str, kept: Collection[str]) -> None:
        """Drop what is noted of files whose names end so and that are not among ``kept``."""
        condition = "substr(place, -length(?)) = ? AND place NOT IN (SELECT value FROM json_each(?))"
        self._drop(condition, [suffix, suffix, listed(sorted(kept))])

    def all(self) -> list[tuple[str, str]]:
        """The files by place, each with the digest of what it held."""
        return self._database.rows("SELECT place, digest FROM control_files ORDER BY place")

    def _drop(self, condition: str, bound: list[str]) -> None:
        if self._database.row(f"SELECT 1 FROM control_files WHERE {condition}", bound):  # noqa: S608
            with self._database.write():
                self._database.execute(f"DELETE FROM control_files WHERE {condition}", bound)  # noqa: S608
