"""Dates as they are written, read relative to the date of the document they stand in."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, timedelta

from claimcheck.language.en.dates import span_of
from claimcheck.language.en.lexicon.calendar import (
    DATE_RELATIONS,
    MONTHS,
    PARTS,
    PERIODS,
    SEASONS,
    SHORT_WEEKDAYS,
    SPOKEN_DAYS,
    WEEKDAYS,
    WEEKLY,
)
from claimcheck.language.en.lexicon.numbers import CARDINALS, ORDINALS
from claimcheck.language.en.lexicon.sources import AUDIENCE, DATA_NOUNS, DOCUMENT_NOUNS, PUBLISHING, REPORTING
from claimcheck.language.en.number_words import number_in_words
from claimcheck.language.en.stems import stem
from claimcheck.models import Moment, Range, Token

_YEAR = re.compile(r"[12]\d{3}\Z")
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365, "decade": 3652}
_LONGEST_MONTH = 31
_AROUND = 366
_FEASTS = frozenset("ash black bloody clean cyber easter giving good holy maundy palm shrove spy super whit".split())
_REPEATING = frozenset("each every most some".split())
_REPORTING, _PUBLISHING = (frozenset(stem(word) for word in words) for words in (REPORTING, PUBLISHING))
_PUBLISHED = DOCUMENT_NOUNS | DATA_NOUNS
_NEAR_REPORT = 6
"""How many tokens before a date its verb of saying or publishing may stand, and before that what was published."""
_PLACING = frozenset(
    "in since by from until till before after of during early late mid through to between around about for and"
    " the spring summer autumn winter fall ( , - – year season end start beginning circa born died".split()
)


def moments(tokens: Sequence[Token], today: date | None) -> tuple[Moment, ...]:
    """The dates among ``tokens``, in order; "yesterday" and its like only where ``today`` is known."""
    out: list[Moment] = []
    at = 0
    while at < len(tokens):
        found = _moment(tokens, at, today)
        if found is None:
            at += 1
            continue
        if found.floating and today is not None:
            around = today.toordinal()
            found = found._replace(days=Range(around - _AROUND, around + _AROUND))
        found = _with_relation(tokens, found, out[-1].end if out else 0)
        if out and _is_other_end(tokens, out[-1], found):
            last = out.pop()
            found = last._replace(
                end=found.end,
                days=Range(last.days.low, max(found.days.high, last.days.low)),
                relation="at",
                parts=(last.days, found.days),
            )
        out.append(found)
        at = found.end
    return tuple(one._replace(of_report=_is_of_report(tokens, one.first)) for one in out)


def _is_of_report(tokens: Sequence[Token], at: int) -> bool:
    """Whether a date at token ``at`` says when something was said or published: "said on", "figures released in"."""
    for token in reversed(tokens[max(0, at - _NEAR_REPORT) : at]):
        if token.stem in _REPORTING:
            return True
        if token.stem in _PUBLISHING:
            return any(one.lower in _PUBLISHED for one in tokens[max(0, token.at - _NEAR_REPORT) : token.at])
        if token.is_figure or token.breaks or (token.is_content and token.lower not in AUDIENCE | WEEKDAYS.keys()):
            break
    return False


def _is_other_end(tokens: Sequence[Token], one: Moment, other: Moment) -> bool:
    """Whether the two are the ends of "from 2011 to 2014", "2011-14" or "between March and May 2020"."""
    between = [token.lower for token in tokens[one.end : other.first]]
    if one.floating or other.floating or one.parts:
        return False
    before = tokens[one.first].lower if one.relation == "since" else tokens[one.first - 1].lower if one.first else ""
    joint = between == ["to"] or between in (["–"], ["-"], ["-", "-"]) or (between == ["and"] and before == "between")
    until = not between and other.relation == "by" and one.relation == "since"
    return (joint or until) and other.days.high >= one.days.low


def _moment(tokens: Sequence[Token], at: int, today: date | None) -> Moment | None:
    word = tokens[at].lower
    part = _part(tokens, at, today) if word in PARTS or word in ("the", "first", "second") else None
    return part or _whole(tokens, at, today)


def _whole(tokens: Sequence[Token], at: int, today: date | None) -> Moment | None:
    """A date that begins at token ``at`` and is not a part of a longer one."""
    token = tokens[at]
    if token.is_figure:
        return _from_figure(tokens, at)
    word = token.lower
    if word in MONTHS and token.is_capital:
        return _from_month(tokens, at)
    if word in SEASONS:
        return _season(tokens, at)
    if word in WEEKDAYS and token.is_capital:
        dated = _behind_weekday(tokens, at, today)
        if dated is not None or _repeats_or_feasts(tokens, at):
            return dated
    if word in SHORT_WEEKDAYS and token.is_capital:
        return _behind_weekday(tokens, at, today)
    if word in CARDINALS and (read := number_in_words([one.lower for one in tokens[at : at + 4]])) and read.is_ordinal:
        return _century(tokens, at, at + read.words, int(read.value))
    if word in ORDINALS or word in ("last", "this", "next", "past", "previous") or word in WEEKDAYS:
        return _counted_from(tokens, at, today)
    if word in SPOKEN_DAYS and today:
        day = (today + timedelta(days=SPOKEN_DAYS[word])).toordinal()
        return Moment(at, at + 1, Range(day, day))
    if word in CARDINALS or word in ("a", "an"):
        return _ago(tokens, at, today)
    return None


def _lower(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def _number(tokens: Sequence[Token], at: int) -> int:
    token = tokens[at] if 0 <= at < len(tokens) else None
    if token is None or not token.is_figure or not token.text.isascii() or not token.text.isdigit():
        return -1
    return int(token.text) if len(token.text) < 6 else -1


def _year(tokens: Sequence[Token], at: int) -> int:
    return _number(tokens, at) if at < len(tokens) and _YEAR.match(tokens[at].text) else -1


def _in_month(first: int, end: int, year: int, month: int, day: int) -> Moment:
    if year < 0:
        return Moment(first, end, Range(0, 0), floating=True, month=month, day=day)
    return Moment(first, end, span_of(year, month, day), month=month, day=day)


def _from_figure(tokens: Sequence[Token], at: int) -> Moment | None:
    value = _number(tokens, at)
    if value < 0:
        return None
    after = at + 1
    if _lower(tokens, after) in ("st", "nd", "rd", "th"):
        after += 1
        if _lower(tokens, after) == "century" and 0 < value <= 21:
            return Moment(at, after + 1, Range(span_of(value * 100 - 99).low, span_of(value * 100).high))
    if _lower(tokens, after) == "of":
        after += 1
    month = MONTHS.get(_lower(tokens, after), 0) if after < len(tokens) and tokens[after].is_capital else 0
    if month and 1 <= value <= 31:
        end, year = _year_behind(tokens, after + 1)
        return _in_month(at, end, year, month, value)
    written = _numeric_date(tokens, at)
    if written:
        return written
    if _lower(tokens, at + 1) == "s" and value % 10 == 0 and _lower(tokens, at - 1) not in ("her", "his", "their"):
        if 1000 <= value <= 2090:
            return Moment(at, at + 2, Range(span_of(value).low, span_of(value + 9).high))
        return None
    ago = _ago(tokens, at, None)
    if ago:
        return ago
    return _bare_year(tokens, at)


def _year_behind(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """The end and the year of ", 2021", "of 2021" or "2021" at token ``at``."""
    for skip in (0, 1):
        if skip and _lower(tokens, at) not in (",", "of", "."):
            break
        year = _year(tokens, at + skip)
        if year > 0:
            return at + skip + 1, year
    return at, -1


def _numeric_date(tokens: Sequence[Token], at: int) -> Moment | None:
    """Read 2021-12-05, 25/8/2020 and 05.12.2021; which of two small numbers is the month is left open."""
    marks = (_lower(tokens, at + 1), _lower(tokens, at + 3))
    parts = [_number(tokens, at + step) for step in (0, 2, 4)]
    if marks[0] != marks[1] or marks[0] not in ("-", "/") or min(parts) < 1:
        return None
    year, middle, last = parts
    if year > 999 and middle <= 12 and last <= 31:
        return _in_month(at, at + 5, year, middle, last)
    day, month, year = parts
    if year < 1000 or (day <= 12 and month <= 12 and day != month):
        return None
    if month > 12 >= day:
        day, month = month, day
    return _in_month(at, at + 5, year, month, day) if month <= 12 and day <= 31 else None


def _bare_year(tokens: Sequence[Token], at: int) -> Moment | None:
    year = _year(tokens, at)
    if year < 0:
        return None
    before, after = tokens[at - 1] if at else None, tokens[at + 1] if at + 1 < len(tokens) else None
    placed = before is not None and before.lower in _PLACING
    counted = after is not None and (
        after.lower in ("%", "percent", "per", "people", "million")
        or (after.is_content and not after.is_capital and _is_plural(after.lower) and not placed)
    )
    if counted or not (1800 <= year <= 2100 or placed) or (before is not None and before.lower in "$£€#"):
        return None
    if _lower(tokens, at + 1) in ("-", "–", "/"):
        short = _number(tokens, at + 2)
        if 0 <= short <= 99 and len(tokens[at + 2].text) == 2 and short > year % 100:
            end = year - year % 100 + short
            return Moment(at, at + 3, Range(span_of(year).low, span_of(end).high), parts=(span_of(year), span_of(end)))
    return Moment(at, at + 1, span_of(year))


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _from_month(tokens: Sequence[Token], at: int) -> Moment | None:
    month = MONTHS[tokens[at].lower]
    after = at + 1 + (_lower(tokens, at + 1) == ".")
    day = _number(tokens, after)
    if 1 <= day <= 31 and _lower(tokens, after + 1) not in ("%", "percent", "million", "people"):
        behind = after + 1 + (_lower(tokens, after + 1) in ("st", "nd", "rd", "th"))
        end, year = _year_behind(tokens, behind)
        return _in_month(at, end, year, month, day)
    end, year = _year_behind(tokens, after)
    before = _lower(tokens, at - 1)
    verb = tokens[at].lower in ("may", "march", "mar", "dec", "sep") and year < 0
    if (
        verb
        and not _is_capital_inside(tokens, at)
        and before
        not in (
            "in",
            "since",
            "by",
            "until",
            "last",
            "next",
            "this",
            "late",
            "early",
            "mid",
            "of",
            "before",
            "after",
            "-",
        )
    ):
        return None
    return _in_month(at, end if year > 0 else at + 1, year, month, 0)


def _is_capital_inside(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word has a capital that neither its sentence nor a name before it gives it: "its May sales"."""
    if at == 0 or tokens[at - 1].sentence != tokens[at].sentence or not tokens[at].text[:1].isupper():
        return False
    before = tokens[at - 1]
    return before.text[:1].islower() or before.text == "," or before.lower in MONTHS


