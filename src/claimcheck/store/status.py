"""The claim status table, line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from claimcheck.models import ClaimKind, CopyAction, FindingKind, Stage
from claimcheck.store.database import Database


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
        handle: what to call the claim on the command line: ``harbour:3``; of one that is gone, its key.
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
    handle: str = ""


def handles(places: Sequence[str]) -> dict[str, str]:
    """A short name for each article, by place: the first word of its name that no other one has.

    Each is part of its place and of no other, so that it names the article before the number of a claim.
    """
    found = {}
    for place in places:
        stem = place.rpartition("/")[2].rpartition(".")[0] or place
        words = [word for word in re.findall(r"\w+", stem) if len(word) > 1 and not word.isdecimal()]
        candidates = [*words, stem, place.rpartition("/")[2], place]
        found[place] = next((each for each in candidates if sum(each in other for other in places) == 1), place)
    return found


def status_rows(database: Database, place: str | None) -> list[StatusRow]:
    """The claim status table of one article, or of all by place."""
    return _status_rows(database, "claim_status WHERE ? IS NULL OR article = ? ORDER BY article, n, id", [place, place])


def queue_rows(database: Database, place: str | None) -> list[StatusRow]:
    """The same, what to look at first."""
    source = "claim_status JOIN review_queue USING (id, article) WHERE ? IS NULL OR article = ? ORDER BY turn"
    return _status_rows(database, source, [place, place])


def claim_rows(database: Database, claim: str) -> list[StatusRow]:
    """The line of the claim with this key; none where there is no such claim."""
    return _status_rows(database, "claim_status WHERE id = ?", [claim])


def rows_named(database: Database, name: str) -> list[StatusRow]:
    """The lines whose claim has this number in its article, or a key that begins so.

    Before the number, and a colon, may stand a part of the article's place: ``harbour:3``. A number means a claim that
    has gone from its article only where no claim there has it now.
    """
    article, _, number = name.rpartition(":")
    if number.isdecimal():
        numbered = "claim_status WHERE n = ? AND instr(article, ?) ORDER BY article, id"
        found = _status_rows(database, numbered, [number, article])
        return [line for line in found if not line.is_gone] or found
    return _status_rows(database, "claim_status WHERE substr(id, 1, length(?)) = ? ORDER BY id, article", [name, name])


def _status_rows(database: Database, source: str, bound: Sequence[str | None]) -> list[StatusRow]:
    columns = ", ".join(f"claim_status.{field.name}" for field in fields(StatusRow) if field.name != "handle")
    found = database.made(StatusRow, f"SELECT {columns} FROM {source}", bound)  # noqa: S608
    named = handles(database.column("SELECT place FROM articles ORDER BY place")) if found else {}
    return [replace(row, handle=row.id if row.is_gone else f"{named[row.article]}:{row.n}") for row in found]
