"""An article with its claims as one JSON object: the same input gives the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from claimcheck.models import (
    Attribution,
    Claim,
    Coverage,
    Difference,
    Document,
    Evidence,
    Finding,
    Speaker,
    SplitArticle,
)
from claimcheck.origins import Source
from claimcheck.providers import SearchResult
from claimcheck.store import ClaimRecord, KeptDocument

Json = dict[str, object]


def split_json(split: SplitArticle) -> str:
    """One line of JSON: the article, its claims and what became of each of its sentences."""
    return _line(split.document, [_claim(claim) for claim in split.claims], split.coverage)


def verified_json(document: Document, records: Sequence[ClaimRecord], coverage: Sequence[Coverage]) -> str:
    """One line of JSON: as :func:`split_json`, and for each claim its status, findings and evidence."""
    return _line(document, [record_object(record) for record in records], coverage)


def record_object(record: ClaimRecord) -> Json:
    """A checked claim with its status, findings and evidence."""
    checked = record.checked
    return _claim(checked.claim) | {
        "status": record.status.status,
        "stage": record.status.stage,
        "checker": record.status.checker,
        "signer": record.status.signer,
        "since_utc": record.status.since_utc,
        "copy": record.status.copy,
        "said": _finding(checked.said) | {"wording": checked.said.wording},
        "so": _finding(checked.so),
        "origins_count": record.status.origins_count,
        "evidence": [
            _evidence(piece, record.documents[piece.digest], record.sources.get(piece.digest))
            for piece in checked.evidence
        ],
        "reviews": [
            {
                "verdict": review.verdict,
                "said": review.said,
                "copy": review.copy,
                "reviewer": review.reviewer,
                "note": review.note,
                "at_utc": review.reviewed_utc,
            }
            for review in record.reviews
        ],
        "claim_reviews": [_claim_review(found) for found in record.claim_reviews],
    }


def _claim_review(found: SearchResult) -> Json:
    """What another fact-checker made of a claim like this one, in its own words."""
    rating = found.rating
    assert rating is not None, "a claim review has one"
    return {
        "publisher": rating.publisher,
        "rating": rating.rating,
        "claim": rating.claim,
        "claimant": rating.claimant,
        "published": found.published,
        "url": found.url,
    }


def to_line(value: Json) -> str:
    """One line of JSON that any stream can carry: a lone surrogate, which no encoding has, stays escaped."""
    written = json.dumps(value, ensure_ascii=False)
    return re.sub("[\ud800-\udfff]", lambda lone: f"\\u{ord(lone.group()):04x}", written)


def _line(document: Document, claims: list[Json], coverage: Sequence[Coverage]) -> str:
    article = {
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "published": document.published,
        "digest": document.digest,
    }
    covered = [{"span": entry.span, "as": entry.covered, "why": entry.why} for entry in coverage]
    return to_line({"article": article, "claims": claims, "coverage": covered})


def _claim(claim: Claim) -> Json:
    return {
        "id": claim.id,
        "text": claim.text,
        "kind": claim.kind,
        "checkable": claim.checkable,
        "why_not": claim.why_not,
        "uncertain": claim.uncertain,
        "priority_pct": claim.priority_pct,
        "spans": claim.spans,
        "sentence": claim.sentence,
        "speaker": _speaker(claim.speaker) if claim.speaker else None,
        "attribution": _attribution(claim.attribution),
        "quotes": claim.quotes,
        "substitutions": [
            {"span": substitution.span, "from": substitution.old, "to": substitution.new}
            for substitution in claim.substitutions
        ],
    }


def _speaker(speaker: Speaker) -> Json:
    return {
        "name": speaker.name,
        "role": speaker.role,
        "kind": speaker.kind,
        "via": speaker.via,
        "candidates": speaker.candidates,
        "anonymity": speaker.anonymity,
    }


def _attribution(attribution: Attribution | None) -> Json:
    if attribution is None:
        return {"type": "none", "source": [], "cue": [], "content": [], "chain": []}
    chain: list[Json] = []
    outer = attribution.outer
    while outer is not None:
        chain.append({"speaker": _speaker(outer.speaker) if outer.speaker else None, "cue": outer.cue})
        outer = outer.outer
    return {
        "type": attribution.type,
        "source": attribution.source,
        "cue": attribution.cue,
        "content": attribution.content,
        "chain": chain,
    }


def _finding(finding: Finding) -> Json:
    return {"finding": finding.finding, "reason": finding.reason, "rule": finding.rule}


def _evidence(piece: Evidence, document: KeptDocument, source: Source | None) -> Json:
    return {
        "document": {
            "title": document.title,
            "url": document.url,
            "publisher": document.publisher,
            "published": document.published,
            "digest": piece.digest,
            "place": document.place,
        },
        "span": piece.span,
        "text": piece.text,
        "score_pct": piece.match.score_pct,
        "stance": piece.stance,
        "wording": piece.wording,
        "echo": piece.echo,
        "origin": source.origin if source else piece.origin,
        "source_kind": source.kind if source else None,
        "differences": [_difference(difference) for difference in piece.differences],
        "aligned": [
            {"kind": edit.kind, "claim": edit.claim_span, "evidence": edit.evidence_span} for edit in piece.match.edits
        ],
        "missing": piece.match.missing,
    }


def _difference(difference: Difference) -> Json:
    return {
        "type": difference.type,
        "claim": difference.claim,
        "evidence": difference.evidence,
        "note": difference.note,
    }
