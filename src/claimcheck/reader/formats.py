"""The formats that can be read, registered in one place, and how the format of some bytes is found out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pkgutil import resolve_name

from claimcheck.errors import BinaryError, EmptyError, EncryptedError
from claimcheck.models import Document
from claimcheck.plugins import registered_elsewhere
from claimcheck.reader.letters import is_mail
from claimcheck.reader.raw import RawFile
from claimcheck.reader.recordings import is_subtitles, is_transcript

GROUP = "claimcheck.readers"
"""The entry point group in which other packages register a :class:`Format`."""


class Confidence(IntEnum):
    """How surely bytes are of a format; the surest format reads them."""

    NO = 0
    LIKELY = 1
    """By its content, which other formats may have too."""
    STATED = 2
    """By its suffix or media type."""
    CERTAIN = 3
    """By its content, whatever it is called."""


Sniff = Callable[[RawFile], bool]
Read = Callable[[RawFile], Document]


@dataclass(frozen=True, slots=True)
class Format:
    """A format, and the function that reads it.

    Attributes:
        read: the function, or ``module:name`` of it, so that it is imported when it is first needed. It raises
            ``ReadError`` for what it cannot read.
        suffixes: of file names, without dots.
        media_types: as in a ``Content-Type`` header, without parameters.
        is_text: whether it is made of text in some charset; else its bytes are looked at before they are decoded.
        is_certain: tells by content, and overrules suffix and media type.
        is_likely: tells by content, and is overruled by another format's suffix or media type.
        accepts: what content has to show besides suffix or media type.
    """

    name: str
    read: Read | str
    suffixes: frozenset[str] = frozenset()
    media_types: frozenset[str] = frozenset()
    is_text: bool = True
    is_certain: Sniff | None = None
    is_likely: Sniff | None = None
    accepts: Sniff | None = None

    def confidence(self, raw: RawFile) -> Confidence:
        """How surely ``raw`` is of this format."""
        if self.is_certain is not None and self.is_certain(raw):
            return Confidence.CERTAIN
        is_stated = raw.suffix in self.suffixes or raw.media_type in self.media_types
        if is_stated and (self.accepts is None or self.accepts(raw)):
            return Confidence.STATED
        return Confidence.LIKELY if self.is_likely is not None and self.is_likely(raw) else Confidence.NO

    def document(self, raw: RawFile) -> Document:
        """The document in ``raw``.

        Raises:
            ReadError: there is none.
        """
        read: Read = resolve_name(self.read) if isinstance(self.read, str) else self.read
        return read(raw)


_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*){0,8}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(r"<(?:html|head|body|title|meta|div|p|article|section|h1|table|span|br)\b[^<]*>", re.IGNORECASE)
_MARKDOWN_SIGN = re.compile(r"^#{1,6} \S|^\s*(?:[-*]|\d+\.) \S.*\]\(|\[[^\]\n]+\]\(\S+\)|^```|^> \S", re.MULTILINE)
_FRONT_MATTER = re.compile(
    r"\s*---[ \t]*\n(?:.*\n){0,40}?[ \t]*(?:title|publisher|author|published|url|kind)[ \t]*:", re.IGNORECASE
)
_LOOKED_AT = 4096


def _is_markdown_of_no_name(raw: RawFile) -> bool:
    named = raw.suffix or raw.media_type == "text/plain"
    return not named and len(_MARKDOWN_SIGN.findall(raw.text[:_LOOKED_AT])) >= 2


_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_WEBP = re.compile(rb"RIFF....WEBP", re.DOTALL)
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_MIME_WITHIN = 120

BUILT_IN = (
    Format("PDF", "claimcheck.reader.pdf:read_pdf", is_text=False, is_certain=lambda raw: b"%PDF-" in raw.data[:1024]),
    Format(
        "picture",
        "claimcheck.reader.recognition:read_picture",
        is_text=False,
        is_certain=lambda raw: raw.data.startswith(_PICTURES) or _WEBP.match(raw.data) is not None,
    ),
    Format(
        "OpenDocument",
        "claimcheck.reader.odt:read_odt",
        is_text=False,
        is_certain=lambda raw: raw.data.startswith(b"PK") and _ODT in raw.data[:_MIME_WITHIN],
    ),
    Format(
        "rich text",
        "claimcheck.reader.letters:read_rtf",
        is_text=False,
        is_certain=lambda raw: raw.data.startswith(b"{\\rtf"),
    ),
    Format(
        "mail",
        "claimcheck.reader.letters:read_mail",
        frozenset({"eml"}),
        frozenset({"message/rfc822"}),
        is_text=False,
        is_certain=is_mail,
    ),
    Format(
        "Word",
        "claimcheck.reader.docx:read_docx",
        is_text=False,
        # Any other zip archive too: its reader says what is in it instead.
        is_certain=lambda raw: raw.data.startswith((b"PK\x03\x04", b"PK\x05\x06")),
    ),
    Format(
        "HTML",
        "claimcheck.reader.html:read_html",
        frozenset({"html", "htm", "xhtml", "xht", "shtml"}),
        frozenset({"text/html", "application/xhtml+xml"}),
        is_certain=lambda raw: _HTML_START.match(raw.text[:_LOOKED_AT]) is not None,
        accepts=lambda raw: _HTML_TAG.search(raw.text) is not None,
    ),
    Format(
        "Markdown",
        "claimcheck.reader.markdown:read_markdown",
        frozenset({"md", "markdown", "mdown", "mkd"}),
        frozenset({"text/markdown", "text/x-markdown"}),
        is_certain=lambda raw: _FRONT_MATTER.match(raw.text[:_LOOKED_AT]) is not None,
        is_likely=_is_markdown_of_no_name,
    ),
    Format(
        "subtitles",
        "claimcheck.reader.recordings:read_subtitles",
        frozenset({"vtt", "srt"}),
        frozenset({"text/vtt", "application/x-subrip"}),
        is_certain=is_subtitles,
    ),
    Format("transcript", "claimcheck.reader.recordings:read_transcript", is_certain=is_transcript),
    Format("text", "claimcheck.reader.plain:read_text", is_likely=lambda _: True),
)
"""The formats that claimcheck itself reads; where two are as sure, the first one reads."""

# What some formats begin with that hold no text, or none that is read.
_NOT_READ: tuple[tuple[bytes, str], ...] = (
    (b"RIFF", "a sound or video"),
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
    (b"%!PS", "a PostScript file"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_GIVE = "give a text, HTML, PDF, Word or OpenDocument file, subtitles or a picture"


@cache
def formats() -> tuple[Format, ...]:
    """All formats: those of other packages first, so that they may take what a format here would read too."""
    return (*registered_elsewhere(GROUP, Format), *BUILT_IN)


def format_of(raw: RawFile) -> Format:
    """The format that is surest of ``raw``; of text only where no binary format knows the bytes.

    Raises:
        BinaryError: it is none that holds text; EncryptedError: it asks for a password; EmptyError: blank.
    """
    found = _surest(raw, is_text=False)
    if found is not None:
        return found
    for complaint in _complaints(raw):
        raise complaint
    found = _surest(raw, is_text=True)
    assert found is not None, "any text is likely to be plain text"
    return found


def _surest(raw: RawFile, *, is_text: bool) -> Format | None:
    candidates = [(each.confidence(raw), each) for each in formats() if each.is_text is is_text]
    confidence, found = max(candidates, key=lambda pair: pair[0])
    return found if confidence else None


def _complaints(raw: RawFile) -> Iterator[Exception]:
    """Why there is no text to be read in ``raw``."""
    if raw.data.startswith(_OLE):
        if _ENCRYPTED_STREAM in raw.data:
            yield EncryptedError("an encrypted Office file; open it with its password and save it without one")
        yield BinaryError("an old Office file (.doc, .xls or .ppt); save it as .docx or PDF")
    for magic, what in _NOT_READ:
        if raw.data.startswith(magic):
            yield BinaryError(f"{what}, whatever its name says; {_GIVE}")
    if raw.data[4:8] == b"ftyp":
        yield BinaryError(f"a picture, sound or video; {_GIVE}")
    if raw.decoded is None:
        yield BinaryError(f"not text but binary data; {_GIVE}")
    elif not raw.decoded.strip():
        yield EmptyError("nothing but blanks; save it again with its text")
