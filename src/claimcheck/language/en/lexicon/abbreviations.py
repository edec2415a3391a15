"""Abbreviations with a full stop: what they are short for, and where they do not end a sentence."""

from __future__ import annotations

from claimcheck.wordlists import WordLists

_LISTS = WordLists(__file__)

FULL_NAMES = _LISTS.pairs("before_names")
FULL_NUMBERS = _LISTS.pairs("before_numbers")
_BEFORE_WORDS = frozenset(FULL_NAMES) | _LISTS["others"]
_BEFORE_NUMBERS = frozenset(FULL_NUMBERS) | _LISTS["more_numbers"]
_ANYWHERE = _LISTS["anywhere"]


def keeps_full_stop(word: str, following: str, *, anywhere: bool = True) -> bool:
    """Whether a full stop behind ``word`` (lower case) belongs to it and ends no sentence.

    ``following`` is the text behind the full stop; without ``anywhere``, what may also end a sentence ("Inc.") does.
    """
    if word in _BEFORE_NUMBERS and following.lstrip()[:1].isdigit():
        return True
    return word in _BEFORE_WORDS or (anywhere and word in _ANYWHERE)
