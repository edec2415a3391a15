"""Words of the claim against their opposites."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.comparison.alignment import FIRM
from claimcheck.comparison.pairing import Pairing, at_most
from claimcheck.comparison.remarks import Remarks
from claimcheck.comparison.roles import are_straight
from claimcheck.models import DifferenceType, Reading, Token, WordUse

PAIRS_OF_WORDS = 20_000
"""How many pairs of a word of the claim and one of the evidence are looked at."""
FRAME = 0.3
"""How much of a clause of the claim one clause must hold before an opposite in it stands against the claim's word."""


def compare_directions(remarks: Remarks) -> None:
    """Find words whose opposite stands in their place."""
    pairing = remarks.pairing
    measured = _measured(pairing.claim)
    poles = _poles_in(pairing)
    for token in pairing.claim.tokens:
        if token.at in measured or token.at in remarks.signed or token.at not in pairing.claim.poles:
            continue
        other = _opposite(pairing, token.at, poles)
        if other is not None:
            remarks.settle((token.at, token.at + 1))
            remarks.differ(DifferenceType.DIRECTION, (token.at, token.at + 1), (other, other + 1))


def _measured(reading: Reading) -> set[int]:
    """Tokens that belong to a quantity or a date and are compared as such; ordinals have opposites too."""
    return {at for one in reading.quantities if one.family != "ordinal" for at in range(one.first, one.end)} | {
        at for one in reading.moments for at in range(one.first, one.end)
    }


def _sign(reading: Reading, at: int) -> int:
    return -1 if at in reading.right_denied else 1


def _poles_in(pairing: Pairing) -> list[Token]:
    """The words with an opposite in the sentences of the evidence that matter; of very many, the first."""
    measured = _measured(pairing.evidence)
    found = [
        token
        for token in pairing.evidence.tokens
        if token.sentence in pairing.sentences and token.at in pairing.evidence.poles and token.at not in measured
    ]
    return found[: at_most(len(pairing.claim.poles), PAIRS_OF_WORDS, len(found))]


def _opposite(pairing: Pairing, at: int, candidates: Sequence[Token]) -> int | None:
    """The evidence word that says the opposite in the same place; None when the same pole stands there too."""
    ours = {pole.pair: pole.sign * _sign(pairing.claim, at) for pole in pairing.claim.poles[at]}
    same_pole = False
    found: list[int] = []
    for token in candidates:
        poles = [pole for pole in pairing.evidence.poles[token.at] if pole.pair in ours]
        sign = _sign(pairing.evidence, token.at)
        if not poles or token.stem == pairing.claim.tokens[at].stem:
            same_pole |= bool(poles)
            continue
        if any(pole.sign * sign == ours[pole.pair] for pole in poles):
            same_pole = True
        elif pairing.alignment.is_copy and pairing.alignment.hold((at, at + 1), (token.at, token.at + 1)) == FIRM:
            return token.at
        elif (
            not pairing.evidence.has(token.at, WordUse.AMBIGUOUS)
            and _in_place(pairing, at, token.at)
            and (not any(pole.converse for pole in poles) or are_straight(pairing, at, token.at))
        ):
            found.append(token.at)
    return found[0] if found and not same_pole else None


def _in_place(pairing: Pairing, at: int, other: int) -> bool:
    linked, back = pairing.links.get(at, other), pairing.back.get(other, at)
    if linked != other and pairing.evidence.tokens[linked].sentence in pairing.sentences:
        return False
    if back != at or pairing.clause_share(at, other) < FRAME:
        return False
    return pairing.alignment.slot((at, at + 1), (other, other + 1)) is not None or (
        pairing.company((at, at + 1), (other, other + 1)) >= 2
    )
