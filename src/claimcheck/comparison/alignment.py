"""Two texts set side by side, word for word, and the slots where they say something else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel

from claimcheck.models import Reading, Token

COPIED = 0.7
"""How much of both texts must be aligned for their slots to decide alone."""

CLOSELY = 0.85
"""How much must be aligned before a word that stands elsewhere too counts as changed in its place."""

LONGEST_SLOT, UNEVEN = 8, 4
"""Slots with more tokens on a side, or so many more than on the other, are passages of their own."""

FIRM, LOOSE = 3.0, 1.0
"""How firmly an alignment can set two stretches against each other."""

_SIGNS = frozenset("%$£€¥")
_HELD_BY = 3

Stretch = tuple[int, int]
"""First and last-plus-one token."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place where the two texts say something else between words that are the same.

    Attributes:
        claim, evidence: the tokens on either side; one of the two may be empty.
        left, right: whether the words before and behind it, being the same, hold it in place.
    """

    claim: Stretch
    evidence: Stretch
    left: bool
    right: bool

    @property
    def is_tight(self) -> bool:
        """Whether it is held from both sides, and short enough for its two sides to answer to each other."""
        shorter, longer = sorted((self.claim[1] - self.claim[0], self.evidence[1] - self.evidence[0]))
        return self.left and self.right and longer <= LONGEST_SLOT and longer - shorter <= UNEVEN


@dataclass(frozen=True, slots=True)
class Alignment:
    """The claim and some sentences of the evidence, side by side.

    Attributes:
        links: tokens that are the same and in the same order, claim to evidence.
        landed: the evidence tokens among them.
        slots: where the two differ in place, in order.
        sameness: how much of the claim's wording is aligned, 0 to 1.
        density: how much of the evidence's wording, from the first aligned word to the last, is aligned, 0 to 1.
    """

    links: dict[int, int]
    landed: frozenset[int]
    slots: tuple[Slot, ...]
    sameness: float
    density: float

    @property
    def is_copy(self) -> bool:
        """Whether the claim is the evidence's own wording but for a few words."""
        return min(self.sameness, self.density) >= COPIED

    @property
    def is_close_copy(self) -> bool:
        """Whether the claim is the evidence's own wording but for one small thing."""
        return min(self.sameness, self.density) >= CLOSELY

    def slot(self, claim: Stretch, evidence: Stretch) -> Slot | None:
        """The slot that reaches into both stretches of tokens, when one does."""
        first = bisect_right(self.slots, claim[0], key=lambda slot: slot.claim[1])
        for slot in self.slots[first:]:
            if slot.claim[0] >= claim[1]:
                break
            if _meet(slot.claim, claim) and _meet(slot.evidence, evidence):
                return slot
        return None

    def hold(self, claim: Stretch, evidence: Stretch) -> float:
        """How firmly the alignment sets two stretches against each other: firmly, loosely, or not at all (0)."""
        if any(evidence[0] <= self.links.get(at, -1) < evidence[1] for at in range(*claim)):
            return FIRM
        slot = self.slot(claim, evidence)
        if slot is None:
            return 0.0
        return FIRM if slot.is_tight else LOOSE

    def copied_slot(self, at: int, *, ours: bool) -> Slot | None:
        """In a copied text, the tight slot that holds a token of the claim, or of the evidence."""
        if not self.is_copy:
            return None
        behind = bisect_right(self.slots, at, key=lambda slot: (slot.claim if ours else slot.evidence)[0])
        for slot in reversed(self.slots[:behind]):
            first, end = slot.claim if ours else slot.evidence
            if first == end:
                continue
            return slot if slot.is_tight and first <= at < end else None
        return None


def _meet(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def align(claim: Reading, evidence: Reading, sentences: frozenset[int]) -> Alignment:
    """Set the claim and the given sentences of the evidence side by side."""
    ours = [token for token in claim.tokens if _counts(token)]
    theirs = [token for token in evidence.tokens if token.sentence in sentences and _counts(token)]
    if not ours or not theirs:
        return Alignment({}, frozenset(), (), 0.0, 0.0)
    codes = Indel.opcodes([token.stem for token in ours], [token.stem for token in theirs])
    blocks = [block for block in codes.as_matching_blocks() if block.size]
    links = {ours[block.a + step].at: theirs[block.b + step].at for block in blocks for step in range(block.size)}
    runs = [(0, 0, 0), *((block.a, block.b, block.size) for block in blocks), (len(ours), len(theirs), 0)]
    slots = [slot for before, behind in pairwise(runs) if (slot := _between(ours, theirs, before, behind)) is not None]
    landed = sorted(links.values())
    reach = sum(landed[0] <= token.at <= landed[-1] for token in theirs) if landed else 1
    return Alignment(links, frozenset(landed), tuple(slots), len(links) / len(ours), len(landed) / reach)


def _counts(token: Token) -> bool:
    return token.is_word or token.is_figure or token.text in _SIGNS


def _between(
    ours: Sequence[Token], theirs: Sequence[Token], before: tuple[int, int, int], behind: tuple[int, int, int]
) -> Slot | None:
    """The slot between two runs of the same words; None when they adjoin on both sides."""
    start, end = before[0] + before[2], behind[0]
    other_start, other_end = before[1] + before[2], behind[1]
    if start == end and other_start == other_end:
        return None
    at_start = before[0] == before[1] == 0
    at_end = behind[0] + behind[2] == len(ours) and behind[1] + behind[2] == len(theirs)
    return Slot(
        _stretch(ours, start, end),
        _stretch(theirs, other_start, other_end),
        at_start or _holds(ours[before[0] : start][-_HELD_BY:]),
        at_end or _holds(ours[end : end + behind[2]][:_HELD_BY]),
    )


def _holds(run: Sequence[Token]) -> bool:
    """Whether the same words next to a slot hold it in place."""
    return len(run) > 1 or any(token.is_content or token.is_figure for token in run)


def _stretch(tokens: Sequence[Token], start: int, end: int) -> Stretch:
    if start < end:
        return tokens[start].at, tokens[end - 1].at + 1
    at = tokens[start].at if start < len(tokens) else tokens[-1].at + 1
    return at, at
