"""Whether the evidence says something itself, or only repeats it, asks it, or calls it wrong."""

from __future__ import annotations

from claimcheck.comparison.pairing import Pairing
from claimcheck.comparison.remarks import Remarks
from claimcheck.models import DifferenceType, Rebuttal, Token, WordUse


def compare_evidentiality(remarks: Remarks) -> None:
    """Find the words that keep the source at a distance from what the claim states."""
    pairing = remarks.pairing
    if not pairing.links:
        return
    own = {token.stem for token in pairing.claim.tokens}
    here = min(pairing.links)
    wrong = _rebutted(pairing, own)
    if wrong is not None and not any(pairing.claim.has(token.at, WordUse.DISTANCING) for token in pairing.claim.tokens):
        note = f"the source calls it “{wrong.text}”"
        remarks.differ(DifferenceType.NEGATION, (here, here + 1), (wrong.at, wrong.at + 1), note)
        remarks.denied = True
        return
    if pairing.focus in pairing.evidence.refused and not pairing.claim.asked:
        _refuse(remarks, here)
        return
    linked = [there for there in pairing.back if pairing.evidence.tokens[there].sentence == pairing.focus]
    for token in pairing.evidence.tokens:
        distant = token.sentence == pairing.focus and pairing.evidence.has(token.at, WordUse.DISTANCING)
        if distant and token.stem not in own and any(there > token.at for there in linked):
            note = f"the source only repeats it: “{token.text}”"
            remarks.differ(DifferenceType.MODALITY, (here, here + 1), (token.at, token.at + 1), note)
            return


def _refuse(remarks: Remarks, here: int) -> None:
    """Note that the source asks what the claim says and answers "no": of "nobody came" it says so, too."""
    pairing = remarks.pairing
    asked = {cue.at for cue in pairing.evidence.denials if pairing.evidence.tokens[cue.at].sentence == pairing.focus}
    answer = next(token for token in pairing.evidence.tokens if token.sentence == pairing.focus + 1)
    if bool(asked) == any(cue.kind == "not" for cue in pairing.claim.denials):
        note = f"the source asks this and answers “{answer.text}”"
        remarks.differ(DifferenceType.NEGATION, (here, here + 1), (answer.at, answer.at + 1), note)
        remarks.denied = True


def _rebutted(pairing: Pairing, own: set[str]) -> Token | None:
    """The word that calls the claim wrong, in the sentence that holds most of it or one that refers back to that."""
    tokens = pairing.evidence.tokens
    sentences = {pairing.focus} | ({pairing.focus + 1} & pairing.evidence.referring)
    for rebuttal in pairing.evidence.rebuttals:
        token = tokens[rebuttal.at]
        if token.sentence in sentences and token.stem not in own and _concerns(pairing, rebuttal):
            return token
    return None


def _concerns(pairing: Pairing, rebuttal: Rebuttal) -> bool:
    """Whether what is called wrong is what the claim says, by where the words that both have in common stand."""
    tokens = pairing.evidence.tokens
    shared = [at for at in pairing.back if tokens[at].sentence == tokens[rebuttal.at].sentence]
    ahead, behind = sum(at < rebuttal.at for at in shared), sum(at > rebuttal.at for at in shared)
    match rebuttal.form:
        case "opens":
            return not ahead
        case "lacking":
            return bool(behind) or not ahead
        case "before":
            return behind >= ahead
        case "predicate":
            return ahead >= behind
        case _:
            return True
