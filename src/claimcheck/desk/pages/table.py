"""The claim status table, and whether an article is ready."""

from __future__ import annotations

from asyncio import to_thread
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from heapq import nsmallest
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from claimcheck.desk.pages.desks import Desk, at_desk, shown
from claimcheck.desk.pages.forms import fields as fields_of
from claimcheck.desk.pages.listing import (
    PER_PAGE,
    SORTS,
    TableRequest,
    blocking_claims,
    counted,
    narrowed,
    urgency,
    verdict_on,
    waiting_for,
)
from claimcheck.desk.pages.people import Actor, make_known, role
from claimcheck.errors import ClaimcheckError, RuleError
from claimcheck.models import Role
from claimcheck.store import Store
from claimcheck.store.reading import table
from claimcheck.store.reading.lines import StatusLine

if TYPE_CHECKING:
    from datasette.utils.asgi import Request, Response

_LAST_PAGE = 1_000_000
_BLOCKING = 20
"""How many of the claims that block are listed above the table; the page "ready" lists all."""

_CHOICES = 200
"""No more speakers and checkers than this are offered in a filter, the busiest first."""


def asked_for(request: Request, within: str | None = None) -> TableRequest:
    """What the address asks for, or the query ``within`` it; what it does not understand is left out."""
    given = dict(parse_qsl(within, max_num_fields=20)) if within is not None else request.args
    stated = {field.name: given.get(field.name) or "" for field in fields(TableRequest)}
    page = stated.pop("page")
    sort = stated.pop("sort")
    return TableRequest(
        **stated,
        sort=sort if sort in SORTS else SORTS[0],
        page=min(int(page), _LAST_PAGE) if page.isdecimal() and len(page) < 9 and int(page) else 1,
    )


def address(desk: Desk, asked: TableRequest, **changed: str | int) -> str:
    """The address of the table as asked for, with parts changed."""
    kept = query(replace(asked, **{"page": 1, **changed}))  # type: ignore[arg-type]
    return f"{desk.root}?{kept}" if kept else desk.root


def query(asked: TableRequest) -> str:
    """What is asked for as the query of an address."""
    stated = {field.name: getattr(asked, field.name) for field in fields(TableRequest)}
    return urlencode({name: value for name, value in stated.items() if value not in ("", 1, SORTS[0])})


def listed(desk: Desk, asked: TableRequest, who: Actor | None) -> list[StatusLine]:
    """The lines asked for, of all pages."""
    lines = desk.reader.lines()
    if asked.mine:
        people = desk.reader.read(lambda connection: Store.reading(connection).people.all())
        what = role({person.name: person.role for person in people if person.is_active}, who)
        lines = waiting_for(lines, who["id"] if who else None, is_editor=what is Role.EDITOR)
    found = desk.reader.searched(asked.q) if asked.q.strip() else None
    return narrowed(lines, asked, found)


@at_desk
async def claims(desk: Desk, request: Request) -> Response:
    """The claim status table."""
    asked = asked_for(request)
    return shown(desk, request, "table.html", await to_thread(_values, desk, asked, request.actor))


@at_desk
async def assign(desk: Desk, request: Request) -> Response:
    """Give the claims that were marked in the table to one person."""
    from datasette.utils.asgi import Response

    form = await fields_of(request)
    asked = asked_for(request, form.get("in", ""))
    refused = await to_thread(_assign, desk, request.actor, form)
    if refused:
        values = await to_thread(_values, desk, asked, request.actor)
        return shown(desk, request, "table.html", values | {"refused": refused}, 409)
    return Response.redirect(address(desk, asked, page=asked.page), status=303)


def _assign(desk: Desk, who: Actor | None, form: Mapping[str, str]) -> str | None:
    """Assign each claim; returns why some were not, one reason for all that share it."""
    chosen = [name.removeprefix("claim-") for name in form if name.startswith("claim-")]
    refused: dict[str, list[str]] = {}
    with Store(desk.path) as store:
        try:
            person = make_known(store, who)
            if not chosen or not form.get("assignee"):
                raise RuleError("mark the claims, and choose whom to assign them to")
        except ClaimcheckError as error:
            return str(error)
        for claim in chosen:
            try:
                store.reviews.assign(claim, form["assignee"], person)
            except ClaimcheckError as error:
                record = store.claims.get_by_key(claim)
                refused.setdefault(str(error), []).append(str(record.status.n) if record else claim)
    return "; ".join(f"{', '.join(claims)}: {why}" for why, claims in refused.items()) or None


@at_desk
async def ready(desk: Desk, request: Request) -> Response:
    """Whether the article may be published, with every claim that stands in the way."""
    asked = asked_for(request)
    return shown(desk, request, "ready.html", await to_thread(_ready_values, desk, asked))


def _values(desk: Desk, asked: TableRequest, who: Actor | None) -> dict[str, object]:
    every = desk.reader.lines()
    scope = [line for line in every if not asked.article or line.place == asked.article]
    lines = listed(desk, asked, who)
    people = desk.reader.read(lambda connection: Store.reading(connection).people.all())
    pages = max(1, -(-len(lines) // PER_PAGE))
    asked = replace(asked, page=min(asked.page, pages))
    page = lines[(asked.page - 1) * PER_PAGE : asked.page * PER_PAGE]
    blocking = blocking_claims(scope)
    first = nsmallest(_BLOCKING, blocking, key=urgency)
    keys = [line.id for line in (*page, *first)]
    articles = desk.reader.read(table.articles)
    return {
        "asked": asked,
        "lines": page,
        "details": desk.reader.read(table.details, keys),
        "found_count": len(lines),
        "counts": counted(scope),
        "gaps_count": sum(each.gaps_count for each in articles if asked.article in ("", each.place)),
        "blocking": first,
        "blocking_count": len(blocking),
        "publishable": verdict_on(scope),
        "articles": articles,
        "article": next((each for each in articles if each.place == asked.article), None),
        "pages": pages,
        "choices": _choices(scope),
        "columns": _columns(page),
        "within": query(asked),
        "people": [person for person in people if person.is_active and person.role is not Role.VIEWER],
        "role": role({person.name: person.role for person in people if person.is_active}, who),
        "refused": None,
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


def _columns(lines: Sequence[StatusLine]) -> frozenset[str]:
    """The columns that hold anything on this page; the others are folded."""
    held = {
        "said": any(line.said != "unchecked" or line.standing.said for line in lines),
        "checker": any(line.standing.checker for line in lines),
        "signer": any(line.standing.signer for line in lines),
        "age": any(line.standing.since_utc for line in lines),
        "verdict": any(line.standing.verdict for line in lines),
    }
    return frozenset(name for name, is_held in held.items() if is_held)


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
