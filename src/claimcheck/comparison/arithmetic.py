"""The figures of a claim against those of a passage, also where they have to be computed: differences, sums, shares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations

from claimcheck.comparison.bearings import quantity_bearing
from claimcheck.models import Bearing, Quantity, Reading, Span, point

MOST = 12
"""How many figures of a passage are combined; two of them make 132 results at most."""
PAIRS = 50_000
"""How many pairs of a figure of the claim and one of the passage are looked at: all, but for tables of figures."""
ROUNDED_BY = 0.011
"""How far, as a share, a computed result may be off, since both its terms are rounded."""
SMALL_YEARS = (1500, 2100)
"""Plain counts in this range may be years, and are never terms."""


class FigureFit(StrEnum):
    """What a passage's figures do to the figures of a claim."""

    NONE = "none"
    AGREES = "agrees"
    COMPUTED = "computed"
    ABSENT = "absent"
    DIFFERS = "differs"


_WORST_FIRST = (FigureFit.DIFFERS, FigureFit.ABSENT, FigureFit.COMPUTED, FigureFit.AGREES)


@dataclass(frozen=True, slots=True)
class Figured:
    """One figure of a claim with the figures of a passage that bear on it.

    Attributes:
        fit: what they do to it.
        claim: the figure in the claim.
        evidence: the figures in the passage, in its order; two where the claim's has to be computed.
        note: the computation in words, where there is one.
    """

    fit: FigureFit
    claim: Span
    evidence: tuple[Span, ...] = ()
    note: str = ""


def overall(found: tuple[Figured, ...]) -> FigureFit:
    """The least favourable fit of all the figures of a claim."""
    return next((fit for fit in _WORST_FIRST if any(one.fit is fit for one in found)), FigureFit.NONE)


def figures(claim: Reading, evidence: Reading) -> tuple[Figured, ...]:
    """What the figures of ``evidence`` do to each figure of ``claim``; ordinals are left out."""
    ours = [one for one in claim.quantities if one.family != "ordinal"]
    families: dict[str, list[Quantity]] = {}
    most = max(MOST, PAIRS // max(1, len(ours)))
    for one in evidence.quantities:
        held = families.setdefault(one.family, [])
        if len(held) < most:
            held.append(one)
    terms = [
        one for one in evidence.quantities if one.family != "ordinal" and one.low == one.high and not _is_year(one)
    ]
    return tuple(_fit(claim, one, evidence, families.get(one.family, []), terms[:MOST]) for one in ours)


def _fit(claim: Reading, ours: Quantity, evidence: Reading, same: list[Quantity], terms: list[Quantity]) -> Figured:
    place = _span(claim, ours)
    for one in same:
        if quantity_bearing(ours, one) is Bearing.AGREES:
            return Figured(FigureFit.AGREES, place, (_span(evidence, one),))
    for one, other, note in _computed(ours, evidence, terms):
        return Figured(FigureFit.COMPUTED, place, (_span(evidence, one), _span(evidence, other)), note)
    alike = [one for one in same if not (ours.counted and one.counted) or ours.counted & one.counted]
    if alike:
        return Figured(FigureFit.DIFFERS, place, (_span(evidence, alike[0]),))
    return Figured(FigureFit.ABSENT, place)


def _computed(ours: Quantity, evidence: Reading, terms: list[Quantity]) -> Iterator[tuple[Quantity, Quantity, str]]:
    """Pairs of figures whose difference, sum or share is the claim's figure."""
    for one, other in permutations(terms, 2):
        a, b = one.low * one.size, other.low * other.size
        if one.family != other.family:
            continue
        if ours.family not in (one.family, "share"):
            continue
        words = (_words(evidence, one), _words(evidence, other))
        if ours.family == one.family:
            if a > b and _is(ours, a - b):
                yield one, other, f"{words[0]} less {words[1]} is {_written((a - b) / one.size)}"
            elif one.first < other.first and _is(ours, a + b):
                yield one, other, f"{words[0]} and {words[1]} are {_written((a + b) / one.size)}"
        if ours.family == "share":
            if one.family != "share" and 0 < a < b and _is(ours, a / b):
                yield one, other, f"{words[0]} of {words[1]} is {100 * a / b:.3g} percent"
            elif b and a != b and ours.low == ours.high and not ours.bound and _is(ours, abs(a - b) / b):
                yield one, other, f"from {words[1]} to {words[0]} is {100 * (a - b) / b:+.3g} percent"


def _is(ours: Quantity, value: float) -> bool:
    """Whether a computed value, in the base of the claim's family, is what the claim says."""
    if ours.meant.holds(point(round(value, 9))):
        return True
    exact = ours.low == ours.high and not ours.bound
    return exact and abs(value - ours.low * ours.size) <= max(ROUNDED_BY * abs(value), ours.step * ours.size / 2)


def _is_year(one: Quantity) -> bool:
    return one.family == "count" and not one.counted and SMALL_YEARS[0] <= one.low <= SMALL_YEARS[1] and one.step == 1


def _span(reading: Reading, one: Quantity) -> Span:
    return Span(reading.tokens[one.first].start, reading.tokens[one.end - 1].end)


def _words(reading: Reading, one: Quantity) -> str:
    return _span(reading, one).of(reading.text)


def _written(value: float) -> str:
    return f"{value:,.10g}" if value == int(value) else f"{value:.4g}"
