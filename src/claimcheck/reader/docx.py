"""Word files: their paragraphs, headings, lists and links."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import lxml.html
import mammoth
from lxml import etree

from claimcheck.errors import BinaryError, EmptyError, EncryptedError
from claimcheck.models import Document
from claimcheck.reader.building import Builder
from claimcheck.reader.cleaning import one_line
from claimcheck.reader.flow import Flow
from claimcheck.reader.plain import with_head
from claimcheck.reader.raw import RawFile
from claimcheck.reader.visible import add_corrections, make_visible
from claimcheck.reader.word import visible_part
from claimcheck.reader.zipped import archive_of, check_size

_TEXT = "word/document.xml"
_STYLE_PART = "word/styles.xml"
_PROPERTIES = "docProps/core.xml"
_PICTURES = "word/media/"
_NAMESPACE = "{http://purl.org/dc/elements/1.1/}"
_ENCRYPTED_FLAG = 0x1
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
p[style-name='caption'] => figcaption:fresh
p[style-name='Caption'] => figcaption:fresh
"""


def read_docx(raw: RawFile) -> Document:
    """A document of a Word file's paragraphs; pictures are not opened.

    Raises:
        BinaryError: a zip archive, but no Word file; TooLargeError: it unpacks to more than ``raw.max_bytes`` of XML.
        EncryptedError, EmptyError, DamagedError: as they say.
    """
    packed = _checked_archive(raw.data, raw.max_bytes)
    plain, replaced = visible_part(packed[_TEXT], packed.get(_STYLE_PART, b""))
    html = mammoth.convert_to_html(
        io.BytesIO(_with_part(raw.data, plain) if plain else raw.data),
        style_map=_STYLES,
        include_embedded_style_map=False,
        convert_image=mammoth.images.img_element(lambda _: {}),
    ).value
    if not html.strip():
        raise EmptyError("the Word file holds no text; check that this is the right file")
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    for note in root.xpath(".//sup[a[starts-with(@id, 'footnote-ref') or starts-with(@id, 'endnote-ref')]]"):
        note.drop_tree()
    for back in root.xpath(".//a[starts-with(@href, '#footnote-ref') or starts-with(@href, '#endnote-ref')]"):
        back.drop_tree()
    corrections = make_visible(root)
    builder = Builder()
    Flow(builder).walk(root)
    add_corrections(builder, [*corrections, *replaced])
    title, author = _properties(packed)
    return with_head(replace(builder.document(), title=title, author=author))


def _with_part(data: bytes, part: bytes) -> bytes:
    """The Word file with another main part; pictures are left out, since nobody opens them."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made, "w") as copy:
        for member in archive.infolist():
            if not member.filename.startswith(_PICTURES):
                copy.writestr(member.filename, part if member.filename == _TEXT else archive.read(member))
    return made.getvalue()


def _checked_archive(data: bytes, max_bytes: int) -> dict[str, bytes]:
    """The parts read here, once the archive is known to be a Word file of bearable size."""
    with archive_of(data, "a damaged Word file or zip archive", "save it again as .docx") as archive:
        members = {member.filename: member for member in archive.infolist()}
        if _TEXT not in members:
            if "[Content_Types].xml" in members and any(name.startswith(("xl/", "ppt/")) for name in members):
                raise BinaryError("an Excel or PowerPoint file; save its text as .docx or PDF")
            raise BinaryError("a zip archive, not a Word file; unpack it and give the files in it")
        if any(member.flag_bits & _ENCRYPTED_FLAG for member in members.values()):
            raise EncryptedError("an encrypted zip archive; open it with its password and save it without one")
        # Pictures are not opened; any other part may be the text, whatever it is called.
        check_size((member for name, member in members.items() if not name.startswith(_PICTURES)), max_bytes)
        return {name: archive.read(name) for name in (_TEXT, _STYLE_PART, _PROPERTIES) if name in members}


def _properties(packed: dict[str, bytes]) -> tuple[str | None, str | None]:
    """Title and author as the file states them."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(packed.get(_PROPERTIES) or b"<none/>", parser)
    if root is None:
        return None, None
    title, author = (root.findtext(f"{_NAMESPACE}{name}") for name in ("title", "creator"))
    return one_line(title), one_line(author)
