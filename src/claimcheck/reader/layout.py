"""From lines set on pages to blocks: running heads apart, paragraphs joined, hyphens mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from claimcheck.models import BlockKind, Document
from claimcheck.reader.building import Builder
from claimcheck.reader.cleaning import clean, one_line

_ENDED = re.compile(r"[.!?…:][\"'”’»)\]]*(?:\[?\d{1,3}\]?)?$")
_ITEM = re.compile(r"(?:[-*•‣◦▪●·–]|\(?(?:\d{1,2}|[a-z])[.)])\s+\S")
_LEADERS = re.compile(r"(?:\. ?){4,}[\divxlc]+$")
_PAGE_NUMBER = re.compile(
    r"(?:page |p\. ?|seite )?[-–— ]*(?:\d{1,4}|[ivxlc]{1,6})(?: ?(?:of|/|von|de) ?\d{1,4})?[-–— ]*", re.IGNORECASE
)
_HYPHENATED = re.compile(r"([^\W_]+)[-\u2010\u00ad]$")
_FIRST_WORD = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NUMBER = re.compile(r"\d+")

_EDGE_LINES = 3
_OFTEN = 0.4
_GAP = 1.8
_HEADING_SIZE = 1.12
_LONGEST_HEADING = 200
_NEW_PARAGRAPH_PITCH = 1.35


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page; its place in points, from the lower left corner."""

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float
    size: float


def arranged(lines: Sequence[PageLine]) -> Document:
    """The document that ``lines``, in reading order, were set from; the largest heading of page one is its title."""
    lines = _side_by_side_joined([line for line in lines if clean(line.text).strip()])
    running = _running(lines)
    measure = _Measure.of([line for line in lines if line not in running])
    builder = Builder()
    waiting: list[PageLine] = []
    paragraph: list[PageLine] = []
    title: tuple[float, str] | None = None

    def end() -> None:
        nonlocal title
        if paragraph:
            kind, words, size = measure.kind(paragraph), measure.joined(paragraph), paragraph[0].size
            builder.add(kind, words, page=paragraph[0].page)
            first_page = paragraph[0].page == lines[0].page
            if kind is BlockKind.HEADING and first_page and (title is None or size > title[0]):
                title = (size, words)
        for line in waiting:
            builder.add(BlockKind.BOILERPLATE, line.text, page=line.page, why=running[line])
        paragraph.clear()
        waiting.clear()

    for line in lines:
        if line in running:
            waiting.append(line)
            continue
        if (paragraph and not measure.continues(paragraph, line)) or not paragraph:
            end()
        paragraph.append(line)
    end()
    return builder.document(title=one_line(title[1]) if title else None)


def _side_by_side_joined(lines: Iterable[PageLine]) -> list[PageLine]:
    """Lines with the pieces joined that stand beside one another at one height, as after a tab."""
    joined: list[PageLine] = []
    for line in lines:
        before = joined[-1] if joined else None
        if (
            before
            and before.page == line.page
            and abs(before.bottom - line.bottom) < 0.35 * max(line.size, 1)
            and 0 <= line.left - before.right < 4 * max(line.size, 1)
        ):
            joined[-1] = PageLine(
                f"{before.text} {line.text}", line.page, before.left, min(before.bottom, line.bottom),
                line.right, max(before.top, line.top), before.size,
            )  # fmt: skip
        else:
            joined.append(line)
    return joined


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
    return running


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
    right: dict[int, float]
    vocabulary: Counter[str]

    @classmethod
    def of(cls, lines: Sequence[PageLine]) -> _Measure:
        sizes: Counter[float] = Counter()
        right: dict[int, float] = {}
        for line in lines:
            sizes[line.size] += len(line.text)
            right[line.page] = max(right.get(line.page, 0.0), line.right)
        size = max(sizes, key=lambda size: (sizes[size], size), default=0.0)
        pitches = [
            above.bottom - below.bottom
            for above, below in pairwise(lines)
            if above.page == below.page and above.size == below.size == size and above.bottom > below.bottom
        ]
        return cls(size, median(pitches) if pitches else size * 1.2, right, _vocabulary(lines))

    def kind(self, paragraph: Sequence[PageLine]) -> BlockKind:
        letters = sum(len(line.text) for line in paragraph)
        large = paragraph[0].size >= self.size * _HEADING_SIZE
        if large and letters <= _LONGEST_HEADING and not paragraph[-1].text.rstrip().endswith("."):
            return BlockKind.HEADING
        return BlockKind.PARAGRAPH

    def continues(self, paragraph: Sequence[PageLine], line: PageLine) -> bool:
        """Whether ``line`` belongs to the paragraph that the lines before it began."""
        last = paragraph[-1]
        if abs(last.size - line.size) > 0.1 * max(last.size, 1) or _ITEM.match(line.text) or _LEADERS.search(last.text):
            return False
        ended = bool(_ENDED.search(last.text.rstrip()))
        pitch = last.bottom - line.bottom
        if last.page != line.page or pitch <= 0:
            heads = self.kind(paragraph) is BlockKind.HEADING
            return not ended and not heads and (line.text[:1].islower() or self._is_full(last, line))
        if pitch > _NEW_PARAGRAPH_PITCH * max(self.pitch, line.size):
            return False
        indent = line.left - min(before.left for before in paragraph)
        hangs = _ITEM.match(paragraph[0].text) is not None
        if indent > 0.8 * line.size and not hangs and len(paragraph) > 1:
            return False
        return not ended or self._is_full(last, line)

    def _is_full(self, line: PageLine, following: PageLine) -> bool:
        """Whether the first word of the following line would not have fitted any more."""
        word = following.text.split(maxsplit=1)[0]
        letter = (line.right - line.left) / max(len(line.text), 1)
        return line.right + letter * (len(word) + 1) > self.right.get(line.page, line.right) - 2 * letter

    def joined(self, paragraph: Sequence[PageLine]) -> str:
        """The words of the lines, with words that were broken over two lines whole again."""
        text = ""
        for line in paragraph:
            words = line.text.strip()
            head, tail = _HYPHENATED.search(text), _FIRST_WORD.match(words)
            if head and tail:
                kept = self._keeps_hyphen(head.group(1).lower(), tail.group())
                text = text[:-1] + "-" * kept + words
            else:
                text += " " * bool(text) + words
        return text

    def _keeps_hyphen(self, head: str, tail: str) -> bool:
        """Whether a hyphen at the end of a line belongs to the word; the rest of the document knows best."""
        if not head.isalpha() or not tail.isalpha() or tail[0].isupper():
            return True
        whole, compound = self.vocabulary[head + tail], self.vocabulary[f"{head}-{tail}"]
        if whole != compound:
            return compound > whole
        return bool(self.vocabulary[head] and self.vocabulary[tail])
