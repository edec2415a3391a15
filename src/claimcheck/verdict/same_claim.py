"""Whether two texts make the same claim, whatever their words: what was decided about one then holds for the other."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from claimcheck import language
from claimcheck.comparison import Comparison, comparison, read
from claimcheck.comparison.arithmetic import FigureFit, overall
from claimcheck.comparison.bearings import quantity_bearing
from claimcheck.meaning import Entailment, Meaning, TextRole
from claimcheck.models import Bearing, DifferenceType, Document, Name, Quantity, Reading
from claimcheck.verdict.signals import Signals

FEATURES = ("entailment_most", "entailment_least", "contradiction_most", "nearness")
"""What the likelihood is made of, each from 0 to 1: the model's answers both ways, and how near it puts them."""

OTHER_CLAIM = frozenset(
    {DifferenceType.NUMBER, DifferenceType.DATE, DifferenceType.NAME, DifferenceType.PLACE, DifferenceType.UNIT}
)
"""Differences that make another claim of the same words; the model overlooks them."""

_COUNTS = frozenset({"count", "ordinal"})
"""Figures of these families are compared only where the same things are counted."""


@dataclass(frozen=True, slots=True)
class _SameClaimWeights:
    weights: Mapping[str, float]
    sure_pct: float


def likeness(claim: str, known: Sequence[str], meaning: Meaning | None) -> list[float]:
    """How likely it is, 0 to 100, that each of ``known`` is the claim; at least :func:`sure_pct` where that is so.

    Without a model only claims of the same words are the same.

    Raises:
        MeaningError: the model cannot be loaded or run.
    """
    read_pairs = [read(claim, other) for other in known]
    alike = [not _differs(*pair) for pair in read_pairs]
    if meaning is None:
        return [100.0 * (like and _same_words(*pair)) for like, pair in zip(alike, read_pairs, strict=True)]
    left = [other for other, like in zip(known, alike, strict=True) if like]
    found = iter(_likely(claim, left, meaning))
    return [next(found) if like else 0.0 for like in alike]


def sure_pct() -> float:
    """How likely two claims must be the same for that to be said."""
    return _weights().sure_pct


def features(claim: str, known: Sequence[str], meaning: Meaning) -> list[tuple[float, ...]]:
    """The features of each of ``known``, in the order of ``FEATURES``.

    Raises:
        MeaningError: the model cannot be loaded or run.
    """
    if not known:
        return []
    pairs = [pair for other in known for pair in (_plain(claim, other), _plain(other, claim))]
    judged = meaning.judge(pairs)
    (ours,) = meaning.embed([claim], TextRole.PASSAGE)
    near = meaning.embed(list(known), TextRole.PASSAGE) @ ours
    return [
        _features(there, back, float(nearness))
        for there, back, nearness in zip(judged[::2], judged[1::2], near, strict=True)
    ]


def differs(claim: str, known: str) -> bool:
    """Whether a figure, a date, a name or a unit makes two claims different ones, whatever else they share."""
    return _differs(*read(claim, known))


def _features(there: Entailment, back: Entailment, nearness: float) -> tuple[float, ...]:
    entailed = (there.entailment, back.entailment)
    return max(entailed), min(entailed), max(there.contradiction, back.contradiction), round(nearness, 2)


def _likely(claim: str, known: Sequence[str], meaning: Meaning) -> list[float]:
    weights = _weights().weights
    scores = (
        weights["always"] + sum(weights[name] * value for name, value in zip(FEATURES, row, strict=True))
        for row in features(claim, known, meaning)
    )
    return [round(100 / (1 + math.exp(-score)), 1) for score in scores]


def _plain(premise: str, conclusion: str) -> tuple[str, str]:
    """Two claims with figures and dates as the model can compare them."""
    words = language.vocabulary(language.detect(Document(f"{premise}\n{conclusion}", digest="")))
    return words.in_plain_figures(premise), words.in_plain_figures(conclusion)


def _differs(ours: Reading, theirs: Reading) -> bool:
    there, back = comparison(ours, theirs), comparison(theirs, ours)
    return (
        any(_is_other(one) for one in (there, back))
        or (_unnamed(ours, theirs) and _unnamed(theirs, ours))
        or _measures_differ(ours, theirs)
    )


def _is_other(found: Comparison) -> bool:
    types = {difference.type for difference in found.differences}
    return bool(types & OTHER_CLAIM) or found.of_another_time or overall(found.figured) is FigureFit.DIFFERS


def _unnamed(ours: Reading, theirs: Reading) -> bool:
    """Whether a name of the one claim has no counterpart in the other: a first name, or a title, is none."""
    words = set().union(*theirs.keys)
    return any(_is_sure(name) and not ours.keys[name.end - 1] & words for name in ours.names)


def _is_sure(name: Name) -> bool:
    return name.certain or name.end - name.first > 1


def _measures_differ(ours: Reading, theirs: Reading) -> bool:
    """Whether both measure something of one kind, and no figure of the one agrees with one of the other."""
    for family in _families(ours) & _families(theirs) - _COUNTS:
        pairs = [(one, other) for one in _of(ours, family) for other in _of(theirs, family)]
        if not any(Bearing.AGREES in (quantity_bearing(*pair), quantity_bearing(*pair[::-1])) for pair in pairs):
            return True
    return False


def _families(reading: Reading) -> set[str]:
    return {quantity.family for quantity in reading.quantities}


def _of(reading: Reading, family: str) -> list[Quantity]:
    return [quantity for quantity in reading.quantities if quantity.family == family]


def _same_words(ours: Reading, theirs: Reading) -> bool:
    found = (comparison(ours, theirs), comparison(theirs, ours))
    return all(Signals(one).has_every_part for one in found)


@cache
def _weights() -> _SameClaimWeights:
    stated = tomllib.loads(files(__package__).joinpath("same_claim.toml").read_text(encoding="utf8"))
    return _SameClaimWeights(stated["weights"], stated["sure_pct"])
