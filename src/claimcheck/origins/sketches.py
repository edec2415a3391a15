"""A sample of a document's word sequences: documents that share text share samples.

MinHash (Broder, 1997) compares sets as wholes, and so misses a brief inside a long report. Cut into windows of equal
length, each with its own MinHash, a document is found wherever a part of it stands. One equal value is enough to be
looked at: the sample finds candidates, and never decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rensa import RMinHash

from claimcheck.models import Document
from claimcheck.origins.telling import shingles, story

WINDOW = 300
"""Words of a window."""
PERMUTATIONS = 32
"""Values kept of each window's sequences."""
FACTS = 24
"""Values kept of a document's names and figures: two by two, as single ones of them are in every other document."""

_SEED = 6
_FACT = re.compile(r"(?<![.!?:\"“”‘’'\n]\s)(?<!^)\b[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ][\w-]{2,}|\d[\d.,]*\d")
_ENDS = str.maketrans("", "", ".,")


def sketch(document: Document) -> tuple[str, ...]:
    """The sample as words of an index, in a fixed order: ``t`` for text, ``f`` for names and figures."""
    return (*text_keys(story(document)), *_fact_keys(facts(document)))


def text_keys(words: Sequence[str]) -> tuple[str, ...]:
    """The sample of a text's word sequences."""
    windows = max(1, round(len(words) / WINDOW))
    found: set[str] = set()
    for window in range(windows):
        first, last = window * len(words) // windows, (window + 1) * len(words) // windows
        values = _values(list(shingles(words[first:last])), PERMUTATIONS)
        found.update(f"t{number:02x}{value:08x}" for number, value in enumerate(values))
    return tuple(sorted(found))


def facts(document: Document) -> frozenset[str]:
    """Names inside sentences and figures of two digits and more, as one finds them again in another wording."""
    return frozenset(found.translate(_ENDS).casefold() for found in _FACT.findall(document.text))


def _fact_keys(found: frozenset[str]) -> tuple[str, ...]:
    values = _values(sorted(found), FACTS)
    return tuple(
        f"f{number:02x}{one:08x}{other:08x}"
        for number, (one, other) in enumerate(zip(values[::2], values[1::2], strict=True))
    )


def _values(items: list[str], permutations: int) -> list[int]:
    if not items:
        return []
    minhash = RMinHash(permutations, _SEED)
    minhash.update(items)
    return list(minhash.digest())
