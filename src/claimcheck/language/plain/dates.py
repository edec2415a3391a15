"""Dates in digits, and with the months' names of a language."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from claimcheck.language.plain.locales import day_comes_first, month_names
from claimcheck.models import Moment, Range, Span, Token

_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)(?!\d)")
_DIGITS = re.compile(r"(?<![\d./-])(?P<one>\d\d?)([./-])(?P<two>\d\d?)\2(?P<year>\d{4})(?!\d)")
_CJK = re.compile(r"(?P<year>\d{4})\s?[年년](?:\s?(?P<month>\d\d?)\s?[月월](?:\s?(?P<day>\d\d?)\s?[日일])?)?")
_YEAR = re.compile(r"(?<![\d.,/-])(?P<year>1[5-9]\d\d|20\d\d)(?![\d/]|[.,-]\d)")


def moments(text: str, tokens: Sequence[Token], code: str, dated: str | None) -> tuple[Moment, ...]:
    """The dates in ``text``, in order; those without a year are of the year of ``dated`` (ISO 8601)."""
    starts = [token.start for token in tokens]
    found: list[tuple[Span, Moment]] = []
    for span, year, month, day in _found(text, code):
        if any(span.meets(other) for other, _ in found):
            continue
        first, end = bisect_left(starts, span.start), bisect_left(starts, span.end)
        if first < end and tokens[first].start == span.start:
            year = year or (int((dated or "")[:4] or 0) if day else 0)
            moment = _moment(tokens[first].at, tokens[end - 1].at + 1, year, month, day)
            found += [(span, moment)] if moment else []
    return tuple(moment for _, moment in sorted(found))


def _found(text: str, code: str) -> Iterator[tuple[Span, int, int, int]]:
    """Span, year, month and day (0 where not given) of what may be dates; the fullest ways of writing them first."""
    for form in (_ISO, _CJK):
        for each in form.finditer(text):
            yield Span(*each.span()), int(each["year"]), int(each["month"] or 0), int(each["day"] or 0)
    for each in _DIGITS.finditer(text):
        day, month = (each["one"], each["two"]) if day_comes_first(code) else (each["two"], each["one"])
        yield Span(*each.span()), int(each["year"]), int(month), int(day)
    names = month_names(code)
    for each in _with_names(code).finditer(text):
        month = names[each["month"].casefold().rstrip(".")]
        end = each.start() + len(each[0].rstrip("."))
        yield Span(each.start(), end), int(each["year"] or 0), month, int(each["day"] or each["after"] or 0)
    for each in _YEAR.finditer(text):
        yield Span(*each.span()), int(each["year"]), 0, 0


@cache
def _with_names(code: str) -> re.Pattern[str]:
    """A month by its name, with a day before or behind it and a year: "4 de março de 2024", "März 2024"."""
    names = "|".join(sorted(map(re.escape, month_names(code)), key=len, reverse=True)) or r"(?!)"
    return re.compile(
        rf"(?:(?<!\d)(?P<day>\d\d?)(?:\.|º|er|-?(?:го|е))?\s(?:de\s|d['’])?)?(?<!\w)(?P<month>{names})\.?(?!\w)"
        rf"(?:\s(?P<after>\d\d?)(?!\d),?)?(?:\s(?:de\s|del\s)?(?P<year>\d{{4}})(?!\d))?",
        re.IGNORECASE,
    )


def _moment(first: int, end: int, year: int, month: int, day: int) -> Moment | None:
    """The days meant; None for days that there are none, and for a month's name alone."""
    try:
        if not year:
            return Moment(first, end, Range(0, 0), floating=True, month=month, day=day) if month and day else None
        begins = date(year, month or 1, day or 1)
        ends = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return Moment(first, end, Range(begins.toordinal(), ends.toordinal()))
