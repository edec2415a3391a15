"""Negation and modality of a claim against the evidence's."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.comparison.alignment import Slot
from claimcheck.comparison.pairing import Pairing
from claimcheck.comparison.remarks import Remarks
from claimcheck.models import Cue, DifferenceType, Reading, WordUse

SAME_CLAUSE = 0.6
"""How much of a clause of the claim one clause must hold before a denial in it is a denial of the claim."""


def compare_denials(remarks: Remarks) -> None:
    """Find words that one side denies and the other does not."""
    pairing = remarks.pairing
    for cue in pairing.claim.denials:
        remarks.settle((cue.at, cue.at + 1))
        slot = pairing.alignment.copied_slot(cue.at, ours=True)
        there = pairing.links.get(next((at for at in cue.reach if at in pairing.links), -1))
        if (
            cue.at in pairing.alignment.links
            or (slot is None and cue.at in pairing.links)
            or (there is not None and pairing.evidence.tokens[there].sentence in pairing.evidence.refused)
            or (slot and _cues_in(pairing.evidence.denials, slot.evidence))
        ):
            continue
        if _reworded(pairing, cue, slot):
            remarks.miss((cue.at, cue.at + 1))
        elif slot and slot.evidence[0] < len(pairing.evidence.tokens):
            _deny(remarks, pairing.claim, cue, (cue.at, there or slot.evidence[0]))
        elif there is None:
            remarks.miss((cue.at, cue.at + 1))
        elif there not in pairing.evidence.denied and cue.at not in pairing.links:
            if cue.kind == "not" and pairing.clause_share(cue.at, there) >= SAME_CLAUSE:
                _deny(remarks, pairing.claim, cue, (cue.at, there))
            else:
                remarks.miss((cue.at, cue.at + 1))
    for cue in pairing.evidence.denials:
        if pairing.evidence.tokens[cue.at].sentence not in pairing.sentences or cue.at in pairing.alignment.landed:
            continue
        slot = pairing.alignment.copied_slot(cue.at, ours=False)
        reach = cue.reach[:2] if cue.kind == "not" else cue.reach
        bears_on = next((at for at in reach if at in pairing.back), None)
        here = pairing.back[bears_on] if bears_on is not None else None
        if slot and _is_aside(cue, slot):
            continue
        if slot and not _cues_in(pairing.claim.denials, slot.claim) and slot.claim[0] < len(pairing.claim.tokens):
            _deny(remarks, pairing.evidence, cue, (here if here is not None else slot.claim[0], cue.at))
        elif not slot and here is not None and here not in pairing.claim.denied and cue.at not in pairing.back:
            spoken = not pairing.claim.denials and pairing.clause_share(here, cue.at) >= SAME_CLAUSE
            if cue.kind == "not" and spoken and pairing.links.get(here) == bears_on:
                _deny(remarks, pairing.evidence, cue, (here, cue.at))
            else:
                remarks.miss((here, here + 1))


def _reworded(pairing: Pairing, cue: Cue, slot: Slot | None) -> bool:
    """Whether the evidence may deny the same in its own words: another verb for "rejected", a "not" of its own."""
    if slot is None:
        focus = {pairing.evidence.tokens[other.at].sentence for other in pairing.evidence.denials}
        return pairing.focus in focus
    return cue.kind == "denied" and any(
        pairing.evidence.tokens[at].is_content for at in range(*slot.evidence) if at not in pairing.back
    )


def _is_aside(cue: Cue, slot: Slot) -> bool:
    """Whether what a cue denies is itself put in by the evidence: "rose to ten *without any help*"."""
    put_in = slot.claim[0] == slot.claim[1]
    return put_in and any(slot.evidence[0] <= at < slot.evidence[1] for at in cue.reach[:1])


def _cues_in(cues: tuple[Cue, ...], stretch: tuple[int, int]) -> bool:
    return any(stretch[0] <= cue.at < stretch[1] for cue in cues)


def _deny(remarks: Remarks, reading: Reading, cue: Cue, at: tuple[int, int]) -> None:
    ours = reading is remarks.pairing.claim
    words = _words(reading, cue)
    note = f"says “{words}”, the source does not deny it" if ours else f"the source denies it: “{words}”"
    remarks.differ(DifferenceType.NEGATION, (at[0], at[0] + 1), (at[1], at[1] + 1), note)


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

_UNLIKE = frozenset(
    frozenset(pair.split("/"))
    for pair in "fact/possible fact/planned possible/planned possible/future obliged/fact future/fact".split()
)


def compare_modality(remarks: Remarks) -> None:
    """Find what one side gives as a fact and the other as planned, possible or required."""
    pairing = remarks.pairing
    for cue in pairing.claim.modals:
        remarks.settle((cue.at, cue.at + 1))
        if cue.at in pairing.alignment.links:
            continue
        found = _answering(pairing, cue)
        if found is None:
            remarks.miss((cue.at, cue.at + 1))
        else:
            _weigh(remarks, cue.kind, found[0], (cue.at, found[1]))
    for cue in pairing.evidence.modals:
        if pairing.evidence.tokens[cue.at].sentence not in pairing.sentences or cue.at in pairing.alignment.landed:
            continue
        slot = pairing.alignment.copied_slot(cue.at, ours=False)
        if slot and slot.claim[0] < slot.claim[1] and not _cues_in(pairing.claim.modals, slot.claim):
            _weigh(remarks, "fact", cue.kind, (slot.claim[0], cue.at))
            continue
        target = next((pairing.back[at] for at in cue.reach[:1] if at in pairing.back), None)
        if target is not None and not any(_cues_over(pairing.claim, target)):
            _weigh(remarks, _plain(pairing.claim, target), cue.kind, (target, cue.at))


def _answering(pairing: Pairing, cue: Cue) -> tuple[str, int] | None:
    """What kind of statement the evidence makes where the claim has a modal, and by which token."""
    slot = pairing.alignment.copied_slot(cue.at, ours=True)
    if slot and slot.evidence[0] < slot.evidence[1]:
        other = next((one for one in pairing.evidence.modals if slot.evidence[0] <= one.at < slot.evidence[1]), None)
        return (other.kind, other.at) if other else ("fact", slot.evidence[0])
    target = next((at for at in cue.reach[:2] if at in pairing.links), None)
    if target is None:
        return None
    linked = pairing.links[target]
    over = next(_cues_over(pairing.evidence, linked), None)
    return (over.kind, over.at) if over else (_plain(pairing.evidence, linked), linked)


def _cues_over(reading: Reading, at: int) -> Iterator[Cue]:
    return (cue for cue in reading.modals if at in cue.reach[:2])


def _plain(reading: Reading, at: int) -> str:
    """How a word without a modal is meant: as a fact where a finite verb shows, else it is left open."""
    if reading.has(at - 1, WordUse.INFINITIVE):
        return "open"
    return "fact" if any(reading.has(near, WordUse.PAST) for near in range(at - 4, at + 1)) else "open"


def _weigh(remarks: Remarks, ours: str, theirs: str, at: tuple[int, int]) -> None:
    if frozenset({ours, theirs}) in _UNLIKE:
        note = f"says it {_WORDED[ours]}, the source {_WORDED[theirs]}"
        remarks.differ(DifferenceType.MODALITY, (at[0], at[0] + 1), (at[1], at[1] + 1), note)
