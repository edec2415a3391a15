"""Markup as its reader sees it: without what is struck out or hidden, and with raised numbers set apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml.html import HtmlElement

from claimcheck.models import BlockKind
from claimcheck.reader.building import Builder
from claimcheck.reader.cleaning import one_line
from claimcheck.reader.superscripts import superscript

_STRUCK = ("del", "s", "strike")
_UNSEEN = ("template",)
_WITHDRAWN = re.compile(
    r"(?:^|[\s_-])(?:retracted|withdrawn|deleted|struck|strike(?:through)?|line-through)(?:$|[\s_-])", re.IGNORECASE
)
_LINE_THROUGH = re.compile(r"text-decoration[^;]{0,80}line-through", re.IGNORECASE)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:\.0+)?(?:[a-z%]+)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_RAISED = re.compile(r"vertical-align\s*:\s*(?:super|text-top|(?:0?\.)?[1-9])", re.IGNORECASE)
_RAISED_CLASS = re.compile(r"(?:^|[\s_-])(?:sup|superscript)(?:$|[\s_-])", re.IGNORECASE)
_COMPOUND = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<marks>(?:[.#][\w-]+)*)", re.IGNORECASE)
_MARK = re.compile(r"[.#][\w-]+")
_TELLING = re.compile("none|hidden|line-through|collapse|font-size", re.IGNORECASE)
_BRACE = re.compile(r"[{}]")
_MOST_STYLE = 500_000
_MAY_BE_UNSEEN = "//*[@class or @style or @id or @hidden or self::del or self::s or self::strike or self::template]"
_MAY_BE_RAISED = (
    "//a[string-length(.) < 6 and (@href or @class)] | //*[self::span or self::small or self::font or self::b]"
    "[contains(@style, 'vertical-align') or contains(@class, 'sup')]"
)
_WHOLE = frozenset({"html", "body", "main", "article"})
_NOTE = re.compile(r"noteref|fnref|ftnref|footnote|endnote|cite_ref|cite-ref|\bfn\d*\b|\breference\b", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\[?(?:\d{1,3}|[*†‡])\]?")
_MOST_OF_IT = 0.5
_MOST_IN_LINK = 8


class Correction(NamedTuple):
    """What a page marks as corrected."""

    old: str
    new: str


class _Selector(NamedTuple):
    """A tag with all of its classes and ids, as ``.class`` and ``#id``."""

    tag: str | None
    marks: frozenset[str]

    @property
    def key(self) -> str:
        """One of its marks, else its tag."""
        return min(self.marks) if self.marks else self.tag or ""

    def fits(self, tag: str, marks: frozenset[str]) -> bool:
        return self.tag in (None, tag) and self.marks <= marks


Selectors = Mapping[str, Sequence[_Selector]]


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """What a page's own style sheets strike out and hide: selectors by one of their marks, or by their tag."""

    struck: Selectors = field(default_factory=dict)
    hidden: Selectors = field(default_factory=dict)

    @classmethod
    def of(cls, markup: str) -> StyleSheet:
        """The style sheets in ``markup``; of what they hide only what every screen hides, by a class or an id."""
        struck: dict[str, list[_Selector]] = {}
        hidden: dict[str, list[_Selector]] = {}
        lowered = markup.lower()
        at = lowered.find("<style")
        while 0 <= at < _MOST_STYLE:
            end = lowered.find("</style", at)
            end = len(markup) if end < 0 else end
            for selectors, declarations, is_nested in _rules(markup[lowered.find(">", at) + 1 : end]):
                if _LINE_THROUGH.search(declarations):
                    for _, each in _simple(selectors):
                        struck.setdefault(each.key, []).append(each)
                elif not is_nested and _HIDDEN.search(declarations):
                    for is_alone, each in _simple(selectors):
                        if is_alone and each.marks:
                            hidden.setdefault(each.key, []).append(each)
            at = lowered.find("<style", end)
        return cls(struck, hidden)


