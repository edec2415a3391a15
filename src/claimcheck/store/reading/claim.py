"""All there is to one claim: where it stands, its evidence with what stands around that, and what was not found."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from claimcheck.models import Capture, Evidence, Override, Person, SourceNotice, Span
from claimcheck.provenance import Provenance
from claimcheck.store import ClaimRecord, KeptDocument, Search, Store
from claimcheck.store.heads import KeptHead
from claimcheck.store.reading.flags import Flag, flags
from claimcheck.store.reading.lines import StatusLine, line
from claimcheck.store.reading.then import Then, then
from claimcheck.store.talking import Comment

AROUND = 320
"""How many characters of a document are shown on either side of the words found, at the most."""


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """Where the claim stands.

    Attributes:
        article, place: the article's key and its path.
        text: the paragraph, and ``span`` where it lies in the article.
    """

    article: str
    place: str
    title: str
    document_id: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """A piece of evidence with what stands around it.

    Attributes:
        key: the document's key.
        context: the words around it, and ``span`` where they lie in the document.
        captured_utc: when the document was first retrieved.
        kind, is_guessed: what kind of source the document is, and whether nobody said so yet.
        origin: what the document goes back to, where that is another one.
        recheck: what became of the words at their address, when they were looked for again.
        notices: what was said of the document since it was published.
    """

    evidence: Evidence
    document: KeptDocument
    key: str
    context: str
    span: Span
    captured_utc: str | None
    kind: str | None
    is_guessed: bool
    origin: str | None
    recheck: LastRecheck | None
    notices: tuple[SourceNotice, ...] = ()


@dataclass(frozen=True, slots=True)
class LastRecheck:
    """The last time that words of evidence were looked for again."""

    result: str
    found: str | None
    note: str | None
    rechecked_utc: str


@dataclass(frozen=True, slots=True)
class FailedCapture:
    """An address or file that bears on the claim and could not be retrieved."""

    place: str
    failure: str
    note: str | None
    captured_utc: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the page of one claim shows.

    Attributes:
        provenance: where it comes from, as far as that was captured.
        people: whoever works with the database.
        before, after: the claims before and after it in the article, by key.
        number_of: how many claims the article makes.
        then: how it stood when it was decided, where that is other by now.
        head: that of the last sign-off, where it was signed or stamped.
    """

    line: StatusLine
    record: ClaimRecord
    place: ClaimPlace
    flags: tuple[Flag, ...]
    pieces: tuple[ShownEvidence, ...]
    searches: tuple[Search, ...]
    unreached: tuple[FailedCapture, ...]
    provenance: Provenance
    people: tuple[Person, ...]
    before: str | None
    after: str | None
    number_of: int
    then: Then | None
    overrides: tuple[Override, ...]
    comments: tuple[Comment, ...]
    head: KeptHead | None


def dossier(connection: sqlite3.Connection, claim: str) -> Dossier | None:
    """The dossier of the claim with this key; None where there is none."""
    found = line(connection, claim)
    store = Store.reading(connection)
    record = store.claims.get_by_key(claim)
    if found is None or record is None:
        return None
    neighbours = _neighbours(connection, claim)
    signed = store.heads.last_sign_off(claim)
    return Dossier(
        line=found,
        record=record,
        place=_place(connection, found, record),
        flags=tuple(flags(connection, json.dumps([claim])).get(claim, ())),
        pieces=_pieces(connection, claim, record),
        searches=tuple(store.searches.all(claim)),
        unreached=_unreached(connection, found, store),
        provenance=store.provenance.trace(record),
        people=tuple(store.people.all()),
        before=neighbours[0],
        after=neighbours[1],
        number_of=neighbours[2],
        then=then(connection, claim),
        overrides=tuple(store.reviews.overrides(claim)),
        comments=tuple(store.talking.comments(claim)),
        head=store.heads.of_step(signed) if signed else None,
    )


_CITED = """
SELECT DISTINCT links.url
FROM claims JOIN links ON links.document_id = claims.document_id
    AND links.start_char < claims.sentence_end_char AND links.end_char > claims.sentence_start_char
WHERE claims.id = ?
"""
_UNREACHED = """
SELECT place, failure, note, captured_utc FROM captures
WHERE is_current AND failure IS NOT NULL AND (
    place IN (SELECT value FROM json_each(:cited)) OR place IN (
        SELECT url FROM search_results JOIN searches ON searches.id = search_id WHERE claim_id = :claim
    )
) ORDER BY place
"""


