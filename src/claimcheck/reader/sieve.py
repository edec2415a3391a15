"""A page through a sieve: of all its elements, Beautiful Soup builds the few that are asked about.

A ``SoupStrainer`` keeps whatever lies inside what it keeps, so that menus would be built link by link, and pays for
each element that it turns down. Telling them apart before they are built takes a third of the time, and puts a bound
on how deep they nest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.builder._lxml import LXMLTreeBuilder

FRAMES = frozenset({"nav", "header", "footer", "aside", "menu"})
"""Elements that hold what a site puts around its articles."""

HOLDERS = frozenset({"p", "li", "blockquote", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption"})
"""Elements whose words a reader sees as a piece of their own."""

BEFORE = "data-words-before"
"""The attribute of a ``time`` that holds the words before it ("Updated:"), wherever they stand."""

_STATED = frozenset({"base", "meta", "title", "h1", "time"})
_DEEPEST = 100


def sieved(markup: str) -> BeautifulSoup:
    """What ``markup`` says of itself, its marks of author and time, its links, and the pieces that those stand in.

    Of links and pieces in frames only marks are kept; elements nested deeper than any page needs leave their words.
    """
    # A line end, since Beautiful Soup warns of short markup on one line: it could be the name of a file.
    return BeautifulSoup(f"{markup}\n", builder=_Sieve())


def attribute(tag: Tag | None, name: str) -> str | None:
    """The value of an attribute; None when it is not given."""
    value = tag.get(name) if tag is not None else None
    return value if isinstance(value, str) else None


class _Sieve(LXMLTreeBuilder):
    """Passes on to Beautiful Soup what lxml tells of the elements that are needed."""

    def __init__(self) -> None:
        super().__init__(multi_valued_attributes=None)
        self._passed: list[bool] = []
        self._built: list[str] = []
        self._frames = 0
        self._words = ""

    def prepare_markup(
        self, markup: str | bytes, *_: object, **__: object
    ) -> Iterator[tuple[str | bytes, None, None, bool]]:
        """Take ``markup`` as it is: decoded long since, and HTML even where it opens as XML does."""
        yield markup, None, None, False

    def start(self, tag: str | bytes, attrib: dict[Any, Any], nsmap: dict[str, str] | None = None) -> None:
        name = str(tag)
        self._frames += name in FRAMES
        passed = len(self._built) < _DEEPEST and self._is_needed(name, attrib)
        self._passed.append(passed)
        if passed:
            self._built.append(name)
            stated = {**attrib, BEFORE: self._words} if name == "time" else attrib
            super().start(tag, stated, nsmap or {})

    def end(self, tag: str | bytes) -> None:
        self._frames -= tag in FRAMES
        if tag == "time":
            self._words = ""
        if self._passed.pop():
            self._built.pop()
            super().end(tag)

    def data(self, data: str | bytes) -> None:
        self._words = str(data)
        if self._built and self._built[-1] not in FRAMES:
            super().data(data)

    def comment(self, text: str | bytes) -> None:
        """Nobody reads comments."""

    def pi(self, target: str, data: str) -> None:
        """Nor instructions to programs."""

    def _is_needed(self, tag: str, attributes: Mapping[str, str]) -> bool:
        if tag in _STATED or tag in FRAMES:
            return True
        if tag == "script":
            return "ld+json" in attributes.get("type", "").lower()
        if tag == "link":
            return attributes.get("rel") == "canonical"
        if not self._frames and (tag in HOLDERS or (tag == "a" and "href" in attributes)):
            return True
        if not attributes:
            return False
        called = attributes.get("class", "")
        marks = attributes.get("itemprop") in ("author", "name") or attributes.get("rel") == "author"
        return marks or "author" in called or "byline" in called
