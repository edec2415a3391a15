"""The page of one claim."""

from __future__ import annotations

import sqlite3
from asyncio import to_thread
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup

from claimcheck.desk.pages.desks import Desk, shown
from claimcheck.desk.pages.people import Actor, listed_as, role
from claimcheck.desk.pages.table import asked_for, listed
from claimcheck.desk.provenance_picture import entries, picture
from claimcheck.markup import Mark, marked
from claimcheck.models import Call, CallTerms, EditKind, Role, Stance, Step, StepKind
from claimcheck.models.labels import checked_before
from claimcheck.provenance import Lead
from claimcheck.store.reading.claim import Dossier, ShownEvidence, dossier
from claimcheck.store.reading.then import successor

if TYPE_CHECKING:
    from datasette.utils.asgi import Request, Response


async def claim_page(
    desk: Desk, request: Request, key: str, more: dict[str, object] | None = None, status: int = 200
) -> Response:
    """The page of the claim with this key; ``more`` is what a form held that was refused, and why.

    The address of a claim that was edited leads on to what became of it.

    Raises:
        NotFound: there is no such claim.
    """
    from datasette.utils.asgi import NotFound, Response

    found, later = await to_thread(desk.reader.read, _found, key)
    within = (request.args.get("in") or "") if "in" in request.args else None
    if later and not more:
        return Response.redirect(f"{desk.root}/claims/{later}" + (f"?{urlencode({'in': within})}" if within else ""))
    if found is None:
        raise NotFound("There is no claim of that key, or it is gone from its article and nobody had decided on it")
    around = await to_thread(beside, desk, request, key if within is not None else None, within or "")
    values = _values(found, request.actor) | {"around": around or in_article(found)}
    return shown(desk, request, "claim.html", values | (more or {}), status)


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a claim stands in the list that somebody goes through.

    Attributes:
        query: what the list was asked for with; None for the order of the article.
        before, after: the claims next to it, by key.
        n: its place, of ``count``.
    """

    query: str | None
    before: str | None
    after: str | None
    n: int
    count: int


def beside(desk: Desk, request: Request, key: str | None, within: str) -> ListPlace | None:
    """The place of a claim in the list ``within``; None where it is not in there, or no list is gone through."""
    if key is None:
        return None
    keys = [line.id for line in listed(desk, asked_for(request, within), request.actor)]
    if key not in keys:
        return ListPlace(within, None, keys[0] if keys else None, 0, len(keys))
    at = keys.index(key)
    after = keys[at + 1] if at + 1 < len(keys) else None
    return ListPlace(within, keys[at - 1] if at else None, after, at + 1, len(keys))


def in_article(found: Dossier) -> ListPlace:
    """The place of a claim in its article."""
    return ListPlace(None, found.before, found.after, found.line.n, found.number_of)


def _found(connection: sqlite3.Connection, key: str) -> tuple[Dossier | None, str | None]:
    """The dossier of a claim, or of what became of it, whose key is given then."""
    later = successor(connection, key)
    return dossier(connection, later or key), later


def may_read(call: Call, may: Role, who: Actor | None) -> bool:
    """Whether a call is for somebody's eyes: what was said off the record is for editors and who noted it."""
    is_theirs = who is not None and who["by"] != "token" and who["id"] == call.person
    return call.terms is not CallTerms.OFF_RECORD or may is Role.EDITOR or is_theirs


def _values(found: Dossier, who: Actor | None) -> dict[str, object]:
    claim = found.record.checked.claim
    pieces = found.pieces
    may = role({person.name: person.role for person in found.people if person.is_active}, who)
    return {
        "found": found,
        "line": found.line,
        "claim": claim,
        "checked": found.record.checked,
        "paragraph": paragraph(found),
        "cue": cue(found),
        "flags": [flag for flag in found.flags if flag.weight != "note"],
        "supporting": [piece for piece in pieces if _is(piece, Stance.SUPPORTS)],
        "against": [piece for piece in pieces if _is(piece, Stance.CONTRADICTS)],
        "echoes": [piece for piece in pieces if piece.evidence.echo],
        "related": [piece for piece in pieces if _is(piece, Stance.RELATED)],
        "in_vain": [search for search in found.searches if not search.results],
        "claim_words": lambda piece: claim_words(claim.text, piece),
        "context": context,
        "before": checked_before,
        "picture": Markup(picture(found.provenance)) if len(found.provenance.sources) > 1 else None,  # noqa: S704 escaped there
        "entries": entries(found.provenance),
        "advice": advice,
        "role": may,
        "calls": [call for call in found.record.calls if may_read(call, may, who)],
        "listed_as": listed_as((person.name for person in found.people), who),
        "last_by": _last_by(found),
        "returned": _returned(found),
        "is_mine_to_sign": _is_to_sign(found, who),
        "refused": None,
        "typed": {},
    }


