"""Quotation marks as they are really used: which opens, which closes, and what stands between them.

Marks are paired paragraph by paragraph, so that an odd one never costs the rest of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from claimcheck.models import BlockKind, Document, Span

_CLOSERS = {
    "“": '”"“',
    "„": '“”‟"',
    "‟": '”"',
    "”": "”",
    '"': '"”',
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "‘": "’'",
    "‚": "‘’'",
    "‛": "’'",
    "'": "'’",
    "``": "''\"”",
    ",,": "''“”\"",
    "''": "''",
}
"""Each opening mark and the marks that may close it."""

_SINGLE = frozenset("‘’‚‛'")
_APOSTROPHES = frozenset("'’‘")
_LEFT = frozenset("“„«")
_RIGHT = frozenset("”»›")
_MARK = re.compile(r"``|,,(?=\w)|''|[“”„‟\"«»‹›‘’‚‛']")
_ELIDED = re.compile(r"\d0s\b|(?:em|til|till|cause|tis|twas|n|bout|round|cuz|ere|neath)\b", re.IGNORECASE)
_BEFORE_OPENING = frozenset("([{<-–—/…:*_~>|“„«‹‘‚\"'")
_AFTER_CLOSING = frozenset(")]}>-–—/….,;:!?*_~|”“»›’\"'")
_INCHES = re.compile(r"\d['’′]\s?\d{1,2}$")
_LONGEST_MEASURE = 12
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, or a block that is set off as a quotation.

    Attributes:
        span: the words with their marks.
        inner: the words without them.
        depth: 0 for an outermost quotation, 1 for one inside it, and so on.
        closed: whether a closing mark ends it; one that is never closed ends with its paragraph.
        continued: whether the next paragraph opens again and goes on with it.
    """

    span: Span
    inner: Span
    depth: int = 0
    closed: bool = True
    continued: bool = False


@dataclass(frozen=True, slots=True)
class _QuotationMark:
    text: str
    start: int
    opens: bool
    closes: bool
    surely: bool
    """Not also a plural's apostrophe: the farmers' field."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def quotations(document: Document) -> tuple[Quotation, ...]:
    """The quotations of ``document`` in text order, an outer one before those inside it."""
    found: list[Quotation] = []
    carried: _QuotationMark | None = None
    for block in document.blocks:
        if block.kind is BlockKind.BOILERPLATE:
            continue
        text = block.span.of(document.text)
        marks = list(_marks(text))
        if carried and marks and marks[0].start == _first_letter(text) and marks[0].opens:
            found[-1] = replace(found[-1], continued=True)
            carried = None
        paired, left_open = _paired(marks, carried if marks and marks[0].closes else None)
        carried = left_open
        if left_open:
            end = len(text.rstrip())
            if left_open.end < end:
                paired.append(Quotation(Span(left_open.start, end), Span(left_open.end, end), closed=False))
            else:
                carried = None
        if block.kind is BlockKind.QUOTE and not any(
            q.inner.start <= 2 and q.span.end >= len(text) - 2 for q in paired
        ):
            paired.append(Quotation(Span(0, len(text)), Span(0, len(text))))
        by = block.span.start
        nested = _nested(paired)
        found += [replace(q, span=q.span.shifted(by), inner=q.inner.shifted(by)) for q in nested]
        if carried and (not nested or nested[-1].closed):
            carried = None
    return tuple(found)


def _first_letter(text: str) -> int:
    return len(text) - len(text.lstrip())


def _marks(text: str) -> Iterator[_QuotationMark]:
    """The marks that can open or close; apostrophes, inches and the like are left out."""
    for found in _MARK.finditer(text):
        mark, start, end = found.group(), found.start(), found.end()
        before, after = text[start - 1 : start], text[end : end + 1]
        if mark in _APOSTROPHES and before.isalnum() and after.isalnum():
            continue
        if mark == '"' and _INCHES.search(text, max(0, start - _LONGEST_MEASURE), start):
            continue
        loose = not before.strip() or before in _BEFORE_OPENING
        tight = not after.strip() or after in _AFTER_CLOSING
        opens = mark in _CLOSERS and loose and (bool(after.strip()) or (mark == "«" and bool(after)))
        closes = tight and (bool(before.strip()) or (mark == "»" and bool(before)))
        if mark == "’" or (mark in _APOSTROPHES and _ELIDED.match(text, end)):
            opens = False
        if mark in _LEFT and after.strip() and not closes:
            opens = True
        if mark in _RIGHT and before.strip():
            closes = True
        if mark == '"' and before.isalnum() and after.isalnum():
            opens = closes = True
        if opens or closes:
            plural = mark in _APOSTROPHES and before in "sSzZ" and after == " "
            yield _QuotationMark(mark, start, opens, closes, surely=not plural)


def _paired(
    marks: list[_QuotationMark], carried: _QuotationMark | None
) -> tuple[list[Quotation], _QuotationMark | None]:
    """Pair the marks of one paragraph; also the mark that is never closed, where it seems to hold to the end."""
    pairs: list[Quotation] = []
    waiting: list[_QuotationMark] = []
    if carried and not marks[0].opens:
        waiting.append(_QuotationMark(carried.text, 0, opens=True, closes=False, surely=True))
    surer = _surer_closing(marks)
    for at, mark in enumerate(marks):
        opener = _opener(waiting, mark) if mark.closes and not (mark.opens and not _same_waits(waiting, mark)) else None
        if opener is not None and not mark.surely and surer[at]:
            continue
        if opener is not None:
            first = waiting[opener]
            inner = Span(min(first.end, mark.start) if pairs or first.start or not carried else 0, mark.start)
            if inner.start < inner.end:
                pairs.append(Quotation(Span(first.start, mark.end), inner))
            del waiting[opener:]
        elif mark.opens:
            waiting = [*waiting[1 - _DEEPEST :], mark]
    for mark in waiting:
        if mark.text not in _SINGLE and not any(mark.start < pair.span.start for pair in pairs):
            return pairs, mark
    return pairs, None


def _same_waits(waiting: list[_QuotationMark], mark: _QuotationMark) -> bool:
    return any(mark.text in _CLOSERS[w.text] for w in waiting)


def _opener(waiting: list[_QuotationMark], mark: _QuotationMark) -> int | None:
    for at in range(len(waiting) - 1, -1, -1):
        if mark.text in _CLOSERS[waiting[at].text]:
            return at
        if mark.text in _SINGLE:
            return None
    return None


def _surer_closing(marks: list[_QuotationMark]) -> list[bool]:
    """For each mark, whether a single mark that surely closes comes later, before another opens."""
    later = [False] * len(marks)
    sure = False
    for at in range(len(marks) - 1, -1, -1):
        later[at] = sure
        mark = marks[at]
        if mark.text in _SINGLE:
            sure = not mark.opens and (sure or (mark.closes and mark.surely))
    return later


def _nested(pairs: list[Quotation]) -> list[Quotation]:
    out: list[Quotation] = []
    around: list[Quotation] = []
    for pair in sorted(pairs, key=lambda q: (q.span.start, -q.span.end)):
        while around and around[-1].span.end <= pair.span.start:
            around.pop()
        out.append(replace(pair, depth=len(around)))
        around.append(pair)
    return out
