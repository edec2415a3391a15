"""Which passages, or sentences of a page, are most relevant to a claim, whatever their word order."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from claimcheck.language import vocabulary
from claimcheck.models import Passage
from claimcheck.quotes.alignment import is_content
from claimcheck.text import words

_NAME_WEIGHT = 1.4
_FUNCTION_WEIGHT = 0.1
_PAIR_WEIGHT = 0.15
_NEIGHBOUR_WEIGHT = 0.3
_SATURATION = 0.5
_LENGTH_SHARE = 0.3

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def by_relevance(claim: str, found: Sequence[tuple[str, Passage]]) -> list[tuple[str, Passage]]:
    """Passages, each after its document's digest, the most relevant to the claim first; equals as they came.

    What counts are the words and pairs of neighbouring words that they share with it. Words weigh by how few of the
    passages hold them and count less with each time, as in BM25 (Robertson and Zaragoza, 2009); names and numbers
    weigh more, and a word counts in all its forms. A passage right beside a good one gains by it.
    """
    plain = [f" {' '.join(_WORD.findall(passage.text.lower()))} " for _, passage in found]
    mean = sum(map(len, plain)) / max(1, len(plain))
    lengths = [_SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * len(text) / mean) for text in plain]
    scores = [0.0] * len(found)
    for name, weight in _wanted(claim).items():
        counts = [text.count(name) for text in plain]
        held = len(counts) - counts.count(0)
        rarity = weight * math.log(1.2 + (len(counts) - held + 0.5) / (held + 0.5))
        for at, count in enumerate(counts):
            if count:
                scores[at] += rarity * count * (1 + _SATURATION) / (count + lengths[at])
    scores = _with_neighbours(scores, found)
    return [found[at] for at in sorted(range(len(found)), key=lambda at: -scores[at])]


def _wanted(claim: str) -> dict[str, float]:
    """What to look for between blanks, and what it weighs: words, their beginnings where they have endings, pairs."""
    found = words(claim)
    wanted: dict[str, float] = {}
    for word in found:
        begins = vocabulary().stem(word.text.removesuffix("'s")).removesuffix("i")
        marked = claim[word.span.start]
        weight = _NAME_WEIGHT if marked.isupper() or marked.isdigit() else 1.0
        name = f" {begins}" if begins != word.text and word.text.startswith(begins) else f" {word.text} "
        wanted[name] = max(wanted.get(name, 0.0), weight if is_content(word.text) else _FUNCTION_WEIGHT)
    for one, other in pairwise(found):
        wanted[f" {one.text} {other.text} "] = _PAIR_WEIGHT
    return wanted


def _with_neighbours(scores: list[float], found: Sequence[tuple[str, Passage]]) -> list[float]:
    """Scores with a share of the better neighbour's, where passages of one document adjoin."""
    places = sorted(range(len(found)), key=lambda at: (found[at][0], found[at][1].span, at))
    from_neighbour = [0.0] * len(found)
    for one, other in pairwise(places):
        apart = found[other][1].span.start - found[one][1].span.end
        if found[one][0] == found[other][0] and 0 <= apart <= 2:
            from_neighbour[one] = max(from_neighbour[one], scores[other])
            from_neighbour[other] = max(from_neighbour[other], scores[one])
    return [score + _NEIGHBOUR_WEIGHT * more for score, more in zip(scores, from_neighbour, strict=True)]
