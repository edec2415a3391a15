"""From lines set on pages to blocks: running heads apart, paragraphs joined, hyphens mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from math import inf
from statistics import median

from claimcheck.models import BlockKind, Document, SourceRegion
from claimcheck.models.regions import region_of
from claimcheck.reader.building import Builder
from claimcheck.reader.cleaning import clean, one_line
from claimcheck.reader.columns import PageLine, in_reading_order, line_numbers
from claimcheck.wordlists import WordLists

_LISTS = WordLists(__file__)
_ENDED = re.compile(r"[.!?…:][\"'”’»)\]]*(?:\[?\d{1,3}\]?)?$")
_ITEM = re.compile(r"(?:[-*•‣◦▪●·–]|\(?(?:\d{1,2}|[a-z])[.)])\s+\S")
_LEADERS = re.compile(r"(?<!\.)(?<!\. )(?:\. ?){4,}[\divxlc]+$")
_PAGE_NUMBER = re.compile(
    r"(?:page |p\. ?|seite )?[-–— ]*(?:\d{1,4}|[ivxlc]{1,6})(?: ?(?:of|/|von|de) ?\d{1,4})?[-–— ]*", re.IGNORECASE
)
_HYPHENATED = re.compile(r"(?<![^\W_])([^\W_]+)[-\u2010\u00ad]$")
_FIRST_WORD = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NUMBER = re.compile(r"\d+")
_NOTE = re.compile(r"[\[(]?(?P<mark>\d{1,3}|[*†‡§]{1,3})[\])]?[.)]?\s*[^\W\d_“\"‘'(].*", re.DOTALL)

_EDGE_LINES = 3
_OFTEN = 0.4
_GAP = 1.8
_NOTE_SIZE = 0.92
_MOST_NOTE_LINES = 12
_HEADING_SIZE = 1.12
_LONGEST_HEADING = 200
_LONGEST_WORD = 200
_LONGEST_HEAD = 80
_NEW_PARAGRAPH_PITCH = 1.35


def arranged(pieces: Sequence[PageLine]) -> Document:
    """The document that ``pieces``, page by page, were set from; the largest heading of page one is its title."""
    lines, numbers = _lines([piece for piece in pieces if clean(piece.text).strip()])
    running = _running(lines)
    body = [line for line in lines if line not in running]
    measure = _Measure.of(body)
    notes = measure.notes(body)
    running |= dict.fromkeys(numbers, "line numbers")
    builder = Builder()
    waiting: list[PageLine] = []
    noted: list[PageLine] = []
    paragraph = _OpenParagraph()
    title: tuple[float, str] | None = None

    def end() -> None:
        nonlocal title
        if paragraph.lines:
            kind, words, size = measure.kind(paragraph), measure.joined(paragraph.lines), paragraph.lines[0].size
            builder.add(kind, words, page=paragraph.lines[0].page, regions=_regions(paragraph.lines))
            first_page = paragraph.lines[0].page == lines[0].page
            if kind is BlockKind.HEADING and first_page and (title is None or size > title[0]):
                title = (size, words)
        for note in _one_by_one(noted):
            builder.add(BlockKind.PARAGRAPH, measure.joined(note), page=note[0].page, regions=_regions(note))
        for line in waiting:
            regions = _regions([line])
            builder.add(BlockKind.BOILERPLATE, line.text, page=line.page, why=running[line], regions=regions)
        paragraph.clear()
        noted.clear()
        waiting.clear()

    for line in [*lines, *numbers]:
        if line in running:
            waiting.append(line)
            continue
        if line in notes:
            noted.append(line)
            continue
        if not paragraph.lines or not measure.continues(paragraph, line):
            end()
        paragraph.add(line)
    end()
    return builder.document(title=one_line(title[1]) if title else None)


@dataclass(slots=True)
class _OpenParagraph:
    """A paragraph as its lines come in.

    Attributes:
        letters: how many characters its lines have.
        left: how far to the left they reach, by page and column.
    """

    lines: list[PageLine] = field(default_factory=list)
    letters: int = 0
    left: dict[tuple[int, int], float] = field(default_factory=dict)

    def add(self, line: PageLine) -> None:
        place = (line.page, line.column)
        self.lines.append(line)
        self.letters += len(line.text)
        self.left[place] = min(self.left.get(place, line.left), line.left)

    def clear(self) -> None:
        self.lines.clear()
        self.left.clear()
        self.letters = 0


def _regions(lines: Sequence[PageLine]) -> list[tuple[str, SourceRegion]]:
    return [(line.text, line.region) for line in lines if line.region]


def _lines(pieces: Sequence[PageLine]) -> tuple[list[PageLine], list[PageLine]]:
    """The lines of all pages in reading order, and a line of the numbers of lines for each page that has them."""
    lines: list[PageLine] = []
    numbers: list[PageLine] = []
    last: int | None = None
    for _, together in groupby(pieces, key=lambda piece: piece.page):
        on_page = list(together)
        counted = line_numbers(on_page, last)
        last = max((int(piece.text.split()[0]) for piece in counted), default=None)
        if counted:
            first = next(iter(counted))
            numbers.append(replace(first, text=" ".join(piece.text.split()[0] for piece in counted)))
            on_page = [left for piece in on_page if (left := counted.get(piece, piece)) is not None]
        lines += _side_by_side_joined(in_reading_order(on_page))
    return lines, numbers


def _one_by_one(lines: Sequence[PageLine]) -> Iterator[list[PageLine]]:
    """The foot notes in some lines: each begins with its mark."""
    note: list[PageLine] = []
    for line in lines:
        if note and _NOTE.match(line.text):
            yield note
            note = []
        note.append(line)
    if note:
        yield note


def _side_by_side_joined(lines: Iterable[PageLine]) -> list[PageLine]:
    """Lines with the pieces joined that stand beside one another at one height, as after a tab."""
    joined: list[PageLine] = []
    for line in lines:
        before = joined[-1] if joined else None
        if (
            before
            and (before.page, before.column) == (line.page, line.column)
            and abs(before.bottom - line.bottom) < 0.35 * max(line.size, 1)
            and 0 <= line.left - before.right < (inf if line.goes_on else 4 * max(line.size, 1))
        ):
            joined[-1] = PageLine(
                f"{before.text} {line.text}", line.page, before.left, min(before.bottom, line.bottom),
                line.right, max(before.top, line.top), before.size, before.column, region=_both(before, line),
            )  # fmt: skip
        else:
            joined.append(line)
    return joined


def _both(one: PageLine, other: PageLine) -> SourceRegion | None:
    """The region of two pieces of one line."""
    regions = [piece.region for piece in (one, other) if piece.region]
    return region_of((replace(each, start=0, end=1) for each in regions), 0, 1)


def _running(lines: Sequence[PageLine]) -> dict[PageLine, str]:
    """Heads and feet that come back from page to page, and page numbers, with what gave them away."""
    edges: dict[str, list[PageLine]] = {"repeated header": [], "repeated footer": []}
    pages = 0
    running: dict[PageLine, str] = {}
    for _, on_page in groupby(lines, key=lambda line: line.page):
        by_height = sorted(on_page, key=lambda line: -line.top)
        pages += 1
        edges["repeated header"] += _set_apart(by_height)
        edges["repeated footer"] += _set_apart(by_height[::-1])
        for line in (by_height[0], by_height[-1]):
            if _PAGE_NUMBER.fullmatch(line.text.strip()):
                running[line] = "page number"
    for why, candidates in edges.items():
        pages_with: dict[tuple[str, float], set[int]] = {}
        for line in candidates:
            pages_with.setdefault(_pattern(line), set()).add(line.page)
        for line in candidates:
            if len(pages_with[_pattern(line)]) >= max(2, _OFTEN * pages):
                running.setdefault(line, why)
    usual = _usual_size(lines)
    for line in edges["repeated header"]:
        # A head that comes once is set smaller, over a page that goes on with what the page before began.
        if line.page > lines[0].page and line.size <= _NOTE_SIZE * usual and len(line.text) <= _LONGEST_HEAD:
            running.setdefault(line, "page header")
    return running


def _usual_size(lines: Iterable[PageLine]) -> float:
    """The size in which most letters are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _set_apart(inwards: Sequence[PageLine]) -> list[PageLine]:
    """The few lines at an edge of a page that a gap or another size of type sets apart from what follows inwards."""
    for count, (line, following) in enumerate(pairwise(inwards[: _EDGE_LINES + 1]), start=1):
        gap = abs(line.bottom - following.bottom)
        if gap > _GAP * max(line.size, following.size) or abs(line.size - following.size) > 0.5:
            return list(inwards[:count])
    return []


