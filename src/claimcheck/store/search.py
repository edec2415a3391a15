"""Full-text search over passages: which of them share the rarest words with a claim."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Collection, Iterable

from claimcheck.models import Passage, Span
from claimcheck.store.rows import storable, to_json

_TERM = re.compile(r"[^\W_]+")


def search(
    connection: sqlite3.Connection, words: Iterable[str], limit: int, exclude_digests: Collection[str] = ()
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
        # Ranking inside the index first is many times faster than joining every passage that holds one of the words.
        rows = connection.execute(
            """
            SELECT digest, start_char, end_char, passages.text, score
            FROM (SELECT rowid, bm25(passages_fts) AS score FROM passages_fts
                  WHERE passages_fts MATCH ? ORDER BY score LIMIT ?) AS best
            JOIN passages ON passages.number = best.rowid
            JOIN documents ON documents.id = passages.document_id
            """,
            [query, depth],
        ).fetchall()
        worst = max((row[4] for row in rows), default=0.0)
        allowed = [row for row in rows if row[0] not in exclude_digests]
        allowed.sort(key=lambda row: (row[4], row[0], row[1], row[2]))
        # Passages as good as the last one may have been cut off; which are shown must not depend on order of arrival.
        certain = len(rows) < depth or (len(allowed) >= limit and allowed[limit - 1][4] < worst)
        if certain:
            return [(digest, Passage(Span(start, end), text)) for digest, start, end, text, _ in allowed[:limit]]
        depth *= 4


def passages(connection: sqlite3.Connection) -> list[tuple[str, Passage]]:
    """Every passage after its document's digest, by digest and place."""
    rows = connection.execute(
        """
        SELECT digest, start_char, end_char, passages.text
        FROM passages JOIN documents ON documents.id = passages.document_id ORDER BY digest, start_char, end_char
        """
    )
    return [(digest, Passage(Span(start, end), text)) for digest, start, end, text in rows]


def settle(connection: sqlite3.Connection) -> None:
    """Merge the parts of the full-text index into one."""
    connection.execute("INSERT INTO passages_fts (passages_fts) VALUES ('optimize')")


def frequency(connection: sqlite3.Connection, words: Iterable[str]) -> dict[str, int]:
    """In how many passages each word occurs; of a word that the index cuts in two, its rarer part."""
    parts = {word: _terms(word) for word in words}
    wanted = sorted({term for terms in parts.values() for term in terms})
    counts = dict(
        connection.execute(
            "SELECT term, doc FROM temp.vocabulary WHERE term IN (SELECT value FROM json_each(?))", [to_json(wanted)]
        )
    )
    return {word: min((counts.get(term, 0) for term in terms), default=0) for word, terms in parts.items()}


def _quoted(word: str) -> str:
    return '"' + storable(word).replace('"', '""').replace("\0", " ") + '"'


def _terms(word: str) -> list[str]:
    """The word as the tokenizer cuts and folds it: lower case, without diacritics."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    return _TERM.findall(plain)
