"""Who is at the desk: whoever started it at their own machine, whoever logs in, or whoever a proxy in front of it says.

How that is found out comes from Datasette's plugin configuration, which ``claimcheck serve`` writes; where there is
none, the desk is read-only.
"""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from claimcheck.desk.pages.headers import PLUGIN
from claimcheck.desk.pages.sessions import is_token, known_users, user_of_session, was_let_in
from claimcheck.errors import RuleError
from claimcheck.models import Person, Role

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

    from claimcheck.store import Store

SECRET_HEADER = "x-claimcheck-secret"  # noqa: S105 the name of a header
"""In which a proxy proves that it is the proxy."""

SECRET_VARIABLE = "CLAIMCHECK_PROXY_SECRET"  # noqa: S105 the name of a variable
"""The environment variable that holds what it has to send."""

Settings: TypeAlias = dict[str, object]
Actor: TypeAlias = dict[str, str]
"""``id`` is the name, ``by`` how it is known: local, login, proxy, or token, of a program that reads for somebody;
``role`` is that of somebody who logged in."""


def settings(datasette: Datasette) -> Settings:
    """How the desk knows who asks.

    It holds ``name`` of one local person; or ``users``, a file; or ``header``, ``proxies``, ``secret`` and ``sites``.
    """
    return datasette.plugin_config(PLUGIN) or {}


def users_file(datasette: Datasette) -> Path | None:
    """The file of those who log in, where there is one."""
    configured = settings(datasette).get("users")
    return Path(str(configured)) if configured else None


def actor(datasette: Datasette, request: Request) -> Actor | None:
    """Who asks; None for somebody who may only look, where that is allowed."""
    configured = settings(datasette)
    if name := configured.get("name"):
        return {"id": str(name), "by": "local"} if is_from_here(request) and was_let_in(datasette, request) else None
    if file := users_file(datasette):
        user = user_of_session(datasette, request, file)
        return {"id": user.name, "by": "login", "role": user.role} if user else None
    if header := configured.get("header"):
        name = _from_proxy(str(header).lower(), configured, request)
        return {"id": name, "by": "proxy"} if name else None
    return None


def why_unknown(datasette: Datasette, request: Request) -> str | None:
    """Why nobody is known by a request, and what to do about it; None where people log in, or nobody is ever known."""
    configured = settings(datasette)
    if configured.get("name"):
        return "This desk is for whoever started it: open the address that `claimcheck serve` printed"
    if not configured.get("header"):
        return None
    if not _is_site(configured, request):
        return "This desk is not known by that name: start it with --site and the name that people call it by"
    return (
        "The proxy in front of this desk did not say who asks: it has to send the header with the user's name, and"
        f" {SECRET_HEADER} with what {SECRET_VARIABLE} holds"
    )


def of_token(datasette: Datasette, request: Request, owner: Callable[[str], str | None]) -> Actor | None:
    """For whom a program asks that sends ``Authorization: Bearer TOKEN``: it may read what they may, and no more.

    Args:
        datasette: what asks.
        request: where the token is.
        owner: the active person whose token it is; None where it never was one, or was withdrawn.
    """
    scheme, _, token = str(request.headers.get("authorization", "")).partition(" ")
    configured = settings(datasette)
    if scheme.lower() != "bearer" or not token:
        return None
    if name := configured.get("name"):
        is_theirs = is_from_here(request) and is_token(datasette, token.strip())
        return {"id": str(name), "by": "token"} if is_theirs else None
    if not configured.get("users") and not configured.get("header"):
        return None
    name = owner(token.strip())
    file = users_file(datasette)
    if name is None or (file is not None and name not in known_users(file)):
        return None
    return {"id": name, "by": "token"}


def role(listed: dict[str, Role], who: Actor | None) -> Role:
    """What somebody may do, by the active people of the database; the local one who comes first will be an editor."""
    if who is None or who["by"] == "token":
        return Role.VIEWER
    if not listed and who["by"] == "local":
        return Role.EDITOR
    if listed_as(listed, who):
        return Role.VIEWER
    return listed.get(who["id"], Role(who.get("role", Role.VIEWER)))


def listed_as(listed: Iterable[str], who: Actor | None) -> str | None:
    """The listed name that differs from theirs in capitals alone: whether that is one person is for people to say."""
    if who is None:
        return None
    alike = [name for name in listed if name.casefold() == who["id"].casefold()]
    return alike[0] if alike and who["id"] not in alike else None


def make_known(store: Store, who: Actor | None) -> str:
    """The name to decide under; who may log in is listed in the database, and nobody else by coming.

    Raises:
        RuleError: they may only look.
    """
    if who is None:
        raise RuleError("this desk is read-only for you: log in to decide")
    people = store.people.all()
    listed = {person.name: person.role for person in people if person.is_active}
    if known := listed_as((person.name for person in people), who):
        raise RuleError(f"you are logged in as {who['id']}, but listed as {known}: log in with exactly that spelling")
    if role(listed, who) is Role.VIEWER:
        raise RuleError("viewers cannot decide: ask a checker or an editor")
    if who["by"] == "login" and who["id"] not in {person.name for person in people}:
        store.people.keep(Person(who["id"], Role(who["role"])))
    return who["id"]


def is_from_here(request: Request) -> bool:
    """Whether the request was meant for this machine by name: a page elsewhere can have its own name lead here."""
    return is_loopback(_host_name(request)) and is_loopback(peer(request))


def _host_name(request: Request) -> str:
    host = str(request.host)
    return host[1:].split("]")[0] if host.startswith("[") else host.split(":")[0]


def peer(request: Request) -> str:
    """The address that the request came from."""
    return str((request.scope.get("client") or ("",))[0])


def is_loopback(host: str) -> bool:
    """Whether a host, by name or by address, is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _from_proxy(header: str, configured: Settings, request: Request) -> str | None:
    trusted = configured.get("proxies")
    if not is_loopback(peer(request)) and peer(request) not in (trusted if isinstance(trusted, list) else []):
        return None
    secret = configured.get("secret")
    # Others at this machine, or behind a proxy that passes everything on, can send the first header as well.
    is_proxy = bool(secret) and hmac.compare_digest(_only(SECRET_HEADER, request).encode(), str(secret).encode())
    return _only(header, request) or None if is_proxy and _is_site(configured, request) else None


def _only(header: str, request: Request) -> str:
    """What a header says; nothing where there are two, as then somebody behind the proxy wrote one of them."""
    values = [value for name, value in request.scope.get("headers") or [] if name.decode("latin-1").lower() == header]
    return values[0].decode("utf-8", "replace").strip() if len(values) == 1 else ""


def _is_site(configured: Settings, request: Request) -> bool:
    """Whether the request was meant for this desk by name."""
    sites = configured.get("sites")
    name = _host_name(request).lower()
    return is_loopback(name) or name in (sites if isinstance(sites, list) else [])
