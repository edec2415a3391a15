"""Texts as sequences of word keys, one code point a word, so that rapidfuzz compares words as if they were letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from claimcheck.language import vocabulary
from claimcheck.models import Span
from claimcheck.quotes.abbreviations import full
from claimcheck.quotes.numerals import numerals
from claimcheck.quotes.spelling import key
from claimcheck.text import fold, words

_FIRST_CODE = 0xF0000
_MOST_CODES = 0x10FFFD - _FIRST_CODE
_NO_CODE = "\ufffe"
_BRACKETED_PART = re.compile(r"\[(\w{1,2})\](?=\w)|(?<=\w)\[(\w+)\]")
_SENTENCE_END = re.compile(r"[!?\n…]|\.(?!\w)")


class Unit(NamedTuple):
    """A word, or the words that write one number, under the key by which it is compared.

    Attributes:
        key: the same for all spellings of one word or number: "defense", "2000000", "percent".
        span: its place in the text.
    """

    key: str
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A text as units, with the string that has one private code point for each.

    Attributes:
        codes: as long as ``units``.
        alphabet: the code of each key.
        places: where in ``units`` each key stands, ascending.
    """

    text: str
    units: tuple[Unit, ...]
    codes: str
    alphabet: dict[str, str] = field(repr=False)
    places: dict[str, list[int]] = field(repr=False)

    def encode(self, units: Sequence[Unit]) -> str:
        """``units`` of another text in this text's code; words that it lacks share one code of their own."""
        return "".join(self.alphabet.get(unit.key, _NO_CODE) for unit in units)

    def span(self, first: int, last: int) -> Span:
        """The characters from unit ``first`` up to and without unit ``last``; empty where they are the same."""
        if first < last:
            return Span(self.units[first].span.start, self.units[last - 1].span.end)
        at = self.units[first - 1].span.end if first else self.units[0].span.start if self.units else 0
        return Span(at, at)

    def between(self, at: int) -> str:
        """What stands between unit ``at`` and the one before it; all before the first, all behind the last."""
        start = self.units[at - 1].span.end if at > 0 else 0
        return self.text[start : self.units[at].span.start if at < len(self.units) else len(self.text)]

    def begins_sentence(self, at: int) -> bool:
        """Whether a sentence ends before unit ``at``."""
        if at <= 0 or at >= len(self.units):
            return True
        mark = _SENTENCE_END.search(self.between(at))
        if not mark:
            return False
        before = self.written(self.units[at - 1]).lower()
        if mark.group() == "." and (
            len(before) == 1 or vocabulary().keeps_full_stop(before, self.written(self.units[at]))
        ):
            return False
        return mark.group() == "\n" or not self.written(self.units[at])[:1].islower()

    def written(self, unit: Unit) -> str:
        """A unit's characters in this text."""
        return unit.span.of(self.text)

    def folded(self, unit: Unit) -> str:
        """A unit's characters folded, not yet brought under a key."""
        return fold(self.written(unit)).text

    def words(self, first: int, last: int) -> str:
        """The text from unit ``first`` up to and without unit ``last``, blanks made single."""
        return " ".join(self.span(first, last).of(self.text).split())


def units(text: str) -> tuple[Unit, ...]:
    """The words of ``text`` under their keys, numbers of several words as one."""
    bracketed = "[" in text
    found = words(_BRACKETED_PART.sub(_without_brackets, text) if bracketed else text)
    keys = [full(key(word.text), text, *word.span) for word in found]
    spans = [_with_brackets(text, word.span) for word in found] if bracketed else [word.span for word in found]
    return tuple(map(Unit._make, numerals(keys, spans, text)))


def _without_brackets(found: re.Match[str]) -> str:
    """A word with brackets inside it, as "[W]e", made whole; invisible marks in their place keep the offsets."""
    return found.group().replace("[", "\u200b").replace("]", "\u200b")


def _with_brackets(text: str, span: Span) -> Span:
    """The span with a bracket at its edge whose other half stands inside it."""
    inside = span.of(text)
    start = span.start - ("]" in inside and text[span.start - 1 : span.start] == "[")
    return Span(start, span.end + ("[" in inside and "]" not in inside and text[span.end : span.end + 1] == "]"))


@lru_cache(maxsize=64)
def coded(text: str) -> Coded:
    """Fold and code ``text``; kept for the texts last seen, since one text meets many claims."""
    found = units(text)
    places: dict[str, list[int]] = {}
    for place, unit in enumerate(found):
        places.setdefault(unit.key, []).append(place)
    alphabet = {name: chr(_FIRST_CODE + number) for number, name in enumerate(places) if number < _MOST_CODES}
    return Coded(text, found, "".join(alphabet.get(unit.key, _NO_CODE) for unit in found), alphabet, places)