def _place(connection: sqlite3.Connection, found: StatusLine, record: ClaimRecord) -> ClaimPlace:
    key, title, text, blocks = connection.execute(
        "SELECT documents.id, coalesce(documents.title, label), documents.text, blocks_json FROM claims"
        " JOIN documents ON documents.id = claims.document_id WHERE claims.id = ?",
        [found.id],
    ).fetchone()
    sentence = record.checked.claim.sentence
    span = next((span for span in spans_of(blocks) if span.holds(sentence)), sentence)
    return ClaimPlace(found.article, found.place, title, key, span.of(text), span)


def spans_of(blocks_json: str) -> list[Span]:
    """Where the paragraphs of a document lie."""
    return [Span(start, end) for _, start, end, *_ in json.loads(blocks_json)]


def around(text: str, span: Span, blocks: list[Span]) -> Span:
    """The paragraph that holds ``span``, no more of it than :data:`AROUND` on either side, cut between words."""
    block = next((block for block in blocks if block.meets(span)), span)
    start, end = min(block.start, span.start), max(block.end, span.end)
    if span.start - start > AROUND:
        start = text.find(" ", span.start - AROUND, span.start) + 1 or span.start - AROUND
    if end - span.end > AROUND:
        cut = text.rfind(" ", span.end, span.end + AROUND)
        end = cut if cut >= 0 else span.end + AROUND
    return Span(start, end)


def _pieces(connection: sqlite3.Connection, claim: str, record: ClaimRecord) -> tuple[ShownEvidence, ...]:
    texts = {
        digest: (key, text, spans_of(blocks))
        for digest, key, text, blocks in connection.execute(
            "SELECT digest, id, text, blocks_json FROM documents"
            " WHERE id IN (SELECT document_id FROM evidence WHERE claim_id = ?)",
            [claim],
        )
    }
    rows = connection.execute(
        """
        SELECT
            (SELECT min(captured_utc) FROM captures WHERE captures.document_id = evidence.document_id),
            source_kinds.kind, source_kinds.decider IS NULL,
            CASE WHEN origin_document_id <> evidence.document_id THEN origins.label END,
            rechecks.result, rechecks.found, rechecks.note, max(rechecks.rechecked_utc)
        FROM evidence LEFT JOIN documents AS origins ON origins.id = origin_document_id
        LEFT JOIN source_kinds ON source_kinds.document_id = evidence.document_id
        LEFT JOIN rechecks ON rechecks.document_id = evidence.document_id
            AND rechecks.start_char = evidence.start_char AND rechecks.end_char = evidence.end_char
        WHERE claim_id = ? GROUP BY evidence.id ORDER BY evidence.n
        """,
        [claim],
    )
    pieces = []
    for evidence, (captured_utc, kind, is_guessed, origin, result, *rechecked) in zip(
        record.checked.evidence, rows, strict=True
    ):
        key, text, blocks = texts[evidence.digest]
        span = around(text, evidence.span, blocks)
        pieces.append(
            ShownEvidence(
                evidence=evidence,
                document=record.documents[evidence.digest],
                key=key,
                context=span.of(text),
                span=span,
                captured_utc=captured_utc,
                kind=kind,
                is_guessed=bool(is_guessed),
                origin=origin,
                recheck=LastRecheck(result, *rechecked) if result else None,
                notices=record.notices.get(evidence.digest, ()),
            )
        )
    return tuple(pieces)


def _unreached(connection: sqlite3.Connection, found: StatusLine, store: Store) -> tuple[FailedCapture, ...]:
    """What the claim's sentence links to, and what searches found for it, where that could not be retrieved."""
    led = [store.provenance.landing(url, found.place) for (url,) in connection.execute(_CITED, [found.id])]
    cited = json.dumps([capture.place for capture in led if isinstance(capture, Capture)])
    return tuple(FailedCapture(*row) for row in connection.execute(_UNREACHED, {"claim": found.id, "cited": cited}))


def _neighbours(connection: sqlite3.Connection, claim: str) -> tuple[str | None, str | None, int]:
    row: tuple[str | None, str | None, int] = connection.execute(
        """
        SELECT
            (
                SELECT id FROM claims AS other WHERE other.document_id = claims.document_id AND other.is_current
                AND other.n < claims.n ORDER BY n DESC LIMIT 1
            ),
            (
                SELECT id FROM claims AS other WHERE other.document_id = claims.document_id AND other.is_current
                AND other.n > claims.n ORDER BY n LIMIT 1
            ),
            (SELECT count(*) FROM claims AS other WHERE other.document_id = claims.document_id AND other.is_current)
        FROM claims WHERE id = ?
        """,
        [claim],
    ).fetchone()
    return row
