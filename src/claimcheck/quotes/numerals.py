"""Numbers in words and digits under one key: "two thousand" and "2,000", "per cent" and "%", "$5" and "5 dollars"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claimcheck.models import Span

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen".split()
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL = {word: value for value, word in enumerate(_ONES)} | {
    word: value * 10 for value, word in enumerate(_TENS, start=2)
}
"""Numbers below a hundred that one word writes."""
_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "mn": 10**6,
    "bn": 10**9,
    "tn": 10**12,
}
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
)
_ORDINAL_VALUES = {word: value for value, word in enumerate(_ORDINALS)} | {
    f"{word[:-1]}ieth": value * 10 for value, word in enumerate(_TENS, start=2)
}
_DIGITS = re.compile(r"(-?)(\d{1,3}(?:,\d{3})+|\d*)(\.\d+)?(bn|mn|tn|st|nd|rd|th)?")
_SIGNS = {"%": "percent", "pct": "percent", "&": "and"}
_MONEY = {"dollar": "$", "dollars": "$", "euro": "€", "euros": "€", "yen": "¥"}
_SIGNS_OF_MONEY = frozenset(_MONEY.values())
_BLANKS = (" ", "-", "\u00a0", "‑", "‐")
_MOST_WORDS = 32
"""More than the longest number takes; without a bound, a page of bare numbers would take hours."""
_PLAIN = frozenset(SMALL) | frozenset(_SCALES) | frozenset(_ORDINAL_VALUES)


def numerals(keys: Sequence[str], spans: Sequence[Span], text: str) -> Iterator[tuple[str, Span]]:
    """Words with each written number as one key; only words joined by a blank or a hyphen make one number."""
    at = 0
    while at < len(keys):
        name = keys[at]
        if name == "per" and at + 1 < len(keys) and keys[at + 1] == "cent":
            yield "percent", Span(spans[at].start, spans[at + 1].end)
            at += 2
        elif name in _PLAIN or name[0] in "-.0123456789":
            row = keys[at : _joined(at, keys, spans, text)]
            value, used = _number(row)
            if used < len(row) and row[used] in _MONEY and value[-1].isdigit():
                value, used = value + _MONEY[row[used]], used + 1
            yield value, Span(spans[at].start, spans[at + used - 1].end)
            at += used
        elif name in _SIGNS_OF_MONEY and at + 1 < len(keys) and keys[at + 1][0].isdigit():
            value, used = _number(keys[at + 1 : _joined(at + 1, keys, spans, text)])
            yield value + name, Span(spans[at].start, spans[at + used].end)
            at += 1 + used
        else:
            yield _SIGNS.get(name, name), spans[at]
            at += 1


def _joined(at: int, keys: Sequence[str], spans: Sequence[Span], text: str) -> int:
    """Where the row of words ends that begins at ``at`` and that nothing but blanks and hyphens parts."""
    end = at + 1
    while end < min(len(keys), at + _MOST_WORDS) and text[spans[end - 1].end : spans[end].start] in _BLANKS:
        end += 1
    return end


def _number(keys: Sequence[str]) -> tuple[str, int]:
    """The key of the number that ``keys`` begin with, and how many of them it takes."""
    digits = _DIGITS.fullmatch(keys[0])
    if digits and digits[0][-1:].isalpha() and digits[4] not in _SCALES:
        return f"{_digits(digits).normalize():f}th", 1
    closed, group, limit, used, ordinal = Decimal(0), None, Decimal("inf"), 0, False
    if digits:
        group, used = _digits(digits), 1
    while used < len(keys) and not ordinal:
        joined = keys[used] == "and" and used > 0 and keys[used - 1] in _SCALES and used + 1 < len(keys)
        name = keys[used + joined]
        value = SMALL.get(name, _ORDINAL_VALUES.get(name))
        if value is not None and _fits(group, value) and (used > 1 or not digits):
            group, ordinal = (group or 0) + Decimal(value), name not in SMALL
        elif name == "hundred" and group and group < 100 and not joined:
            group *= 100
        elif name in _SCALES and group and not joined and _SCALES[name] < limit:
            closed, limit, group = closed + group * _SCALES[name], Decimal(_SCALES[name]), None
        else:
            break
        used += 1 + joined
    if not used:
        return keys[0], 1
    return f"{(closed + (group or 0)).normalize():f}{'th' if ordinal else ''}", used


def _digits(digits: re.Match[str]) -> Decimal:
    sign, whole, part, unit = digits.groups()
    return Decimal(f"{sign}{whole.replace(',', '') or 0}{part or ''}") * _SCALES.get(unit, 1)


def _fits(group: Decimal | None, value: int) -> bool:
    """Whether ``value`` may follow ``group`` inside one number: "twenty" "five", "two hundred" "five"."""
    if group is None:
        return True
    if group % 100 == 0 and group >= 100:
        return 0 < value < 100
    return group % 10 == 0 and 20 <= group < 1000 and group % 100 >= 20 and 0 < value < 10
