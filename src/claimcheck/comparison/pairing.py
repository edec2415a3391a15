"""Which words of a claim stand against which words of the evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

from claimcheck.comparison.lexicon.grammar import KINDS, LIGHT
from claimcheck.comparison.reading import Reading
from claimcheck.comparison.tokens import Token

NEAR, FAR = 5, 9
"""How many tokens to either side count as the company of a word, in full and by half."""

COPIED = 0.7
"""How much of a claim's wording must be aligned for its slots to decide alone."""

CLOSELY = 0.85
"""How much must be aligned before a word that stands elsewhere too counts as changed in its place."""

FURTHER = 0.3
"""How much of each claim sentence a further sentence must hold to be aligned too."""

LONGEST_SLOT = 8
"""Slots with more tokens than this on a side are passages of their own."""

_SIGNS = frozenset("%$£€¥")

NAME_WEIGHT, FIGURE_WEIGHT, WORD_WEIGHT, LIGHT_WEIGHT = 2.0, 1.5, 1.0, 0.4


@dataclass(frozen=True, slots=True)
class Slot:
    """A place where the two texts say something else between words that are the same.

    Attributes:
        claim, evidence: first and last-plus-one token on either side.
        left, right: whether the words before and after it are the same on both sides.
    """

    claim: tuple[int, int]
    evidence: tuple[int, int]
    left: bool
    right: bool

    @property
    def is_tight(self) -> bool:
        """Whether it is held from both sides, and short enough for its two sides to answer to each other."""
        return self.left and self.right and max(self._lengths) <= LONGEST_SLOT

    @property
    def _lengths(self) -> tuple[int, int]:
        return self.claim[1] - self.claim[0], self.evidence[1] - self.evidence[0]


@dataclass(frozen=True, slots=True)
class Pairing:
    """A claim and a piece of evidence, token against token.

    Attributes:
        links: from a claim's token to the evidence token it is matched with.
        back: the same, from evidence to claim.
        focus: the evidence sentence that holds most of the claim.
        shared: how much of the claim's weight stands in that sentence, 0 to 1.
        aligned: tokens that stand in the same order on both sides, claim to evidence.
        slots: where the two differ in place.
        sameness: how much of the claim's wording is aligned, 0 to 1.
        density: how much of the evidence's wording, from the first aligned word to the last, is aligned, 0 to 1.
        sentence_shares: per evidence sentence, how much of the claim it holds.
    """

    claim: Reading
    evidence: Reading
    links: dict[int, int]
    back: dict[int, int]
    focus: int
    shared: float
    aligned: dict[int, int]
    slots: tuple[Slot, ...]
    sameness: float
    density: float
    sentence_shares: dict[int, float] = field(default_factory=dict)

    def company(self, claim: tuple[int, int], evidence: tuple[int, int]) -> float:
        """How many content words near a stretch of the claim stand near a stretch of the evidence too.

        A word counts half where it stands farther off than ``NEAR`` tokens on either side.
        """
        theirs: dict[str, float] = {}
        for at, near in _around(self.evidence, evidence):
            for key in self.evidence.keys[at]:
                theirs[key] = max(theirs.get(key, 0.0), near)
        return sum(
            min(near, max((theirs.get(key, 0.0) for key in self.claim.keys[at]), default=0.0))
            for at, near in _around(self.claim, claim)
        )

    @property
    def is_copy(self) -> bool:
        """Whether the claim is the evidence's own sentence but for a word or two."""
        return self.sameness >= COPIED and self.density >= COPIED

    @property
    def is_close_copy(self) -> bool:
        """Whether the claim is the evidence's own sentence but for one small thing."""
        return self.sameness >= CLOSELY and self.density >= CLOSELY

    def slot(self, claim: tuple[int, int], evidence: tuple[int, int]) -> Slot | None:
        """The slot that reaches into both stretches of tokens, when one does."""
        for slot in self.slots:
            if _meet(slot.claim, claim) and _meet(slot.evidence, evidence):
                return slot
        return None

    def hold(self, claim: tuple[int, int], evidence: tuple[int, int]) -> float:
        """How firmly the alignment sets two stretches against each other: 3 firmly, 1 loosely, 0 not at all."""
        if any(evidence[0] <= self.aligned.get(at, -1) < evidence[1] for at in range(*claim)):
            return 3.0
        slot = self.slot(claim, evidence)
        if slot is None:
            return 0.0
        return 3.0 if slot.is_tight else 1.0


def _around(reading: Reading, stretch: tuple[int, int]) -> Iterator[tuple[int, float]]:
    """The content words around a stretch, each with how much it counts there."""
    for at in range(max(0, stretch[0] - FAR), min(len(reading.tokens), stretch[1] + FAR)):
        token = reading.tokens[at]
        if not stretch[0] <= at < stretch[1] and (token.is_content or token.is_figure):
            distance = stretch[0] - at if at < stretch[0] else at - stretch[1] + 1
            yield at, 1.0 if distance <= NEAR else 0.5


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def pair(claim: Reading, evidence: Reading) -> Pairing:
    """Pair the words of two texts: each claim word with the likest evidence word, the fullest sentence first."""
    index: dict[str, list[int]] = defaultdict(list)
    for token in evidence.tokens:
        if token.is_word or token.is_figure:
            for key in evidence.keys[token.at]:
                index[key].append(token.at)
    found = {at: _alike(claim, index, at) for at in _weighed(claim)}
    shares = _sentence_shares(claim, evidence, found)
    focus = max(shares, key=lambda number: (shares[number], -number)) if shares else 0
    links = {at: _nearest(evidence, at, ats, focus, shares, claim, index) for at, ats in found.items() if ats}
    back: dict[int, int] = {}
    for at in sorted(links):
        back.setdefault(links[at], at)
    least = FURTHER / (claim.tokens[-1].sentence + 1 if claim.tokens else 1)
    whole = {focus} | {number for number, share in shares.items() if share >= least}
    aligned, slots, sameness, density = _aligned(claim, evidence, whole)
    return Pairing(
        claim, evidence, links, back, focus, shares.get(focus, 0.0), aligned, slots, sameness, density, shares
    )


