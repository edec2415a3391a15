"""Put the passages that an index offers in the order of how well a claim can be laid on them."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.models import Passage
from claimcheck.quotes.alignment import best, weight
from claimcheck.quotes.coding import coded
from claimcheck.text import words

_SOME = 1 / 3


def rank(claim: str, found: Sequence[tuple[str, Passage]]) -> list[tuple[str, Passage]]:
    """Passages, each after its document's digest, those first in which most of the claim stands in order.

    Passages that hold less than a third of it stay in the order in which they come, behind the others. Those that
    hold too few of its words to come first are not laid on it.
    """
    units = coded(claim).units
    total = sum(weight(unit.key) for unit in units)
    weights = [(word.text, weight(word.text)) for word in words(claim)]
    scores = [0.0] * len(found)
    top = total * _SOME
    for most, at in sorted((-_most(weights, passage.text), at) for at, (_, passage) in enumerate(found)):
        if -most <= top:
            break
        aligned = best(units, coded(found[at][1].text))
        if aligned and aligned.score >= total * _SOME:
            scores[at] = aligned.score
            top = max(top, aligned.score)
    return [found[at] for at in sorted(range(len(found)), key=lambda at: -scores[at])]


def _most(weights: Sequence[tuple[str, float]], text: str) -> float:
    """What an alignment with ``text`` can weigh at most."""
    lowered = text.lower()
    return sum(weight for name, weight in weights if name in lowered)
