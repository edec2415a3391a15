"""The samples of documents in an index: looked up one by one in the database, or loaded as a whole for many."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from claimcheck.origins.minhash import PERMUTATIONS, Sketch
from claimcheck.store.rows import to_json

CARRIED = 200
"""Of documents with one sequence in common only so many are looked at, those kept first: they stand for all."""

_FACTS_FROM = PERMUTATIONS << 32
"""Keys from here on are of names and figures; smaller ones, and so the first of a sample, are of text."""


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
        # Two more at the end, which are nobody's: whatever is looked up, another one follows.
        self._keys = np.append(every[order], [np.iinfo(np.int64).max] * 2)
        self._numbers = np.concatenate(numbers)[order] if numbers else np.empty(0, dtype=np.int32)

    def shared(self, keys: Sequence[int]) -> Counter[int]:
        """How many of ``keys`` every document has that has any."""
        first = self._keys.searchsorted(keys)
        # Most keys are a document's own: the one that follows is another.
        found: list[int] = []
        for each in (self._keys[first + 1] == keys).nonzero()[0].tolist():
            last = self._keys.searchsorted(keys[each], side="right")
            found += self._numbers[first[each] : min(last, first[each] + CARRIED)].tolist()
        return Counter(found)


def kept(connection: sqlite3.Connection, documents: Iterable[str]) -> dict[str, Sketch]:
    """The samples of documents as they are in the index."""
    rows = connection.execute(
        "SELECT document_id, keys FROM sketches WHERE document_id IN (SELECT value FROM json_each(?))",
        [to_json(list(documents))],
    )
    found = {}
    for document, held in rows:
        keys = [int(word, 16) for word in held.split()]
        of_text = bisect_left(keys, _FACTS_FROM)
        found[document] = Sketch(tuple(keys[:of_text]), tuple(keys[of_text:]))
    return found


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


def sizes(connection: sqlite3.Connection, numbers: Collection[int]) -> dict[int, tuple[str, int]]:
    """The documents of these numbers, each with how many keys of text it has."""
    if not numbers:
        return {}
    rows = connection.execute(
        "SELECT number, document_id, keys FROM sketches WHERE number IN (SELECT value FROM json_each(?))",
        [to_json(sorted(numbers))],
    )
    return {number: (document, _text_keys_count(held)) for number, document, held in rows}


def _word(key: int) -> str:
    return f"{key:x}"


def _text_keys_count(held: str) -> int:
    return sum(int(word, 16) < _FACTS_FROM for word in held.split())
