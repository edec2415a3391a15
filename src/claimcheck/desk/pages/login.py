"""Logging in and out."""

from __future__ import annotations

import math
from asyncio import to_thread
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from claimcheck.desk.pages import sessions
from claimcheck.desk.pages.desks import desks, shown
from claimcheck.desk.pages.forms import fields
from claimcheck.desk.pages.headers import LOGIN, OURS
from claimcheck.desk.pages.people import peer, users_file
from claimcheck.errors import PeopleError
from claimcheck.people import Throttle, User, Users

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

_BRAKES: WeakKeyDictionary[Datasette, Throttle] = WeakKeyDictionary()
_WRONG, _WAIT = 403, 429


async def login(request: Request, datasette: Datasette) -> Response:
    """The page to log in at, and what its form sends.

    Raises:
        NotFound: nobody logs in here.
    """
    from datasette.utils.asgi import NotFound, Response

    file, desk = users_file(datasette), next(iter(desks(datasette).values()), None)
    if file is None or desk is None:
        raise NotFound("Nobody logs in here: the desk was started without a file of users")
    then = _safe(request.args.get("then") or "")
    if request.method != "POST":
        return shown(desk, request, "login.html", {"then": then, "name": "", "refused": None})
    form = await fields(request)
    then, name, brake = _safe(form.get("then", "")), form.get("name", ""), _BRAKES.setdefault(datasette, Throttle())
    user, refused, status = None, None, _WRONG
    if wait := brake.admit(name, peer(request)):
        refused, status = f"too many attempts: wait {math.ceil(wait)} s, then try again", _WAIT
    else:
        try:
            user = await to_thread(_checked, file, name, form.get("password", ""))
        except PeopleError as error:
            refused = str(error)
    if user is None:
        refused = refused or "the name or the password is wrong"
        return shown(desk, request, "login.html", {"then": then, "name": name, "refused": refused}, status)
    brake.passed(name, peer(request))
    response = Response.redirect(then or desk.root, status=303)
    sessions.begin(datasette, request, response, user)
    return response


async def logout(request: Request, datasette: Datasette) -> Response:
    """End the session; a link from elsewhere cannot."""
    from datasette.utils.asgi import Response

    if request.method == "POST":
        await fields(request)
        response = Response.redirect(datasette.urls.path(LOGIN), status=303)
        sessions.end(response)
        return response
    return Response.redirect(datasette.urls.path(OURS))


def to_login(request: Request, datasette: Datasette) -> Response | None:
    """Where somebody goes who may not see a page because nobody knows them; None where that is not why."""
    from datasette.utils.asgi import Response

    if users_file(datasette) is None or request.actor is not None or request.method != "GET":
        return None
    return Response.redirect(f"{datasette.urls.path(LOGIN)}?{urlencode({'then': request.full_path})}")


def _checked(file: Path, name: str, password: str) -> User | None:
    """Who logs in; telephones begin names with a capital, and no two in the file differ in capitals alone."""
    users = Users.read(file)
    typed = " ".join(name.split()).casefold()
    return users.check(next((known for known in users.by_name if known.casefold() == typed), name), password)


def _safe(then: str) -> str:
    """The address if it is a page of this host; browsers take other things for hosts than one would think."""
    is_here = then.startswith("/") and not then.startswith(("//", "/\\")) and then.isprintable()
    return then if is_here else ""
