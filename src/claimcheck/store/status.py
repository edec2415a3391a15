"""The claim status table, line by line."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from claimcheck.models import ClaimKind, FindingKind


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One line of the claim status table, as the view ``claim_status`` gives it.

    Attributes:
        article: the article's place.
        n: the claim's order in the article, from 1.
        status: the last review; else the graver finding, marked as a suggestion.
        flag: the first thing to look at, in words.
        is_stale: the claim's text or evidence changed after the last review.
        is_gone: the article no longer makes this claim.
    """

    id: str
    article: str
    n: int
    speaker: str
    claim: str
    kind: ClaimKind
    said: FindingKind
    so: FindingKind
    status: str
    documents_count: int
    origins_count: int
    flag: str | None
    priority_pct: float
    is_stale: bool
    is_gone: bool


def status_rows(connection: sqlite3.Connection, place: str | None) -> list[StatusRow]:
    """The claim status table of one article, or of all by place."""
    where, bound = ("WHERE article = ?", [place]) if place is not None else ("", [])
    return _status_rows(connection, f"{where} ORDER BY article, n, id", bound)


def status_by_prefix(connection: sqlite3.Connection, prefix: str) -> list[StatusRow]:
    """The lines of the claims whose keys begin so."""
    return _status_rows(connection, "WHERE substr(id, 1, length(?)) = ? ORDER BY id, article", [prefix, prefix])


def _status_rows(connection: sqlite3.Connection, tail: str, bound: Sequence[str]) -> list[StatusRow]:
    columns = [field.name for field in fields(StatusRow)]
    rows = connection.execute(f"SELECT {', '.join(columns)} FROM claim_status {tail}", bound)  # noqa: S608
    return [_status_row(dict(zip(columns, row, strict=True))) for row in rows]


def _status_row(values: dict[str, Any]) -> StatusRow:
    as_kept = {
        "kind": ClaimKind(values["kind"]),
        "said": FindingKind(values["said"]),
        "so": FindingKind(values["so"]),
        "is_stale": bool(values["is_stale"]),
        "is_gone": bool(values["is_gone"]),
    }
    return StatusRow(**values | as_kept)
