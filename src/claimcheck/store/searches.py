"""Searches for claims, with what they found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from claimcheck.models import FailureReason
from claimcheck.providers import PublishedRating, SearchResult
from claimcheck.queries import Query, QuerySide
from claimcheck.store.database import Database
from claimcheck.store.rows import Row, columns, key, made

_COLUMNS = "url, title, snippet, published, kind, text, revision, rating, rated_claim, rated_claimant, rated_by"
"""The columns that a :class:`SearchResult` is made of, and its rating."""


@dataclass(frozen=True, slots=True)
class Search:
    """One query to one provider about one claim, and what came of it.

    Attributes:
        claim_id, claim: the claim's key and text; the key is None once the article no longer makes the claim.
        provider: who was asked.
        asked_utc: when: ISO 8601 with microseconds.
        results: what was found; nothing is an answer too.
        failure, note: why there is no answer.
    """

    claim_id: str | None
    claim: str
    provider: str
    query: Query
    asked_utc: str
    results: tuple[SearchResult, ...] = ()
    failure: FailureReason | None = None
    note: str | None = None


class Searches:
    """Where claims were looked for, and what was found."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, search: Search) -> None:
        """Write a search and its results."""
        identity = key("n", search.claim_id, search.provider, search.query.text, search.asked_utc)
        row: Row = {
            "id": identity,
            **columns(search, "claim_id claim provider asked_utc failure note"),
            "query": search.query.text,
            "side": search.query.side,
        }
        results = [_row(identity, n, result) for n, result in enumerate(search.results, 1)]
        with self._database.write():
            self._database.reconcile("searches", "id = ?", [identity], [row])
            self._database.reconcile("search_results", "search_id = ?", [identity], results)

    def all(self, claim_id: str | None = None) -> list[Search]:
        """The searches for one claim, or for all, the oldest first."""
        asked = self._database.rows(
            """
            SELECT id, claim_id, claim, provider, query, side, asked_utc, failure, note
            FROM searches WHERE ? IS NULL OR claim_id = ? ORDER BY asked_utc, id
            """,
            [claim_id, claim_id],
        )
        return [
            made(Search, [*who, Query(query, QuerySide(side)), asked_utc, self._results(identity), failure, note])
            for identity, *who, query, side, asked_utc, failure, note in asked
        ]

    def _results(self, search: str) -> tuple[SearchResult, ...]:
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM search_results WHERE search_id = ? ORDER BY n", [search])  # noqa: S608
        return tuple(_result(row) for row in rows)


def claim_reviews(database: Database, wanted: str) -> dict[str, list[SearchResult]]:
    """The ratings of other fact-checkers for these claims (a JSON list), each once, the latest published first."""
    found: dict[str, list[SearchResult]] = defaultdict(list)
    for claim, *row in database.rows(
        f"""
        SELECT claim_id, {_COLUMNS}
        FROM (
            SELECT *, row_number() OVER (
                PARTITION BY claim_id, url, rated_claim ORDER BY asked_utc DESC, search_results.id
            ) AS nth
            FROM search_results JOIN searches ON searches.id = search_id
            WHERE kind = 'claim_review' AND claim_id IN (SELECT value FROM json_each(?))
        )
        WHERE nth = 1 ORDER BY claim_id, published DESC, url, rated_claim
        """,  # noqa: S608
        [wanted],
    ):
        found[claim].append(_result(row))
    return found


def _row(search: str, n: int, result: SearchResult) -> Row:
    rating = result.rating
    return {
        "id": key("u", search, n),
        "search_id": search,
        "n": n,
        **columns(result, "title url kind snippet published text revision"),
        "rating": rating.rating if rating else None,
        "rated_claim": rating.claim if rating else None,
        "rated_claimant": rating.claimant if rating else None,
        "rated_by": rating.publisher if rating else None,
    }


def _result(row: Sequence[Any]) -> SearchResult:
    rating = PublishedRating(*row[7:]) if row[7] is not None else None
    return replace(made(SearchResult, row[:7]), rating=rating)
