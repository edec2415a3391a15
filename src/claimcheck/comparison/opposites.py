"""Words of the claim against their opposites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from claimcheck.comparison.alignment import FIRM
from claimcheck.comparison.pairing import Pairing
from claimcheck.comparison.remarks import Remarks
from claimcheck.comparison.roles import are_straight
from claimcheck.language.en.lexicon.polarity import CONVERSES, IN_PLACE_ONLY, OPPOSITES
from claimcheck.language.en.stems import stem
from claimcheck.models import DifferenceType, Reading, Token


def _poles() -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for row, (plus, minus) in enumerate(OPPOSITES):
        for pole, words in ((1, plus), (-1, minus)):
            for word in words:
                found[stem(word)][row] = pole
    return dict(found)


POLES = _poles()
"""Per stem, the rows of opposites it stands in, and on which side."""

_CONVERSE_ROWS = frozenset(
    row
    for row, (plus, minus) in enumerate(OPPOSITES)
    if not CONVERSES.isdisjoint(plus) and not CONVERSES.isdisjoint(minus)
)
_IN_PLACE_ONLY = frozenset(stem(word) for word in IN_PLACE_ONLY)
FRAME = 0.3
"""How much of a clause of the claim one clause must hold before an opposite in it stands against the claim's word."""


def compare_directions(remarks: Remarks) -> None:
    """Find words whose opposite stands in their place."""
    pairing = remarks.pairing
    measured = _measured(pairing.claim)
    poles = _poles_in(pairing)
    for token in pairing.claim.tokens:
        if token.at in measured or token.stem not in POLES:
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
    """The words with an opposite in the sentences of the evidence that matter."""
    measured = _measured(pairing.evidence)
    return [
        token
        for token in pairing.evidence.tokens
        if token.sentence in pairing.sentences and token.stem in POLES and token.at not in measured
    ]


def _opposite(pairing: Pairing, at: int, candidates: Sequence[Token]) -> int | None:
    """The evidence word that says the opposite in the same place; None when the same pole stands there too."""
    ours = {row: pole * _sign(pairing.claim, at) for row, pole in POLES[pairing.claim.tokens[at].stem].items()}
    same_pole = False
    found: list[int] = []
    for token in candidates:
        poles = POLES[token.stem]
        rows = [row for row in poles if row in ours]
        sign = _sign(pairing.evidence, token.at)
        if not rows or token.stem == pairing.claim.tokens[at].stem:
            same_pole |= bool(rows)
            continue
        if any(poles[row] * sign == ours[row] for row in rows):
            same_pole = True
        elif pairing.alignment.is_copy and pairing.alignment.hold((at, at + 1), (token.at, token.at + 1)) == FIRM:
            return token.at
        elif (
            token.stem not in _IN_PLACE_ONLY
            and _in_place(pairing, at, token.at)
            and (_CONVERSE_ROWS.isdisjoint(rows) or are_straight(pairing, at, token.at))
        ):
            found.append(token.at)
    return found[0] if found and not same_pole else None


def _in_place(pairing: Pairing, at: int, other: int) -> bool:
    linked, back = pairing.links.get(at, other), pairing.back.get(other, at)
    if linked != other and pairing.evidence.tokens[linked].sentence in pairing.sentences:
        return False
    if back != at or pairing.told_at(at, other) < FRAME:
        return False
    return pairing.alignment.slot((at, at + 1), (other, other + 1)) is not None or (
        pairing.company((at, at + 1), (other, other + 1)) >= 2
    )
