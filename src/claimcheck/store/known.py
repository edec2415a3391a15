"""What was checked before, and which claims of articles make the same claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.models import KnownCheck, KnownMatch
from claimcheck.store.database import Database
from claimcheck.store.rows import Row, columns, key, made

_OF_CHECKS = "claim rating publisher claimant checked url title"


@dataclass(frozen=True, slots=True)
class CheckedBefore:
    """Something that was checked, as the claims of articles are held against it.

    Attributes:
        id: the key of a fact-check of others, or of a claim of an earlier article.
        article: the path of that article; None for a fact-check of others.
        match: what is shown of it.
    """

    id: str
    article: str | None
    match: KnownMatch


class KnownChecks:
    """Fact-checks that were read in, and what claims they were found for."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, checks: Sequence[KnownCheck], file: str) -> int:
        """Write fact-checks that were read from ``file``; returns how many are new. The others stay as they are."""
        rows: dict[str, Row] = {}
        for check in checks:
            stated = columns(check, _OF_CHECKS)
            identity = key("kc", *stated.values())
            rows[identity] = {"id": identity, **stated, "file": file}
        with self._database.write():
            there = set(self._database.column("SELECT id FROM known_checks"))
            new = [row for identity, row in rows.items() if identity not in there]
            self._database.insert("known_checks", new)
        return len(new)

    def all(self) -> list[CheckedBefore]:
        """All fact-checks of others, then all claims that people here decided on, each in order of its key."""
        return [
            CheckedBefore(identity, match.article, match)
            for sql in (_CHECKS, _DECIDED)
            for identity, match in _matches(self._database, f"SELECT id, {sql[0]}, 100.0 FROM {sql[1]} ORDER BY id", [])  # noqa: S608
        ]

    def is_looked_up(self, place: str, inputs: str) -> bool:
        """Whether the claims of the article at ``place`` were held against ``inputs`` last."""
        return bool(self._database.value("SELECT inputs FROM known_lookups WHERE place = ?", [place]) == inputs)

    def keep_matches(self, place: str, inputs: str, found: dict[str, list[tuple[CheckedBefore, float]]]) -> None:
        """Write what is the same as each claim of an article, by the claim's key, in place of what was found before."""
        with self._database.write():
            for claim, same in found.items():
                rows: list[Row] = [
                    {
                        "id": key("km", claim, before.id),
                        "claim_id": claim,
                        "known_check_id": None if before.match.is_own else before.id,
                        "earlier_claim_id": before.id if before.match.is_own else None,
                        "likeness_pct": likeness,
                    }
                    for before, likeness in same
                ]
                self._database.reconcile("known_matches", "claim_id = ?", [claim], rows)
            self._database.execute(
                "INSERT INTO known_lookups VALUES (?, ?) ON CONFLICT (place) DO UPDATE SET inputs = excluded.inputs",
                [place, inputs],
            )


_CHECKS = ("claim, rating, publisher, checked, url, NULL, NULL", "known_checks")
_DECIDED = (
    "text, verdict, reviewer, reviewed_utc, NULL, place, id",
    """(
        SELECT claims.id, claims.text, claim_stages.verdict, reviews.reviewer, reviews.reviewed_utc, (
            SELECT min(articles.place) FROM captures JOIN articles ON articles.place = captures.place
            WHERE captures.document_id = claims.document_id
        ) AS place
        FROM claim_stages JOIN claims ON claims.id = claim_stages.id JOIN reviews ON reviews.id = claim_stages.review_id
        WHERE claim_stages.stage IN ('proposed', 'signed', 'stale') AND claim_stages.verdict IS NOT NULL
    )""",
)


def known_matches(database: Database, wanted: str) -> dict[str, list[KnownMatch]]:
    """What was checked before and is the same as these claims (a JSON list of keys): our own first, then the latest."""
    found: dict[str, list[KnownMatch]] = defaultdict(list)
    for (shown, table), column in ((_DECIDED, "earlier_claim_id"), (_CHECKS, "known_check_id")):
        sql = f"""
            SELECT known_matches.claim_id, {", ".join(_qualified(shown))}, likeness_pct
            FROM known_matches JOIN {table} AS before ON before.id = known_matches.{column}
            WHERE known_matches.claim_id IN (SELECT value FROM json_each(?))
            ORDER BY before.{"reviewed_utc" if column == "earlier_claim_id" else "checked"} DESC, known_matches.id
        """  # noqa: S608
        for claim, match in _matches(database, sql, [wanted]):
            found[claim].append(match)
    return found


def _qualified(shown: str) -> list[str]:
    return [name if name == "NULL" else f"before.{name}" for name in shown.split(", ")]


def _matches(database: Database, sql: str, bound: Sequence[str]) -> list[tuple[str, KnownMatch]]:
    return [(owner, made(KnownMatch, row)) for owner, *row in database.rows(sql, bound)]