def _season(tokens: Sequence[Token], at: int) -> Moment | None:
    end, year = _year_behind(tokens, at + 1)
    if year < 0:
        return None
    first, last = SEASONS[tokens[at].lower]
    low = span_of(year, first).low if first < last else span_of(year - 1, first).low
    high = span_of(year, last).high if first < last else span_of(year + 1, last).high
    return Moment(at, end, Range(low, high))


def _part(tokens: Sequence[Token], at: int, today: date | None) -> Moment | None:
    """Read "late 2021", "mid-March 2020", "the end of 2019", "the first half of the 1990s"."""
    start = at + (_lower(tokens, at) == "the")
    name, after = _lower(tokens, start), start + 1
    if name in ("first", "second"):
        name, after = f"{name} {_lower(tokens, after)}", after + 1
    if name not in PARTS:
        return None
    explicit = _lower(tokens, after) in ("of", "-")
    after += explicit
    after += _lower(tokens, after) in ("the", "in")
    if not explicit and name in ("beginning", "start", "end", "middle"):
        return None
    whole = _whole(tokens, after, today) if after < len(tokens) else None
    if whole is None:
        return None
    low, high = PARTS[name]
    if whole.floating:
        of_month = (1 + math.floor(low * _LONGEST_MONTH), math.ceil(high * _LONGEST_MONTH))
        return whole._replace(first=start, of_month=of_month if not whole.day else whole.of_month)
    length = whole.days.high - whole.days.low + 1
    days = Range(whole.days.low + math.floor(low * length), whole.days.low + math.ceil(high * length) - 1)
    return whole._replace(first=start, days=days)


