"""Typed differences: seeded single edits on real sentences, untouched text, correct rounding and honest paraphrase."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.edits import EDITS, names, rounded
from bench.measures import Errors, Measure, rows
from bench.paraphrases import PAIRS
from claimcheck.comparison import compare

DATA = ("verdict/vitaminc.jsonl.xz", "verdict/news-summaries.jsonl.xz")
GATE = True

PER_KIND = 150
UNTOUCHED = 1000
SEED = 11


def measure(data: Path, errors: Errors) -> Iterator[Measure]:
    """Share of edits flagged, by kind and in all, and share of false flags."""
    passages = list(_passages(data))
    lent = sorted({name for sentence, _ in passages for name in names(sentence)})
    flagged: Counter[str] = Counter()
    typed: Counter[str] = Counter()
    made: Counter[str] = Counter()
    for kind, edit in EDITS.items():
        dice = random.Random(f"{SEED}{kind}")
        for sentence, passage in passages:
            if made[kind] == PER_KIND:
                break
            edited = edit(sentence, dice, lent)
            if edited is None or edited == sentence:
                continue
            made[kind] += 1
            found = compare(edited, passage)
            flagged[kind] += bool(found)
            typed[kind] += any(difference.type.value == kind for difference in found)
            if not found:
                errors(f"not flagged ({kind})\n  claim:  {edited}\n  source: {passage}")
    yield Measure("differences.flagged", sum(flagged.values()) / sum(made.values()), reference="asked: .95", gate=True)
    for kind in EDITS:
        yield Measure(
            f"differences.flagged.{kind}", flagged[kind] / max(1, made[kind]), reference=f"{made[kind]} edits"
        )
    yield Measure("differences.right_type", sum(typed.values()) / sum(made.values()))
    yield from _false_flags(passages, errors)


def _false_flags(passages: list[tuple[str, str]], errors: Errors) -> Iterator[Measure]:
    dice = random.Random(SEED)
    began = time.process_time()
    untouched = passages[:UNTOUCHED]
    false = Counter(untouched=0, rounding=0, paraphrase=0)
    for sentence, passage in untouched:
        false["untouched"] += _is_false(sentence, passage, "untouched", errors)
    speed = len(untouched) / (time.process_time() - began)
    roundings = [(new, passage) for sentence, passage in passages if (new := rounded(sentence, dice))][:PER_KIND]
    for claim, passage in roundings:
        false["rounding"] += _is_false(claim, passage, "rounding", errors)
    for one, other in PAIRS:
        false["paraphrase"] += _is_false(one, other, "paraphrase", errors)
    total = len(untouched) + len(roundings) + len(PAIRS)
    asked = "asked: at most .02"
    yield Measure(
        "differences.false_flags", sum(false.values()) / total, reference=asked, gate=True, lower_is_better=True
    )
    for kind, number in (("untouched", len(untouched)), ("rounding", len(roundings)), ("paraphrase", len(PAIRS))):
        yield Measure(
            f"differences.false_flags.{kind}",
            false[kind] / max(1, number),
            reference=f"{number} pairs",
            lower_is_better=True,
        )
    yield Measure("differences.speed", speed, "pairs/s")


def _is_false(claim: str, passage: str, kind: str, errors: Errors) -> bool:
    found = compare(claim, passage)
    for difference in found:
        errors(f"false flag ({kind}, {difference.type}: {difference.note})\n  claim:  {claim}\n  source: {passage}")
    return bool(found)


def _passages(data: Path) -> Iterator[tuple[str, str]]:
    """Sentences with the passage they stand in, news and encyclopaedia by turns, in an order of their own."""
    news = [pair for row in rows(data / DATA[1]) for pair in _in_context(row["source"])]
    evidence = [(text, text) for text in dict.fromkeys(_plain(row["evidence"]) for row in rows(data / DATA[0]))]
    evidence = [pair for pair in evidence if _is_sentence(pair[0])]
    dice = random.Random(SEED)
    dice.shuffle(news)
    dice.shuffle(evidence)
    for one, other in zip(news, evidence, strict=False):
        yield one
        yield other


def _in_context(text: str) -> Iterator[tuple[str, str]]:
    sentences = re.split(r"(?<=[a-z0-9][.!?])\s+(?=[A-Z])", text)
    for at, sentence in enumerate(sentences):
        if _is_sentence(sentence):
            yield sentence, " ".join(sentences[max(0, at - 1) : at + 2])


def _is_sentence(text: str) -> bool:
    return 40 <= len(text) <= 400 and text.endswith(".") and text[0].isupper() and "\n" not in text


def _plain(text: str) -> str:
    """Evidence without the page's title in front and without the blanks of its tokenisation."""
    text = re.sub(r"^[^:]{1,80}: ", "", text)
    text = re.sub(r"-[LR][RS]B-", "", text).replace("``", '"').replace("''", '"')
    return re.sub(r"\s+(?=[,.;:?!'%)])|(?<=[$£€(])\s+", "", re.sub(r"\s+", " ", text)).strip()
