"""A claim against the passages that the index offers: evidence, and the answers to both questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from claimcheck.meaning import Entailment, Meaning
from claimcheck.models import (
    Attribution,
    Candidate,
    Capture,
    CheckedClaim,
    Claim,
    Document,
    Evidence,
    Finding,
    FindingKind,
    Match,
    Passage,
    QuoteCheck,
    Span,
    SpeakerKind,
    Stance,
    Wording,
)
from claimcheck.origins import Source, SourceRule, independent
from claimcheck.quotes import align
from claimcheck.verdict import opinions, reasons, reprints, said, voice
from claimcheck.verdict.content import bearing_facts, by_origin
from claimcheck.verdict.signals import LEANING_PCT
from claimcheck.verdict.stretches import Passed, in_passages
from claimcheck.verdict.table import SAID, SO, Fact, decide
from claimcheck.verdict.weighing import Weighed, weigh

NOWHERE_ELSE: Mapping[str, Source] = MappingProxyType({})
"""No document is known to go back to another."""
ANY_SOURCE = SourceRule(asked=0)
"""One source is as good as several."""
REPORTED = 0.6
"""How probable "SPEAKER said that CLAIM" must be for a passage to report it."""
ATTACHED = 0.74
"""How nearly a sentence must mean what a claim does to be shown beside it, -1 to 1, where it decides nothing."""
SHOWN = 8
"""How many pieces of evidence a claim keeps; those that contradict it are never cut."""
NEAREST_SHOWN = 3
"""Up to which place a passage is kept that is only near to the claim in meaning."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A passage that bears on the claim, as evidence and as weighed.

    ``reprint`` is whether its document goes back to one text with the article under check, and ``repeats`` whether it
    would bear the claim out but for that.

    ``bears`` is whether it is about what the claim is about; others are shown where nothing nearer is found.
    ``said`` is which way it points on whether the speaker said so; None where it does not say.
    """

    evidence: Evidence
    weighed: Weighed
    source: Source
    echo: bool
    reprint: bool
    repeats: bool
    bears: bool
    said: Stance | None

    @property
    def counts(self) -> bool:
        """Whether it answers if the claim is so: a reprint does where it differs from the article."""
        return self.bears and not self.echo and not (self.reprint and self.evidence.stance is not Stance.CONTRADICTS)


def check(
    claim: Claim,
    article: Document,
    candidates: Sequence[Candidate],
    cited_failures: Sequence[Capture] = (),
    sources: Mapping[str, Source] = NOWHERE_ELSE,
    rule: SourceRule = ANY_SOURCE,
    meaning: Meaning | None = None,
) -> CheckedClaim:
    """Answer whether ``claim`` was said and whether it is so, from the passages offered.

    Args:
        claim: the claim.
        article: the document that makes it.
        candidates: passages that may bear on it.
        cited_failures: the sources that the article links to from this claim and that could not be retrieved.
        sources: where documents come from, by digest; one that is not named stands alone.
        rule: how many independent sources are asked for.
        meaning: the model that judges passages; None to compare words alone.

    Raises:
        MeaningError: the model cannot be loaded or run.
    """
    wordings = _wordings(claim, article, candidates)
    merged = _merged(candidates)
    passages = [(candidate, one) for candidate in merged for one in _cut(candidate)]
    weighed = weigh(claim.text, [one for _, one in passages], meaning, article.published)
    speech: list[Entailment | None] = [None] * len(passages)
    if claim.speaker is not None and claim.speaker.kind is not SpeakerKind.ARTICLE:
        speech = voice.reported(claim.text, claim.speaker, [one for _, one in passages], meaning)
    offered = [
        _piece(claim, article, candidate, one, found, reported, wordings, sources)
        for (candidate, one), found, reported in zip(passages, weighed, speech, strict=True)
    ]
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
        so=_so(claim, pieces, common, failed, rule, meaning),
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


def _merged(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Passages of one document that overlap as one, in the order in which the first of them was offered."""
    out: list[Candidate] = []
    for candidate in candidates:
        span, held = candidate.passage.span, [candidate]
        for other in [one for one in out if one.document.digest == candidate.document.digest]:
            if other.passage.span.meets(span):
                out.remove(other)
                held.append(other)
                span = _hull([span, other.passage.span])
        text = candidate.document.text
        out.append(
            replace(
                candidate,
                passage=Passage(span, span.of(text)),
                attributions=tuple(dict.fromkeys(said for one in held for said in one.attributions)),
                sentences=tuple(sorted({sentence for one in held for sentence in one.sentences})),
            )
        )
    return out


