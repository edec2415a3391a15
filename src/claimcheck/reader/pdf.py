"""PDF files: the lines of their pages, with where and how large they are set."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_double
from dataclasses import replace

import pypdfium2
from pypdfium2 import raw as pdfium

from claimcheck.errors import DamagedError, EncryptedError, NoTextError, TooLargeError
from claimcheck.models import Document
from claimcheck.reader import recognition
from claimcheck.reader.cleaning import one_line
from claimcheck.reader.columns import PageLine
from claimcheck.reader.layout import arranged
from claimcheck.reader.plain import with_head
from claimcheck.reader.raw import RawFile
from claimcheck.reader.superscripts import superscript

_DAMAGED = "a damaged PDF; open it in a PDF viewer and print it to a new PDF"
_SCANNED = "its pages are scanned, no text layer; run text recognition (OCR) on it first"
_DPI = 200
_MOST_RECOGNISED = 200
_MOST_PAGES = 3000
_MOST_CHARACTERS = 20_000_000
# How pdfium gives the hyphen of a word broken over two lines: without a line end.
_BREAKING_HYPHENS = (0x02, 0xFFFE)
_LINE_ENDS = (0x0A, 0x0D)
# Raised marks are set smaller than the words before them by this factor, and higher by this part of their size; those
# that are set as large are raised by more.
_RAISED = frozenset("0123456789*†‡§+-−–")
_NUMBER_ENDS = tuple("0123456789%")
_BRACKETS = "[]()"
_RAISED_SIZE = 0.85
_RAISED_BY = 0.15
_RAISED_ALONE = 0.2
# A gap between words is narrower than this part of their size, even where a line is stretched to its measure.
_WIDE_GAP = 0.5
# Strokes as thin as this, so far above the line that letters stand on, strike them out; in points and parts of a size.
_THIN = 2.0
_STRUCK_FROM, _STRUCK_TO = 0.12, 0.48
_BAND = 8
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
        pictured: list[int] = []
        letters = unreadable = 0
        for page in range(len(pdf)):
            try:
                text = _PageText(pdf, page)
                found = list(text.pieces())
                text.close()
                if not found:
                    pictured.append(page)
            except pypdfium2.PdfiumError:
                unreadable += 1
                continue
            lines += found
            letters += sum(len(line.text) for line in found)
            if letters > _MOST_CHARACTERS:
                raise TooLargeError(f"more than {_MOST_CHARACTERS:,} letters; split it")
        if recognition.is_installed():
            lines += _recognised(pdf, pictured)
            lines.sort(key=lambda line: line.page)
        stated = pdf.get_metadata_dict(skip_empty=True)
    finally:
        pdf.close()
    if not lines and unreadable:
        raise DamagedError(_DAMAGED)
    if not lines:
        raise NoTextError(_SCANNED)
    made = arranged(lines)
    return with_head(replace(made, title=_stated(stated, "Title") or made.title, author=_stated(stated, "Author")))


def _stated(stated: dict[str, str], key: str) -> str | None:
    words = one_line(stated.get(key))
    return words if words and not words.lower().startswith(_NO_TITLE) else None


def _recognised(pdf: pypdfium2.PdfDocument, pages: list[int]) -> Iterator[PageLine]:
    """The lines on pages that are pictures.

    Raises:
        TooLargeError: more of them than can be recognised in bearable time.
    """
    scanned = [page for page in pages if any(pdf[page].get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))]
    if len(scanned) > _MOST_RECOGNISED:
        raise TooLargeError(f"{len(scanned)} scanned pages, over the limit of {_MOST_RECOGNISED}; split it")
    for page in scanned:
        scale = _DPI / 72
        picture = pdf[page].render(scale=scale).to_pil().convert("RGB")
        yield from recognition.recognised(picture, page + 1, scale)


class _PageText:
    """The characters of one page, in the order in which they are set."""

    def __init__(self, pdf: pypdfium2.PdfDocument, number: int) -> None:
        self._number = number + 1
        self._page = pdf[number]
        self._text = self._page.get_textpage()
        self._strokes = _strokes(self._page)

    def close(self) -> None:
        """Give back what pdfium holds."""
        self._text.close()
        self._page.close()

    def pieces(self) -> Iterator[PageLine]:
        """The lines of the page, cut at wide gaps, without what is struck out."""
        letters: list[str] = []
        raised = ""
        first = last = None
        goes_on = False
        count = pdfium.FPDFText_CountChars(self._text.raw)
        for at in range(count + 1):
            code = pdfium.FPDFText_GetUnicode(self._text.raw, at) if at < count else _LINE_ENDS[0]
            letter = chr(min(code, 0x10FFFF))
            ends = code in _LINE_ENDS
            is_blank = ends or letter.isspace()
            if not is_blank and self._strokes and self._is_struck(at):
                continue
            if raised and (ends or not self._is_raised(at, last, goes_on=True)):
                letters.append(superscript("".join(letters), raised))
                raised = ""
            if first is not None and last is not None and not is_blank and self._is_far(at, last, letters[-1]):
                yield self._piece("".join(letters), first, last, goes_on=goes_on)
                letters, first, last, goes_on = [], None, None, True
            if (raised and letter in ", ") or (last is not None and self._is_mark(at, letter, letters, raised, last)):
                raised += letter
            elif not ends:
                letters.append("-" if code in _BREAKING_HYPHENS else letter)
                if not letters[-1].isspace():
                    first = at if first is None else first
                    last = at
            if ends or code in _BREAKING_HYPHENS:
                if first is not None and last is not None:
                    yield self._piece("".join(letters), first, last, goes_on=goes_on)
                letters, first, last, goes_on = [], None, None, False

    def _is_mark(self, at: int, letter: str, letters: list[str], raised: str, last: int) -> bool:
        """Whether a character is raised, and may be part of a power or of the mark of a note."""
        behind_number = bool(raised) or letters[-1][-1:] in _NUMBER_ENDS
        if letter not in _RAISED and not (behind_number and (letter.isalpha() or letter in _BRACKETS)):
            return False
        return bool(raised) or self._is_raised(at, last)

    def _is_raised(self, at: int, before: int | None, *, goes_on: bool = False) -> bool:
        """Whether a character is set higher than the last one of the line, and smaller unless by much."""
        if before is None:
            return False
        size, usual = (pdfium.FPDFText_GetFontSize(self._text.raw, each) for each in (at, before))
        higher = self._origin(at)[1] - self._origin(before)[1]
        if size > _RAISED_SIZE * usual:
            return bool(_RAISED_ALONE * usual < higher < usual)
        return goes_on or (higher > 0 and self._box(at)[1] > self._box(before)[1] + _RAISED_BY * usual)

    def _is_far(self, at: int, before: int, between: str) -> bool:
        """Whether the blank between two characters is wider than one between words, or leads back."""
        if not between.isspace():
            return False
        size = pdfium.FPDFText_GetFontSize(self._text.raw, before)
        gap = self._box(at)[0] - self._box(before)[2]
        return bool(gap > _WIDE_GAP * size or gap < -2 * size)

    def _is_struck(self, at: int) -> bool:
        """Whether a stroke goes through the middle of a character."""
        (left, _), base = self._box(at)[0:3:2], self._origin(at)[1]
        right, size = self._box(at)[2], pdfium.FPDFText_GetFontSize(self._text.raw, at)
        middle, low, high = (left + right) / 2, base + _STRUCK_FROM * size, base + _STRUCK_TO * size
        bands = range(int(low) // _BAND, int(high) // _BAND + 1)
        strokes = (stroke for band in bands for stroke in self._strokes.get(band, ()))
        return any(low < height < high and start <= middle <= end for start, height, end in strokes)

    def _piece(self, words: str, first: int, last: int, *, goes_on: bool) -> PageLine:
        left, _, right, top = self._box(first)
        _, _, last_right, last_top = self._box(last)
        sizes = sorted(
            pdfium.FPDFText_GetFontSize(self._text.raw, first + (last - first) * part // 4) for part in range(5)
        )
        words = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
        bottom, size = min(self._origin(first)[1], self._origin(last)[1]), round(sizes[2] * 2) / 2
        right, top = max(right, last_right), max(top, last_top)
        return PageLine(words, self._number, left, bottom, right, top, size, goes_on=goes_on)

    def _box(self, at: int) -> tuple[float, float, float, float]:
        left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
        pdfium.FPDFText_GetCharBox(self._text.raw, at, byref(left), byref(right), byref(bottom), byref(top))
        return left.value, bottom.value, right.value, top.value

    def _origin(self, at: int) -> tuple[float, float]:
        x, y = c_double(), c_double()
        pdfium.FPDFText_GetCharOrigin(self._text.raw, at, byref(x), byref(y))
        return x.value, y.value


def _strokes(page: pypdfium2.PdfPage) -> dict[int, list[tuple[float, float, float]]]:
    """The level strokes of a page and its marks of struck text, by bands of its height: from, height, and to."""
    found: dict[int, list[tuple[float, float, float]]] = {}
    boxes = [shape.get_bounds() for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)]
    strokes = [(left, (low + high) / 2, right) for left, low, right, high in boxes if high - low <= _THIN]
    for at in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, at)
        rectangle = pdfium.FS_RECTF()
        is_struck = pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_STRIKEOUT
        if is_struck and pdfium.FPDFAnnot_GetRect(annotation, byref(rectangle)):
            low, high = sorted((rectangle.bottom, rectangle.top))
            strokes.append((rectangle.left, low + _STRUCK_TO * (high - low), rectangle.right))
        pdfium.FPDFPage_CloseAnnot(annotation)
    for left, height, right in strokes:
        if right - left > _THIN:
            found.setdefault(int(height) // _BAND, []).append((left, height, right))
    return found
