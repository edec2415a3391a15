"""Claims and their evidence as W3C Web Annotations, so that other tools show them at the very words they are about.

https://www.w3.org/TR/annotation-model/ (2017). Positions count code points of the document's text as it was normalised
when it was read: that text, and not the page's HTML, is what selectors select from.
"""

from __future__ import annotations

import base64
import json
import re
import uuid
from collections.abc import Iterator, Sequence

from claimcheck.export.articles import CheckedArticle, standing
from claimcheck.models import Document, Evidence, FindingKind, Span, Stance
from claimcheck.models.labels import QUESTIONS, label
from claimcheck.store import ClaimRecord, KeptCapture, KeptDocument, Store

Json = dict[str, object]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

_IDENTIFIER = "https://schema.org/identifier"
"""Written out, as the context of annotations has no term for it."""

_CONTEXT_CHARS = 32
"""How many characters stand before and after a quotation, and more where those do not tell it apart."""

_NO_IRI = re.compile(r"""[\s<>"{}|\\^`\x00-\x1f\x7f-\x9f]""")
"""What may not stand in an IRI (RFC 3987)."""


def annotations_json(store: Store, articles: Sequence[CheckedArticle], software: str, head: str | None = None) -> str:
    """One AnnotationCollection with one page: for each claim, its words, and each piece of its evidence.

    The same case makes the same bytes. Claims that their article no longer makes have no words there, and are left out.
    The collection carries the head of the chain as an identifier.
    """
    found = (item for article in articles for item in _Annotator(store, article, software).annotations())
    # The same text at two places makes the same claims.
    items = list({item["id"]: item for item in found}.values())
    collection = _named("collection", *(article.document.digest for article in articles))
    page: Json = {
        "id": _named("page", collection),
        "type": "AnnotationPage",
        "partOf": collection,
        "startIndex": 0,
        "items": items,
    }
    titles = ", ".join(article.document.title or article.place for article in articles)
    whole = {
        "@context": CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        **({_IDENTIFIER: head} if head else {}),
        "label": f"Claims in {titles}",
        "total": len(items),
        "first": page,
        "last": page["id"],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def selectors(text: str, span: Span) -> list[Json]:
    """How to find the span in its text: by its words, with as much around them as it takes, and by its position."""
    around = _CONTEXT_CHARS
    while True:
        start, end = max(span.start - around, 0), min(span.end + around, len(text))
        if (start == 0 and end == len(text)) or _is_alone(text, text[start:end]):
            break
        around *= 2
    quote: Json = {
        "type": "TextQuoteSelector",
        "exact": span.of(text),
        "prefix": text[start : span.start],
        "suffix": text[span.end : end],
    }
    return [quote, {"type": "TextPositionSelector", "start": span.start, "end": span.end}]


def _is_alone(text: str, words: str) -> bool:
    return text.find(words, text.find(words) + 1) == -1


class _Annotator:
    """Annotates one article."""

    def __init__(self, store: Store, article: CheckedArticle, software: str) -> None:
        self._store = store
        self._article = article
        self._generator = {"id": _named("software", software), "type": "Software", "name": software}
        self._texts = {article.document.digest: article.document}

    def annotations(self) -> Iterator[Json]:
        for record in self._article.claims:
            yield self._claim(record)
            for n, piece in enumerate(record.checked.evidence, 1):
                if piece.span.start < piece.span.end:
                    yield self._evidence(record, n, piece)

    def _claim(self, record: ClaimRecord) -> Json:
        document = self._article.document
        source = {"source": _address(document.url, document.digest), "state": _state(document.digest, None)}
        targets: list[Json] = [
            {"type": "SpecificResource", **source, "selector": selectors(document.text, span)}
            for span in record.checked.claim.spans
            if span.start < span.end
        ]
        annotation: Json = {
            "id": _claim_id(record),
            "type": "Annotation",
            "motivation": "assessing",
            "generator": self._generator,
            "body": list(_claim_bodies(record)),
            "target": targets,
        }
        if decision := standing(record):
            annotation["creator"] = {"type": "Person", "name": decision.reviewer}
            annotation["created"] = decision.reviewed_utc
        return annotation

    def _evidence(self, record: ClaimRecord, n: int, piece: Evidence) -> Json:
        kept = record.documents[piece.digest]
        return {
            "id": _named("evidence", record.status.id, n),
            "type": "Annotation",
            "motivation": "linking",
            "generator": self._generator,
            "body": [
                {"type": "SpecificResource", "source": _claim_id(record), "purpose": "linking"},
                _text(_bearing(piece), "describing"),
            ],
            "target": {
                "type": "SpecificResource",
                "source": _address(kept.url, piece.digest),
                "state": _state(piece.digest, self._article.sources.get(piece.digest)),
                "selector": selectors(self._document(kept).text, piece.span),
            },
        }

    def _document(self, kept: KeptDocument) -> Document:
        if kept.digest not in self._texts:
            self._texts[kept.digest] = self._store.documents.get(kept.digest)
        return self._texts[kept.digest]


def _claim_bodies(record: ClaimRecord) -> Iterator[Json]:
    yield _text(record.checked.claim.text, "describing")
    yield _text(record.status.status, "classifying")
    yield _text(f"stage: {record.status.stage}", "classifying")
    for question, finding in ((QUESTIONS["said"], record.checked.said), (QUESTIONS["so"], record.checked.so)):
        if finding.finding is not FindingKind.UNCHECKED:
            yield _text(f"{question} {label(finding.finding)} (suggested): {finding.reason}", "commenting")


def _bearing(piece: Evidence) -> str:
    """Which way a piece of evidence points, and what differs."""
    stance = "the speaker's own words" if piece.echo else _STANCES[piece.stance]
    return "; ".join([stance, *(difference.note for difference in piece.differences)])


_STANCES = {Stance.SUPPORTS: "supports it", Stance.CONTRADICTS: "contradicts it", Stance.RELATED: "covers part of it"}


def _text(value: str, purpose: str) -> Json:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _state(digest: str, source: KeptCapture | None) -> Json:
    """The bytes that the words were read from: by their digest, and where a web archive keeps a copy."""
    cached = [_digest_name(digest)]
    if source is None:
        return {"type": "TimeState", "cached": cached}
    if source.copy_url:
        cached.append(source.copy_url)
    return {"type": "TimeState", "sourceDate": source.copy_utc or source.captured_utc, "cached": cached}


def _address(url: str | None, digest: str) -> str:
    """What a document goes by: its address on the web, else its digest."""
    return url if url and url.startswith(("http://", "https://")) and not _NO_IRI.search(url) else _digest_name(digest)


def _digest_name(digest: str) -> str:
    """A name for bytes by their digest, as RFC 6920 writes it."""
    packed = base64.urlsafe_b64encode(bytes.fromhex(digest.removeprefix("sha256:"))).decode("ascii")
    return f"ni:///sha-256;{packed.rstrip('=')}"


def _claim_id(record: ClaimRecord) -> str:
    return _named("claim", record.status.id)


def _named(kind: str, *parts: object) -> str:
    """An identifier that every machine derives alike."""
    return uuid.uuid5(_NAMESPACE, json.dumps([kind, *parts])).urn


_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:claimcheck")
