"""Logging in and out, and letting in whoever started the desk."""

from __future__ import annotations

import math
from asyncio import Semaphore, to_thread
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from claimcheck.desk.pages import sessions
from claimcheck.desk.pages.desks import desks, shown
from claimcheck.desk.pages.forms import fields
from claimcheck.desk.pages.headers import LOGIN, OURS
from claimcheck.desk.pages.people import is_from_here, peer, users_file, why_unknown
from claimcheck.errors import PeopleError
from claimcheck.people import Throttle, User, Users, plain_name
from claimcheck.people.names import LONGEST

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

AT_ONCE = 4
"""How many passwords are compared at a time: each takes 64 MiB, as it is meant to."""

_BRAKES: WeakKeyDictionary[Datasette, Throttle] = WeakKeyDictionary()
_COMPARING: WeakKeyDictionary[Datasette, Semaphore] = WeakKeyDictionary()
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
    meant = _meant(sessions.known_users(file), name)
    user, refused, status = None, None, _WRONG
    if wait := brake.admit(meant, peer(request)):
        refused, status = f"too many attempts: wait {math.ceil(wait)} s, then try again", _WAIT
    else:
        try:
            async with _COMPARING.setdefault(datasette, Semaphore(AT_ONCE)):
                user = await to_thread(_checked, file, name, form.get("password", ""))
        except PeopleError as error:
            refused = str(error)
    if user is None:
        refused = refused or "the name or the password is wrong"
        return shown(desk, request, "login.html", {"then": then, "name": name, "refused": refused}, status)
    brake.passed(meant, peer(request))
    response = Response.redirect(then or desk.root, status=303)
    sessions.begin(datasette, request, response, user)
    return response


async def logout(request: Request, datasette: Datasette) -> Response:
    """End the session; a link from elsewhere cannot."""
    from datasette.utils.asgi import Response

    if request.method == "POST":
        await fields(request)
        response = Response.redirect(datasette.urls.path(LOGIN), status=303)
        sessions.end(datasette, request, response)
        return response
    return Response.redirect(datasette.urls.path(OURS))


def refused(request: Request, datasette: Datasette) -> Response | None:
    """What somebody gets who may not see a page because nobody knows them; None where that is not why."""
    from datasette.utils.asgi import Response

    if request.actor is not None:
        return None
    if users_file(datasette) is not None:
        if request.method != "GET":
            return None
        return Response.redirect(f"{datasette.urls.path(LOGIN)}?{urlencode({'then': request.full_path})}")
    why, desk = why_unknown(datasette, request), next(iter(desks(datasette).values()), None)
    if why is None or desk is None:
        return None
    return shown(desk, request, "unknown.html", {"why": why}, _WRONG)


async def start(request: Request, datasette: Datasette) -> Response:
    """Let in the browser that was opened with the token of whoever started the desk.

    Raises:
        Forbidden: that is another token, or the request is not from this machine.
    """
    from datasette.utils.asgi import Forbidden, Response

    token = request.url_vars["token"]
    if not is_from_here(request) or not sessions.is_token(datasette, token):
        raise Forbidden("This address belongs to a desk that was started anew: take the one that it printed last")
    response = Response.redirect(datasette.urls.path(OURS))
    sessions.let_in(request, response, token)
    return response


def _checked(file: Path, name: str, password: str) -> User | None:
    """Who logs in with this name and password; None when that is nobody."""
    users = Users.read(file)
    return users.check(_meant(users.by_name, name), password)


def _meant(known: Iterable[str], typed: str) -> str:
    """The name of the file that somebody means, else the one that they typed.

    Telephones begin names with a capital, and no two in the file differ in capitals alone.
    """
    try:
        plain = plain_name(typed)
    except PeopleError:
        return typed[:LONGEST]
    return next((name for name in known if name.casefold() == plain.casefold()), plain)


def _safe(then: str) -> str:
    """The address if it is a page of this host; browsers take other things for hosts than one would think."""
    is_here = then.startswith("/") and not then.startswith(("//", "/\\")) and then.isprintable()
    return then if is_here else ""
