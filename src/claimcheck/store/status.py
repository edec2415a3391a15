"""The claim status table, line by line."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from claimcheck.models import ClaimKind, CopyAction, FindingKind, Stage
from claimcheck.store.rows import storable


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One line of the claim status table, as the view ``claim_status`` gives it.

    Attributes:
        article: the article's place.
        n: the claim's order in the article, from 1.
        status: the last review; else the machine's suggestion, marked as one.
        flag: the first thing to look at, in words.
        is_stale: the claim's text or evidence changed after the last review.
        is_gone: the article no longer makes this claim.
        stage: how far people are with it.
        checker: whom it is assigned to, or who decided.
        signer: who signed off.
        since_utc, age_days: when the last step was taken, and how long ago that is.
        copy: what to do with the copy.
        steps_count: how many steps were taken: what a further step says that its author has seen.
    """

    id: str
    article: str
    n: int
    speaker: str
    claim: str
    status: str
    flag: str | None
    said: FindingKind
    so: FindingKind
    documents_count: int
    origins_count: int
    kind: ClaimKind
    priority_pct: float
    is_stale: bool
    is_gone: bool
    stage: Stage = Stage.OPEN
    checker: str | None = None
    signer: str | None = None
    since_utc: str | None = None
    age_days: int | None = None
    copy: CopyAction | None = None
    steps_count: int = 0


def status_rows(connection: sqlite3.Connection, place: str | None) -> list[StatusRow]:
    """The claim status table of one article, or of all by place."""
    return _status_rows(
        connection, "claim_status WHERE ? IS NULL OR article = ? ORDER BY article, n, id", [place, place]
    )


def queue_rows(connection: sqlite3.Connection, place: str | None) -> list[StatusRow]:
    """The same, what to look at first."""
    source = "claim_status JOIN review_queue USING (id, article) WHERE ? IS NULL OR article = ? ORDER BY turn"
    return _status_rows(connection, source, [place, place])


def status_row(connection: sqlite3.Connection, claim: str) -> StatusRow | None:
    """The line of the claim with this key; None where there is none."""
    return next(iter(_status_rows(connection, "claim_status WHERE id = ?", [claim])), None)


def rows_named(connection: sqlite3.Connection, name: str) -> list[StatusRow]:
    """The lines whose claim has this number in its article, or a key that begins so.

    Before the number, and a colon, may stand a part of the article's place: ``harbour:3``. A number means a claim that
    has gone from its article only where no claim there has it now.
    """
    article, _, number = name.rpartition(":")
    if number.isdecimal():
        numbered = "claim_status WHERE n = ? AND instr(article, ?) ORDER BY article, id"
        found = _status_rows(connection, numbered, [number, article])
        return [line for line in found if not line.is_gone] or found
    return _status_rows(
        connection, "claim_status WHERE substr(id, 1, length(?)) = ? ORDER BY id, article", [name, name]
    )


def _status_rows(connection: sqlite3.Connection, source: str, bound: Sequence[str | None]) -> list[StatusRow]:
    bound = [value and storable(value) for value in bound]
    columns = [field.name for field in fields(StatusRow)]
    qualified = ", ".join(f"claim_status.{column}" for column in columns)
    rows = connection.execute(f"SELECT {qualified} FROM {source}", bound)  # noqa: S608
    return [_made(dict(zip(columns, row, strict=True))) for row in rows]


def _made(values: dict[str, Any]) -> StatusRow:
    as_kept = {
        "kind": ClaimKind(values["kind"]),
        "said": FindingKind(values["said"]),
        "so": FindingKind(values["so"]),
        "is_stale": bool(values["is_stale"]),
        "is_gone": bool(values["is_gone"]),
        "stage": Stage(values["stage"]),
        "copy": CopyAction(values["copy"]) if values["copy"] else None,
    }
    return StatusRow(**values | as_kept)
