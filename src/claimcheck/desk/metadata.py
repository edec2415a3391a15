"""What Datasette is told about our database, so that a newcomer can browse it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
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
    "claim_status": Browsing(facets=("status", "speaker", "kind", "article")),
    "review_queue": Browsing(facets=("why", "speaker", "kind", "article")),
    "claim_stages": Browsing(facets=("stage", "checker", "signer", "copy")),
    "claim_stage": Browsing(hidden=True),
    "agreement": Browsing(facets=("question", "kind", "rule")),
    "kinds": Browsing(facets=("is_high_risk",)),
    "articles": Browsing(label="place", sort="place"),
    "claims": Browsing(
        label="text", facets=("kind", "is_checkable", "document_id"), sort="number", searched="claims_fts"
    ),
    "speakers": Browsing(label="name", facets=("kind",), sort="name"),
    "attributions": Browsing(label="label", facets=("speaker_id", "type"), sort="document_id"),
    "findings": Browsing(label="finding", facets=("question", "finding", "rule", "wording"), sort="claim_id"),
    "evidence": Browsing(label="text", facets=("stance", "document_id", "wording", "is_echo"), sort="claim_id"),
    "differences": Browsing(label="note", facets=("type",), sort="type"),
    "reviews": Browsing(label="verdict", facets=("verdict", "reviewer"), sort="number"),
    "steps": Browsing(label="step", facets=("step", "person"), sort="number"),
    "calls": Browsing(label="words", facets=("terms", "person"), sort="number"),
    "people": Browsing(label="name", facets=("role", "is_active"), sort="name"),
    "kind_settings": Browsing(label="kind", facets=("kind", "person"), sort="number"),
    "documents": Browsing(label="label", facets=("publisher", "kind"), sort="label", size=20),
    "captures": Browsing(label="place", facets=("failure", "is_current"), sort="place"),
    "proofs": Browsing(facets=("document_id", "record_file")),
    "retrievals": Browsing(label="place", facets=("status", "is_unchanged"), sort="retrieved_utc"),
    "requests": Browsing(label="url", facets=("protocol", "status"), sort="sent_utc"),
    "searches": Browsing(label="query", facets=("provider", "side", "failure"), sort="asked_utc"),
    "search_results": Browsing(label="title", facets=("kind",), sort="search_id"),
    "claim_reviews": Browsing(facets=("rating", "rated_by")),
    "citations": Browsing(label="text", facets=("how", "document_id", "cited_document_id"), sort="claim_id"),
    "trail_flags": Browsing(label="note", facets=("flag",), sort="claim_id"),
    "rechecks": Browsing(label="text", facets=("result", "place"), sort="rechecked_utc"),
    "chain": Browsing(label="sealed", facets=("sealed",), sort="number", hidden=True),
    "passages": Browsing(label="text", facets=("document_id",), sort="number", searched="passages_fts"),
    "coverage": Browsing(label="text", facets=("covered", "why", "document_id"), sort="start_char"),
    "substitutions": Browsing(label="new", sort="claim_id"),
    "links": Browsing(label="text", facets=("document_id",), sort="url"),
    "review_evidence": Browsing(label="text", sort="review_id"),
    "claim_spans": Browsing(label="text", facets=("part",), sort="claim_id", hidden=True),
    "attribution_spans": Browsing(label="text", facets=("part",), sort="attribution_id", hidden=True),
    "origins": Browsing(label="reason", facets=("origin_document_id",), sort="origin_document_id"),
    "shared_texts": Browsing(label="reason", facets=("joins", "signal"), sort="shared_pct"),
    "origin_decisions": Browsing(label="decision", facets=("decision", "decider"), sort="number"),
    "source_kinds": Browsing(label="kind", facets=("kind",), sort="kind"),
    "source_kind_decisions": Browsing(label="kind", facets=("kind", "decider"), sort="number"),
    "sketches": Browsing(label="document_id", hidden=True),
    "embeddings": Browsing(label="key", hidden=True),
    "entailments": Browsing(label="key", hidden=True),
}

TITLE = "claimcheck"

_UNSAFE = re.compile(rb"[^A-Za-z0-9_-]")

ENTRANCES = ("claim_status", "review_queue")
"""Where a newcomer begins."""

DESCRIPTION = """\
<p>Articles taken apart into claims: who says each one, what the evidence says, and what people decided.
The machine only ever suggests.</p>
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
    told: Metadata = {
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
        told |= {"fts_table": browsing.searched, "fts_pk": "number"}
    return {key: value for key, value in told.items() if value}
