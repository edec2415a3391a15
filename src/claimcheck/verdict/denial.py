"""Whether a passage denies something, in any of the languages that the model of meaning reads."""

from __future__ import annotations

import re
from functools import cache

from claimcheck.wordlists import WordLists

_LISTS = WordLists(__file__)
_ENDING_CHARS = 3
"""How much longer than the beginnings listed a word may be: "denied", "démenti"."""


def denies(words: str) -> bool:
    """Whether a text has a verb or noun of denying."""
    return bool(_pattern().search(words.lower()))


@cache
def _pattern() -> re.Pattern[str]:
    beginnings = sorted({word for language in _LISTS.tables for word in _LISTS[language]})
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, beginnings))})\w{{0,{_ENDING_CHARS}}}\b")
