"""Claims that were signed off as ClaimReview JSON-LD, for the page on which a newsroom publishes its fact-check.

https://schema.org/ClaimReview, with what search engines ask for besides. Notes, evidence and calls stay in the house.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from claimcheck.errors import NotInStoreError
from claimcheck.export.articles import CheckedArticle, standing
from claimcheck.markup import web_address
from claimcheck.models import Document, Review, ReviewVerdict, Speaker, SpeakerKind, Stage
from claimcheck.store import ClaimRecord

Json = dict[str, object]

CONTEXT = "https://schema.org"

_SPEAKERS = {SpeakerKind.PERSON: "Person", SpeakerKind.ORGANISATION: "Organization"}
"""Who can be named as the author of a claim; satellite imagery and unnamed officials cannot."""


@dataclass(frozen=True, slots=True)
class Newsroom:
    """Who publishes the fact-check, where, and in what words.

    Attributes:
        url: the page that the fact-check is published on.
        name, home: of the newsroom, and the address of its own page.
        labels: what the newsroom calls each decision; one that is missing goes by its own name.
        ratings: a number for each decision on the newsroom's scale, where it has one; more is better.
    """

    url: str
    name: str
    home: str | None = None
    labels: Mapping[ReviewVerdict, str] = field(default_factory=dict)
    ratings: Mapping[ReviewVerdict, float] = field(default_factory=dict)


def claim_reviews_json(articles: Sequence[CheckedArticle], newsroom: Newsroom, head: str | None = None) -> str:
    """A ClaimReview for each claim that is signed off, together one JSON-LD graph; the same case makes the same bytes.

    The address of each is that of the page with the claim's key as its anchor, as several on one page have to have.
    Each carries the head of the chain as an identifier.

    Raises:
        NotInStoreError: nothing is signed off.
    """
    reviews = {
        record.status.id: _claim_review(article.document, record, decision, newsroom, head)
        for article in articles
        for record in article.claims
        if record.status.stage is Stage.SIGNED and (decision := standing(record))
    }
    if not reviews:
        raise NotInStoreError("no claim is signed off, and only those are published; `claimcheck sign` signs one off")
    return json.dumps({"@context": CONTEXT, "@graph": list(reviews.values())}, ensure_ascii=False, indent=1) + "\n"


def _claim_review(
    article: Document, record: ClaimRecord, decision: Review, newsroom: Newsroom, head: str | None
) -> Json:
    page = newsroom.url.split("#")[0]
    publisher = _present({"@type": "Organization", "name": newsroom.name, "url": newsroom.home})
    return _present(
        {
            "@type": "ClaimReview",
            "@id": f"{page}#{record.status.id}",
            "url": f"{page}#{record.status.id}",
            "identifier": head and {"@type": "PropertyValue", "propertyID": "claimcheck-head", "value": head},
            "claimReviewed": record.checked.claim.text,
            "datePublished": (record.status.since_utc or decision.reviewed_utc)[:10],
            "author": publisher,
            "itemReviewed": _claim(article, _claimant(record, decision)),
            "reviewRating": _rating(decision.verdict, newsroom),
        }
    )


def _claimant(record: ClaimRecord, decision: Review) -> Speaker | None:
    """Who made the claim; nobody whom people found not to have said it, or did not find to have."""
    speaker = record.checked.claim.speaker
    if speaker is None or speaker.kind not in _SPEAKERS or speaker.candidates:
        return None
    return speaker if decision.said in (None, ReviewVerdict.CONFIRMED) else None


def _claim(article: Document, speaker: Speaker | None) -> Json:
    """The claim as somebody made it: who, and where it appeared."""
    author = speaker and _present({"@type": _SPEAKERS[speaker.kind], "name": speaker.name, "jobTitle": _job(speaker)})
    appearance = _present(
        {
            "@type": "CreativeWork",
            "url": web_address(article.url),
            "headline": article.title,
            "datePublished": article.published,
            "publisher": article.publisher and {"@type": "Organization", "name": article.publisher},
        }
    )
    return _present(
        {
            "@type": "Claim",
            "author": author,
            "datePublished": article.published,
            "appearance": appearance if len(appearance) > 1 else None,
        }
    )


def _job(speaker: Speaker) -> str | None:
    return speaker.role if speaker.kind is SpeakerKind.PERSON else None


def _rating(verdict: ReviewVerdict, newsroom: Newsroom) -> Json:
    rating: Json = {"@type": "Rating", "alternateName": newsroom.labels.get(verdict, verdict.value.capitalize())}
    if verdict in newsroom.ratings:
        scale = newsroom.ratings.values()
        rating |= {
            "ratingValue": newsroom.ratings[verdict],
            "bestRating": max(scale),
            "worstRating": min(scale),
        }
    return rating


def _present(values: Json) -> Json:
    return {key: value for key, value in values.items() if value}
