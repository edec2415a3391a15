"""Titles, months and the like in short and in full under one key: "Gen. Smith" and "General Smith"."""

from __future__ import annotations

import re

from claimcheck.language import vocabulary

_NAME = re.compile(r"\.?[ \u00a0]+[^\W\d_a-z]")
_NUMBER = re.compile(r"\.?[ \u00a0]+(?:\d|([^\W\d_]+))")


def full(name: str, text: str, start: int, end: int) -> str:
    """The key of what ``name``, at ``start`` to ``end`` of ``text``, is short for; else itself.

    It is short for something only with a capital, and before a name or a number as befits it.
    """
    known = vocabulary()
    if not text[start].isupper():
        return name
    if name in known.titles and _NAME.match(text, end):
        return known.titles[name]
    number = _NUMBER.match(text, end) if name in known.labels else None
    if number and (number[1] is None or number[1] in known.number_words):
        return known.labels[name]
    return name
