"""Markup as its reader sees it: without what is struck out or hidden, and with raised numbers told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from claimcheck.models import BlockKind
from claimcheck.reader.building import Builder
from claimcheck.reader.cleaning import one_line
from claimcheck.reader.superscripts import superscript

_STRUCK = ("del", "s", "strike")
_WITHDRAWN = re.compile(
    r"(?:^|[\s_-])(?:retracted|withdrawn|struck|strike(?:through)?|line-through)(?:$|[\s_-])", re.IGNORECASE
)
_LINE_THROUGH = re.compile(r"text-decoration[^;]{0,80}line-through", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?:\.(?P<class>[\w-]+)|#(?P<id>[\w-]+))?", re.IGNORECASE)
_MOST_STYLE = 500_000
_WHOLE = frozenset({"html", "body", "main", "article"})
_NOTE = re.compile(r"noteref|fnref|ftnref|footnote|endnote|cite_ref|cite-ref|\bfn\d*\b|\breference\b", re.IGNORECASE)
_MOST_OF_IT = 0.5


class Correction(NamedTuple):
    """What a page marks as corrected."""

    old: str
    new: str


def struck_selectors(markup: str) -> frozenset[str]:
    """The tags, classes and ids that the page's own style sheet strikes out, as ``tag``, ``.class`` and ``#id``."""
    found = set()
    lowered = markup.lower()
    at = lowered.find("<style") if "line-through" in lowered else -1
    while 0 <= at < _MOST_STYLE:
        end = lowered.find("</style", at)
        end = len(markup) if end < 0 else end
        for rule in markup[lowered.find(">", at) + 1 : end].split("}"):
            selectors, _, declarations = rule.rpartition("{")
            if _LINE_THROUGH.search(declarations):
                found |= {selector for each in selectors.split(",") if (selector := _simple(each.strip()))}
        at = lowered.find("<style", end)
    return frozenset(found)


def _simple(selector: str) -> str | None:
    simple = _SELECTOR.fullmatch(selector)
    if not simple or not selector:
        return None
    return f".{simple['class']}" if simple["class"] else f"#{simple['id']}" if simple["id"] else simple["tag"].lower()


def make_visible(tree: HtmlElement, struck: frozenset[str] = frozenset()) -> list[Correction]:
    """Take out of ``tree`` what its reader does not see, and give back what is marked as corrected.

    ``struck`` are selectors as of :func:`struck_selectors`. What would be most of the page stays: a script shows it.
    """
    length = len(tree.text_content())
    corrections: list[Correction] = []
    gone: set[HtmlElement] = set()
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in _WHOLE or element in gone:
            continue
        is_struck = _is_struck(element, struck)
        if not is_struck and not _is_hidden(element):
            continue
        if element.getparent() is None or len(element.text_content()) > max(_MOST_OF_IT * length, 1):
            continue
        if is_struck:
            corrections += _correction(element)
        gone.update(element.iter())
        element.drop_tree()
    for raised in list(tree.iter("sup")):
        parent = raised.getparent()
        if parent is None:
            # It stood in another one, of which the words are all that is left.
            continue
        words = superscript(_before(raised), raised.text_content(), is_note=_leads_to_note(raised))
        is_whole_link = parent.tag == "a" and parent.text_content() == raised.text_content()
        _replace(parent if is_whole_link else raised, words)
    for paragraph in tree.iter("p"):
        # What screen readers skip is seen by all others; as trafilatura has it, the whole paragraph would be lost.
        for element in paragraph.iter():
            element.attrib.pop("aria-hidden", None)
    return corrections


def add_corrections(builder: Builder, corrections: list[Correction]) -> None:
    """Say what was corrected, apart from the text: the old words are no evidence any more."""
    for old, new in dict.fromkeys(corrections):
        words = f"Marked as corrected: “{old}” was replaced by “{new}”."
        builder.add(BlockKind.BOILERPLATE, words, why="correction marked in the text")


def _is_struck(element: HtmlElement, struck: frozenset[str]) -> bool:
    if element.tag in _STRUCK or _LINE_THROUGH.search(element.get("style") or ""):
        return True
    classes = (element.get("class") or "").split()
    if _WITHDRAWN.search(element.get("class") or ""):
        return True
    return bool(struck) and not struck.isdisjoint(
        (element.tag, f"#{element.get('id')}", *(f".{each}" for each in classes))
    )


def _is_hidden(element: HtmlElement) -> bool:
    return ("hidden" in element.attrib and element.get("hidden") != "until-found") or bool(
        _HIDDEN.search(element.get("style") or "")
    )


def _correction(struck: HtmlElement) -> Iterator[Correction]:
    """The struck words with those that were put beside them in their stead, where those are marked as inserted."""
    old = one_line(struck.text_content())
    after, before = struck.getnext(), struck.getprevious()
    for inserted, between in ((after, struck.tail), (before, before.tail if before is not None else None)):
        new = one_line(inserted.text_content()) if inserted is not None and inserted.tag == "ins" else None
        if old and new and not (between or "").strip():
            yield Correction(old, new)
            return


def _leads_to_note(raised: HtmlElement) -> bool:
    """Whether a raised mark is a link to a note, or is marked as one."""
    marks = " ".join(filter(None, (raised.get("class"), raised.get("id"), raised.get("role"))))
    if _NOTE.search(marks):
        return True
    for link in (*raised.iter("a"), *([raised.getparent()] if raised.getparent() is not None else [])):
        if link.tag == "a" and ((link.get("href") or "").startswith("#") or _NOTE.search(link.get("class") or "")):
            return True
    return False


def _before(element: HtmlElement) -> str:
    """The words before an element, as far as they stand in the same parent or just before that."""
    previous, parent = element.getprevious(), element.getparent()
    words = ((previous.text_content() + (previous.tail or "")) if previous is not None else parent.text) or ""
    if not words.strip() and parent is not None and parent.getparent() is not None and previous is None:
        return _before(parent)
    return str(words)


def _replace(element: HtmlElement, words: str) -> None:
    """Put plain words in the place of an element; it stays as a container, since to join its text would cost more."""
    for child in list(element):
        element.remove(child)
    element.text = words
    element.tag = "span"
    element.attrib.clear()
