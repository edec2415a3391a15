"""Ranges of values, and whether one bears out, rules out or leaves open another."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import NamedTuple


class Bearing(StrEnum):
    """What a value in the evidence does to a value in the claim."""

    AGREES = "agrees"
    DIFFERS = "differs"
    OPEN = "open"


class Range(NamedTuple):
    """All the values from ``low`` to ``high``; an open end does not belong to it."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def holds(self, other: Range) -> bool:
        """Whether ``other`` lies wholly inside."""
        low = self.low < other.low or (self.low == other.low and (not self.low_open or other.low_open))
        high = self.high > other.high or (self.high == other.high and (not self.high_open or other.high_open))
        return low and high

    def meets(self, other: Range) -> bool:
        """Whether the two share a value."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low < high:
            return True
        return low == high and not any(
            (
                self.low_open and self.low == low,
                other.low_open and other.low == low,
                self.high_open and self.high == high,
                other.high_open and other.high == high,
            )
        )

    def borne_out_by(self, evidence: Range) -> Bearing:
        """What ``evidence`` does to a claim of this range."""
        if self.holds(evidence):
            return Bearing.AGREES
        return Bearing.OPEN if self.meets(evidence) else Bearing.DIFFERS

    @property
    def is_bounded(self) -> bool:
        """Whether it has two ends."""
        return math.isfinite(self.low) and math.isfinite(self.high)


def point(value: float) -> Range:
    """The range that holds one value."""
    return Range(value, value)
