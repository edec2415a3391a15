"""Where the parts of a quote stand in a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.models import EditKind
from claimcheck.quotes.alignment import Aligned, AlignedRun, is_content, nearest, weight
from claimcheck.quotes.coding import Coded
from claimcheck.quotes.quotation import Quote

_SPLICED_WORDS = 4
_NEAR_BEST = 0.85
_MOST_UNITS = 100_000
"""How many words all the places together may have where a quote is found: a quote of ten words in 10,000 places."""


@dataclass(frozen=True, slots=True)
class QuotePart:
    """A part of a quote and its place in the text.

    Attributes:
        runs: the alignment, in units of the quote and of the text.
        first, last: the half-open range of units in the text.
    """

    runs: tuple[AlignedRun, ...]
    first: int
    last: int

    @property
    def weight(self) -> int:
        """How many words of it stand in the text."""
        return sum(run[2] - run[1] for run in self.runs if run[0] is EditKind.SAME)


def exact(quote: Quote, a: int, b: int, text: Coded) -> list[QuotePart]:
    """Every place where units ``a`` to ``b`` of the quote stand word for word, in text order.

    Of a long one that overlaps itself again and again, the first places alone.
    """
    codes = text.encode(quote.words.units[a:b])
    found: list[QuotePart] = []
    at = text.codes.find(codes)
    while at >= 0 and len(found) * (b - a) <= _MOST_UNITS:
        found.append(QuotePart(((EditKind.SAME, a, b, at, at + b - a),), at, at + b - a))
        at = text.codes.find(codes, at + 1)
    return found if all(unit.key in text.places for unit in quote.words.units[a:b]) else []


def placings(quote: Quote, text: Coded) -> list[tuple[QuotePart, ...]]:
    """The ways to lay the quote on the text that are worth judging, best first; each a part per place."""
    segments = quote.segments()
    whole = exact(quote, 0, len(quote.words.units), text)
    if whole:
        return [(part,) for part in whole]
    if len(segments) > 1:
        return [tuple(_chain(quote, segments, text))]
    return list(_single(quote, text))


def _chain(quote: Quote, segments: list[tuple[int, int]], text: Coded) -> Iterator[QuotePart]:
    """The longest segment where it stands best, and from there each other one where it stands next."""
    options = [
        exact(quote, a, b, text) or [_quote_part(one, a) for one in nearest(quote.words.units[a:b], text)]
        for a, b in segments
    ]
    anchor = max(range(len(segments)), key=lambda at: segments[at][1] - segments[at][0])
    chosen: dict[int, QuotePart] = {}
    for at in (anchor, *range(anchor - 1, -1, -1), *range(anchor + 1, len(segments))):
        most = max((part.weight for part in options[at]), default=0)
        near = chosen.get(at + 1) if at < anchor else chosen.get(at - 1)
        good = [part for part in options[at] if part.weight >= most * _NEAR_BEST]
        if good:
            chosen[at] = min(good, key=lambda part: _distance(part, near, at < anchor))
    return iter([chosen[at] for at in sorted(chosen)])


def _distance(part: QuotePart, near: QuotePart | None, before: bool) -> tuple[bool, int, int]:
    """How far a part is from its neighbour; one in the wrong order is farther than any other."""
    if near is None:
        return False, 0, part.first
    apart = near.first - part.last if before else part.first - near.last
    return apart < 0, abs(apart), part.first


def _single(quote: Quote, text: Coded) -> Iterator[tuple[QuotePart, ...]]:
    units = quote.words.units
    found = sorted(nearest(units, text), key=lambda one: (-one.weight, one.first))
    for one in found[:3]:
        if one.weight >= found[0].weight * _NEAR_BEST:
            yield _spliced(quote, text, _quote_part(one, 0))


def _spliced(quote: Quote, text: Coded, part: QuotePart) -> tuple[QuotePart, ...]:
    """The part, or with it another one that holds words which this place lacks and another place has in a row."""
    units = quote.words.units
    same = {at for kind, a, b, _, _ in part.runs if kind is EditKind.SAME for at in range(a, b)}
    for a, b, place in _rows(quote, text):
        if part.first <= place < part.last or len(same & set(range(a, b))) * 2 > b - a:
            continue
        before = min(same) >= b or sum(1 for at in same if at >= b) > sum(1 for at in same if at < a)
        cut = b if before else a
        rest = (cut, len(units)) if before else (0, cut)
        mine = (0, cut) if before else (cut, len(units))
        other = _at(quote, text, *mine, place)
        stay = _at(quote, text, *rest, part.first)
        if other and stay:
            return (other, stay) if before else (stay, other)
    return (part,)


def _at(quote: Quote, text: Coded, a: int, b: int, near: int) -> QuotePart | None:
    """Units ``a`` to ``b`` laid on the text as near as can be to unit ``near``."""
    found = exact(quote, a, b, text) or [_quote_part(one, a) for one in nearest(quote.words.units[a:b], text)]
    return min(found, key=lambda part: (abs(part.first - near), part.first), default=None)


def _rows(quote: Quote, text: Coded) -> list[tuple[int, int, int]]:
    """Words of the quote that stand in a row in the text, as (from, to, place), longest first."""
    codes, units = text.encode(quote.words.units), quote.words.units
    found, a = [], 0
    while a < len(codes):
        b, place = a, -1
        # Where more of the words stand, fewer stood: it is looked for from there on.
        while (
            b < len(codes)
            and units[b].key in text.places
            and (at := text.codes.find(codes[a : b + 1], max(place, 0))) >= 0
        ):
            b, place = b + 1, at
        content = sum(is_content(unit.key) for unit in units[a:b])
        if (b - a >= _SPLICED_WORDS and content) or (b - a == _SPLICED_WORDS - 1 and content >= 2):
            found.append((a, b, place))
        a = max(b, a + 1)
    return sorted(found, key=lambda row: (row[0] - row[1], row[0]))


def _quote_part(found: Aligned, offset: int) -> QuotePart:
    runs = tuple((kind, a + offset, b + offset, c, d) for kind, a, b, c, d in found.runs)
    return QuotePart(runs, found.first, found.last)


def unordered(quote: Quote, text: Coded) -> list[tuple[int, int]]:
    """Places, as ranges of units, that hold all the quote's content words close together in any order."""
    units = quote.words.units
    wanted = {unit.key for unit in units if is_content(unit.key)}
    if len(wanted) < 2 or any(name not in text.places for name in wanted):
        return []
    reach = 2 * len(units) + 2
    rarest = min(sorted(wanted), key=lambda name: len(text.places[name]))
    found: list[tuple[int, int]] = []
    for place in text.places[rarest]:
        near = [_nearest_place(text.places[name], place) for name in wanted]
        first, last = min(near), max(near) + 1
        if last - first <= reach and all(first >= other[1] for other in found):
            found.append((first, last))
    return found


def _nearest_place(places: list[int], at: int) -> int:
    """The one of ascending ``places`` nearest to ``at``, the earlier of two."""
    found = bisect_left(places, at)
    return min(places[max(0, found - 1) : found + 1], key=lambda place: (abs(place - at), place))


def share(quote: Quote, parts: tuple[QuotePart, ...]) -> float:
    """How much of the quote stands in these places, 0 to 1; function words count less."""
    units = quote.words.units
    held = {at for part in parts for kind, a, b, _, _ in part.runs if kind is EditKind.SAME for at in range(a, b)}
    return sum(weight(units[at].key) for at in held) / sum(weight(unit.key) for unit in units)
