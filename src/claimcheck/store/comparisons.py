"""Documents as they are looked at and compared: only read here, so that several processes can do it side by side."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from claimcheck.models import Span
from claimcheck.origins import (
    Fingerprint,
    Member,
    Sharing,
    SourceKind,
    Stretch,
    furniture,
    guess,
    may_be_retold,
    sharing,
)
from claimcheck.origins.minhash import Sketch
from claimcheck.origins.sharing import SURE, Shared
from claimcheck.store.documents import document
from claimcheck.store.rows import Row, key, to_json

COMPARED_OF_HOUSE = 8
"""How many of one house are compared with one another to tell their story from what every page of it carries."""

_LEAST_SHARE_OF_HOUSE = 0.3
_REMEMBERED = 400

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """What a document shows by itself, as far as grouping needs it.

    Attributes:
        kind, reason: what kind of source it looks like, and why.
    """

    member: Member
    kind: SourceKind
    reason: str


@dataclass(frozen=True, slots=True)
class Near:
    """The documents that one is to be compared with.

    Attributes:
        document: the one.
        shares: those that seem to share text, most first, each with the share of text in common.
        retold: those that share names and figures, likewise; compared where it is enough of them.
        addressed: those of its address, those that it leads to, and those that lead to it.
    """

    document: str
    shares: Mapping[str, float]
    retold: Mapping[str, float] = field(default_factory=dict)
    addressed: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing one document with those near it showed.

    Attributes:
        found: those that it was compared with.
        of_house: the pairs among them that are looked at again, as one house published both and this one.
        rows: for it and each of ``found`` what joins them, or None.
        again: the same for pairs among ``found`` that this one may part.
    """

    document: str
    found: tuple[str, ...]
    of_house: tuple[Pair, ...]
    rows: Mapping[Pair, Row | None]
    again: Mapping[Pair, Row | None]


class Comparer:
    """Looks at documents of one database; what was read of a document is kept for the next look."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.fingerprint = lru_cache(maxsize=_REMEMBERED)(self._read)

    def sample(self, identity: str) -> tuple[Sketch, Look]:
        """A document's sample for the index, and what it shows by itself."""
        return self.fingerprint(identity).sketch, self.look(identity)

    def look(self, identity: str) -> Look:
        """What a document shows by itself."""
        kept = self.fingerprint(identity)
        return Look(kept.member(identity), *guess(kept))

    def compare(self, near: Near) -> Compared:
        """Compare a document with those near it."""
        told = [other for other in near.retold if self._is_retold(near.document, other)]
        found = tuple(dict.fromkeys([*near.shares, *told, *near.addressed]))
        if not found:
            return Compared(near.document, (), (), {}, {})
        of_house = self._of_house(near, found)
        rows = {pair(near.document, other): self.decide(near.document, other, found) for other in found}
        around = [*found, near.document]
        doubted = dict.fromkeys(of_house) | doubtful(self._connection, found)
        again = {both: self.decide(*both, around, known) for both, known in doubted.items()}
        return Compared(near.document, found, of_house, rows, again)

    def decide(self, one: str, other: str, near: Sequence[str], known: Shared | None = None) -> Row | None:
        """What joins two documents, as a row; those ``near`` tell what more than two carry. None when nothing does.

        ``known`` are the words that they share, where they are.
        """
        first, second = pair(one, other)
        mine, theirs = self.fingerprint(first), self.fingerprint(second)
        thirds = [self.fingerprint(third) for third in near if third not in (one, other)]
        found = sharing(mine, theirs, furniture(mine, theirs, thirds), known)
        return _row(first, second, mine, found) if found else None

    def _of_house(self, near: Near, found: Sequence[str]) -> tuple[Pair, ...]:
        house = self.fingerprint(near.document).house
        if not house:
            return ()
        # Those that an address led to are close whatever they share.
        shares = {**near.shares, **near.retold, **dict.fromkeys(near.addressed, 1.0)}
        close = [other for other in found if shares.get(other, 0.0) >= _LEAST_SHARE_OF_HOUSE]
        same = [other for other in close if self.fingerprint(other).house == house][:COMPARED_OF_HOUSE]
        return tuple(pair(one, other) for one, other in combinations(same, 2))

    def _is_retold(self, identity: str, other: str) -> bool:
        return may_be_retold(self.fingerprint(identity), self.fingerprint(other))

    def _read(self, identity: str) -> Fingerprint:
        (digest,) = self._connection.execute("SELECT digest FROM documents WHERE id = ?", [identity]).fetchone()
        kept = document(self._connection, digest)
        assert kept is not None, "its digest was just read"
        return Fingerprint(kept)


def pair(one: str, other: str) -> Pair:
    """Two documents in the order in which they are kept."""
    return (one, other) if one < other else (other, one)


def pair_id(both: Pair) -> str:
    """The key of what two documents share."""
    return key("p", *both)


def doubtful(connection: sqlite3.Connection, documents: Sequence[str]) -> dict[Pair, Shared]:
    """The pairs among ``documents`` that were merged on so little that a further carrier of it could part them.

    Returns them with the words that they share.
    """
    rows = connection.execute(
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


def _row(first: str, second: str, mine: Fingerprint, found: Sharing) -> Row:
    stretch = found.stretch
    places: Row = {
        "text": stretch.one.of(mine.document.text) if stretch else None,
        "start_char": stretch.one.start if stretch else None,
        "end_char": stretch.one.end if stretch else None,
        "other_start_char": stretch.other.start if stretch else None,
        "other_end_char": stretch.other.end if stretch else None,
    }
    row: Row = {
        "id": pair_id((first, second)),
        "document_id": first,
        "other_document_id": second,
        "joins": found.joins,
        "signal": found.signal,
        "reason": found.reason,
        "shared_pct": found.shared_pct,
        "shared_words_count": found.shared_words,
    }
    return row | places
