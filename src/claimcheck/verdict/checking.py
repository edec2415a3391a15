"""A claim against the passages that the index offers: evidence, and the answers to both questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from claimcheck.models import (
    Attribution,
    Candidate,
    Capture,
    CheckedClaim,
    Claim,
    Difference,
    Document,
    Edit,
    Evidence,
    Finding,
    FindingKind,
    Match,
    QuoteCheck,
    Span,
    SpeakerKind,
    Stance,
    Wording,
)
from claimcheck.origins import Source, SourceRule, independent
from claimcheck.quotes import align
from claimcheck.verdict import reasons, said
from claimcheck.verdict.content import bearing_facts, voices
from claimcheck.verdict.table import SAID, SO, Fact, decide
from claimcheck.verdict.weighing import Weighed, weigh

NOWHERE_ELSE: Mapping[str, Source] = MappingProxyType({})
"""No document is known to go back to another."""
ANY_SOURCE = SourceRule(asked=0)
"""One source is as good as several."""
SHOWN = 8
"""How many pieces of evidence a claim keeps; those that contradict it are never cut."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A passage that bears on the claim, as evidence and as weighed."""

    evidence: Evidence
    weighed: Weighed
    source: Source
    echo: bool


def check(
    claim: Claim,
    article: Document,
    candidates: Sequence[Candidate],
    cited_failures: Sequence[Capture] = (),
    sources: Mapping[str, Source] = NOWHERE_ELSE,
    rule: SourceRule = ANY_SOURCE,
) -> CheckedClaim:
    """Answer whether ``claim`` was said and whether it is so, from the passages offered.

    Args:
        claim: the claim.
        article: the document that makes it.
        candidates: passages that may bear on it.
        cited_failures: the sources that the article links to from this claim and that could not be retrieved.
        sources: where documents come from, by digest; one that is not named stands alone.
        rule: how many independent sources are asked for.
    """
    wordings = _wordings(claim, article, candidates)
    offered = [_piece(claim, article, candidate, wordings, sources) for candidate in candidates]
    pieces = _closest([piece for piece in offered if piece])
    common = {
        "speaker": claim.speaker.name if claim.speaker else "the article",
        "failure": reasons.failure(cited_failures),
        "why_not": claim.why_not or "this cannot be checked",
    }
    failed = {Fact.CITED_FAILED} if cited_failures else set()
    return CheckedClaim(
        claim=claim,
        said=_said(claim, pieces, wordings, common, failed),
        so=_so(claim, pieces, common, failed, rule),
        evidence=_kept(pieces),
    )


def standing(checked: CheckedClaim) -> FindingKind:
    """The one finding that a table shows: what was said wrongly counts before what is so."""
    if checked.so.finding is FindingKind.UNCHECKED:
        return checked.said.finding
    if checked.said.finding in (FindingKind.CONTRADICTED, FindingKind.CONFLICTING):
        return checked.said.finding
    return checked.so.finding


def _wordings(claim: Claim, article: Document, candidates: Sequence[Candidate]) -> dict[str, QuoteCheck]:
    """Per document, how the claim's quoted words stand in it."""
    if claim.speaker is None or claim.speaker.kind is SpeakerKind.ARTICLE:
        return {}
    documents: dict[str, Document] = {}
    heard: dict[str, dict[Attribution, None]] = {}
    for candidate in candidates:
        digest = candidate.document.digest
        documents[digest] = candidate.document
        heard.setdefault(digest, {}).update(dict.fromkeys(candidate.attributions))
    checks = {
        digest: said.check_quotes(claim, article, document, tuple(heard[digest]))
        for digest, document in documents.items()
    }
    return {digest: checked for digest, checked in checks.items() if checked is not None}


def _piece(
    claim: Claim,
    article: Document,
    candidate: Candidate,
    wordings: dict[str, QuoteCheck],
    sources: Mapping[str, Source],
) -> _Piece | None:
    """A candidate as evidence; None when it is about something else."""
    document, passage = candidate.document, candidate.passage
    weighed = weigh(claim.text, passage.text, article.published, document.published)
    match = align(claim.text, passage.text)
    checked = wordings.get(document.digest)
    quoted = [span for span in checked.spans if span.meets(passage.span)] if checked else []
    if match is None or (weighed.stance is None and not quoted):
        return None
    match = _shifted_match(match, passage.span.start)
    differences = tuple(_shifted(difference, passage.span.start) for difference in weighed.comparison.differences)
    span = _hull([*quoted] or [match.evidence_span], differences, weighed, passage.span)
    source = sources.get(document.digest) or Source(document.digest)
    echo = claim.speaker is not None and said.speaks(claim.speaker, candidate.attributions, span)
    weighed = replace(
        weighed,
        stance=weighed.stance or Stance.RELATED,
        origin=source.origin,
        title=document.publisher or document.title or "",
        later=_later(article, document),
    )
    evidence = Evidence(
        digest=document.digest,
        span=span,
        text=span.of(document.text),
        stance=weighed.stance or Stance.RELATED,
        match=match,
        echo=echo,
        wording=checked.wording if checked and quoted else None,
        origin=source.origin,
        differences=differences,
    )
    return _Piece(evidence, weighed, source, echo)


