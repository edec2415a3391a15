"""The sources page: what was captured and what could not be, and which documents count once."""

from __future__ import annotations

import sqlite3
from asyncio import to_thread
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from claimcheck.desk.pages.desks import Desk, at_desk, shown
from claimcheck.desk.pages.people import role
from claimcheck.desk.pages.table import asked_for
from claimcheck.models.labels import SHOWN
from claimcheck.store import Store
from claimcheck.store.reading.origins import groups, pairs
from claimcheck.store.reading.sources import counts, like, sources

if TYPE_CHECKING:
    from datasette.utils.asgi import Request, Response

_FIRST = next(iter(SHOWN))


@at_desk
async def sources_page(desk: Desk, request: Request) -> Response:
    """Documents, captures and failures, with the claims that rest on each; or the groups that count once."""
    asked = asked_for(request)
    wanted = request.args.get("show") or ""
    show, q = wanted if wanted in SHOWN else _FIRST, asked.q.strip()

    def at(page: int = 1, show: str = show) -> str:
        stated = {"show": show if show != _FIRST else "", "q": asked.q, "page": page if page > 1 else ""}
        kept = {name: value for name, value in stated.items() if value}
        return f"{desk.root}/sources" + (f"?{urlencode(kept)}" if kept else "")

    def read(connection: sqlite3.Connection) -> dict[str, object]:
        listed = {person.name: person.role for person in Store.reading(connection).people.all() if person.is_active}
        found, more = _found(connection, show, q, asked.page)
        return {"found": found, "more": more, "counts": counts(connection), "role": role(listed, request.actor)}

    values = await to_thread(desk.reader.read, read)
    return shown(desk, request, "sources.html", values | {"asked": asked, "show": show, "at": at})


def _found(connection: sqlite3.Connection, show: str, q: str, page: int) -> tuple[object, bool]:
    if show == "once":
        return groups(connection, q, like(q), page)
    if show == "perhaps":
        return pairs(connection, q, like(q), page)
    return sources(connection, show, q, page)
