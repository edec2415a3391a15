"""MinHash signatures of documents, and what pairs of documents share."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from claimcheck.models import Document, Span
from claimcheck.origins import Overlap, Stretch
from claimcheck.origins.comparing import CandidatePairs, Compared, Comparer, Pair
from claimcheck.origins.index import CARRIED, COMPARED, Index, LoadedIndex, near, read, written
from claimcheck.origins.minhash import Signature
from claimcheck.origins.overlap import SURE, Shared
from claimcheck.store.database import Database
from claimcheck.store.documents import Captures, Documents
from claimcheck.store.rows import Row, chars, columns, key, to_json

LOADED_FROM = 300
"""For so many new documents the whole index is loaded."""


def opened_to_read(path: Path) -> SharedTexts:
    """The same of the database at ``path`` for another process, which only reads."""
    return SharedTexts(Database(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True), path))


class SharedTexts:
    """What is compared of documents, and what came of it for every pair."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._documents = Documents(database, Captures(database))

    def document(self, identity: str) -> Document:
        """The document with this key."""
        return self._documents.get_by_key(identity)

    def doubtful(self, documents: Sequence[str]) -> dict[Pair, Shared]:
        """The pairs among ``documents`` that were merged on so little that a further carrier of it could part them.

        Returns them with the words that they share.
        """
        rows = self._database.rows(
            """
            SELECT document_id, other_document_id, shared_words_count,
                start_char, end_char, other_start_char, other_end_char
            FROM shared_texts
            WHERE joins = 'merged' AND signal = 'shared_text' AND shared_pct < ?2
            AND document_id IN (SELECT value FROM json_each(?1))
            AND other_document_id IN (SELECT value FROM json_each(?1))
            ORDER BY 1, 2
            """,
            [to_json(sorted(documents)), 100 * SURE],
        )
        return {
            (one, other): (words, None if start is None else Stretch(Span(start, end), Span(there, ending)))
            for one, other, words, start, end, there, ending in rows
        }

    def keep_signatures(self, found: Mapping[str, Signature]) -> None:
        """Take documents into the index where they are not in it yet."""
        held = self._database.column(
            "SELECT document_id FROM minhash_signatures WHERE document_id IN (SELECT value FROM json_each(?))",
            [to_json(list(found))],
        )
        fresh = [(identity, signature) for identity, signature in found.items() if identity not in held]
        with self._database.write():
            first = self._database.last_number("minhash_signatures") + 1
            rows: list[Row] = [
                {"number": number, "document_id": identity, "keys": written(signature)}
                for number, (identity, signature) in enumerate(fresh, first)
            ]
            self._database.insert("minhash_signatures", rows)

    def signatures(self, documents: Sequence[str]) -> list[tuple[str, Signature]]:
        """The signatures of documents that are in the index, in the order given."""
        rows = self._database.rows(
            "SELECT document_id, keys FROM minhash_signatures WHERE document_id IN (SELECT value FROM json_each(?))",
            [to_json(list(documents))],
        )
        held = {identity: read(keys) for identity, keys in rows}
        return [(identity, held[identity]) for identity in documents]

    def index(self, count: int) -> Index:
        """The index to compare ``count`` new documents with: loaded as a whole where there are many."""
        if count < LOADED_FROM:
            return KeptIndex(self._database)
        with self._database.write():
            # Put together after many additions, so that a value is looked up in one place.
            self._database.execute("INSERT INTO minhash_signatures_fts (minhash_signatures_fts) VALUES ('optimize')")
        return LoadedIndex(self._database.rows("SELECT number, keys FROM minhash_signatures ORDER BY number"))

    def near(self, identity: str, signature: Signature, index: Index, later: Collection[str]) -> CandidatePairs:
        """The documents in ``index`` that are worth comparing with one; those in ``later`` are left for later."""
        return near(identity, signature, index, self._sizes, self._addressed(identity), later)

    def keep(self, compared: Compared, comparer: Comparer) -> set[str]:
        """Write what a document shares with others; returns it, and those that it may part from others."""
        if not compared.found:
            return {compared.document}
        for both, overlap in compared.overlaps.items():
            self._keep(both, overlap)
        # What was written since the comparison may raise doubts that it did not know of.
        doubted = dict.fromkeys(compared.of_house) | self.doubtful(compared.found)
        around = [*compared.found, compared.document]
        for both, known in doubted.items():
            is_known = both in compared.again
            self._keep(both, compared.again[both] if is_known else comparer.decide(*both, around, known))
        return {compared.document, *(one for both in doubted for one in both)}

    def merged(self, documents: Iterable[str]) -> list[tuple[str, str]]:
        """The pairs that are one origin by their text, of which at least one is among ``documents``."""
        return self._database.rows(
            """
            SELECT document_id, other_document_id FROM shared_texts
            WHERE joins = 'merged' AND document_id IN (SELECT value FROM json_each(?1))
            UNION SELECT document_id, other_document_id FROM shared_texts
            WHERE joins = 'merged' AND other_document_id IN (SELECT value FROM json_each(?1))
            ORDER BY 1, 2
            """,
            [to_json(sorted(documents))],
        )

    def _keep(self, both: Pair, overlap: Overlap | None) -> None:
        identity = key("p", *both)
        self._database.reconcile(
            "shared_texts", "id = ?", [identity], [_row(identity, both, overlap)] if overlap else []
        )

    def _sizes(self, numbers: Collection[int]) -> dict[int, tuple[str, int]]:
        """The documents of these numbers, each with how many values of text it has."""
        if not numbers:
            return {}
        rows = self._database.rows(
            "SELECT number, document_id, keys FROM minhash_signatures WHERE number IN (SELECT value FROM json_each(?))",
            [to_json(sorted(numbers))],
        )
        return {number: (document, len(read(keys).text)) for number, document, keys in rows}

    def _addressed(self, identity: str) -> list[str]:
        """Documents of the same address, those it leads to, and those that lead to it: few of them share text."""
        found = self._database.column(
            """
            SELECT other.id FROM documents JOIN documents AS other USING (url) WHERE documents.id = ?1
            UNION SELECT document_id FROM documents JOIN links USING (url) WHERE documents.id = ?1
            UNION SELECT documents.id FROM links JOIN documents USING (url) WHERE document_id = ?1
            ORDER BY 1
            """,
            [identity],
        )
        return [other for other in found if other != identity][:COMPARED]


class KeptIndex:
    """The index in the database: at once at hand, and a while for each value."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def shared(self, keys: Sequence[int]) -> Counter[int]:
        """How many of ``keys`` every document has that has any."""
        found: Counter[int] = Counter()
        for each in keys:
            found.update(
                self._database.column(
                    "SELECT rowid FROM minhash_signatures_fts WHERE minhash_signatures_fts MATCH ? LIMIT ?",
                    [f"{each:x}", CARRIED],
                )
            )
        return found


def _row(identity: str, both: Pair, overlap: Overlap) -> Row:
    return {
        "id": identity,
        "document_id": both[0],
        "other_document_id": both[1],
        "shared_words_count": overlap.shared_words,
        **columns(overlap, "joins signal reason shared_pct text"),
        **chars(overlap.stretch.one if overlap.stretch else None),
        **chars(overlap.stretch.other if overlap.stretch else None, "other_"),
    }
