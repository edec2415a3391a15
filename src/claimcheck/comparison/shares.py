"""Shares of a whole, "all", "most", "some", "none", against those of the evidence."""

from __future__ import annotations

from claimcheck.comparison.alignment import FIRM
from claimcheck.comparison.pairing import Pairing
from claimcheck.comparison.remarks import Remarks
from claimcheck.language.en.lexicon.numbers import QUANTIFIERS
from claimcheck.models import DifferenceType, Range, Reading

_MUCH = frozenset("most majority mostly usually often frequently many".split())
_SOME = frozenset("many some several sometimes occasionally".split())
_STRICT = frozenset("all every each entire always most majority none never mostly rarely seldom occasionally".split())


def compare_shares(remarks: Remarks) -> None:
    """Set each share word of the claim against the one that bears on the same noun."""
    pairing = remarks.pairing
    theirs = _quantified(pairing.evidence)
    for at, (head, ours) in _quantified(pairing.claim).items():
        remarks.settle((at, at + 1))
        other = _counterpart(pairing, at, head, theirs)
        if other is None:
            if pairing.claim.tokens[at].lower in _STRICT and at not in pairing.links:
                remarks.miss((at, at + 1))
            continue
        words = {pairing.claim.tokens[at].lower, pairing.evidence.tokens[other].lower}
        changed = pairing.alignment.is_close_copy and pairing.alignment.hold((at, at + 1), (other, other + 1)) == FIRM
        if len(words) == 2 and not _alike(words) and (changed or not ours.holds(theirs[other][1])):
            remarks.differ(DifferenceType.QUANTITY, (at, at + 1), (other, other + 1))


def _alike(words: set[str]) -> bool:
    return words <= _MUCH or words <= _SOME


def _counterpart(
    pairing: Pairing, at: int, head: int | None, theirs: dict[int, tuple[int | None, Range]]
) -> int | None:
    best: tuple[float, int] | None = None
    for other, (their_head, _) in theirs.items():
        hold = pairing.alignment.hold((at, at + 1), (other, other + 1))
        same_head = head is not None and pairing.links.get(head) == their_head
        merit = (hold if hold == FIRM else 0.0) + same_head
        if merit and (best is None or merit > best[0]):
            best = (merit, other)
    return best[1] if best else None


def _quantified(reading: Reading) -> dict[int, tuple[int | None, Range]]:
    """Per share word, the noun it bears on and the share it stands for."""
    out: dict[int, tuple[int | None, Range]] = {}
    taken = {
        at
        for one in reading.quantities
        for at in range(one.first, one.end)
        if not one.is_vague and reading.tokens[at].lower != "half"
    }
    for token in reading.tokens:
        if token.lower not in QUANTIFIERS or token.at in taken:
            continue
        near = (after.at for after in reading.tokens[token.at + 1 : token.at + 6] if after.is_content)
        out[token.at] = (next(near, None), Range(*QUANTIFIERS[token.lower]))
    return out