def _counted_from(tokens: Sequence[Token], at: int, today: date | None) -> Moment | None:
    """Read "last July", "last week", "this year", "on Monday", "19th century" in words."""
    word, after = tokens[at].lower, _lower(tokens, at + 1)
    if word in ORDINALS:
        return _century(tokens, at, at + 1, ORDINALS[word])
    if today is None:
        return None
    if word in WEEKDAYS:
        back = (today.weekday() - WEEKDAYS[word]) % 7
        day = (today - timedelta(days=back)).toordinal()
        return Moment(at, at + 1, Range(day, day)) if tokens[at].is_capital else None
    forward = {"next": 1, "this": 0}.get(word, -1)
    if after in MONTHS:
        return Moment(at, at + 2, _month_near(today, MONTHS[after], forward), month=MONTHS[after])
    if after in WEEKDAYS:
        back = (today.weekday() - WEEKDAYS[after]) % 7
        day = (today - timedelta(days=(back or 7) if forward < 0 else back - 7)).toordinal()
        return Moment(at, at + 2, Range(day, day))
    if after in SEASONS:
        year = today.year + (forward if forward else 0)
        first, last = SEASONS[after]
        if forward < 0 and last < today.month:
            year = today.year
        last_year = year + (first > last)
        return Moment(at, at + 2, Range(span_of(year, first).low, span_of(last_year, last).high))
    return _period(at, after, today, forward)


