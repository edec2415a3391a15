"""Where a page's links lead, and where their words stand in its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from claimcheck.models import Link, Span
from claimcheck.reader.addresses import absolute
from claimcheck.reader.cleaning import one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FRAMES = ("nav", "header", "footer", "aside", "menu")
_HOLDERS = frozenset(
    {"p", "li", "blockquote", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption"}
)
_MOST_LINKS = 1000
_LONGEST_HOLDER = 20_000
_TELLING = 12


def placed_links(tree: HtmlElement, text: str, own: str | None, base: str | None) -> tuple[Link, ...]:
    """The page's links in reading order, with the span of their words where the text holds them.

    Links of menus and footers are left out, and so are those to the page itself.
    """
    links: list[Link] = []
    places: dict[HtmlElement, dict[HtmlElement, Span]] = {}
    here = own.partition("#")[0] if own else None
    framed = {anchor for frame in tree.iter(*_FRAMES) for anchor in frame.iter("a")}
    for anchor in tree.iter("a"):
        if anchor in framed or len(links) == _MOST_LINKS:
            continue
        words = one_line(anchor.text_content())
        url = absolute(anchor.get("href"), base) if words else None
        if words and url and url.partition("#")[0] != here:
            links.append(Link(url, words, _place(anchor, words, text, places) if words in text else None))
    return tuple(links)


def _place(
    anchor: HtmlElement, words: str, text: str, places: dict[HtmlElement, dict[HtmlElement, Span]]
) -> Span | None:
    """Where an anchor's words stand: in its paragraph, or wherever telling words stand just once."""
    holder = next((above for above in anchor.iterancestors() if above.tag in _HOLDERS), None)
    if holder is not None and holder not in places:
        places[holder] = _places(holder, text)
    if holder is not None and anchor in places[holder]:
        return places[holder][anchor]
    at = text.find(words) if len(words) >= _TELLING else -1
    return Span(at, at + len(words)) if at >= 0 and text.find(words, at + 1) < 0 else None


def _places(holder: HtmlElement, text: str) -> dict[HtmlElement, Span]:
    """The spans of all anchors in a paragraph that is a whole block of the text."""
    said: list[str] = []
    before: dict[HtmlElement, int] = {}
    for event, element in etree.iterwalk(holder, events=("start", "end")):
        if event == "start":
            if element.tag == "a":
                before[element] = len(" ".join("".join(said).split()))
            said.append(element.text or "")
        elif element is not holder:
            said.append(element.tail or "")
    whole = one_line("".join(said)) or ""
    start = f"\n{text}\n".find(f"\n{whole}\n") if 0 < len(whole) <= _LONGEST_HOLDER else -1
    if start < 0:
        return {}
    spans = {}
    for anchor, length in before.items():
        words = one_line(anchor.text_content()) or ""
        at = whole.find(words, max(0, length - 1)) if words else -1
        if at >= 0:
            spans[anchor] = Span(start + at, start + at + len(words))
    return spans
