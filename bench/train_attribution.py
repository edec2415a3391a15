"""Train the weights of ``claimcheck.language.en.attribution`` on PolNeAR's train part: a few minutes on one core.

    python -m bench.train_attribution --data ../shared/data

The same data and the same language model give the same file, byte for byte.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray

from bench.measures import rows
from claimcheck import text
from claimcheck.language.en.attribution import columns, features, weights
from claimcheck.language.en.attribution.columns import SentenceColumns
from claimcheck.language.en.attribution.weights import AttributionWeights, TokenRole
from claimcheck.language.en.parsing import parsing

TRAIN = "attribution/polnear-train.jsonl.xz"
LEAST_SEEN = 3
SMALLEST_CUE, SMALLEST_PART = 0.05, 0.12
SEED = 7

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Example = tuple[SentenceColumns, int, dict[str, Any]]
"""A sentence, the token in it that is the cue's head, and the attribution as it was annotated."""


@click.command()
@click.option("--data", type=click.Path(path_type=Path), default=Path("../shared/data"), show_default=True)
@click.option("--out", type=click.Path(path_type=Path), default=weights.FILE, show_default=True)
def main(data: Path, out: Path) -> None:
    """Train on PolNeAR and write the weights file."""
    sentences: list[SentenceColumns] = []
    examples: list[Example] = []
    for row in rows(data / TRAIN):
        with parsing(text.document(row["text"])) as parse:
            seen = columns.document_columns(parse)
        sentences += seen.lines
        examples += _examples(seen.lines, row["attributions"])
    click.echo(f"{len(sentences)} sentences, {len(examples)} attributions")
    words = frozenset(
        f"{line.lemmas[at]}|{line.pos[at]}" for line, at, _ in examples if line.pos[at] not in ("VERB", "AUX")
    )
    cues = _train_cues(sentences, examples, words)
    click.echo(f"{len(cues)} features of cues")
    names, parts, steps = _train_parts(examples)
    click.echo(f"{len(names)} features of parts")
    table = np.vstack([np.zeros((1, len(TokenRole))), parts]).astype(np.float32)
    trained = AttributionWeights(
        words=words,
        cues=cues,
        rows={name: at for at, name in enumerate(names, 1)},
        parts=table,
        steps=tuple(tuple(float(n) for n in row) for row in steps),
    )
    out.write_bytes(weights.written(trained))


def _examples(sentences: Sequence[SentenceColumns], attributions: list[dict[str, Any]]) -> Iterator[Example]:
    for attribution in attributions:
        first, last = attribution["cue"][0][0], attribution["cue"][-1][1]
        for line in sentences:
            if line.starts[0] < last and first < line.ends[-1]:
                head = _head(line, attribution["cue"])
                if head is not None:
                    yield line, head, attribution
                break


def _covered(line: SentenceColumns, spans: list[list[int]]) -> list[int]:
    return [at for at in range(len(line)) if any(s < line.ends[at] and line.starts[at] < e for s, e in spans)]


def _head(line: SentenceColumns, cue: list[list[int]]) -> int | None:
    """The token of the cue that the others hang on: a verb before a noun before anything else."""
    inside = _covered(line, cue)
    tops = [at for at in inside if line.heads[at] not in inside or line.heads[at] == at]
    order = {"VERB": 0, "AUX": 0, "NOUN": 1, "PUNCT": 3}
    return min(tops, key=lambda at: (order.get(line.pos[at], 2), at), default=None)


def _labels(line: SentenceColumns, cue: int, attribution: dict[str, Any]) -> Ints:
    labels = np.zeros(len(line), dtype=np.int64)
    for part, name in ((TokenRole.CONTENT, "content"), (TokenRole.CUE, "cue"), (TokenRole.SOURCE, "source")):
        labels[_covered(line, attribution[name])] = part
    labels[cue] = TokenRole.CUE
    near = features.reach(line, cue)
    return labels[near.start : near.stop]


class Sparse:
    """Rows of features as numbers."""

    def __init__(self, named: list[list[str]], numbers: dict[str, int]) -> None:
        kept = [[numbers[name] for name in row if name in numbers] or [0] for row in named]
        self.ids: Ints = np.array([number for row in kept for number in row], dtype=np.int64)
        self.sizes: Ints = np.array([len(row) for row in kept], dtype=np.int64)
        self.begins: Ints = np.concatenate([[0], np.cumsum(self.sizes)[:-1]])


def _numbered(named: Iterator[list[str]]) -> dict[str, int]:
    """Features seen often enough, numbered by name; 0 stands for none."""
    seen = Counter(name for row in named for name in set(row))
    return {name: at for at, name in enumerate(sorted(n for n, count in seen.items() if count >= LEAST_SEEN), 1)}


