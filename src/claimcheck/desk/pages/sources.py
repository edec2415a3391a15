"""Where things came from: the sources page, and the kept text of one document."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from claimcheck.desk.pages.desks import Desk, at_desk, shown
from claimcheck.desk.pages.forms import fields
from claimcheck.desk.pages.markup import Mark, marked
from claimcheck.desk.pages.people import Actor, make_known, role
from claimcheck.desk.pages.table import asked_for
from claimcheck.desk.reading.sources import SHOWN, counts, kept, sources
from claimcheck.errors import ClaimcheckError
from claimcheck.models import Span
from claimcheck.store import Store

if TYPE_CHECKING:
    from datasette.utils.asgi import Request, Response


@at_desk
async def sources_page(desk: Desk, request: Request) -> Response:
    """Documents, captures and failures, with the claims that rest on each."""
    asked = asked_for(request)
    wanted = request.args.get("show") or ""
    show = wanted if wanted in SHOWN else SHOWN[0]
    found, more = await to_thread(
        desk.reader.read, lambda connection: sources(connection, show, asked.q.strip(), asked.page)
    )

    def at(page: int = 1, show: str = show) -> str:
        told = {"show": show if show != SHOWN[0] else "", "q": asked.q, "page": page if page > 1 else ""}
        kept = {name: value for name, value in told.items() if value}
        return f"{desk.root}/sources" + (f"?{urlencode(kept)}" if kept else "")

    told = {
        "sources": found,
        "more": more,
        "counts": await to_thread(desk.reader.read, counts),
        "asked": asked,
        "show": show,
        "at": at,
    }
    return shown(desk, request, "sources.html", told)


@at_desk
async def document(desk: Desk, request: Request) -> Response:
    """The kept text of a document, or a decision about what it goes back to that was sent from its page."""
    from datasette.utils.asgi import Response

    key = request.url_vars["document"]
    if request.method != "POST":
        return await _document_page(desk, request, key)
    form = await fields(request)
    try:
        await to_thread(_regroup, desk.path, key, request.actor, form)
    except ClaimcheckError as error:
        return await _document_page(desk, request, key, {"refused": str(error), "typed": form}, 409)
    return Response.redirect(f"{desk.root}/documents/{key}#origin", status=303)


def _regroup(path: Path, key: str, who: Actor | None, form: Mapping[str, str]) -> None:
    with Store(path) as store:
        person, note = make_known(store, who), form.get("note", "").strip()
        if form.get("do") == "split":
            store.split_origin(key, person, note=note)
        else:
            store.join_origin(
                key, store.document_key((form.get("other") or form.get("named", "")).strip()), person, note=note
            )


async def _document_page(
    desk: Desk, request: Request, key: str, told: dict[str, object] | None = None, status: int = 200
) -> Response:
    from datasette.utils.asgi import NotFound

    found = await to_thread(desk.reader.read, lambda connection: kept(connection, key))
    if found is None:
        raise NotFound("There is no document of that key")
    wanted = _wanted(request)
    marks = [
        Mark(span, "aligned", leads_to=f"{desk.root}/claims/{resting.id}", title=f"claim {resting.n}")
        for span, resting in found.anchors
    ]
    if wanted is not None:
        marks.append(Mark(wanted, "wanted"))
    paragraphs = []
    for block in found.blocks or (Span(0, len(found.text)),):
        holds = wanted is not None and block.start <= wanted.start < block.end
        paragraphs.append((marked(block.of(found.text), block.start, marks), holds))
    shows: dict[str, object] = {
        "found": found,
        "paragraphs": paragraphs,
        "role": role({person.name: person.role for person in found.people if person.is_active}, request.actor),
        "refused": None,
        "typed": {},
    }
    return shown(desk, request, "document.html", shows | (told or {}), status)


def _wanted(request: Request) -> Span | None:
    """The words that the address asks to be shown."""
    told = [request.args.get(name) or "" for name in ("from", "to")]
    if not all(each.isdecimal() and len(each) < 10 for each in told):
        return None
    return Span(int(told[0]), int(told[1]))
