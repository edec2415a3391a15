"""Bytes to text, whatever the charset, and whatever they say their charset is."""

from __future__ import annotations

import codecs
import re
from collections import Counter

import webencodings

from claimcheck.reader.alphabets import guessed_charset

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_META_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_META_WITHIN = 4096
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 65_536
_WIDE_SAMPLE = 1024
_WIDE_CODECS = (("utf-32-le", 4, 0, 3), ("utf-32-be", 4, 3, 0), ("utf-16-le", 2, 0, 1), ("utf-16-be", 2, 1, 0))
_FIRST_PRINTED = 0x20
_LAST_PLANE = 0x10
_MOST_CONTROL = 0.02


def declared_charset(content_type: str | None) -> str | None:
    """The charset that a ``Content-Type`` header names; None when it names none."""
    found = _HEADER_CHARSET.search(content_type or "")
    return found.group(1) if found else None


def decode(data: bytes, header: str | None = None) -> str | None:
    """The text in ``data``; None when it is no text.

    Asked in the order of the HTML standard: byte order mark, header, ``<meta>``, content. Pages lie, though: bytes
    that are valid UTF-8 beyond ASCII are UTF-8 whatever was said, and a charset that the bytes break is not used.
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace")
    data = data.rstrip(b"\x00")
    if _is_binary(data):
        return None
    meta = _META_CHARSET.search(data[:_META_WITHIN])
    declared = [header, meta.group(1).decode("ascii", "ignore") if meta else None]
    stated = [codec for codec in map(_codec, declared) if codec]
    for codec in (["iso2022_jp"] if "iso2022_jp" in stated else []) + ["utf-8", *stated]:
        text = _decoded(data, codec)
        if text is not None:
            return text
    return data.decode(guessed_charset(data), "replace")


def _codec(label: str | None) -> str | None:
    """The codec that browsers read a label as; None when they do not know it."""
    found = webencodings.lookup(label) if label else None
    # What says UTF-16 without looking like it is something else (WHATWG Encoding Standard).
    if found is None or found.name.startswith("utf-16") or found.name == "x-user-defined":
        return None
    return "gb18030" if found.name == "gbk" else str(found.codec_info.name)


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        if codec != "utf-8":
            return data.decode(codec, "replace") if codec == "cp1252" else None
        return _nearly_utf8(data, error.start)


def _nearly_utf8(data: bytes, first_error: int) -> str | None:
    """UTF-8 with a few stray bytes in it, or cut off inside a character; None when it is something else."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(c > "\x7f" for c in text) - broken
    if broken == 1 and first_error >= len(data) - 3:
        return text
    if sound < 10 * broken:
        return None
    return data.decode("utf-8", "claimcheck.stray")


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Stray bytes in UTF-8 are nearly always Windows punctuation."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("claimcheck.stray", _stray)


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark shows by its high bytes: nearly always the same few, and no letters."""
    sample = data[:_WIDE_SAMPLE]
    if len(sample) < 4 or not _CONTROL.search(sample):
        return None
    for codec, width, low, high in _WIDE_CODECS:
        lanes = [sample[lane::width] for lane in range(width)]
        usual = sum(count for byte, count in Counter(lanes[high]).most_common(3) if byte < _FIRST_PRINTED)
        odd = len(_CONTROL.findall(lanes[low]))
        planes = width == 2 or max(lanes[1 if low else 2], default=0) <= _LAST_PLANE
        if planes and usual > 0.8 * len(lanes[high]) and odd <= 0.2 * len(lanes[low]):
            return codec
    return None


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    return len(_CONTROL.findall(sample)) > max(2, _MOST_CONTROL * len(sample))
