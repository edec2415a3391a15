"""Passages of evidence and the full-text index over them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence

from claimcheck.models import Passage, Span
from claimcheck.store.database import Database
from claimcheck.store.rows import storable, to_json

_TERM = re.compile(r"[^\W_]+")


class Passages:
    """The windows of documents that a search returns; only what a place holds now has passages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, identity: str, passages: Sequence[Passage]) -> None:
        """Make the passages of the document with this key be these; untouched when they are so already."""
        kept = self._database.rows(
            "SELECT start_char, end_char, text FROM passages WHERE document_id = ? ORDER BY start_char, end_char",
            [identity],
        )
        wanted = sorted({(*passage.span, storable(passage.text)) for passage in passages})
        if kept == wanted:
            return
        with self._database.write():
            self._database.execute("DELETE FROM passages WHERE document_id = ?", [identity])
            self._database.execute_many(
                "INSERT INTO passages (document_id, start_char, end_char, text) VALUES (?, ?, ?, ?)",
                [[identity, *passage] for passage in wanted],
            )

    def drop_idle(self) -> None:
        """Take out of the index what no place holds any more; the documents themselves stay as history."""
        self._database.execute(
            """
            DELETE FROM passages WHERE document_id IN (
                SELECT id FROM documents WHERE id NOT IN
                (SELECT document_id FROM captures WHERE is_current AND document_id IS NOT NULL)
            )
            """
        )

    def count(self) -> int:
        """How many passages can be found."""
        return int(self._database.value("SELECT count(*) FROM passages"))

    def search(
        self, words: Iterable[str], limit: int, exclude_digests: Collection[str] = ()
    ) -> list[tuple[str, Passage]]:
        """The ``limit`` passages that share most with ``words``, by bm25; equals by digest and place.

        Each word is looked for as it is, quotation marks and hyphens included; one that holds no letter or digit counts
        for nothing.
        """
        query = " OR ".join(_quoted(word) for word in words if _TERM.search(word))
        if not query or limit <= 0:
            return []
        depth = limit + 4
        while True:
            # Ranking inside the index first is many times faster than joining every passage that holds a word.
            rows = self._database.rows(
                """
                SELECT digest, start_char, end_char, passages.text, score
                FROM (SELECT rowid, bm25(passages_fts) AS score FROM passages_fts
                      WHERE passages_fts MATCH ? ORDER BY score LIMIT ?) AS best
                JOIN passages ON passages.number = best.rowid
                JOIN documents ON documents.id = passages.document_id
                """,
                [query, depth],
            )
            worst = max((row[4] for row in rows), default=0.0)
            allowed = [row for row in rows if row[0] not in exclude_digests]
            allowed.sort(key=lambda row: (row[4], row[0], row[1], row[2]))
            # Passages as good as the last may have been cut off; which are shown must not depend on order of arrival.
            certain = len(rows) < depth or (len(allowed) >= limit and allowed[limit - 1][4] < worst)
            if certain:
                return [(digest, Passage(Span(start, end), text)) for digest, start, end, text, _ in allowed[:limit]]
            depth *= 4

    def all(self) -> list[tuple[str, Passage]]:
        """Every passage after its document's digest, by digest and place."""
        rows = self._database.rows(
            """
            SELECT digest, start_char, end_char, passages.text FROM passages
            JOIN documents ON documents.id = passages.document_id ORDER BY digest, start_char, end_char
            """
        )
        return [(digest, Passage(Span(start, end), text)) for digest, start, end, text in rows]

    def settle(self) -> None:
        """Merge the parts of the full-text index into one after many writes: searches are a third faster."""
        self._database.execute("INSERT INTO passages_fts (passages_fts) VALUES ('optimize')")

    def frequency(self, words: Iterable[str]) -> dict[str, int]:
        """In how many passages each word occurs; of a word that the index cuts in two, its rarer part."""
        parts = {word: _terms(word) for word in words}
        wanted = sorted({term for terms in parts.values() for term in terms})
        counts = dict(
            self._database.rows(
                "SELECT term, doc FROM temp.vocabulary WHERE term IN (SELECT value FROM json_each(?))",
                [to_json(wanted)],
            )
        )
        return {word: min((counts.get(term, 0) for term in terms), default=0) for word, terms in parts.items()}


def _quoted(word: str) -> str:
    return '"' + storable(word).replace('"', '""').replace("\0", " ") + '"'


def _terms(word: str) -> list[str]:
    """The word as the tokenizer cuts and folds it: lower case, without diacritics."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    return _TERM.findall(plain)
