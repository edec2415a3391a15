"""Numbers of a claim against those of the evidence."""

from __future__ import annotations

from claimcheck.comparison.alignment import FIRM, LOOSE
from claimcheck.comparison.bearings import MONEY, quantity_bearing
from claimcheck.comparison.measures import counts_otherwise, is_same_measure
from claimcheck.comparison.pairing import Pairing
from claimcheck.comparison.remarks import Remarks
from claimcheck.models import Bearing, DifferenceType, Quantity, Reading, WordUse

ENOUGH_CONTEXT = 2.0
"""How alike the surroundings of two numbers must be before they can disagree."""
CLOSE_CONTEXT = 4.0
"""The same for two plain numbers that stand in other places and do not both say what they count."""
GOVERNED_WITHIN = 6
"""How many tokens before an amount the word may stand that says whether something rose or fell by it."""
MOST_SUMMED = 24
"""How many numbers of a sentence are added up."""
APART = 1.25
"""How far apart, as a factor, "more than 20" and "more than 30" must be to disagree."""

PREFERENCE = {Bearing.AGREES: 2.5, Bearing.OPEN: 1.0, Bearing.DIFFERS: 0.0}
"""How much likelier a counterpart is for agreeing, or for leaving it open."""
_TEMPERATURES = ({"degrees", "celsius"}, {"degrees", "fahrenheit"})
CLEARLY = 1.0
"""How much likelier a counterpart must be than another for a claim that fits almost any number: "more than 20"."""


def compare_quantities(remarks: Remarks) -> None:
    """Set each quantity of the claim against the one that counts the same thing."""
    pairing = remarks.pairing
    for claim in pairing.claim.quantities:
        place = (claim.first, claim.end)
        remarks.settle(place)
        found = _counterpart(pairing, claim)
        if _is_sum(pairing) and (found is None or found[1] is not Bearing.AGREES):
            parts = _adding_up(pairing, claim)
            if parts:
                remarks.agree(DifferenceType.NUMBER, place, parts, "is the sum of")
                remarks.settled |= _summing(pairing.claim)
            else:
                remarks.miss(place)
            continue
        if found is None:
            remarks.miss(place)
            continue
        evidence, verdict = found
        there = (evidence.first, evidence.end)
        if verdict is Bearing.AGREES:
            remarks.agree(DifferenceType.NUMBER, place, there, "fits")
            if claim.low < 0 or evidence.low < 0:
                remarks.signed.update(range(max(0, claim.first - GOVERNED_WITHIN), claim.first))
        elif verdict is Bearing.DIFFERS:
            kind = DifferenceType.UNIT if _only_unit(claim, evidence) else DifferenceType.NUMBER
            remarks.differ(kind, place, there)
        else:
            remarks.miss(place)


def _is_sum(pairing: Pairing) -> bool:
    """Whether the claim adds up what the evidence gives part by part."""
    ours = pairing.once(("summing", True), lambda: _summing(pairing.claim))
    return bool(ours) and not pairing.once(("summing", False), lambda: _summing(pairing.evidence))


def _summing(reading: Reading) -> set[int]:
    return {token.at for token in reading.tokens if reading.has(token.at, WordUse.SUMMING)}


def _adding_up(pairing: Pairing, claim: Quantity) -> tuple[int, int] | None:
    """The stretch of two or more numbers of one sentence that make up the claim's."""
    inside = [
        one
        for one in pairing.evidence.quantities
        if one.family == claim.family and pairing.evidence.tokens[one.core].sentence == pairing.focus
    ][:MOST_SUMMED]
    for size in range(2, len(inside) + 1):
        for start in range(len(inside) - size + 1):
            parts = inside[start : start + size]
            total = claim._replace(low=round(sum(one.low * one.size for one in parts) / claim.size, 9))
            if quantity_bearing(claim, total._replace(high=total.low, bound="")) is Bearing.AGREES:
                return parts[0].first, parts[-1].end
    return None


def _counterpart(pairing: Pairing, claim: Quantity) -> tuple[Quantity, Bearing] | None:
    """The quantity of the evidence that counts the same thing; in a copied sentence, the one in the same place.

    Where one number agrees and another, standing as near, does not, which is meant is left open.
    """
    best: dict[Bearing, tuple[float, int, Quantity]] = {}
    for order, evidence in enumerate(pairing.nearby(pairing.evidence.quantities, len(pairing.claim.quantities))):
        hold = pairing.alignment.hold((claim.first, claim.end), (evidence.first, evidence.end))
        in_place = hold == FIRM and pairing.alignment.is_copy
        verdict = _bearing(claim, evidence)
        if verdict is None and not in_place:
            continue
        verdict = verdict or Bearing.DIFFERS
        if verdict is Bearing.DIFFERS and not is_same_measure(pairing, claim, evidence, in_place=in_place):
            continue
        if verdict is not Bearing.DIFFERS and _bounded_apart(claim, evidence, verdict, in_place):
            verdict = Bearing.DIFFERS
        if in_place:
            return evidence, verdict
        if counts_otherwise(claim, evidence) and not (verdict is Bearing.AGREES and _is_figure(claim, evidence)):
            continue
        likeness = _likeness(pairing, claim, evidence, hold)
        if likeness >= (1.0 if verdict is Bearing.AGREES else _least_context(claim, evidence, hold)):
            best[verdict] = max(best.get(verdict, (0.0, 0, evidence)), (likeness, -order, evidence))
    return _settled(pairing, claim, best) if best else None


