"""How often people decided as the machine suggested."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

MOST = 200
"""No more rows than this are shown; Datasette has them all."""


@dataclass(frozen=True, slots=True)
class DecisionAgreement:
    """One kind of claim, or one rule and what it suggested, held against decisions.

    Attributes:
        about: the kind; for a rule, also the question, the rule and the suggestion.
        reasons: what was decided instead, and why, in people's words.
    """

    about: tuple[str, ...]
    decisions_count: int
    agreed_count: int
    reasons: str | None = None


def by_kind(connection: sqlite3.Connection) -> list[DecisionAgreement]:
    """DecisionAgreement by kind of claim, the most decided first."""
    rows = connection.execute(
        "SELECT kind, sum(decisions_count), sum(agreed_count) FROM agreement GROUP BY kind ORDER BY 2 DESC, kind"
    )
    return [DecisionAgreement((kind,), decisions, agreed) for kind, decisions, agreed in rows]


def by_rule(connection: sqlite3.Connection) -> list[DecisionAgreement]:
    """DecisionAgreement by rule and suggestion, the most decided first."""
    rows = connection.execute(
        "SELECT question, kind, rule, finding, decisions_count, agreed_count, reasons FROM agreement LIMIT ?", [MOST]
    )
    return [DecisionAgreement(tuple(row[:4]), *row[4:]) for row in rows]
