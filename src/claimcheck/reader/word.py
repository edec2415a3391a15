"""The main part of a Word file, as its reader sees it: mammoth knows neither hidden text nor double strikes."""

from __future__ import annotations

from lxml import etree

from claimcheck.reader.cleaning import one_line
from claimcheck.reader.visible import Correction

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRUCK = (f"{_W}strike", f"{_W}dstrike")
_HIDDEN = (f"{_W}vanish", f"{_W}webHidden")
_OFF = ("0", "false", "off", "none")
_NEEDED = (b":vanish", b":webHidden", b":strike", b":dstrike", b":fldSimple", b":del ")


def visible_part(part: bytes) -> tuple[bytes | None, list[Correction]]:
    """The part without hidden and struck text, and what tracked changes or struck words say was corrected.

    None instead of the part where it is to be read as it is.
    """
    if not any(mark in part for mark in _NEEDED):
        return None, []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(part, parser)
    if root is None:
        return None, []
    corrections = [each for inserted in root.iter(f"{_W}ins") for each in _correction(inserted)]
    for run in list(root.iter(f"{_W}r")):
        if _has(run, (*_STRUCK, *_HIDDEN)):
            _drop(run)
    # The result of a simple field ("3 million") stands inside it, where mammoth does not look.
    for field in list(root.iter(f"{_W}fldSimple")):
        above = field.getparent()
        if above is not None:
            at = above.index(field)
            above[at : at + 1] = list(field)
    return etree.tostring(root), corrections


def _has(run: etree._Element, marks: tuple[str, ...]) -> bool:
    properties = run.find(f"{_W}rPr")
    found = [] if properties is None else [each for mark in marks for each in properties.findall(mark)]
    return any((each.get(f"{_W}val") or "1") not in _OFF for each in found)


def _correction(inserted: etree._Element) -> list[Correction]:
    """What inserted words replaced: words beside them that were deleted, or struck out."""
    new = _words(inserted)
    for beside in (inserted.getprevious(), inserted.getnext()):
        if beside is not None and (beside.tag == f"{_W}del" or (beside.tag == f"{_W}r" and _has(beside, _STRUCK))):
            old = _words(beside)
            return [Correction(old, new)] if old and new else []
    return []


def _words(element: etree._Element) -> str | None:
    return one_line("".join(each.text or "" for each in element.iter(f"{_W}t", f"{_W}delText")))


def _drop(run: etree._Element) -> None:
    above = run.getparent()
    if above is not None:
        above.remove(run)
