"""Numbers as they are written: figures, words, scales, fractions, ordinals, vague counts."""

from __future__ import annotations

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


BEYOND = 1e18
"""Larger than any number that is meant; scales are no longer multiplied."""

_BEFORE_FIGURES = FUNCTION | MONTHS.keys() | WEEKDAYS.keys()
_ARTICLES = frozenset({"a", "an"})
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


def _in_digits(tokens: Sequence[Token], at: int) -> Numeral | None:
    if is_in_name(tokens, at):
        return None
    text = tokens[at].text.replace(",", "")
    value = _value(text)
    if text.isdigit() and value < 25 and is_clock(tokens, at + 1):
        return _clock(tokens, at, value)
    if "." in text:
        step = 10.0 ** -len(text.partition(".")[2])
    else:
        step = 10.0 ** (len(text) - len(text.rstrip("0"))) if value else 1.0
    after = at + 1
    if _lower(tokens, after) in _ORDINAL_ENDINGS and _touches(tokens, after):
        return Numeral(at, after + 1, value, value, 1, ordinal=True)
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


def is_clock(tokens: Sequence[Token], at: int) -> bool:
    """Whether a colon and the minutes of a time of day stand at token ``at``, right behind the hour."""
    minutes = tokens[at + 1].text if at + 1 < len(tokens) else ""
    touching = _touches(tokens, at) and _touches(tokens, at + 1)
    return _lower(tokens, at) == ":" and touching and len(minutes) == 2 and minutes.isdigit() and minutes < "60"


def _clock(tokens: Sequence[Token], at: int, hour: float) -> Numeral:
    half = _lower(tokens, at + 3)
    hour += 12 if half in ("pm", "p.m") and hour < 12 else 0
    value = hour + _value(tokens[at + 2].text) / 60
    return Numeral(at, at + 3 + (half in ("am", "pm", "a.m", "p.m")), value, value, 0)


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
    # What text2num leaves: dozen, lakh, crore.
    value, step, after = _scaled(tokens, at + read.words, read.value, step)
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
    spelled = not token.is_figure or _lower(tokens, after) == "out"
    if not whole or whole <= value or (not spelled and whole > 100) or whole > 10_000:
        return None
    if _lower(tokens, after) == "in" and _lower(tokens, below + 1) in ("", ".", ","):
        return None
    return Numeral(at, below + 1, value / whole, value / whole, 0, share=True)


def _after_article(tokens: Sequence[Token], at: int) -> Numeral | None:
    word = _lower(tokens, at + 1)
    if word in SCALES and word not in SHORT_SCALES:
        value, step, after = _scaled(tokens, at + 1, 1.0, 1.0)
        return Numeral(at, after, value, value, step, about=value > 100) if after > at + 1 else None
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
    if word == "half" and _lower(tokens, after) in ("a", "-"):
        value, step, end = _scaled(tokens, after + 1, share, share)
        if end > after + 1:
            return Numeral(first, end, value, value, step)
    if word == "half" or _lower(tokens, after) in ("of", "the") or above > 1:
        return Numeral(first, after, share, share, 0, share=True)
    return None


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
