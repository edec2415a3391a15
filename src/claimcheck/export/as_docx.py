"""A checked article as a Word file with footnotes (ECMA-376), for those who edit there."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

from claimcheck.errors import StoreError
from claimcheck.export.articles import CheckedArticle
from claimcheck.export.footnoted import footnoted

_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NO_CHARACTERS = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML may not hold."""

_WHEN = datetime(1980, 1, 1, tzinfo=UTC)
"""The time that the file carries: the same case makes the same words."""


def article_docx(article: CheckedArticle, head: str | None = None) -> bytes:
    """The article as a Word file: its text, a footnote for each claim, how it was checked, and the head of the chain.

    Raises:
        StoreError: python-docx is not installed.
    """
    try:
        from docx import Document
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
    except ImportError as error:
        raise StoreError("python-docx is not installed: pip install 'claimcheck-desk[desk]'") from error

    made = footnoted(article)
    file = Document()
    file.core_properties.title = _clean(made.title)
    file.core_properties.author = "claimcheck"
    file.core_properties.created = file.core_properties.modified = _WHEN
    if not any(paragraph.is_heading for paragraph in made.paragraphs[:1]):
        file.add_heading(_clean(made.title), 1)
    for paragraph in made.paragraphs:
        written = file.add_heading(level=1) if paragraph.is_heading else file.add_paragraph()
        for words, numbers in paragraph.pieces:
            written.add_run(_clean(words))
            for n, number in enumerate(numbers):
                # Otherwise 9 and 11 side by side read as 911.
                run = written.add_run(", " if n else None)
                run.font.superscript = True
                reference = OxmlElement("w:footnoteReference")
                reference.set(qn("w:id"), str(number))
                run._r.append(reference)
    file.add_heading("How this was checked", 2)
    file.add_paragraph(_clean(made.methodology))
    if head:
        file.core_properties.comments = head
        file.add_paragraph(f"The record of this check ended here: {head}")
    notes = "".join(_note(note.number, note.lines) for note in made.notes)
    content = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{_WORDS}">'
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
        f"</w:footnote>{notes}</w:footnotes>"
    )
    part = Part(PackURI("/word/footnotes.xml"), _TYPE, content.encode(), file.part.package)
    file.part.relate_to(part, _FOOTNOTES)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def _note(number: int, lines: tuple[str, ...]) -> str:
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    paragraphs = "".join(
        f'<w:p>{mark if n == 0 else ""}<w:r><w:rPr><w:sz w:val="18"/></w:rPr>'
        f'<w:t xml:space="preserve"> {_escaped(line)}</w:t></w:r></w:p>'
        for n, line in enumerate(lines)
    )
    return f'<w:footnote w:id="{number}">{paragraphs}</w:footnote>'


def _clean(words: str) -> str:
    return _NO_CHARACTERS.sub("\ufffd", re.sub(r"\s*\n\s*", " ", words))


def _escaped(words: str) -> str:
    return _clean(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
