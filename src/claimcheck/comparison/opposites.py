"""Words of the claim against their opposites, and shares against shares."""

from __future__ import annotations

from collections import defaultdict

from claimcheck.comparison.lexicon.numerals import QUANTIFIERS
from claimcheck.comparison.lexicon.polarity import OPPOSITES
from claimcheck.comparison.pairing import Pairing
from claimcheck.comparison.ranges import Range
from claimcheck.comparison.reading import Reading
from claimcheck.comparison.remarks import Remarks
from claimcheck.models import DifferenceType


def _poles() -> dict[str, tuple[tuple[int, int], ...]]:
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row, (plus, minus) in enumerate(OPPOSITES):
        for pole, words in ((1, plus), (-1, minus)):
            for word in words.split():
                found[word].append((row, pole))
    return {word: tuple(poles) for word, poles in found.items()}


POLES = _poles()
"""Per word, the rows of opposites it stands in, and on which side."""

FRAME = 0.5
"""How much of the claim a sentence must hold before an opposite in it counts without being in the same slot."""


def compare_directions(remarks: Remarks) -> None:
    """Find words whose opposite stands in their place."""
    pairing = remarks.pairing
    spoken_for = _spoken_for(pairing)
    for token in pairing.claim.tokens:
        if token.at in spoken_for or token.lower not in POLES:
            continue
        ours = {row: pole * _sign(pairing.claim, token.at) for row, pole in POLES[token.lower]}
        other = _opposite(pairing, token.at, ours)
        if other is not None:
            remarks.settle((token.at, token.at + 1))
            remarks.differ(DifferenceType.DIRECTION, (token.at, token.at + 1), (other, other + 1))


def _spoken_for(pairing: Pairing) -> set[int]:
    return {at for one in pairing.claim.quantities for at in range(one.first, one.end)} | {
        at for one in pairing.claim.moments for at in range(one.first, one.end)
    }


def _sign(reading: Reading, at: int) -> int:
    return -1 if any(at in cue.reach[:2] and cue.kind == "not" for cue in reading.denials) else 1


def _opposite(pairing: Pairing, at: int, ours: dict[int, int]) -> int | None:
    """The evidence word that says the opposite in the same place; None when the same pole stands there too."""
    found: list[int] = []
    taken = {one for quantity in pairing.evidence.quantities for one in range(quantity.first, quantity.end)} | {
        one for moment in pairing.evidence.moments for one in range(moment.first, moment.end)
    }
    for token in pairing.evidence.tokens:
        if token.sentence != pairing.focus or token.lower not in POLES or token.at in taken:
            continue
        sign = _sign(pairing.evidence, token.at)
        for row, pole in POLES[token.lower]:
            if row not in ours:
                continue
            if pole * sign == ours[row]:
                return None
            if _in_place(pairing, at, token.at):
                found.append(token.at)
    return found[0] if found else None


def _in_place(pairing: Pairing, at: int, other: int) -> bool:
    if at in pairing.links and pairing.links[at] != other:
        return False
    if other in pairing.back and pairing.back[other] != at:
        return False
    slot = pairing.slot_of(at, other)
    if slot and (slot.is_tight or ((slot.left or slot.right) and pairing.shared >= FRAME)):
        return True
    return pairing.shared >= FRAME and pairing.company(at, at + 1, other, other + 1) >= 2


def compare_shares(remarks: Remarks) -> None:
    """Set "all", "most", "some" and "none" of the claim against those of the evidence."""
    pairing = remarks.pairing
    theirs = _quantified(pairing.evidence)
    for at, (head, ours) in _quantified(pairing.claim).items():
        remarks.settle((at, at + 1))
        met = False
        for other, (their_head, share) in theirs.items():
            same_slot = pairing.slot_of(at, other)
            if not (head is not None and pairing.links.get(head) == their_head) and not (
                same_slot and same_slot.is_tight
            ):
                continue
            met = True
            word, other_word = pairing.claim.tokens[at].lower, pairing.evidence.tokens[other].lower
            if word != other_word and not ours.holds(share) and not (word in _LOOSE and other_word in _LOOSE):
                remarks.differ(DifferenceType.QUANTITY, (at, at + 1), (other, other + 1))
            break
        if not met and pairing.claim.tokens[at].lower in _STRICT and at not in pairing.links:
            remarks.miss((at, at + 1))


_LOOSE = frozenset("many some several".split())
_STRICT = frozenset("all every each entire always most majority none never mostly".split())


def _quantified(reading: Reading) -> dict[int, tuple[int | None, Range]]:
    """Per share word, the noun it bears on and the share it stands for."""
    out: dict[int, tuple[int | None, Range]] = {}
    taken = {at for one in reading.quantities for at in range(one.first, one.end)}
    for token in reading.tokens:
        if token.lower not in QUANTIFIERS or token.at in taken or token.lower in ("no", "never"):
            continue
        head = next(
            (after.at for after in reading.tokens[token.at + 1 : token.at + 6] if after.is_content),
            None,
        )
        out[token.at] = (head, Range(*QUANTIFIERS[token.lower]))
    return out
