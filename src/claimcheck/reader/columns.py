"""The lines of a page in the order in which a person reads them: column by column, without numbers of lines.

A PDF says where words stand, and not in which order they are read: programs draw columns row by row. Where the pieces
of a page leave a gutter free that has lines of prose on both sides, the left side is read before the right one. Tables
are read row by row, as they were set: their cells hold few words and do not fill their columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from claimcheck.models import SourceRegion

_NUMBERED = re.compile(r"(?P<number>\d{1,4})(?:\s+(?P<rest>\D.*))?")
_SAME_ROW = 0.35
_SAME_LEFT = 0.3
_GUTTER = 0.7
_LEAST_LINES = 3
_LEAST_WORDS = 3
_LEAST_FILL = 0.7
_LEAST_ALIGNED = 0.5
_MOST_CANDIDATES = 24
_STEPS = (1, 2, 5, 10)
_LONE_COUNTS = ("5", "10")
_LEAST_NUMBERS = {1: 5, 2: 4}
_LEAST_LOWER = 0.2
_MOST_SKIPS = 0.2


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page, or a piece of one; its place in points, from the lower left corner.

    Attributes:
        bottom: the line that the letters stand on.
        column: which column of the page it stands in; 0 where the page is not divided.
        goes_on: whether it was set on one line with the piece before it.
        region: where it stands in the picture that it was recognised in.
    """

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float
    size: float
    column: int = 0
    goes_on: bool = False
    region: SourceRegion | None = None

    @property
    def is_number(self) -> bool:
        """Whether it is a number alone."""
        return self.text.strip().isdecimal()


_Numbered = tuple[Sequence[PageLine], PageLine, re.Match[str]]


def in_reading_order(pieces: Sequence[PageLine], column: int = 0) -> list[PageLine]:
    """The pieces of one page as they are read; where no columns show, in the order in which they are set."""
    gutter = _gutter(pieces)
    if gutter is None:
        return [replace(piece, column=column) for piece in pieces]
    ordered: list[PageLine] = []
    for band in _bands(pieces, gutter):
        left, right = _halves(band, gutter)
        if not _are_columns(left, right):
            ordered += (replace(piece, column=column) for piece in band)
            continue
        for side, number in ((left, 2 * column + 1), (right, 2 * column + 2)):
            ordered += in_reading_order([piece for row in _rows(side) for piece in row], number)
    return ordered


def _gutter(pieces: Sequence[PageLine]) -> float | None:
    """The height-long gap that most pieces stand beside; None where the page has no columns of prose."""
    best, most = None, 0
    for left in _frequent_lefts(pieces):
        size = median(piece.size for piece in pieces)
        gutter = left - _GUTTER * size
        beside = 0
        for band in _bands(pieces, gutter):
            sides = _halves(band, gutter)
            if _are_columns(*sides):
                beside += len(band)
        if beside > most:
            best, most = gutter, beside
    return best


def _frequent_lefts(pieces: Sequence[PageLine]) -> list[float]:
    """Where several pieces begin, apart from the left margin."""
    if len(pieces) < 2 * _LEAST_LINES:
        return []
    lefts = Counter(round(piece.left) for piece in pieces)
    margin = min(lefts)
    # Letters begin a little to the right of where they are set, an "m" more than an "A".
    counted = {left: lefts[left - 1] + lefts[left] + lefts[left + 1] for left in lefts}
    often = [(count, left) for left, count in counted.items() if count >= _LEAST_LINES and left > margin + 2]
    return [float(left) for _, left in sorted(often, reverse=True)[:_MOST_CANDIDATES]]


def _bands(pieces: Sequence[PageLine], gutter: float) -> Iterator[list[PageLine]]:
    """The pieces from top to bottom, cut where one crosses the gutter."""
    band: list[PageLine] = []
    was_crossing = False
    for row in _rows(pieces):
        is_crossing = any(piece.left < gutter < piece.right for piece in row)
        if band and is_crossing is not was_crossing:
            yield band
            band = []
        band += row
        was_crossing = is_crossing
    if band:
        yield band


def _halves(band: Iterable[PageLine], gutter: float) -> tuple[list[PageLine], list[PageLine]]:
    left: list[PageLine] = []
    right: list[PageLine] = []
    for piece in band:
        (left if piece.right <= gutter else right).append(piece)
    return left, right


def _rows(pieces: Iterable[PageLine]) -> list[list[PageLine]]:
    """Pieces on one line together, from top to bottom and from left to right."""
    rows: list[list[PageLine]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.bottom):
        if rows and rows[-1][0].bottom - piece.bottom < _SAME_ROW * max(piece.size, 1):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _are_columns(left: Sequence[PageLine], right: Sequence[PageLine]) -> bool:
    """Whether two halves stand beside one another, and both are prose set to a measure."""
    if not left or not right:
        return False
    top = min(max(piece.bottom for piece in side) for side in (left, right))
    bottom = max(min(piece.bottom for piece in side) for side in (left, right))
    beside = [
        [row for row in _rows(side) if bottom - 1 <= row[0].bottom <= top + row[0].size] for side in (left, right)
    ]
    return all(map(_is_prose, beside))