def _century(tokens: Sequence[Token], first: int, after: int, number: int) -> Moment | None:
    after += _lower(tokens, after) == "-"
    if _lower(tokens, after) != "century" or not 0 < number <= 21:
        return None
    return Moment(first, after + 1, Range(span_of(number * 100 - 99).low, span_of(number * 100).high))


def _behind_weekday(tokens: Sequence[Token], at: int, today: date | None) -> Moment | None:
    """The date that a weekday only goes with: "Tuesday, 7 May 2024", "Tuesday (May 7)"."""
    after = at + 1
    after += _lower(tokens, after) == "."
    after += _lower(tokens, after) in (",", "(")
    after += _lower(tokens, after) == "the"
    dated = _whole(tokens, after, today) if after < len(tokens) and tokens[after].lower not in WEEKDAYS else None
    if dated is None or not dated.day:
        return None
    closed = _lower(tokens, after - 1) == "(" and _lower(tokens, dated.end) == ")"
    return dated._replace(first=at, end=dated.end + closed)


def _repeats_or_feasts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a weekday is no single day: "every Tuesday", "Black Friday", "a Sunday league side"."""
    before = _lower(tokens, at - 1)
    if before in _REPEATING or (before in _FEASTS and tokens[at - 1].is_capital):
        return True
    return _lower(tokens, at + 1) in WEEKLY


def _month_near(today: date, month: int, forward: int) -> Range:
    """The month that "last", "this" or "next" means: "last July" in June 2025 is July 2024."""
    if forward < 0:
        year = today.year if month < today.month else today.year - 1
    elif forward > 0:
        year = today.year if month > today.month else today.year + 1
    else:
        year = today.year
    return span_of(year, month)


def _period(at: int, after: str, today: date, forward: int) -> Moment | None:
    if after == "year":
        return Moment(at, at + 2, span_of(today.year + forward))
    if after == "month":
        months = today.year * 12 + today.month - 1 + forward
        return Moment(at, at + 2, span_of(months // 12, months % 12 + 1))
    if after == "week":
        monday = today.toordinal() - today.weekday() + 7 * forward
        return Moment(at, at + 2, Range(monday, monday + 6))
    if after == "century":
        century = (today.year - 1) // 100 + 1 + forward
        return Moment(at, at + 2, Range(span_of(century * 100 - 99).low, span_of(century * 100).high))
    return None


def _ago(tokens: Sequence[Token], at: int, today: date | None) -> Moment | None:
    """Read "three years ago" and "a week earlier"."""
    unit = _lower(tokens, at + 1).removesuffix("s")
    if today is None or unit not in PERIODS or _lower(tokens, at + 2) != "ago" or unit not in _DAYS:
        return None
    word = tokens[at].lower
    count = 1 if word in ("a", "an") else CARDINALS.get(word, _number(tokens, at))
    if not 0 < count < 3000:
        return None
    if unit in ("year", "decade"):
        return Moment(at, at + 3, span_of(today.year - count * (10 if unit == "decade" else 1)))
    around = today.toordinal() - count * _DAYS[unit]
    slack = 0 if unit == "day" else _DAYS[unit] // 2
    return Moment(at, at + 3, Range(around - slack, around + slack))


def _with_relation(tokens: Sequence[Token], moment: Moment, floor: int) -> Moment:
    """Take in the word before it that says since, before, by or after."""
    start = moment.first
    while start > floor and tokens[start - 1].lower in ("the", "year", "on"):
        start -= 1
    for length in (3, 2, 1):
        if start - length >= floor:
            phrase = tuple(token.lower for token in tokens[start - length : start])
            if phrase in DATE_RELATIONS:
                return moment._replace(first=start - length, relation=DATE_RELATIONS[phrase])
    return moment