def advice(lead: Lead) -> str:
    """What to do about a lead, where a button fetches and no command is typed."""
    words, command, _ = lead.advice.partition("claimcheck gather")
    if not command:
        return words
    words = words.strip().removesuffix(":").removesuffix(", then")
    return words if lead.url else f"{words} and give its address under “More evidence”"


def _is(piece: ShownEvidence, stance: Stance) -> bool:
    """Which way it points; what the speaker said elsewhere points neither way, whatever it says."""
    return piece.evidence.stance is stance and not piece.evidence.echo


def paragraph(found: Dossier) -> Markup:
    """The paragraph of the claim with the sentence, the claim's words, the quoted words and the cue marked."""
    claim = found.record.checked.claim
    marks = [Mark(claim.sentence, "sentence"), *(Mark(span, "words") for span in claim.spans)]
    marks += [Mark(span, "quoted") for span in claim.quotes]
    if claim.attribution is not None:
        marks += [Mark(span, "cue", title="attributes") for span in claim.attribution.cue]
        marks += [Mark(span, "source", title="who speaks") for span in claim.attribution.source]
    return marked(found.place.text, found.place.span.start, marks)


def _returned(found: Dossier) -> Step | None:
    """The step by which the claim was returned or reopened, while it waits to be decided again."""
    if found.line.standing.stage not in ("returned", "reopened"):
        return None
    taken = (step for step in reversed(found.record.steps) if not step.is_withdrawn)
    return next((step for step in taken if step.step in (StepKind.RETURNED, StepKind.REOPENED)), None)


def _is_to_sign(found: Dossier, who: Actor | None) -> bool:
    """Whether the next thing that this person can do is to sign off what somebody else decided."""
    listed_people = {person.name: person.role for person in found.people if person.is_active}
    stands = found.line.standing
    is_editor = role(listed_people, who) is Role.EDITOR
    return is_editor and stands.stage == "proposed" and who is not None and stands.checker != who["id"]


def _last_by(found: Dossier) -> str | None:
    """Who took the last step that was not taken back."""
    return next(
        (
            step.person
            for step in reversed(found.record.steps)
            if not step.is_withdrawn and step.n and not step.withdraws
        ),
        None,
    )


def cue(found: Dossier) -> str:
    """The words that attribute the claim, as far as they stand in its paragraph."""
    attribution, place = found.record.checked.claim.attribution, found.place
    spans = attribution.cue if attribution else ()
    return " … ".join(span.shifted(-place.span.start).of(place.text) for span in spans if place.span.holds(span))


def claim_words(text: str, piece: ShownEvidence) -> Markup:
    """The claim's own words, those marked that this piece of evidence does not share."""
    match = piece.evidence.match
    marks = [Mark(edit.claim_span, "differs") for edit in match.edits if edit.kind in _OF_CLAIM]
    marks += [Mark(difference.claim_span, "differs") for difference in piece.evidence.differences]
    marks += [Mark(span, "missing", title="the source has nothing on this") for span in match.missing]
    return marked(text, 0, marks)


def context(piece: ShownEvidence) -> Markup:
    """The words around a piece of evidence: the words aligned are marked, and those among them that differ."""
    evidence = piece.evidence
    marks = [Mark(evidence.span, "aligned")]
    # A difference says more than the word run that it lies in.
    marks += [Mark(each.evidence_span, "differs", title=each.note) for each in evidence.differences]
    edits = (edit for edit in evidence.match.edits if edit.kind in _OF_EVIDENCE)
    marks += [
        Mark(edit.evidence_span, "differs") for edit in edits if edit.evidence_span.end > edit.evidence_span.start
    ]
    return marked(piece.context, piece.span.start, marks)


_OF_CLAIM = frozenset({EditKind.CHANGED, EditKind.MISSING})
_OF_EVIDENCE = frozenset({EditKind.CHANGED, EditKind.ADDED})
