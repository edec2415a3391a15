"""Numbers and dates of a claim against those of the evidence."""

from __future__ import annotations

from claimcheck.comparison import dates, quantities
from claimcheck.comparison.dates import Moment
from claimcheck.comparison.lexicon.measures import CURRENCIES
from claimcheck.comparison.pairing import Pairing
from claimcheck.comparison.quantities import Quantity
from claimcheck.comparison.ranges import Bearing
from claimcheck.comparison.reading import keys_of
from claimcheck.comparison.remarks import Remarks
from claimcheck.models import DifferenceType

ENOUGH_COMPANY = 2.0
"""How alike the surroundings of two numbers must be before they can disagree."""


def compare_quantities(remarks: Remarks) -> None:
    """Set each quantity of the claim against the one that counts the same thing."""
    pairing = remarks.pairing
    for claim in pairing.claim.quantities:
        place = (claim.first, claim.end)
        remarks.settle(place)
        found = _counterpart(pairing, claim)
        if found is None:
            remarks.miss(place)
            continue
        evidence, verdict = found
        there = (evidence.first, evidence.end)
        if verdict is Bearing.AGREES:
            remarks.agree(DifferenceType.NUMBER, place, there, "fits")
        elif verdict is Bearing.DIFFERS:
            kind = DifferenceType.UNIT if _only_unit(claim, evidence) else DifferenceType.NUMBER
            remarks.differ(kind, place, there)
        else:
            remarks.miss(place)


def _counterpart(pairing: Pairing, claim: Quantity) -> tuple[Quantity, Bearing] | None:
    best: tuple[float, int, Quantity, Bearing] | None = None
    for order, evidence in enumerate(pairing.evidence.quantities):
        verdict = _bearing(claim, evidence)
        if verdict is None:
            continue
        likeness = _likeness(pairing, claim, evidence)
        if likeness < (1.0 if verdict is Bearing.AGREES else ENOUGH_COMPANY):
            continue
        merit = likeness + {Bearing.AGREES: 2.5, Bearing.OPEN: 1.0, Bearing.DIFFERS: 0.0}[verdict]
        if best is None or (merit, -order) > best[:2]:
            best = (merit, -order, evidence, verdict)
    return (best[2], best[3]) if best else None


def _bearing(claim: Quantity, evidence: Quantity) -> Bearing | None:
    """What the evidence's number does to the claim's; None when the two measure unlike things."""
    if claim.family == evidence.family:
        return quantities.bearing(claim, evidence)
    families = {claim.family, evidence.family}
    if families <= CURRENCIES or families == {"share", "points"}:
        same = (claim.low, claim.high) == (evidence.low, evidence.high)
        return Bearing.DIFFERS if same else None
    return None


def _only_unit(claim: Quantity, evidence: Quantity) -> bool:
    return claim.unit != evidence.unit and (claim.low, claim.high) == (evidence.low, evidence.high)


def _likeness(pairing: Pairing, claim: Quantity, evidence: Quantity) -> float:
    """How likely it is that two quantities count the same thing."""
    slot = pairing.slot_of(claim.core, evidence.core)
    company = pairing.company(claim.first, claim.end, evidence.first, evidence.end)
    score = float(company)
    if pairing.evidence.tokens[evidence.core].sentence == pairing.focus:
        score += 0.5
    if slot:
        score += 3.0 if slot.is_tight else 1.0
    if claim.counted and evidence.counted:
        alike = _share_keys(claim.counted, evidence.counted)
        if alike:
            score += 1.0
        elif not (slot and slot.is_tight):
            score -= 2.0
    return score


def _share_keys(one: frozenset[str], other: frozenset[str]) -> bool:
    keys = {key for word in one for key in keys_of(word, word)}
    return any(not keys.isdisjoint(keys_of(word, word)) for word in other)


def compare_moments(remarks: Remarks) -> None:
    """Set each date of the claim against the one that dates the same event."""
    pairing = remarks.pairing
    for claim in pairing.claim.moments:
        place = (claim.first, claim.end)
        remarks.settle(place)
        best: tuple[float, int, Moment, Bearing] | None = None
        for order, evidence in enumerate(pairing.evidence.moments):
            evidence = _meant_end(pairing, claim, evidence)
            verdict = dates.bearing(claim, evidence)
            likeness = _date_likeness(pairing, claim, evidence)
            if verdict is Bearing.DIFFERS and likeness < ENOUGH_COMPANY:
                continue
            merit = likeness + {Bearing.AGREES: 3.0, Bearing.OPEN: 2.0, Bearing.DIFFERS: 0.0}[verdict]
            if best is None or (merit, -order) > best[:2]:
                best = (merit, -order, evidence, verdict)
        if best is None or best[3] is Bearing.OPEN:
            remarks.miss(place)
        elif best[3] is Bearing.AGREES:
            remarks.agree(DifferenceType.DATE, place, (best[2].first, best[2].end), "holds")
        else:
            remarks.differ(DifferenceType.DATE, place, (best[2].first, best[2].end))


def _date_likeness(pairing: Pairing, claim: Moment, evidence: Moment) -> float:
    slot = pairing.slot_of(claim.end - 1, evidence.end - 1)
    score = float(pairing.company(claim.first, claim.end, evidence.first, evidence.end))
    if pairing.evidence.tokens[evidence.first].sentence == pairing.focus:
        score += 0.5
    if slot:
        score += 3.0 if slot.is_tight else 1.0
    return score


def _meant_end(pairing: Pairing, claim: Moment, evidence: Moment) -> Moment:
    """For a span of life in brackets, the end that a claim of birth or death is about."""
    if evidence.parts is None:
        return evidence
    stems = {token.stem for token in pairing.claim.tokens[max(0, claim.first - 6) : claim.end + 6]}
    if stems & {"born", "birth"}:
        return evidence._replace(days=evidence.parts[0])
    if stems & {"die", "death", "dead"}:
        return evidence._replace(days=evidence.parts[1])
    return evidence
