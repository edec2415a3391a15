"""Small files that cost a reader gigabytes, or minutes: each is made here, and none is kept as a file."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Sequence

WORDS = "The bridge over the river is closed. "
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    made = bytearray(b"%PDF-1.4\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(made + b"trailer <</Root 1 0 R /Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table))


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A packed stream."""
    packed = zlib.compress(content, 9)
    return b"<<%s /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (entries, len(packed), packed)


def one_page(content: bytes, *more: bytes, resources: bytes = b"") -> bytes:
    """A PDF of one page in Helvetica; ``more`` are objects from number 6 on."""
    return pdf([
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 14400] /Contents 4 0 R"
        b" /Resources <</Font <</F 5 0 R>> %s>>>>" % resources,
        stream(content),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
        *more,
    ])  # fmt: skip


def nested_forms(depth: int, *, words: bool = True) -> bytes:
    """Forms that each show the next one ten times over: ten to the power of ``depth`` lines of words."""
    forms = []
    for level in range(depth):
        inner = b"<</XObject <</N %d 0 R>> /Font <</F 5 0 R>>>>" % (7 + level)
        shown = b"/N Do " * 10 if level < depth - 1 else b"BT /F 9 Tf 9 9 Td (Closed) Tj ET " if words else b"q Q "
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources %s" % inner
        forms.append(stream(shown, entries))
    return one_page(b"/N Do", *forms, resources=b"/XObject <</N 6 0 R>>")


def lines_in_a_paragraph(count: int) -> bytes:
    """Lines of words, each just below the one before, that go on and on."""
    lines = b"BT /F 2 Tf 10 14350 Td " + b"(the bridge over the river and) Tj 0 -2.2 Td " * count + b"ET"
    return one_page(lines)


def drawing(count: int) -> bytes:
    """A page of strokes, and no words."""
    return one_page(b"".join(b"%d %d m %d %d l S " % (n % 600, n % 799, n % 599, n % 797) for n in range(count)))


def word_file(main: str, content: bytes) -> bytes:
    """A Word file whose main part has this name."""
    made = io.BytesIO()
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        types = f'<Override PartName="/{main}" ContentType="{kind}"/>'
        namespace = "http://schemas.openxmlformats.org/package/2006"
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{namespace}/content-types">{types}</Types>')
        target = f'<Relationship Id="r" Type="{relation}" Target="{main}"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{namespace}/relationships">{target}</Relationships>')
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{_W}"><w:body/></w:document>')
        archive.writestr(main, content)
    return made.getvalue()


def bomb(megabytes: int) -> bytes:
    """A Word file whose real part is called otherwise, and unpacks to so much."""
    paragraph = b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % WORDS.encode()
    body = paragraph * (megabytes * 1_000_000 // len(paragraph))
    return word_file(
        "word/real.part", b'<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (_W.encode(), body)
    )


def page(body: str) -> bytes:
    """A page of this body."""
    return f"<html><body>{body}</body></html>".encode()


FILES: dict[str, Callable[[], bytes]] = {
    "nested-forms.pdf": lambda: nested_forms(9),
    "lines.pdf": lambda: lines_in_a_paragraph(6_500),
    "drawing.pdf": lambda: drawing(100_000),
    "spans.html": lambda: page("<article><p>" + WORDS * 9 + "</p><p>" + "<span>a</span>" * 30_000),
    "unclosed.html": lambda: page("<div>" + "<p>a" * 30_000),
    "unclosed-divs.html": lambda: page("<div><p>a" * 30_000),
    "chunks.html": lambda: page('<div class="a"><p>a</p><p>b</p></div>' * 9_000),
    "cells.html": lambda: page("<table>" + "<tr><td>a" * 15_000),
    "quotations.html": lambda: page("<p>" + "<q>a</q>" * 30_000),
    "hidden.html": lambda: page("<p>" + "a <del>b</del>" * 30_000),
    "comments.html": lambda: b"<!---->" * 600 + page(WORDS),
    "blanks.txt": lambda: WORDS.encode() + b" " * 300_000 + b"x",
    "dots.txt": lambda: WORDS.encode() + b"." * 300_000 + b"x",
    "other-ending.docx": lambda: bomb(60),
}
"""Files by name; those who read them say what is in them, or why not, within seconds and a gigabyte."""
