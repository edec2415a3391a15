"""Sessions: a cookie that ends by itself, at logout, at a change of the password, and when the desk is started anew.

The sessions that are on are kept in memory, so that a cookie that somebody copied is worth nothing after the logout.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from claimcheck.errors import PeopleError
from claimcheck.people import User, Users

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

LASTS_S = 12 * 60 * 60
"""A working day."""

MOST = 10_000
"""How many sessions are on at a time; the one that began first goes first."""

_COOKIE = "claimcheck_session"
_START_COOKIE = "claimcheck_start"


@dataclass(frozen=True, slots=True)
class _Session:
    name: str
    mark: str
    until_s: float


_SESSIONS: WeakKeyDictionary[Datasette, OrderedDict[str, _Session]] = WeakKeyDictionary()
_STARTS: WeakKeyDictionary[Datasette, str] = WeakKeyDictionary()


def begin(datasette: Datasette, request: Request, response: Response, user: User) -> None:
    """Have the browser remember who logged in."""
    sessions = _SESSIONS.setdefault(datasette, OrderedDict())
    secret = secrets.token_urlsafe(32)
    sessions[_digest(secret)] = _Session(user.name, _mark(user), time.monotonic() + LASTS_S)
    while len(sessions) > MOST:
        sessions.popitem(last=False)
    _remember(request, response, _COOKIE, secret)


def end(datasette: Datasette, request: Request, response: Response) -> None:
    """End the session, and have the browser forget it."""
    _SESSIONS.get(datasette, OrderedDict()).pop(_digest(request.cookies.get(_COOKIE) or ""), None)
    response.set_cookie(_COOKIE, "", max_age=0, expires=0, httponly=True)


def user_of_session(datasette: Datasette, request: Request, file: Path) -> User | None:
    """Who logged in, as the file of users has them now; None where the session ended or there was none."""
    cookie = request.cookies.get(_COOKIE)
    session = _SESSIONS.get(datasette, OrderedDict()).get(_digest(cookie)) if cookie else None
    if session is None:
        return None
    user = known_users(file).get(session.name)
    is_on = user is not None and session.until_s > time.monotonic() and session.mark == _mark(user)
    return user if is_on else None


def ask_for(datasette: Datasette, token: str) -> None:
    """From now on answer only browsers that were opened with this token: that of the person who started the desk."""
    _STARTS[datasette] = token


def is_token(datasette: Datasette, token: str) -> bool:
    """Whether this is the token that the desk was started with."""
    wanted = _STARTS.get(datasette)
    return wanted is not None and hmac.compare_digest(wanted.encode(), token.encode("utf-8", "replace"))


def let_in(request: Request, response: Response, token: str) -> None:
    """Have a browser that was opened with the token remember it."""
    _remember(request, response, _start_cookie(request), token)


def was_let_in(datasette: Datasette, request: Request) -> bool:
    """Whether the browser was opened with the token that the desk was started with."""
    return is_token(datasette, request.cookies.get(_start_cookie(request)) or "")


def known_users(file: Path) -> Mapping[str, User]:
    """Who can log in, by name, as the file has them now; nobody while it cannot be read."""
    try:
        stat = file.stat()
        return _users(file, stat.st_mtime_ns, stat.st_size).by_name
    except (OSError, PeopleError):
        # Whoever is writing the file is not done yet, or it went.
        return {}


def _start_cookie(request: Request) -> str:
    # Browsers hand the cookies of one host to all of its ports: each desk of a machine has its own.
    return f"{_START_COOKIE}_{(request.scope.get('server') or ('', 0))[1]}"


def _remember(request: Request, response: Response, name: str, value: str) -> None:
    is_secure = request.scheme == "https"
    response.set_cookie(name, value, max_age=LASTS_S, httponly=True, samesite="lax", secure=is_secure)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _mark(user: User) -> str:
    """What changes when the password or the role does."""
    return hashlib.sha256(f"{user.password} {user.role}".encode()).hexdigest()[:16]


@lru_cache(maxsize=4)
def _users(file: Path, changed_ns: int, size_bytes: int) -> Users:
    del changed_ns, size_bytes
    return Users.read(file)
