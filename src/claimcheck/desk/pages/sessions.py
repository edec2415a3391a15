"""Sessions: a signed cookie that ends by itself, at a change of the password, and when the desk is started anew."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.errors import PeopleError
from claimcheck.people import User, Users

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

LASTS_S = 12 * 60 * 60
"""A working day."""

_COOKIE = "claimcheck_session"
_NAMESPACE = "claimcheck-session"


def begin(datasette: Datasette, request: Request, response: Response, user: User) -> None:
    """Have the browser remember who logged in."""
    session = {"name": user.name, "mark": _mark(user), "until": int(time.time()) + LASTS_S}
    response.set_cookie(
        _COOKIE,
        datasette.sign(session, _NAMESPACE),
        max_age=LASTS_S,
        httponly=True,
        samesite="lax",
        secure=request.scheme == "https",
    )


def end(response: Response) -> None:
    """Have the browser forget."""
    response.set_cookie(_COOKIE, "", max_age=0, expires=0, httponly=True)


def user_of_session(datasette: Datasette, request: Request, file: Path) -> User | None:
    """Who logged in, as the file of users has them now; None where the session ended or there was none."""
    from itsdangerous import BadSignature

    cookie = request.cookies.get(_COOKIE)
    if not cookie:
        return None
    try:
        session = datasette.unsign(cookie, _NAMESPACE)
    except BadSignature:
        return None
    user = known_users(file).get(session["name"])
    is_on = user is not None and session["until"] > time.time() and session["mark"] == _mark(user)
    return user if is_on else None


def known_users(file: Path) -> Mapping[str, User]:
    """Who can log in, by name, as the file has them now; nobody while it cannot be read."""
    try:
        stat = file.stat()
        return _users(file, stat.st_mtime_ns, stat.st_size).by_name
    except (OSError, PeopleError):
        # Whoever is writing the file is not done yet, or it went.
        return {}


def _mark(user: User) -> str:
    """What changes when the password or the role does."""
    return hashlib.sha256(f"{user.password} {user.role}".encode()).hexdigest()[:16]


@lru_cache(maxsize=4)
def _users(file: Path, changed_ns: int, size_bytes: int) -> Users:
    del changed_ns, size_bytes
    return Users.read(file)
