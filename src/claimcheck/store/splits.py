"""An article taken apart, written down: claims, who says them, and what became of every sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence

from claimcheck.models import Attribution, Capture, Claim, Coverage, Span, Speaker, SplitArticle
from claimcheck.store.documents import keep_capture, keep_document
from claimcheck.store.rows import Row, key, reconcile, storable, to_json


def keep_split(connection: sqlite3.Connection, place: str, split: SplitArticle, *, from_sheet: bool) -> None:
    """Write the article at ``place`` and its claims; what it no longer claims goes, or stays marked if reviewed."""
    document = split.document
    identity = keep_document(connection, document, place)
    keep_capture(connection, Capture(place, document.digest))
    article: Row = {
        "id": key("a", place),
        "place": place,
        "document_id": identity,
        "is_from_sheet": int(from_sheet),
        "is_current": 1,
    }
    reconcile(connection, "articles", "id = ?", [article["id"]], [article])
    reconcile(connection, "coverage", "document_id = ?", [identity], _coverage(identity, document.text, split.coverage))
    _keep_attributions(connection, identity, document.text, split.claims)
    _keep_claims(connection, identity, document.text, split.claims)
    retire(connection)


def forget_articles(connection: sqlite3.Connection, kept: Collection[str]) -> None:
    """Mark the articles that are not among ``kept`` as gone."""
    connection.execute(
        "UPDATE articles SET is_current = 0 WHERE is_current AND place NOT IN (SELECT value FROM json_each(?))",
        [to_json(sorted(storable(place) for place in kept))],
    )


def retire(connection: sqlite3.Connection) -> None:
    """Drop what no article claims any more, or, where a person reviewed it, mark it and link it to its successor."""
    connection.execute(
        "UPDATE claims SET is_current = 0 WHERE is_current AND document_id NOT IN (SELECT document_id FROM articles)"
    )
    connection.execute(
        """
        DELETE FROM claims WHERE NOT is_current AND id NOT IN (
            SELECT claim_id FROM reviews UNION SELECT claim_id FROM steps UNION SELECT claim_id FROM calls
        )
        """
    )
    connection.execute(
        """
        WITH successors AS (
            SELECT gone.id AS gone_id, (
                SELECT claims.id FROM captures AS before
                JOIN articles ON articles.place = before.place
                JOIN claims ON claims.document_id = articles.document_id AND claims.is_current
                WHERE before.document_id = gone.document_id AND claims.text = gone.text
                ORDER BY articles.place, claims.n LIMIT 1
            ) AS successor_id
            FROM claims AS gone WHERE NOT gone.is_current
        )
        UPDATE claims SET successor_id = successors.successor_id FROM successors
        WHERE claims.id = gone_id AND claims.successor_id IS NOT successors.successor_id
        """
    )
    connection.execute("UPDATE claims SET successor_id = NULL WHERE is_current AND successor_id IS NOT NULL")
    connection.execute(
        """
        WITH RECURSIVE used (id) AS (
            SELECT attribution_id FROM claims WHERE attribution_id IS NOT NULL
            UNION SELECT outer_id FROM attributions JOIN used USING (id) WHERE outer_id IS NOT NULL
        )
        DELETE FROM attributions WHERE id NOT IN used
        """
    )
    connection.execute(
        "DELETE FROM speakers WHERE id NOT IN (SELECT speaker_id FROM attributions WHERE speaker_id IS NOT NULL)"
    )


def attribution_id(document: str, attribution: Attribution) -> str:
    """The key of an attribution in the document of the given key."""
    outer = attribution_id(document, attribution.outer) if attribution.outer else None
    speaker = _speaker_id(attribution.speaker) if attribution.speaker else None
    parts = (attribution.source, attribution.cue, attribution.content)
    return key("t", document, attribution.type, *parts, speaker, outer)


def _speaker_id(speaker: Speaker) -> str:
    return key("s", speaker.name, speaker.kind, speaker.role, speaker.via, speaker.anonymity, speaker.candidates)


def _chain(attribution: Attribution | None) -> Iterator[Attribution]:
    """The attribution and those it is told inside of, the outermost first."""
    if attribution is not None:
        yield from _chain(attribution.outer)
        yield attribution


def _keep_attributions(connection: sqlite3.Connection, document: str, text: str, claims: Sequence[Claim]) -> None:
    found = {attribution_id(document, told): told for claim in claims for told in _chain(claim.attribution)}
    speakers: dict[str, Row] = {}
    for told in found.values():
        if told.speaker is not None:
            row = _speaker(told.speaker)
            speakers[str(row["id"])] = row
    reconcile(
        connection,
        "speakers",
        "id IN (SELECT value FROM json_each(?))",
        [to_json(list(speakers))],
        list(speakers.values()),
    )
    rows: list[Row] = [
        {
            "id": identity,
            "document_id": document,
            "label": _label(text, told),
            "speaker_id": _speaker_id(told.speaker) if told.speaker else None,
            "source": _words(text, told.source),
            "cue": _words(text, told.cue),
            "content": _words(text, told.content),
            "type": told.type,
            "outer_id": attribution_id(document, told.outer) if told.outer else None,
        }
        for identity, told in found.items()
    ]
    reconcile(connection, "attributions", "document_id = ?", [document], rows, prune=False)
    spans = [
        row
        for identity, told in found.items()
        for part, places in (("source", told.source), ("cue", told.cue), ("content", told.content))
        for row in _spans("x", "attribution_id", identity, part, text, places)
    ]
    scope = "attribution_id IN (SELECT value FROM json_each(?))"
    reconcile(connection, "attribution_spans", scope, [to_json(list(found))], spans)


def _label(text: str, told: Attribution) -> str:
    named = told.speaker.name if told.speaker else _words(text, told.source) or "unclear"
    return " ".join(f"{named} {_words(text, told.cue)}".split())


def _keep_claims(connection: sqlite3.Connection, document: str, text: str, claims: Sequence[Claim]) -> None:
    numbers = dict(connection.execute("SELECT id, number FROM claims WHERE document_id = ?", [document]))
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM claims").fetchone()
    rows: list[Row] = []
    for n, claim in enumerate(claims, 1):
        if claim.id not in numbers:
            last += 1
        rows.append(_claim(document, claim, n, numbers.get(claim.id, last)))
    reconcile(connection, "claims", "document_id = ?", [document], rows, prune=False)
    current = to_json([claim.id for claim in claims])
    connection.execute(
        "UPDATE claims SET is_current = 0"
        " WHERE is_current AND document_id = ? AND id NOT IN (SELECT value FROM json_each(?))",
        [document, current],
    )
    scope = "claim_id IN (SELECT value FROM json_each(?))"
    spans = [
        row
        for claim in claims
        for part, places in (("words", claim.spans), ("quote", claim.quotes))
        for row in _spans("w", "claim_id", claim.id, part, text, places)
    ]
    reconcile(connection, "claim_spans", scope, [current], spans)
    substitutions: list[Row] = [
        {
            "id": key("b", claim.id, n),
            "claim_id": claim.id,
            "n": n,
            "old": made.old,
            "new": made.new,
            "start_char": made.span.start,
            "end_char": made.span.end,
        }
        for claim in claims
        for n, made in enumerate(claim.substitutions, 1)
    ]
    reconcile(connection, "substitutions", scope, [current], substitutions)


def _claim(document: str, claim: Claim, n: int, number: int) -> Row:
    return {
        "id": claim.id,
        "document_id": document,
        "n": n,
        "text": claim.text,
        "kind": claim.kind,
        "attribution_id": attribution_id(document, claim.attribution) if claim.attribution else None,
        "is_checkable": int(claim.checkable),
        "why_not": claim.why_not,
        "uncertain": claim.uncertain,
        "priority_pct": claim.priority_pct,
        "sentence_start_char": claim.sentence.start,
        "sentence_end_char": claim.sentence.end,
        "is_current": 1,
        "number": number,
    }


def _speaker(speaker: Speaker) -> Row:
    return {
        "id": _speaker_id(speaker),
        "name": speaker.name,
        "kind": speaker.kind,
        "role": speaker.role,
        "via": speaker.via,
        "anonymity": speaker.anonymity,
        "candidates_json": to_json(speaker.candidates),
    }


def _coverage(document: str, text: str, coverage: Sequence[Coverage]) -> list[Row]:
    return [
        {
            "id": key("v", document, n),
            "document_id": document,
            "n": n,
            "text": part.span.of(text),
            "covered": part.covered,
            "why": part.why,
            "start_char": part.span.start,
            "end_char": part.span.end,
        }
        for n, part in enumerate(coverage, 1)
    ]


def _spans(letter: str, owner: str, identity: str, part: str, text: str, spans: Sequence[Span]) -> list[Row]:
    return [
        {
            "id": key(letter, identity, part, n),
            owner: identity,
            "part": part,
            "n": n,
            "text": span.of(text),
            "start_char": span.start,
            "end_char": span.end,
        }
        for n, span in enumerate(spans, 1)
    ]


def _words(text: str, spans: Sequence[Span]) -> str:
    return " … ".join(span.of(text) for span in spans)
