"""Words in pictures, recognised by RapidOCR, which comes with the extra ``ocr`` and needs no network."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from claimcheck.errors import DamagedError, NoTextError, TooLargeError
from claimcheck.models import Document, SourceRegion
from claimcheck.reader.columns import PageLine
from claimcheck.reader.layout import arranged
from claimcheck.reader.pace import ask_for_time
from claimcheck.reader.raw import RawFile

if TYPE_CHECKING:
    from PIL.Image import Image

INSTALL = "pip install 'claimcheck-desk[ocr]' to have its words recognised, or type them into a text file"
_MOST_PIXELS = 60_000_000
_FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF")
# Letters fill about this part of the height of the box that is recognised.
_LETTERS = 0.72
_SAME_SIZE = 0.25
# A full page takes one to three seconds of one core.
_SECONDS_A_PAGE = 10.0


def read_picture(raw: RawFile) -> Document:
    """A document of the words in a picture, each line with its place and how sure its recognition is.

    Raises:
        NoTextError: no words are recognised in it, or the extra is not installed; TooLargeError, DamagedError: as they
            say.
    """
    recogniser()
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(raw.data), formats=_FORMATS) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise TooLargeError(f"a picture of more than {_MOST_PIXELS / 1e6:.0f} million pixels; make it smaller")
            upright = ImageOps.exif_transpose(opened)
            picture = Image.new("RGB", upright.size, "white")
            picture.paste(upright.convert("RGB"), mask=upright.getchannel("A") if "A" in upright.getbands() else None)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise DamagedError("a damaged picture; open it and save it again as PNG") from error
    lines = recognised(picture, 1)
    if not lines:
        raise NoTextError("a picture in which no words are recognised; type what it shows into a text file")
    return arranged(lines)


def recognised(picture: Image, page: int, scale: float = 1.0) -> list[PageLine]:
    """The lines of words in a picture, with their places divided by ``scale``.

    Raises:
        NoTextError: the extra is not installed.
    """
    import numpy as np

    ask_for_time(_SECONDS_A_PAGE)
    found = recogniser()(np.asarray(picture)[:, :, ::-1])
    if not found.txts:
        return []
    lines = []
    for words, score, corners in zip(found.txts, found.scores, found.boxes, strict=True):
        left, top = (float(side) / scale for side in corners.min(axis=0))
        right, bottom = (float(side) / scale for side in corners.max(axis=0))
        box = (round(left), round(top), round(right), round(bottom))
        region = SourceRegion(0, 0, box=box, confidence_pct=round(100 * float(score), 1))
        size = float(round((bottom - top) * _LETTERS))
        lines.append(PageLine(str(words), page, left, -bottom, right, -top, size, region=region))
    usual = sorted(line.size for line in lines)[len(lines) // 2]
    # Boxes of one size of type differ by a few pixels: with and without letters that reach up or down.
    return [replace(line, size=usual) if abs(line.size - usual) <= _SAME_SIZE * usual else line for line in lines]


def is_installed() -> bool:
    """Whether words in pictures can be recognised here."""
    return find_spec("rapidocr") is not None


@cache
def recogniser() -> Any:  # noqa: ANN401 the library states no types
    """The recogniser with its models, loaded once.

    Raises:
        NoTextError: the extra is not installed.
    """
    if not is_installed():
        raise NoTextError(f"a picture; {INSTALL}")
    from rapidocr import RapidOCR

    # One thread: several pages are read by several processes, and threads that wait for one another cost more.
    settings = {"Global.log_level": "critical", "Global.use_cls": False}
    return RapidOCR(params=settings | {"EngineConfig.onnxruntime.intra_op_num_threads": 1})
