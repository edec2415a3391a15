"""What Datasette's own pages show to whom: SQL of one's own, and calls, are for editors."""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING

from claimcheck.desk.pages.desks import Desk, desks
from claimcheck.desk.pages.people import Actor, role
from claimcheck.models import Role
from claimcheck.store import Store

if TYPE_CHECKING:
    from datasette.app import Datasette

_FOR_EDITORS = frozenset({"execute-sql", "view-database-download"})
_CALLS = "calls"
"""The table that holds what was said off the record as well; the pages of claims show each call to whom it may be."""


async def is_allowed(datasette: Datasette, who: Actor | None, action: str, resource: object) -> bool | None:
    """False where something is not for them; None where Datasette's own rules hold."""
    database, table = resource if isinstance(resource, tuple) else (resource, None)
    if action not in _FOR_EDITORS and not (action == "view-table" and table == _CALLS):
        return None
    desk = desks(datasette).get(str(database))
    is_editor = desk is not None and await to_thread(role_at, desk, who) is Role.EDITOR
    return None if is_editor else False


def role_at(desk: Desk, who: Actor | None) -> Role:
    """What somebody may do at a desk, by those who are listed in its database."""
    people = desk.reader.read(lambda connection: Store.reading(connection).people.all())
    return role({person.name: person.role for person in people if person.is_active}, who)
