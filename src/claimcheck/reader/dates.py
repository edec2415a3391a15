"""Dates as files state them, as ISO 8601 and just as exact."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(_MONTHS)
# Programs that know no date write the first one they can think of.
_FIRST_YEAR = 1400
_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?|/(?P<month2>\d{1,2})/(?P<day2>\d{1,2}))?"
)
_MOMENT = re.compile(r"\d{4}-?\d\d-?\d\d[T ]+\d\d:?\d\d.*", re.IGNORECASE)
_WORDED = (
    re.compile(rf"(?:\w+,? )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})\.?,? (?P<year>\d{{4}})"),
    re.compile(rf"(?:\w+,? )?(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})"),
    re.compile(rf"(?P<month>{_MONTH})\.?,? (?P<year>\d{{4}})"),
)


def iso_date(stated: str) -> str | None:
    """The date or moment that ``stated`` gives, moments in UTC where they name their zone; None when it is no date."""
    stated = " ".join(stated.split())
    if not 4 <= len(stated) <= 64:
        return None
    found = _ISO.fullmatch(stated)
    if found:
        return _checked(found["year"], found["month"] or found["month2"], found["day"] or found["day2"])
    if _MOMENT.fullmatch(stated):
        return _moment(stated)
    for pattern in _WORDED:
        found = pattern.fullmatch(stated.lower())
        if found:
            named = found.groupdict()
            return _checked(named["year"], str(_MONTHS[named["month"]]), named.get("day"))
    try:
        return _utc(parsedate_to_datetime(stated))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def date_in(words: str) -> str | None:
    """The first whole date, at least month and year, that stands in ``words``; None where none does."""
    found = re.search(r"\b\d{4}-\d\d-\d\d\b", words)
    if found:
        return iso_date(found.group())
    for pattern in _WORDED:
        found = pattern.search(words.lower())
        if found:
            return iso_date(found.group())
    return None


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    try:
        stated = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if stated.year < _FIRST_YEAR:
        return None
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])


def _moment(stated: str) -> str | None:
    plain = re.sub(r" ?(?:UTC|GMT)$", "Z", stated.upper()).replace("T ", "T")
    plain = re.sub(r"(\d) ([+-]\d\d:?\d\d)$", r"\1\2", plain)
    for candidate in (plain, plain.replace(" ", "T", 1), plain[:19], plain[:16], plain[:10]):
        try:
            return _utc(datetime.fromisoformat(candidate))
        except (ValueError, OverflowError):
            continue
    return None


def _utc(moment: datetime) -> str | None:
    if moment.year < _FIRST_YEAR:
        return None
    if moment.tzinfo is None:
        return moment.replace(microsecond=0).isoformat()
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
