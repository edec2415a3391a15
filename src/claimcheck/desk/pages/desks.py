"""The desks of a running Datasette: one for each database of ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from weakref import WeakKeyDictionary

from claimcheck.desk.jobs import Jobs
from claimcheck.desk.metadata import address_of
from claimcheck.desk.pages.headers import LOGIN, LOGOUT, OURS, PLUGIN
from claimcheck.desk.pages.rendering import templates
from claimcheck.errors import StoreError
from claimcheck.store.reading.reader import Reader

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

_DESKS: WeakKeyDictionary[Datasette, dict[str, Desk]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Desk:
    """The review desk of one database.

    Attributes:
        stamps: have heads of the chain stamped at sign-offs and downloads.
        name: what Datasette calls the database.
        root: the address of the desk, without a slash at its end; ``data`` that of Datasette's own pages.
    """

    name: str
    path: Path
    root: str
    data: str
    static: str
    login: str
    logout: str
    reader: Reader
    jobs: Jobs
    stamps: bool


_UNREADABLE = 500

View: TypeAlias = "Callable[[Desk, Request], Awaitable[Response]]"


def open_desks(datasette: Datasette, names: list[str]) -> None:
    """Make a desk for each of these databases; one without a file has none."""
    _DESKS[datasette] = {
        name: Desk(
            name=name,
            path=Path(datasette.databases[name].path),
            root=datasette.urls.path(f"{OURS}/{address_of(name)}"),
            data=datasette.urls.database(name),
            static=datasette.urls.static_plugins("claimcheck-desk", ""),
            login=datasette.urls.path(LOGIN),
            logout=datasette.urls.path(LOGOUT),
            reader=Reader(Path(datasette.databases[name].path)),
            jobs=Jobs(
                Path(datasette.databases[name].path).absolute().parent,
                Path(datasette.databases[name].path).absolute(),
                allow_loopback=bool((datasette.plugin_config(PLUGIN) or {}).get("allow_loopback")),
            ),
            stamps=bool((datasette.plugin_config(PLUGIN) or {}).get("stamps")),
        )
        for name in names
        if datasette.databases[name].path
    }


def desks(datasette: Datasette) -> dict[str, Desk]:
    """The desks by the names of their databases."""
    return _DESKS.get(datasette, {})


def at_desk(view: View) -> Callable[..., Awaitable[Response]]:
    """A view of Datasette out of one of ours: the desk is found, and may be looked at."""

    # Datasette looks at the names of its arguments, so it must not be shown those of the view.
    async def answer(request: Request, datasette: Datasette) -> Response:
        from datasette.utils import tilde_decode
        from datasette.utils.asgi import Base400, Response

        desk = desks(datasette).get(tilde_decode(request.url_vars["database"]))
        if desk is None:
            return Response.html("<!doctype html><title>Not found</title><p>There is no review desk of that name", 404)
        await datasette.ensure_permissions(request.actor, [("view-database", desk.name), "view-instance"])
        try:
            return await view(desk, request)
        except Base400 as error:
            return shown(desk, request, "error.html", {"what": str(error), "typed": {}}, error.status)
        except (sqlite3.Error, StoreError) as error:
            what = (
                f"The database cannot be read ({error}): run `claimcheck status` to see why, or to bring it up to date"
            )
            return shown(desk, request, "error.html", {"what": what, "typed": {}}, _UNREADABLE)

    return answer


def shown(desk: Desk, request: Request, template: str, values: dict[str, object], status: int = 200) -> Response:
    """The page that a template makes of ``values``."""
    from datasette.utils.asgi import Response

    values = values | {
        "desk": desk,
        "actor": request.actor,
        "csrf": request.scope["csrftoken"],
        "working": desk.jobs.current(),
        "handle": lambda claim: f"{desk.reader.handles()[claim.place]}:{claim.n}",
    }
    page = templates().get_template(template).render(values)
    return Response.html(page.encode("utf-8", "replace"), status=status)
