"""The saved copy of one document, and what people decided about its origin."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.desk.pages.desks import Desk, at_desk, shown
from claimcheck.desk.pages.forms import fields
from claimcheck.desk.pages.people import Actor, make_known, role
from claimcheck.errors import ClaimcheckError, RuleError
from claimcheck.markup import Mark, marked
from claimcheck.models import Span
from claimcheck.origins import SourceKind
from claimcheck.store import Store
from claimcheck.store.reading.origins import COUNTED
from claimcheck.store.reading.sources import SavedCopy, saved_copy

if TYPE_CHECKING:
    from datasette.utils.asgi import Request, Response

_REFUSED = 409


@at_desk
async def document(desk: Desk, request: Request) -> Response:
    """The saved copy of a document, or a form that was sent from its page."""
    from datasette.utils.asgi import Response

    key = request.url_vars["document"]
    if request.method != "POST":
        return await _page(desk, request, key)
    form = await fields(request)
    try:
        await to_thread(_decide, desk.path, key, request.actor, form)
    except ClaimcheckError as error:
        return await _page(desk, request, key, {"refused": str(error), "typed": form}, _REFUSED)
    listed = form.get("from", "")
    back = f"{desk.root}/sources?show={listed}" if listed in COUNTED else f"{desk.root}/documents/{key}#origin"
    return Response.redirect(back, status=303)


def _decide(path: Path, key: str, who: Actor | None, form: Mapping[str, str]) -> None:
    do, note = form.get("do", ""), form.get("note", "").strip()
    with Store(path) as store:
        person = make_known(store, who)
        if do == "split":
            store.origins.split(key, person, note=note)
        elif do == "join":
            other = form.get("other") or form.get("named", "")
            store.origins.join(key, store.documents.key(other.strip()), person, note=note)
        elif do == "kind" and form.get("kind") in list(SourceKind):
            store.origins.set_kind(key, SourceKind(form["kind"]), person, note=note)
        else:
            raise RuleError(
                "choose first what kind of source it is"
                if do == "kind"
                else "the form does not say what to do: press one of its buttons"
            )


async def _page(
    desk: Desk, request: Request, key: str, more: dict[str, object] | None = None, status: int = 200
) -> Response:
    from datasette.utils.asgi import NotFound

    found = await to_thread(desk.reader.read, saved_copy, key)
    if found is None:
        raise NotFound("There is no document of that key")
    shows: dict[str, object] = {
        "found": found,
        "paragraphs": _paragraphs(desk, found, _wanted(request)),
        "role": role({person.name: person.role for person in found.people if person.is_active}, request.actor),
        "refused": None,
        "typed": {},
    }
    return shown(desk, request, "document.html", shows | (more or {}), status)


def _paragraphs(desk: Desk, found: SavedCopy, wanted: Span | None) -> list[tuple[str, bool]]:
    """The text in paragraphs, claims marked in it, and whether each holds the words that are wanted."""
    marks = [
        Mark(span, "aligned", leads_to=f"{desk.root}/claims/{resting.id}", title=f"claim {resting.n}")
        for span, resting in found.anchors
    ]
    if wanted is not None:
        marks.append(Mark(wanted, "wanted"))
    return [
        (marked(block.of(found.text), block.start, marks), bool(wanted and block.start <= wanted.start < block.end))
        for block in found.blocks or (Span(0, len(found.text)),)
    ]


def _wanted(request: Request) -> Span | None:
    """The words that the address asks to be shown."""
    asked = [request.args.get(name) or "" for name in ("from", "to")]
    if not all(each.isdecimal() and len(each) < 10 for each in asked):
        return None
    return Span(int(asked[0]), int(asked[1]))
