"""What exactly is claimed: atomic claims against people's, on PropSegmEnt, news sentences and biographies.

PropSegmEnt (Chen et al., ACL 2023) marks propositions as sets of tokens: ours count where the Jaccard index with one of
theirs is .8 or more, one to one. The units of the other two are sentences in people's own words: ours count where the
F1 of their words is .6 or more.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from bench.measures import Errors, Measure, rows
from claimcheck import text
from claimcheck.language.en import attribution, claims, mentions
from claimcheck.language.en.parsing import Parse, parsing
from claimcheck.models import Attribution, Grain

DATA = ("splitting/propsegment-dev.jsonl", "splitting/news-units.jsonl", "splitting/biography-units.jsonl")
GATE = True

_JACCARD = 0.8
_WORD_F1 = 0.6
_REFERENCE = "BERT-large .34, T5-large .56, human .67, naive .26"
_Item = TypeVar("_Item")


@dataclass
class Pairs:
    """Counts of ours, theirs and the pairs among them; and each case with how much of it was missed."""

    paired: int = 0
    ours: int = 0
    theirs: int = 0
    cases: list[tuple[int, str]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.paired / self.ours if self.ours else 0.0

    @property
    def recall(self) -> float:
        return self.paired / self.theirs if self.theirs else 0.0

    @property
    def f1(self) -> float:
        both = self.ours + self.theirs
        return 2 * self.paired / both if both else 0.0


def measure(data: Path, errors: Errors) -> Iterator[Measure]:
    propositions, speed = _propositions(data / DATA[0])
    yield Measure("splitting.propositions.f1", propositions.f1, reference=_REFERENCE, gate=True)
    yield Measure("splitting.propositions.precision", propositions.precision)
    yield Measure("splitting.propositions.recall", propositions.recall)
    for name, file in (("news", DATA[1]), ("biography", DATA[2])):
        for grain, units in _units(data / file).items():
            yield Measure(f"splitting.{name}.{grain}.f1", units.f1, gate=name == "news")
            yield Measure(f"splitting.{name}.{grain}.precision", units.precision)
            yield Measure(f"splitting.{name}.{grain}.recall", units.recall)
    yield Measure("splitting.speed", speed, "words/s", "splitting alone")
    for _, case in sorted(propositions.cases, key=lambda case: -case[0]):
        errors(case)


def _propositions(path: Path) -> tuple[Pairs, float]:
    """The pairs on PropSegmEnt, and how many words a second were split at the coarse grain."""
    pairs, words, seconds = Pairs(), 0, 0.0
    for row in rows(path):
        with _read(row["text"]) as (parse, found, known):
            split = claims.split(parse, found, known, Grain.FINE)
            began = time.thread_time()
            claims.split(parse, found, known, Grain.CLAUSE)
            seconds += time.thread_time() - began
        words += len(row["text"].split())
        ours = [_token_set(row["tokens"], claim.spans) for claim in split.claims]
        _count(pairs, _distinct(ours), [frozenset(tokens) for tokens in row["propositions"]], _jaccard, row)
    return pairs, words / seconds


def _units(path: Path) -> dict[Grain, Pairs]:
    pairs = {grain: Pairs() for grain in Grain}
    for row in rows(path):
        theirs = [_bag(unit) for unit in row["units"]]
        with _read(row["text"]) as read:
            for grain in Grain:
                ours = [_bag(claim.text) for claim in claims.split(*read, grain).claims]
                _count(pairs[grain], ours, theirs, _word_f1, row)
    return pairs


@contextmanager
def _read(source: str) -> Iterator[tuple[Parse, tuple[Attribution, ...], mentions.Mentions]]:
    with parsing(text.document(source)) as parse:
        known = mentions.mentions(parse)
        yield parse, tuple(attribution.attributions(parse, known)), known


def _token_set(tokens: Sequence[tuple[str, int]], spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    return frozenset(
        index for index, (_, start) in enumerate(tokens) if any(first <= start < last for first, last in spans)
    )


def _distinct(sets: list[frozenset[int]]) -> list[frozenset[int]]:
    return list(dict.fromkeys(sets))


def _bag(words: str) -> Counter[str]:
    return Counter(word.text for word in text.words(words))


def _jaccard(ours: frozenset[int], theirs: frozenset[int]) -> bool:
    return len(ours & theirs) >= _JACCARD * len(ours | theirs)


def _word_f1(ours: Counter[str], theirs: Counter[str]) -> bool:
    return 2 * (ours & theirs).total() >= _WORD_F1 * (ours.total() + theirs.total())


def _count(
    pairs: Pairs, ours: list[_Item], theirs: list[_Item], fits: Callable[[_Item, _Item], bool], row: dict[str, Any]
) -> None:
    matched = paired(ours, theirs, fits)
    pairs.paired += len(matched)
    pairs.ours += len(ours)
    pairs.theirs += len(theirs)
    missed = len(ours) + len(theirs) - 2 * len(matched)
    if "tokens" in row:
        lines = [row["text"]]
        for sign, sets, hit in (("ours", ours, matched.keys()), ("gold", theirs, matched.values())):
            for at, tokens in enumerate(sets):
                words = " ".join(row["tokens"][index][0] for index in sorted(tokens))  # type: ignore[call-overload]
                lines.append(f"  {'=' if at in hit else ' '} {sign}: {words}")
        pairs.cases.append((missed, "\n".join(lines)))


def paired(ours: list[_Item], theirs: list[_Item], fits: Callable[[_Item, _Item], bool]) -> dict[int, int]:
    """A largest one-to-one pairing of items that fit each other, by augmenting paths; ours to theirs."""
    edges = [[at for at, gold in enumerate(theirs) if fits(one, gold)] for one in ours]
    taken: dict[int, int] = {}

    def place(one: int, tried: set[int]) -> bool:
        for gold in edges[one]:
            if gold not in tried:
                tried.add(gold)
                if gold not in taken or place(taken[gold], tried):
                    taken[gold] = one
                    return True
        return False

    for one in range(len(ours)):
        place(one, set())
    return {one: gold for gold, one in taken.items()}
