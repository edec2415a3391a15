"""Numbers written in words ("two hundred and five", "twenty-first"), read by text2num."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.language.en.lexicon.numbers import CARDINALS, ORDINALS
from claimcheck.language.vocabulary import NumberInWords

LONGEST = 32
"""More words than any number takes; without a bound, a page of bare numbers would take hours."""

_FIRST_WORDS = CARDINALS.keys() | ORDINALS.keys() | {"hundred"}


@dataclass(frozen=True, slots=True)
class _Text2numWord:
    """A word as text2num wants it."""

    word: str

    def text(self) -> str:
        return self.word

    def nt_separated(self, previous: _Text2numWord) -> bool:  # noqa: ARG002
        return False

    def not_a_number_part(self) -> bool:
        return False


def number_in_words(words: Sequence[str]) -> NumberInWords | None:
    """The number that the lower-case ``words`` begin with; None where they begin with none."""
    if not words or words[0] not in _FIRST_WORDS:
        return None
    from text_to_num import find_numbers

    found = next(iter(find_numbers([_Text2numWord(word) for word in words[:LONGEST]], "en", 0)), None)
    return NumberInWords(found.value, found.end, found.is_ordinal) if found is not None and not found.start else None
