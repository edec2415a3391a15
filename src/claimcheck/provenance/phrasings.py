"""How a claim is worded from document to document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rapidfuzz.distance import Levenshtein, Opcode

from claimcheck.models import Claim, Document, Edit, EditKind, Evidence, Span, Wording
from claimcheck.provenance.values import Phrasing
from claimcheck.quotes import check_quote
from claimcheck.quotes.coding import Coded, coded
from claimcheck.text import fold, quotations, sentence_around

_ALIKE = frozenset({Wording.VERBATIM, Wording.VARIANT})


@dataclass(frozen=True, slots=True)
class ClaimWording:
    """The words in which one document carries the claim."""

    digest: str
    span: Span
    text: str


def worded(claim: Claim, document: Document, piece: Evidence) -> ClaimWording:
    """The words of a document that carry the claim: of a quoted claim the quotation, else what answers to the claim."""
    match = piece.match.evidence_span
    near = match if match.meets(piece.span) else piece.span
    quoted = _quotation(document, near) if claim.quotes and not _partly(claim) and piece.wording else None
    span = _trimmed(document.text, quoted or _answering(document, near, piece))
    return ClaimWording(document.digest, span, span.of(document.text))


def worded_by_article(claim: Claim, article: Document) -> ClaimWording:
    """The words of the article that make the claim."""
    spans = claim.quotes if claim.quotes and not _partly(claim) else claim.spans or (claim.sentence,)
    span = _trimmed(article.text, Span(min(each.start for each in spans), max(each.end for each in spans)))
    return ClaimWording(article.digest, span, span.of(article.text))


def phrasings(wordings: Iterable[ClaimWording]) -> tuple[Phrasing, ...]:
    """The different wordings among ``wordings``, which goes by time; spelling and marks make no difference."""
    found: list[tuple[ClaimWording, list[str]]] = []
    for each in wordings:
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
    one, other = coded(before), coded(after)
    steps = Levenshtein.opcodes(other.encode(one.units), other.codes)
    runs = groupby(steps, key=lambda step: step.tag == "equal")
    return tuple(_edit(list(run), one, other) for _, run in runs)


def _edit(steps: Sequence[Opcode], one: Coded, other: Coded) -> Edit:
    """A run of steps, all of them alike or none, as one edit."""
    mine = one.span(steps[0].src_start, steps[-1].src_end)
    theirs = other.span(steps[0].dest_start, steps[-1].dest_end)
    if steps[0].tag == "equal":
        return Edit(EditKind.SAME, mine, theirs)
    kind = EditKind.ADDED if mine.start == mine.end else EditKind.MISSING if theirs.start == theirs.end else None
    return Edit(kind or EditKind.CHANGED, mine, theirs)


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
    around = replace(document, blocks=tuple(block for block in document.blocks if block.span.meets(near)))
    meeting = [quoted.inner for quoted in quotations(around) if quoted.depth == 0 and quoted.inner.meets(near)]
    best = max(
        meeting,
        key=lambda inner: (min(inner.end, near.end) - max(inner.start, near.start), -inner.start),
        default=None,
    )
    return _trimmed(document.text, best) if best is not None else None


def _answering(document: Document, near: Span, piece: Evidence) -> Span:
    """The aligned words, and with them those of the same sentence that differ from the claim."""
    sentence = sentence_around(document, near)
    spans = [near, *(each.evidence_span for each in piece.differences if sentence.holds(each.evidence_span))]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _trimmed(text: str, span: Span) -> Span:
    """The span without blanks around it and without what only joins it to what follows."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - len(words) + len(words.rstrip(" \t\n,;:"))))
