"""What a quantity or a date of the evidence does to one of the claim: logic over values, in any language."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from claimcheck.models import Bearing, Moment, Quantity, Range, point
from claimcheck.wordlists import WordLists

MONEY = WordLists(__file__)["currencies"]
"""Families of quantities that are sums of money."""
HALF_DAY = 12
"""Hours; also the step of a time of day that leaves morning and afternoon open."""
ROUNDED_COUNT = 100
"""From here on a count with noughts at its end may stand for one that rounds to it."""
ROUNDED_BY = 0.02
"""How far, as a share, such a count may be off."""
ROUNDED_SHARE_BY = 0.1
"""How far, as a share of itself, a percentage or a sum of money may be off: 2 stands for 1.8, 1 not for 1.2."""


def quantity_bearing(claim: Quantity, evidence: Quantity) -> Bearing:
    """What a number in the evidence does to one in the claim, rounding included."""
    if claim.family == evidence.family == "clock" and not (claim.bound or evidence.bound):
        around = HALF_DAY if HALF_DAY in (claim.step, evidence.step) else 2 * HALF_DAY
        return Bearing.DIFFERS if round((claim.low - evidence.low) % around, 6) % around else Bearing.AGREES
    if claim.low < 0 or evidence.low < 0 or claim.is_plus or evidence.is_plus:
        claim, evidence = _signed(claim), _signed(evidence)
    found = claim.meant.borne_out_by(evidence.meant)
    if found is not Bearing.AGREES and not claim.bound and not evidence.bound and _rounds(claim, evidence):
        return Bearing.AGREES
    if found is Bearing.OPEN and claim.is_vague and evidence.bound in ("more", "least"):
        return Bearing.AGREES if claim.meant.holds(point(evidence.low * evidence.size)) else found
    if found is Bearing.OPEN and not claim.bound and evidence.bound in ("about", "nearly", "slightly_more"):
        return Bearing.AGREES if evidence.meant.holds(claim.meant) else found
    if found is Bearing.OPEN and not claim.bound and claim.low == claim.high == evidence.low == evidence.high:
        return Bearing.AGREES if evidence.bound in ("about", "exact") else found
    return found


def _signed(one: Quantity) -> Quantity:
    """An amount with its sign: a fall by 3 percent is minus 3 percent."""
    return one._replace(low=-one.high, high=-one.low) if one.falls and one.low > 0 else one


def _is_rounded_fraction(one: Quantity, other: Quantity) -> bool:
    """Whether one is a fraction, and the other that fraction as a percentage: rounded, or cut off."""
    fraction, share = (one, other) if not one.step else (other, one)
    step = min(share.step, 1.0) * share.size
    off = fraction.low * fraction.size - share.low * share.size
    return -step / 2 <= off < step


def _rounds(one: Quantity, other: Quantity) -> bool:
    """Whether one of two plain numbers is the other, correctly rounded."""
    if one.low != one.high or other.low != other.high:
        return False
    if one.family == other.family == "share" and bool(one.step) != bool(other.step):
        return _is_rounded_fraction(one, other)
    if not one.step or not other.step:
        return False
    if one.family == "count" and all(1500 <= q.low < 2100 and q.step < 100 for q in (one, other)):
        return False
    coarse, fine = (one, other) if one.step * one.size >= other.step * other.size else (other, one)
    step = coarse.step * coarse.size
    value, exact = coarse.low * coarse.size, fine.low * fine.size
    if abs(value - exact) > step / 2 * (1 + 1e-9):
        return False
    if coarse.family == "count" and coarse.step <= 1 and fine.step >= 1:
        return value == exact
    if fine.step * fine.size < step and coarse.family in ("share", "points", *MONEY) and fine.step < 1:
        return abs(value - exact) <= ROUNDED_SHARE_BY * max(abs(value), abs(exact)) * (1 + 1e-9)
    big_enough = value >= ROUNDED_COUNT or fine.step < 1
    return big_enough and abs(value - exact) <= ROUNDED_BY * abs(value)


def moment_bearing(claim: Moment, evidence: Moment) -> Bearing:
    """What a date in the evidence does to one in the claim."""
    if claim.floating or evidence.floating:
        return _by_month(claim, evidence)
    if claim.parts and evidence.parts:
        ends = [one.borne_out_by(other) for one, other in zip(claim.parts, evidence.parts, strict=True)]
        return next((end for end in (Bearing.DIFFERS, Bearing.OPEN) if end in ends), Bearing.AGREES)
    if claim.relation == "since" and evidence.relation == "at" and evidence.days.low >= claim.days.low:
        return Bearing.AGREES if claim.days.holds(evidence.days) else Bearing.OPEN
    if claim.relation == "at" and evidence.relation == "since" and claim.days.high >= evidence.days.low:
        return Bearing.AGREES if claim.days.holds(evidence.days) else Bearing.OPEN
    if claim.relation == evidence.relation == "since" and evidence.days.holds(claim.days):
        return Bearing.OPEN if evidence.days != claim.days else Bearing.AGREES
    return claim.meant.borne_out_by(evidence.meant)


def _by_month(claim: Moment, evidence: Moment) -> Bearing:
    one, other = _month_and_day(claim), _month_and_day(evidence)
    if one is None or other is None:
        return Bearing.OPEN
    if _years_apart(claim, evidence) or _other_part_of_month(claim, evidence):
        return Bearing.DIFFERS
    if one[0] != other[0] or (one[1] and other[1] and one[1] != other[1]):
        sided = {claim.relation, evidence.relation} & {"before", "by", "after"}
        if not sided:
            return Bearing.DIFFERS
        return _same_year(claim, one).meant.borne_out_by(_same_year(evidence, other).meant)
    if claim.relation != evidence.relation:
        return _same_year(claim, one).meant.borne_out_by(_same_year(evidence, other).meant)
    return Bearing.AGREES if other[1] or not one[1] else Bearing.OPEN


def _years_apart(claim: Moment, evidence: Moment) -> bool:
    """Whether a month without its year, read in the year around its document, cannot be the other's."""
    known = all(not one.floating or one.days.low > 0 for one in (claim, evidence))
    return known and "at" == claim.relation == evidence.relation and not claim.days.meets(evidence.days)


def _other_part_of_month(claim: Moment, evidence: Moment) -> bool:
    """Whether "early May" and "28 May" name parts of one month that share no day."""
    (first, last), (other_first, other_last) = _days_in_month(claim), _days_in_month(evidence)
    return last < other_first or other_last < first


def _days_in_month(moment: Moment) -> tuple[int, int]:
    found = _month_and_day(moment)
    day = found[1] if found else 0
    return (day, day) if day else moment.of_month


def _month_and_day(moment: Moment) -> tuple[int, int] | None:
    if moment.floating:
        return moment.month, moment.day
    if not moment.days.is_bounded or moment.days.high - moment.days.low > 30:
        return None
    start = date.fromordinal(int(moment.days.low))
    return start.month, start.day if moment.days.low == moment.days.high else 0


def _same_year(moment: Moment, month_and_day: tuple[int, int]) -> Moment:
    month, day = month_and_day
    return moment._replace(days=_days_of(month, day), floating=False)


def _days_of(month: int, day: int) -> Range:
    """The days of a month, or one of them, in a leap year."""
    last = monthrange(2000, month)[1]
    low, high = (min(day, last), min(day, last)) if day else (1, last)
    return Range(date(2000, month, low).toordinal(), date(2000, month, high).toordinal())
