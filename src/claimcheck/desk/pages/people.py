"""Who is at the desk: one person at their own machine, or whoever a proxy in front of it says.

How that is found out comes from Datasette's plugin configuration, which ``claimcheck serve`` writes; where there is
none, the desk is for looking only.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

Settings: TypeAlias = dict[str, object]

PLUGIN = "claimcheck-desk"


def settings(datasette: Datasette) -> Settings:
    """How people are told apart: ``name`` for one local person, or ``header`` and ``proxies``."""
    return datasette.plugin_config(PLUGIN) or {}


def actor(datasette: Datasette, request: Request) -> dict[str, str] | None:
    """Who asks; None for somebody who may only look, where that is allowed."""
    told = settings(datasette)
    if name := told.get("name"):
        return {"id": str(name)} if is_from_here(request) else None
    if header := told.get("header"):
        return _from_proxy(str(header).lower(), told.get("proxies"), request)
    return None


def is_from_here(request: Request) -> bool:
    """Whether the request was meant for this machine by name: a page elsewhere can have its own name lead here."""
    host = request.host.rsplit("@", 1)[-1]
    name = host[1:].split("]")[0] if host.startswith("[") else host.split(":")[0]
    return is_loopback(name) and is_loopback(_peer(request))


def _from_proxy(header: str, proxies: object, request: Request) -> dict[str, str] | None:
    peer = _peer(request)
    trusted = proxies if isinstance(proxies, list) else []
    if not is_loopback(peer) and peer not in trusted:
        return None
    values = [value for name, value in request.scope.get("headers") or [] if name.decode("latin-1").lower() == header]
    # Two such headers mean that somebody behind the proxy wrote one of them.
    name = values[0].decode("utf-8", "replace").strip() if len(values) == 1 else ""
    return {"id": name} if name else None


def _peer(request: Request) -> str:
    return str((request.scope.get("client") or ("",))[0])


def is_loopback(host: str) -> bool:
    """Whether a host, by name or by address, is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
