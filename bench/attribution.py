"""Who says what: characters of content and source, and the sentences that hold an attribution, on PolNeAR.

A character counts once, however many attributions it belongs to. By type: what we call direct is right where it is
content of any type, and what is direct is found where we see content of any type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.measures import Errors, Measure, rows
from claimcheck import text
from claimcheck.language.en import attribution
from claimcheck.language.en.parsing import parsing
from claimcheck.models import Attribution, AttributionType, Span

DATA = ("attribution/polnear-dev.jsonl.xz",)
GATE = True

_PARTS = ("content", "source")
_TYPES = (AttributionType.DIRECT, AttributionType.MIXED, AttributionType.INDIRECT)
_REFERENCES = {
    "content": "human .89, dependency baseline .73, quotation marks .57",
    "source": "human .74, dependency baseline .64",
    "sentence": "cue verbs .69",
}


class Tally:
    """Counts of what is right, found and expected."""

    def __init__(self) -> None:
        self.right = self.found = self.expected = 0

    def add(self, found: set[int], expected: set[int]) -> None:
        self.right += len(found & expected)
        self.found += len(found)
        self.expected += len(expected)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        both = self.found + self.expected
        return 2 * self.right / both if both else 0.0


def measure(data: Path, errors: Errors) -> Iterator[Measure]:
    tallies: dict[str, Tally] = {part: Tally() for part in (*_PARTS, "sentence")}
    typed = {f"{part}.{kind.value}": (Tally(), Tally()) for part in _PARTS for kind in _TYPES}
    cases: list[tuple[int, str]] = []
    for row in rows(data / DATA[0]):
        with parsing(text.document(row["text"])) as parse:
            found = attribution.detect(parse)
            sentences = [sentence.span for sentence in parse.sentences]
        gold = [_gold(entry) for entry in row["attributions"]]
        quotations = [q.span for q in text.quotations(parse.document)]
        covered = {part: (_characters(found, part), _characters(gold, part)) for part in _PARTS}
        for part, (ours, theirs) in covered.items():
            tallies[part].add(ours, theirs)
            for kind in _TYPES:
                precise, recalled = typed[f"{part}.{kind.value}"]
                precise.add(_characters((a for a in found if a.type is kind), part), theirs)
                recalled.add(ours, _characters((a for a in gold if _kind(a, quotations) is kind), part))
        tallies["sentence"].add(_held(found, sentences), _held(gold, sentences))
        cases += _cases(row["text"], sentences, *covered["content"])
    for _, case in sorted(cases, key=lambda c: -c[0]):
        errors(case)
    for name, tally in tallies.items():
        yield Measure(f"attribution.{name}.f1", tally.f1, reference=_REFERENCES[name], gate=True)
        yield Measure(f"attribution.{name}.precision", tally.precision)
        yield Measure(f"attribution.{name}.recall", tally.recall)
    for name, (precise, recalled) in typed.items():
        both = precise.precision + recalled.recall
        f1 = 2 * precise.precision * recalled.recall / both if both else 0.0
        yield Measure(f"attribution.{name}.f1", f1, reference="precision of what we type so, recall of what is so")


def _gold(entry: dict[str, Any]) -> Attribution:
    spans = {part: tuple(Span(*span) for span in entry[part]) for part in ("source", "cue", "content")}
    return Attribution(AttributionType.NONE, **spans)


def _kind(gold: Attribution, quotations: list[Span]) -> AttributionType:
    """By the quotation marks in the content, as for our own."""
    met = [any(q.meets(span) for q in quotations) for span in gold.content]
    if met and all(any(q.start <= span.start and span.end <= q.end + 1 for q in quotations) for span in gold.content):
        return AttributionType.DIRECT
    return AttributionType.MIXED if any(met) else AttributionType.INDIRECT


def _characters(attributions: Iterable[Attribution], part: str) -> set[int]:
    return {at for one in attributions for span in getattr(one, part) for at in range(*span)}


def _held(attributions: Iterable[Attribution], sentences: list[Span]) -> set[int]:
    """The sentences that content stands in."""
    content = [span for one in attributions for span in one.content]
    return {at for at, sentence in enumerate(sentences) if any(sentence.meets(span) for span in content)}


def _cases(words: str, sentences: list[Span], ours: set[int], theirs: set[int]) -> Iterator[tuple[int, str]]:
    """Sentences with the number of characters that are wrong: [too much], {missing}, (right)."""
    for sentence in sentences:
        inside = range(sentence.start, sentence.end)
        wrong = sum((at in ours) != (at in theirs) for at in inside)
        if wrong:
            line: list[str] = []
            state = ""
            for at in inside:
                now = ("()" if at in theirs else "[]") if at in ours else "{}" if at in theirs else ""
                if now != state:
                    line.append(state[1:] + now[:1])
                line.append(words[at])
                state = now
            yield wrong, f"{wrong:4} {''.join(line)}{state[1:]}"
