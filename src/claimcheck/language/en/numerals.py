"""Numbers as they are written: figures, words, scales, fractions, ordinals, vague counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from claimcheck.language.en.lexicon.calendar import MONTHS, WEEKDAYS
from claimcheck.language.en.lexicon.grammar import FUNCTION
from claimcheck.language.en.lexicon.numbers import CARDINALS, FRACTIONS, ORDINALS, SCALES, SHORT_SCALES, UNITS, VAGUE
from claimcheck.language.en.number_words import LONGEST, number_in_words
from claimcheck.models import Token


class Numeral(NamedTuple):
    """A number read from tokens ``first`` up to, not including, ``end``.

    Attributes:
        low, high: its value; two values for words such as "dozens".
        step: what its last written digit counts, for rounding; 0 where there is nothing to round.
        ordinal: "third", "3rd".
        share: a part of a whole: "two thirds", "one in four".
        vague: a word rather than a figure ("dozens").
        about: not meant to the last digit ("a million").
        clock: a time of day, in hours; its step is 12 where morning and afternoon are left open, else 0.
    """

    first: int
    end: int
    low: float
    high: float
    step: float
    ordinal: bool = False
    share: bool = False
    vague: bool = False
    about: bool = False
    clock: bool = False


BEYOND = 1e18
"""Larger than any number that is meant; scales are no longer multiplied."""

_RAREST = 10_000_000
"""What is rarer than one in so many is no frequency."""
_BEFORE_FIGURES = FUNCTION | MONTHS.keys() | WEEKDAYS.keys()
_ARTICLES = frozenset({"a", "an"})
_VULGAR = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8}
_HOURS = {"noon": 12.0, "midday": 12.0, "midnight": 0.0}
_HALVES_OF_DAY = {"am": 0, "a.m": 0, "pm": 12, "p.m": 12}
_AT_HOUR = frozenset("about after around at before by from since until".split())
_GROUPED = re.compile(r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_DECIMAL_FAMILIES = frozenset("area celsius duration fahrenheit length mass points power share speed volume".split())
_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})


def numeral_at(tokens: Sequence[Token], at: int) -> Numeral | None:
    """The number that begins at token ``at``; None when none does."""
    token = tokens[at]
    if token.is_figure:
        return _in_digits(tokens, at)
    word = token.lower
    if word in _ARTICLES:
        return _after_article(tokens, at)
    if word in CARDINALS or word in ORDINALS or word in ("hundred", "dozen"):
        return _in_words(tokens, at)
    if word in ("half", "quarter", "quarters"):
        return _fraction(tokens, at, 1, at)
    if word in VAGUE:
        return _vague(tokens, at)
    if word in _HOURS:
        return Numeral(at, at + 1, _HOURS[word], _HOURS[word], 0, clock=True)
    if word in _VULGAR:
        return _fraction_of(tokens, at, _VULGAR[word], at + 1) or Numeral(at, at + 1, _VULGAR[word], _VULGAR[word], 0)
    return None


def _lower(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def _touches(tokens: Sequence[Token], at: int) -> bool:
    """Whether token ``at`` stands right behind the one before, without a blank."""
    return 0 < at < len(tokens) and tokens[at - 1].end == tokens[at].start


def is_in_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a figure is a part of the name before it: "PlayStation 4", "Fallout 76"."""
    numeral_at, before = tokens[at], tokens[at - 1] if at else None
    if before is None or not before.is_word or not before.is_capital or before.lower in _BEFORE_FIGURES:
        return False
    after = _lower(tokens, at + 1)
    measured = after in ("%", "per", "percent", "-", "–", "/", "to", "and") or after in SCALES or after in UNITS
    return numeral_at.text.isdigit() and len(numeral_at.text) < 4 and not measured and not before.first


def _plain_digits(tokens: Sequence[Token], at: int) -> str:
    """The figure at ``at`` as Python writes it: without marks between thousands, with a point before decimals."""
    text = tokens[at].text.rstrip("".join(_VULGAR))
    if _GROUPED.fullmatch(text):
        whole, mark, decimals = text, "", ""
        if "," in text or ("." in text and re.search(r"[ ']", text)):
            whole, mark, decimals = text.rpartition("," if "," in text else ".")
        return re.sub(r"[ '.]", "", whole) + ("." if mark else "") + decimals
    if _DECIMAL_COMMA.fullmatch(text):
        return text.replace(",", ".")
    if _THOUSANDS.fullmatch(text) and _counts(tokens, at + 1):
        return text.replace(".", "")
    return text.replace(",", "")


def _counts(tokens: Sequence[Token], after: int) -> bool:
    """Whether what stands behind "12.500" is counted or is money, so that the point parts thousands."""
    word = _lower(tokens, after)
    if word in SCALES or word in ("per", "°", "degrees", "degree", "-"):
        return False
    unit = UNITS.get(word) or UNITS.get(word.removesuffix("s"))
    return word[:1].isalpha() and (unit is None or unit[0] not in _DECIMAL_FAMILIES)


