"""How often the machine was right: suggestions against decisions."""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING

from claimcheck.desk.pages.desks import Desk, at_desk, shown
from claimcheck.store.reading.agreement import by_kind, by_rule

if TYPE_CHECKING:
    from datasette.utils.asgi import Request, Response


@at_desk
async def agreement(desk: Desk, request: Request) -> Response:
    """How often people decided as the machine suggested, by kind and by rule, with their reasons where they did not."""
    kinds, rules = await to_thread(desk.reader.read, lambda connection: (by_kind(connection), by_rule(connection)))
    return shown(desk, request, "agreement.html", {"kinds": kinds, "rules": rules})
