"""Dates of a claim against those of the evidence."""

from __future__ import annotations

from claimcheck.comparison.alignment import FIRM
from claimcheck.comparison.amounts import ENOUGH_CONTEXT, PREFERENCE
from claimcheck.comparison.bearings import moment_bearing
from claimcheck.comparison.measures import is_same_event
from claimcheck.comparison.pairing import Pairing
from claimcheck.comparison.remarks import Remarks
from claimcheck.models import Bearing, DifferenceType, Moment, WordUse


def compare_dates(remarks: Remarks) -> None:
    """Set each date of the claim against the one that dates the same event."""
    pairing = remarks.pairing
    for claim in pairing.claim.moments:
        place = (claim.first, claim.end)
        remarks.settle(place)
        found = _dated_alike(pairing, claim)
        if found is None or found[1] is Bearing.OPEN:
            remarks.miss(place)
            continue
        there = (found[0].first, found[0].end)
        if found[0].parts and not claim.parts and _is_bracketed(pairing, found[0]):
            # A span of life in brackets says "born" and "died" without the words.
            remarks.settled.update(_ends_of_life(pairing, claim))
        if found[1] is Bearing.AGREES:
            remarks.agree(DifferenceType.DATE, place, there, "holds")
        else:
            remarks.differ(DifferenceType.DATE, place, there)


def _dated_alike(pairing: Pairing, claim: Moment) -> tuple[Moment, Bearing] | None:
    best: tuple[tuple[float, float, int], Moment, Bearing] | None = None
    for order, written in enumerate(pairing.nearby(pairing.evidence.moments, len(pairing.claim.moments))):
        evidence = _meant_end(pairing, claim, written)
        verdict = moment_bearing(claim, evidence)
        hold = pairing.alignment.hold((claim.first, claim.end), (evidence.first, evidence.end))
        ours, theirs = (claim.first, claim.end), (evidence.first, evidence.end)
        likeness = hold + pairing.company(ours, theirs) + pairing.attached(ours, theirs)
        if pairing.evidence.tokens[evidence.first].sentence == pairing.focus:
            likeness += 0.5
        in_place = hold if pairing.alignment.is_copy else 0.0
        if verdict is Bearing.DIFFERS and (
            likeness < ENOUGH_CONTEXT or not is_same_event(pairing, claim, evidence, in_place=in_place == FIRM)
        ):
            continue
        preference = PREFERENCE[verdict] if claim.meant.is_bounded else 0.0
        merit = (in_place, likeness + preference, -order)
        if best is None or merit > best[0]:
            best = (merit, evidence, verdict)
    if best is None or best[2] is not Bearing.DIFFERS:
        return best[1:] if best else None
    # Of dates that one event has together ("May and June"), the one that agrees is the one to compare with.
    for other in _listed_with(pairing, best[1]):
        if moment_bearing(claim, other) is Bearing.AGREES:
            return other, Bearing.AGREES
    return best[1:]


def _listed_with(pairing: Pairing, one: Moment) -> list[Moment]:
    """The dates that stand in one list with a date of the evidence: nothing but commas and conjunctions between."""
    reading = pairing.evidence
    ordered = sorted(pairing.nearby(reading.moments, len(pairing.claim.moments)), key=lambda moment: moment.first)
    chain: list[Moment] = []
    for moment in ordered:
        between = range(chain[-1].end, moment.first) if chain else range(0)
        if not all(reading.tokens[at].text in "," or reading.has(at, WordUse.COORDINATING) for at in between):
            if one in chain:
                break
            chain = []
        chain.append(moment)
    return [moment for moment in chain if moment != one] if one in chain else []


def _meant_end(pairing: Pairing, claim: Moment, evidence: Moment) -> Moment:
    """For a span of life in brackets, the end that a claim of birth or death is about."""
    if evidence.parts is None or claim.parts is not None:
        return evidence
    ends = _ends_of_life(pairing, claim)
    if any(pairing.claim.has(at, WordUse.BIRTH) for at in ends):
        return evidence._replace(days=evidence.parts[0])
    return evidence._replace(days=evidence.parts[1]) if ends else evidence


def _is_bracketed(pairing: Pairing, moment: Moment) -> bool:
    """Whether a bracket is open where a date begins."""
    before = [token.lower for token in pairing.evidence.tokens[max(0, moment.first - 30) : moment.first]]
    opened = [at for at, word in enumerate(before) if word == "("]
    return bool(opened) and ")" not in before[opened[-1] :]


def _ends_of_life(pairing: Pairing, claim: Moment) -> list[int]:
    """The words of birth and death near a date of the claim."""
    near = range(claim.first - 6, claim.end + 6)
    return [at for at in near if pairing.claim.has(at, WordUse.BIRTH, WordUse.DEATH)]
