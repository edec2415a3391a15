"""Where a claim comes from, as JSON; documents go by their digests, spans are ``[start, end)``."""

from __future__ import annotations

from typing import Any

from claimcheck.provenance import Certainty, Citation, Phrasing, Provenance, ProvenanceSource, PublicationDate


def provenance_object(found: Provenance) -> dict[str, Any]:
    """All that is known of where a claim comes from, as far as it was captured."""
    return {
        "claim": {"id": found.claim.id, "text": found.claim.text},
        "first": list(found.first),
        "first_note": found.first_note,
        "origins_count": found.origins_count,
        "sources": [_source(source) for source in found.sources],
        "wordings": [_phrasing(phrasing) for phrasing in found.phrasings],
        "citations": [_citation(citation) for citation in found.citations],
        "ends": [{"kind": end.kind, "documents": list(end.digests), "note": end.note} for end in found.ends],
        "leads": [{"what": lead.what, "why": lead.why, "url": lead.url, "advice": lead.advice} for lead in found.leads],
        "flags": [{"flag": each.flag, "documents": list(each.digests), "note": each.note} for each in found.flags],
    }


def _source(source: ProvenanceSource) -> dict[str, Any]:
    return {
        "digest": source.digest,
        "name": source.name,
        "title": source.title,
        "place": source.place,
        "url": source.url,
        "published": _dated(source.dated),
        "origin": source.origin,
        "carries": source.carries,
        "is_article": source.is_article,
        "primary": source.primary,
    }


def _dated(dated: PublicationDate) -> dict[str, Any]:
    known = dated.certainty is not Certainty.CAPTURED
    return {
        "certainty": dated.certainty,
        "earliest_utc": f"{dated.earliest:%Y-%m-%dT%H:%M:%SZ}" if known else None,
        "latest_utc": f"{dated.latest:%Y-%m-%dT%H:%M:%SZ}" if known or dated.is_bounded else None,
        "dated": dated.words,
    }


def _phrasing(phrasing: Phrasing) -> dict[str, Any]:
    return {
        "text": phrasing.text,
        "document": phrasing.digest,
        "span": list(phrasing.span),
        "carriers": list(phrasing.carriers),
        "edits": [[edit.kind, list(edit.claim_span), list(edit.evidence_span)] for edit in phrasing.edits],
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "citing": citation.citing,
        "cited": citation.cited,
        "how": citation.how,
        "text": citation.text,
        "span": list(citation.span) if citation.span else None,
        "source": citation.source,
        "failure": citation.failed.failure if citation.failed else None,
        "note": citation.note,
    }
