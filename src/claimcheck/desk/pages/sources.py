"""Where things came from: the sources page, and the kept text of one document."""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from claimcheck.desk.pages.desks import Desk, at_desk, shown
from claimcheck.desk.pages.markup import Mark, marked
from claimcheck.desk.pages.table import asked_for
from claimcheck.desk.reading.sources import SHOWN, counts, kept, sources
from claimcheck.models import Span

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
    """The kept text of a document, with the words that evidence rests on marked."""
    from datasette.utils.asgi import NotFound

    key = request.url_vars["document"]
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
    return shown(desk, request, "document.html", {"found": found, "paragraphs": paragraphs})


def _wanted(request: Request) -> Span | None:
    """The words that the address asks to be shown."""
    told = [request.args.get(name) or "" for name in ("from", "to")]
    if not all(each.isdecimal() and len(each) < 10 for each in told):
        return None
    return Span(int(told[0]), int(told[1]))
