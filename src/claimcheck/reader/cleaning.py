"""Text as people see it: what a file carries besides is taken out."""

from __future__ import annotations

import re
import unicodedata

_NEWLINES = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc"
    "\ud800-\udfff\ufffe\uffff]"
)
# Joiners are spelling in Persian, in Indic scripts and in emoji; between Latin letters they are litter.
_JOINER = re.compile(r"(?<![^\x00-\u024f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\u024f])")
_CLEAN = re.compile(r"[\n -~]*")


def clean(text: str) -> str:
    """``text`` with line feeds for newlines, in NFC, ligatures spelt out, without invisible characters."""
    if _CLEAN.fullmatch(text):
        return text
    text = _NEWLINES.sub("\n", text).translate(_LIGATURES).replace("\t", " ")
    text = _JOINER.sub("", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", text)


def one_line(text: str | None) -> str | None:
    """``text`` clean and on one line; None when nothing is left."""
    return " ".join(clean(text).split()) or None if text else None
