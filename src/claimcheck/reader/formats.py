"""What bytes are: by their content first, then by what they are called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from claimcheck.errors import BinaryError, EmptyError, EncryptedError
from claimcheck.reader.charsets import declared_charset, decode


class Format(Enum):
    """The formats that the reader knows."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"


@dataclass(frozen=True, slots=True)
class Recognised:
    """A format and, for formats made of text, the decoded text."""

    format: Format
    text: str = ""


_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"RIFF", "a picture, sound or video"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or video file"),
    (b"fLaC", "a sound file"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"wOFF", "a font"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"%!PS", "a PostScript file"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*){0,8}<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HTML_TAG = re.compile(r"<(?:html|head|body|title|meta|div|p|article|section|h1|table|span|br)\b[^<]*>", re.IGNORECASE)
_MARKDOWN_SIGN = re.compile(r"^#{1,6} \S|^\s*(?:[-*]|\d+\.) \S.*\]\(|\[[^\]\n]+\]\(\S+\)|^```|^> \S", re.MULTILINE)
_FRONT_MATTER = re.compile(
    r"\s*---[ \t]*\n(?:.*\n){0,40}?[ \t]*(?:title|publisher|author|published|url|kind)[ \t]*:", re.IGNORECASE
)
_LOOKED_AT = 4096


def recognise(data: bytes, name: str, content_type: str | None) -> Recognised:
    """Tell the format of ``data``, and decode it where it is text.

    Raises:
        BinaryError: it is none that holds text; EncryptedError: it asks for a password; EmptyError: blank.
    """
    if b"%PDF-" in data[:1024]:
        return Recognised(Format.PDF)
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return Recognised(Format.DOCX)
    if data.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            raise EncryptedError("an encrypted Office file; open it with its password and save it without one")
        raise BinaryError("an old Office file (.doc, .xls or .ppt); save it as .docx or PDF")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise BinaryError(f"{what}, whatever its name says; give a text, Markdown, HTML, PDF or Word file")
    if data[4:8] == b"ftyp":
        raise BinaryError("a picture, sound or video; give a text, Markdown, HTML, PDF or Word file")
    text = decode(data, declared_charset(content_type))
    if text is None:
        raise BinaryError("not text but binary data; give a text, Markdown, HTML, PDF or Word file")
    if not text.strip():
        raise EmptyError("nothing but blanks; save it again with its text")
    return Recognised(_text_format(text, name, content_type), text)


def _text_format(text: str, name: str, content_type: str | None) -> Format:
    head = text[:_LOOKED_AT]
    extension = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    called = (content_type or "").lower()
    if _HTML_START.match(head):
        return Format.HTML
    if _FRONT_MATTER.match(head):
        return Format.MARKDOWN
    says_html = extension in ("html", "htm", "xhtml", "xht", "shtml") or "html" in called
    if says_html and _HTML_TAG.search(text):
        return Format.HTML
    if extension in ("md", "markdown", "mdown", "mkd") or "markdown" in called:
        return Format.MARKDOWN
    if extension == "" and not called.startswith("text/plain") and len(_MARKDOWN_SIGN.findall(head)) >= 2:
        return Format.MARKDOWN
    return Format.TEXT