def _in_digits(tokens: Sequence[Token], at: int) -> Numeral | None:
    if is_in_name(tokens, at):
        return None
    clock = _clock(tokens, at)
    if clock is not None:
        return clock
    text = _plain_digits(tokens, at)
    value = _value(text)
    if "." in text:
        step = 10.0 ** -len(text.partition(".")[2])
    else:
        step = 10.0 ** (len(text) - len(text.rstrip("0"))) if value else 1.0
    after = at + 1
    if _lower(tokens, after) in _ORDINAL_ENDINGS and _touches(tokens, after):
        return Numeral(at, after + 1, value, value, 1, ordinal=True)
    part, after = _part(tokens, at, after)
    if part:
        value, step = value + part, part
    value, step, after = _scaled(tokens, after, value, step)
    if _lower(tokens, after) in ("out", "in") and after == at + 1:
        share = _one_in(tokens, at, after, value)
        if share:
            return share
    if _lower(tokens, after) == "/" and _touches(tokens, after) and after + 1 < len(tokens):
        below = tokens[after + 1]
        whole = _value(below.text) if below.is_figure and _touches(tokens, after + 1) else 0
        if whole >= value and (1 < whole <= 10 or whole in (20, 50, 100)):
            return Numeral(at, after + 2, value / whole, value / whole, 0, share=True)
    return Numeral(at, after, value, value, step)


def _part(tokens: Sequence[Token], at: int, after: int) -> tuple[float, int]:
    """The part behind a whole number, and where it ends: "2½", "2 1/2", "two and a half"."""
    if tokens[at].text[-1] in _VULGAR:
        return _VULGAR[tokens[at].text[-1]], after
    words = tuple(token.lower for token in tokens[after : after + 3])
    if words[:2] in (("and", "a"), ("and", "one")) and words[2:] and words[2] in ("half", "quarter", "third"):
        return FRACTIONS[words[2]], after + 3
    if words == ("and", "three", "quarters"):
        return 0.75, after + 3
    above, below = words[0] if words else "", words[2] if len(words) == 3 else ""
    if words[1:2] == ("/",) and above.isdigit() and below.isdigit() and not _touches(tokens, after):
        touching = _touches(tokens, after + 1) and _touches(tokens, after + 2)
        if touching and 0 < int(above) < int(below) <= 16:
            return int(above) / int(below), after + 3
    return 0.0, after


def is_clock(tokens: Sequence[Token], at: int) -> bool:
    """Whether a colon and the minutes of a time of day stand at token ``at``, right behind the hour."""
    minutes = tokens[at + 1].text if at + 1 < len(tokens) else ""
    touching = _touches(tokens, at) and _touches(tokens, at + 1)
    return _lower(tokens, at) == ":" and touching and len(minutes) == 2 and minutes.isdigit() and minutes < "60"


def _clock(tokens: Sequence[Token], at: int) -> Numeral | None:
    """Read "17:30", "5.30pm", "5 a.m.", "17h30", "7 o'clock" and "at 1700 hours"."""
    text, after = tokens[at].text, at + 1
    hour, mark, minutes = text.partition(".")
    if not hour.isdigit() or len(hour) > 4:
        return None
    if is_clock(tokens, after) and len(hour) < 3:
        minutes, after = tokens[at + 2].text, at + 3
    elif len(hour) < 3 and re.fullmatch(r"h[0-5]\d", _lower(tokens, after)) and _touches(tokens, after):
        minutes, after = _lower(tokens, after)[1:], after + 1
    elif len(hour) == 4 and not mark and _lower(tokens, after) == "hours" and _lower(tokens, at - 1) in _AT_HOUR:
        hour, minutes, after = hour[:2], hour[2:], after + 1
    elif not mark and _lower(tokens, after) == "o'clock":
        after += 1
    elif _lower(tokens, after).rstrip(".") not in _HALVES_OF_DAY or (mark and len(minutes) != 2):
        return None
    half = _HALVES_OF_DAY.get(_lower(tokens, after).rstrip("."))
    if int(hour) > (12 if half is not None else 24) or int(minutes or 0) > 59:
        return None
    hours = int(hour) % 12 + half if half is not None else int(hour) % 24
    is_open = half is None and 0 < int(hour) <= 12 and not hour.startswith("0")
    value = hours + int(minutes or 0) / 60
    return Numeral(at, after + (half is not None), value, value, 12 if is_open else 0, clock=True)


def _value(text: str) -> float:
    return min(float(text.replace(",", "")), BEYOND)


def _scaled(tokens: Sequence[Token], after: int, value: float, step: float) -> tuple[float, float, int]:
    while after < len(tokens) and value < BEYOND:
        word = _lower(tokens, after)
        skip = 1 if word == "-" and _lower(tokens, after + 1) in SCALES else 0
        word = _lower(tokens, after + skip)
        if word not in SCALES or (word in SHORT_SCALES and not (tokens[after - 1].is_figure and _short(tokens, after))):
            break
        value, step, after = value * SCALES[word], step * SCALES[word], after + skip + 1
    return value, step, after


