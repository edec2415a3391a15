"""An article with its claims as one JSON object: the same input gives the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from claimcheck.models import (
    Attribution,
    CheckedClaim,
    Claim,
    Coverage,
    Document,
    Evidence,
    SourceRegion,
    SplitArticle,
)
from claimcheck.origins import Source
from claimcheck.providers import SearchResult
from claimcheck.store import ClaimRecord, KeptDocument

Json = dict[str, object]


def split_json(split: SplitArticle) -> str:
    """One line of JSON: the article, its claims and what became of each of its sentences."""
    return to_line(split_object(split))


def split_object(split: SplitArticle) -> Json:
    """The article, its claims and what became of each of its sentences."""
    claims = [_claim(claim) | _claim_regions(claim, split.document) for claim in split.claims]
    return _article(split.document, claims, split.coverage)


def verified_json(document: Document, records: Sequence[ClaimRecord], coverage: Sequence[Coverage]) -> str:
    """One line of JSON: as :func:`split_json`, and for each claim its status, findings and evidence."""
    claims = [record_object(record) | _claim_regions(record.checked.claim, document) for record in records]
    return to_line(_article(document, claims, coverage))


def record_object(record: ClaimRecord) -> Json:
    """A checked claim with its status, findings and evidence."""
    checked = record.checked
    return (
        _claim(checked.claim)
        | _fields(record.status, "status stage checker signer since_utc copy")
        | {
            "said": _fields(checked.said, "finding reason rule wording"),
            "so": _fields(checked.so, "finding reason rule"),
            "origins_count": record.status.origins_count,
            "evidence": [
                _evidence(piece, record.documents[piece.digest], record.sources.get(piece.digest))
                | {
                    "notices": [
                        _fields(each, "kind noticed words span table url")
                        for each in record.notices.get(piece.digest, ())
                    ]
                }
                for piece in checked.evidence
            ],
            "reviews": [
                _fields(review, "verdict said copy replacement reviewer note") | {"at_utc": review.reviewed_utc}
                for review in record.reviews
            ],
            "known": [
                _fields(match, "claim rating by checked url article claim_id likeness_pct") for match in record.known
            ],
            "claim_reviews": [_claim_review(found) for found in record.claim_reviews],
        }
    )


def regions_object(checked: CheckedClaim, article: Document, evidence: Sequence[SourceRegion | None]) -> Json:
    """Where a claim, its quotes and its evidence stand in recordings and pictures; empty where none is one.

    ``evidence`` has the place of each piece of evidence, None for pieces of plain documents.
    """
    made = _claim_regions(checked.claim, article)
    return made | ({"evidence_regions": [each and _region(each) for each in evidence]} if any(evidence) else {})


def _claim_regions(claim: Claim, article: Document) -> Json:
    region = article.region(claim.extent)
    if region is None:
        return {}
    quotes = [article.region(quote) for quote in claim.quotes]
    return {"region": _region(region), "quote_regions": [each and _region(each) for each in quotes]}


def _region(region: SourceRegion) -> Json:
    return _fields(region, "from_ms until_ms box confidence_pct")


def to_line(value: Json) -> str:
    """One line of JSON that any stream can carry: a lone surrogate, which no encoding has, stays escaped."""
    written = json.dumps(value, ensure_ascii=False)
    return re.sub("[\ud800-\udfff]", lambda lone: f"\\u{ord(lone.group()):04x}", written)


def _fields(value: object, names: str) -> Json:
    """The fields of ``value`` that are named, in that order."""
    return {name: getattr(value, name) for name in names.split()}


def _article(document: Document, claims: list[Json], coverage: Sequence[Coverage]) -> Json:
    article = _fields(document, "title publisher author published digest")
    covered = [{"span": entry.span, "as": entry.covered, "why": entry.why} for entry in coverage]
    return {"article": article, "claims": claims, "coverage": covered}


def _claim(claim: Claim) -> Json:
    return _fields(claim, "id text kind checkable why_not uncertain priority_pct spans sentence") | {
        "speaker": _fields(claim.speaker, _SPEAKER) if claim.speaker else None,
        "attribution": _attribution(claim.attribution),
        "quotes": claim.quotes,
        "substitutions": [{"span": each.span, "from": each.old, "to": each.new} for each in claim.substitutions],
    }


_SPEAKER = "name role kind via candidates anonymity"


def _attribution(attribution: Attribution | None) -> Json:
    if attribution is None:
        return {"type": "none", "source": [], "cue": [], "content": [], "chain": []}
    chain: list[Json] = []
    outer = attribution.outer
    while outer is not None:
        chain.append({"speaker": _fields(outer.speaker, _SPEAKER) if outer.speaker else None, "cue": outer.cue})
        outer = outer.outer
    return _fields(attribution, "type source cue content") | {"chain": chain}


def _evidence(piece: Evidence, document: KeptDocument, source: Source | None) -> Json:
    edits = piece.match.edits
    return {
        "document": _fields(document, "title url publisher published")
        | {"digest": piece.digest, "place": document.place},
        "span": piece.span,
        "text": piece.text,
        "score_pct": piece.match.score_pct,
        **_fields(piece, "stance wording echo reprint"),
        "origin": source.origin if source else piece.origin,
        "source_kind": source.kind if source else None,
        "differences": [_fields(each, "type claim evidence note") for each in piece.differences],
        "aligned": [{"kind": edit.kind, "claim": edit.claim_span, "evidence": edit.evidence_span} for edit in edits],
        "missing": piece.match.missing,
    }


def _claim_review(found: SearchResult) -> Json:
    """What another fact-checker decided about a claim like this one, in its own words."""
    return _fields(found.rating, "publisher rating claim claimant") | _fields(found, "published url")
