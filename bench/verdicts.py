"""Findings from given evidence: VitaminC, AVeriTeC with its annotators' evidence, news summaries and their article."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.measures import Errors, Measure, rows
from claimcheck import judge
from claimcheck.models import FindingKind

DATA = ("verdict/vitaminc.jsonl.xz", "verdict/averitec-train.jsonl.xz", "verdict/news-summaries.jsonl.xz")
GATE = False
"""The model takes minutes for these sets: they are measured by hand, not in CI."""

JUDGED = {"read": 400, "held_out": 800, "averitec": 300, "summaries": 60}
"""How many rows of each set are judged, drawn once with ``SEED``."""

SAMPLE = 3000
SEED = 7

_VITAMINC = {
    FindingKind.SUPPORTED: "supports",
    FindingKind.CONTRADICTED: "refutes",
}
_AVERITEC = {
    FindingKind.SUPPORTED: "Supported",
    FindingKind.CONTRADICTED: "Refuted",
    FindingKind.CONFLICTING: "Conflicting Evidence/Cherrypicking",
}
_POINTS = {
    FindingKind.SUPPORTED: 2.0,
    FindingKind.RELATED: 1.0,
    FindingKind.NOT_FOUND: 1.0,
    FindingKind.CONFLICTING: 0.5,
    FindingKind.CONTRADICTED: 0.0,
}


def measure(data: Path, errors: Errors) -> Iterator[Measure]:
    """Every figure through ``judge``, with the same settings for all sets."""
    yield from _vitaminc(data, errors)
    yield from _averitec(data)
    yield from _summaries(data, errors)


def _vitaminc(data: Path, errors: Errors) -> Iterator[Measure]:
    """On the rows that were read while the rules were made, and on all rows of the pages without any of those."""
    every = list(rows(data / DATA[0]))
    read = random.Random(SEED).sample(every, SAMPLE)
    pages = {row["page"] for row in read}
    held_out = [row for row in every if row["page"] not in pages]
    began = time.process_time()
    yield from _given(read[: JUDGED["read"]], "verdicts.vitaminc", errors)
    yield Measure("verdicts.speed", JUDGED["read"] / (time.process_time() - began), "judgements/s")
    drawn = random.Random(SEED).sample(held_out, JUDGED["held_out"])
    yield from _given(drawn, "verdicts.vitaminc_held_out")


def _given(cases: Sequence[dict[str, str]], name: str, errors: Errors | None = None) -> Iterator[Measure]:
    """Three-way figures on claims with one piece of evidence each; ``errors`` is told of the wrong findings."""
    labels = ("supports", "refutes", "not enough info")
    pairs: list[tuple[str, str]] = []
    for row in cases:
        found = judge(_plain(row["claim"]), [_plain(row["evidence"])])
        said = _VITAMINC.get(found.finding, labels[-1])
        pairs.append((row["label"], said))
        if errors and said not in (row["label"], labels[-1]):
            errors(
                f"{said}, gold {row['label']}: {found.reason}\n  claim:  {row['claim']}\n  source: {row['evidence']}"
            )
    yield Measure(f"{name}.macro_f1", _macro_f1(pairs, labels), reference=f"three-way, {len(pairs):,} rows", gate=True)
    for label, suggested in (("supports", "supported"), ("refutes", "contradicted")):
        precision, recall = _precision_recall(pairs, label)
        yield Measure(f"{name}.{suggested}.precision", precision, reference="asked: .80", gate=True)
        yield Measure(f"{name}.{suggested}.recall", recall, gate=True)


def _plain(text: str) -> str:
    """``text`` with the brackets of the Penn Treebank, in which VitaminC is tokenised, as people write them."""
    for token, bracket in (("-LRB-", "("), ("-RRB-", ")"), ("-LSB-", "["), ("-RSB-", "]")):
        text = text.replace(token, bracket)
    return text


def _averitec(data: Path) -> Iterator[Measure]:
    """With question and answer as one text, since "No" says nothing without its question; then answers alone."""
    labels = (*_AVERITEC.values(), "Not Enough Evidence")
    cases = random.Random(SEED).sample(list(rows(data / DATA[1])), JUDGED["averitec"])
    majority = Counter(row["label"] for row in cases).most_common(1)[0][0]
    floor = _macro_f1([(row["label"], majority) for row in cases], labels)
    for name, asked in (("averitec", True), ("averitec_answers", False)):
        pairs = []
        for row in cases:
            told = [one for one in row["evidence"] if one.get("answer")]
            texts = [_asked(one) if asked else one["answer"] for one in told]
            said = _AVERITEC.get(judge(row["claim"], texts).finding, "Not Enough Evidence")
            pairs.append((row["label"], said))
        reference = f"majority {floor:.2f}; 8B model .41, 70B .46"
        yield Measure(f"verdicts.{name}.macro_f1", _macro_f1(pairs, labels), reference=reference)
        accuracy = sum(gold == said for gold, said in pairs) / len(pairs)
        yield Measure(f"verdicts.{name}.accuracy", accuracy, reference="majority .57; 8B model .70")
        for label in ("Supported", "Refuted"):
            precision, recall = _precision_recall(pairs, label)
            yield Measure(f"verdicts.{name}.{label.lower()}.precision", precision)
            yield Measure(f"verdicts.{name}.{label.lower()}.recall", recall)


def _asked(one: dict[str, str]) -> str:
    """A question with its answer as one text; the mark that some questions lack is put in."""
    question = (one["question"] or "").strip().rstrip("?")
    return f"{question}? {one['answer']}" if question else one["answer"]


def _summaries(data: Path, errors: Errors) -> Iterator[Measure]:
    right = ties = total = 0
    for row in list(rows(data / DATA[2]))[: JUDGED["summaries"]]:
        scores = [score(candidate, row["source"]) for candidate in row["list_candidates"]]
        best, other = scores[row["lbl"]], max(one for at, one in enumerate(scores) if at != row["lbl"])
        total += 1
        right += best > other
        ties += best == other
        if best < other:
            errors(f"scored {best} under {other}\n  {row['list_candidates']}, factual: {row['lbl']}")
    yield Measure("verdicts.summaries.factual_first", (right + ties / 2) / total, reference="chance .50; ties half")
    yield Measure("verdicts.summaries.ties", ties / total, lower_is_better=True)


def score(text: str, source: str) -> float:
    """How well a source bears out a text: points for the finding on each of its sentences, on average.

    How much of the wording stands in the source is left out on purpose: a summary in its own words is not less true.
    """
    sentences = [part.strip() for part in text.replace(" . ", " .\n").splitlines() if part.strip(' ."')]
    points = [_POINTS[judge(sentence, [source]).finding] for sentence in sentences]
    return round(sum(points) / max(1, len(points)), 4)


def _precision_recall(pairs: Sequence[tuple[str, str]], label: str) -> tuple[float, float]:
    hits = sum(gold == said == label for gold, said in pairs)
    said = sum(said == label for _, said in pairs)
    gold = sum(gold == label for gold, _ in pairs)
    return hits / max(1, said), hits / max(1, gold)


def _macro_f1(pairs: Sequence[tuple[str, str]], labels: Sequence[str]) -> float:
    total = 0.0
    for label in labels:
        precision, recall = _precision_recall(pairs, label)
        total += 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return total / len(labels)
