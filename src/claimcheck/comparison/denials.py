"""Negation and modality of a claim against the evidence's."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.comparison.lexicon.grammar import HAVE
from claimcheck.comparison.reading import Cue, Reading
from claimcheck.comparison.remarks import Remarks
from claimcheck.models import DifferenceType

EVIDENCE_REACH = 2
"""A denial in the evidence must bear on its nearest words to count against the claim."""


def compare_denials(remarks: Remarks) -> None:
    """Find words that one side denies and the other does not."""
    pairing = remarks.pairing
    for cue in pairing.claim.denials:
        linked = [pairing.links[at] for at in cue.reach if at in pairing.links]
        remarks.settle((cue.at, cue.at + 1))
        if not linked:
            remarks.miss((cue.at, cue.at + 1))
        elif not _denied(pairing.evidence, linked) and cue.at not in pairing.links:
            there = linked[0]
            note = f"says “{_words(pairing.claim, cue)}”, the source says it without “{_word(pairing.claim, cue.at)}”"
            remarks.differ(DifferenceType.NEGATION, (cue.at, cue.at + 1), (there, there + 1), note)
    for cue in pairing.evidence.denials:
        linked = [pairing.back[at] for at in cue.reach[:EVIDENCE_REACH] if at in pairing.back]
        if not linked or pairing.evidence.tokens[cue.at].sentence != pairing.focus or cue.at in pairing.back:
            continue
        if not _denied(pairing.claim, linked):
            here = linked[0]
            note = f"the source says “{_words(pairing.evidence, cue)}”"
            remarks.differ(DifferenceType.NEGATION, (here, here + 1), (cue.at, cue.at + 1), note)


def _denied(reading: Reading, at: Sequence[int]) -> bool:
    return any(one in cue.reach for cue in reading.denials for one in at)


def _word(reading: Reading, at: int) -> str:
    return reading.tokens[at].text


def _words(reading: Reading, cue: Cue) -> str:
    end = reading.tokens[cue.reach[0]].end if cue.reach else reading.tokens[cue.at].end
    start = reading.tokens[cue.at].start
    before = reading.tokens[cue.at - 1] if cue.at else None
    if before is not None and before.end == start:
        start = before.start
    return reading.text[start:end]


_WORDED = {
    "possible": "as possible",
    "planned": "as a plan",
    "future": "as yet to come",
    "obliged": "as a duty",
    "fact": "as a fact",
}


def compare_modality(remarks: Remarks) -> None:
    """Find what one side gives as a fact and the other as planned, possible or required."""
    pairing = remarks.pairing
    for cue in pairing.claim.modals:
        remarks.settle((cue.at, cue.at + 1))
        target = next((at for at in cue.reach[:2] if at in pairing.links), None)
        if target is None:
            remarks.miss((cue.at, cue.at + 1))
            continue
        other = _cue_over(pairing.evidence, pairing.links[target])
        there = other.at if other else pairing.links[target]
        _weigh(remarks, cue.kind, other.kind if other else _plain(pairing.evidence, there), (cue.at, there))
    for cue in pairing.evidence.modals:
        if pairing.evidence.tokens[cue.at].sentence != pairing.focus:
            continue
        target = next((pairing.back[at] for at in cue.reach[:1] if at in pairing.back), None)
        if target is not None and _cue_over(pairing.claim, target) is None:
            _weigh(remarks, _plain(pairing.claim, target), cue.kind, (target, cue.at))


def _cue_over(reading: Reading, at: int) -> Cue | None:
    return next((cue for cue in reading.modals if at in cue.reach[:2]), None)


def _plain(reading: Reading, at: int) -> str:
    """How a word without a modal is meant: a fact, unless it is no verb at all as far as its form tells."""
    token = reading.tokens[at]
    before = [other.lower for other in reading.tokens[max(0, at - 3) : at]]
    finite = token.lower.endswith(("ed", "s")) or token.lower != token.stem or not HAVE.isdisjoint(before)
    return "fact" if finite else "open"


_UNLIKE = frozenset(
    {
        frozenset({"fact", "possible"}),
        frozenset({"fact", "planned"}),
        frozenset({"possible", "planned"}),
        frozenset({"possible", "future"}),
        frozenset({"obliged", "fact"}),
    }
)


def _weigh(remarks: Remarks, ours: str, theirs: str, at: tuple[int, int]) -> None:
    if frozenset({ours, theirs}) in _UNLIKE:
        note = f"says it {_WORDED[ours]}, the source {_WORDED[theirs]}"
        remarks.differ(DifferenceType.MODALITY, (at[0], at[0] + 1), (at[1], at[1] + 1), note)
