"""Sentences of another language inside an English text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from claimcheck.language.detection import ENGLISH, detect
from claimcheck.language.en.lexicon.grammar import FUNCTION
from claimcheck.language.en.vocabulary import is_listed
from claimcheck.models import Document

_FEWEST_WORDS = 4
_FEWEST_UNKNOWN = 2
_ENGLISH_SHARE = 0.25
"""English sentences have a larger share of function words than this, but for headlines and lists."""


def is_foreign(tokens: Sequence[str]) -> bool:
    """Whether a sentence is plainly not English: hardly a function word, unknown words, another language likelier."""
    words = [word for word in tokens if word.isalpha()]
    if len(words) < _FEWEST_WORDS:
        return False
    common = sum(word.lower() in FUNCTION for word in words)
    unknown = [word for word in words if word.lower() not in FUNCTION and not is_listed(word.lower())]
    uncapitalised = sum(word[0].islower() for word in unknown)
    # Names are unknown words too; nouns of German have their capitals.
    few = uncapitalised < _FEWEST_UNKNOWN and not (uncapitalised and len(unknown) > _FEWEST_UNKNOWN)
    if common >= _ENGLISH_SHARE * len(words) or few:
        return False
    return _language(" ".join(words)) != ENGLISH


@lru_cache(maxsize=1024)
def _language(words: str) -> str:
    return detect(Document(words, digest=""))
