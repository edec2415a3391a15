"""Where claims stand with people: the view ``claim_stages``, as values."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

_COLUMNS = "id, stage, checker, signer, since_utc, verdict, said, copy, steps_count"


@dataclass(frozen=True, slots=True)
class Standing:
    """What people decided about a claim, and where that stands.

    Attributes:
        stage: open, assigned, proposed, signed, returned, reopened or stale.
        checker: whom it is assigned to, or who decided.
        signer: who signed off.
        since_utc: when the last step was taken.
        verdict: whether it is so, as decided; ``said`` whether this speaker said it; ``copy`` what to do with the copy.
        steps_count: how many steps were taken in all; the next one says what it follows.
    """

    stage: str
    checker: str | None = None
    signer: str | None = None
    since_utc: str | None = None
    verdict: str | None = None
    said: str | None = None
    copy: str | None = None
    steps_count: int = 0


OPEN = Standing("open")
"""Where a claim stands that nobody has touched."""


def standings(connection: sqlite3.Connection) -> dict[str, Standing]:
    """Where the claims stand that somebody has touched, by key."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM claim_stages WHERE stage <> 'open' OR steps_count"  # noqa: S608
    )
    return {row[0]: Standing(*row[1:]) for row in rows}


def standing(connection: sqlite3.Connection, claim: str) -> Standing:
    """Where one claim stands."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM claim_stages WHERE id = ?", [claim]).fetchone()  # noqa: S608
    return Standing(*row[1:]) if row else OPEN
