"""The home page of a desk: articles with their progress, my claims, and what to look at first."""

from __future__ import annotations

import sqlite3
from asyncio import to_thread
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import nsmallest
from typing import TYPE_CHECKING

from claimcheck.desk.pages.desks import Desk, at_desk, shown
from claimcheck.desk.pages.forms import fields
from claimcheck.desk.pages.listing import blocking_claims, is_undecided, urgency, verdict_on, waiting_for
from claimcheck.desk.pages.people import make_known, role
from claimcheck.errors import ClaimcheckError, RuleError
from claimcheck.models import Role
from claimcheck.store import Store
from claimcheck.store.reading import table
from claimcheck.store.reading.lines import StatusLine
from claimcheck.store.reading.table import ListedArticle
from claimcheck.store.talking import News

if TYPE_CHECKING:
    from datasette.utils.asgi import Request, Response

_REFUSED = 409
_FIRST, _MINE, _NEWS = 10, 25, 8
"""No more lines than these are shown of what to look at first, of one's own claims, and of news."""


@dataclass(frozen=True, slots=True)
class ArticleProgress:
    """An article, and how far it is.

    Attributes:
        blocking_count: how many of its claims stand in the way of publishing.
        people: who has claims to do in it, and how many.
        deadline: when it is due; ``is_late`` once that has passed.
    """

    article: ListedArticle
    all_count: int
    signed_count: int
    blocking_count: int
    publishable: str
    people: tuple[tuple[str, int], ...]
    deadline: str | None
    is_late: bool


@at_desk
async def home(desk: Desk, request: Request) -> Response:
    """The home page, or a form that sets a deadline."""
    from datasette.utils.asgi import Response

    refused = None
    if request.method == "POST":
        form = await fields(request)
        try:
            await to_thread(_set_deadline, desk, request, form)
        except (ClaimcheckError, ValueError) as error:
            refused = str(error)
        else:
            return Response.redirect(f"{desk.root}/home", status=303)
    values = await to_thread(_values, desk, request)
    return shown(desk, request, "home.html", values | {"refused": refused}, _REFUSED if refused else 200)


def _set_deadline(desk: Desk, request: Request, form: dict[str, str]) -> None:
    given = form.get("deadline", "").strip()
    try:
        deadline = datetime.fromisoformat(given).strftime("%Y-%m-%dT%H:%MZ") if given else None
    except ValueError:
        raise RuleError("a deadline reads 2025-06-10T17:00, UTC") from None
    with Store(desk.path) as store:
        store.talking.set_deadline(form.get("place", ""), deadline, make_known(store, request.actor))


def _values(desk: Desk, request: Request) -> dict[str, object]:
    lines = desk.reader.lines()
    me = request.actor["id"] if request.actor else None

    def read(connection: sqlite3.Connection) -> tuple[list[ListedArticle], dict[str, str], Role, list[News]]:
        store = Store.reading(connection)
        listed = {person.name: person.role for person in store.people.all() if person.is_active}
        news = store.talking.news(me, _NEWS) if me else []
        return table.articles(connection), store.talking.deadlines(), role(listed, request.actor), news

    articles, deadlines, what_i_am, news = desk.reader.read(read)
    mine = sorted(waiting_for(lines, me, is_editor=what_i_am is Role.EDITOR), key=urgency)
    first = nsmallest(_FIRST, (line for line in lines if line.is_there and is_undecided(line)), key=urgency)
    keys = [line.id for line in (*mine[:_MINE], *first)]
    progress = [_progress(article, lines_of, deadlines) for article, lines_of in _by_article(articles, lines)]
    return {
        "articles": sorted(progress, key=lambda each: (each.deadline is None, each.deadline or "", each.article.place)),
        "mine": mine[:_MINE],
        "mine_count": len(mine),
        "first": first,
        "details": desk.reader.read(table.details, keys),
        "news": news,
        "role": what_i_am,
    }


def _by_article(
    articles: Sequence[ListedArticle], lines: Sequence[StatusLine]
) -> list[tuple[ListedArticle, list[StatusLine]]]:
    found: dict[str, list[StatusLine]] = defaultdict(list)
    for line in lines:
        if line.is_there:
            found[line.place].append(line)
    return [(article, found[article.place]) for article in articles]


def _progress(article: ListedArticle, lines: Sequence[StatusLine], deadlines: dict[str, str]) -> ArticleProgress:
    open_ones = (line.standing.checker for line in lines if line.standing.stage != "signed" and line.standing.checker)
    deadline = deadlines.get(article.place)
    return ArticleProgress(
        article=article,
        all_count=len(lines),
        signed_count=sum(line.standing.stage == "signed" for line in lines),
        blocking_count=len(blocking_claims(lines)),
        publishable=verdict_on(lines),
        people=tuple(Counter(open_ones).most_common(5)),
        deadline=deadline,
        is_late=deadline is not None and deadline < datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ"),
    )
