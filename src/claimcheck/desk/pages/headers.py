"""What every answer tells the browser not to do.

Our own pages hold no script and no style but files of this host, so nothing that came from the web can run on them.
Datasette's pages hold scripts of their own inside the page; where Datasette serves our databases alone
(``claimcheck serve``), they are held to this host, and may not be framed either.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

OURS = "/-/desk"
"""Where our own pages begin."""

PLUGIN = "claimcheck-desk"
"""The name of the plugin in Datasette's configuration."""

LOGIN = f"{OURS}/-/login"
LOGOUT = f"{OURS}/-/logout"
FILES_FORM = re.compile(rf"{OURS}/[^/]+/bring")
"""The address that takes forms with files."""

SHARED = f"{OURS}/-/shared"
"""Where links for people without a login begin."""

_DESK_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
_DATASETTE_POLICY = (
    "default-src 'self' 'unsafe-inline' data:; object-src 'none'; form-action 'self'; base-uri 'self';"
    " frame-ancestors 'none'"
)
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


def guarded(app: App, base: str, is_served_by_us: bool) -> App:
    """The application with its answers guarded.

    Args:
        app: what answers.
        base: the path that all addresses begin with.
        is_served_by_us: whether Datasette's own pages are guarded too.
    """

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        path = str(scope.get("path", "")).removeprefix(base.rstrip("/"))
        is_ours = path == OURS or path.startswith(f"{OURS}/")
        if not is_ours and not is_served_by_us:
            await app(scope, receive, send)
            return
        held = _ALWAYS | {"content-security-policy": _DESK_POLICY if is_ours else _DATASETTE_POLICY}

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [header for header in message.get("headers", []) if header[0].decode().lower() not in held]
                message = {**message, "headers": kept + [(k.encode(), v.encode()) for k, v in held.items()]}
            await send(message)

        await app(scope, receive, send_guarded)

    return answer
