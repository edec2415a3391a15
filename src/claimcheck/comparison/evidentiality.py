"""Whether the evidence says something itself, or only repeats it, asks it, or calls it wrong."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.comparison.pairing import Pairing
from claimcheck.comparison.remarks import Remarks
from claimcheck.language.en.lexicon.evidentiality import CLAIMING, DEBUNKING, DISTANCING, LACKING, POINTING
from claimcheck.language.en.lexicon.grammar import BE
from claimcheck.language.en.stems import stem
from claimcheck.models import DifferenceType, Token

_CLOSING = frozenset("and that to by in as".split())
_DISTANCING = frozenset(stem(word) for word in DISTANCING)


def compare_hearsay(remarks: Remarks) -> None:
    """Find the words that keep the source at a distance from what the claim states."""
    pairing = remarks.pairing
    if not pairing.links:
        return
    own = {token.stem for token in pairing.claim.tokens}
    here = min(pairing.links)
    wrong = next((token for token in _near(pairing) if token.stem not in own and _is_debunking(pairing, token)), None)
    if wrong is not None and own.isdisjoint(_DISTANCING):
        note = f"the source calls it “{wrong.text}”"
        remarks.differ(DifferenceType.NEGATION, (here, here + 1), (wrong.at, wrong.at + 1), note)
        remarks.denied = True
        return
    if pairing.focus in pairing.evidence.refused and not pairing.claim.asked:
        _refuse(remarks, here)
        return
    linked = [there for there in pairing.back if pairing.evidence.tokens[there].sentence == pairing.focus]
    for token in pairing.evidence.tokens:
        distant = token.sentence == pairing.focus and token.lower in DISTANCING and token.stem not in own
        if distant and any(there > token.at for there in linked):
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


def _near(pairing: Pairing) -> Sequence[Token]:
    """The tokens of the sentence that holds most of the claim, and of the next one if it refers back to it."""
    tokens = pairing.evidence.tokens
    focus = [token for token in tokens if token.sentence == pairing.focus]
    behind = [token for token in tokens if token.sentence == pairing.focus + 1]
    opening = {token.lower for token in behind[:3]}
    return focus + behind if opening & POINTING else focus


def _is_debunking(pairing: Pairing, token: Token) -> bool:
    """Whether ``token`` is a verdict on what the claim says: "False.", "that is a hoax", "the false claim that"."""
    tokens, spoken = pairing.evidence.tokens, set(pairing.back)
    after = tokens[token.at + 1] if token.at + 1 < len(tokens) else None
    inside = [at for at in spoken if tokens[at].sentence == token.sentence]
    ahead, behind = [at for at in inside if at < token.at], [at for at in inside if at > token.at]
    if token.lower == "no":
        return after is not None and after.lower in LACKING and (bool(behind) or not ahead)
    if token.lower not in DEBUNKING:
        return False
    closing = (
        after is None or (after.breaks and after.lower != "-") or after.lower in ("and", "that", "to", "by", "in", "as")
    )
    if token.first:
        return closing and not ahead
    if after is not None and after.lower in CLAIMING:
        return len(behind) >= len(ahead)
    announced = after is not None and after.lower == "that"
    return closing and _is_predicate(pairing, token) and (announced or len(ahead) >= len(behind))


def _is_predicate(pairing: Pairing, token: Token) -> bool:
    """Whether a verdict is what a verb of being says of its subject, and is not itself denied."""
    before = [one.lower for one in pairing.evidence.tokens[max(0, token.at - 4) : token.at]]
    if not {"not", "n't", "nothing", "something", "anything", "no", "if", "whether"}.isdisjoint(before):
        return False
    return not BE.isdisjoint(before) or bool({"proved", "rated", "ruled", "called", "deemed"} & set(before))