def _pattern(line: PageLine) -> tuple[str, float]:
    return _NUMBER.sub("#", " ".join(line.text.lower().split())), line.size


def _vocabulary(lines: Sequence[PageLine]) -> Counter[str]:
    """How often each word stands whole in the document, without the pieces of broken ones."""
    counted: Counter[str] = Counter()
    broken = False
    for line in lines:
        words = [word.lower() for word in _WORD.findall(clean(line.text))]
        breaks = _HYPHENATED.search(line.text.rstrip()) is not None
        counted.update(words[broken : len(words) - breaks])
        broken = breaks
    return counted


@dataclass(frozen=True, slots=True)
class _Measure:
    """How this document sets its body text; sizes and places in points."""

    size: float
    pitch: float
    right: dict[tuple[int, int], float]
    vocabulary: Counter[str]

    @classmethod
    def of(cls, lines: Sequence[PageLine]) -> _Measure:
        size = _usual_size(lines)
        right: dict[tuple[int, int], float] = {}
        for line in lines:
            place = (line.page, line.column)
            right[place] = max(right.get(place, 0.0), line.right)
        pitches = [
            above.bottom - below.bottom
            for above, below in pairwise(lines)
            if above.page == below.page
            and above.size == below.size == size
            and above.bottom > below.bottom
            and above.column == below.column
        ]
        return cls(size, median(pitches) if pitches else size * 1.2, right, _vocabulary(lines))

    def notes(self, lines: Sequence[PageLine]) -> frozenset[PageLine]:
        """The foot notes among the lines: at the foot of a column, set smaller or apart, and beginning with a mark."""
        found: set[PageLine] = set()
        for _, together in groupby(lines, key=lambda line: (line.page, line.column)):
            column = list(together)
            at = len(column)
            while at and column[at - 1].size <= _NOTE_SIZE * self.size:
                at -= 1
            if at == len(column):
                at = self._set_apart(column)
            while at < len(column) and not _NOTE.match(column[at].text):
                at += 1
            found.update(column[at:] if at else ())
        return frozenset(found)

    def _set_apart(self, column: Sequence[PageLine]) -> int:
        """Where the last lines of a column begin that a gap sets apart from a sentence, and that a mark leads to."""
        for at in range(len(column) - 1, max(len(column) - _MOST_NOTE_LINES, 0), -1):
            mark = _NOTE.match(column[at].text)
            if mark and column[at - 1].bottom - column[at].bottom > _NEW_PARAGRAPH_PITCH * self.pitch:
                above = " ".join(line.text for line in column[:at])
                is_marked = re.search(rf"\[{re.escape(mark['mark'])}\]", above) or not _ENDED.search(above)
                return at if is_marked else len(column)
        return len(column)

    def kind(self, paragraph: _OpenParagraph) -> BlockKind:
        large = paragraph.lines[0].size >= self.size * _HEADING_SIZE
        if large and paragraph.letters <= _LONGEST_HEADING and not paragraph.lines[-1].text.rstrip().endswith("."):
            return BlockKind.HEADING
        return BlockKind.PARAGRAPH

    def continues(self, paragraph: _OpenParagraph, line: PageLine) -> bool:
        """Whether ``line`` belongs to the paragraph that the lines before it began."""
        last = paragraph.lines[-1]
        if abs(last.size - line.size) > 0.1 * max(last.size, 1) or _ITEM.match(line.text) or _LEADERS.search(last.text):
            return False
        ended = bool(_ENDED.search(last.text.rstrip()))
        pitch = last.bottom - line.bottom
        if last.page != line.page or pitch <= 0:
            heads = self.kind(paragraph) is BlockKind.HEADING
            return not ended and not heads and (line.text[:1].islower() or self._is_full(last, line))
        if pitch > _NEW_PARAGRAPH_PITCH * max(self.pitch, line.size):
            return False
        indent = line.left - paragraph.left.get((line.page, line.column), line.left)
        hangs = _ITEM.match(paragraph.lines[0].text) is not None
        if indent > 0.8 * line.size and not hangs and len(paragraph.lines) > 1:
            return False
        return not ended or self._is_full(last, line)

    def _is_full(self, line: PageLine, following: PageLine) -> bool:
        """Whether the first word of the following line would not have fitted any more."""
        word = following.text.split(maxsplit=1)[0]
        letter = (line.right - line.left) / max(len(line.text), 1)
        return line.right + letter * (len(word) + 1) > self.right.get((line.page, line.column), line.right) - 2 * letter

    def joined(self, paragraph: Sequence[PageLine]) -> str:
        """The words of the lines, with words that were broken over two lines whole again."""
        parts: list[str] = []
        end = ""
        for line in paragraph:
            words = line.text.strip()
            head, tail = _HYPHENATED.search(end), _FIRST_WORD.match(words)
            if head and tail:
                hyphen = "-" * self._keeps_hyphen(head.group(1).lower(), tail.group())
                parts[-1] = parts[-1][:-1] + hyphen
                end = end[:-1] + hyphen
            elif parts:
                parts.append(" ")
                end += " "
            parts.append(words)
            end = (end + words)[-_LONGEST_WORD:]
        return "".join(parts)

    def _keeps_hyphen(self, head: str, tail: str) -> bool:
        """Whether a hyphen at the end of a line belongs to the word; the rest of the document knows best."""
        if not head.isalpha() or not tail.isalpha() or tail[0].isupper():
            return True
        whole, compound = self.vocabulary[head + tail], self.vocabulary[f"{head}-{tail}"]
        if whole != compound:
            return compound > whole
        if head in _LISTS["before_hyphens"] and tail not in _LISTS["endings"]:
            return True
        return bool(self.vocabulary[head] and self.vocabulary[tail])
