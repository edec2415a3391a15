"""What a form sent, and whether it came from a page of ours."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from datasette.utils.asgi import Request

LIMIT_BYTES = 200_000
"""No form of ours is larger than this."""


async def fields(request: Request) -> dict[str, str]:
    """The fields of the form.

    Raises:
        Forbidden: it did not come from a page of ours, or is larger than any of them.
    """
    from datasette.utils.asgi import Forbidden

    body = await request.post_body()
    if len(body) > LIMIT_BYTES:
        raise Forbidden("That is more text than a form of the desk takes")
    sent = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, encoding="utf-8", errors="replace"))
    # Datasette lets requests without cookies pass, as those carry no session; at a local desk, nobody has a session.
    token = sent.get("csrftoken", "")
    if not secrets.compare_digest(token.encode(), request.scope["csrftoken"]().encode()):
        raise Forbidden("The form is too old or not from this desk: go back, reload the page, and send it again")
    return {name: value.replace("\r\n", "\n") for name, value in sent.items()}
