"""Numbers in words and digits under one key: "two thousand" and "2,000", "per cent" and "%", "$5" and "5 dollars"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claimcheck.language import vocabulary
from claimcheck.models import Span

_DIGITS = re.compile(r"(-?)(\d{1,3}(?:,\d{3})+|\d*)(\.\d+)?(bn|mn|tn|st|nd|rd|th)?")
_SIGNS = {"%": "percent", "pct": "percent", "&": "and"}
_MONEY = {"dollar": "$", "dollars": "$", "euro": "€", "euros": "€", "yen": "¥"}
_SIGNS_OF_MONEY = frozenset(_MONEY.values())
_BLANKS = (" ", "-", "\u00a0", "‑", "‐")
_LONGEST = 32
"""More words than any number takes; without a bound, a page of bare numbers would take hours."""


def numerals(keys: Sequence[str], spans: Sequence[Span], text: str) -> Iterator[tuple[str, Span]]:
    """Words with each written number as one key; only words joined by a blank or a hyphen make one number."""
    at = 0
    while at < len(keys):
        name = keys[at]
        signed = name in _SIGNS_OF_MONEY and at + 1 < len(keys) and keys[at + 1][0].isdigit()
        number = _number(keys, spans, text, at + signed)
        if name == "per" and keys[at + 1 : at + 2] == ["cent"]:
            yield "percent", Span(spans[at].start, spans[at + 1].end)
            at += 2
        elif number:
            value, end = number
            if signed:
                value += name
            elif end < len(keys) and keys[end] in _MONEY and value[-1].isdigit() and _is_joined(end, spans, text):
                value, end = value + _MONEY[keys[end]], end + 1
            yield value, Span(spans[at].start, spans[end - 1].end)
            at = end
        else:
            yield _SIGNS.get(name, name), spans[at]
            at += 1


def _is_joined(at: int, spans: Sequence[Span], text: str) -> bool:
    """Whether nothing but a blank or a hyphen stands between word ``at`` and the one before."""
    return text[spans[at - 1].end : spans[at].start] in _BLANKS


def _number(keys: Sequence[str], spans: Sequence[Span], text: str, at: int) -> tuple[str, int] | None:
    """The key of the number that begins at word ``at``, and where it ends; None where there is none."""
    scales = vocabulary().scales
    digits = _DIGITS.fullmatch(keys[at]) if any(map(str.isdigit, keys[at])) else None
    if digits:
        sign, whole, part, unit = digits.groups()
        value = Decimal(f"{sign}{whole.replace(',', '') or 0}{part or ''}") * scales.get(unit, 1)
        ordinal, end = unit in ("st", "nd", "rd", "th"), at + 1
    else:
        limit = at + 1
        while limit < min(len(keys), at + _LONGEST) and _is_joined(limit, spans, text):
            limit += 1
        read = vocabulary().number(keys[at:limit])
        if read is None:
            return None
        value, ordinal, end = Decimal(str(read.value)), read.is_ordinal, at + read.words
    while not ordinal and value and end < len(keys) and keys[end] in scales and _is_joined(end, spans, text):
        value, end = value * scales[keys[end]], end + 1
    return f"{value.normalize():f}{'th' if ordinal else ''}", end
