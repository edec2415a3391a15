"""Google Fact Check Tools: what fact-checkers have published as ClaimReview."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.providers.asking import address, iso_date, items, words
from claimcheck.providers.service import Parameters, json_provider
from claimcheck.providers.values import PublishedRating, SearchResult, SearchResultKind
from claimcheck.queries import Query, QuerySide


def _parameters(query: Query, results: int) -> Parameters:
    return {"query": query.text, "pageSize": results}


def _found(answer: object) -> Iterator[SearchResult]:
    """The reviews, each with its publisher's rating."""
    for claim in items(answer, "claims"):
        for review in items(claim, "claimReview"):
            url, rating = address(review.get("url")), words(review.get("textualRating"))
            if url and rating:
                yield SearchResult(
                    url=url,
                    title=words(review.get("title")),
                    snippet=words(claim.get("text")),
                    published=iso_date(review.get("reviewDate")),
                    kind=SearchResultKind.CLAIM_REVIEW,
                    rating=PublishedRating(
                        rating=rating,
                        claim=words(claim.get("text")),
                        claimant=words(claim.get("claimant")) or None,
                        publisher=_publisher(review.get("publisher")),
                    ),
                )


def _publisher(stated: object) -> str | None:
    if not isinstance(stated, dict):
        return None
    return words(stated.get("name")) or words(stated.get("site")) or None


PROVIDER = json_provider(
    "factcheck",
    _parameters,
    _found,
    url="https://factchecktools.googleapis.com/v1alpha1/claims:search",
    delay_s=0.5,
    # Google takes the key in a header too, which keeps it out of addresses.
    key_header="X-Goog-Api-Key",
    sides=frozenset({QuerySide.ABOUT}),
)
