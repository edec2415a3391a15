"""How a claim is worded from document to document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimcheck.match import align, check_quote
from claimcheck.models import Claim, Document, Edit, EditKind, Evidence, Span, Wording
from claimcheck.text import fold, quotations, sentence_around
from claimcheck.trail.values import Phrasing

_ALIKE = frozenset({Wording.VERBATIM, Wording.VARIANT})


@dataclass(frozen=True, slots=True)
class Worded:
    """The words in which one document carries the claim."""

    digest: str
    span: Span
    text: str


def worded(claim: Claim, document: Document, piece: Evidence) -> Worded:
    """The words of a document that carry the claim: of a quoted claim the quotation, else the sentence."""
    near = piece.match.evidence_span if piece.match.edits else piece.span
    quoted = _quotation(document, near) if claim.quotes else None
    if quoted is not None and piece.wording is not None and not _partly(claim):
        span = quoted
    else:
        span = _trimmed(document.text, sentence_around(document, _focus(near, piece)))
    return Worded(document.digest, span, span.of(document.text))


def worded_by_article(claim: Claim, article: Document) -> Worded:
    """The words of the article that make the claim."""
    if claim.quotes and not _partly(claim):
        span = Span(claim.quotes[0].start, claim.quotes[-1].end)
    else:
        span = _trimmed(article.text, claim.sentence)
    return Worded(article.digest, span, span.of(article.text))


def phrasings(told: Iterable[Worded]) -> tuple[Phrasing, ...]:
    """The different wordings among ``told``, which goes by time; spelling and marks make no difference."""
    found: list[tuple[Worded, list[str]]] = []
    for each in told:
        same = next((carriers for first, carriers in found if alike(first.text, each.text)), None)
        if same is None:
            found.append((each, [each.digest]))
        elif each.digest not in same:
            same.append(each.digest)
    return tuple(
        Phrasing(
            first.digest,
            first.span,
            first.text,
            tuple(carriers),
            differing(found[n - 1][0].text, first.text) if n else (),
        )
        for n, (first, carriers) in enumerate(found)
    )


def alike(one: str, other: str) -> bool:
    """Whether two texts are the same words, spelling and marks aside."""
    if fold(one).text.strip(" \"'.,;") == fold(other).text.strip(" \"'.,;"):
        return True
    return check_quote(one, other).wording in _ALIKE and check_quote(other, one).wording in _ALIKE


def differing(before: str, after: str) -> tuple[Edit, ...]:
    """What became of the words of ``before`` in ``after``, run by run, over all of both."""
    found = align(before, after)
    if found is None:
        return (Edit(EditKind.CHANGED, Span(0, len(before)), Span(0, len(after))),)
    head, tail = found.evidence_span.start, found.evidence_span.end
    edits = list(found.edits)
    if after[:head].strip():
        edits.insert(0, Edit(EditKind.ADDED, Span(0, 0), Span(0, head)))
    if after[tail:].strip(" .,;!?\"'”’"):
        edits.append(Edit(EditKind.ADDED, Span(len(before), len(before)), Span(tail, len(after))))
    return tuple(edits)


def best_pieces(evidence: Sequence[Evidence]) -> dict[str, Evidence]:
    """Of each document, the piece that says most of the claim: the first, since the best come first."""
    pieces: dict[str, Evidence] = {}
    for piece in evidence:
        pieces.setdefault(piece.digest, piece)
    return pieces


def _partly(claim: Claim) -> bool:
    """Whether only a few words of the claim are quoted."""
    return sum(end - start for start, end in claim.quotes) * 2 < len(claim.text)


def _quotation(document: Document, near: Span) -> Span | None:
    """The words between the quotation marks that share most with the span."""
    meeting = [quoted.inner for quoted in quotations(document) if quoted.depth == 0 and quoted.inner.meets(near)]
    best = max(
        meeting,
        key=lambda inner: (min(inner.end, near.end) - max(inner.start, near.start), -inner.start),
        default=None,
    )
    return _trimmed(document.text, best) if best is not None else None


def _focus(near: Span, piece: Evidence) -> Span:
    """The aligned words where they lie inside the evidence, so that a long passage is not quoted whole."""
    return near if piece.span.holds(near) else piece.span


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - len(words) + len(words.rstrip())))
