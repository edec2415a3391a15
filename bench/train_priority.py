"""Train the weights of the priority and write them: ``python -m bench.train_priority --data DIR``.

Logistic regression by gradient descent, on the sentences with an even number; :mod:`bench.checkworthy` measures on the
odd ones.
"""

from __future__ import annotations

from pathlib import Path

import click
import numpy

from bench.checkworthy import DATA, judged

WEIGHTS = Path(__file__).parents[1] / "src" / "claimcheck" / "claims" / "priority.toml"

_ROUNDS = 4000
_RATE = 0.3
_SHRINK = 1e-3


@click.command()
@click.option("--data", type=click.Path(path_type=Path), default=Path("../shared/data"), show_default=True)
def main(data: Path) -> None:
    """Write the trained weights into the package."""
    even = [(found, label) for number, found, label, _ in judged(data / DATA[0]) if number % 2 == 0]
    seen, labels = [found for found, _ in even], [label for _, label in even]
    names = sorted(seen[0])
    table = numpy.array([[found[name] for name in names] for found in seen])
    truth = numpy.array(labels, dtype=float)
    weights = numpy.zeros(len(names))
    for _ in range(_ROUNDS):
        wrong = 1 / (1 + numpy.exp(-table @ weights)) - truth
        weights -= _RATE * (table.T @ wrong / len(truth) + _SHRINK * weights)
    text = WEIGHTS.read_text(encoding="utf8")
    head, rest = text.split("[features]\n")[0], text[text.index("\n# What the training data cannot") :]
    lines = "".join(f"{name} = {weight:.2f}\n" for name, weight in zip(names, weights, strict=True))
    WEIGHTS.write_text(f"{head}[features]\n{lines}{rest}", encoding="utf8")


if __name__ == "__main__":
    main()
