"""Where a cell leads: Datasette links references in tables, and leaves row pages, views and queries to us."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from claimcheck.desk.metadata import BROWSING
from claimcheck.migrations.dictionary import tables
from claimcheck.store.reading.browsing import label_query

if TYPE_CHECKING:
    from datasette.app import Datasette

_KEY = re.compile(r"[a-z][0-9a-f]{12}")
_NAMED = {"c": "claims", "d": "documents", "e": "evidence"}
"""The tables whose keys views and queries show, by the letter that their keys begin with."""


def target(table: str | None, column: str, value: object) -> str | None:
    """The table that holds the row whose key is ``value``; None when the cell is no reference."""
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        return None
    references, views = _schema()
    if table is None or table in views:
        return _NAMED.get(value[0]) if column.endswith("id") else None
    return references.get((table, column))


async def link(datasette: Datasette, database: str, table: str, key: str) -> Markup:
    """A link to the row of ``table`` with this key, after the label that stands for it elsewhere."""
    address = datasette.urls.row(database, table, key)
    sql = label_query(table, BROWSING[table].label or "id")
    row = (await datasette.get_database(database).execute(sql, [key])).first()
    return Markup('<a href="{}">{}</a>&nbsp;<em>{}</em>').format(address, row[0] if row else key, key)


def bare_link(datasette: Datasette, database: str, table: str, key: str) -> Markup:
    """A link to the row of ``table`` with this key."""
    return Markup('<a href="{}">{}</a>').format(datasette.urls.row(database, table, key), key)


@lru_cache(maxsize=1)
def _schema() -> tuple[dict[tuple[str, str], str], frozenset[str]]:
    """What each column refers to, and which of the names are views."""
    schema = tables()
    references = {(t.name, c.name): c.refers_to for t in schema for c in t.columns if c.refers_to}
    return references, frozenset(table.name for table in schema if table.is_view)
