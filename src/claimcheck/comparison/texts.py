"""Compare two texts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import accumulate

from claimcheck import language
from claimcheck.comparison.amounts import compare_quantities
from claimcheck.comparison.arithmetic import Figured, figures
from claimcheck.comparison.bearings import moment_bearing
from claimcheck.comparison.dates import compare_dates
from claimcheck.comparison.denials import compare_denials, compare_modality
from claimcheck.comparison.evidentiality import compare_evidentiality
from claimcheck.comparison.opposites import compare_directions
from claimcheck.comparison.pairing import MOST, Pairing, light_words, pair
from claimcheck.comparison.remarks import Agreement, Remarks
from claimcheck.comparison.roles import compare_names, compare_roles
from claimcheck.comparison.shares import compare_shares
from claimcheck.models import Bearing, Difference, Document, Reading, Span, Token

_COMPARERS = (
    compare_quantities,
    compare_dates,
    compare_names,
    compare_roles,
    compare_shares,
    compare_denials,
    compare_modality,
    compare_directions,
    compare_evidentiality,
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
        asked: whether that sentence is a question with its answer, of which only the answer is said.
        unnamed: whether a name of the claim is among what the evidence says nothing about.
        of_another_time: whether that sentence is dated, and the claim by a date that shares no day with it.
        figured: what the figures of the evidence do to each figure of the claim, computed ones included.
        in_order_pct: how much of the claim's wording the evidence has in the claim's own order.
    """

    differences: tuple[Difference, ...]
    agreements: tuple[Agreement, ...]
    missing: tuple[Span, ...]
    covered_pct: float
    focus_pct: float
    focus: Span
    asked: bool = False
    unnamed: bool = False
    of_another_time: bool = False
    figured: tuple[Figured, ...] = ()
    in_order_pct: float = 0.0


def comparison(claim: Reading, evidence: Reading) -> Comparison:
    """Compare a claim with a piece of evidence, as their languages read them."""
    pairing = pair(claim, evidence)
    remarks = Remarks(pairing)
    if [token.lower for token in claim.tokens] != [token.lower for token in evidence.tokens]:
        for comparer in _COMPARERS:
            comparer(remarks)
    unspoken = {at for at in pairing.weights if at not in remarks.settled and at not in pairing.links}
    for at in sorted(unspoken - light_words(claim)):
        remarks.miss((at, at + 1))
    missing = tuple(sorted(set(remarks.missing)))
    return Comparison(
        tuple(sorted(set(remarks.differences), key=_in_order)),
        tuple(sorted(set(remarks.agreements), key=_in_order)),
        missing,
        _covered_pct(pairing, unspoken, missing),
        round(100.0 * min(1.0, pairing.shared), 1),
        _sentence(evidence.tokens, pairing.focus),
        pairing.focus in evidence.questions,
        any(span.meets(claim.tokens[name.first].span) for name in claim.names for span in missing),
        _of_another_time(pairing, missing),
        figures(claim, evidence),
        round(100.0 * pairing.alignment.sameness, 1),
    )


def _in_order(one: Difference | Agreement) -> tuple[object, ...]:
    return one.claim_span, one.type, one.evidence_span


def _covered_pct(pairing: Pairing, unspoken: Set[int], missing: Sequence[Span]) -> float:
    """How much of the claim's weight is neither unspoken of nor missing."""
    tokens, total = pairing.claim.tokens, sum(pairing.weights.values())
    starts, ends = _stretches(missing)
    lost = sum(
        weight
        for at, weight in pairing.weights.items()
        if at in unspoken or ((before := bisect_right(starts, tokens[at].start)) and ends[before - 1] >= tokens[at].end)
    )
    return round(100.0 * (1 - lost / total), 1) if total else 0.0


def _of_another_time(pairing: Pairing, missing: Sequence[Span]) -> bool:
    ours, theirs = pairing.claim, pairing.evidence
    starts, ends = _stretches(missing)

    def is_missing(token: Token) -> bool:
        before = bisect_left(starts, token.end)
        return bool(before) and ends[before - 1] > token.start

    lost = [one for one in ours.moments if any(map(is_missing, ours.tokens[one.first : one.end]))][:MOST]
    dated = [one for one in theirs.moments if theirs.tokens[one.first].sentence == pairing.focus][:MOST]
    apart = [moment_bearing(moment, other) is Bearing.DIFFERS for moment in lost for other in dated]
    return bool(apart) and all(apart)


def _stretches(spans: Sequence[Span]) -> tuple[list[int], list[int]]:
    """Where each of some stretches in text order begins, and where the last of it and those before it ends."""
    return [span.start for span in spans], [*accumulate((span.end for span in spans), max)]


def _sentence(tokens: Sequence[Token], number: int) -> Span:
    inside = [token for token in tokens if token.sentence == number]
    return Span(inside[0].start, inside[-1].end) if inside else Span(0, 0)


def read(
    claim: str, evidence: str, claim_date: str | None = None, evidence_date: str | None = None
) -> tuple[Reading, Reading]:
    """What a claim and a piece of evidence say, each read in its own language.

    The dates (ISO 8601) are those of the documents, for words such as "last July". One sentence may be too short to
    show its language: where both together are English, both are.
    """
    together = language.detect(_document(f"{claim}\n{evidence}"))
    dated = ((claim, claim_date), (evidence, evidence_date))
    codes = [together if together == language.ENGLISH else language.detect(_document(text)) for text, _ in dated]
    ours, theirs = (language.named(code).read(*one) for code, one in zip(codes, dated, strict=True))
    return ours, theirs


def _document(text: str) -> Document:
    return Document(text, digest="")


def compare(
    claim: str, evidence: str, *, claim_date: str | None = None, evidence_date: str | None = None
) -> tuple[Difference, ...]:
    """The typed differences between a claim and a piece of evidence, along their alignment, in the claim's order."""
    return comparison(*read(claim, evidence, claim_date, evidence_date)).differences


def agreements(
    claim: str, evidence: str, *, claim_date: str | None = None, evidence_date: str | None = None
) -> tuple[Agreement, ...]:
    """What a claim and a piece of evidence say alike in other words, in the claim's order."""
    return comparison(*read(claim, evidence, claim_date, evidence_date)).agreements
