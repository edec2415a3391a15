"""Which documents share text: samples in an index, candidates from it, and what became of every pair."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from claimcheck.models import Span
from claimcheck.origins import Fingerprint, Joins, Sharing, Signal, furniture, may_be_retold, sharing
from claimcheck.origins.sharing import SURE
from claimcheck.origins.sketches import Sketch
from claimcheck.store import sketches
from claimcheck.store.documents import document
from claimcheck.store.rows import Row, key, reconcile, to_json
from claimcheck.store.sketches import Index

COMPARED = 20
"""How many documents a new one is compared with, those that share most."""
COMPARED_BY_FACTS = 5
"""How many of those that share nothing but names and figures."""
COMPARED_OF_HOUSE = 8
"""How many of one house are compared with one another to tell their story from what every page of it carries."""

_EQUAL_KEYS, _EQUAL_FACTS = 2, 4
"""So many equal keys make a document worth a look: fewer are chance among many."""
_LEAST_SHARE, _LEAST_SHARE_OF_HOUSE = 0.08, 0.3
_REMEMBERED = 400


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


class Pairs:
    """Compares documents of one database with one another; what was read of a document is kept for the next pair."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.fingerprint = lru_cache(maxsize=_REMEMBERED)(self._read)

    def add(self, identity: str, sketch: Sketch, index: Index, waiting: Collection[str] = ()) -> set[str]:
        """Write what a document shares with those in ``index``; returns it, and those that it may part from others.

        Documents that are still ``waiting`` are left out: theirs is the next turn.
        """
        found = {one: share for one, share in self._candidates(identity, sketch, index).items() if one not in waiting}
        found |= {one: 1.0 for one in self._addressed(identity) if one not in waiting}
        if not found:
            return {identity}
        house = self.fingerprint(identity).house
        near = [other for other, share in found.items() if house and share >= _LEAST_SHARE_OF_HOUSE]
        same = [other for other in near if self.fingerprint(other).house == house][:COMPARED_OF_HOUSE]
        for other in found:
            self._decide(identity, other, list(found))
        # What one more page carries too may have been all that joined two others.
        again = [*combinations(same, 2), *self._doubtful(list(found))]
        for one, other in again:
            self._decide(one, other, [*found, identity])
        return {identity, *(one for pair in again for one in pair)}

    def _doubtful(self, documents: Sequence[str]) -> list[tuple[str, str]]:
        """The pairs among ``documents`` that were merged on so little that a further carrier of it could part them."""
        return self._connection.execute(
            """
            SELECT document_id, other_document_id FROM shared_texts
            WHERE joins = 'merged' AND signal = 'shared_text' AND shared_pct < ?2
            AND document_id IN (SELECT value FROM json_each(?1))
            AND other_document_id IN (SELECT value FROM json_each(?1))
            ORDER BY 1, 2
            """,
            [to_json(sorted(documents)), 100 * SURE],
        ).fetchall()

    def _candidates(self, identity: str, sketch: Sketch, index: Index) -> dict[str, float]:
        """The documents that are worth comparing, each with the share of text that it seems to have in common."""
        text = {number: count for number, count in index.shared(sketch.text).items() if count >= _EQUAL_KEYS}
        facts = index.shared(sketch.facts).most_common(COMPARED_BY_FACTS)
        retold = [number for number, count in facts if count >= _EQUAL_FACTS]
        held = sketches.sizes(self._connection, [*text, *retold])
        shares = {
            document: text.get(number, 0) / max(1, min(size, len(sketch.text)))
            for number, (document, size) in held.items()
            if document != identity
        }
        ordered = sorted(shares, key=lambda document: (-shares[document], document))
        likely = [document for document in ordered if shares[document] >= _LEAST_SHARE][:COMPARED]
        told = {held[number][0] for number in retold} - {identity, *likely}
        looks = [document for document in sorted(told) if self._is_retold(identity, document)]
        return {document: shares[document] for document in [*likely, *looks]}

    def _is_retold(self, identity: str, other: str) -> bool:
        return may_be_retold(self.fingerprint(identity), self.fingerprint(other))

    def _addressed(self, identity: str) -> list[str]:
        """Documents of the same address, those it leads to, and those that lead to it: few of them share text."""
        rows = self._connection.execute(
            """
            SELECT other.id FROM documents JOIN documents AS other USING (url) WHERE documents.id = ?1
            UNION SELECT document_id FROM documents JOIN links USING (url) WHERE documents.id = ?1
            UNION SELECT documents.id FROM links JOIN documents USING (url) WHERE document_id = ?1
            ORDER BY 1
            """,
            [identity],
        )
        return [other for (other,) in rows if other != identity][:COMPARED]

    def _decide(self, one: str, other: str, near: Sequence[str]) -> None:
        """Write what joins two documents, or that nothing does; those ``near`` tell what more than two carry."""
        first, second = sorted((one, other))
        mine, theirs = self.fingerprint(first), self.fingerprint(second)
        thirds = [self.fingerprint(third) for third in near if third not in (one, other)]
        found = sharing(mine, theirs, furniture(mine, theirs, thirds))
        identity = key("p", first, second)
        rows = [_row(identity, first, second, mine, found)] if found else []
        reconcile(self._connection, "shared_texts", "id = ?", [identity], rows)

    def _read(self, identity: str) -> Fingerprint:
        (digest,) = self._connection.execute("SELECT digest FROM documents WHERE id = ?", [identity]).fetchone()
        kept = document(self._connection, digest)
        assert kept is not None, "its digest was just read"
        return Fingerprint(kept)


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
    """The pairs that may go back to one, and that nobody has joined: the one's label, and what it shares."""
    rows = connection.execute(
        """
        SELECT mine.label, shared_texts.document_id, shared_texts.other_document_id FROM shared_texts
        JOIN documents AS mine ON mine.id = shared_texts.document_id
        LEFT JOIN origins AS one ON one.document_id = shared_texts.document_id
        LEFT JOIN origins AS other ON other.document_id = shared_texts.other_document_id
        WHERE joins = 'probable' AND (one.origin_document_id = other.origin_document_id) IS NOT 1
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


def _row(identity: str, first: str, second: str, mine: Fingerprint, found: Sharing) -> Row:
    stretch = found.stretch
    places: Row = {
        "text": stretch.one.of(mine.document.text) if stretch else None,
        "start_char": stretch.one.start if stretch else None,
        "end_char": stretch.one.end if stretch else None,
        "other_start_char": stretch.other.start if stretch else None,
        "other_end_char": stretch.other.end if stretch else None,
    }
    row: Row = {
        "id": identity,
        "document_id": first,
        "other_document_id": second,
        "joins": found.joins,
        "signal": found.signal,
        "reason": found.reason,
        "shared_pct": found.shared_pct,
        "shared_words_count": found.shared_words,
    }
    return row | places
