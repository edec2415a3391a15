"""The page of one claim."""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING

from markupsafe import Markup

from claimcheck.desk.pages.desks import Desk, at_desk, shown
from claimcheck.desk.pages.markup import Mark, marked
from claimcheck.desk.reading.claim import Dossier, Piece, dossier
from claimcheck.models import EditKind, Span, Stance

if TYPE_CHECKING:
    from datasette.utils.asgi import Request, Response


@at_desk
async def claim(desk: Desk, request: Request) -> Response:
    """One claim: what it rests on, what was not had, and what people decided."""
    return await claim_page(desk, request, request.url_vars["claim"])


async def claim_page(desk: Desk, request: Request, key: str, status: int = 200, **told: object) -> Response:
    """The page of the claim with this key; ``told`` is what a form held that was refused, and why.

    Raises:
        NotFound: there is no such claim.
    """
    from datasette.utils.asgi import NotFound

    found = await to_thread(desk.reader.read, lambda connection: dossier(connection, key))
    if found is None:
        raise NotFound("There is no claim of that key, or it is gone from its article and nobody had decided on it")
    return shown(desk, request, "claim.html", status=status, **_told(found), **told)


def _told(found: Dossier) -> dict[str, object]:
    claim = found.record.checked.claim
    pieces = found.pieces
    return {
        "found": found,
        "line": found.line,
        "claim": claim,
        "checked": found.record.checked,
        "paragraph": paragraph(found),
        "cue": cue(found),
        "flags": found.flags,
        "supporting": [piece for piece in pieces if piece.evidence.stance is Stance.SUPPORTS],
        "against": [piece for piece in pieces if piece.evidence.stance is Stance.CONTRADICTS],
        "echoes": [piece for piece in pieces if piece.evidence.stance is Stance.RELATED and piece.evidence.echo],
        "related": [piece for piece in pieces if piece.evidence.stance is Stance.RELATED and not piece.evidence.echo],
        "in_vain": [search for search in found.searches if not search.results_count],
        "claim_words": lambda piece: claim_words(claim.text, piece),
        "context": context,
    }


def paragraph(found: Dossier) -> Markup:
    """The paragraph of the claim with the sentence, the claim's words, the quoted words and the cue marked."""
    claim = found.record.checked.claim
    marks = [Mark(claim.sentence, "sentence"), *(Mark(span, "words") for span in claim.spans)]
    marks += [Mark(span, "quoted") for span in claim.quotes]
    if claim.attribution is not None:
        marks += [Mark(span, "cue", title="attributes") for span in claim.attribution.cue]
        marks += [Mark(span, "source", title="who speaks") for span in claim.attribution.source]
    return marked(found.place.text, found.place.span.start, marks)


def cue(found: Dossier) -> str:
    """The words that attribute the claim, as they stand in its paragraph; pieces of it that stand elsewhere are left out."""
    attribution, place = found.record.checked.claim.attribution, found.place
    spans = attribution.cue if attribution else ()
    return " … ".join(span.shifted(-place.span.start).of(place.text) for span in spans if place.span.holds(span))


def claim_words(text: str, piece: Piece) -> Markup:
    """The claim's own words, those marked that this piece of evidence does not share."""
    differing = [Mark(edit.claim_span, "differs") for edit in piece.evidence.match.edits if edit.kind in _OF_CLAIM]
    differing += [Mark(difference.claim_span, "differs") for difference in piece.evidence.differences]
    differing += [
        Mark(span, "missing", title="the source has nothing on this") for span in piece.evidence.match.missing
    ]
    return marked(text, 0, differing)


def context(piece: Piece) -> Markup:
    """The words around a piece of evidence: the words aligned are marked, and those among them that differ."""
    edits = piece.evidence.match.edits
    # A difference is told better than the word run that it lies in.
    typed = [
        Mark(difference.evidence_span, "differs", title=difference.note) for difference in piece.evidence.differences
    ]
    differing = [
        Mark(edit.evidence_span, "differs")
        for edit in edits
        if edit.kind in _OF_EVIDENCE and _holds(edit.evidence_span)
    ]
    return marked(piece.context, piece.span.start, [Mark(piece.evidence.span, "aligned"), *typed, *differing])


_OF_CLAIM = frozenset({EditKind.CHANGED, EditKind.MISSING})
_OF_EVIDENCE = frozenset({EditKind.CHANGED, EditKind.ADDED})


def _holds(span: Span) -> bool:
    return span.end > span.start
