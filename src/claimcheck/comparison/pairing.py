"""Which words of a claim stand against which words of the evidence."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

from claimcheck.comparison.alignment import Alignment, align
from claimcheck.models import Moment, Name, Quantity, Reading, WordUse

NEAR, FAR = 5, 9
"""How many tokens to either side count as the company of a word, in full and by half."""

MOST, FEWEST = 60, 4
"""How many quantities, dates or names of the evidence are set against each of the claim's: of a claim that is a table
of figures, fewer, so that the work grows with its length alone."""

PAIRS = 6_000
"""How many such pairs a claim may come to before it is fewer."""

FARTHEST = 100
"""How many tokens to either side of a stretch may belong to it, where no mark ends it."""

OFTEN = 40
"""How many places of one word in the evidence are weighed against one another."""

FURTHER = 0.3
"""How much of each claim sentence a further sentence must hold to be aligned too."""

NAME_WEIGHT, FIGURE_WEIGHT, WORD_WEIGHT, LIGHT_WEIGHT = 2.0, 1.5, 1.0, 0.4


_Placed = TypeVar("_Placed", Quantity, Moment, Name)
_Known = TypeVar("_Known")


@dataclass(frozen=True, slots=True)
class Pairing:
    """A claim and a piece of evidence, token against token.

    Attributes:
        links: from a claim's token to the evidence token it is matched with.
        back: the same, from evidence to claim.
        focus: the evidence sentence that holds most of the claim.
        shared: how much of the claim's weight stands in that sentence, 0 to 1.
        sentences: the sentences of the evidence that were aligned with the claim.
        alignment: the two set side by side, in order.
        weights: how much each token of the claim counts.
        known: what was found out about a stretch of either text, as it is asked for with each of the other's.
    """

    claim: Reading
    evidence: Reading
    links: dict[int, int]
    back: dict[int, int]
    focus: int
    shared: float
    sentences: frozenset[int]
    alignment: Alignment
    weights: dict[int, float]
    known: dict[Hashable, object] = field(default_factory=dict, repr=False, compare=False)

    def once(self, key: Hashable, find: Callable[[], _Known]) -> _Known:
        """What ``find`` finds, which is asked the first time alone that this key is."""
        if key not in self.known:
            self.known[key] = find()
        return cast(_Known, self.known[key])

    def nearby(self, items: Sequence[_Placed], asked: int) -> list[_Placed]:
        """The quantities, dates or names of the evidence worth a look: all, or those nearest to the focus.

        ``asked`` is how many of their kind the claim has.
        """
        most = at_most(asked)
        if len(items) <= most:
            return list(items)

        def find() -> list[_Placed]:
            tokens = self.evidence.tokens
            near = sorted(items, key=lambda item: (abs(tokens[item.first].sentence - self.focus), item.first))
            return sorted(near[:most], key=lambda item: item.first)

        return self.once(("nearby", type(items[0])), find)

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

    def clause_share(self, here: int, there: int) -> float:
        """How much, 0 to 1, of the claim's clause around ``here`` the evidence's clause around ``there`` holds."""
        theirs = self.once(("clause", False, there), lambda: _clause(self.evidence, there))
        inside, total = self.once(("clause", True, here), lambda: self._weighed(here))
        return sum(weight for other, weight in inside if other in theirs) / total

    def _weighed(self, here: int) -> tuple[list[tuple[int, float]], float]:
        """What the words of a clause of the claim are linked with and how much each counts, and their whole weight."""
        found = [(at, weight) for at in _clause(self.claim, here) if (weight := self.weights.get(at))]
        return [(self.links.get(at, -1), weight) for at, weight in found], sum(weight for _, weight in found) or 1.0

    def attached(self, claim: tuple[int, int], evidence: tuple[int, int]) -> float:
        """How many content words belong to both stretches alone: in the same piece of their sentences.

        The name that opens the claim is its subject; it belongs to every number alike and is not counted.
        """
        ours = self.once(("ours", claim), lambda: [self.claim.keys[at] for at in self._without_subject(claim)])
        theirs = self.once(
            ("theirs", evidence),
            lambda: frozenset().union(
                *(self.evidence.keys[at] for at in _piece(self.evidence, evidence, self._figures(ours=False)))
            ),
        )
        return float(sum(not theirs.isdisjoint(keys) for keys in ours))

    def _without_subject(self, claim: tuple[int, int]) -> list[int]:
        def find() -> range:
            first = self.claim.names[0] if self.claim.names else None
            opens = first is not None and not any(token.is_content for token in self.claim.tokens[: first.first])
            return range(first.first, first.end) if first is not None and opens else range(0)

        subject = self.once("subject", find)
        return [at for at in _piece(self.claim, claim, self._figures(ours=True)) if at not in subject]

    def _figures(self, *, ours: bool) -> frozenset[int]:
        reading = self.claim if ours else self.evidence
        return self.once(("figures", ours), lambda: frozenset(quantity.core for quantity in reading.quantities))


def at_most(asked: int, pairs: int = PAIRS, most: int = MOST) -> int:
    """How many of the evidence are set against each of ``asked`` of the claim; together about ``pairs`` pairs."""
    return max(FEWEST, min(most, pairs // max(1, asked)))


def _clause(reading: Reading, at: int) -> range:
    """The tokens around ``at`` up to the next mark or conjunction that ends a clause on either side."""
    tokens, sentence = reading.tokens, reading.tokens[at].sentence
    first, end = at, at + 1
    before, behind = max(0, at - FARTHEST), min(len(tokens), at + FARTHEST)
    while first > before and tokens[first - 1].sentence == sentence and not tokens[first - 1].breaks:
        first -= 1
    while end < behind and tokens[end].sentence == sentence and not tokens[end].breaks:
        end += 1
    return range(first, end)


def _piece(reading: Reading, stretch: tuple[int, int], figures: frozenset[int]) -> list[int]:
    """The content words around a stretch up to the next mark, "and" or other number on either side."""
    out: list[int] = []
    for steps in (range(stretch[0] - 1, -1, -1), range(stretch[1], len(reading.tokens))):
        for at in steps[:FARTHEST]:
            token = reading.tokens[at]
            if token.breaks or reading.has(at, WordUse.COORDINATING) or at in figures:
                break
            if token.is_content:
                out.append(at)
    return out


def _around(reading: Reading, stretch: tuple[int, int]) -> Iterator[tuple[int, float]]:
    """The content words around a stretch, each with how much it counts there."""
    for at in range(max(0, stretch[0] - FAR), min(len(reading.tokens), stretch[1] + FAR)):
        token = reading.tokens[at]
        if not stretch[0] <= at < stretch[1] and (token.is_content or token.is_figure):
            distance = stretch[0] - at if at < stretch[0] else at - stretch[1] + 1
            yield at, 1.0 if distance <= NEAR else 0.5


def pair(claim: Reading, evidence: Reading) -> Pairing:
    """Pair the words of two texts: each claim word with the likest evidence word, the fullest sentence first."""
    index: dict[str, list[int]] = defaultdict(list)
    silent = frozenset() if claim.asked else evidence.asked - evidence.refused
    for token in evidence.tokens:
        if (token.is_word or token.is_figure) and token.sentence not in silent:
            for key in evidence.keys[token.at]:
                index[key].append(token.at)
    weight = weights(claim)
    found = {at: _alike(claim, index, at) for at in weight}
    shares = _sentence_shares(evidence, found, weight)
    focus = max(shares, key=lambda number: (shares[number], -number)) if shares else 0
    links = {at: _nearest(evidence, at, ats, focus, shares, claim, index) for at, ats in found.items() if ats}
    back: dict[int, int] = {}
    for at in sorted(links):
        back.setdefault(links[at], at)
    least = FURTHER / (claim.tokens[-1].sentence + 1 if claim.tokens else 1)
    whole = {focus} | {number for number, share in shares.items() if share >= least}
    sentences = frozenset(whole)
    alignment = align(claim, evidence, sentences)
    return Pairing(claim, evidence, links, back, focus, shares.get(focus, 0.0), sentences, alignment, weight)


def light_words(reading: Reading) -> set[int]:
    """Content words too general to be checked: some always, some only beside the name of what they are."""
    beside = {at for name in reading.names for at in (name.first - 1, name.end)}
    return {
        at
        for at in reading.content
        if reading.has(at, WordUse.LIGHT) or (reading.has(at, WordUse.KIND) and at in beside)
    }


def weights(reading: Reading) -> dict[int, float]:
    """How much each token of a claim counts, by what it is."""
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
    """The evidence tokens that match a claim's token, the same stem before the same group."""
    token = claim.tokens[at]
    exact = index.get(token.stem)
    if exact or not token.is_word:
        return exact or []
    out: dict[int, None] = {}
    for key in sorted(claim.keys[at]):
        out.update(dict.fromkeys(index.get(key, ())))
    return sorted(out)


def _sentence_shares(evidence: Reading, found: dict[int, list[int]], weight: dict[int, float]) -> dict[int, float]:
    total = sum(weight.values()) or 1.0
    shares: dict[int, float] = defaultdict(float)
    # The same word again has the very same places.
    sentences: dict[int, set[int]] = {}
    for at, ats in found.items():
        if id(ats) not in sentences:
            sentences[id(ats)] = {evidence.tokens[other].sentence for other in ats}
        for number in sentences[id(ats)]:
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
    first = bisect_left(ats, focus, key=lambda other: evidence.tokens[other].sentence)
    inside = [other for other in ats[first : first + OFTEN] if evidence.tokens[other].sentence == focus]
    ats = inside or ats[:OFTEN]
    around = {
        other
        for near in range(max(0, at - 3), min(len(claim.tokens), at + 4))
        if near != at and claim.tokens[near].is_content
        for other in index.get(claim.tokens[near].stem, [])[:OFTEN]
    }

    def closeness(other: int) -> tuple[float, float, int]:
        sentence = evidence.tokens[other].sentence
        distance = min((abs(other - one) for one in around if one != other), default=99)
        return (2.0 if sentence == focus else shares.get(sentence, 0.0), -distance, -other)

    return max(ats, key=closeness)
