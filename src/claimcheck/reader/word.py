"""The main part of a Word file, as its reader sees it: mammoth knows neither hidden text nor what a style strikes."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from claimcheck.reader.cleaning import one_line
from claimcheck.reader.superscripts import powers
from claimcheck.reader.visible import Correction

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_VAL = f"{_W}val"
_STRUCK = (f"{_W}strike", f"{_W}dstrike")
_HIDDEN = (f"{_W}vanish", f"{_W}webHidden", f"{_W}specVanish")
_RAISED = (f"{_W}vertAlign", f"{_W}position")
_MARKS = (*_STRUCK, *_HIDDEN, *_RAISED)
_OFF = ("0", "false", "off", "none")
_MOST_BASES = 12
_NEEDED = tuple(
    f":{name}".encode()
    for name in "vanish webHidden specVanish strike dstrike fldSimple del vertAlign position oMath txbxContent".split()
)

Marks = Mapping[str, str]
"""What is said of some words, by element: on or off, or a value."""


def visible_part(part: bytes, styles: bytes = b"") -> tuple[bytes | None, list[Correction]]:
    """The part without hidden and struck text, and what tracked changes or struck words say was corrected.

    None instead of the part where it is to be read as it is. ``styles`` is the part that says what its styles mean.
    """
    if not any(mark in each for mark in _NEEDED for each in (part, styles)):
        return None, []
    root = _tree(part)
    if root is None:
        return None, []
    of_styles = _styles(_tree(styles)) if styles else {}
    corrections = [each for inserted in root.iter(f"{_W}ins") for each in _correction(inserted, of_styles)]
    for run in list(root.iter(f"{_W}r")):
        marks = _marks(run, of_styles)
        if _is_on(marks, (*_STRUCK, *_HIDDEN)):
            _drop(run)
        elif _is_raised(marks):
            _mark_raised(run)
    # The result of a simple field ("3 million") stands inside it, where mammoth does not look.
    for field in list(root.iter(f"{_W}fldSimple")):
        _put(field, list(field))
    for equation in list(root.iter(f"{_M}oMath")):
        _put(equation, [_run(_linear(equation))])
    for equations in list(root.iter(f"{_M}oMathPara")):
        _put(equations, [each for each in equations if each.tag == f"{_W}r"])
    for box in list(root.iter(f"{_W}txbxContent")):
        _lift(box)
    return etree.tostring(root), corrections


def _put(element: etree._Element, others: list[etree._Element]) -> None:
    """Put others in the place of an element; its place is not counted out, as there may be many beside it."""
    above = element.getparent()
    if above is not None:
        for other in others:
            element.addprevious(other)
        above.remove(element)


def _run(words: str) -> etree._Element:
    run = etree.Element(f"{_W}r")
    text = etree.SubElement(run, f"{_W}t")
    text.text = words
    return run


def _linear(element: etree._Element) -> str:
    """An equation on one line: fractions with a slash, powers raised."""
    parts = {str(child.tag).removeprefix(_M): child for child in element}
    match str(element.tag).removeprefix(_M):
        case "t":
            return element.text or ""
        case "f" if {"num", "den"} <= parts.keys():
            return f"{_linear(parts['num'])}/{_linear(parts['den'])}"
        case "sSup" if {"e", "sup"} <= parts.keys():
            base, power = _linear(parts["e"]), _linear(parts["sup"])
            return base + (powers(power) or f"^{power}")
        case "rad" if "e" in parts:
            return f"√({_linear(parts['e'])})"
        case "d":
            return f"({''.join(map(_linear, element))})"
    return "".join(map(_linear, element))


def _lift(box: etree._Element) -> None:
    """Put the paragraphs of a text box behind the one that it hangs on, once where it is given in two ways."""
    above = [each for each in box.iterancestors() if each.tag == f"{_W}p"]
    if not above:
        return
    hanging = above[-1]
    shape = next((each for each in box.iterancestors() if each.tag == _ALTERNATIVES), None)
    for paragraph in [each for each in box if each.tag in (f"{_W}p", f"{_W}tbl")]:
        if hanging.getparent() is not None:
            hanging.addnext(paragraph)
            hanging = paragraph
    for gone in (box, shape):
        if gone is not None:
            _put(gone, [])


def _tree(part: bytes) -> etree._Element | None:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))


def _styles(root: etree._Element | None) -> dict[str, Marks]:
    """What each style says of words, with what it says by the style that it is based on."""
    if root is None:
        return {}
    own = {style.get(f"{_W}styleId", ""): (style, _stated(style.find(f"{_W}rPr"))) for style in root.iter(f"{_W}style")}

    def resolved(name: str, depth: int = 0) -> Marks:
        if name not in own or depth > _MOST_BASES:
            return {}
        style, marks = own[name]
        base = style.find(f"{_W}basedOn")
        return {**(resolved(base.get(_VAL, ""), depth + 1) if base is not None else {}), **marks}

    return {name: resolved(name) for name in own}


def _stated(properties: etree._Element | None) -> Marks:
    if properties is None:
        return {}
    return {str(each.tag): each.get(_VAL, "1") for each in properties if each.tag in _MARKS}


def _marks(run: etree._Element, styles: Mapping[str, Marks]) -> Marks:
    """What is said of a run: by its paragraph's style, by its own, and by itself."""
    properties, above = run.find(f"{_W}rPr"), run.getparent()
    while above is not None and above.tag != f"{_W}p":
        above = above.getparent()
    names = [] if above is None else above.findall(f"{_W}pPr/{_W}pStyle")
    names += [] if properties is None else properties.findall(f"{_W}rStyle")
    found: dict[str, str] = {}
    for name in names:
        found.update(styles.get(name.get(_VAL, ""), {}))
    return {**found, **_stated(properties)}


def _is_on(marks: Marks, names: tuple[str, ...]) -> bool:
    return any(name in marks and marks[name] not in _OFF for name in names)


def _is_raised(marks: Marks) -> bool:
    aligned, raised_by = (marks.get(name, "") for name in _RAISED)
    return aligned == "superscript" or (raised_by.isdigit() and int(raised_by) > 0)


def _mark_raised(run: etree._Element) -> None:
    """Say in the way that mammoth knows that a run is raised, and nothing else of it, so that it joins with others."""
    properties = run.find(f"{_W}rPr")
    if properties is None:
        properties = etree.Element(f"{_W}rPr")
        run.insert(0, properties)
    properties[:] = [etree.Element(_RAISED[0], {_VAL: "superscript"})]


def _correction(inserted: etree._Element, styles: Mapping[str, Marks]) -> list[Correction]:
    """What inserted words replaced: words beside them that were deleted, or struck out."""
    new = _words(inserted)
    for beside in (inserted.getprevious(), inserted.getnext()):
        if beside is None:
            continue
        is_struck = beside.tag == f"{_W}r" and _is_on(_marks(beside, styles), _STRUCK)
        if beside.tag == f"{_W}del" or is_struck:
            old = _words(beside)
            return [Correction(old, new)] if old and new else []
    return []


def _words(element: etree._Element) -> str | None:
    return one_line("".join(each.text or "" for each in element.iter(f"{_W}t", f"{_W}delText")))


def _drop(run: etree._Element) -> None:
    above = run.getparent()
    if above is not None:
        above.remove(run)