def _cut(candidate: Candidate) -> list[Passed]:
    """The passage of a candidate in pieces of a few sentences; the verdict of a fact-checker is one piece."""
    document, passage = candidate.document, candidate.passage
    sentences = candidate.sentences or (passage.span,)
    return in_passages(document.text, sentences, candidate.fact_checks, document.published)


def _piece(
    claim: Claim,
    article: Document,
    candidate: Candidate,
    passed: Passed,
    weighed: Weighed,
    reported: Entailment | None,
    wordings: dict[str, QuoteCheck],
    sources: Mapping[str, Source],
) -> _Piece | None:
    """A passage as evidence; None when it is about something else."""
    document = candidate.document
    checked = wordings.get(document.digest)
    quoted = [span for span in checked.spans if span.meets(passed.whole)] if checked else []
    is_reported = reported is not None and reported.entailment >= REPORTED
    bears = weighed.stance is not None or bool(quoted) or is_reported
    if not bears and weighed.signals.nearness < ATTACHED:
        return None
    stance = weighed.stance or Stance.RELATED
    # Whose claim a fact-checker quotes does not make the verdict theirs.
    is_rated = weighed.signals.fact_check is not None
    judges = is_rated or (passed.fact_check is not None and stance is not Stance.SUPPORTS)
    reprint = candidate.is_copy and not judges and reprints.is_reprint(article, candidate, weighed.span, claim.speaker)
    repeats = reprint and stance is Stance.SUPPORTS
    if repeats:
        stance = Stance.RELATED
    source = sources.get(document.digest) or Source(document.digest)
    span = _hull([*(quoted or [weighed.span]), *(difference.evidence_span for difference in weighed.shown)])
    own = (
        claim.speaker is not None
        and not is_rated
        and (
            is_reported
            or (bool(quoted) and checked is not None and checked.wording is not Wording.MISATTRIBUTED)
            or voice.is_own(claim.speaker, document, candidate.attributions, span)
        )
    )
    evidence = Evidence(
        digest=document.digest,
        span=span,
        text=span.of(document.text),
        stance=stance,
        match=_match(claim.text, span, document.text),
        echo=own,
        wording=checked.wording if checked and quoted else None,
        origin=source.origin,
        differences=weighed.shown,
        reprint=reprint,
    )
    said_stance = _speech_stance(claim, passed, weighed, reported, own=own, quoted=bool(quoted))
    weighed = replace(
        weighed,
        row=replace(weighed.row, stance=stance),
        origin=source.origin,
        title=document.publisher or document.title or "",
        later=_later(article, document),
    )
    return _Piece(evidence, weighed, source, own, reprint, repeats, bears, said_stance)


def _speech_stance(
    claim: Claim, passed: Passed, weighed: Weighed, reported: Entailment | None, *, own: bool, quoted: bool
) -> Stance | None:
    """Which way a passage points on whether the speaker said so; None where it does not say.

    A fact-checker who names the speaker and gives a verdict on this very claim reports that it was made. Words of the
    speaker's that are only on the same matter report nothing of it, not even a part.
    """
    if claim.speaker is None or claim.speaker.kind is SpeakerKind.ARTICLE:
        return None
    if weighed.signals.fact_check is not None:
        return Stance.SUPPORTS if voice.is_named(claim.speaker, passed.whole.of(passed.text)) else None
    if not own:
        return None
    if reported is not None and reported.entailment >= REPORTED:
        return Stance.SUPPORTS
    if weighed.stance is Stance.CONTRADICTS or (reported is None and weighed.stance is Stance.SUPPORTS):
        return weighed.stance
    likely = max(weighed.signals.support_pct, 100 * reported.entailment if reported is not None else 0.0)
    in_part = likely >= LEANING_PCT if weighed.signals.judged else weighed.stance is not None
    return Stance.RELATED if in_part or quoted else None


