"""The samples of documents in an index: looked up one by one in the database, or loaded as a whole for many."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

from claimcheck.origins.sketches import PERMUTATIONS, Sketch
from claimcheck.store.rows import to_json

CARRIED = 200
"""Of documents with one sequence in common only so many are looked at, those kept first: they stand for all."""


class Index(Protocol):
    """Finds the documents that share keys, by their numbers."""

    def shared(self, keys: Sequence[int]) -> Counter[int]:
        """How many of ``keys`` every document has that has any."""
        ...


class KeptIndex:
    """The index in the database: at once at hand, and a while for each key."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def shared(self, keys: Sequence[int]) -> Counter[int]:
        """How many of ``keys`` every document has that has any."""
        found: Counter[int] = Counter()
        for key in keys:
            rows = self._connection.execute(
                "SELECT rowid FROM sketches_fts WHERE sketches_fts MATCH ? LIMIT ?", [_word(key), CARRIED]
            )
            found.update(number for (number,) in rows)
        return found


class LoadedIndex:
    """All keys in memory, sorted: seconds to load, and then many times quicker."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        import numpy as np

        keys, numbers = [], []
        for number, held in connection.execute("SELECT number, keys FROM sketches ORDER BY number"):
            found = np.array([int(word, 16) for word in held.split()], dtype=np.int64)
            keys.append(found)
            numbers.append(np.full(len(found), number, dtype=np.int32))
        every = np.concatenate(keys) if keys else np.empty(0, dtype=np.int64)
        order = np.argsort(every, kind="stable")
        self._keys = every[order]
        self._numbers = np.concatenate(numbers)[order] if numbers else np.empty(0, dtype=np.int32)

    def shared(self, keys: Sequence[int]) -> Counter[int]:
        """How many of ``keys`` every document has that has any."""
        first = self._keys.searchsorted(keys, side="left")
        last = self._keys.searchsorted(keys, side="right")
        # Most keys are a document's own.
        several = (last - first > 1).nonzero()[0].tolist()
        found: list[int] = []
        for each in several:
            found += self._numbers[first[each] : min(last[each], first[each] + CARRIED)].tolist()
        return Counter(found)


def keep(connection: sqlite3.Connection, sketches: Iterable[tuple[str, Sketch]]) -> None:
    """Write the samples of documents that have none yet."""
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM sketches").fetchone()
    rows = [
        (number, document, " ".join(map(_word, (*sketch.text, *sketch.facts))))
        for number, (document, sketch) in enumerate(sketches, last + 1)
    ]
    connection.executemany("INSERT INTO sketches (number, document_id, keys) VALUES (?, ?, ?)", rows)


def tidy(connection: sqlite3.Connection) -> None:
    """Put the index together after many additions, so that a key is looked up in one place."""
    connection.execute("INSERT INTO sketches_fts (sketches_fts) VALUES ('optimize')")


def sizes(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, tuple[str, int]]:
    """The documents of these numbers, each with how many keys of text it has."""
    rows = connection.execute(
        "SELECT number, document_id, keys FROM sketches WHERE number IN (SELECT value FROM json_each(?))",
        [to_json(sorted(numbers))],
    )
    return {number: (document, _text_keys_count(held)) for number, document, held in rows}


def _word(key: int) -> str:
    return f"{key:x}"


def _text_keys_count(held: str) -> int:
    return sum(int(word, 16) >> 32 < PERMUTATIONS for word in held.split())
