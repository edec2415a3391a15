"""PDF and Word files: paragraphs whole again, pages known, boilerplate apart, and every refusal in one line."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A5
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from claimcheck.errors import (
    BinaryError,
    DamagedError,
    EmptyError,
    EncryptedError,
    NoTextError,
    ReadError,
    TooLargeError,
)
from claimcheck.models import BlockKind, Document
from claimcheck.reader import read

SENTENCES = [
    f"In year {year} the harbour of the town took in {year - 1700} ships, and the port authority, which keeps the"
    f" books, said that {year % 7 + 2} of them had come from abroad with grain or with wood."
    for year in range(1901, 1931)
]


def words(document: Document, kind: BlockKind) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.kind is kind]


def report() -> bytes:
    """A report of several pages with a running head and page numbers, as a program lays it out."""
    styles = getSampleStyleSheet()
    flow = [Paragraph("The Harbour of the Town", styles["Title"])]
    for at, sentence in enumerate(SENTENCES):
        if at % 10 == 0:
            flow.append(Paragraph(f"Decade {at // 10 + 1} of the count", styles["Heading2"]))
        flow.append(Paragraph(sentence, styles["BodyText"]))

    def frame(canvas: Canvas, _: object) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, A5[1] - 30, "Port Authority – Annual Report")
        canvas.drawCentredString(A5[0] / 2, 25, f"Page {canvas.getPageNumber()}")

    made = io.BytesIO()
    SimpleDocTemplate(made, pagesize=A5, author="Port Authority").build(flow, onFirstPage=frame, onLaterPages=frame)
    return made.getvalue()


def lines_on_pages(*pages: list[str], **options: object) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A5, **options)
    for page in pages:
        for at, line in enumerate(page):
            canvas.drawString(60, 500 - 14 * at, line)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def test_pdf_paragraphs_headings_and_boilerplate() -> None:
    document = read(report())
    assert words(document, BlockKind.PARAGRAPH) == SENTENCES
    assert words(document, BlockKind.HEADING) == [
        "The Harbour of the Town", *(f"Decade {n} of the count" for n in (1, 2, 3))
    ]  # fmt: skip
    assert {block.why for block in document.blocks if block.kind is BlockKind.BOILERPLATE} == {
        "repeated header", "page number",
    }  # fmt: skip
    pages = [block.page for block in document.blocks if block.kind is BlockKind.PARAGRAPH]
    assert pages == sorted(pages)
    assert pages[0] == 1
    assert pages[-1] > 2
    assert document.title == "The Harbour of the Town"
    assert document.author == "Port Authority"


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("the har-", "bour is closed now.", "the harbour is closed now."),
        ("a well-known one, the well-", "known one.", "a well-known one, the well-known one."),
        ("long talks, a term of the long-", "term plan.", "long talks, a term of the long-term plan."),
        ("the port of Nether-", "Upton is closed.", "the port of Nether-Upton is closed."),
        ("it was a well-", "known book.", "it was a well-known book."),
        ("a ban on non-", "smokers and half-", "a ban on non-smokers and half-"),
        ("of the high-", "est towers.", "of the highest towers."),
        ("the cross-", "roads are closed.", "the crossroads are closed."),
        ("open from 2019-", "2021 for ships.", "open from 2019-2021 for ships."),
    ],
    ids=[
        "broken word",
        "compound known from elsewhere",
        "two words known",
        "two names",
        "a compound",
        "a prefix",
        "an ending",
        "one word",
        "years",
    ],
)
def test_pdf_hyphenation_is_mended(first: str, second: str, text: str) -> None:
    assert read(lines_on_pages([first, second])).text == text


def test_pdf_paragraph_over_a_page_break_is_one() -> None:
    first = ["The harbour was closed on Tuesday evening after a crane", "fell into the water, and the men who"]
    document = read(lines_on_pages(first, ["were on board of it swam to the shore."]))
    assert words(document, BlockKind.PARAGRAPH) == [" ".join([*first, "were on board of it swam to the shore."])]
    assert document.blocks[0].page == 1


def test_pdf_that_asks_for_a_password() -> None:
    locked = lines_on_pages(["Secret."], encrypt=StandardEncryption("open sesame", canPrint=0))
    with pytest.raises(EncryptedError, match=r"^the input: an encrypted PDF; .* password"):
        read(locked)


def test_pdf_of_pictures() -> None:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A5)
    canvas.rect(50, 50, 100, 100, fill=1)
    canvas.save()
    with pytest.raises(NoTextError, match="text recognition"):
        read(made.getvalue())


@pytest.mark.parametrize("cut", [12, 200, 900])
def test_pdf_that_was_cut_off(cut: int) -> None:
    with pytest.raises(ReadError, match="; ") as raised:
        read(lines_on_pages(["The harbour is closed."])[:cut])
    assert "\n" not in str(raised.value)


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = f"""<w:styles {W}><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>"""
CORE = """<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Jane Doe</dc:creator></cp:coreProperties>"""


def paragraph(text: str, style: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def word_file(body: str, change: Callable[[dict[str, str]], None] = lambda _: None) -> bytes:
    """The least that is a Word file."""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1"'
        f' Type="{OFFICE}/hyperlink" Target="https://port.example/" TargetMode="External"/>'
        f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "word/document.xml": f"<w:document {W} {R}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "docProps/core.xml": CORE,
    }
    change(parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


BODY = (
    paragraph("The Harbour of the Town", "T")
    + paragraph("The har\u00adbour was closed on Tuesday, the port authority said.")
    + paragraph("Why it matters", "H1")
    + '<w:p><w:r><w:t xml:space="preserve">See </w:t></w:r><w:hyperlink r:id="rId1">'
    '<w:r><w:t xml:space="preserve">the </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>statement</w:t></w:r></w:hyperlink>'
    "<w:r><w:t> of Friday.</w:t></w:r></w:p>"
    + paragraph("“It was time.”", "Q")
    + "<w:tbl><w:tr><w:tc>" + paragraph("2024") + "</w:tc><w:tc>" + paragraph("120 ships") + "</w:tc></w:tr></w:tbl>"
)  # fmt: skip


def test_word_paragraphs_headings_and_links() -> None:
    document = read(word_file(BODY))
    assert [(block.kind.value, block.span.of(document.text)) for block in document.blocks] == [
        ("heading", "The Harbour of the Town"),
        ("paragraph", "The harbour was closed on Tuesday, the port authority said."),
        ("heading", "Why it matters"),
        ("paragraph", "See the statement of Friday."),
        ("quote", "“It was time.”"),
        ("item", "2024 | 120 ships"),
    ]
    assert document.title == "The Harbour of the Town"
    assert document.author == "Jane Doe"
    assert [(link.url, link.text) for link in document.links] == [("https://port.example/", "the statement")]
    assert document.links[0].span is not None
    assert document.links[0].span.of(document.text) == "the statement"


def bomb(parts: dict[str, str]) -> None:
    parts["word/document.xml"] = parts["word/document.xml"].replace("<w:body>", "<w:body>" + "<w:p/>" * 5_000_000)


def laughs(parts: dict[str, str]) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    parts["word/document.xml"] = f"<!DOCTYPE x [{entities}]>" + parts["word/document.xml"].replace("Tuesday", "&l9;")


def deep(parts: dict[str, str]) -> None:
    parts["word/document.xml"] = (
        f"<w:document {W}><w:body>" + "<w:sdt>" * 50_000 + "</w:sdt>" * 50_000 + "</w:body></w:document>"
    )


def gone(parts: dict[str, str]) -> None:
    del parts["word/document.xml"]


def spreadsheet(parts: dict[str, str]) -> None:
    gone(parts)
    parts["xl/workbook.xml"] = "<workbook/>"


def broken(parts: dict[str, str]) -> None:
    parts["word/document.xml"] = "<w:document"


@pytest.mark.parametrize(
    ("body", "change", "error", "says"),
    [
        pytest.param(BODY, bomb, TooLargeError, "unpacks to", id="bomb"),
        pytest.param(BODY, laughs, DamagedError, "damaged", id="billion laughs"),
        pytest.param(BODY, deep, ReadError, "", id="deep"),
        pytest.param(BODY, gone, BinaryError, "a zip archive", id="zip archive"),
        pytest.param(BODY, spreadsheet, BinaryError, "Excel", id="spreadsheet"),
        pytest.param(BODY, broken, DamagedError, "damaged", id="broken"),
        pytest.param("", lambda _: None, EmptyError, "no text", id="nothing written"),
    ],
)
def test_word_files_that_are_refused(
    body: str, change: Callable[[dict[str, str]], None], error: type[ReadError], says: str
) -> None:
    with pytest.raises(error, match=f"^a.docx: .*{says}.*; ") as raised:
        read(word_file(body, change), name="a.docx")
    assert "\n" not in str(raised.value)


def test_word_file_that_was_cut_off_or_changed() -> None:
    sound = word_file(BODY)
    with pytest.raises(DamagedError, match="damaged"):
        read(sound[: len(sound) // 2])
    at = sound.index(b"word/document.xml") + 60
    with pytest.raises(DamagedError, match="damaged"):
        read(sound[:at] + bytes(20) + sound[at + 20 :])
