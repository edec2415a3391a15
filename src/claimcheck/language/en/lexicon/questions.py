"""How questions begin, and how they are answered."""

from __future__ import annotations

from claimcheck.wordlists import WordLists

_LISTS = WordLists(__file__)

ASKING = _LISTS["asking"]
INVERTED = _LISTS["inverted"]
YES = _LISTS["yes"]
