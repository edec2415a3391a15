"""Names and places of a claim against those in the same role in the evidence."""

from __future__ import annotations

from claimcheck.comparison.lexicon.grammar import BE
from claimcheck.comparison.names import Name, is_country, same
from claimcheck.comparison.pairing import Pairing
from claimcheck.comparison.reading import Reading
from claimcheck.comparison.remarks import Remarks
from claimcheck.models import DifferenceType

_LOCATING = frozenset("in at near from to into outside inside across around".split())


def compare_names(remarks: Remarks) -> None:
    """Set each name of the claim against the one in its role."""
    pairing = remarks.pairing
    for claim in pairing.claim.names:
        place = (claim.first, claim.end)
        remarks.settle(place)
        known = _known(pairing, claim)
        if known is not None:
            if known.words != claim.words:
                remarks.agree(_kind(pairing, claim, known), place, (known.first, known.end), "is")
            continue
        if _spelled_out(pairing, claim):
            continue
        other = _rival(pairing, claim)
        if other is None:
            remarks.miss(place)
        else:
            remarks.differ(_kind(pairing, claim, other), place, (other.first, other.end))


def _known(pairing: Pairing, claim: Name) -> Name | None:
    alike = [name for name in pairing.evidence.names if same(claim, name)]
    exact = [name for name in alike if name.words == claim.words]
    return next(iter(exact or alike), None)


def _spelled_out(pairing: Pairing, claim: Name) -> bool:
    """Whether every word of the name stands somewhere in the evidence, in whatever case."""
    index = {token.lower for token in pairing.evidence.tokens}
    return all(word in index for word in claim.words) or (not claim.certain and claim.first in pairing.links)


def _rival(pairing: Pairing, claim: Name) -> Name | None:
    """The name that the evidence has where the claim has this one."""
    best: tuple[int, int, Name] | None = None
    for order, name in enumerate(pairing.evidence.names):
        if any(same(name, other) for other in pairing.claim.names) and not set(name.words) & set(claim.words):
            continue
        if not (claim.certain and name.certain) and not _slot(pairing, claim, name):
            continue
        merit = _same_role(pairing, claim, name)
        if merit and (best is None or (merit, -order) > best[:2]):
            best = (merit, -order, name)
    return best[2] if best else None


def _slot(pairing: Pairing, claim: Name, name: Name) -> bool:
    slot = pairing.slot_of(claim.end - 1, name.end - 1)
    return bool(slot and slot.is_tight)


def _same_role(pairing: Pairing, claim: Name, name: Name) -> int:
    """How strongly two names stand in the same role; 0 when nothing says so."""
    if bool(claim.place) != bool(name.place) and not _slot(pairing, claim, name):
        return 0
    if claim.place and name.place and claim.place == name.place and (is_country(claim.words) != is_country(name.words)):
        return 0
    if set(claim.words) & set(name.words) and pairing.shared >= 0.4:
        return 4
    slot = pairing.slot_of(claim.end - 1, name.end - 1)
    if slot and slot.is_tight:
        return 3
    ours, theirs = _governor(pairing.claim, claim), _governor(pairing.evidence, name)
    if ours and theirs and ours[1] == theirs[1] and pairing.links.get(ours[0]) == theirs[0]:
        return 2
    return 0


def _governor(reading: Reading, name: Name) -> tuple[int, str] | None:
    """The word that a name hangs on, and the preposition between: "distributed *by* Columbia"."""
    preposition = ""
    for token in reversed(reading.tokens[max(0, name.first - 5) : name.first]):
        if token.lower in BE or token.breaks:
            return None
        if token.is_content:
            return token.at, preposition
        if token.lower not in ("the", "a", "an"):
            preposition = preposition or token.lower
    return None


def _kind(pairing: Pairing, claim: Name, other: Name) -> DifferenceType:
    if claim.place and other.place:
        return DifferenceType.PLACE
    before = {pairing.claim.tokens[claim.first - 1].lower if claim.first else ""}
    before.add(pairing.evidence.tokens[other.first - 1].lower if other.first else "")
    return DifferenceType.PLACE if len(before) == 1 and before <= _LOCATING else DifferenceType.NAME
