"""Compare two texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.comparison.arithmetic import Figured, figures
from claimcheck.comparison.amounts import compare_moments, compare_quantities
from claimcheck.comparison.denials import compare_denials, compare_modality
from claimcheck.comparison.evidentiality import compare_hearsay
from claimcheck.comparison.opposites import compare_directions
from claimcheck.comparison.pairing import Pairing, light_words, pair, weights
from claimcheck.comparison.remarks import Agreement, Remarks
from claimcheck.comparison.roles import compare_names, compare_roles
from claimcheck.comparison.shares import compare_shares
from claimcheck.language.en.dates import bearing
from claimcheck.language.en.lexicon.evidentiality import ASKING
from claimcheck.language.en.reading import read
from claimcheck.models import Bearing, Difference, Span, Token

LONGEST_CLAIM = 1500
"""Characters of a claim that are compared; what lies beyond counts as missing."""

_COMPARERS = (
    compare_quantities,
    compare_moments,
    compare_names,
    compare_roles,
    compare_shares,
    compare_denials,
    compare_modality,
    compare_directions,
    compare_hearsay,
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claim set against a piece of evidence.

    Attributes:
        differences: what disagrees.
        agreements: what agrees though it is worded differently.
        missing: stretches of the claim that the evidence says nothing about, in text order.
        covered_pct: how much of what the claim says the evidence speaks of, agreeing or not.
        focus_pct: how much of it stands in one sentence of the evidence.
        focus: that sentence's place in the evidence.
        denied: whether the source itself calls what the claim says wrong.
        asked: whether that sentence is a question with its answer, of which only the answer is said.
        unnamed: whether a name of the claim is among what the evidence says nothing about.
        of_another_time: whether that sentence is dated, and the claim by a date that shares no day with it.
        figured: what the figures of the evidence do to each figure of the claim, computed ones included.
    """

    differences: tuple[Difference, ...]
    agreements: tuple[Agreement, ...]
    missing: tuple[Span, ...]
    covered_pct: float
    focus_pct: float
    focus: Span
    denied: bool = False
    asked: bool = False
    unnamed: bool = False
    of_another_time: bool = False
    figured: tuple[Figured, ...] = ()


def comparison(
    claim: str, evidence: str, *, claim_date: str | None = None, evidence_date: str | None = None
) -> Comparison:
    """Compare a claim with a piece of evidence; dates (ISO 8601) say when either was written."""
    ours, theirs = read(claim[:LONGEST_CLAIM], claim_date), read(evidence, evidence_date)
    pairing = pair(ours, theirs)
    remarks = Remarks(pairing)
    if [token.lower for token in ours.tokens] != [token.lower for token in theirs.tokens]:
        for comparer in _COMPARERS:
            comparer(remarks)
    weight = weights(ours)
    light = light_words(ours)
    unspoken = [at for at in sorted(weight) if at not in remarks.settled and at not in pairing.links]
    for at in unspoken:
        if at not in light:
            remarks.miss((at, at + 1))
    if len(claim) > LONGEST_CLAIM:
        remarks.missing.append(Span(LONGEST_CLAIM, len(claim)))
    missing = tuple(sorted(set(remarks.missing)))
    lost = sum(
        heft
        for at, heft in weight.items()
        if at in unspoken or any(span.holds(ours.tokens[at].span) for span in missing)
    )
    total = sum(weight.values())
    covered = 100.0 * (1 - lost / total) if total else 0.0
    return Comparison(
        tuple(sorted(set(remarks.differences), key=lambda one: (one.claim_span, one.type, one.evidence_span))),
        tuple(sorted(set(remarks.agreements), key=lambda one: (one.claim_span, one.type, one.evidence_span))),
        missing,
        round(covered, 1),
        round(100.0 * min(1.0, pairing.shared), 1),
        _sentence(theirs.tokens, pairing.focus),
        remarks.denied,
        _is_asked(pairing),
        any(span.meets(ours.tokens[name.first].span) for name in ours.names for span in missing),
        _of_another_time(pairing, missing),
        figures(ours, theirs),
    )


def _of_another_time(pairing: Pairing, missing: Sequence[Span]) -> bool:
    ours, theirs = pairing.claim, pairing.evidence
    lost = [
        moment
        for moment in ours.moments
        if any(span.meets(ours.tokens[at].span) for span in missing for at in range(moment.first, moment.end))
    ]
    dated = [moment for moment in theirs.moments if theirs.tokens[moment.first].sentence == pairing.focus]
    apart = [bearing(moment, other) is Bearing.DIFFERS for moment in lost for other in dated]
    return bool(apart) and all(apart)


def _is_asked(pairing: Pairing) -> bool:
    tokens = [token for token in pairing.evidence.tokens if token.sentence == pairing.focus]
    opens_with = next((token.lower for token in tokens if token.is_word), "")
    return opens_with in ASKING and any(token.lower.endswith("?") for token in tokens)


def _sentence(tokens: Sequence[Token], number: int) -> Span:
    inside = [token for token in tokens if token.sentence == number]
    return Span(inside[0].start, inside[-1].end) if inside else Span(0, 0)


def compare(
    claim: str, evidence: str, *, claim_date: str | None = None, evidence_date: str | None = None
) -> tuple[Difference, ...]:
    """The typed differences between a claim and a piece of evidence, along their alignment, in the claim's order.

    ``claim_date`` and ``evidence_date`` (ISO 8601) are the dates of the documents, for words such as "last July".
    """
    return comparison(claim, evidence, claim_date=claim_date, evidence_date=evidence_date).differences


def agreements(
    claim: str, evidence: str, *, claim_date: str | None = None, evidence_date: str | None = None
) -> tuple[Agreement, ...]:
    """What a claim and a piece of evidence say alike in other words, in the claim's order."""
    return comparison(claim, evidence, claim_date=claim_date, evidence_date=evidence_date).agreements
