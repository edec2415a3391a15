"""Train the recognition of opinions on embeddings of made sentences: ``python -m bench.opinions``.

Writes ``verdict/opinions.toml`` and prints how often an opinion is right when said, and how many of all are found: in
folds of the training sentences, on sentences kept out, and on the claims of cases kept out, none of which is one.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np

import claimcheck.verdict
from bench.cases import MADE, cases
from bench.regression import Matrix, Numbers, chances, fit
from claimcheck.meaning import Meaning, TextRole, load

FACTUAL_CLAIMS = 2000
"""How many claims of the training cases stand beside the sentences, as what is no opinion."""
PENALTY = 30.0
ASKED = 0.98
"""How often an opinion must be right when said."""
FOLDS = 5
THRESHOLDS = tuple(range(50, 100, 5))
HEADER = """\
# Weights of a logistic regression over the embedding of a sentence: how likely it is a judgement, an appeal or another
# sentence that evidence cannot bear out or refute, and from which likelihood on that is said. They hold for the
# embeddings of one version of the model. Written by `python -m bench.opinions` from bench/made.
"""


def main() -> None:
    """Collect, fit, report and write."""
    model = load()
    assert model is not None
    opinions, facts = _labelled("opinions-training.txt")
    claims = [claim for case in cases(MADE / "cases-training.txt") for claim, _ in case.claims]
    facts += random.Random(1).sample(claims, FACTUAL_CLAIMS)
    rows = _rows(opinions + facts, model)
    gold = np.array([1] * len(opinions) + [0] * len(facts))
    sure = _threshold(rows, gold)
    (weights,) = fit(rows, gold, PENALTY)
    _report(model, weights, sure)
    numbers = "".join(f"{weight:.3f},\n" for weight in weights[1:])
    path = Path(claimcheck.verdict.__file__).parent / "opinions.toml"
    path.write_text(
        f'{HEADER}version = "{model.version}"\nsure_pct = {sure}\nalways = {weights[0]:.3f}\nweights = [\n{numbers}]\n',
        encoding="utf8",
    )


def _labelled(name: str) -> tuple[list[str], list[str]]:
    lines = (MADE / name).read_text(encoding="utf8").splitlines()
    return [line[2:] for line in lines if line[:2] == "O "], [line[2:] for line in lines if line[:2] == "F "]


def _rows(texts: Iterable[str], model: Meaning) -> Matrix:
    vectors = model.embed(list(texts), TextRole.QUERY)
    return np.hstack([np.ones((len(vectors), 1)), vectors.astype(np.float64)])


def _threshold(rows: Matrix, gold: Numbers) -> int:
    """The lowest percentage from which on an opinion is right often enough, each fold judged by the others."""
    order = np.random.default_rng(1).permutation(len(gold))
    likely = np.zeros(len(gold))
    for fold in range(FOLDS):
        kept_out = order[fold::FOLDS]
        others = np.setdiff1d(order, kept_out)
        likely[kept_out] = chances(rows[kept_out], fit(rows[others], gold[others], PENALTY))[:, 1]
    sure = THRESHOLDS[-1]
    for percent in reversed(THRESHOLDS):
        said = likely >= percent / 100
        right = int(gold[said].sum())
        sys.stdout.write(f"{percent} %: right {right}/{int(said.sum())}, of {int(gold.sum())}\n")
        if right >= ASKED * said.sum():
            sure = percent
    return sure


def _report(model: Meaning, weights: Matrix, sure: int) -> None:
    opinions, facts = _labelled("opinions-kept-out.txt")
    claims = [claim for case in cases(MADE / "cases-kept-out.txt") for claim, _ in case.claims]
    for name, texts in (("opinions", opinions), ("facts", facts), ("claims of cases", claims)):
        said = chances(_rows(texts, model), weights[None])[:, 1] >= sure / 100
        sys.stdout.write(f"kept out, {name}: {int(said.sum())} of {len(texts)} said at {sure} %\n")


if __name__ == "__main__":
    main()
