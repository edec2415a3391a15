"""What a language knows of single words, apart from any text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from claimcheck import text


class NumberInWords(NamedTuple):
    """A number that is written in words, and how many words it takes."""

    value: float
    words: int
    is_ordinal: bool


class Vocabulary:
    """What a language knows of its words; as it stands here, nothing: words count as they are written.

    A language that knows more gives an instance of its own subclass as its attribute ``vocabulary``. Words are given
    folded (see ``claimcheck.text.fold``).

    Attributes:
        function_words: words of grammar, without content of their own.
        negating: words that deny or negate.
        titles, labels: short forms that stand before names ("gen" for "general") and before numbers ("no" for
            "number"), without the full stop, and what they are short for.
        number_words: words that a number in words may begin with.
        scales: what words and letters behind a number multiply it by ("million", "bn").
    """

    function_words: frozenset[str] = frozenset()
    negating: frozenset[str] = frozenset()
    titles: Mapping[str, str] = {}
    labels: Mapping[str, str] = {}
    number_words: frozenset[str] = frozenset()
    scales: Mapping[str, int] = {}

    def is_word(self, word: str) -> bool:  # noqa: ARG002
        """Whether the language has the word; in doubt it does."""
        return True

    def is_verb(self, word: str) -> bool:  # noqa: ARG002
        """Whether the word can be a form of a verb."""
        return False

    def stem(self, word: str) -> str:
        """The word without its inflection."""
        return word

    def keeps_full_stop(self, word: str, following: str) -> bool:  # noqa: ARG002
        """Whether a full stop between ``word`` and the text ``following`` belongs to the word and ends no sentence."""
        return False

    def number(self, words: Sequence[str]) -> NumberInWords | None:  # noqa: ARG002
        """The number in words that ``words`` begin with; None where there is none."""
        return None

    def same_person(self, one: str, other: str) -> bool:
        """Whether two names can be one person's."""
        left, right = ({word.text for word in text.words(name)} for name in (one, other))
        return left <= right or right <= left

    def in_plain_figures(self, text: str) -> str:
        """``text`` with its figures and dates in the one form that a model of meaning compares best; offsets change."""
        return text

    def with_days_dated(self, texts: tuple[str, str], dated: tuple[str, str]) -> tuple[str, str]:  # noqa: ARG002
        """Two texts with their weekdays as dates, where only so it shows whether both mean one day.

        Args:
            texts: the texts.
            dated: when the document of each was published, ISO 8601.
        """
        return texts