NO_STYLES = StyleSheet()


def _rules(sheet: str) -> Iterator[tuple[str, str, bool]]:
    """Selectors, declarations, and whether they stand inside of another rule, as one for print does."""
    opened: list[str] = []
    start = 0
    for brace in _BRACE.finditer(sheet):
        piece = sheet[start : brace.start()]
        start = brace.end()
        if brace.group() == "{":
            opened.append(piece)
        elif opened:
            selectors = opened.pop()
            if _TELLING.search(piece):
                yield selectors, piece, bool(opened)


def _simple(selectors: str) -> Iterator[tuple[bool, _Selector]]:
    """The last part of each selector, and whether it stands alone; a tag inside of something says too little."""
    for selector in selectors.split(","):
        *above, last = selector.replace(">", " ").split() or [""]
        found = _COMPOUND.fullmatch(last)
        marks = frozenset(_MARK.findall(found["marks"])) if found else frozenset()
        if found and last and (marks or not above):
            yield not above, _Selector(found["tag"].lower() if found["tag"] else None, marks)


def make_visible(tree: HtmlElement, styles: StyleSheet = NO_STYLES, *, most: float = _MOST_OF_IT) -> list[Correction]:
    """Take out of ``tree`` what its reader does not see, and give back what is marked as corrected.

    What would be more than ``most`` of the page stays: a script shows it.
    """
    length = len(tree.text_content())
    corrections: list[Correction] = []
    gone: set[HtmlElement] = set()
    dropped: list[HtmlElement] = []
    styled = _hidden_by_style(tree, styles, length)
    for element in tree.xpath(_MAY_BE_UNSEEN):
        if element.tag in _WHOLE or element in gone:
            continue
        struck = is_struck(element, styles)
        if not struck and not is_hidden(element) and element not in styled:
            continue
        if element.getparent() is None or len(element.text_content()) > max(most * length, 1):
            continue
        if struck:
            corrections += _correction(element)
        gone.update(element.iter())
        dropped.append(element)
    drop_all(dropped)
    _lower_marks(tree)
    for quoted in list(tree.iter("q")):
        _enclose(quoted, "“", "”")
    for item, before in [(item, item.getprevious()) for item in tree.iter("li", "dt", "dd") if _is_in_cell(item)]:
        is_open = before is not None and before.text_content().rstrip()[-1:] not in ".;:!?"
        _enclose(item, "; " if is_open else " ", "")
    for listed in tree.iter("ul", "ol", "dl"):
        if _is_in_cell(listed):
            _make_inline(listed)
    for paragraph in tree.iter("p"):
        # What screen readers skip is seen by all others; as trafilatura has it, the whole paragraph would be lost.
        for element in paragraph.iter():
            element.attrib.pop("aria-hidden", None)
    return corrections


def drop_all(elements: Iterable[HtmlElement]) -> None:
    """Take elements out, and keep the words behind each; to join these one by one would cost the square of them."""
    gone = set(elements)
    for parent in dict.fromkeys(each.getparent() for each in gone):
        if parent is None:
            continue
        before: HtmlElement | None = None
        words, is_changed = [parent.text or ""], False
        for child in list(parent):
            if child in gone:
                words.append(child.tail or "")
                parent.remove(child)
                is_changed = True
                continue
            if is_changed:
                _set_words(parent, before, words)
            before, words, is_changed = child, [child.tail or ""], False
        if is_changed:
            _set_words(parent, before, words)


def _set_words(parent: HtmlElement, before: HtmlElement | None, words: Sequence[str]) -> None:
    """Put words behind a child of ``parent``, or at its beginning."""
    if before is None:
        parent.text = "".join(words)
    else:
        before.tail = "".join(words)


def _is_in_cell(element: HtmlElement) -> bool:
    return any(above.tag in ("td", "th") for above in element.iterancestors())


