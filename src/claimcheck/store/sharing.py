"""Which documents share text: samples in an index, candidates from it, and what became of every pair."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claimcheck.models import Document, Span
from claimcheck.origins import Fingerprint, Joins, Sharing, Signal, fingerprint, sharing
from claimcheck.origins.sketches import sketch
from claimcheck.store.documents import document
from claimcheck.store.rows import Row, key, reconcile, to_json

CARRIED = 200
"""Of documents with one sequence in common only so many are looked at, those kept first: they stand for all."""
COMPARED = 20
"""How many documents a new one is compared with, those that share most."""
COMPARED_OF_HOUSE = 8
"""How many of one house are compared with one another to tell their story from what every page of it carries."""

_EQUAL_KEYS = 2
_LEAST_SHARE, _LEAST_SHARE_OF_HOUSE = 0.08, 0.3
_REMEMBERED = 400


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that shares part of the sample.

    Attributes:
        share: how much of the smaller sample it shares.
    """

    document: str
    share: float


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
        self._fingerprint = lru_cache(maxsize=_REMEMBERED)(self._read)

    def add(self, identity: str, kept: Document) -> set[str]:
        """Take a document into the index, and write what it shares with others; returns those and itself."""
        keys = sketch(kept)
        (last,) = self._connection.execute("SELECT coalesce(max(number), 0) FROM sketches").fetchone()
        row: Row = {"number": last + 1, "document_id": identity, "keys": " ".join(keys)}
        self._connection.execute("INSERT INTO sketches VALUES (:number, :document_id, :keys)", row)
        found = self._candidates(identity, keys)
        others = {one.document: one.share for one in found} | dict.fromkeys(self._addressed(identity, kept), 1.0)
        if not others:
            return {identity}
        mine = self._fingerprint(identity)
        same = [
            other
            for other, share in others.items()
            if share >= _LEAST_SHARE_OF_HOUSE
            and mine.house is not None
            and self._fingerprint(other).house == mine.house
        ][:COMPARED_OF_HOUSE]
        for other in others:
            self._decide(identity, other, same)
        # What a third page of a house carries too may have been all that joined two others.
        for number, one in enumerate(same):
            for other in same[number + 1 :]:
                self._decide(one, other, [*same, identity])
        return {identity, *others}

    def _candidates(self, identity: str, keys: Sequence[str]) -> list[Candidate]:
        """The documents whose samples share most with ``keys``, the best first."""
        shared: Counter[int] = Counter()
        for each in keys:
            shared.update(
                number
                for (number,) in self._connection.execute(
                    "SELECT rowid FROM sketches_fts WHERE sketches_fts MATCH ? LIMIT ?", [each, CARRIED]
                )
            )
        numbers = [number for number, count in shared.items() if count >= _EQUAL_KEYS]
        rows = self._connection.execute(
            "SELECT document_id, keys FROM sketches"
            " WHERE document_id <> ? AND number IN (SELECT value FROM json_each(?))",
            [identity, to_json(numbers)],
        )
        found = [Candidate(other, _share(keys, held.split())) for other, held in rows]
        found.sort(key=lambda one: (-one.share, one.document))
        return [one for one in found if one.share >= _LEAST_SHARE][:COMPARED]

    def _addressed(self, identity: str, kept: Document) -> list[str]:
        """Documents of the same address, those it leads to, and those that lead to it: few of them share text."""
        rows = self._connection.execute(
            """
            SELECT id FROM documents WHERE url = ?1
            UNION SELECT document_id FROM links WHERE url = ?1
            UNION SELECT documents.id FROM links JOIN documents ON documents.url = links.url WHERE document_id = ?2
            ORDER BY 1
            """,
            [kept.url, identity],
        )
        sketched = (other for (other,) in rows.fetchall() if other != identity and self._is_sketched(other))
        return list(sketched)[:COMPARED]

    def _is_sketched(self, identity: str) -> bool:
        return bool(self._connection.execute("SELECT 1 FROM sketches WHERE document_id = ?", [identity]).fetchone())

    def _decide(self, one: str, other: str, of_house: Sequence[str]) -> None:
        """Write what joins two documents, or that nothing does."""
        first, second = sorted((one, other))
        mine, theirs = self._fingerprint(first), self._fingerprint(second)
        furniture: frozenset[str] = frozenset()
        if mine.house is not None and mine.house == theirs.house:
            thirds = [self._fingerprint(third).telling.whole for third in of_house if third not in (one, other)]
            furniture = (mine.telling.whole & theirs.telling.whole).intersection(frozenset().union(*thirds))
        found = sharing(mine, theirs, furniture)
        identity = key("p", first, second)
        rows = [_row(identity, first, second, mine, found)] if found else []
        reconcile(self._connection, "shared_texts", "id = ?", [identity], rows)

    def _read(self, identity: str) -> Fingerprint:
        (digest,) = self._connection.execute("SELECT digest FROM documents WHERE id = ?", [identity]).fetchone()
        kept = document(self._connection, digest)
        assert kept is not None, "its digest was just read"
        return fingerprint(kept)


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


def _spans(places: list[int | None]) -> tuple[Span | None, Span | None]:
    start, end, other_start, other_end = places
    if start is None or end is None or other_start is None or other_end is None:
        return None, None
    return Span(start, end), Span(other_start, other_end)


def _share(one: Sequence[str], other: Sequence[str]) -> float:
    """How much of the smaller sample two have in common, of text or of names and figures, whichever is more."""
    shares = []
    for letter in "tf":
        mine = {each for each in one if each.startswith(letter)}
        theirs = {each for each in other if each.startswith(letter)}
        common = len(mine & theirs)
        shares.append(common / min(len(mine), len(theirs)) if common >= _EQUAL_KEYS else 0.0)
    return max(shares)


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
