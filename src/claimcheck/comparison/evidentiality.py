"""Whether the evidence says something itself, or only repeats it, asks it, or calls it wrong."""

from __future__ import annotations

from claimcheck.comparison.remarks import Remarks
from claimcheck.models import DifferenceType, WordUse


def compare_evidentiality(remarks: Remarks) -> None:
    """Find the word that keeps the source at a distance from what the claim states."""
    pairing = remarks.pairing
    if not pairing.links:
        return
    if pairing.focus in pairing.evidence.refused and not pairing.claim.asked:
        _refuse(remarks, min(pairing.links))
        return
    own = {token.stem for token in pairing.claim.tokens}
    linked = [there for there in pairing.back if pairing.evidence.tokens[there].sentence == pairing.focus]
    for token in pairing.evidence.tokens:
        if token.sentence != pairing.focus or token.stem in own:
            continue
        if pairing.evidence.has(token.at, WordUse.DEBUNKING):
            kind, note = DifferenceType.NEGATION, f"the source calls it “{token.text}”"
        elif pairing.evidence.has(token.at, WordUse.DISTANCING) and any(there > token.at for there in linked):
            kind, note = DifferenceType.MODALITY, f"the source only repeats it: “{token.text}”"
        else:
            continue
        here = min(pairing.links)
        remarks.differ(kind, (here, here + 1), (token.at, token.at + 1), note)
        return


def _refuse(remarks: Remarks, here: int) -> None:
    """Note that the source asks what the claim says and answers "no": of "nobody came" it says so, too."""
    pairing = remarks.pairing
    asked = {cue.at for cue in pairing.evidence.denials if pairing.evidence.tokens[cue.at].sentence == pairing.focus}
    answer = next(token for token in pairing.evidence.tokens if token.sentence == pairing.focus + 1)
    if bool(asked) == any(cue.kind == "not" for cue in pairing.claim.denials):
        note = f"the source asks this and answers “{answer.text}”"
        remarks.differ(DifferenceType.NEGATION, (here, here + 1), (answer.at, answer.at + 1), note)