def weights(reading: Reading) -> dict[int, float]:
    """How much each token of a claim counts, by what it is."""
    return _weighed(reading)


def light_words(reading: Reading) -> set[int]:
    """Content words too general to be checked: some always, some only beside the name of what they are."""
    beside = {at for name in reading.names for at in (name.first - 1, name.end)}
    return {
        at
        for at in reading.content
        if reading.tokens[at].lower in LIGHT or (reading.tokens[at].lower in KINDS and at in beside)
    }


def _weighed(reading: Reading) -> dict[int, float]:
    light = light_words(reading)
    out = {at: LIGHT_WEIGHT if at in light else WORD_WEIGHT for at in reading.content}
    for name in reading.names:
        out |= {
            at: NAME_WEIGHT / (name.end - name.first) + 0.5
            for at in range(name.first, name.end)
            if reading.tokens[at].is_word
        }
    for quantity in reading.quantities:
        out[quantity.core] = FIGURE_WEIGHT
    for moment in reading.moments:
        for at in range(moment.first, moment.end):
            if reading.tokens[at].is_content or reading.tokens[at].is_figure:
                out[at] = FIGURE_WEIGHT / 2
    return out


def _alike(claim: Reading, index: dict[str, list[int]], at: int) -> list[int]:
    """The evidence tokens that match a claim's token, the same stem before the same root or group."""
    token = claim.tokens[at]
    exact = index.get(token.stem)
    if exact or not token.is_word:
        return exact or []
    out: dict[int, None] = {}
    for key in sorted(claim.keys[at]):
        out.update(dict.fromkeys(index.get(key, ())))
    return sorted(out)


def _sentence_shares(claim: Reading, evidence: Reading, found: dict[int, list[int]]) -> dict[int, float]:
    weight = _weighed(claim)
    total = sum(weight.values()) or 1.0
    shares: dict[int, float] = defaultdict(float)
    for at, ats in found.items():
        for number in {evidence.tokens[other].sentence for other in ats}:
            shares[number] += weight[at] / total
    return dict(shares)


def _nearest(
    evidence: Reading,
    at: int,
    ats: list[int],
    focus: int,
    shares: dict[int, float],
    claim: Reading,
    index: dict[str, list[int]],
) -> int:
    if len(ats) == 1:
        return ats[0]
    around = {
        other
        for near in range(max(0, at - 3), min(len(claim.tokens), at + 4))
        if near != at and claim.tokens[near].is_content
        for other in index.get(claim.tokens[near].stem, ())
    }

    def closeness(other: int) -> tuple[float, float, int]:
        sentence = evidence.tokens[other].sentence
        distance = min((abs(other - one) for one in around if one != other), default=99)
        return (2.0 if sentence == focus else shares.get(sentence, 0.0), -distance, -other)

    return max(ats, key=closeness)


def _aligned(
    claim: Reading, evidence: Reading, sentences: set[int]
) -> tuple[dict[int, int], tuple[Slot, ...], float, float]:
    """The tokens that stand in the same order on both sides, and the slots between them."""
    ours = [token.at for token in claim.tokens if _counts(token)]
    theirs = [token.at for token in evidence.tokens if token.sentence in sentences and _counts(token)]
    if not ours or not theirs:
        return {}, (), 0.0, 0.0
    codes = Indel.opcodes([claim.tokens[at].stem for at in ours], [evidence.tokens[at].stem for at in theirs])
    aligned: dict[int, int] = {}
    slots: list[Slot] = []
    before, gap = (0, 0), None
    for code in [*codes, None]:
        if code is None or code.tag == "equal":
            run = (code.src_start, code.src_end) if code else (len(ours), len(ours))
            if gap:
                at_ends = (gap[0] == gap[2] == 0, gap[1] == len(ours) and gap[3] == len(theirs))
                slots.append(
                    Slot(
                        _stretch(ours, gap[0], gap[1]),
                        _stretch(theirs, gap[2], gap[3]),
                        _holds(claim, ours[before[0] : before[1]][-3:], at_ends[0]),
                        _holds(claim, ours[run[0] : run[1]][:3], at_ends[1]),
                    )
                )
            before, gap = run, None
            if code:
                aligned.update(
                    (ours[code.src_start + step], theirs[code.dest_start + step])
                    for step in range(code.src_end - code.src_start)
                )
        elif gap is None:
            gap = [code.src_start, code.src_end, code.dest_start, code.dest_end]
        else:
            gap[1], gap[3] = max(gap[1], code.src_end), max(gap[3], code.dest_end)
    landed = sorted(aligned.values())
    reach = sum(landed[0] <= at <= landed[-1] for at in theirs) if landed else 1
    return aligned, tuple(slots), len(aligned) / len(ours), len(landed) / reach


def _counts(token: Token) -> bool:
    return token.is_word or token.is_figure or token.text in _SIGNS


def _holds(claim: Reading, run: list[int], at_end: bool) -> bool:
    """Whether the aligned words next to a slot hold it in place; so does the end of both texts."""
    tokens = [claim.tokens[at] for at in run]
    return at_end or len(tokens) > 1 or any(token.is_content or token.is_figure for token in tokens)


def _stretch(indices: list[int], start: int, end: int) -> tuple[int, int]:
    if start < end:
        return indices[start], indices[end - 1] + 1
    at = indices[start] if start < len(indices) else indices[-1] + 1
    return at, at
