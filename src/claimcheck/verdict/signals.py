"""What is known of how a passage bears on a claim: a model's judgements, figures, words."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files

from claimcheck.comparison import Comparison
from claimcheck.comparison.arithmetic import FigureFit, overall
from claimcheck.meaning import Entailment
from claimcheck.models import DifferenceType, FactCheck

COPIED_PCT = 88.0
"""How much of a claim one sentence must hold, word for word, for it to be the claim's own sentence, edited or not."""
REPEATED_PCT, IN_ORDER_PCT = 95.0, 85.0
"""How much of it, and how much in the claim's order, for it to be the claim's own sentence, unchanged: the same words
in another order say who did it to whom the other way round.
"""
EVERY_PART_PCT, TOGETHER_PCT = 80.0, 65.0
"""How much of a claim must be found at all, and in one sentence, for "every part": the rest is too general to check."""
LEANING_PCT = 35.0
LEANING = 0.6
"""How likely support or contradiction must be to lean that way, and how probable to the model for one stretch."""
SHARED_PCT = 10.0
"""How much of a claim a passage must hold for the two to share words at all; another language shares none."""
_MOST = 50.0
_FLOOR = 0.005
"""What a probability of nought stands for: the model's are in hundredths."""


class Prior(StrEnum):
    """Where a passage comes from, on which depends how likely it is to decide anything.

    ``found``: a search offers it, among many that do not bear on the claim; ``given``: somebody holds it to bear on it.
    """

    FOUND = "found"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Calibration:
    """What makes likelihoods of signals, for one prior.

    Attributes:
        support, contradiction: the weight of each feature, against neither.
        sure_support_pct, sure_contradiction_pct: how likely either must be to be said, 0 to 100.
    """

    support: Mapping[str, float]
    contradiction: Mapping[str, float]
    sure_support_pct: float
    sure_contradiction_pct: float


@dataclass(frozen=True)
class Signals:
    """How a passage bears on a claim.

    Attributes:
        comparison: the words of the claim against those of the passage.
        judged: what a model of meaning makes of the claim and each stretch of the passage, the whole first; empty
            where no model is used.
        nearness: how nearly the nearest sentence means what the claim does, -1 to 1; 0 where no model is used.
        prior: where the passage comes from.
        denies: whether the passage denies something, and the claim does not.
        fact_check: the verdict of a fact-checker on this very claim, where the passage is one.
        refutes: whether the passage is a fact-checker's verdict that what it quotes is wrong or misleading.
    """

    comparison: Comparison
    judged: tuple[Entailment, ...] = ()
    nearness: float = 0.0
    prior: Prior = Prior.FOUND
    denies: bool = False
    fact_check: FactCheck | None = None
    refutes: bool = False

    @property
    def figures(self) -> FigureFit:
        """The least favourable of what the passage's figures do to those of the claim."""
        return overall(self.comparison.figured)

    @property
    def differs(self) -> bool:
        """Whether something differs that would make the claim wrong; planned is not the opposite of done."""
        return any(one.type is not DifferenceType.MODALITY for one in self.comparison.differences)

    @property
    def is_copy(self) -> bool:
        """Whether one sentence of the passage is the claim's own, perhaps with something changed."""
        return not self.refutes and min(self.comparison.focus_pct, self.comparison.covered_pct) >= COPIED_PCT

    @property
    def is_repeated(self) -> bool:
        """Whether one sentence of the passage is the claim's own, with nothing changed."""
        found = self.comparison
        alike = min(found.focus_pct, found.covered_pct) >= REPEATED_PCT and found.in_order_pct >= IN_ORDER_PCT
        return alike and self.has_every_part and self.figures is not FigureFit.DIFFERS

    @property
    def has_every_part(self) -> bool:
        """Whether the words of the claim are all there, with nothing that differs."""
        found = self.comparison
        together = found.covered_pct >= EVERY_PART_PCT and found.focus_pct >= TOGETHER_PCT
        return together and not (self.refutes or found.missing or found.differences or found.asked)

    @property
    def support_pct(self) -> float:
        """How likely it is, 0 to 100, that the passage bears the claim out; 0 where no model is used."""
        return self._likely[0]

    @property
    def contradiction_pct(self) -> float:
        """How likely it is, 0 to 100, that the claim is wrong if the passage is right; 0 where no model is used."""
        return self._likely[1]

    @property
    def leans_to_contradiction(self) -> bool:
        """Whether contradiction is likely enough for a difference of words to be believed."""
        most = max((one.contradiction for one in self.judged), default=0.0)
        return self.contradiction_pct >= LEANING_PCT or most >= LEANING > self.support_pct / 100

    @property
    def is_sure_support(self) -> bool:
        """Whether support is likely enough to be said."""
        return self.support_pct >= max(calibration(self.prior).sure_support_pct, self.contradiction_pct)

    @property
    def is_sure_contradiction(self) -> bool:
        """Whether contradiction is likely enough to be said."""
        return self.contradiction_pct >= max(calibration(self.prior).sure_contradiction_pct, self.support_pct)

    @cached_property
    def _likely(self) -> tuple[float, float]:
        if not self.judged:
            return 0.0, 0.0
        here = features(self)
        weights = calibration(self.prior)
        sums = (
            sum(of[name] * value for name, value in here.items()) for of in (weights.support, weights.contradiction)
        )
        scores = [math.exp(min(one, _MOST)) for one in sums]
        total = 1.0 + sum(scores)
        return round(100 * scores[0] / total, 1), round(100 * scores[1] / total, 1)


FEATURES = (
    "always",
    "entailment_whole",
    "entailment_mean",
    "entailment_most",
    "contradiction_whole",
    "contradiction_mean",
    "contradiction_most",
    "figures_agree",
    "figures_computed",
    "figures_absent",
    "figures_differ",
    "every_part",
    "covered",
    "together",
    "other_words",
    "nearness",
)
"""What the calibration weighs.

Those called ``..._whole``, ``..._mean`` and ``..._most`` are natural logarithms of how much likelier the model finds
entailment or contradiction than neither: of the whole passage, on average over its stretches, and at most.
"""


def features(signals: Signals) -> dict[str, float]:
    """What the calibration weighs, by the names in ``FEATURES``."""
    entailing = [_log_ratio(one.entailment, one.neutral) for one in signals.judged]
    contradicting = [_log_ratio(one.contradiction, one.neutral) for one in signals.judged]
    fit = signals.figures
    values = (
        1.0,
        entailing[0],
        sum(entailing) / len(entailing),
        max(entailing),
        contradicting[0],
        sum(contradicting) / len(contradicting),
        max(contradicting),
        float(fit is FigureFit.AGREES),
        float(fit is FigureFit.COMPUTED),
        float(fit is FigureFit.ABSENT),
        float(fit is FigureFit.DIFFERS),
        float(signals.has_every_part),
        signals.comparison.covered_pct / 100,
        signals.comparison.focus_pct / 100,
        float(signals.comparison.covered_pct < SHARED_PCT),
        signals.nearness,
    )
    return dict(zip(FEATURES, values, strict=True))


def _log_ratio(one: float, other: float) -> float:
    return math.log(max(one, _FLOOR) / max(other, _FLOOR))


@cache
def calibration(prior: Prior) -> Calibration:
    """The calibration for a prior, from ``calibration.toml``."""
    read = tomllib.loads(files(__package__).joinpath("calibration.toml").read_text(encoding="utf8"))
    return Calibration(**read[prior])
