"""Names and places of a claim against those in the same role in the evidence."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import pairwise

from claimcheck.comparison.naming import same
from claimcheck.comparison.pairing import Pairing, at_most
from claimcheck.comparison.remarks import Remarks
from claimcheck.models import DifferenceType, Name, Reading, WordUse

_MARKS_OF_LISTS = frozenset(",;")
_FAR = 12
_PAIRS_OF_NAMES = 20_000
"""How many pairs of a name of the claim and one of the evidence are looked at."""
_BEING = (-1, "be")


def compare_names(remarks: Remarks) -> None:
    """Set each name of the claim against the one in its role."""
    pairing = remarks.pairing
    listed = _listed(pairing.evidence)
    for claim in pairing.claim.names:
        place = (claim.first, claim.end)
        remarks.settle(place)
        in_place = _in_place(pairing, claim)
        known = _known(pairing, claim)
        if known is not None and in_place is None and _is_displaced(pairing, claim, listed):
            remarks.miss(place)
            continue
        if known is not None and (in_place is None or same(claim, in_place) or not pairing.alignment.is_close_copy):
            if known.words != claim.words:
                remarks.agree(_kind(pairing, claim, known), place, (known.first, known.end), "is")
            continue
        if in_place is None and _spelled_out(pairing, claim):
            continue
        other = in_place or _rival(pairing, claim, listed)
        if other is None:
            remarks.miss(place)
        else:
            remarks.differ(_kind(pairing, claim, other), place, (other.first, other.end))


def _theirs(pairing: Pairing) -> list[Name]:
    """The names of the evidence; for a claim that is a list of names itself, the first."""
    most = at_most(len(pairing.claim.names), _PAIRS_OF_NAMES, len(pairing.evidence.names))
    return pairing.once("names", lambda: list(pairing.evidence.names[:most]))


def _is_ours(pairing: Pairing, name: Name) -> bool:
    """Whether the claim has a name of the evidence too."""
    return pairing.once(("ours", name), lambda: any(same(name, other) for other in pairing.claim.names))


def _in_place(pairing: Pairing, claim: Name) -> Name | None:
    """In a copied sentence, the other name that stands in this one's place."""
    if not pairing.alignment.is_copy or any(at in pairing.alignment.links for at in range(claim.first, claim.end)):
        return None
    for name in _theirs(pairing):
        slot = pairing.alignment.slot((claim.first, claim.end), (name.first, name.end))
        if slot and slot.is_tight:
            return name
    return None


def _known(pairing: Pairing, claim: Name) -> Name | None:
    alike = [name for name in _theirs(pairing) if same(claim, name)]
    exact = [name for name in alike if name.words == claim.words]
    return next(iter(exact or alike), None)


def _spelled_out(pairing: Pairing, claim: Name) -> bool:
    """Whether every word of the name stands somewhere in the evidence, in whatever case."""
    index = pairing.once("words", lambda: {token.lower for token in pairing.evidence.tokens})
    linked = all(
        at in pairing.links for at in range(claim.first, claim.end) if pairing.claim.tokens[at].lower in claim.words
    )
    return linked or all(word in index for word in claim.words)


def _rival(pairing: Pairing, claim: Name, listed: set[Name]) -> Name | None:
    """The name that the evidence has where the claim has this one."""
    best: tuple[int, int, Name] | None = None
    for order, name in enumerate(pairing.nearby(pairing.evidence.names, len(pairing.claim.names))):
        part = bool(set(name.words) & set(claim.words))
        if not part and _is_ours(pairing, name):
            continue
        tight = _is_tight(pairing, claim, name)
        if not (claim.certain and name.certain) and not (tight and pairing.alignment.is_copy):
            continue
        if not part and not (tight and pairing.alignment.is_copy) and name in listed:
            continue
        merit = _same_role(pairing, claim, name, tight, part)
        if merit and (best is None or (merit, -order) > best[:2]):
            best = (merit, -order, name)
    return best[2] if best else None


def _is_displaced(pairing: Pairing, claim: Name, listed: set[Name]) -> bool:
    """Whether another name hangs, in the evidence, on the word on which this one hangs in the claim.

    "Made by Orbit and sold by Lumen" does not bear out "sold by Orbit".
    """
    ours = _governor(pairing.claim, claim)
    if ours is None or ours == _BEING or ours[0] not in pairing.links:
        return False
    if pairing.claim.tokens[ours[0]].stem != pairing.evidence.tokens[pairing.links[ours[0]]].stem:
        return False
    there = pairing.links[ours[0]]
    governed = pairing.once(
        "governed", lambda: [(name, _governor(pairing.evidence, name)) for name in pairing.evidence.names]
    )
    holders = [name for name, governor in governed[: len(_theirs(pairing))] if governor == (there, ours[1])]
    alike = [name for name in _theirs(pairing) if same(claim, name)]
    known = {name for name in holders if _is_ours(pairing, name)}
    if not holders or known or not listed.isdisjoint(holders) or any(name.first > there for name in alike):
        return False
    stems = pairing.once("stems", lambda: Counter(token.stem for token in pairing.evidence.tokens))
    return stems[pairing.evidence.tokens[there].stem] == 1


def _listed(reading: Reading) -> set[Name]:
    """Names that stand in a list of several: that they are named does not rule out one more."""
    out: set[Name] = set()
    for name, other in pairwise(reading.names):
        between = reading.tokens[name.end] if other.first == name.end + 1 else None
        if between and (between.text in _MARKS_OF_LISTS or reading.has(between.at, WordUse.COORDINATING)):
            out |= {name, other}
    return out


