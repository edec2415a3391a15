"""Which documents share text: samples in an index, candidates from it, and what became of every pair."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from claimcheck.models import Span
from claimcheck.origins import Joins, Signal
from claimcheck.origins.minhash import Sketch
from claimcheck.store import minhash
from claimcheck.store.comparisons import Compared, Comparer, Near, Pair, doubtful, pair_id
from claimcheck.store.minhash import Index
from claimcheck.store.rows import Row, reconcile, to_json

COMPARED = 20
"""How many documents a new one is compared with, those that share most."""
COMPARED_BY_FACTS = 5
"""How many of those that share nothing but names and figures."""
_EQUAL_KEYS, _EQUAL_FACTS = 2, 4
"""So many equal keys make a document worth a look: fewer are chance among many."""
_LEAST_SHARE = 0.08


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a document shares with another.

    Attributes:
        other, digest, label: the other document.
        text: the longest stretch that both hold; None where none is.
        span, other_span: where it stands in either.
    """

    other: str
    digest: str
    label: str
    joins: Joins
    signal: Signal
    reason: str
    shared_pct: float
    shared_words: int
    text: str | None
    span: Span | None
    other_span: Span | None


def near(connection: sqlite3.Connection, identity: str, sketch: Sketch, index: Index, later: Collection[str]) -> Near:
    """The documents in ``index`` that are worth comparing with one; those in ``later`` wait for their turn."""
    text = {number: count for number, count in index.shared(sketch.text).items() if count >= _EQUAL_KEYS}
    facts = index.shared(sketch.facts).most_common(COMPARED_BY_FACTS)
    retold = [number for number, count in facts if count >= _EQUAL_FACTS]
    held = minhash.sizes(connection, {*text, *retold})
    shares = {
        document: text.get(number, 0) / max(1, min(size, len(sketch.text)))
        for number, (document, size) in held.items()
        if document != identity
    }
    ordered = sorted(shares, key=lambda document: (-shares[document], document))
    likely = [document for document in ordered if shares[document] >= _LEAST_SHARE][:COMPARED]
    looks = sorted({held[number][0] for number in retold} - {identity, *likely})
    return Near(
        identity,
        {document: shares[document] for document in likely if document not in later},
        {document: shares[document] for document in looks if document not in later},
        [document for document in _addressed(connection, identity) if document not in later],
    )


def keep(connection: sqlite3.Connection, comparer: Comparer, compared: Compared) -> set[str]:
    """Write what a document shares with others; returns it, and those that it may part from others."""
    if not compared.found:
        return {compared.document}
    for both, row in compared.rows.items():
        _keep(connection, both, row)
    # What was written since the comparison may raise doubts that it did not know of.
    doubted = dict.fromkeys(compared.of_house) | doubtful(connection, compared.found)
    around = [*compared.found, compared.document]
    for both, known in doubted.items():
        is_told = both in compared.again
        _keep(connection, both, compared.again[both] if is_told else comparer.decide(*both, around, known))
    return {compared.document, *(one for both in doubted for one in both)}


def _keep(connection: sqlite3.Connection, both: Pair, row: Row | None) -> None:
    reconcile(connection, "shared_texts", "id = ?", [pair_id(both)], [row] if row else [])


def _addressed(connection: sqlite3.Connection, identity: str) -> list[str]:
    """Documents of the same address, those it leads to, and those that lead to it: few of them share text."""
    rows = connection.execute(
        """
        SELECT other.id FROM documents JOIN documents AS other USING (url) WHERE documents.id = ?1
        UNION SELECT document_id FROM documents JOIN links USING (url) WHERE documents.id = ?1
        UNION SELECT documents.id FROM links JOIN documents USING (url) WHERE document_id = ?1
        ORDER BY 1
        """,
        [identity],
    )
    return [other for (other,) in rows if other != identity][:COMPARED]


def merged(connection: sqlite3.Connection, documents: Iterable[str]) -> list[tuple[str, str]]:
    """The pairs that are one origin by their text, of which at least one is among ``documents``."""
    wanted = to_json(sorted(documents))
    return connection.execute(
        """
        SELECT document_id, other_document_id FROM shared_texts
        WHERE joins = 'merged' AND document_id IN (SELECT value FROM json_each(?1))
        UNION SELECT document_id, other_document_id FROM shared_texts
        WHERE joins = 'merged' AND other_document_id IN (SELECT value FROM json_each(?1))
        ORDER BY 1, 2
        """,
        [wanted],
    ).fetchall()


def likenesses(connection: sqlite3.Connection, identity: str) -> list[Likeness]:
    """What a document shares with others, most first."""
    rows = connection.execute(
        """
        SELECT documents.id, digest, label, joins, signal, reason, shared_pct, shared_words_count, told.text,
            start_char, end_char, other_start_char, other_end_char
        FROM (
            SELECT *, other_document_id AS there FROM shared_texts WHERE document_id = ?1
            UNION ALL
            SELECT id, document_id, other_document_id, joins, signal, reason, shared_pct, shared_words_count, text,
                other_start_char, other_end_char, start_char, end_char, document_id
            FROM shared_texts WHERE other_document_id = ?1
        ) AS told JOIN documents ON documents.id = there
        ORDER BY joins, shared_pct DESC, documents.id
        """,
        [identity],
    )
    return [
        Likeness(other, digest, label, Joins(joins), Signal(signal), reason, pct, words, text, *_spans(places))
        for other, digest, label, joins, signal, reason, pct, words, text, *places in rows
    ]


def probable(connection: sqlite3.Connection) -> list[tuple[str, Likeness]]:
    """The pairs that may go back to one, and that nobody has joined or parted: the one's label, and what it shares."""
    rows = connection.execute(
        """
        SELECT mine.label, shared_texts.document_id, shared_texts.other_document_id FROM shared_texts
        JOIN documents AS mine ON mine.id = shared_texts.document_id
        LEFT JOIN origins AS one ON one.document_id = shared_texts.document_id
        LEFT JOIN origins AS other ON other.document_id = shared_texts.other_document_id
        WHERE joins = 'probable' AND (one.origin_document_id = other.origin_document_id) IS NOT 1 AND NOT EXISTS (
            SELECT 1 FROM origin_decisions WHERE decision = 'split'
            AND document_id IN (shared_texts.document_id, shared_texts.other_document_id)
        )
        ORDER BY shared_pct DESC, shared_texts.id
        """
    ).fetchall()
    return [
        (label, likeness)
        for label, one, other in rows
        for likeness in likenesses(connection, one)
        if likeness.other == other
    ]


def _spans(places: list[int | None]) -> tuple[Span | None, Span | None]:
    start, end, other_start, other_end = places
    if start is None or end is None or other_start is None or other_end is None:
        return None, None
    return Span(start, end), Span(other_start, other_end)
