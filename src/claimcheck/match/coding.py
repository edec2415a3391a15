"""Texts as sequences of word keys, one code point a word, so that rapidfuzz compares words as if they were letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from claimcheck.match.numerals import numerals
from claimcheck.match.spelling import key
from claimcheck.models import Span
from claimcheck.text import words

_FIRST_CODE = 0xF0000
_MOST_CODES = 0x10FFFD - _FIRST_CODE
_NO_CODE = "\ufffe"


@dataclass(frozen=True, slots=True)
class Unit:
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

    def words(self, first: int, last: int) -> str:
        """The text from unit ``first`` up to and without unit ``last``, blanks made single."""
        return " ".join(self.span(first, last).of(self.text).split())


def units(text: str) -> tuple[Unit, ...]:
    """The words of ``text`` under their keys, numbers of several words as one."""
    found = [Unit(key(word.text), word.span) for word in words(text)]
    merged = numerals([unit.key for unit in found], [unit.span for unit in found], text)
    return tuple(Unit(name, span) for name, span in merged)


@lru_cache(maxsize=64)
def coded(text: str) -> Coded:
    """Fold and code ``text``; kept for the texts last seen, since one text meets many claims."""
    found = units(text)
    places: dict[str, list[int]] = {}
    for place, unit in enumerate(found):
        places.setdefault(unit.key, []).append(place)
    alphabet = {name: chr(_FIRST_CODE + number) for number, name in enumerate(places) if number < _MOST_CODES}
    return Coded(text, found, "".join(alphabet.get(unit.key, _NO_CODE) for unit in found), alphabet, places)
