"""PDF files: the lines of their pages, with where and how large they are set."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_double
from dataclasses import replace

import pypdfium2
from pypdfium2 import raw as pdfium

from claimcheck.errors import DamagedError, EncryptedError, NoTextError, TooLargeError
from claimcheck.models import Document
from claimcheck.reader.cleaning import one_line
from claimcheck.reader.formats import RawFile
from claimcheck.reader.layout import PageLine, arranged
from claimcheck.reader.plain import with_head
from claimcheck.reader.superscripts import superscript

_DAMAGED = "a damaged PDF; open it in a PDF viewer and print it to a new PDF"
_MOST_PAGES = 3000
_MOST_CHARACTERS = 20_000_000
# How pdfium gives the hyphen of a word broken over two lines: without a line end.
_BREAKING_HYPHENS = (0x02, 0xFFFE)
_LINE_ENDS = (0x0A, 0x0D)
# Raised marks are set smaller than the words before them by this factor, and higher by this part of their size.
_RAISED = frozenset("0123456789*†‡§+-−–")
_RAISED_SIZE = 0.85
_RAISED_BY = 0.15
# What programs put into the title when nobody gave one.
_NO_TITLE = ("untitled", "microsoft word", "powerpoint", "document", "slide", "anonymous", "(anonymous)")


def read_pdf(raw: RawFile) -> Document:
    """A document of a PDF's text, with page numbers on its blocks.

    Raises:
        EncryptedError: it asks for a password; NoTextError: its pages are pictures; DamagedError: as it says.
        TooLargeError: more pages or letters than any article or report has.
    """
    try:
        pdf = pypdfium2.PdfDocument(raw.data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedError("an encrypted PDF; open it with its password and save it without one") from None
        raise DamagedError(_DAMAGED) from None
    try:
        if len(pdf) > _MOST_PAGES:
            raise TooLargeError(f"{len(pdf):,} pages, over the limit of {_MOST_PAGES:,}; split it")
        lines: list[PageLine] = []
        letters = unreadable = 0
        for page in range(len(pdf)):
            try:
                found = list(_page_lines(pdf, page))
            except pypdfium2.PdfiumError:
                unreadable += 1
                continue
            lines += found
            letters += sum(len(line.text) for line in found)
            if letters > _MOST_CHARACTERS:
                raise TooLargeError(f"more than {_MOST_CHARACTERS:,} letters; split it")
        stated = pdf.get_metadata_dict(skip_empty=True)
    finally:
        pdf.close()
    if not lines and unreadable:
        raise DamagedError(_DAMAGED)
    if not lines:
        raise NoTextError("its pages are scanned, no text layer; run text recognition (OCR) on it first")
    made = arranged(lines)
    return with_head(replace(made, title=_stated(stated, "Title") or made.title, author=_stated(stated, "Author")))


def _stated(stated: dict[str, str], key: str) -> str | None:
    words = one_line(stated.get(key))
    return words if words and not words.lower().startswith(_NO_TITLE) else None


def _page_lines(pdf: pypdfium2.PdfDocument, number: int) -> Iterator[PageLine]:
    """The lines of one page in the order in which they are set."""
    page = pdf[number]
    text = page.get_textpage()
    letters: list[str] = []
    raised = ""
    first = last = None
    count = pdfium.FPDFText_CountChars(text.raw)
    for at in range(count + 1):
        code = pdfium.FPDFText_GetUnicode(text.raw, at) if at < count else _LINE_ENDS[0]
        if raised and (code in _LINE_ENDS or not _is_raised(text, at, last, goes_on=True)):
            letters.append(superscript("".join(letters), raised))
            raised = ""
        letter = chr(min(code, 0x10FFFF))
        goes_on = bool(raised) and letter in ", "
        if goes_on or (first is not None and letter in _RAISED and (raised or _is_raised(text, at, last))):
            raised += letter
        elif code not in _LINE_ENDS:
            letters.append("-" if code in _BREAKING_HYPHENS else letter)
            if not letters[-1].isspace():
                first = at if first is None else first
                last = at
        if code in _LINE_ENDS or code in _BREAKING_HYPHENS:
            if first is not None and last is not None:
                yield _line(text, number + 1, "".join(letters), first, last)
            letters, first, last = [], None, None
    text.close()
    page.close()


def _is_raised(text: pypdfium2.PdfTextPage, at: int, before: int | None, *, goes_on: bool = False) -> bool:
    """Whether a character is set smaller than the last one of the line, and higher unless raised ones go on."""
    if before is None:
        return False
    size, usual = (pdfium.FPDFText_GetFontSize(text.raw, each) for each in (at, before))
    if size > _RAISED_SIZE * usual:
        return False
    return bool(goes_on or _box(text, at)[1] > _box(text, before)[1] + _RAISED_BY * usual)


def _line(text: pypdfium2.PdfTextPage, page: int, words: str, first: int, last: int) -> PageLine:
    left, bottom, right, top = _box(text, first)
    _, last_bottom, last_right, last_top = _box(text, last)
    sizes = sorted(pdfium.FPDFText_GetFontSize(text.raw, first + (last - first) * part // 4) for part in range(5))
    words = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
    return PageLine(
        words, page, left, min(bottom, last_bottom), max(right, last_right), max(top, last_top), round(sizes[2] * 2) / 2
    )


def _box(text: pypdfium2.PdfTextPage, at: int) -> tuple[float, float, float, float]:
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    pdfium.FPDFText_GetCharBox(text.raw, at, byref(left), byref(right), byref(bottom), byref(top))
    return left.value, bottom.value, right.value, top.value
