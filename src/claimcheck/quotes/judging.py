"""What the places of a quote's words say about its wording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.models import EditKind, Wording
from claimcheck.quotes import reasons
from claimcheck.quotes.alignment import AlignedRun, is_content
from claimcheck.quotes.coding import Coded
from claimcheck.quotes.edges import edge_cuts
from claimcheck.quotes.hidden import hidden_change, sense_changing_word
from claimcheck.quotes.placement import QuotePart
from claimcheck.quotes.quotation import ELLIPSIS, Quote
from claimcheck.quotes.sameness import case_matters, same_words

_HIDDEN_WORDS = 40
_ASIDE_WORDS = 12
_MARK = re.compile(r"[\"“”«»„]")
_CLOSES = re.compile(r"[,.!?;:…—–-]*[\"“”«»](?!\w)")
_OPENS = re.compile(r"(?:^|[^\w,.!?])[\"“”«»„]$")
_ENDED = re.compile(r"^[\"”’)]*[.!?][\"”’)]*\s*(?:…|\.\s?\.|\[)")

SEVERITY = (Wording.VERBATIM, Wording.VARIANT, Wording.TRIMMED, Wording.ALTERED, Wording.SPLICED)
"""Worst last: the worst thing said about a part is what is said of the whole."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The wording of a quote laid on certain places of a text."""

    wording: Wording
    remarks: tuple[str, ...]
    runs: tuple[AlignedRun, ...]


@dataclass(frozen=True, slots=True)
class _WordingRemark:
    wording: Wording
    words: str


def judge(quote: Quote, text: Coded, parts: tuple[QuotePart, ...], around: str = "") -> Judgement:
    """The wording of ``quote`` where ``parts`` place it, with a remark on each thing that differs.

    ``around`` is what whoever quotes says around the quote.
    """
    refined = [_refined(quote, text, part) for part in parts]
    remarks: list[_WordingRemark] = []
    runs: list[AlignedRun] = []
    for at, part in enumerate(refined):
        if at:
            remarks += _seam(quote, text, refined[at - 1], part)
        remarks += _within(quote, text, part)
        runs += part.runs
    remarks += _left_out(quote, refined)
    remarks += _ends(quote, text, refined)
    worst = max((remark.wording for remark in remarks), key=SEVERITY.index, default=Wording.VERBATIM)
    if SEVERITY.index(worst) < SEVERITY.index(Wording.ALTERED):
        cuts = edge_cuts(quote.words, text, refined[0].first, refined[-1].last, around)
        remarks += [_WordingRemark(Wording.ALTERED, reasons.edge_cut(cut.kind, cut.words)) for cut in cuts]
        worst = Wording.ALTERED if cuts else worst
    if worst is Wording.VERBATIM and not _identical(quote, text, refined):
        worst = Wording.VARIANT
    shown = tuple(dict.fromkeys(remark.words for remark in remarks if remark.wording is worst))
    return Judgement(worst, shown, tuple(runs))


def _refined(quote: Quote, text: Coded, part: QuotePart) -> QuotePart:
    """The part with runs that only spell the same words differently counted as the same."""
    runs: list[AlignedRun] = []
    for run in part.runs:
        runs += _peeled(quote.words, text, run) if run[0] is EditKind.CHANGED else [run]
    return QuotePart(tuple(_merged(runs)), part.first, part.last)


def _peeled(one: Coded, other: Coded, run: AlignedRun) -> list[AlignedRun]:
    """A changed run with the words at either end split off that are the same after all."""
    _, a, b, c, d = run
    head: list[AlignedRun] = []
    tail: list[AlignedRun] = []
    moved = True
    while moved and (a < b and c < d):
        moved = False
        for i, j in ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1)):
            if a + i <= b and c + j <= d and same_words(one, a, a + i, other, c, c + j):
                head.append((EditKind.SAME, a, a + i, c, c + j))
                a, c, moved = a + i, c + j, True
                break
            if a + i <= b and c + j <= d and same_words(one, b - i, b, other, d - j, d):
                tail.insert(0, (EditKind.SAME, b - i, b, d - j, d))
                b, d, moved = b - i, d - j, True
                break
    if a < b or c < d:
        kind = EditKind.CHANGED if a < b and c < d else EditKind.MISSING if a < b else EditKind.ADDED
        head.append((kind, a, b, c, d))
    return head + tail