def _short(tokens: Sequence[Token], at: int) -> bool:
    """Whether a scale of one or two letters is meant: "5m" of money is millions, "5 m" is metres."""
    word = tokens[at].lower
    return word not in ("m", "k") or _touches(tokens, at)


def _in_words(tokens: Sequence[Token], at: int) -> Numeral | None:
    if _lower(tokens, at) == "dozen":
        return Numeral(at, at + 1, SCALES["dozen"], SCALES["dozen"], SCALES["dozen"])
    read = number_in_words([token.lower for token in tokens[at : at + LONGEST]])
    if read is None:
        return None
    step = SCALES.get(_lower(tokens, at + read.words - 1), 1.0)
    if read.is_ordinal:
        return Numeral(at, at + read.words, read.value, read.value, 1, ordinal=True)
    part, after = _part(tokens, at, at + read.words)
    value = read.value + part * (step if step > 1 else 1)
    # What text2num leaves: dozen, lakh, crore.
    value, step, after = _scaled(tokens, after, value, step * (part or 1))
    behind = after + (_lower(tokens, after) == "-")
    share = _fraction(tokens, at, value, behind) if _lower(tokens, behind) in FRACTIONS and value < 10 else None
    if share is None and _lower(tokens, after) in ("in", "out"):
        share = _one_in(tokens, at, after, value)
    return share or Numeral(at, after, value, value, step)


def _one_in(tokens: Sequence[Token], at: int, after: int, value: float) -> Numeral | None:
    """Read "one in four" and "3 out of 10"."""
    below = after + (2 if _lower(tokens, after) == "out" and _lower(tokens, after + 1) == "of" else 1)
    if below >= len(tokens):
        return None
    token = tokens[below]
    whole = CARDINALS.get(token.lower) or (_value(token.text) if token.is_figure else 0)
    # A plain figure behind "in" may be a year: "one in 2019"; with a comma it is none: "one in 10,000".
    is_year = token.is_figure and "," not in token.text and _lower(tokens, after) == "in" and whole > 100
    if not whole or whole <= value or is_year or whole > _RAREST:
        return None
    if _lower(tokens, after) == "in" and _lower(tokens, below + 1) in ("", ".", ","):
        return None
    return Numeral(at, below + 1, value / whole, value / whole, 0, share=True)


def _after_article(tokens: Sequence[Token], at: int) -> Numeral | None:
    word = _lower(tokens, at + 1)
    if word in SCALES and word not in SHORT_SCALES:
        value, step, after = _scaled(tokens, at + 1, 1.0, 1.0)
        return Numeral(at, after, value, value, step, about=value > 100) if after > at + 1 else None
    if word in UNITS and tuple(token.lower for token in tokens[at + 2 : at + 5]) == ("and", "a", "half"):
        return Numeral(at, at + 1, 1.0, 1.0, 1.0)
    if word in FRACTIONS and (of_unit := _fraction_of(tokens, at, FRACTIONS[word], at + 2)):
        return of_unit
    if word in ("third", "quarter", "fifth", "tenth", "half") and _lower(tokens, at + 2) == "of":
        return _fraction(tokens, at, 1, at + 1)
    if word == "few":
        scale, _, after = _scaled(tokens, at + 2, 1.0, 1.0)
        return Numeral(at, after, 2 * scale, 9 * scale, 0, vague=True)
    return None


def _fraction(tokens: Sequence[Token], first: int, above: float, at: int) -> Numeral | None:
    word = _lower(tokens, at)
    share = above * FRACTIONS[word]
    after = at + 1
    if of_unit := _fraction_of(tokens, first, share, after):
        return of_unit
    if word == "half" and _lower(tokens, after) in ("a", "-"):
        value, step, end = _scaled(tokens, after + 1, share, share)
        if end > after + 1:
            return Numeral(first, end, value, value, step)
    if word == "half" or _lower(tokens, after) in ("of", "the") or above > 1:
        return Numeral(first, after, share, share, 0, share=True)
    return None


def _fraction_of(tokens: Sequence[Token], first: int, share: float, after: int) -> Numeral | None:
    """A part of a unit: "half an hour", "three quarters of a mile"; the unit itself is read behind it."""
    after += _lower(tokens, after) == "of"
    unit = UNITS.get(_lower(tokens, after + 1))
    if _lower(tokens, after) not in ("a", "an", "the") or unit is None or unit[0] not in _DECIMAL_FAMILIES:
        return None
    return Numeral(first, after + 1, share, share, 0)


def _vague(tokens: Sequence[Token], at: int) -> Numeral:
    low, high = VAGUE[tokens[at].lower]
    after = at + 1
    while high < BEYOND and _lower(tokens, after) == "of" and _lower(tokens, after + 1).removesuffix("s") in SCALES:
        scale = SCALES[_lower(tokens, after + 1).removesuffix("s")]
        low, high, after = low * scale, high * scale, after + 2
    if after == at + 1:
        scale, _, after = _scaled(tokens, after, 1.0, 1.0)
        low, high = low * scale, high * scale
    return Numeral(at, after, low, high, 0, vague=True)
