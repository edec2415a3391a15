"""An article with all that is known about it: what every export of claims is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claimcheck.errors import NotInStoreError
from claimcheck.models import Coverage, Document, Review, StepKind
from claimcheck.store import ClaimRecord, KeptCapture, Store


@dataclass(frozen=True, slots=True)
class CheckedArticle:
    """An article as it stands, with its claims.

    Attributes:
        claims: those that it makes now, in article order.
        gone: those that people worked on and it no longer makes.
        coverage: what became of each of its sentences.
        sources: where the documents came from that its evidence stands in, by digest.
    """

    place: str
    document: Document
    claims: tuple[ClaimRecord, ...]
    gone: tuple[ClaimRecord, ...]
    coverage: tuple[Coverage, ...]
    sources: Mapping[str, KeptCapture]


def checked_articles(store: Store, place: str | None = None) -> list[CheckedArticle]:
    """The articles of a workspace, by place; or the one at ``place``.

    Raises:
        NotInStoreError: there is none.
    """
    articles = store.articles.all(place)
    if not articles:
        asked = f"{place}: no such article" if place else "no articles"
        raise NotInStoreError(f"{asked} in the database; run `claimcheck verify` first")
    sources: dict[str, KeptCapture] = {}
    for source in store.captures.sources():
        if source.digest is not None and source.failure is None:
            sources.setdefault(source.digest, source)
    found = []
    for article in articles:
        records = store.claims.all(article.place)
        used = {digest for record in records for digest in record.documents}
        found.append(
            CheckedArticle(
                place=article.place,
                document=store.documents.get(article.digest),
                claims=tuple(record for record in records if not record.status.is_gone),
                gone=tuple(record for record in records if record.status.is_gone),
                coverage=article.coverage,
                sources={digest: source for digest, source in sources.items() if digest in used},
            )
        )
    return found


def standing(record: ClaimRecord) -> Review | None:
    """The decision that stands: the last one that was not taken back."""
    taken_back = taken_back_of(record)
    return next((review for review in reversed(record.reviews) if review not in taken_back), None)


def taken_back_of(record: ClaimRecord) -> frozenset[Review]:
    """The decisions that whoever made them took back."""
    return frozenset(
        step.review for step in record.steps if step.review and step.step is StepKind.PROPOSED and step.is_withdrawn
    )