def _merged(runs: list[AlignedRun]) -> Iterator[AlignedRun]:
    held: AlignedRun | None = None
    for run in runs:
        if held and held[0] is run[0] is EditKind.SAME and held[2] == run[1] and held[4] == run[3]:
            held = (EditKind.SAME, held[1], run[2], held[3], run[4])
            continue
        if held:
            yield held
        held = run
    if held:
        yield held


def _within(quote: Quote, text: Coded, part: QuotePart) -> Iterator[_WordingRemark]:
    """What differs inside one place."""
    one = quote.words
    for kind, a, b, c, d in part.runs:
        if kind is EditKind.SAME:
            if b - a == d - c:
                for mine, theirs in zip(one.units[a:b], text.units[c:d], strict=True):
                    if case_matters(one.written(mine), text.written(theirs), mine.key):
                        yield _WordingRemark(Wording.ALTERED, reasons.changed(one.written(mine), text.written(theirs)))
            if a in quote.inserted and not any(at in quote.inserted for at in (a - 1,)):
                continue
        elif a < b and all(at in quote.inserted for at in range(a, b)):
            yield _bracket(quote, text, a, b, c, d)
        elif kind is EditKind.ADDED and a in quote.cuts:
            yield _hidden(text, c, d)
        elif kind is EditKind.ADDED:
            yield _dropped(text, c, d)
        elif kind is EditKind.MISSING:
            yield _WordingRemark(Wording.ALTERED, reasons.inserted(one.words(a, b)))
        else:
            yield _WordingRemark(Wording.ALTERED, reasons.changed(one.words(a, b), text.words(c, d)))


def _bracket(quote: Quote, text: Coded, a: int, b: int, c: int, d: int) -> _WordingRemark:
    """An editor's words in brackets, instead of some of the text's or besides them."""
    mine = [unit.key for unit in quote.words.units[a:b]]
    theirs = [unit.key for unit in text.units[c:d]]
    changing = sense_changing_word([name for name in theirs if name not in mine]) or sense_changing_word(
        [n for n in mine if n not in theirs]
    )
    said = any(is_content(name) for name in mine)
    named = said and any(
        unit.key not in mine and _names_something(text, at) for at, unit in enumerate(text.units[c:d], c)
    )
    if changing or named:
        return _WordingRemark(Wording.ALTERED, reasons.bracket_hides(quote.words.words(a, b), text.words(c, d)))
    return _WordingRemark(Wording.TRIMMED, reasons.bracketed(quote.words.words(a, b), text.words(c, d)))


def _names_something(text: Coded, at: int) -> bool:
    """Whether a unit is a number, or has a capital that neither "I" nor the beginning of a sentence explains."""
    unit = text.units[at]
    capital = text.written(unit)[0].isupper() and unit.key != "i" and not text.begins_sentence(at)
    return capital or unit.key[0].isdigit()


def _hidden(text: Coded, c: int, d: int) -> _WordingRemark:
    """Words that an ellipsis stands for."""
    changing = hidden_change(text, c, d)
    if changing:
        return _WordingRemark(Wording.ALTERED, reasons.ellipsis_hides(text.words(c, d), changing))
    return _WordingRemark(Wording.TRIMMED, reasons.left_out(text.words(c, d)))


