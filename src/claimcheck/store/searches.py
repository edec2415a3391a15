"""Searches for claims, with what they found."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.models import FailureReason
from claimcheck.providers import PublishedRating, SearchResult, SearchResultKind
from claimcheck.queries import Query, QuerySide
from claimcheck.store.rows import Row, key, reconcile


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


def keep_search(connection: sqlite3.Connection, search: Search) -> None:
    """Write a search and its results."""
    identity = key("n", search.claim_id, search.provider, search.query.text, search.asked_utc)
    row: Row = {
        "id": identity,
        "claim_id": search.claim_id,
        "claim": search.claim,
        "provider": search.provider,
        "query": search.query.text,
        "side": search.query.side,
        "asked_utc": search.asked_utc,
        "failure": search.failure,
        "note": search.note,
    }
    reconcile(connection, "searches", "id = ?", [identity], [row])
    rows = [_result(identity, n, result) for n, result in enumerate(search.results, 1)]
    reconcile(connection, "search_results", "search_id = ?", [identity], rows)


def searches(connection: sqlite3.Connection, claim_id: str | None) -> Iterator[Search]:
    """The searches for one claim, or all, in order of time."""
    asked = connection.execute(
        """
        SELECT id, claim_id, claim, provider, query, side, asked_utc, failure, note
        FROM searches WHERE ? IS NULL OR claim_id = ? ORDER BY asked_utc, id
        """,
        [claim_id, claim_id],
    ).fetchall()
    for identity, about, claim, provider, query, side, asked_utc, failure, note in asked:
        found = connection.execute(
            """
            SELECT url, title, snippet, published, kind, text, revision, rating, rated_claim, rated_claimant, rated_by
            FROM search_results WHERE search_id = ? ORDER BY n
            """,
            [identity],
        )
        yield Search(
            about,
            claim,
            provider,
            Query(query, QuerySide(side)),
            asked_utc,
            tuple(_kept(*row) for row in found),
            FailureReason(failure) if failure else None,
            note,
        )


def claim_reviews(connection: sqlite3.Connection, wanted: str) -> dict[str, list[SearchResult]]:
    """The ratings of other fact-checkers that were found for these claims, each once, the latest published first."""
    found: dict[str, list[SearchResult]] = defaultdict(list)
    for claim, *row in connection.execute(
        """
        SELECT claim_id, url, title, snippet, published, kind, text, revision, rating, rated_claim, rated_claimant,
            rated_by
        FROM (
            SELECT *, row_number() OVER (
                PARTITION BY claim_id, url, rated_claim ORDER BY asked_utc DESC, search_results.id
            ) AS nth
            FROM search_results JOIN searches ON searches.id = search_id
            WHERE kind = 'claim_review' AND claim_id IN (SELECT value FROM json_each(?))
        )
        WHERE nth = 1 ORDER BY claim_id, published DESC, url, rated_claim
        """,
        [wanted],
    ):
        found[claim].append(_kept(*row))
    return found


def _result(search: str, n: int, result: SearchResult) -> Row:
    rating = result.rating
    return {
        "id": key("u", search, n),
        "search_id": search,
        "n": n,
        "title": result.title,
        "url": result.url,
        "kind": result.kind,
        "snippet": result.snippet,
        "published": result.published,
        "text": result.text,
        "revision": result.revision,
        "rating": rating.rating if rating else None,
        "rated_claim": rating.claim if rating else None,
        "rated_claimant": rating.claimant if rating else None,
        "rated_by": rating.publisher if rating else None,
    }


def _kept(
    url: str,
    title: str,
    snippet: str,
    published: str | None,
    kind: str,
    text: str | None,
    revision: str | None,
    rating: str | None,
    *rated: str,
) -> SearchResult:
    told = PublishedRating(rating, *rated) if rating is not None else None
    return SearchResult(url, title, snippet, published, SearchResultKind(kind), text, revision, told)
