"""What to check first: average precision of the priority on debate sentences (ClaimBuster).

Measured on the rows with an odd number; the weights are trained on the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from bench.measures import Errors, Measure, rows
from claimcheck.language.en.claims.candidate import ClaimCandidate
from claimcheck.language.en.claims.kinds import kind, why_not
from claimcheck.language.en.claims.priority import features, priority
from claimcheck.language.en.claims.tree import Tree
from claimcheck.language.en.parsing import parsing
from claimcheck.models import Block, BlockKind, Document, Span

DATA = ("checkworthy/claimbuster-train.jsonl.xz",)
GATE = True
_BATCH = 400


def measure(data: Path, errors: Errors) -> Iterator[Measure]:
    odd = [(row, seen, label) for number, seen, label, row in judged(data / DATA[0]) if number % 2]
    labels = [label for _, _, label in odd]
    ours = [row[1] for row, _, _ in odd]
    named = [min(seen["figure"] + seen["date"] + seen["name"], 1.0) for _, seen, _ in odd]
    yield Measure("checkworthy.average_precision", average_precision(ours, labels), gate=True)
    yield Measure("checkworthy.digit_or_name", average_precision(named, labels), reference="baseline")
    yield Measure("checkworthy.random", sum(labels) / len(labels), reference="baseline")
    wrong = sorted(odd, key=lambda one: one[0][1] if not one[2] else 100 - one[0][1], reverse=True)
    for (sentence, score), _, label in wrong:
        errors(f"{'worth checking' if label else 'not worth it'}, but {score:.0f}: {sentence}")


def judged(path: Path) -> Iterator[tuple[int, dict[str, float], int, tuple[str, float]]]:
    """Each sentence of the set: its number, its features, whether it is worth checking, and its text and priority."""
    waiting = list(rows(path))
    for first in range(0, len(waiting), _BATCH):
        batch = waiting[first : first + _BATCH]
        lines = [" ".join(row["text"].split()) for row in batch]
        starts = list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
        document = Document(
            "\n".join(lines),
            "",
            tuple(
                Block(BlockKind.PARAGRAPH, Span(start, start + len(line)))
                for start, line in zip(starts, lines, strict=True)
            ),
        )
        blocks: dict[int, list[Tree]] = {start: [] for start in starts}
        with parsing(document) as parse:
            for sentence in parse.sentences:
                blocks[sentence.block.span.start].append(Tree(sentence))
            for number, (row, trees) in enumerate(zip(batch, blocks.values(), strict=True), first):
                # A row may be several sentences to the parser; the longest speaks for it.
                tree = max(trees, key=len)
                candidate = ClaimCandidate(tuple(token for token in range(len(tree)) if not tree.mark[token]))
                score = priority(tree, candidate, kind(tree, candidate, False), why_not(tree, candidate) is None)
                yield number, features(tree, candidate), int(row["label"]), (row["text"], score)


def average_precision(scores: list[float], labels: list[int]) -> float:
    """Mean of the precision at each row worth checking, best score first; ties share their mean rank's precision."""
    order = sorted(range(len(scores)), key=lambda at: -scores[at])
    total, right, seen, at = 0.0, 0, 0, 0
    while at < len(order):
        tied = [one for one in order[at:] if scores[one] == scores[order[at]]]
        hits = sum(labels[one] for one in tied)
        seen += len(tied)
        right += hits
        total += hits * right / seen
        at += len(tied)
    return total / max(1, sum(labels))
