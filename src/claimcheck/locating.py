"""Where words stand in the evidence, whatever was done to them on the way."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from claimcheck import passages, quotes
from claimcheck.meaning import TextRole
from claimcheck.models import Document, Match, Passage, QuoteCheck, Span
from claimcheck.passages import NARROW, WIDE
from claimcheck.retrieval import Retrieval
from claimcheck.store import Store
from claimcheck.text import sentence_around

_OFFERED = {NARROW: 8, WIDE: 24}
SIMILAR = 0.79
"""Of sentences that bear out a claim, 89 in 100 are as similar to it; of sentences on other topics, 1 in 100 is."""

_CLOSE_PCT = 60
"""Words aligned as well as this were found; worse, and they are looked for once more, by all of them."""


@dataclass(frozen=True, slots=True)
class Located:
    """A passage that quoted words can be laid on.

    Attributes:
        digest: the document it stands in.
        passage: the window, by its place in that document.
        match: the alignment; evidence offsets count in the passage.
    """

    digest: str
    passage: Passage
    match: Match

    @property
    def span(self) -> Span:
        """Where the words stand in the document's text."""
        return self.match.evidence_span.shifted(self.passage.span.start)

    def check(self, words: str, document: Document) -> QuoteCheck:
        """Whether ``words`` stand there as quoted; spans count in ``document``, the one that this passage is of."""
        # A quote may run on over the edge of its passage.
        around = Span(max(0, self.span.start - len(words)), min(len(document.text), self.span.end + len(words)))
        window = Span(min(around.start, self.passage.span.start), max(around.end, self.passage.span.end))
        checked = quotes.check_quote(words, window.of(document.text))
        edits = tuple(replace(edit, evidence_span=edit.evidence_span.shifted(window.start)) for edit in checked.edits)
        return replace(checked, spans=tuple(span.shifted(window.start) for span in checked.spans), edits=edits)

    @property
    def is_close(self) -> bool:
        """Whether it is the words looked for, not only some of them."""
        return self.match.score_pct >= _CLOSE_PCT


def locate(store: Store, words: str, most: int = 1, total: int | None = None) -> list[Located]:
    """The passages, one a document, that ``words`` are best laid on, in order: the best first.

    The rarest words are asked for first; where nothing comes close, the others are asked for too.

    Args:
        store: where the evidence is.
        words: a quote, or a sentence.
        most: how many documents are wanted.
        total: how many passages the store has, where that is known.
    """
    total = store.passages.count() if total is None else total
    found: list[Located] = []
    for reach in (NARROW, WIDE):
        asked = passages.query(words, store.passages.frequency, total, reach)
        offered = quotes.rank(words, store.passages.search(asked, max(_OFFERED[reach], 2 * most)))
        found = list(islice(_laid(words, offered), most))
        if found and found[0].is_close:
            break
    return found


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """A sentence of a document whose meaning is similar; it may also deny what was searched for.

    Attributes:
        digest: the document it stands in.
        span: its place in the document's text.
        similarity: the dot product of the two embeddings, up to 1, in thousandths.
    """

    digest: str
    span: Span
    similarity: float


def paraphrases(
    store: Store, words: str, retrieval: Retrieval, most: int = 1, exclude: Collection[str] = ()
) -> list[Paraphrase]:
    """The sentences nearest in meaning to ``words``, in whatever words or language: one a document, best first.

    Args:
        store: where the evidence is.
        words: a sentence.
        retrieval: finds the passages; without a model of meaning there are none.
        most: how many documents are wanted.
        exclude: digests of documents that are not wanted.

    Raises:
        MeaningError: the model cannot be loaded or run.
    """
    model = retrieval.meaning
    if model is None:
        return []
    (query,) = model.embed([words], TextRole.QUERY)
    best: dict[str, Paraphrase] = {}
    for near in retrieval.nearest(words, _OFFERED[WIDE], exclude):
        document = store.documents.get(near.digest)
        spans = _sentences(document, near.passage.span)
        similar = (model.embed([span.of(document.text) for span in spans], TextRole.PASSAGE) @ query).round(3)
        for span, similarity in zip(spans, similar.tolist(), strict=True):
            if similarity >= max(SIMILAR, best[near.digest].similarity if near.digest in best else 0):
                best[near.digest] = Paraphrase(near.digest, span, similarity)
    return sorted(best.values(), key=lambda found: (-found.similarity, found.digest))[:most]


def _sentences(document: Document, window: Span) -> list[Span]:
    """The sentences that a passage is part of, in order."""
    found, at = [], window.start
    while at < window.end:
        if document.text[at].isspace():
            at += 1
            continue
        sentence = sentence_around(document, Span(at, at + 1))
        found.append(sentence)
        at = max(sentence.end, at + 1)
    return found


def _laid(words: str, ranked: Sequence[tuple[str, Passage]]) -> Iterator[Located]:
    seen: set[str] = set()
    for digest, passage in ranked:
        if digest in seen:
            continue
        aligned = quotes.align(words, passage.text)
        if aligned is not None:
            seen.add(digest)
            yield Located(digest, passage, aligned)
