"""Datasette's metadata for our database, so that a newcomer can browse it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeAlias

from claimcheck.migrations.dictionary import Table, tables
from claimcheck.store.reading.browsing import canned_queries

Metadata: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Browsing:
    """How a table or view is browsed.

    Attributes:
        label: the column that stands for a row wherever another table refers to it.
        facets: the columns to count by.
        sort: the column to order by; a view orders itself.
        size: how many rows a page shows, where a row is long.
        searched: the full-text index over it.
        hidden: it serves other tables and says little by itself.
    """

    label: str | None = None
    facets: tuple[str, ...] = ()
    sort: str | None = None
    size: int | None = None
    searched: str | None = None
    hidden: bool = False


BROWSING = {
    name: Browsing(**stated | {"facets": tuple(stated.get("facets", ()))})
    for name, stated in tomllib.loads(
        files("claimcheck.desk").joinpath("browsing.toml").read_text(encoding="utf8")
    ).items()
}
"""Each table and view of the schema."""

TITLE = "claimcheck"

_UNSAFE = re.compile(rb"[^A-Za-z0-9_-]")

ENTRANCES = ("claim_status", "review_queue")
"""Where a newcomer begins."""

DESCRIPTION = """\
<p>Articles split into claims: who says each one, what the evidence says, and what people decided.
The machine only suggests.</p>
<p>Begin with <a href="{0}/claim_status">every claim and its status</a>,
or with <a href="{0}/review_queue">what to look at first</a>. Behind them stand {1}.</p>
"""


def metadata(database: str = "claimcheck") -> Metadata:
    """Datasette's metadata for a database of ours that is attached under the name ``database``."""
    return {
        "title": TITLE,
        "databases": {
            database: {
                "description_html": _description(database),
                "tables": {
                    **{table.name: _table(table, BROWSING[table.name]) for table in _tables()},
                    "_sqlite_migrations": {"hidden": True},
                },
                "queries": {name: {**query, "hide_sql": True} for name, query in canned_queries().items()},
            }
        },
    }


def address_of(database: str) -> str:
    """The name of a database as Datasette writes it in addresses: blanks as ``+``, other bytes as ``~`` and hex."""
    return _UNSAFE.sub(lambda found: b"+" if found[0] == b" " else b"~%02X" % found[0][0], database.encode()).decode()


def _description(database: str) -> str:
    address = address_of(database)
    shown = (name for name, browsing in BROWSING.items() if not browsing.hidden and name not in ENTRANCES)
    return DESCRIPTION.format(address, ", ".join(f'<a href="{address}/{name}">{name}</a>' for name in shown))


@lru_cache(maxsize=1)
def _tables() -> tuple[Table, ...]:
    return tables()


def _table(table: Table, browsing: Browsing) -> Metadata:
    stated: Metadata = {
        "description": table.meaning,
        "columns": {column.name: column.meaning for column in table.columns},
        "label_column": browsing.label,
        "facets": list(browsing.facets),
        "sort": browsing.sort,
        "size": browsing.size,
        "hidden": browsing.hidden,
        "units": {column.name: "byte" for column in table.columns if column.name.endswith("_bytes")},
    }
    if browsing.searched:
        stated |= {"fts_table": browsing.searched, "fts_pk": "number"}
    return {key: value for key, value in stated.items() if value}