def _lower_marks(tree: HtmlElement) -> None:
    """Write raised numbers as powers and as marks of notes, and leave out links to notes."""
    for element in tree.xpath(_MAY_BE_RAISED):
        if element.tag == "a":
            if _NOTE_MARK.fullmatch(element.text_content()) and _is_attached(element) and _leads_to_note(element):
                _replace(element, "")
        elif _RAISED.search(element.get("style") or "") or _RAISED_CLASS.search(element.get("class") or ""):
            element.tag = "sup"
    for raised in list(tree.iter("sup")):
        parent = raised.getparent()
        if parent is None or raised.tag != "sup":
            # It stood in another one, of which the words are all that is left.
            continue
        words = raised.text_content()
        is_whole_link = parent.tag == "a" and len(parent) <= _MOST_IN_LINK and parent.text_content() == words
        is_note = _leads_to_note(raised)
        while not raised.tail and (following := raised.getnext()) is not None and following.tag == "sup":
            words += following.text_content()
            raised.tail = following.tail
            parent.remove(following)
        lowered = superscript(_before(raised), words, is_note=is_note)
        _replace(parent if is_whole_link else raised, lowered)


def _is_attached(element: HtmlElement) -> bool:
    """Whether there is no blank between an element and the words before it."""
    before = _before(element)
    return bool(before) and not before[-1].isspace()


def _hidden_by_style(tree: HtmlElement, styles: StyleSheet, length: int) -> frozenset[HtmlElement]:
    """The elements that the page's style sheets hide; none where together they are most of the page."""
    if not styles.hidden:
        return frozenset()
    found = [element for element in tree.xpath("//*[@class or @id]") if _fits(element, styles.hidden)]
    is_most = sum(len(element.text_content()) for element in found) > _MOST_OF_IT * length
    return frozenset() if is_most else frozenset(found)


def _fits(element: HtmlElement, selectors: Selectors) -> bool:
    if not selectors:
        return False
    called, named = element.get("class"), element.get("id")
    marks = [*(f".{each}" for each in (called or "").split()), *([f"#{named}"] if named else [])]
    near = [selector for key in (element.tag, *marks) for selector in selectors.get(key, ())]
    return bool(near) and any(selector.fits(element.tag, frozenset(marks)) for selector in near)


def add_corrections(builder: Builder, corrections: list[Correction]) -> None:
    """Say what was corrected, apart from the text: the old words are no evidence any more."""
    for old, new in dict.fromkeys(corrections):
        words = f"Marked as corrected: “{old}” was replaced by “{new}”."
        builder.add(BlockKind.BOILERPLATE, words, why="correction marked in the text")


def is_struck(element: HtmlElement, styles: StyleSheet = NO_STYLES) -> bool:
    """Whether the words in ``element`` are struck out or withdrawn."""
    if element.tag in _STRUCK or _LINE_THROUGH.search(element.get("style") or ""):
        return True
    return _WITHDRAWN.search(element.get("class") or "") is not None or _fits(element, styles.struck)


def is_hidden(element: HtmlElement) -> bool:
    """Whether the words in ``element`` are not shown."""
    if element.tag in _UNSEEN or ("hidden" in element.attrib and element.get("hidden") != "until-found"):
        return True
    return _HIDDEN.search(element.get("style") or "") is not None


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


def _enclose(element: HtmlElement, before: str, after: str) -> None:
    """Put marks around the words of an element, which becomes a part of what it stands in."""
    element.text = before + (element.text or "").lstrip()
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() + after
    else:
        element.text = element.text.rstrip() + after if after else element.text
    _make_inline(element)


def _make_inline(element: HtmlElement) -> None:
    """Make an element a part of the line that it stands in; to drop its tag would join its text, which costs more."""
    element.tag = "span"
    element.attrib.clear()


def _replace(element: HtmlElement, words: str) -> None:
    """Put plain words in the place of an element; it stays as a container, since to join its text would cost more."""
    for child in list(element):
        element.remove(child)
    element.text = words
    element.tag = "span"
    element.attrib.clear()
