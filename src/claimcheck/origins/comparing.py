"""Documents as they are compared: only read here, so that several processes can do it side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import Protocol

from claimcheck.models import Document
from claimcheck.origins.fingerprints import Fingerprint
from claimcheck.origins.groups import Member
from claimcheck.origins.kinds import guess
from claimcheck.origins.minhash import Signature, sampled
from claimcheck.origins.overlap import Overlap, Shared, boilerplate, may_be_same_story, overlap
from claimcheck.origins.sources import SourceKind

COMPARED_OF_HOUSE = 8
"""How many of one house are compared with one another to set their story apart from what every page of it carries."""

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
class CandidatePairs:
    """The documents that one is to be compared with.

    Attributes:
        document: the one.
        shares: those that seem to share text, most first, each with the share of text in common.
        same_facts: those that share names and figures, likewise; compared where it is enough of them.
        addressed: those of its address, those that it leads to, and those that lead to it.
    """

    document: str
    shares: Mapping[str, float]
    same_facts: Mapping[str, float] = field(default_factory=dict)
    addressed: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing one document with those near it showed.

    Attributes:
        found: those that it was compared with.
        of_house: the pairs among them that are looked at again, as one house published both and this one.
        overlaps: for it and each of ``found`` what joins them, or None.
        again: the same for pairs among ``found`` that this one may part.
    """

    document: str
    found: tuple[str, ...]
    of_house: tuple[Pair, ...]
    overlaps: Mapping[Pair, Overlap | None]
    again: Mapping[Pair, Overlap | None]


class DocumentSource(Protocol):
    """Where documents are read from; those in another process read from one of their own."""

    def document(self, identity: str) -> Document:
        """The document with this key."""
        ...

    def doubtful(self, documents: Sequence[str]) -> dict[Pair, Shared]:
        """The pairs among ``documents`` that were merged on so little that a further carrier of it could part them.

        Returns them with the words that they share.
        """
        ...


class Comparer:
    """Compares documents of one source; what was read of a document is remembered for the next comparison."""

    def __init__(self, source: DocumentSource) -> None:
        self._source = source
        self.fingerprint = lru_cache(maxsize=_REMEMBERED)(self._read)

    def sign(self, identity: str) -> tuple[Signature, Look]:
        """A document's signature for the index, and what it shows by itself."""
        one = self.fingerprint(identity)
        return sampled(one.words, one.facts), self.look(identity)

    def look(self, identity: str) -> Look:
        """What a document shows by itself."""
        kept = self.fingerprint(identity)
        return Look(kept.member(identity), *guess(kept))

    def compare(self, near: CandidatePairs) -> Compared:
        """Compare a document with those near it."""
        mine = self.fingerprint(near.document) if near.same_facts else None
        same_facts = [other for other in near.same_facts if mine and may_be_same_story(mine, self.fingerprint(other))]
        found = tuple(dict.fromkeys([*near.shares, *same_facts, *near.addressed]))
        if not found:
            return Compared(near.document, (), (), {}, {})
        of_house = self._of_house(near, found)
        overlaps = {pair(near.document, other): self.decide(near.document, other, found) for other in found}
        around = [*found, near.document]
        doubted = dict.fromkeys(of_house) | self._source.doubtful(found)
        again = {both: self.decide(*both, around, known) for both, known in doubted.items()}
        return Compared(near.document, found, of_house, overlaps, again)

    def decide(self, one: str, other: str, near: Sequence[str], known: Shared | None = None) -> Overlap | None:
        """What joins two documents; those ``near`` show what more than two carry. None when nothing does.

        ``known`` are the words that they share, where they are.
        """
        first, second = pair(one, other)
        mine, theirs = self.fingerprint(first), self.fingerprint(second)
        thirds = [self.fingerprint(third) for third in near if third not in (one, other)]
        return overlap(mine, theirs, boilerplate(mine, theirs, thirds), known)

    def _of_house(self, near: CandidatePairs, found: Sequence[str]) -> tuple[Pair, ...]:
        house = self.fingerprint(near.document).house
        if not house:
            return ()
        # Those that an address led to are close whatever they share.
        shares = {**near.shares, **near.same_facts, **dict.fromkeys(near.addressed, 1.0)}
        close = [other for other in found if shares.get(other, 0.0) >= _LEAST_SHARE_OF_HOUSE]
        same = [other for other in close if self.fingerprint(other).house == house][:COMPARED_OF_HOUSE]
        return tuple(pair(one, other) for one, other in combinations(same, 2))

    def _read(self, identity: str) -> Fingerprint:
        return Fingerprint(self._source.document(identity))


def pair(one: str, other: str) -> Pair:
    """Two documents in the order in which they are kept."""
    return (one, other) if one < other else (other, one)
