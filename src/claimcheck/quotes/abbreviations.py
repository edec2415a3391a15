"""Titles, months and the like in short and in full under one key: "Gen. Smith" and "General Smith"."""

from __future__ import annotations

import re

from claimcheck.language.en.lexicon.abbreviations import FULL_NAMES, FULL_NUMBERS
from claimcheck.language.en.lexicon.numbers import CARDINALS

_NAME = re.compile(r"\.?[ \u00a0]+[^\W\d_a-z]")
_NUMBER = re.compile(rf"\.?[ \u00a0]+(?:\d|(?:{'|'.join(CARDINALS)})\b)")


def full(name: str, text: str, start: int, end: int) -> str:
    """The key of what ``name``, at ``start`` to ``end`` of ``text``, is short for; else itself.

    It is short for something only with a capital, and before a name or a number as befits it.
    """
    if name in FULL_NAMES and text[start].isupper() and _NAME.match(text, end):
        return FULL_NAMES[name]
    if name in FULL_NUMBERS and text[start].isupper() and _NUMBER.match(text, end):
        return FULL_NUMBERS[name]
    return name
