"""Align a claim with the stretch of a text that comes nearest to it, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, Levenshtein

from claimcheck.language import vocabulary
from claimcheck.models import Edit, EditKind, Match
from claimcheck.quotes.coding import Coded, Unit, coded

_FUNCTION_WEIGHT = 0.4
_GAP_COST = 0.1
_WINDOWS = 6
_NEIGHBOURS = 60
_TIMES = 8
"""How many times one word of a claim is looked for: what it says again and again tells no place from another."""

_STOP = re.compile(r"[\"“”«»„!?…\n]|\.(?!\w)")

AlignedRun = tuple[EditKind, int, int, int, int]
"""A kind and two half-open ranges of units, in the claim and in the evidence."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """A stretch of a text that answers to units of a claim.

    Attributes:
        weight: of the words shared; content words count 1.
        score: the weight after a cost for the words between them.
        runs: the alignment, in order, over all units of the claim.
        first, last: the half-open range of units in the text.
    """

    weight: float
    score: float
    runs: tuple[AlignedRun, ...]
    first: int
    last: int


def align(claim: str, evidence: str) -> Match | None:
    """The stretch of ``evidence`` that comes nearest to ``claim``; None when they share no content word.

    The score is the share of words in common, in order (normalised Indel similarity over words).
    """
    one, other = coded(claim), coded(evidence)
    found = best(one.units, other)
    if found is None:
        return None
    same = [run for run in found.runs if run[0] is EditKind.SAME]
    low, high = max(0, found.first - _NEIGHBOURS), found.last + _NEIGHBOURS
    held = {_stem(unit) for unit in other.units[low:high]}
    content = [unit for unit in one.units if is_content(unit.key)]
    missing = tuple(unit.span for unit in content if _stem(unit) not in held)
    return Match(
        claim_span=one.span(same[0][1], same[-1][2]),
        evidence_span=other.span(found.first, found.last),
        score_pct=100 * Indel.normalized_similarity(other.encode(one.units), other.codes[found.first : found.last]),
        covered_pct=100 * (1 - len(missing) / len(content)) if content else 100.0,
        edits=edits(found.runs, one, other),
        missing=missing,
    )


def edits(runs: Sequence[AlignedRun], one: Coded, other: Coded) -> tuple[Edit, ...]:
    """Runs of units as spans of both texts."""
    return tuple(Edit(kind, one.span(a, b), other.span(c, d)) for kind, a, b, c, d in runs)


def best(units: Sequence[Unit], text: Coded) -> Aligned | None:
    """The stretch of ``text`` nearest to ``units``; the first of equals."""
    return max(nearest(units, text), key=lambda found: (found.score, -found.first), default=None)


def nearest(units: Sequence[Unit], text: Coded) -> list[Aligned]:
    """The stretches of ``text`` near to ``units``, one per window worth a look, in text order."""
    weights = [weight(unit.key) for unit in units]
    if not any(mass >= 1 and unit.key in text.places for mass, unit in zip(weights, units, strict=True)):
        weights = [1.0] * len(weights)
    codes = text.encode(units)
    found = {}
    for centre in _centres(units, weights, text):
        aligned = _within(codes, weights, text, max(0, centre - len(units)), centre + 2 * len(units) + 8)
        if aligned:
            found[aligned.first, aligned.last] = aligned
    return [found[place] for place in sorted(found)]


def is_content(name: str) -> bool:
    """Whether a key is that of a content word."""
    return name not in vocabulary().function_words


def weight(name: str) -> float:
    """What a word counts in an alignment."""
    return 1.0 if is_content(name) else _FUNCTION_WEIGHT


def _stem(unit: Unit) -> str:
    return vocabulary().stem(unit.key.removesuffix("'s"))


def _centres(units: Sequence[Unit], weights: Sequence[float], text: Coded) -> list[int]:
    """Where the claim would begin in the text, for the windows that share most with it; rare words count more."""
    hits: list[tuple[int, int, float]] = []
    times: dict[str, int] = {}
    for at, unit in enumerate(units):
        places = text.places.get(unit.key, ())
        times[unit.key] = times.get(unit.key, 0) + 1
        if places and weights[at] >= 1 and times[unit.key] <= _TIMES:
            worth = weights[at] / (1 + len(places)) ** 0.5
            hits.extend((place, at, worth) for place in places)
    hits.sort()
    reach = len(units) + len(units) // 2 + 4
    scored: list[tuple[float, int]] = []
    held: dict[int, int] = {}
    total, low = 0.0, 0
    for high, (place, at, worth) in enumerate(hits):
        held[at] = held.get(at, 0) + 1
        if held[at] == 1:
            total += worth
        while hits[low][0] < place - reach:
            gone = hits[low]
            held[gone[1]] -= 1
            if not held[gone[1]]:
                total -= gone[2]
            low += 1
        begins = sorted(hit[0] - hit[1] for hit in hits[max(low, high - 31) : high + 1])
        scored.append((-round(total, 9), begins[len(begins) // 2]))
    chosen: list[int] = []
    for _, begin in sorted(scored):
        if all(abs(begin - other) > len(units) // 2 for other in chosen):
            chosen.append(begin)
            if len(chosen) == _WINDOWS:
                break
    return chosen


def _within(codes: str, weights: Sequence[float], text: Coded, low: int, high: int) -> Aligned | None:
    """Align with a window, drop stray words at its ends, and align once more with what is left."""
    kept, _ = _dense(list(_same(codes, text.codes[low:high], low)), weights)
    if not kept:
        return None
    (a, c, _), (b, d, length) = kept[0], kept[-1]
    low, high = max(low, c - a), min(len(text.codes), d + len(codes) - b)
    kept, score = _dense(_compact(list(_same(codes, text.codes[low:high], low)), text.codes), weights)
    if not kept:
        return None
    (a, first, _), (b, d, length) = kept[0], kept[-1]
    last = d + length
    while a and first > low and not _stops(text, first):
        a, first = a - 1, first - 1
    while b + length < len(codes) and last < high and not _stops(text, last):
        length, last = length + 1, last + 1
    runs = tuple(_runs(kept, len(codes), first, last))
    return Aligned(sum(sum(weights[at : at + count]) for at, _, count in kept), score, runs, first, last)


def _stops(text: Coded, at: int) -> bool:
    """Whether words changed at the edge of a quote cannot stand on both sides of unit ``at``."""
    mark = _STOP.search(text.between(at))
    return mark is not None and (mark.group() != "." or text.begins_sentence(at))


def _same(codes: str, text: str, low: int) -> Iterator[tuple[int, int, int]]:
    """Matching runs as (place in the claim, place in the text, length)."""
    for block in Levenshtein.opcodes(codes, text).as_matching_blocks():
        if block.size:
            yield block.a, block.b + low, block.size


def _compact(blocks: list[tuple[int, int, int]], text: str) -> list[tuple[int, int, int]]:
    """The same runs with the outermost moved next to their neighbours where the same words stand there too."""
    if len(blocks) > 1:
        (a, c, length), (b, d, _) = blocks[:2]
        if a + length == b and text[d - length : d] == text[c : c + length]:
            blocks[0] = (a, d - length, length)
        (a, c, before), (b, d, length) = blocks[-2:]
        if a + before == b and text[c + before : c + before + length] == text[d : d + length]:
            blocks[-1] = (b, c + before, length)
    return blocks


def _dense(blocks: list[tuple[int, int, int]], weights: Sequence[float]) -> tuple[list[tuple[int, int, int]], float]:
    """The stretch of matching runs with most weight after a cost for the words between them, and that weight."""
    top, top_range = 0.0, (0, 0)
    score, start = 0.0, 0
    for at, (a, c, length) in enumerate(blocks):
        gap = 0
        if at:
            before = blocks[at - 1]
            gap = max(a - before[0] - before[2], c - before[1] - before[2])
        if score - gap * _GAP_COST <= 0:
            score, start = 0.0, at
        else:
            score -= gap * _GAP_COST
        score += sum(weights[a : a + length])
        if score > top + 1e-9:
            top, top_range = score, (start, at + 1)
    return blocks[slice(*top_range)], top


def _runs(blocks: Sequence[tuple[int, int, int]], total: int, first: int, last: int) -> Iterator[AlignedRun]:
    """Matching runs and what lies between them, as edits over all the claim's units."""
    a, c = 0, first
    for at, place, length in [*blocks, (total, last, 0)]:
        if at > a or place > c:
            kind = EditKind.CHANGED if at > a and place > c else EditKind.MISSING if at > a else EditKind.ADDED
            yield kind, a, at, c, place
        if length:
            yield EditKind.SAME, at, at + length, place, place + length
        a, c = at + length, place + length