def _hull(spans: Sequence[Span], differences: Sequence[Difference], weighed: Weighed, passage: Span) -> Span:
    """The words to show: those aligned, those that differ, and the sentence that holds most of the claim."""
    every = [*spans, *(difference.evidence_span for difference in differences)]
    focus = weighed.comparison.focus.shifted(passage.start)
    if focus.end > focus.start and weighed.stance is not None:
        every.append(focus)
    return Span(min(span.start for span in every), max(span.end for span in every))


def _later(article: Document, document: Document) -> str | None:
    if not article.published or not document.published:
        return None
    length = min(len(article.published), len(document.published), 10)
    return document.published[:10] if document.published[:length] > article.published[:length] else None


def _shifted(difference: Difference, by: int) -> Difference:
    return replace(difference, evidence_span=difference.evidence_span.shifted(by))


def _shifted_match(match: Match, by: int) -> Match:
    edits = tuple(Edit(edit.kind, edit.claim_span, edit.evidence_span.shifted(by)) for edit in match.edits)
    return replace(match, evidence_span=match.evidence_span.shifted(by), edits=edits)


_STANCES = (Stance.CONTRADICTS, Stance.SUPPORTS, Stance.RELATED)


def _rank(piece: _Piece) -> tuple[object, ...]:
    wording = said.ORDER.index(piece.evidence.wording) if piece.evidence.wording else len(said.ORDER)
    covered, focus = piece.weighed.closeness
    return (
        wording,
        piece.evidence.stance is Stance.RELATED,
        -covered,
        -focus,
        _STANCES.index(piece.evidence.stance),
        -piece.evidence.match.score_pct,
        piece.evidence.digest,
        piece.evidence.span,
    )


def _closest(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Best first, with overlapping windows of one document as one piece: the best of them."""
    out: list[_Piece] = []
    for piece in sorted(pieces, key=_rank):
        overlapping = any(
            held.evidence.digest == piece.evidence.digest and held.evidence.span.meets(piece.evidence.span)
            for held in out
        )
        if not overlapping:
            out.append(piece)
    return out


def _kept(pieces: Sequence[_Piece]) -> tuple[Evidence, ...]:
    return tuple(
        piece.evidence
        for number, piece in enumerate(pieces)
        if number < SHOWN or piece.evidence.stance is Stance.CONTRADICTS
    )


def _said(
    claim: Claim,
    pieces: Sequence[_Piece],
    wordings: dict[str, QuoteCheck],
    common: dict[str, str],
    failed: set[Fact],
) -> Finding:
    if claim.speaker is None or claim.speaker.kind is SpeakerKind.ARTICLE:
        return decide(SAID, {Fact.OWN_VOICE}, common)
    own = [piece.weighed for piece in pieces if piece.echo]
    facts, words = bearing_facts(voices(own))
    facts |= failed | ({Fact.ELSEWHERE} if pieces and not own else set())
    best = min(wordings.values(), key=lambda check: said.ORDER.index(check.wording), default=None)
    wording: Wording | None = None
    if claim.quotes:
        facts.add(Fact.QUOTED)
        wording = best.wording if best else Wording.NOT_FOUND
        if wording in said.FACTS:
            facts.add(said.FACTS[wording])
    return decide(SAID, facts, common | words | {"wording": best.reason if best else ""}, wording)


def _so(claim: Claim, pieces: Sequence[_Piece], common: dict[str, str], failed: set[Fact], rule: SourceRule) -> Finding:
    if not claim.checkable:
        return decide(SO, {Fact.UNCHECKABLE}, common)
    found = voices([piece.weighed for piece in pieces if not piece.echo])
    facts, words = bearing_facts(found)
    supporting = {one.origin for one in found[Stance.SUPPORTS]}
    count = independent(
        piece.source
        for piece in pieces
        if not piece.echo and piece.source.origin in supporting and piece.evidence.stance is Stance.SUPPORTS
    )
    words |= {"independent": reasons.independent(count), "asked": reasons.asked(rule.asked)}
    facts |= ({Fact.TOO_FEW_SOURCES} if count < rule.asked else set()) | ({Fact.STRICT} if rule.strict else set())
    echoes = [piece for piece in pieces if piece.echo]
    facts |= failed | ({Fact.ECHOES} if echoes else set())
    if any(piece.evidence.stance is Stance.SUPPORTS for piece in echoes):
        facts.add(Fact.ECHO_SUPPORTS)
    return decide(SO, facts, common | words)
