"""The claim status table, a line a claim, light enough for ten thousand of them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any, NamedTuple

from claimcheck.models import BLOCKING, FindingKind

_LINES = """
SELECT
    claims.id, claims.n, articles.id, articles.place, claims.kind, claims.priority_pct,
    coalesce(said.finding, 'unchecked'), coalesce(so.finding, 'unchecked'),
    CASE
        WHEN claims.attribution_id IS NULL THEN 'the article'
        WHEN speakers.id IS NULL THEN 'unclear: ' || coalesce(nullif(attributions.source, ''), attributions.cue)
        ELSE speakers.name || coalesce(' via ' || speakers.via, '')
    END,
    claims.is_checkable, claims.document_id = articles.document_id AND claims.is_current AND articles.is_current
FROM {places}
LEFT JOIN findings AS said ON said.claim_id = claims.id AND said.question = 'said'
LEFT JOIN findings AS so ON so.claim_id = claims.id AND so.question = 'so'
LEFT JOIN attributions ON attributions.id = claims.attribution_id
LEFT JOIN speakers ON speakers.id = attributions.speaker_id
WHERE claims.successor_id IS NULL AND {condition}
ORDER BY articles.place, claims.n, claims.id
"""
_NOW = _LINES.format(
    places="articles JOIN claims ON claims.document_id = articles.document_id",
    condition="articles.is_current AND claims.is_current AND {condition}",
)
"""The claims of the articles as they read now."""
_GONE = _LINES.format(
    places="claims JOIN captures ON captures.document_id = claims.document_id"
    " JOIN articles ON articles.place = captures.place",
    condition="claims.id IN (SELECT claim_id FROM reviews UNION SELECT claim_id FROM steps)"
    " AND NOT (claims.is_current AND articles.is_current AND claims.document_id = articles.document_id)"
    " AND {condition}",
)
"""Claims that people decided on and that their article no longer makes."""

_STAGE_COLUMNS = (
    "id, stage, checker, signer, since_utc, verdict, said, copy, steps_count,"
    " EXISTS (SELECT 1 FROM overrides WHERE overrides.review_id = claim_stages.review_id)"
)

_GRAVE = frozenset({FindingKind.CONTRADICTED, FindingKind.CONFLICTING})


@dataclass(frozen=True, slots=True)
class ClaimStanding:
    """What people decided about a claim, and where that stands.

    Attributes:
        stage: open, assigned, proposed, signed, returned, reopened or stale.
        checker: whom it is assigned to, or who decided.
        signer: who signed off.
        since_utc: when the last step was taken.
        verdict: whether it is so, as decided; ``said`` whether this speaker said it; ``copy`` what to do with the copy.
        steps_count: how many steps were taken in all; the next one says what it follows.
        is_overridden: an editor lets it be published, whatever was decided.
    """

    stage: str
    checker: str | None = None
    signer: str | None = None
    since_utc: str | None = None
    verdict: str | None = None
    said: str | None = None
    copy: str | None = None
    steps_count: int = 0
    is_overridden: int = 0

    @property
    def blocks(self) -> str | None:
        """Why the claim stands in the way of publishing; None where it does not."""
        if self.stage != "signed":
            return "changed after the decision" if self.stage == "stale" else "not signed off"
        decided = next((value for value in (self.verdict, self.said) if value in BLOCKING), None)
        if decided is None or self.is_overridden:
            return None
        return f"decided {decided}: change the copy, or let an editor override it"


OPEN = ClaimStanding("open")
"""Where a claim stands that nobody has touched."""


class StatusLine(NamedTuple):
    """One claim as the table sorts, counts and filters it.

    Attributes:
        article: the article's key; ``place`` is its path.
        standing: what people decided, and where that stands.
        is_there: the article still makes this claim.
    """

    id: str
    n: int
    article: str
    place: str
    kind: str
    priority_pct: float
    said: str
    so: str
    speaker: str
    is_checkable: bool
    is_there: bool
    standing: ClaimStanding

    @property
    def suggestion(self) -> str:
        """The graver of the machine's two answers."""
        if self.so == FindingKind.UNCHECKED:
            return self.said
        if self.so != FindingKind.CONTRADICTED and self.said in _GRAVE:
            return self.said
        return self.so


def lines(connection: sqlite3.Connection, article: str | None = None) -> list[StatusLine]:
    """Every claim in article order; of the article with this key where it is given."""
    condition, bound = ("articles.id = ?", [article]) if article else ("TRUE", [])
    decided = _standings(connection)
    return [
        _line(row, decided.get(row[0], OPEN))
        for sql in (_NOW, _GONE)
        for row in connection.execute(sql.format(condition=condition), bound)
    ]


def line(connection: sqlite3.Connection, claim: str) -> StatusLine | None:
    """The line of one claim; None where there is none."""
    for sql in (_NOW, _GONE):
        row = connection.execute(sql.format(condition="claims.id = ?"), [claim]).fetchone()
        if row is not None:
            return _line(row, _standing(connection, claim))
    return None


def _line(row: tuple[Any, ...], stands: ClaimStanding) -> StatusLine:
    claim, n, article, place, kind, priority_pct, said, so, speaker, is_checkable, is_there = row
    checkable, there = bool(is_checkable), bool(is_there)
    return StatusLine(claim, n, article, place, kind, priority_pct, said, so, speaker, checkable, there, stands)


def _standings(connection: sqlite3.Connection) -> dict[str, ClaimStanding]:
    """Where the claims stand that somebody has touched, by key."""
    rows = connection.execute(
        f"SELECT {_STAGE_COLUMNS} FROM claim_stages WHERE stage <> 'open' OR steps_count"  # noqa: S608
    )
    return {row[0]: ClaimStanding(*row[1:]) for row in rows}


def _standing(connection: sqlite3.Connection, claim: str) -> ClaimStanding:
    """Where one claim stands."""
    row = connection.execute(f"SELECT {_STAGE_COLUMNS} FROM claim_stages WHERE id = ?", [claim]).fetchone()  # noqa: S608
    return ClaimStanding(*row[1:]) if row else OPEN
