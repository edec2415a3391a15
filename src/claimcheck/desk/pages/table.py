"""The claim status table, and whether an article is ready."""

from __future__ import annotations

from asyncio import to_thread
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, replace
from heapq import nsmallest
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from claimcheck.desk.pages.desks import Desk, at_desk, shown
from claimcheck.desk.pages.listing import (
    PER_PAGE,
    SORTS,
    TableRequest,
    blocking_claims,
    counted,
    narrowed,
    urgency,
    verdict_on,
)
from claimcheck.store.reading import table
from claimcheck.store.reading.lines import StatusLine

if TYPE_CHECKING:
    from datasette.utils.asgi import Request, Response

_LAST_PAGE = 1_000_000
_BLOCKING = 20
"""How many of the claims that block are listed above the table; the page "ready" lists all."""

_CHOICES = 200
"""No more speakers and checkers than this are offered in a filter, the busiest first."""


def asked_for(request: Request) -> TableRequest:
    """What the address asks for; what it does not understand is left out."""
    stated = {field.name: request.args.get(field.name) or "" for field in fields(TableRequest)}
    page = stated.pop("page")
    sort = stated.pop("sort")
    return TableRequest(
        **stated,
        sort=sort if sort in SORTS else SORTS[0],
        page=min(int(page), _LAST_PAGE) if page.isdecimal() and len(page) < 9 and int(page) else 1,
    )


def address(desk: Desk, asked: TableRequest, **changed: str | int) -> str:
    """The address of the table as asked for, with parts changed."""
    asked = replace(asked, **{"page": 1, **changed})  # type: ignore[arg-type]
    stated = {field.name: getattr(asked, field.name) for field in fields(TableRequest)}
    kept = {name: value for name, value in stated.items() if value not in ("", 1, SORTS[0])}
    return f"{desk.root}?{urlencode(kept)}" if kept else desk.root


@at_desk
async def claims(desk: Desk, request: Request) -> Response:
    """The claim status table."""
    asked = asked_for(request)
    return shown(desk, request, "table.html", await to_thread(_values, desk, asked))


@at_desk
async def ready(desk: Desk, request: Request) -> Response:
    """Whether the article may be published, with every claim that stands in the way."""
    asked = asked_for(request)
    return shown(desk, request, "ready.html", await to_thread(_ready_values, desk, asked))


def _values(desk: Desk, asked: TableRequest) -> dict[str, object]:
    every = desk.reader.lines()
    scope = [line for line in every if not asked.article or line.place == asked.article]
    found = desk.reader.read(table.searched, asked.q) if asked.q.strip() else None
    lines = narrowed(scope, asked, found)
    pages = max(1, -(-len(lines) // PER_PAGE))
    asked = replace(asked, page=min(asked.page, pages))
    page = lines[(asked.page - 1) * PER_PAGE : asked.page * PER_PAGE]
    blocking = blocking_claims(scope)
    listed = nsmallest(_BLOCKING, blocking, key=urgency)
    keys = [line.id for line in (*page, *listed)]
    articles = desk.reader.read(table.articles)
    return {
        "asked": asked,
        "lines": page,
        "details": desk.reader.read(table.details, keys),
        "found_count": len(lines),
        "counts": counted(scope),
        "gaps_count": sum(each.gaps_count for each in articles if asked.article in ("", each.place)),
        "blocking": listed,
        "blocking_count": len(blocking),
        "publishable": verdict_on(scope),
        "articles": articles,
        "article": next((each for each in articles if each.place == asked.article), None),
        "pages": pages,
        "choices": _choices(scope),
        "at": lambda **changed: address(desk, asked, **changed),
    }


def _ready_values(desk: Desk, asked: TableRequest) -> dict[str, object]:
    scope = [line for line in desk.reader.lines() if not asked.article or line.place == asked.article]
    blocking = sorted(blocking_claims(scope), key=urgency)
    pages = max(1, -(-len(blocking) // PER_PAGE))
    asked = replace(asked, page=min(asked.page, pages))
    page = blocking[(asked.page - 1) * PER_PAGE : asked.page * PER_PAGE]
    return {
        "asked": asked,
        "blocking": page,
        "blocking_count": len(blocking),
        "publishable": verdict_on(scope),
        "details": desk.reader.read(table.details, [line.id for line in page]),
        "pages": pages,
        "at": lambda **changed: address(desk, asked, **changed).replace(desk.root, f"{desk.root}/ready", 1),
    }


def _choices(lines: Sequence[StatusLine]) -> dict[str, list[tuple[str, int]]]:
    """What can be chosen in each filter, with how many claims that leaves."""
    statuses = Counter(line.suggestion for line in lines)
    statuses.update(line.standing.verdict for line in lines if line.standing.verdict)
    return {
        "stage": _listed(Counter(line.standing.stage for line in lines)),
        "status": _listed(statuses),
        "kind": _listed(Counter(line.kind for line in lines)),
        "speaker": _listed(Counter(line.speaker for line in lines))[:_CHOICES],
        "checker": _listed(Counter(line.standing.checker for line in lines if line.standing.checker))[:_CHOICES],
    }


def _listed(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
