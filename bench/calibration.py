"""Calibrate the verdict on made cases that the model never saw: ``python -m bench.calibration``.

Writes the weights to ``verdict/calibration.toml`` and prints, for thresholds of certainty, how often ``supported`` and
``contradicted`` are right when said, and for how much of what is so they are said, each case judged by weights from the
others.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import claimcheck.verdict
from bench.cases import MADE, Case, MadePair, cases, pairs
from bench.regression import Matrix, Numbers, chances, fit
from claimcheck.meaning import Meaning, load
from claimcheck.models import Span, Stance
from claimcheck.store import Store
from claimcheck.verdict.content import sentences
from claimcheck.verdict.signals import FEATURES, Prior, features
from claimcheck.verdict.stretches import Passed, cut, nearest
from claimcheck.verdict.weighing import JUDGED, weigh

CLASSES = (None, Stance.SUPPORTS, Stance.CONTRADICTS)
THRESHOLDS = tuple(range(40, 96, 5))
ASKED = {Prior.FOUND: 0.9, Prior.GIVEN: 0.6}
"""How often what is said must be right."""
HEADER = """\
# Weights of multinomial logistic regressions (support, contradiction; against neither) over the features that
# signals.py names, and how sure is sure enough. Written by `python -m bench.calibration` from bench/made.
"""
FOLDS = 9
FEWEST = 5
"""How many times something must be said for its share of right ones to mean anything."""


@dataclass(frozen=True)
class Example:
    """A claim with the passages nearest to it.

    Attributes:
        group: what is left out together when the others are fitted: the name of a case, or the claim of a pair.
        rows: a row of features for each passage.
        gold: which way each passage points, as a number in ``CLASSES``.
        stances: which ways the evidence as a whole points on the claim.
    """

    group: str
    rows: Matrix
    gold: Numbers
    stances: frozenset[Stance]


def main(meaning: Meaning | None = None) -> None:
    """Collect, fit, report and write."""
    model = meaning or load()
    assert model is not None
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "kept.db") as store:
        kept = store.meaning(model)
        found = [one for case in cases(MADE / "cases-calibration.txt") for one in _of_case(case, kept)]
        given = [_of_pair(pair, kept) for pair in pairs(MADE / "pairs-calibration.txt")]
    path = Path(claimcheck.verdict.__file__).parent / "calibration.toml"
    parts = [HEADER]
    for prior, examples in ((Prior.FOUND, found), (Prior.GIVEN, given)):
        sys.stdout.write(f"{prior}\n")
        sure = _report(examples, ASKED[prior])
        weights = fit(*_stacked(examples))
        names = ("sure_support_pct", "sure_contradiction_pct")
        parts.append(f"[{prior}]\n" + "".join(f"{name} = {one:.1f}\n" for name, one in zip(names, sure, strict=True)))
        for name, row in zip(("support", "contradiction"), weights, strict=True):
            lines = (f"{key} = {weight:.3f}\n" for key, weight in zip(FEATURES, row, strict=True))
            parts.append(f"[{prior}.{name}]\n{''.join(lines)}\n")
    path.write_text("".join(parts).rstrip() + "\n", encoding="utf8")


def _stacked(examples: Sequence[Example]) -> tuple[Matrix, Numbers]:
    return np.vstack([one.rows for one in examples]), np.concatenate([one.gold for one in examples])


def _of_pair(pair: MadePair, meaning: Meaning) -> Example:
    passage = cut(pair.evidence, sentences(pair.evidence))[0]
    (weighed,) = weigh(pair.claim, [passage], meaning, prior=Prior.GIVEN)
    row = np.array([list(features(weighed.signals).values())])
    stances = frozenset({pair.stance} if pair.stance else ())
    return Example(pair.claim, row, np.array([CLASSES.index(pair.stance)]), stances)


def _of_case(case: Case, meaning: Meaning) -> Iterator[Example]:
    passages: list[tuple[int, range, Passed]] = []
    for number, document in enumerate(case.documents):
        text, spans = "", []
        for sentence in document:
            spans.append(Span(len(text), len(text) + len(sentence)))
            text += f"{sentence} "
        for passed in cut(text, spans):
            first = spans.index(passed.sentences[0])
            passages.append((number, range(first, first + len(passed.sentences)), passed))
    for claim, deciding in case.claims:
        close = nearest(claim, [passed for _, _, passed in passages], meaning)
        order = sorted(range(len(passages)), key=lambda at: (-close[at][1], at))[:JUDGED]
        weighed = weigh(claim, [passages[at][2] for at in order], meaning)
        gold = []
        for at in order:
            number, inside, _ = passages[at]
            stances = [
                one.stance
                for one in deciding
                if one.document == number and all(sentence in inside for sentence in one.sentences)
            ]
            gold.append(CLASSES.index(next((stance for stance in stances if stance), None)))
        rows = np.array([list(features(one.signals).values()) for one in weighed])
        stances_of = frozenset(one.stance for one in deciding if one.stance is not None)
        yield Example(case.name, rows, np.array(gold), stances_of)


def _report(examples: Sequence[Example], asked: float) -> tuple[float, float]:
    """Print how often what is said is right, and return for support and contradiction the lowest threshold above which
    it is right often enough.

    Each group is judged by weights that were fitted without it.
    """
    found: list[tuple[Example, float, float]] = []
    groups = list(dict.fromkeys(one.group for one in examples))
    for fold in range(FOLDS):
        kept_out = set(groups[fold::FOLDS])
        weights = fit(*_stacked([one for one in examples if one.group not in kept_out]))
        for one in examples:
            if one.group in kept_out:
                likely = chances(one.rows, weights)
                found.append((one, float(likely[:, 1].max()), float(likely[:, 2].max())))
    sure = [float(THRESHOLDS[-1])] * 2
    for percent in reversed(THRESHOLDS):
        line = [f"{percent:3} %"]
        for at, stance in enumerate((Stance.SUPPORTS, Stance.CONTRADICTS), 1):
            said = [one[0] for one in found if one[at] >= percent / 100 and one[at] >= one[3 - at]]
            right = sum(stance in one.stances for one in said)
            alone = sum(one.stances == {stance} for one, *_ in found)
            hits = sum(one.stances == {stance} for one in said)
            line.append(f"{stance.value} right {right}/{len(said)}, said for {hits}/{alone}")
            if len(said) < FEWEST or right >= asked * len(said):
                sure[at - 1] = float(percent)
        sys.stdout.write("; ".join(line) + "\n")
    return sure[0], sure[1]


if __name__ == "__main__":
    main()
