"""Datasette's plugin: describes the databases that are ours, and leaves all others alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, MutableMapping
from copy import deepcopy
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from markupsafe import Markup
from pluggy import HookimplMarker

from claimcheck.desk.metadata import ENTRANCES, Metadata, metadata
from claimcheck.desk.pages import people
from claimcheck.desk.pages.desks import desks, open_desks
from claimcheck.desk.pages.headers import FILES_FORM, App, guarded
from claimcheck.desk.pages.limits import limit
from claimcheck.desk.pages.login import refused
from claimcheck.desk.pages.permissions import is_allowed
from claimcheck.desk.pages.routes import routes
from claimcheck.desk.pages.talking import token_owner
from claimcheck.desk.plugin.links import bare_link, link, target
from claimcheck.migrations import APPLICATION_ID
from claimcheck.store.reading.browsing import OWNER_QUERY

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

hookimpl = HookimplMarker("datasette")

_SERVERS_FAULT, _REQUESTS_FAULT = 500, 400

_OURS: WeakKeyDictionary[Datasette, Metadata] = WeakKeyDictionary()


@hookimpl
def startup(datasette: Datasette) -> Callable[[], Awaitable[None]]:
    """Find out which of the attached databases are ours."""

    async def look() -> None:
        found: Metadata = {}
        for name, database in datasette.databases.items():
            row = (await database.execute(OWNER_QUERY)).first()
            if row is not None and row[0] == APPLICATION_ID:
                found |= metadata(name)["databases"]
        _OURS[datasette] = {"databases": found} if found else {}
        open_desks(datasette, list(found))

    return look


@hookimpl
def get_metadata(datasette: Datasette) -> Metadata:
    """Descriptions, labels, facets and queries of our databases; nothing where there are none."""
    # Datasette merges the user's own metadata into what it is given.
    return deepcopy(_OURS.get(datasette, {}))


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., object]]]:
    """The pages of the review desk."""
    return routes()


@hookimpl
def actor_from_request(datasette: Datasette, request: Request) -> dict[str, str] | None:
    """Who is at the desk, or for whom a program reads, where ``claimcheck serve`` says how to tell."""
    if not _OURS.get(datasette):
        return None
    asks = people.actor(datasette, request)
    return asks or people.of_token(datasette, request, lambda token: token_owner(datasette, token))


@hookimpl
def skip_csrf(datasette: Datasette, scope: MutableMapping[str, Any]) -> bool:
    """The form that takes files checks its token itself (:mod:`claimcheck.desk.pages.forms`).

    Datasette's own check reads such a form in memory without any limit, and not at all with a recent python-multipart.
    """
    base = datasette.setting("base_url").rstrip("/")
    return FILES_FORM.fullmatch(str(scope.get("path", "")).removeprefix(base)) is not None


@hookimpl
def forbidden(datasette: Datasette, request: Request) -> Response | None:
    """Lead whoever may not see a page to the page to log in at, or say how to be known."""
    return refused(request, datasette)


@hookimpl
def handle_exception(datasette: Datasette, exception: Exception) -> None:
    """What somebody asked for and cannot be had is their request's fault; Datasette calls it the server's."""
    from datasette.views.base import DatasetteError

    if people.settings(datasette) and isinstance(exception, DatasetteError) and exception.status == _SERVERS_FAULT:
        exception.status = _REQUESTS_FAULT


@hookimpl
def permission_allowed(
    datasette: Datasette, actor: dict[str, str] | None, action: str, resource: object
) -> Awaitable[bool | None] | None:
    """Keep SQL of one's own, and what was said off the record, to editors; where Datasette serves us alone."""
    return is_allowed(datasette, actor, action, resource) if people.settings(datasette) else None


@hookimpl
def prepare_connection(conn: sqlite3.Connection, datasette: Datasette) -> None:
    """Limit what one query of Datasette's may take, where it serves us alone."""
    if people.settings(datasette):
        limit(conn)


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """Guard every page of the desk, and in ``claimcheck serve`` Datasette's too."""
    is_served_by_us = bool(people.settings(datasette))
    return lambda app: guarded(app, datasette.setting("base_url"), is_served_by_us)


@hookimpl
def menu_links(datasette: Datasette) -> list[dict[str, str]]:
    """The way to the desk from every page of Datasette."""
    return [{"href": desk.root, "label": f"Review desk: {desk.name}"} for desk in desks(datasette).values()]


@hookimpl
def extra_css_urls(database: str | None, datasette: Datasette) -> list[str]:
    """A small stylesheet for the pages of our databases."""
    if not _is_ours(datasette, database):
        return []
    return [datasette.urls.static_plugins("claimcheck-desk", "desk.css")]


@hookimpl
def render_cell(
    value: object, column: str, table: str | None, database: str | None, datasette: Datasette
) -> Markup | Awaitable[Markup] | None:
    """Lead from a key to the row that it names, where Datasette does not."""
    if database is None or not _is_ours(datasette, database):
        return None
    if isinstance(value, float) and column.endswith("_pct"):
        return Markup("{}").format(f"{value:.0f}")
    desk = desks(datasette).get(database)
    if desk is not None and table in ENTRANCES and column == "id":
        return Markup('<a href="{}/claims/{}">{}</a>').format(desk.root, value, value)
    found = target(table, column, value)
    if found is None:
        return None
    # Views and queries show beside a key what it is the key of.
    lead = bare_link if table is None or column == "id" else link
    return lead(datasette, database, found, str(value))


def _is_ours(datasette: Datasette, database: str | None) -> bool:
    return database in _OURS.get(datasette, {}).get("databases", {})
