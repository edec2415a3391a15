"""Whether two quantities measure the same thing, and whether two dates are of the same event.

Only then can they differ: the same noun is counted, or stands before the unit; and where both name a reference period,
it is the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from claimcheck.comparison.bearings import moment_bearing, quantity_bearing
from claimcheck.comparison.pairing import Pairing
from claimcheck.models import PEOPLE_COUNTED, Bearing, Moment, Quantity, Reading, WordUse

_VERB_WITHIN = 8
"""How many tokens from a date the verb that it dates may stand."""
_VERBAL = (WordUse.PAST, WordUse.GOVERNING, WordUse.BIRTH, WordUse.DEATH)
_RATES = frozenset({"share", "points"})
_MUCH_LONGER = 2
"""From this factor on, two reference periods are different ones."""
_JOINS_CLAUSES = frozenset(";:()")
_BESIDE = 4
"""How many dates on either side of a number may be its own; one may stand inside another."""
_OF_A_PERIOD = 30
"""How many numbers of one period are set against those of another."""


def is_same_measure(pairing: Pairing, claim: Quantity, evidence: Quantity, *, in_place: bool) -> bool:
    """Whether two quantities can disagree.

    ``in_place``: the evidence is the claim's own sentence, and has the quantity in the same place.
    """
    if in_place and pairing.alignment.is_close_copy:
        return True
    if counts_otherwise(claim, evidence) or _measured_otherwise(pairing, claim, evidence):
        return False
    return in_place or not (
        _governed_otherwise(pairing, evidence)
        or _of_another_period(pairing, claim, evidence)
        or {_is_change(pairing.claim, claim), _is_change(pairing.evidence, evidence)} == {True, False}
    )


def counts_otherwise(claim: Quantity, evidence: Quantity) -> bool:
    """Whether the two count different things: both say what, or one is a ratio and the other a number of things."""
    if claim.counted and evidence.counted:
        same = not (claim.head.isdisjoint(evidence.counted) and evidence.head.isdisjoint(claim.counted))
        return not same and not _are_members_alike(claim, evidence)
    ratio = evidence if claim.counted else claim
    is_count = claim.family == evidence.family == "count" and bool(claim.counted or evidence.counted)
    return is_count and 0 < ratio.step < 1


def _are_members_alike(claim: Quantity, evidence: Quantity) -> bool:
    """Whether both count people of one organisation, by whatever noun; a country has soldiers and civilians."""
    shared = claim.counted & evidence.counted
    of_country = any(key.startswith("country:") for key in shared)
    return bool(shared) and not of_country and PEOPLE_COUNTED in claim.head & evidence.head


def _governed_otherwise(pairing: Pairing, evidence: Quantity) -> bool:
    """Whether the evidence's number hangs on a verb that the claim does not have: "*killed* 50 men"."""
    before = evidence.first - 1
    return pairing.evidence.has(before, WordUse.GOVERNING) and before not in pairing.back


def _measured_otherwise(pairing: Pairing, claim: Quantity, evidence: Quantity) -> bool:
    """Whether both name before the number what is measured, and it is not the same: "*wages* rose 3 percent"."""
    ours = pairing.once(("nouns", True, claim.first), lambda: _nouns_before(pairing, claim, ours=True))
    theirs = pairing.once(("nouns", False, evidence.first), lambda: _nouns_before(pairing, evidence, ours=False))
    if not ours or not theirs:
        return False
    if claim.family == "count":
        return not any(_has_word(pairing, at, theirs) for at in ours)
    # With a unit it is the noun next to it: "an *allowance* of 50 euros".
    return not _has_word(pairing, ours[0], theirs) and not any(_has_word(pairing, at, theirs[:1]) for at in ours)


def _has_word(pairing: Pairing, at: int, among: Sequence[int]) -> bool:
    """Whether a word of the claim is one of some words of the evidence."""
    keys = pairing.claim.keys[at]
    return any(not keys.isdisjoint(pairing.evidence.keys[other]) for other in among)


def _nouns_before(pairing: Pairing, quantity: Quantity, *, ours: bool) -> list[int]:
    """The words of the clause before a number that may say what is measured, nearest first; no names."""
    reading = pairing.claim if ours else pairing.evidence
    named = pairing.once(
        ("named", ours),
        lambda: {at for name in reading.names if name.certain for at in range(name.first, name.end)},
    )
    counted = pairing.once(
        ("counted", ours), lambda: {at for one in reading.quantities for at in range(one.first, one.end)}
    )
    out = []
    for at in range(quantity.first - 1, -1, -1):
        token = reading.tokens[at]
        if token.breaks or token.sentence != reading.tokens[quantity.first].sentence:
            break
        if reading.has(at, WordUse.COORDINATING) or at in counted:
            break
        verbal = reading.has(at, WordUse.PAST, WordUse.GOVERNING, WordUse.LIGHT) or at in reading.poles
        owner = reading.has(at + 1, WordUse.POSSESSIVE)
        if token.is_content and at not in named and not verbal and not owner:
            out.append(at)
    return out


def _is_change(reading: Reading, quantity: Quantity) -> bool | None:
    """Whether a number says by how much something changed, not where it stands; None where that is not plain."""
    if reading.has(quantity.first - 1, WordUse.AGENT) or quantity.high < 0:
        return True
    near = (*range(quantity.first - 2, quantity.first), *range(quantity.end, quantity.end + 2))
    moves = any(at in reading.poles and not reading.has(at, WordUse.AMBIGUOUS) for at in near)
    return None if moves else False


