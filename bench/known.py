"""Fact-checks found again for reworded claims, and not for claims that are nearly the same.

The made set is in two halves. ``python -m bench.known`` fits the likelihood and the threshold on the first, every other
block, and on more blocks for training, and writes ``verdict/same_claim.toml``; ``python -m bench known`` reports on the
second half, each claim against the fact-checks of both.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import claimcheck.verdict
from bench.cases import MADE
from bench.measures import Errors, Measure
from bench.regression import chances, fit
from claimcheck.known import KnownIndex
from claimcheck.meaning import Meaning, load
from claimcheck.verdict import same_claim

DATA: tuple[str, ...] = ()
PENALTY = 5.0
FOLDS = 10
THRESHOLDS = tuple(range(30, 96, 5))
ASKED = 0.93
"""How often a match must be right where the threshold is chosen; what is promised is .90."""
HEADER = """\
# Weights of a logistic regression over the features that same_claim.py names: how likely two claims are the same; and
# from which likelihood on that is said. Written by `python -m bench.known` from made sets in bench/made.
"""


@dataclass(frozen=True, slots=True)
class Block:
    """A claim that was checked, the same in other words, and one that is nearly the same.

    Attributes:
        kind: in what the last one is another claim.
    """

    kind: str
    checked: str
    reworded: str
    other: str


def blocks(name: str = "known.txt") -> list[Block]:
    """A made set, in its order."""
    made = (MADE / name).read_text(encoding="utf8").strip().split("\n\n")
    return [Block(*(line[2:] for line in block.splitlines())) for block in made]


def measure(_data: Path, errors: Errors) -> Iterator[Measure]:
    """Precision and recall on the half that nothing was chosen on."""
    made = blocks()
    model = load()
    index = KnownIndex([block.checked for block in made], model)
    found, right, near = 0, 0, 0
    wanted = list(enumerate(made))[1::2]
    for n, block in wanted:
        for claim, is_same in ((block.reworded, True), (block.other, False)):
            matched = [at for at, _ in index.same(claim)]
            found += len(matched)
            right += is_same and n in matched
            near += not is_same and bool(matched)
            if is_same and n not in matched:
                errors(f"missed: {claim}\n    as {block.checked}")
            for at in matched:
                if not is_same or at != n:
                    errors(f"wrong ({block.kind}): {claim}\n    as {made[at].checked}")
    yield Measure("known.recall", right / len(wanted), gate=False)
    yield Measure("known.precision", right / found if found else 1.0)
    yield Measure("known.near_misses_matched", near / len(wanted), lower_is_better=True)


def main() -> None:
    """Fit on the first half, choose the threshold there, and write both."""
    model = load()
    assert model is not None
    rows, gold, held = _examples([*blocks()[::2], *blocks("known-training.txt")], model)
    # Each fold, whole blocks of it, is judged by weights from the others.
    folds = np.arange(len(gold)) // 2 % FOLDS
    likely = np.zeros(len(gold))
    for fold in range(FOLDS):
        weights = fit(rows[folds != fold], gold[folds != fold], PENALTY)
        likely[folds == fold] = chances(rows[folds == fold], weights)[:, 1]
    sure = THRESHOLDS[-1]
    for percent in reversed(THRESHOLDS):
        said = (100 * likely >= percent) & ~held
        right = int(gold[said].sum())
        sys.stdout.write(f"{percent} %: right {right} of {int(said.sum())}, of {int(gold.sum())}\n")
        if right >= ASKED * said.sum():
            sure = percent
    weights = fit(rows, gold, PENALTY)
    values = "".join(f"{name} = {value:.3f}\n" for name, value in zip(_NAMES, weights[0], strict=True))
    path = Path(claimcheck.verdict.__file__).parent / "same_claim.toml"
    path.write_text(f"{HEADER}sure_pct = {sure}.0\n[weights]\n{values}", encoding="utf8")


_NAMES = ("always", *same_claim.FEATURES)


def _examples(
    made: Sequence[Block], model: Meaning
) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.float64]], np.ndarray[tuple[int], np.dtype[np.int64]], np.ndarray]:
    """A row for each pair of claims, whether they are the same, and whether a difference keeps them apart."""
    rows, gold, held = [], [], []
    for block in made:
        for claim, is_same in ((block.reworded, 1), (block.other, 0)):
            (row,) = same_claim.features(claim, [block.checked], model)
            rows.append((1.0, *row))
            gold.append(is_same)
            held.append(same_claim.differs(claim, block.checked))
    return np.array(rows), np.array(gold), np.array(held)


if __name__ == "__main__":
    main()
