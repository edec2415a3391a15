"""What every answer tells the browser not to do.

Our own pages hold no script and no style but files of this host, so nothing that came from the web can run on them.
Datasette's pages hold scripts of their own inside the page; where Datasette serves our databases alone
(``claimcheck serve``), they are held to this host, and may not be framed either.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

from claimcheck.desk.pages.spreadsheets import SafeCells

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
START = f"{OURS}/-/start"
"""Where the addresses begin that let in whoever started the desk."""

FILES_FORM = re.compile(rf"{OURS}/[^/]+/bring")
"""The address that takes forms with files."""

SHARED = f"{OURS}/-/shared"
"""Where links for people without a login begin."""

MOST_FORM_BYTES = 10_000_000
"""A form of more is not received: it would be held in memory whole. A book as a form is a tenth of it."""
_MOST_DIGITS = 12

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


_ONLY_READ = 405, "Datasette's pages are for reading here (GET)"


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
        is_head = not is_ours and scope.get("method") == "HEAD"
        if is_head:
            # Datasette answers this with an error of the server where a page would be long.
            scope = {**scope, "method": "GET"}
        complaint = _too_much(scope, path) if is_ours or scope.get("method") == "GET" else _ONLY_READ
        if complaint is not None:
            status, words = complaint
            headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
            await send({"type": "http.response.start", "status": status, "headers": headers})
            await send({"type": "http.response.body", "body": words.encode()})
            return
        held = _ALWAYS | {"content-security-policy": _DESK_POLICY if is_ours else _DATASETTE_POLICY}

        cells: SafeCells | None = None

        async def send_guarded(message: Message) -> None:
            nonlocal cells
            if message["type"] == "http.response.start":
                kept = [header for header in message.get("headers", []) if header[0].decode().lower() not in held]
                if not is_ours and any(k.lower() == b"content-type" and v.startswith(b"text/csv") for k, v in kept):
                    # What we hand out as CSV ourselves is safe; the length of this changes.
                    cells = SafeCells()
                    kept = [header for header in kept if header[0].lower() != b"content-length"]
                message = {**message, "headers": kept + [(k.encode(), v.encode()) for k, v in held.items()]}
            elif cells is not None:
                body = cells.passed(message.get("body", b""), is_last=not message.get("more_body", False))
                message = {**message, "body": body}
            if is_head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await app(scope, receive, send_guarded)

    return answer


def _too_much(scope: Scope, path: str) -> tuple[int, str] | None:
    """Why a form is not received, with its status; the form that takes files has limits of its own."""
    if scope.get("method") not in ("POST", "PUT", "PATCH") or FILES_FORM.fullmatch(path):
        return None
    stated = {name.lower(): value for name, value in scope.get("headers", [])}
    if b"transfer-encoding" in stated:
        return 411, "say how long the form is (Content-Length)"
    length = stated.get(b"content-length", b"0")
    if not length.isdigit() or len(length) > _MOST_DIGITS or int(length) > MOST_FORM_BYTES:
        return 413, f"a form of more than {MOST_FORM_BYTES:,} bytes; bring long articles in as files"
    return None