def _of_another_period(pairing: Pairing, claim: Quantity, evidence: Quantity) -> bool:
    """Whether both name a reference period, and not the same: no day is in both, or one is much longer.

    What is counted in a year may have happened on a day of it; a rate of the year is none of that day.
    """
    ours, theirs = _period(pairing, claim, ours=True), _period(pairing, evidence, ours=False)
    if ours is None or theirs is None:
        return False
    lengths = sorted(_days(moment) for moment in (ours, theirs))
    is_rate = claim.family in _RATES
    return moment_bearing(ours, theirs) is Bearing.DIFFERS or (is_rate and lengths[1] > _MUCH_LONGER * lengths[0])


def _days(moment: Moment) -> float:
    if moment.floating:
        return 1 if moment.day else 30
    return moment.days.high - moment.days.low + 1


def _period(pairing: Pairing, quantity: Quantity, *, ours: bool) -> Moment | None:
    """The date nearest to a quantity in its sentence, those in its own clause first; that of a report is none.

    Of those on one side of it the nearest stands behind the fewest marks too: a few on either side are enough.
    """
    reading = pairing.claim if ours else pairing.evidence

    def find() -> Moment | None:
        dated = pairing.once(("dated", ours), lambda: [moment for moment in reading.moments if not moment.of_report])
        sentence = reading.tokens[quantity.core].sentence
        at = bisect_left(dated, quantity.first, key=lambda moment: moment.first)
        inside = [
            moment
            for moment in dated[max(0, at - _BESIDE) : at + _BESIDE]
            if reading.tokens[moment.first].sentence == sentence
        ]
        return min(inside, key=lambda moment: _distance(pairing, quantity, moment, ours=ours), default=None)

    return pairing.once(("period", ours, quantity), find)


def _within(pairing: Pairing, *, ours: bool) -> dict[Moment | None, list[Quantity]]:
    """The quantities of a text by their reference period; no more than a few of each."""

    def find() -> dict[Moment | None, list[Quantity]]:
        found: dict[Moment | None, list[Quantity]] = {}
        for one in (pairing.claim if ours else pairing.evidence).quantities:
            held = found.setdefault(_period(pairing, one, ours=ours), [])
            if len(held) < _OF_A_PERIOD:
                held.append(one)
        return found

    return pairing.once(("within", ours), find)


def _distance(pairing: Pairing, quantity: Quantity, moment: Moment, *, ours: bool) -> tuple[int, int, int]:
    """How many joints between clauses, how many other marks, and how many tokens stand between the two."""
    joints, marks = pairing.once(("marks", ours), lambda: _marks(pairing.claim if ours else pairing.evidence))
    start = min(quantity.end, moment.end)
    end = max(start, quantity.first, moment.first)
    return joints[end] - joints[start], marks[end] - marks[start], end - start


def _marks(reading: Reading) -> tuple[list[int], list[int]]:
    """How many joints, and how many marks that end a clause, stand before each token."""
    joints = (token.text in _JOINS_CLAUSES or reading.has(token.at, WordUse.COORDINATING) for token in reading.tokens)
    return [0, *accumulate(joints)], [0, *accumulate(token.breaks for token in reading.tokens)]


def is_same_event(pairing: Pairing, claim: Moment, evidence: Moment, *, in_place: bool) -> bool:
    """Whether two dates can disagree: neither is only that of the report, and what they date is the same."""
    if in_place and pairing.alignment.is_close_copy:
        return True
    if claim.of_report != evidence.of_report:
        return False
    return in_place or not (
        _dates_otherwise(pairing, claim, evidence) or _dates_another_figure(pairing, claim, evidence)
    )


def _dates_otherwise(pairing: Pairing, claim: Moment, evidence: Moment) -> bool:
    """Whether both date a verb, and neither text has the verb of the other: "*founded* in", "*moved* in"."""
    ours, theirs = _verb(pairing.claim, claim), _verb(pairing.evidence, evidence)
    if ours is None or theirs is None:
        return False
    return (
        ours not in pairing.links
        and theirs not in pairing.back
        and pairing.claim.keys[ours].isdisjoint(pairing.evidence.keys[theirs])
    )


def _verb(reading: Reading, moment: Moment) -> int | None:
    """The verb of the clause that a date belongs to, if its form shows it: the nearest before it, else behind."""
    for steps in (range(moment.first - 1, -1, -1), range(moment.end, len(reading.tokens))):
        for at in steps[:_VERB_WITHIN]:
            token = reading.tokens[at]
            if token.breaks:
                break
            if token.is_content and reading.has(at, *_VERBAL):
                return None if reading.has(at, WordUse.LIGHT) else at
    return None


def _dates_another_figure(pairing: Pairing, claim: Moment, evidence: Moment) -> bool:
    """Whether both are reference periods, and of no two figures that agree: then each may hold of its own time."""
    ours, theirs = _within(pairing, ours=True).get(claim, []), _within(pairing, ours=False).get(evidence, [])
    alike = [(one, other) for one in ours for other in theirs if one.family == other.family]
    return bool(alike) and all(quantity_bearing(one, other) is not Bearing.AGREES for one, other in alike)