def _match(claim: str, span: Span, text: str) -> Match:
    """The words of a claim laid on a stretch of a document; nothing is laid where they share none."""
    found = align(claim, span.of(text))
    if found is None:
        return Match(Span(0, len(claim)), span, 0.0, 0.0)
    edits = tuple(replace(edit, evidence_span=edit.evidence_span.shifted(span.start)) for edit in found.edits)
    return replace(found, evidence_span=found.evidence_span.shifted(span.start), edits=edits)


def _hull(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _later(article: Document, document: Document) -> str | None:
    if not article.published or not document.published:
        return None
    length = min(len(article.published), len(document.published), 10)
    return document.published[:10] if document.published[:length] > article.published[:length] else None


_STANCES = (Stance.CONTRADICTS, Stance.SUPPORTS, Stance.RELATED)


def _rank(piece: _Piece) -> tuple[object, ...]:
    wording = said.ORDER.index(piece.evidence.wording) if piece.evidence.wording else len(said.ORDER)
    return (
        wording,
        piece.evidence.stance is Stance.RELATED,
        *(-value for value in piece.weighed.closeness),
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
        if number < (SHOWN if piece.bears else NEAREST_SHOWN) or piece.evidence.stance is Stance.CONTRADICTS
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
    own = [
        replace(piece.weighed, row=replace(piece.weighed.row, stance=piece.said))
        for piece in pieces
        if piece.bears and piece.said and not (piece.reprint and piece.said is not Stance.CONTRADICTS)
    ]
    facts, words = bearing_facts(by_origin(own))
    facts |= failed | ({Fact.ELSEWHERE} if any(piece.bears for piece in pieces) and not own else set())
    reprinted = {piece.evidence.digest for piece in pieces if piece.reprint}
    firsthand = [
        check
        for digest, check in wordings.items()
        if digest not in reprinted or said.FACTS.get(check.wording) is not Fact.SAME_WORDS
    ]
    best = min(firsthand, key=lambda check: said.ORDER.index(check.wording), default=None)
    wording: Wording | None = None
    if claim.quotes:
        facts.add(Fact.QUOTED)
        if len(firsthand) < len(wordings):
            facts.add(Fact.REPRINT_SUPPORTS)
        wording = best.wording if best else Wording.NOT_FOUND
        if wording in said.FACTS:
            facts.add(said.FACTS[wording])
    return decide(SAID, facts, common | words | {"wording": best.reason if best else ""}, wording)


def _so(
    claim: Claim,
    pieces: Sequence[_Piece],
    common: dict[str, str],
    failed: set[Fact],
    rule: SourceRule,
    meaning: Meaning | None,
) -> Finding:
    if not claim.checkable:
        return decide(SO, {Fact.UNCHECKABLE}, common)
    found = by_origin([piece.weighed for piece in pieces if piece.counts])
    facts, words = bearing_facts(found)
    supporting = {one.origin for one in found[Stance.SUPPORTS]}
    count = independent(
        piece.source
        for piece in pieces
        if piece.counts and piece.source.origin in supporting and piece.evidence.stance is Stance.SUPPORTS
    )
    words |= {"independent": reasons.independent(count), "asked": reasons.asked(rule.asked)}
    facts |= ({Fact.TOO_FEW_SOURCES} if count < rule.asked else set()) | ({Fact.STRICT} if rule.strict else set())
    echoes = [piece for piece in pieces if piece.echo and piece.bears]
    facts |= {Fact.NEAREST} if pieces else set()
    facts |= failed | ({Fact.ECHOES} if echoes else set())
    if any(piece.evidence.stance is Stance.SUPPORTS for piece in echoes):
        facts.add(Fact.ECHO_SUPPORTS)
    if any(piece.repeats and not piece.echo for piece in pieces):
        facts.add(Fact.REPRINT_SUPPORTS)
    if not facts & {Fact.SUPPORTS, Fact.CONTRADICTS} and opinions.is_opinion(claim.text, meaning):
        facts.add(Fact.OPINION)
    return decide(SO, facts, common | words)