def _dropped(text: Coded, c: int, d: int) -> _WordingRemark:
    """Words that are gone without an ellipsis; the reporter's own between two quotation marks do not count."""
    if _is_aside(text, c, d):
        return _WordingRemark(Wording.TRIMMED, reasons.interrupted(text.words(c, d)))
    return _WordingRemark(Wording.ALTERED, reasons.dropped(text.words(c, d)))


def _is_aside(text: Coded, c: int, d: int) -> bool:
    """Whether units ``c`` to ``d`` stand outside quotation marks that close before and open again after them."""
    inside = "".join(text.between(at) for at in range(c + 1, d))
    closed, opened = _CLOSES.match(text.between(c)), _OPENS.search(text.between(d))
    return bool(closed and opened) and d - c <= _ASIDE_WORDS and not _MARK.search(inside)


def _seam(quote: Quote, text: Coded, before: QuotePart, after: QuotePart) -> Iterator[_WordingRemark]:
    """What lies between two places where parts of the quote stand."""
    a, b = _bounds(before)[1], _bounds(after)[0]
    c, d = before.last, after.first
    marked = any(a <= cut <= b for cut in quote.cuts)
    if d < c:
        yield _WordingRemark(Wording.SPLICED, reasons.spliced(quote.words, before, after, None))
        return
    if c == d:
        return
    crossed = any(text.begins_sentence(at) for at in range(c, d + 1))
    if not crossed and d - c <= _HIDDEN_WORDS:
        yield _hidden(text, c, d) if marked else _dropped(text, c, d)
    elif marked and a == b and d - c <= _HIDDEN_WORDS and _keeps_sentences(quote, text, b, d):
        yield _hidden(text, c, d)
    elif _is_aside(text, c, d) and not crossed:
        yield _dropped(text, c, d)
    else:
        yield _WordingRemark(Wording.SPLICED, reasons.spliced(quote.words, before, after, d - c))


def _keeps_sentences(quote: Quote, text: Coded, b: int, d: int) -> bool:
    """Whether a quote with an ellipsis before unit ``b`` lets the reader see that sentences end there."""
    if _ENDED.search(quote.words.between(b)):
        return True
    return text.begins_sentence(d) and quote.words.written(quote.words.units[b])[:1].isupper()


def _bounds(part: QuotePart) -> tuple[int, int]:
    return part.runs[0][1], part.runs[-1][2]


def _left_out(quote: Quote, parts: list[QuotePart]) -> Iterator[_WordingRemark]:
    """Words of the quote that no place holds."""
    at = 0
    for first, last in [*(_bounds(part) for part in parts), (len(quote.words.units),) * 2]:
        if first > at and not all(place in quote.inserted for place in range(at, first)):
            yield _WordingRemark(Wording.ALTERED, reasons.inserted(quote.words.words(at, first)))
        at = max(at, last)


def _ends(quote: Quote, text: Coded, parts: list[QuotePart]) -> Iterator[_WordingRemark]:
    """An ellipsis at either end, an editor's brackets, and a question made of a statement."""
    total = len(quote.words.units)
    for cut, at in ((0, parts[0].first), (total, parts[-1].last)):
        if cut in quote.cuts and not ELLIPSIS.search(text.between(at)):
            yield _WordingRemark(Wording.TRIMMED, reasons.cut_short(cut > 0))
    asked, there = _ending(quote.words.between(total)), _ending(text.between(parts[-1].last))
    if asked and there and asked != there:
        yield _WordingRemark(Wording.ALTERED, reasons.question(asked == "?"))


def _ending(behind: str) -> str | None:
    """Whether a question or a statement ends here: the mark that comes first, if it is one of the two."""
    mark = behind.lstrip("\"'”’»)] ")[:1]
    return mark if mark in ("?", ".") else None


def _identical(quote: Quote, text: Coded, parts: list[QuotePart]) -> bool:
    """Whether the quote stands character for character in one place, blanks aside."""
    if len(parts) != 1:
        return False
    return quote.words.words(0, len(quote.words.units)) == text.words(parts[0].first, parts[0].last)
