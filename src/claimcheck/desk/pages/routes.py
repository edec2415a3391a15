"""Which address shows what."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from claimcheck.desk.pages import (
    agreement,
    article,
    bringing,
    correcting,
    deciding,
    documents,
    home,
    login,
    sources,
    table,
    talking,
)
from claimcheck.desk.pages.desks import Desk, at_desk, desks
from claimcheck.desk.pages.downloads import FILES, download
from claimcheck.desk.pages.headers import LOGIN, LOGOUT, OURS, SHARED, START

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

_DESK = rf"{OURS}/(?P<database>[^/]+)"


@at_desk
async def nowhere(_desk: Desk, _request: Request) -> Response:
    """An address that shows nothing."""
    from datasette.utils.asgi import NotFound

    raise NotFound("There is no page at this address")


async def entrance(request: Request, datasette: Datasette) -> Response:
    """Lead on to the desk of the first of our databases."""
    from datasette.utils.asgi import NotFound, Response

    await datasette.ensure_permissions(request.actor, ["view-instance"])
    found = desks(datasette)
    if not found:
        raise NotFound("None of these databases is claimcheck's")
    return Response.redirect(f"{next(iter(found.values())).root}/home")


def routes() -> list[tuple[str, Callable[..., object]]]:
    """The addresses of the desk, as Datasette asks for them."""
    return [
        (rf"{OURS}/?$", entrance),
        (rf"{LOGIN}$", login.login),
        (rf"{LOGOUT}$", login.logout),
        (rf"{START}/(?P<token>[A-Za-z0-9_-]+)$", login.start),
        (rf"{SHARED}/(?P<token>[A-Za-z0-9_-]+)$", talking.shared),
        (rf"{_DESK}/?$", table.claims),
        (rf"{_DESK}/home$", home.home),
        (rf"{_DESK}/assign$", table.assign),
        (rf"{_DESK}/news$", talking.news),
        (rf"{_DESK}/articles/(?P<article>a[0-9a-f]+)/share$", talking.share),
        (rf"{_DESK}/ready$", table.ready),
        (rf"{_DESK}/gaps$", article.gaps_page),
        (rf"{_DESK}/bring$", bringing.bring),
        (rf"{_DESK}/work$", bringing.work),
        (rf"{_DESK}/agreement$", agreement.agreement),
        (rf"{_DESK}/sources$", sources.sources_page),
        (rf"{_DESK}/claims/(?P<claim>c[0-9a-z]+)$", deciding.claim),
        (rf"{_DESK}/articles/(?P<article>a[0-9a-f]+)$", article.article),
        (rf"{_DESK}/articles/(?P<article>a[0-9a-f]+)/(?P<file>{'|'.join(map(re.escape, FILES))})$", download),
        (rf"{_DESK}/articles/(?P<article>a[0-9a-f]+)/claims$", correcting.claims),
        (rf"{_DESK}/articles/(?P<article>a[0-9a-f]+)/text$", correcting.text),
        (rf"{_DESK}/documents/(?P<document>d[0-9a-f]+)$", documents.document),
        (rf"{_DESK}/.*$", nowhere),
    ]
