"""Datasette's plugin: describes the databases that are ours, and leaves all others alone."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from copy import deepcopy
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from markupsafe import Markup
from pluggy import HookimplMarker

from claimcheck.desk.metadata import Metadata, metadata
from claimcheck.migrations import APPLICATION_ID

if TYPE_CHECKING:
    from datasette.app import Datasette

hookimpl = HookimplMarker("datasette")

_OURS: WeakKeyDictionary[Datasette, Metadata] = WeakKeyDictionary()

_KEY = re.compile(r"[cde][0-9a-f]{12}")
_TABLES = {"c": "claims", "d": "documents", "e": "evidence"}
_KEYS = frozenset({"id", "claim_id", "document_id", "evidence_id"})


@hookimpl
def startup(datasette: Datasette) -> Callable[[], Awaitable[None]]:
    """Find out which of the attached databases are ours."""

    async def look() -> None:
        told: Metadata = {}
        for name, database in datasette.databases.items():
            row = (await database.execute("PRAGMA application_id")).first()
            if row is not None and row[0] == APPLICATION_ID:
                told |= metadata(name)["databases"]
        _OURS[datasette] = {"databases": told} if told else {}

    return look


@hookimpl
def get_metadata(datasette: Datasette) -> Metadata:
    """Descriptions, labels, facets and queries of our databases; nothing where there are none."""
    # Datasette merges the user's own metadata into what it is given.
    return deepcopy(_OURS.get(datasette, {}))


@hookimpl
def extra_css_urls(database: str | None, datasette: Datasette) -> list[str]:
    """A small stylesheet for the pages of our databases."""
    if not _is_ours(datasette, database):
        return []
    return [datasette.urls.static_plugins("claimcheck-desk", "desk.css")]


@hookimpl
def render_cell(
    value: object, column: str, table: str | None, database: str | None, datasette: Datasette
) -> Markup | None:
    """In views and queries of ours, lead from the key of a claim, document or piece of evidence to its row."""
    if database not in _OURS.get(datasette, {}).get("databases", {}) or table not in (
        None,
        "claim_status",
        "review_queue",
    ):
        return None
    if column not in _KEYS or not isinstance(value, str) or not _KEY.fullmatch(value):
        return None
    address = datasette.urls.row(database, _TABLES[value[0]], value)
    return Markup('<a href="{}">{}</a>').format(address, value)


def _is_ours(datasette: Datasette, database: str | None) -> bool:
    return database in _OURS.get(datasette, {}).get("databases", {})