def _is_tight(pairing: Pairing, claim: Name, name: Name) -> bool:
    slot = pairing.alignment.slot((claim.first, claim.end), (name.first, name.end))
    return bool(slot and slot.is_tight)


def _same_role(pairing: Pairing, claim: Name, name: Name, tight: bool, part: bool) -> int:
    """How strongly two names stand in the same role; 0 when nothing says so."""
    if bool(claim.place) != bool(name.place) and not tight:
        return 0
    if claim.place and claim.place == name.place and claim.is_country != name.is_country:
        return 0
    if part and pairing.shared >= 0.4:
        return 4
    if tight and pairing.shared >= 0.4:
        return 3
    ours, theirs = _governor(pairing.claim, claim), _governor(pairing.evidence, name)
    if not ours or not theirs or ours[1] != theirs[1]:
        return 0
    if ours == theirs == _BEING:
        return 2 * (pairing.shared >= 0.4)
    return 2 * (pairing.links.get(ours[0]) == theirs[0])


def _governor(reading: Reading, name: Name) -> tuple[int, str] | None:
    """The word that a name hangs on, and the preposition between: "distributed *by* Columbia"."""
    preposition = ""
    for token in reversed(reading.tokens[max(0, name.first - 5) : name.first]):
        if reading.has(token.at, WordUse.BEING) and name.place:
            return _BEING
        if reading.has(token.at, WordUse.BEING) or token.breaks:
            return None
        if token.is_content:
            return token.at, preposition
        if not reading.has(token.at, WordUse.ARTICLE):
            preposition = preposition or token.lower
    return None


def _kind(pairing: Pairing, claim: Name, other: Name) -> DifferenceType:
    if claim.place and other.place:
        return DifferenceType.PLACE
    ours = pairing.claim.tokens[claim.first - 1].lower if claim.first else ""
    theirs = pairing.evidence.tokens[other.first - 1].lower if other.first else ""
    located = ours == theirs and pairing.claim.has(claim.first - 1, WordUse.LOCATING)
    return DifferenceType.PLACE if located else DifferenceType.NAME


def are_straight(pairing: Pairing, at: int, other: int) -> bool:
    """Whether what stands on either side of ``at`` in the claim stands on the same side of ``other`` in the evidence.

    "A beat B" and "B lost to A" say the same, and so do "left before the speech" and "spoke after they left".
    """
    turned = _is_passive(pairing.claim, at) != _is_passive(pairing.evidence, other)
    company = _company(pairing, at)
    sides = [
        (there > other) == (here > at)
        for here, there in (*company[0][-1:], *company[1][:1])
        if abs(there - other) <= _FAR
    ]
    return bool(sides) and all(side != turned for side in sides)


def _company(pairing: Pairing, at: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Names and other content before and behind ``at``, each with the evidence token that it is linked to."""
    near = range(max(0, at - _FAR), min(len(pairing.claim.tokens), at + _FAR))
    linked = [
        (one, pairing.links[one])
        for one in near
        if one != at and one in pairing.links and pairing.claim.tokens[one].is_content
    ]
    return [pair for pair in linked if pair[0] < at], [pair for pair in linked if pair[0] > at]


def _is_passive(reading: Reading, at: int) -> bool:
    """Whether the verb at ``at`` is passive: its doer stands behind it, after "by"."""
    return reading.has(at + 1, WordUse.AGENT) or reading.has(at + 2, WordUse.AGENT)


def compare_roles(remarks: Remarks) -> None:
    """Find two names that have changed places around the same word: "A beat B" against "B beat A"."""
    pairing = remarks.pairing
    for at in pairing.claim.content:
        other = pairing.links.get(at)
        ours = _around(pairing.claim, at)
        theirs = _around(pairing.evidence, other) if other is not None else None
        if other is None or ours is None or theirs is None:
            continue
        if pairing.claim.tokens[at].stem != pairing.evidence.tokens[other].stem:
            continue
        if _joint(pairing.claim, at) != _joint(pairing.evidence, other):
            continue
        if _is_passive(pairing.claim, at) != _is_passive(pairing.evidence, other):
            theirs = theirs[::-1]
        crossed = same(ours[0], theirs[1]) and same(ours[1], theirs[0])
        if crossed and not same(ours[0], theirs[0]) and not same(ours[1], theirs[1]):
            note = "the source has the two the other way round"
            place, there = sorted(ours, key=lambda name: name.first), sorted(theirs, key=lambda name: name.first)
            remarks.differ(DifferenceType.NAME, (place[0].first, place[1].end), (there[0].first, there[1].end), note)


def _around(reading: Reading, at: int) -> tuple[Name, Name] | None:
    """The names on either side of the word at ``at``, with nothing but plain words between; None without both."""
    before = bisect_right(reading.names, at, key=lambda name: name.end)
    behind = bisect_right(reading.names, at, key=lambda name: name.first)
    if not before or behind == len(reading.names):
        return None
    one, other = reading.names[before - 1], reading.names[behind]
    left = reading.tokens[one.end : at]
    right = reading.tokens[at + 1 : other.first]
    if (
        len(left) > 5
        or len(right) > _FAR
        or any(token.breaks for token in (*left, *right))
        or any(token.is_content for token in right)
    ):
        return None
    if left and reading.has(left[0].at, WordUse.POSSESSIVE):
        return None
    return one, other


def _joint(reading: Reading, at: int) -> str:
    """The preposition that joins the word at ``at`` to what follows, other than the passive's "by"."""
    return reading.tokens[at + 1].lower if reading.has(at + 1, WordUse.JOINING) else ""
