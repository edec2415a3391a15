"""Whether the evidence says something itself, or only repeats it, asks it, or calls it wrong."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.comparison.lexicon.hearsay import DEBUNKING, DISTANCING, LACKING, POINTING
from claimcheck.comparison.pairing import Pairing
from claimcheck.comparison.remarks import Remarks
from claimcheck.comparison.tokens import Token
from claimcheck.models import DifferenceType


def compare_hearsay(remarks: Remarks) -> None:
    """Find the words that keep the source at a distance from what the claim states."""
    pairing = remarks.pairing
    if not pairing.links:
        return
    own = {token.stem for token in pairing.claim.tokens}
    here = min(pairing.links)
    wrong = next((token for token in _near(pairing) if token.stem not in own and _is_debunking(pairing, token)), None)
    if wrong is not None:
        note = f"the source calls it “{wrong.text}”"
        remarks.differ(DifferenceType.NEGATION, (here, here + 1), (wrong.at, wrong.at + 1), note)
        remarks.denied = True
        return
    if pairing.focus in pairing.evidence.refused and not pairing.claim.asked:
        answer = next(token for token in pairing.evidence.tokens if token.sentence == pairing.focus + 1)
        note = f"the source asks this and answers “{answer.text}”"
        remarks.differ(DifferenceType.NEGATION, (here, here + 1), (answer.at, answer.at + 1), note)
        remarks.denied = True
        return
    linked = [there for there in pairing.back if pairing.evidence.tokens[there].sentence == pairing.focus]
    for token in pairing.evidence.tokens:
        distant = token.sentence == pairing.focus and token.lower in DISTANCING and token.stem not in own
        if distant and any(there > token.at for there in linked):
            note = f"the source only repeats it: “{token.text}”"
            remarks.differ(DifferenceType.MODALITY, (here, here + 1), (token.at, token.at + 1), note)
            return


def _near(pairing: Pairing) -> Sequence[Token]:
    """The tokens of the sentence that holds most of the claim, and of the next one if it refers back to it."""
    tokens = pairing.evidence.tokens
    focus = [token for token in tokens if token.sentence == pairing.focus]
    behind = [token for token in tokens if token.sentence == pairing.focus + 1]
    opening = {token.lower for token in behind[:3]}
    return focus + behind if opening & POINTING else focus


def _is_debunking(pairing: Pairing, token: Token) -> bool:
    tokens = pairing.evidence.tokens
    after = tokens[token.at + 1] if token.at + 1 < len(tokens) else None
    before = tokens[token.at - 1].lower if token.at else ""
    if token.lower == "no":
        return after is not None and after.lower in LACKING
    if token.lower not in DEBUNKING or before in ("not", "n't", "nothing", "no"):
        return False
    if after is not None and after.lower == "-":
        return False
    return after is None or not after.is_content or after.lower in ("news", "claim", "claims", "report", "reports")