def _train_cues(
    sentences: list[SentenceColumns], examples: list[Example], words: frozenset[str], rounds: int = 12
) -> dict[str, float]:
    """Logistic regression with AdaGrad; the mean of the later rounds' weights."""
    gold = {(id(line), at) for line, at, _ in examples}
    named, truth = [], []
    for line in sentences:
        for at in range(len(line)):
            if features.is_candidate(line, at, words):
                named.append(features.cue_features(line, at))
                truth.append((id(line), at) in gold)
    numbers = _numbered(iter(named))
    data, answers = Sparse(named, numbers), np.array(truth, dtype=np.float64)
    weight, squares, mean = np.zeros(len(numbers) + 1), np.full(len(numbers) + 1, 1e-6), np.zeros(len(numbers) + 1)
    random = np.random.default_rng(SEED)
    for turn in range(rounds):
        for batch in np.array_split(random.permutation(len(answers)), len(answers) // 256 + 1):
            ids = np.concatenate([data.ids[data.begins[r] : data.begins[r] + data.sizes[r]] for r in batch])
            of_row = np.repeat(np.arange(len(batch)), data.sizes[batch])
            scores = np.bincount(of_row, weight[ids], minlength=len(batch))
            wrong = 1 / (1 + np.exp(-scores)) - answers[batch]
            slope = np.bincount(ids, wrong[of_row], minlength=len(weight)) / len(batch) + 1e-4 * weight
            squares += slope * slope
            weight -= 0.15 * slope / np.sqrt(squares)
            weight[0] = 0
        if turn >= rounds // 2:
            mean += weight / (rounds - rounds // 2)
    return {name: float(mean[at]) for name, at in numbers.items() if abs(mean[at]) >= SMALLEST_CUE}


def _train_parts(examples: list[Example], rounds: int = 8) -> tuple[list[str], Floats, Floats]:
    """A conditional random field with AdaGrad: names, a row of weights for each, and the steps."""
    named = [features.part_features(line, cue) for line, cue, _ in examples]
    numbers = _numbered(row for sentence in named for row in sentence)
    data = [Sparse(sentence, numbers) for sentence in named]
    answers = [_labels(*example) for example in examples]
    size = len(TokenRole)
    weight, steps = np.zeros((len(numbers) + 1, size)), np.zeros((size + 1, size))
    squares, step_squares = np.full_like(weight, 1e-6), np.full_like(steps, 1e-6)
    mean, step_mean = np.zeros_like(weight), np.zeros_like(steps)
    random = np.random.default_rng(SEED)
    for turn in range(rounds):
        for batch in np.array_split(random.permutation(len(data)), len(data) // 8 + 1):
            step_slope = np.zeros_like(steps)
            ids, slopes = [], []
            for at in batch:
                slope, step = _slopes(data[at], answers[at], weight, steps)
                step_slope += step / len(batch)
                ids.append(data[at].ids)
                slopes.append(np.repeat(slope, data[at].sizes, axis=0) / len(batch))
            touched, where = np.unique(np.concatenate(ids), return_inverse=True)
            every = np.concatenate(slopes)
            summed = np.stack([np.bincount(where, every[:, k], minlength=len(touched)) for k in range(size)], axis=1)
            summed += 1e-4 * weight[touched]
            squares[touched] += summed * summed
            weight[touched] -= 0.1 * summed / np.sqrt(squares[touched])
            weight[0] = 0
            step_squares += step_slope * step_slope
            steps -= 0.1 * step_slope / np.sqrt(step_squares)
        if turn >= rounds // 2:
            mean += weight / (rounds - rounds // 2)
            step_mean += steps / (rounds - rounds // 2)
    kept = [name for name, at in numbers.items() if np.ptp(mean[at]) >= SMALLEST_PART]
    return kept, mean[[numbers[name] for name in kept]], step_mean


def _slopes(sentence: Sparse, answer: Ints, weight: Floats, steps: Floats) -> tuple[Floats, Floats]:
    """How the loss changes with each token's scores and with the steps: forward and backward once."""
    scores = np.add.reduceat(weight[sentence.ids], sentence.begins, axis=0)
    size, parts = scores.shape
    forward, backward = np.empty_like(scores), np.zeros_like(scores)
    forward[0] = scores[0] + steps[parts]
    for at in range(1, size):
        forward[at] = scores[at] + _log_sum(forward[at - 1][:, None] + steps[:parts], 0)
    for at in range(size - 2, -1, -1):
        backward[at] = _log_sum(steps[:parts] + (scores[at + 1] + backward[at + 1])[None], 1)
    total = _log_sum(forward[-1], 0)
    slope = np.exp(forward + backward - total)
    step = np.zeros_like(steps)
    if size > 1:
        pairs = forward[:-1, :, None] + steps[None, :parts] + (scores[1:] + backward[1:])[:, None, :]
        step[:parts] = np.exp(pairs - total).sum(axis=0)
        np.add.at(step, (answer[:-1], answer[1:]), -1)
    slope[np.arange(size), answer] -= 1
    step[parts] = slope[0]
    return slope, step


def _log_sum(scores: Floats, axis: int) -> Floats:
    top = scores.max(axis=axis, keepdims=True)
    summed: Floats = (top + np.log(np.exp(scores - top).sum(axis=axis, keepdims=True))).squeeze(axis)
    return summed


if __name__ == "__main__":
    main()
