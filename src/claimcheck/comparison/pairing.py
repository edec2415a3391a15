"""Which words of a claim stand against which words of the evidence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

from claimcheck.comparison.lexicon.grammar import LIGHT
from claimcheck.comparison.reading import Reading

NEAR = 5
"""How many tokens to either side count as the company of a word."""

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
        """Whether it is held from both sides."""
        return self.left and self.right


@dataclass(frozen=True, slots=True)
class Pairing:
    """A claim and a piece of evidence, token against token.

    Attributes:
        links: from a claim's token to the evidence token it is matched with.
        back: the same, from evidence to claim.
        focus: the evidence sentence that holds most of the claim.
        shared: how much of the claim's weight stands in that sentence, 0 to 1.
        slots: where the two differ in place.
        sentence_shares: per evidence sentence, how much of the claim it holds.
    """

    claim: Reading
    evidence: Reading
    links: dict[int, int]
    back: dict[int, int]
    focus: int
    shared: float
    slots: tuple[Slot, ...]
    sentence_shares: dict[int, float] = field(default_factory=dict)

    def company(self, claim_at: int, claim_end: int, evidence_at: int, evidence_end: int) -> int:
        """How many content words near a stretch of the claim stand near a stretch of the evidence too."""
        near = range(max(0, evidence_at - NEAR), min(len(self.evidence.tokens), evidence_end + NEAR))
        keys: set[str] = set()
        for at in near:
            token = self.evidence.tokens[at]
            if not evidence_at <= at < evidence_end and (token.is_content or token.is_figure):
                keys |= self.evidence.keys[at]
        count = 0
        for at in range(max(0, claim_at - NEAR), min(len(self.claim.tokens), claim_end + NEAR)):
            token = self.claim.tokens[at]
            if not claim_at <= at < claim_end and (token.is_content or token.is_figure):
                count += not keys.isdisjoint(self.claim.keys[at])
        return count

    def slot_of(self, claim_at: int, evidence_at: int) -> Slot | None:
        """The slot that holds both tokens, when one does."""
        for slot in self.slots:
            if slot.claim[0] <= claim_at < slot.claim[1] and slot.evidence[0] <= evidence_at < slot.evidence[1]:
                return slot
        return None


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
    return Pairing(claim, evidence, links, back, focus, shares.get(focus, 0.0), _slots(claim, evidence, focus), shares)


def weights(reading: Reading) -> dict[int, float]:
    """How much each token of a claim counts, by what it is."""
    return _weighed(reading)


def _weighed(reading: Reading) -> dict[int, float]:
    out = {at: LIGHT_WEIGHT if reading.tokens[at].lower in LIGHT else WORD_WEIGHT for at in reading.content}
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


def _slots(claim: Reading, evidence: Reading, focus: int) -> tuple[Slot, ...]:
    ours = [token.at for token in claim.tokens if token.is_word or token.is_figure or token.text in "%$£€"]
    theirs = [
        token.at
        for token in evidence.tokens
        if token.sentence == focus and (token.is_word or token.is_figure or token.text in "%$£€")
    ]
    if not ours or not theirs:
        return ()
    codes = Indel.opcodes([claim.tokens[at].stem for at in ours], [evidence.tokens[at].stem for at in theirs])
    out: list[Slot] = []
    gap: list[int] | None = None
    before = _Run(claim, ours, 0, 0)
    for code in codes:
        if code.tag == "equal":
            run = _Run(claim, ours, code.src_start, code.src_end)
            if gap:
                _close(out, gap, before, run, ours, theirs)
            gap, before = None, run
        elif gap is None:
            gap = [code.src_start, code.src_end, code.dest_start, code.dest_end]
        else:
            gap[1], gap[3] = max(gap[1], code.src_end), max(gap[3], code.dest_end)
    if gap:
        _close(out, gap, before, _Run(claim, ours, len(ours), len(ours)), ours, theirs)
    return tuple(out)


class _Run:
    """A run of the same words on both sides, and whether it holds the slot next to it in place."""

    def __init__(self, claim: Reading, ours: list[int], start: int, end: int) -> None:
        tokens = [claim.tokens[at] for at in ours[start:end]]
        self.is_edge = start == end
        self.holds_after = any(token.is_content or token.is_figure for token in tokens[-3:])
        self.holds_before = any(token.is_content or token.is_figure for token in tokens[:3])


def _close(out: list[Slot], gap: list[int], before: _Run, after: _Run, ours: list[int], theirs: list[int]) -> None:
    if gap[0] == gap[1] and gap[2] == gap[3]:
        return
    left = before.holds_after or (before.is_edge and gap[0] == 0 and gap[2] == 0)
    right = after.holds_before or (after.is_edge and gap[1] == len(ours) and gap[3] == len(theirs))
    out.append(Slot(_range(ours, gap[0], gap[1]), _range(theirs, gap[2], gap[3]), left, right))


def _range(indices: list[int], start: int, end: int) -> tuple[int, int]:
    if start < end:
        return indices[start], indices[end - 1] + 1
    at = indices[start] if start < len(indices) else indices[-1] + 1
    return at, at