def _settled(
    pairing: Pairing, claim: Quantity, best: dict[Bearing, tuple[float, int, Quantity]]
) -> tuple[Quantity, Bearing]:
    """What the likeliest counterparts come to; a claim such as "more than 20" would fit almost any number."""
    easily = not claim.meant.is_bounded
    agrees, differs = best.get(Bearing.AGREES), best.get(Bearing.DIFFERS)
    if easily and agrees and differs:
        fits = agrees[2]
        tied = pairing.attached((claim.first, claim.end), (fits.first, fits.end)) >= 1
        if agrees[0] - differs[0] < CLEARLY and (tied or differs[0] - agrees[0] < CLEARLY):
            return fits, Bearing.OPEN
    verdict = max(best, key=lambda one: (best[one][0] + (0.0 if easily else PREFERENCE[one]), one))
    if verdict is Bearing.DIFFERS and not easily:
        same = agrees[2] if agrees else _given_beside(pairing, claim, best[verdict][2])
        if same is not None:
            return same, Bearing.OPEN
    return best[verdict][2], verdict


def _given_beside(pairing: Pairing, claim: Quantity, differing: Quantity) -> Quantity | None:
    """The claim's own number in the sentence of one that differs: "rose from nine to twelve"."""
    sentence = pairing.evidence.tokens[differing.core].sentence
    for one in pairing.nearby(pairing.evidence.quantities, len(pairing.claim.quantities)):
        inside = pairing.evidence.tokens[one.core].sentence == sentence and one.family == claim.family
        if inside and _is_figure(claim, one) and quantity_bearing(claim, one) is Bearing.AGREES:
            return one
    return None


def _bounded_apart(claim: Quantity, evidence: Quantity, verdict: Bearing, in_place: bool) -> bool:
    """Whether both say "more than", or both "less than", of values too far apart to be one."""
    if claim.bound != evidence.bound or not claim.bound or (verdict is Bearing.AGREES and not in_place):
        return False
    low, high = sorted((claim.low * claim.size, evidence.low * evidence.size))
    return high > (1 if in_place and verdict is Bearing.OPEN else APART) * low


def _bearing(claim: Quantity, evidence: Quantity) -> Bearing | None:
    """What the evidence's number does to the claim's; None when the two measure unlike things."""
    if claim.family == evidence.family:
        return quantity_bearing(claim, evidence)
    families = {claim.family, evidence.family}
    if families in _TEMPERATURES:
        return quantity_bearing(claim._replace(family="degrees"), evidence._replace(family="degrees"))
    if "count" in families and families & MONEY and not (claim.counted and evidence.counted):
        found = quantity_bearing(claim._replace(family="count"), evidence._replace(family="count"))
        return found if found is Bearing.AGREES else None
    if families <= MONEY or families == {"share", "points"}:
        same = (claim.low, claim.high) == (evidence.low, evidence.high)
        return Bearing.DIFFERS if same else None
    return None


def _only_unit(claim: Quantity, evidence: Quantity) -> bool:
    return claim.unit != evidence.unit and (claim.low, claim.high) == (evidence.low, evidence.high)


def _likeness(pairing: Pairing, claim: Quantity, evidence: Quantity, hold: float) -> float:
    """How likely it is that two quantities count the same thing."""
    ours, theirs = (claim.first, claim.end), (evidence.first, evidence.end)
    score = min(hold, LOOSE) + pairing.company(ours, theirs) + pairing.attached(ours, theirs)
    if pairing.evidence.tokens[evidence.core].sentence == pairing.focus:
        score += 0.5
    if claim.counted and evidence.counted:
        score += -2.0 if counts_otherwise(claim, evidence) else 1.0
    if claim.family == evidence.family == "share" and claim.unit != evidence.unit:
        score -= 1.0
    return score


def _least_context(claim: Quantity, evidence: Quantity, hold: float) -> float:
    """How alike the surroundings of two numbers must be: more so where nothing else sets them against each other."""
    counts_alike = claim.family != "count" or bool(claim.counted and evidence.counted)
    return ENOUGH_CONTEXT if hold or claim.bound or counts_alike else CLOSE_CONTEXT


def _is_figure(claim: Quantity, evidence: Quantity) -> bool:
    """Whether both give the same plain number, which is seldom a coincidence."""
    return not (claim.is_vague or claim.bound or evidence.bound) and claim.low == claim.high > 2
