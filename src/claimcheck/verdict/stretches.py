"""The stretches of a passage that are judged on a claim: all of it, its nearest sentence, and that with a neighbour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.meaning import Meaning, TextRole
from claimcheck.models import Span

LONGEST_SENTENCES = 3
"""How many sentences are judged at once: the model reads no more than some 200 words."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A passage cut into sentences.

    Attributes:
        text: what the spans are places in.
        sentences: in order, at most ``LONGEST_SENTENCES``.
        dated: when it was written (ISO 8601), where that is known.
    """

    text: str
    sentences: tuple[Span, ...]
    dated: str | None = None

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


def cut(text: str, sentences: Sequence[Span], dated: str | None = None) -> list[Passed]:
    """Passages of ``LONGEST_SENTENCES`` sentences at most, each beginning with the last sentence of the one before."""
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
