"""OpenDocument text files, as LibreOffice writes them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from claimcheck.errors import DamagedError, EmptyError, EncryptedError
from claimcheck.models import Document
from claimcheck.reader.building import Builder
from claimcheck.reader.cleaning import one_line
from claimcheck.reader.dates import iso_date
from claimcheck.reader.flow import Flow
from claimcheck.reader.plain import with_head
from claimcheck.reader.raw import RawFile
from claimcheck.reader.visible import add_corrections, make_visible
from claimcheck.reader.zipped import archive_of, check_size

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _STYLE, _TABLE, _OFFICE, _META = (
    f"{{{_OASIS}{name}:1.0}}" for name in ("text", "style", "table", "office", "meta")
)
_FO = f"{{{_OASIS}xsl-fo-compatible:1.0}}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PARTS = ("content.xml", "styles.xml", "meta.xml")
_TAGS = {
    f"{_TEXT}p": "p", f"{_TEXT}h": "h2", f"{_TEXT}list": "ul", f"{_TEXT}list-item": "li", f"{_TEXT}a": "a",
    f"{_TABLE}table": "table", f"{_TABLE}table-row": "tr", f"{_TABLE}table-cell": "td", f"{_TEXT}line-break": "br",
    f"{_TEXT}span": "span", f"{_TEXT}section": "div",
}  # fmt: skip
_LEFT_OUT = frozenset(
    {
        *(f"{_OFFICE}{name}" for name in ("annotation", "annotation-end", "forms")),
        *(f"{_TEXT}{name}" for name in ("tracked-changes", "note-citation", "sequence-decls", "table-of-content")),
        *(f"{_TEXT}{name}" for name in ("ruby-text", "bookmark")),
    }
)
_BLANKS = {f"{_TEXT}s": " ", f"{_TEXT}tab": " "}
_DEEPEST = 60
_MANIFEST = "META-INF/manifest.xml"


@dataclass(frozen=True, slots=True)
class _StyleMarks:
    """What a style does to words."""

    is_struck: bool = False
    is_hidden: bool = False
    is_raised: bool = False
    is_title: bool = False


def read_odt(raw: RawFile) -> Document:
    """A document of an OpenDocument text's paragraphs, without what is struck out, hidden or deleted.

    Raises:
        EncryptedError, EmptyError, DamagedError, TooLargeError: as they say.
    """
    parts = _parts(raw)
    content, styles, meta = (_tree(parts.get(name, b"")) for name in _PARTS)
    body = content.find(f"{_OFFICE}body/{_OFFICE}text") if content is not None else None
    if body is None:
        raise DamagedError("a damaged OpenDocument file; save it again as .odt or .docx")
    looks = _looks([each for each in (styles, content) if each is not None])
    root = lxml.html.Element("div")
    notes: list[etree._Element] = []
    _convert(body, root, looks, notes, 0)
    for note in notes:
        _convert(note, root, looks, [], 0)
    corrections = make_visible(root, most=1)
    builder = Builder()
    Flow(builder).walk(root)
    add_corrections(builder, corrections)
    made = builder.document()
    if not made.text:
        raise EmptyError("the OpenDocument file holds no text; check that this is the right file")
    stated = meta if meta is not None else etree.Element("none")
    title = one_line(stated.findtext(f".//{_DC}title"))
    author = one_line(stated.findtext(f".//{_META}initial-creator") or stated.findtext(f".//{_DC}creator"))
    modified = iso_date(stated.findtext(f".//{_DC}date") or "")
    heading = next((block.span.of(made.text) for block in made.blocks if block.kind == "heading"), None)
    return with_head(replace(made, title=title or heading, author=author, modified=modified))


def _parts(raw: RawFile) -> dict[str, bytes]:
    with archive_of(raw.data, "a damaged OpenDocument file", "save it again") as archive:
        members = {each.filename: each for each in archive.infolist() if each.filename in (*_PARTS, _MANIFEST)}
        check_size(members.values(), raw.max_bytes)
        parts = {name: archive.read(member) for name, member in members.items()}
    if b"encryption-data" in parts.get(_MANIFEST, b""):
        raise EncryptedError("an encrypted OpenDocument file; open it with its password and save it without one")
    return parts


def _tree(part: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    return etree.fromstring(part, parser) if part else None


def _looks(trees: list[etree._Element]) -> dict[str, _StyleMarks]:
    """What each style does, with what the style does that it rests on."""
    styles = {style.get(f"{_STYLE}name", ""): style for tree in trees for style in tree.iter(f"{_STYLE}style")}

    def look(name: str, depth: int = 0) -> _StyleMarks:
        style = styles.get(name)
        if style is None or depth > _DEEPEST:
            return _StyleMarks()
        base = look(style.get(f"{_STYLE}parent-style-name", ""), depth + 1)
        words = style.find(f"{_STYLE}text-properties")
        values: dict[str, str] = {} if words is None else {str(name): str(value) for name, value in words.items()}
        struck, shown = values.get(f"{_STYLE}text-line-through-style"), values.get(f"{_TEXT}display")
        struck = struck or values.get(f"{_STYLE}text-line-through-type")
        raised = values.get(f"{_STYLE}text-position")
        return _StyleMarks(
            is_struck=struck != "none" if struck else base.is_struck,
            is_hidden=shown == "none" if shown else base.is_hidden,
            is_raised=_is_above(raised) if raised else base.is_raised,
            is_title=base.is_title or name == "Title",
        )

    return {name: look(name) for name in styles}


def _is_above(position: str) -> bool:
    height = position.split()[0].rstrip("%")
    return height == "super" or (height.lstrip("+").isdigit() and int(height) > 0)


def _convert(
    element: etree._Element, into: HtmlElement, looks: dict[str, _StyleMarks], notes: list[etree._Element], depth: int
) -> None:
    """Put the words of an element, as HTML, at the end of ``into``; bodies of notes are set aside."""
    _say(into, element.text)
    for child in element:
        name = child.tag
        if name in _BLANKS:
            _say(into, _BLANKS[name])
        elif name == f"{_TEXT}note":
            notes += child.findall(f"{_TEXT}note-body")
        elif isinstance(name, str) and name not in _LEFT_OUT and depth < _DEEPEST:
            look = looks.get(child.get(f"{_TEXT}style-name", ""), _StyleMarks())
            _convert(child, _opened(child, into, look), looks, notes, depth + 1)
        _say(into, child.tail)


def _opened(child: etree._Element, into: HtmlElement, look: _StyleMarks) -> HtmlElement:
    tag = "h1" if look.is_title else _TAGS.get(str(child.tag), "span")
    made = lxml.html.Element(tag)
    if tag == "a" and child.get(_HREF):
        made.set("href", child.get(_HREF) or "")
    if look.is_hidden:
        made.set("hidden", "")
    into.append(made)
    for name, applies in (("del", look.is_struck), ("sup", look.is_raised and tag == "span")):
        if applies:
            inner = lxml.html.Element(name)
            made.append(inner)
            made = inner
    return made


def _say(into: HtmlElement, words: str | None) -> None:
    if words and len(into):
        into[-1].tail = (into[-1].tail or "") + words
    elif words:
        into.text = (into.text or "") + words
