"""Shares of a whole, "all", "most", "some", "none", against those of the evidence."""

from __future__ import annotations

from claimcheck.comparison.alignment import FIRM
from claimcheck.comparison.pairing import Pairing
from claimcheck.comparison.remarks import Remarks
from claimcheck.models import DifferenceType, Portion


def compare_shares(remarks: Remarks) -> None:
    """Set each share word of the claim against the one that bears on the same noun."""
    pairing = remarks.pairing
    for ours in pairing.claim.shares:
        place = (ours.at, ours.at + 1)
        remarks.settle(place)
        other = _counterpart(pairing, ours)
        if other is None:
            if ours.strict and ours.at not in pairing.links:
                remarks.miss(place)
            continue
        there = (other.at, other.at + 1)
        same = pairing.claim.tokens[ours.at].lower == pairing.evidence.tokens[other.at].lower
        changed = pairing.alignment.is_close_copy and pairing.alignment.hold(place, there) == FIRM
        if not same and ours.senses.isdisjoint(other.senses) and (changed or not ours.meant.holds(other.meant)):
            remarks.differ(DifferenceType.QUANTITY, place, there)


def _counterpart(pairing: Pairing, ours: Portion) -> Portion | None:
    best: tuple[float, Portion] | None = None
    for other in pairing.evidence.shares:
        hold = pairing.alignment.hold((ours.at, ours.at + 1), (other.at, other.at + 1))
        same_head = ours.head is not None and pairing.links.get(ours.head) == other.head
        merit = (hold if hold == FIRM else 0.0) + same_head
        if merit and (best is None or merit > best[0]):
            best = (merit, other)
    return best[1] if best else None
