"""A quote as printed: its words, where it says that it leaves some out, and which ones are the editor's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from claimcheck.quotes.coding import Coded, coded

ELLIPSIS = re.compile(r"…|\.(?:[ \u00a0]?\.)+")
"""What says that words are left out."""
_SIC = re.compile(r"[\[(]sic[\])]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\[\]\n]{1,120}\]")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote's words with its marks.

    Attributes:
        cuts: the units before which an ellipsis stands; 0 and the number of units are its ends.
        inserted: the units that stand in square brackets, wholly or partly.
    """

    words: Coded
    cuts: frozenset[int]
    inserted: frozenset[int]

    def segments(self) -> list[tuple[int, int]]:
        """The stretches of units between ellipses."""
        total = len(self.words.units)
        marks = [0, *sorted(cut for cut in self.cuts if 0 < cut < total), total]
        return [(a, b) for a, b in pairwise(marks) if a < b]


def read_quote(quote: str) -> Quote:
    """Take a quote apart; "[sic]" is not part of it."""
    plain = _SIC.sub(lambda found: " " * len(found.group()), quote)
    read = coded(plain)
    cuts = frozenset(at for at in range(len(read.units) + 1) if ELLIPSIS.search(read.between(at)))
    brackets = [found.span() for found in _BRACKETS.finditer(plain)]
    inserted = frozenset(
        at
        for at, unit in enumerate(read.units)
        if any(start < unit.span.end and unit.span.start < end for start, end in brackets)
    )
    return Quote(read, cuts, inserted)