def _is_prose(rows: Sequence[Sequence[PageLine]]) -> bool:
    if len(rows) < _LEAST_LINES:
        return False
    words = [sum(len(piece.text.split()) for piece in row) for row in rows]
    widths = [row[-1].right - row[0].left for row in rows]
    lefts = Counter(round(row[0].left) for row in rows)
    aligned = max(lefts[at - 1] + lefts[at] + lefts[at + 1] for at in lefts)
    return (
        median(words) >= _LEAST_WORDS
        and median(widths) >= _LEAST_FILL * max(widths)
        and aligned >= _LEAST_ALIGNED * len(rows)
    )


def line_numbers(pieces: Sequence[PageLine], before: int | None = None) -> dict[PageLine, PageLine | None]:
    """The pieces of one page that count its lines, each with what is left of it without its number.

    Numbers of lines go up by one and the same step, and stand beside lines that begin in the middle of a sentence;
    those of a list or a table stand beside beginnings. ``before`` is the last number of the page before: where the
    count goes on, a few numbers are enough.
    """
    rows = _rows(pieces)
    by_edge: list[list[tuple[Sequence[PageLine], PageLine]]] = [
        [(row, row[0]) for row in rows],
        [(row, row[-1]) for row in rows if row[-1].is_number],
        [(row, piece) for row in rows for piece in row[1:-1] if piece.is_number],
    ]
    found: dict[PageLine, PageLine | None] = {}
    for candidates in by_edge:
        numbered: list[_Numbered] = [
            (row, piece, made) for row, piece in candidates if (made := _NUMBERED.fullmatch(piece.text.strip()))
        ]
        if len(numbered) == 1 and _is_lone_count(rows, *numbered[0][:2]):
            found[numbered[0][1]] = None
            continue
        numbers = [(int(made["number"]), rows.index(list(row))) for row, _, made in numbered]
        goes_on = _go_on(numbers, before)
        if not (goes_on or _count_lines(numbers)):
            continue
        numbered = _in_turn(numbered, numbers)
        texts = [
            made["rest"] or " ".join(other.text for other in row if other is not piece) for row, piece, made in numbered
        ]
        beginning = sum(text.strip()[:1].islower() for text in texts) < _LEAST_LOWER * len(texts)
        if beginning and not (goes_on and all(piece.is_number for _, piece, _ in numbered)):
            continue
        for _, piece, made in numbered:
            found[piece] = replace(piece, text=made["rest"]) if made["rest"] else None
    return found


def _in_turn(numbered: Sequence[_Numbered], numbers: Sequence[tuple[int, int]]) -> list[_Numbered]:
    """The numbered pieces without the first of a foot note that may follow them: its number is not the next."""
    last = len(numbered)
    while last > 2 and numbers[last - 1][0] <= numbers[last - 2][0]:
        last -= 1
    return list(numbered[:last])


def _go_on(numbers: Sequence[tuple[int, int]], before: int | None) -> bool:
    """Whether numbers go on with the count of the page before, a foot note behind them left aside."""
    found = [number for number, _ in numbers]
    while len(found) > 1 and found[-1] <= found[-2]:
        found.pop()
    if before is None or not found:
        return False
    steps = {after - one for one, after in pairwise([before, *found])}
    return len(steps) == 1 and next(iter(steps)) in _STEPS


def _is_lone_count(rows: Sequence[Sequence[PageLine]], row: Sequence[PageLine], piece: PageLine) -> bool:
    """Whether the only number beside the lines of a page counts them: the 5 of its fifth, set smaller."""
    others = [other for each in rows for other in each if other is not piece]
    counts = piece.is_number and piece.text.strip() in _LONE_COUNTS and len(row) > 1
    if not counts or not others or rows.index(row) + 1 != int(piece.text):
        return False
    beyond = piece.left > max(one.right for one in others) or piece.right < min(one.left for one in others)
    return beyond and piece.size < median(one.size for one in others)


def _count_lines(numbers: Sequence[tuple[int, int]]) -> bool:
    """Whether numbers, each with the row that it stands in, go up by one step; two are enough where the rows agree."""
    if len(numbers) < 2:
        return False
    steps = [after[0] - before[0] for before, after in pairwise(numbers)]
    step, count = Counter(steps).most_common(1)[0]
    if step not in _STEPS or len(steps) - count > _MOST_SKIPS * len(numbers):
        return False
    agree = all(after[1] - before[1] == step for before, after in pairwise(numbers))
    return len(numbers) >= (2 if agree and step > 2 else _LEAST_NUMBERS.get(step, _LEAST_LINES))
