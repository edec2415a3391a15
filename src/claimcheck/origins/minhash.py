"""The MinHash signature of a document's word sequences: documents that share text share values of it.

MinHash (Broder, 1997) compares sets as wholes, and so misses a brief inside a long report. Cut into windows of equal
length, each with its own MinHash, a document is found wherever a part of it stands. One equal value is enough to be
looked at: the signature finds candidates, and never decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rensa import RMinHash

from claimcheck.models import Document
from claimcheck.origins.story import shingles, story

WINDOW = 300
"""Words of a window."""
PERMUTATIONS = 32
"""Values kept of each window's sequences."""
FACTS = 40
"""Values kept of a document's names and figures: two by two, as single ones of them are in every other document."""

FACTS_FROM = PERMUTATIONS << 32
"""Values from here on are of names and figures; smaller ones, and so the first of a signature, are of text."""

_SEED = 6
_CAPITALS = "A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ"
# What is looked behind for comes after the first sign: a pattern that begins with a set of signs is twice as fast.
_FACT = re.compile(
    rf"[{_CAPITALS}\d](?:(?<=\b[{_CAPITALS}])(?<!^.)(?<![.!?:\"“”‘’'\n]\s.)[\w-]{{2,}}|(?<=\d)[\d.,]*\d)"
)
_ENDS = str.maketrans("", "", ".,")


@dataclass(frozen=True, slots=True)
class Signature:
    """The MinHash signature of a document, as numbers in rising order.

    Attributes:
        text: of its word sequences.
        facts: of its names and figures.
    """

    text: tuple[int, ...]
    facts: tuple[int, ...]


def signature(document: Document) -> Signature:
    """The signature of ``document``."""
    return sampled(story(document), facts(document))


def sampled(words: Sequence[str], found: frozenset[str]) -> Signature:
    """The signature of a story's words and of the names and figures found in it."""
    return Signature(_text_keys(words), _fact_keys(found))


def _text_keys(words: Sequence[str]) -> tuple[int, ...]:
    windows = max(1, round(len(words) / WINDOW))
    found: set[int] = set()
    for window in range(windows):
        first, last = window * len(words) // windows, (window + 1) * len(words) // windows
        values = _values(list(shingles(words[first:last])), PERMUTATIONS)
        found.update(number << 32 | value for number, value in enumerate(values))
    return tuple(sorted(found))


def _fact_keys(found: frozenset[str]) -> tuple[int, ...]:
    values = _values(sorted(found), FACTS)
    both = enumerate(zip(values[::2], values[1::2], strict=True), start=PERMUTATIONS)
    return tuple(number << 32 | (one * 31 + other) & 0xFFFFFFFF for number, (one, other) in both)


def facts(document: Document) -> frozenset[str]:
    """Names inside sentences and figures of two digits and more, as one finds them again in another wording."""
    return frozenset(found.translate(_ENDS).casefold() for found in _FACT.findall(document.text))


def _values(items: list[str], permutations: int) -> list[int]:
    if not items:
        return []
    minhash = RMinHash(permutations, _SEED)
    minhash.update(items)
    return list(minhash.digest())
