"""Dates as intervals of days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from claimcheck.models import Range

_ISO = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?")


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
