"""Claims as they were kept, put together again: values equal to those that went in."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from claimcheck.models import (
    Attribution,
    AttributionType,
    Call,
    CheckedClaim,
    Claim,
    ClaimKind,
    Difference,
    Edit,
    EditKind,
    Evidence,
    Finding,
    FindingKind,
    KnownMatch,
    Match,
    NoticeKind,
    Review,
    SourceNotice,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Step,
    Substitution,
)
from claimcheck.origins import Source
from claimcheck.providers import SearchResult
from claimcheck.store.calls import calls_by_claim
from claimcheck.store.database import Database
from claimcheck.store.documents import PLACE_OF_DOCUMENT, KeptDocument
from claimcheck.store.known import known_matches
from claimcheck.store.notices import notices_of
from claimcheck.store.origins import sources
from claimcheck.store.reviews import reviews_by_claim, steps_by_claim
from claimcheck.store.rows import made, to_json
from claimcheck.store.searches import claim_reviews
from claimcheck.store.status import StatusRow

NOT_RUN = Finding(FindingKind.UNCHECKED, "No run has checked this claim yet.", "not_run")
"""The finding of a claim that was split and not yet checked."""


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """All that is kept about one claim.

    Attributes:
        status: its line of the claim status table.
        documents: those that its evidence stands in, by digest.
        sources: where those come from, by digest.
        basis: what a review made now rests on; None when no run has checked the claim yet.
        reviews: all of them, the oldest first.
        steps: the claim's history, the oldest first.
        calls: what people said about it, the oldest first.
        known: what was decided before about the same claim, here first, then by other fact-checkers; never a finding.
        notices: what was said of those documents since they were published, by digest; of most of them nothing.
        claim_reviews: what other fact-checkers made of claims like it, as far as it was found; never a finding here.
    """

    checked: CheckedClaim
    status: StatusRow
    documents: dict[str, KeptDocument]
    basis: str | None
    reviews: tuple[Review, ...]
    steps: tuple[Step, ...] = ()
    calls: tuple[Call, ...] = ()
    claim_reviews: tuple[SearchResult, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    known: tuple[KnownMatch, ...] = ()
    notices: Mapping[str, tuple[SourceNotice, ...]] = field(default_factory=dict)

    @property
    def notices_beside(self) -> list[tuple[KeptDocument, SourceNotice]]:
        """The gravest notice on each document that the claim rests on, the gravest first."""
        resting = dict.fromkeys(
            piece.digest for piece in self.checked.evidence if piece.echo or piece.stance is not Stance.RELATED
        )
        found = [(self.documents[digest], self.notices[digest][0]) for digest in resting if digest in self.notices]
        return sorted(found, key=lambda each: list(NoticeKind).index(each[1].kind))


def records(database: Database, statuses: Sequence[StatusRow]) -> list[ClaimRecord]:
    """The full records of these lines of the table, in their order."""
    wanted = to_json(sorted({status.id for status in statuses}))
    claims = claims_of(database, wanted)
    findings = _findings(database, wanted)
    evidence = _evidence(database, wanted)
    documents = _documents(database, wanted)
    known = sources(database, documents)
    reviews = reviews_by_claim(database, wanted)
    steps = steps_by_claim(database, wanted)
    calls = calls_by_claim(database, wanted)
    elsewhere = claim_reviews(database, wanted)
    before = known_matches(database, wanted)
    notices = notices_of(database, wanted)
    bases = dict(database.rows("SELECT id, basis FROM claims WHERE id IN (SELECT value FROM json_each(?))", [wanted]))
    return [
        ClaimRecord(
            checked=CheckedClaim(
                claim=claims[status.id],
                said=findings.get((status.id, "said"), NOT_RUN),
                so=findings.get((status.id, "so"), NOT_RUN),
                evidence=tuple(evidence[status.id]),
            ),
            status=status,
            documents={piece.digest: documents[piece.digest] for piece in evidence[status.id]},
            basis=bases[status.id],
            reviews=tuple(reviews[status.id]),
            steps=tuple(steps[status.id]),
            calls=tuple(calls[status.id]),
            claim_reviews=tuple(elsewhere[status.id]),
            sources={piece.digest: known[piece.digest] for piece in evidence[status.id]},
            known=tuple(before[status.id]),
            notices={
                piece.digest: tuple(notices[piece.digest]) for piece in evidence[status.id] if piece.digest in notices
            },
        )
        for status in statuses
    ]


def claims_of(database: Database, wanted: str) -> dict[str, Claim]:
    """The claims whose keys are in the JSON list ``wanted``, by key."""
    spans = _spans(database, "claim", wanted)
    attributions = _attributions(database, wanted)
    substitutions = database.made_by_owner(
        Substitution,
        "SELECT claim_id, start_char, end_char, old, new FROM substitutions"
        " WHERE claim_id IN (SELECT value FROM json_each(?)) ORDER BY claim_id, n",
        [wanted],
    )
    rows = database.rows(
        """
        SELECT id, text, kind, sentence_start_char, sentence_end_char, attribution_id,
            is_checkable, why_not, uncertain, priority_pct
        FROM claims WHERE id IN (SELECT value FROM json_each(?))
        """,
        [wanted],
    )
    return {
        identity: Claim(
            id=identity,
            text=text,
            kind=ClaimKind(kind),
            spans=tuple(spans[identity, "words"]),
            sentence=Span(start, end),
            attribution=attributions[attribution] if attribution else None,
            quotes=tuple(spans[identity, "quote"]),
            substitutions=tuple(substitutions[identity]),
            checkable=bool(checkable),
            why_not=why_not,
            uncertain=uncertain,
            priority_pct=priority,
        )
        for identity, text, kind, start, end, attribution, checkable, why_not, uncertain, priority in rows
    }


def _attributions(database: Database, wanted: str) -> dict[str, Attribution]:
    rows = {
        row[0]: row[1:]
        for row in database.rows(
            """
            WITH RECURSIVE used (id) AS (
                SELECT attribution_id FROM claims
                WHERE id IN (SELECT value FROM json_each(?)) AND attribution_id IS NOT NULL
                UNION SELECT outer_id FROM attributions JOIN used USING (id) WHERE outer_id IS NOT NULL
            )
            SELECT attributions.id, type, outer_id,
                speaker_id, name, speakers.kind, role, via, candidates_json, anonymity
            FROM used JOIN attributions USING (id) LEFT JOIN speakers ON speakers.id = speaker_id
            """,
            [wanted],
        )
    }
    spans = _spans(database, "attribution", to_json(sorted(rows)))
    made: dict[str, Attribution] = {}

    def make(identity: str) -> Attribution:
        if identity not in made:
            kind, outer, speaker, name, speaker_kind, role, via, candidates, anonymity = rows[identity]
            made[identity] = Attribution(
                type=AttributionType(kind),
                source=tuple(spans[identity, "source"]),
                cue=tuple(spans[identity, "cue"]),
                content=tuple(spans[identity, "content"]),
                speaker=speaker
                and Speaker(name, SpeakerKind(speaker_kind), role, via, tuple(json.loads(candidates)), anonymity),
                outer=make(outer) if outer else None,
            )
        return made[identity]

    return {identity: make(identity) for identity in rows}


def _spans(database: Database, owner: str, wanted: str) -> dict[tuple[str, str], list[Span]]:
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for identity, part, start, end in database.rows(
        f"SELECT {owner}_id, part, start_char, end_char FROM {owner}_spans"  # noqa: S608
        f" WHERE {owner}_id IN (SELECT value FROM json_each(?)) ORDER BY {owner}_id, part, n",
        [wanted],
    ):
        spans[identity, part].append(Span(start, end))
    return spans


def _findings(database: Database, wanted: str) -> dict[tuple[str, str], Finding]:
    rows = database.rows(
        "SELECT claim_id, question, finding, reason, rule, wording FROM findings"
        " WHERE claim_id IN (SELECT value FROM json_each(?))",
        [wanted],
    )
    return {(claim, question): made(Finding, row) for claim, question, *row in rows}


def _evidence(database: Database, wanted: str) -> dict[str, list[Evidence]]:
    differences = database.made_by_owner(
        Difference,
        """
        SELECT evidence_id, differences.type, claim, evidence, note,
            claim_start_char, claim_end_char, evidence_start_char, evidence_end_char
        FROM differences JOIN evidence ON evidence.id = evidence_id
        WHERE claim_id IN (SELECT value FROM json_each(?)) ORDER BY evidence_id, differences.n
        """,
        [wanted],
    )
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for identity, claim, digest, start, end, text, stance, *match, echo, wording, origin, reprint in database.rows(
        """
        SELECT evidence.id, claim_id, documents.digest, start_char, end_char, evidence.text, stance, score_pct,
            covered_pct, match_json, is_echo, wording, origins.digest, is_reprint
        FROM evidence JOIN documents ON documents.id = document_id
        LEFT JOIN documents AS origins ON origins.id = origin_document_id
        WHERE claim_id IN (SELECT value FROM json_each(?)) ORDER BY claim_id, n
        """,
        [wanted],
    ):
        piece = made(Evidence, [digest, start, end, text, stance, _match(*match), echo, wording, origin])
        shown = replace(piece, differences=tuple(differences[identity]), reprint=bool(reprint))
        evidence[claim].append(shown)
    return evidence


def _match(score_pct: float, covered_pct: float, match_json: str) -> Match:
    match = json.loads(match_json)
    return Match(
        claim_span=Span(*match["claim_span"]),
        evidence_span=Span(*match["evidence_span"]),
        score_pct=score_pct,
        covered_pct=covered_pct,
        edits=tuple(Edit(EditKind(kind), Span(*claim), Span(*evidence)) for kind, claim, evidence in match["edits"]),
        missing=tuple(Span(*span) for span in match["missing"]),
    )


def _documents(database: Database, wanted: str) -> dict[str, KeptDocument]:
    rows = database.rows(
        f"""
        SELECT documents.id, digest, {PLACE_OF_DOCUMENT}, documents.title, publisher, published, url
        FROM documents WHERE id IN (
            SELECT document_id FROM evidence WHERE claim_id IN (SELECT value FROM json_each(?))
        )
        """,  # noqa: S608
        [wanted],
    )
    return {row[1]: KeptDocument(*row) for row in rows}
