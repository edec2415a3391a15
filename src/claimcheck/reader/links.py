"""Where a page's links lead, and where their words stand in its text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from lxml import etree

from claimcheck.models import Link, Span
from claimcheck.reader.cleaning import one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_AROUND = ("nav", "header", "footer", "aside", "form", "button", "menu")
_HOLDERS = frozenset(
    {"p", "li", "blockquote", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption"}
)
_MOST_LINKS = 1000
_LONGEST_HOLDER = 20_000
_TELLING = 12


def absolute(href: str | None, base: str | None) -> str | None:
    """``href`` as a web address, absolute where the base is known; None when it leads to no page."""
    try:
        address = urljoin(base or "", (href or "").strip())
    except ValueError:
        return None
    scheme, colon, _ = address.partition(":")
    if not address or address.startswith("#") or (colon and scheme.lower() not in ("http", "https")):
        return None
    return "".join(address.split())


def placed_links(tree: HtmlElement, text: str, own: str | None, base: str | None) -> tuple[Link, ...]:
    """The page's links in reading order, with the span of their words where the text holds them.

    Links of menus and footers are left out, and so are those to the page itself.
    """
    links: list[Link] = []
    places: dict[HtmlElement, dict[HtmlElement, Span]] = {}
    here = urldefrag(own).url if own else None
    for anchor in tree.iter("a"):
        if len(links) == _MOST_LINKS:
            break
        url = absolute(anchor.get("href"), base)
        words = one_line(anchor.text_content())
        if not url or not words or (here and urldefrag(url).url == here):
            continue
        holder = next((above for above in anchor.iterancestors() if above.tag in _HOLDERS), None)
        if holder is not None and holder not in places:
            places[holder] = _places(holder, text)
        span = places.get(holder, {}).get(anchor) or _only_place(words, text)
        if span or next(anchor.iterancestors(*_AROUND), None) is None:
            links.append(Link(url, words, span))
    return tuple(links)


def _places(holder: HtmlElement, text: str) -> dict[HtmlElement, Span]:
    """The spans of all anchors in a paragraph that stands in the text as a whole."""
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
    start = text.find(whole) if 0 < len(whole) <= _LONGEST_HOLDER else -1
    if start < 0:
        return {}
    spans = {}
    for anchor, length in before.items():
        words = one_line(anchor.text_content()) or ""
        at = whole.find(words, max(0, length - 1)) if words else -1
        if at >= 0:
            spans[anchor] = Span(start + at, start + at + len(words))
    return spans


def _only_place(words: str, text: str) -> Span | None:
    """Where words of some length stand, if they stand in the text just once."""
    at = text.find(words) if len(words) >= _TELLING else -1
    return Span(at, at + len(words)) if at >= 0 and text.find(words, at + 1) < 0 else None
