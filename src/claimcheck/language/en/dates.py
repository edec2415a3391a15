"""Dates as intervals of days, and what one does to another."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from claimcheck.models import Bearing, Moment, Range

_ISO = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?")


def bearing(claim: Moment, evidence: Moment) -> Bearing:
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
    if one[0] != other[0] or (one[1] and other[1] and one[1] != other[1]):
        sided = {claim.relation, evidence.relation} & {"before", "by", "after"}
        if not sided:
            return Bearing.DIFFERS
        return _same_year(claim, one).meant.borne_out_by(_same_year(evidence, other).meant)
    if claim.relation != evidence.relation:
        return _same_year(claim, one).meant.borne_out_by(_same_year(evidence, other).meant)
    return Bearing.AGREES if other[1] or not one[1] else Bearing.OPEN


def _month_and_day(moment: Moment) -> tuple[int, int] | None:
    if moment.floating:
        return moment.month, moment.day
    if not moment.days.is_bounded or moment.days.high - moment.days.low > 30:
        return None
    start = date.fromordinal(int(moment.days.low))
    return start.month, start.day if moment.days.low == moment.days.high else 0


def _same_year(moment: Moment, month_and_day: tuple[int, int]) -> Moment:
    month, day = month_and_day
    return moment._replace(days=span_of(2000, month, day), floating=False)


def document_day(written: str | None) -> date | None:
    """The day of a document from its ISO 8601 date; the middle of a month or year that is all there is."""
    found = _ISO.match(written or "")
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        return date(year, month or 7, day or (15 if month else 1))
    except ValueError:
        return None


def span_of(year: int, month: int = 0, day: int = 0) -> Range:
    """The days of a year, of a month of it, or a single day; what lies outside the calendar is drawn into it."""
    year = min(max(year, 1), 9999)
    if not month:
        return Range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())
    last = monthrange(year, month)[1]
    if not day:
        return Range(date(year, month, 1).toordinal(), date(year, month, last).toordinal())
    ordinal = date(year, month, min(day, last)).toordinal()
    return Range(ordinal, ordinal)
