"""The stretches of a passage that are judged on a claim: all of it, its nearest sentence, and that with a neighbour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.meaning import Meaning, TextRole
from claimcheck.models import FactCheck, Span

LONGEST_SENTENCES = 3
"""How many sentences of a longer paragraph are judged at once: the model reads no more than some 200 words."""
PARAGRAPH_SENTENCES = 4
"""A paragraph of so many sentences is judged whole: what it begins with often says what the rest is about."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A passage cut into sentences.

    Attributes:
        text: what the spans are places in.
        sentences: in order, at most ``PARAGRAPH_SENTENCES``.
        dated: when it was written (ISO 8601), where that is known.
        fact_check: the verdict of a fact-checker that the passage is.
    """

    text: str
    sentences: tuple[Span, ...]
    dated: str | None = None
    fact_check: FactCheck | None = None

    @property
    def whole(self) -> Span:
        """From the first sentence to the last."""
        return Span(self.sentences[0].start, self.sentences[-1].end)

    def around(self, at: int) -> list[Span]:
        """The sentence ``at`` alone, with the one before it, and with the one behind it; the whole is left out."""
        found = [self.sentences[at]]
        if at > 0:
            found.append(Span(self.sentences[at - 1].start, self.sentences[at].end))
        if at + 1 < len(self.sentences):
            found.append(Span(self.sentences[at].start, self.sentences[at + 1].end))
        return [span for span in found if span != self.whole]


def in_passages(
    text: str, sentences: Sequence[Span], checks: Sequence[FactCheck], dated: str | None = None
) -> list[Passed]:
    """A text in passages of a few sentences; each verdict of a fact-checker in it is one passage."""
    found: list[Passed] = []
    left = tuple(sentences)
    for checked in checks:
        inside = tuple(span for span in left if span.meets(checked.span))
        if inside:
            found.append(Passed(text, inside, dated, checked))
            left = tuple(span for span in left if span not in inside)
    return [*found, *cut(text, left, dated)]


def cut(text: str, sentences: Sequence[Span], dated: str | None = None) -> list[Passed]:
    """Passages of a few sentences: paragraphs, short ones together, long ones in windows that overlap by a sentence."""
    out: list[Passed] = []
    together: list[Span] = []
    for paragraph in _paragraphs(text, sentences):
        if len(paragraph) == 1:
            together += paragraph
            continue
        out += _windows(text, together, dated)
        together = []
        out += (
            [Passed(text, tuple(paragraph), dated)]
            if len(paragraph) <= PARAGRAPH_SENTENCES
            else _windows(text, paragraph, dated)
        )
    return [*out, *_windows(text, together, dated)]


def _paragraphs(text: str, sentences: Sequence[Span]) -> list[list[Span]]:
    found: list[list[Span]] = []
    for sentence in sentences:
        if found and "\n" not in text[found[-1][-1].end : sentence.start]:
            found[-1].append(sentence)
        else:
            found.append([sentence])
    return found


def _windows(text: str, sentences: Sequence[Span], dated: str | None) -> list[Passed]:
    if not sentences:
        return []
    step = LONGEST_SENTENCES - 1
    last = max(1, len(sentences) - 1)
    starts = range(0, last, step) if len(sentences) > LONGEST_SENTENCES else range(1)
    return [Passed(text, tuple(sentences[at : at + LONGEST_SENTENCES]), dated) for at in starts]


def nearest(claim: str, passed: Sequence[Passed], meaning: Meaning) -> list[tuple[int, float]]:
    """For each passage, which of its sentences means most nearly what the claim does, and how nearly (-1 to 1).

    Raises:
        MeaningError: the model cannot be loaded or run.
    """
    (query,) = meaning.embed([claim], TextRole.QUERY)
    texts = [span.of(one.text) for one in passed for span in one.sentences]
    # Sums differ in the last digits from processor to processor.
    alike = iter((meaning.embed(texts, TextRole.PASSAGE) @ query).round(2).tolist())
    out = []
    for one in passed:
        scores = [next(alike) for _ in one.sentences]
        best = max(range(len(scores)), key=lambda at: (scores[at], -at))
        out.append((best, float(scores[best])))
    return out
