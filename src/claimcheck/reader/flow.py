"""Walk a tree of markup in reading order, and hand its blocks to a builder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.models import BlockKind
from claimcheck.reader.addresses import absolute
from claimcheck.reader.building import Builder, Run

if TYPE_CHECKING:
    from lxml.etree import _Element

_KINDS = {
    tag: kind
    for kind, tags in {
        BlockKind.HEADING: "head h1 h2 h3 h4 h5 h6 title",
        BlockKind.QUOTE: "quote blockquote",
        BlockKind.ITEM: "item li row tr dt dd",
        BlockKind.CAPTION: "figcaption caption",
        BlockKind.PARAGRAPH: "p div body html list ul ol dl table tbody thead section article pre code fw ab",
    }.items()
    for tag in tags.split()
}
_CELLS = frozenset({"cell", "td", "th"})
_BREAKS = frozenset({"lb", "br"})
_UNSEEN = frozenset({"script", "style", "graphic", "img"})


class Flow:
    """The words met since the last block ended, on their way into ``builder``."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._runs: list[Run] = []
        self._in_cell = False

    def walk(self, element: _Element, kind: BlockKind = BlockKind.PARAGRAPH, url: str | None = None) -> None:
        """Add the blocks in ``element``; one inside a quote, an item or a cell belongs to that."""
        own = _KINDS.get(str(element.tag))
        if own is None:
            self._inline(element, kind, url)
            return
        if self._in_cell and own is BlockKind.PARAGRAPH:
            self._runs.append(Run(" "))
            self._inside(element, kind, url)
            return
        self._end(kind)
        inner = kind if own is BlockKind.PARAGRAPH else own
        self._inside(element, inner, url)
        self._end(inner)

    def _inside(self, element: _Element, kind: BlockKind, url: str | None) -> None:
        self._say(element.text, url)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _UNSEEN:
                self.walk(child, kind, url)
            self._say(child.tail, url)

    def _inline(self, element: _Element, kind: BlockKind, url: str | None) -> None:
        if element.tag in _BREAKS:
            self._runs.append(Run("\n"))
        elif element.tag in _CELLS and self._runs:
            self._runs.append(Run(" | "))
        outside, self._in_cell = self._in_cell, self._in_cell or element.tag in _CELLS
        self._inside(element, kind, absolute(element.get("href"), None) or url)
        self._in_cell = outside

    def _say(self, words: str | None, url: str | None) -> None:
        if words:
            self._runs.append(Run(" ".join(words.split("\n")), url))

    def _end(self, kind: BlockKind) -> None:
        self._builder.add(kind, self._runs)
        self._runs = []
