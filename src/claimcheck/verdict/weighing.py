"""One passage against one claim: which way it points, and why."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from claimcheck.comparison import Comparison, comparison, read
from claimcheck.models import DifferenceType, Stance

SOFT = frozenset({DifferenceType.MODALITY})
"""Differences that withhold support but do not contradict: planned is not the opposite of done."""
TELLING_APART = frozenset({DifferenceType.DATE, DifferenceType.NAME})
"""Differences by which two events are told apart."""
DENIED_PCT = 35.0
"""How much of a claim one sentence must hold when the evidence says itself that it is wrong."""
RELATED_PCT = 45.0
"""How much of a claim one sentence must hold to bear on it at all."""
SAME_MATTER_PCT, SPOKEN_OF_PCT = 45.0, 65.0
"""How much of a claim one sentence must hold, and the evidence speak of, before a difference contradicts."""
SUPPORT_PCT = 65.0
"""How much of a claim one sentence must hold to bear it out, the rest standing around it."""
COVERED_PCT = 80.0
"""How much of a claim's weight must be found for "every part": what may lack are words too general to check."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A passage compared with a claim.

    Attributes:
        stance: which way it points; None when it is about something else.
        origin: what it goes back to; passages of one origin speak with one voice.
        title: how a reason names it.
        later: when it was published, where that was after the claim's article.
    """

    comparison: Comparison
    claim: str
    stance: Stance | None
    origin: str = ""
    title: str = ""
    later: str | None = None

    @property
    def closeness(self) -> tuple[float, float]:
        """How near it comes to the claim, for choosing between passages of one origin."""
        return self.comparison.covered_pct, self.comparison.focus_pct


def weigh(claim: str, passage: str, claim_date: str | None = None, passage_date: str | None = None) -> Weighed:
    """Compare ``claim`` with ``passage``, and say which way the passage points."""
    found = comparison(*read(claim, passage, claim_date, passage_date))
    return Weighed(found, claim, stance(found))


def _is_another_matter(found: Comparison, types: Set[DifferenceType]) -> bool:
    """Whether what differs is told of another event, or of somebody whom the passage does not know."""
    # Two battles have two tolls: with the day or the name, whatever else differs is of another event.
    if found.of_another_time or (len(types) > 1 and types & TELLING_APART):
        return True
    return found.unnamed or (DifferenceType.NAME in types and bool(found.missing))


def stance(found: Comparison) -> Stance | None:
    """Which way a comparison points; None when the passage is about something else."""
    types = {difference.type for difference in found.differences} - SOFT
    if (
        types
        and not _is_another_matter(found, types)
        and found.focus_pct >= SAME_MATTER_PCT
        and found.covered_pct >= SPOKEN_OF_PCT
    ):
        return Stance.CONTRADICTS
    if found.denied and min(found.focus_pct, found.covered_pct) >= DENIED_PCT:
        return Stance.CONTRADICTS
    if found.focus_pct < RELATED_PCT:
        return None
    every_part = not found.missing and found.covered_pct >= COVERED_PCT and found.focus_pct >= SUPPORT_PCT
    return Stance.SUPPORTS if every_part and not found.differences and not found.asked else Stance.RELATED
