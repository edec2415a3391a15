"""Only what a reader sees is read: raised numbers stay apart, and struck or hidden words are no evidence."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from claimcheck.models import PROSE, Document
from claimcheck.reader import read
from test_reader_files import word_file

AROUND = "<p>The board met on Monday and voted to close the bridge for a year, its chair said on the way out.</p>"
NEXT = "The board met again on Tuesday, and this time it voted to open the bridge after all."


def html(words: str, head: str = "") -> Document:
    page = f"<html><head>{head}</head><body><article>{AROUND}<p>{words} {NEXT}</p>{AROUND}</article></body></html>"
    return read(page.encode(), content_type="text/html")


def markdown(words: str) -> Document:
    return read(f"{words} {NEXT}".encode(), name="a.md")


def pdf(words: str) -> Document:
    out = io.BytesIO()
    style = getSampleStyleSheet()["BodyText"]
    markup = words.replace("<sup>", "<super>").replace("</sup>", "</super>")
    SimpleDocTemplate(out).build([Paragraph(f"{markup} {NEXT}", style)])
    return read(out.getvalue())


def word_paragraph(runs: str) -> str:
    return f"<w:p>{runs}</w:p>"


def word(words: str) -> Document:
    raised = '</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>'
    body = words.replace("<sup>", raised).replace("</sup>", '</w:t></w:r><w:r><w:t xml:space="preserve">')
    return read(word_file(word_paragraph(f'<w:r><w:t xml:space="preserve">{body} {NEXT}</w:t></w:r>')), name="a.docx")


def run(words: str, marks: str = "") -> str:
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def prose(document: Document) -> str:
    return " ".join(block.span.of(document.text) for block in document.blocks if block.kind in PROSE)


RAISED = {
    "a note behind a number": ("Some 4,500<sup>1</sup> homes lost power.", "Some 4,500 [1] homes lost power."),
    "a note behind a year": ("It fell in 2024<sup>12</sup> and rose.", "It fell in 2024 [12] and rose."),
    "two notes behind a share": ("It grew 3.2%<sup>2,3</sup> in May.", "It grew 3.2% [2,3] in May."),
    "a note behind a word": ("The mayor<sup>4</sup> left.", "The mayor [4] left."),
    "an asterisk": ("It cost 5 crowns<sup>*</sup> a day.", "It cost 5 crowns [*] a day."),
    "a power of ten": ("There are 10<sup>7</sup> cells.", "There are 10⁷ cells."),
    "a negative power": ("It weighs 3 × 10<sup>-3</sup> grams.", "It weighs 3 × 10⁻³ grams."),
    "a power of two": ("It has 2<sup>32</sup> addresses.", "It has 2³² addresses."),
    "square kilometres": ("The lake has 5 km<sup>2</sup> now.", "The lake has 5 km² now."),
    "cubic metres": ("It holds 1,000 m<sup>3</sup> of water.", "It holds 1,000 m³ of water."),
    "an ordinal": ("On the 21<sup>st</sup> of May it rained.", "On the 21st of May it rained."),
    "a letter": ("Some 1,200<sup>a</sup> cars were sold.", "Some 1,200 [a] cars were sold."),
    "a note in brackets": ("It rose in 2023<sup>[3]</sup> again.", "It rose in 2023 [3] again."),
    "a note behind an abbreviation": ("The agency (EPA)<sup>3</sup> agreed.", "The agency (EPA) [3] agreed."),
    "a note behind millions": ("It raised £3m<sup>2</sup> in May.", "It raised £3m [2] in May."),
    "the first note behind ten": ("A total of 10<sup>1</sup> died.", "A total of 10 [1] died."),
    "a sum as a base": ("So (a+b)<sup>2</sup> holds.", "So (a+b)² holds."),
    "a range of notes": ("Some 730<sup>4–6</sup> jobs went.", "Some 730 [4–6] jobs went."),
    "a note behind a unit": ("It took 5 km<sup>12</sup> to stop.", "It took 5 km [12] to stop."),
    "one per hectare": ("They grew 2.5 t ha<sup>-1</sup> there.", "They grew 2.5 t ha⁻¹ there."),
    "raised by its character": ("Some 4,500¹ homes lost power.", "Some 4,500 [1] homes lost power."),
    "a power by its character": ("Some 3 m² on 5 km² burnt.", "Some 3 m² on 5 km² burnt."),
    "a note that is not raised": ("Some 4,500[2] homes lost power.", "Some 4,500 [2] homes lost power."),
}


@pytest.mark.parametrize("read_as", [html, markdown, word, pdf])
@pytest.mark.parametrize(("written", "seen"), RAISED.values(), ids=RAISED)
def test_note_marks_stand_apart_and_powers_stay_powers(written: str, seen: str, read_as: type) -> None:
    """In every format that can raise a number."""
    assert seen in read_as(written).text


SHORT = {
    "a power": ("The soil holds 10<sup>9</sup> cells.", "The soil holds 10⁹ cells."),
    "a unit": ("The lake has 5 km<sup>2</sup>.", "The lake has 5 km²."),
    "an index": ("Less CO<sub>2</sub> and H<sub>2</sub>O came out.", "Less CO2 and H2O came out."),
    "half a word": ("It was <b>b</b>old, and 5<i>0</i>.", "It was bold, and 50."),
    "a lettered note": ("It fell to 14<sup>a</sup> tonnes.", "It fell to 14ª tonnes."),
    "an ordinal": ("On the 3<sup>rd</sup> of May.", "On the 3rd of May."),
}


@pytest.mark.parametrize(("written", "seen"), SHORT.values(), ids=SHORT)
def test_a_page_of_one_sentence_keeps_its_words_whole(written: str, seen: str) -> None:
    assert read(f"<html><body><p>{written}</p></body></html>".encode(), content_type="text/html").text == seen


@pytest.mark.parametrize(
    "mark",
    [
        '<sup><a href="#fn1">1</a></sup>',
        '<a href="#fn1"><sup>1</sup></a>',
        '<sup class="reference"><a href="#cite_note-1">[1]</a></sup>',
        '<sup id="fnref:1">1</sup>',
        '<sup role="doc-noteref">1</sup>',
    ],
)
def test_marks_that_lead_to_a_note_are_left_out(mark: str) -> None:
    assert f"Some 4,500 homes lost power. {NEXT}" in html(f"Some 4,500{mark} homes lost power.").text


@pytest.mark.parametrize(
    "raised",
    [
        '<span style="vertical-align: super; font-size: 60%">1</span>',
        '<span class="superscript">1</span>',
        "<sup><b>1</b></sup>",
        "<small><sup>1</sup></small>",
    ],
)
def test_numbers_that_a_style_raises_stand_apart(raised: str) -> None:
    assert "Some 4,500 [1] homes lost power." in html(f"Some 4,500{raised} homes lost power.").text


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        pytest.param('<a class="footnote" href="/n#3">3</a>', "Some 4,500 homes", id="a link to a note"),
        pytest.param(' <a href="#3">3</a>', "Some 4,500 3 homes", id="a link that stands apart"),
    ],
)
def test_links_to_notes_that_are_not_raised(words: str, seen: str) -> None:
    assert seen in html(f"Some 4,500{words} homes lost power.").text


SHEET = """<style>.gone, p .x { color: red; text-decoration: line-through }
@media print { .paper { display: none } } .drawer { display: none } #e7 { visibility: hidden }
.story span.was { text-decoration-line: line-through } .menu .shown { display: none }</style>"""
STRUCK = {
    "del": "It cost <del>4 million</del> crowns.",
    "s": "It cost <s>4 million</s> crowns.",
    "strike": "It cost <strike>4 million</strike> crowns.",
    "a style": 'It cost <span style="color:red; text-decoration: line-through">4 million</span> crowns.',
    "a style of the page": 'It cost <span class="big gone">4 million</span> crowns.',
    "a class that says so": 'It cost <span class="retracted">4 million</span> crowns.',
    "hidden": "It cost <span hidden>4 million</span> crowns.",
    "not displayed": 'It cost <span style="display: none">4 million</span> crowns.',
    "invisible": 'It cost <span style="visibility:hidden">4 million</span> crowns.',
    "inside of something": 'It cost <span class="x">4 million</span> crowns.',
    "a tag with a class": 'It cost <span class="was">4 million</span> crowns.',
    "hidden by the page": 'It cost <span class="drawer">4 million</span> crowns.',
    "hidden by an id": 'It cost <span id="e7">4 million</span> crowns.',
    "a part of a class": 'It cost <span class="correction__deleted">4 million</span> crowns.',
    "a template": "It cost <template>4 million</template> crowns.",
    "no size": 'It cost <span style="font-size:0">4 million</span> crowns.',
}


@pytest.mark.parametrize("words", STRUCK.values(), ids=STRUCK)
def test_struck_and_hidden_words_of_a_page_are_not_read(words: str) -> None:
    document = html(words, SHEET)
    assert "It cost crowns." in document.text
    assert "4 million" not in document.text


@pytest.mark.parametrize("name", ["paper", "shown"])
def test_what_is_hidden_on_paper_or_by_a_script_alone_is_read(name: str) -> None:
    assert "It cost 4 million crowns." in html(f'It cost <span class="{name}">4 million</span> crowns.', SHEET).text


@pytest.mark.parametrize(
    "words",
    [
        "It cost <del>4 million</del> <ins>5 million</ins> crowns.",
        "It cost <ins>5 million</ins> <s>4 million</s> crowns.",
        "It cost <strike>4 million</strike><ins>5 million</ins> crowns.",
        "It cost <del datetime=2024-05-09>4 million</del>\n<ins datetime=2024-05-09>5 million</ins> crowns.",
        "It cost <s>4 million</s> <ins><b>5 million</b></ins> crowns.",
    ],
)
def test_a_correction_is_said_apart_from_the_text(words: str) -> None:
    """The new words are read; the old ones are told in a line that is no evidence."""
    document = html(words)
    assert "It cost 5 million crowns." in document.text
    assert "4 million" not in prose(document)
    (said,) = [block for block in document.blocks if block.why == "correction marked in the text"]
    assert said.span.of(document.text) == "Marked as corrected: “4 million” was replaced by “5 million”."


def test_a_page_that_hides_its_article_until_a_script_shows_it_is_read() -> None:
    page = f'<html><body><div style="visibility:hidden"><p>{NEXT}</p>{AROUND * 3}</div></body></html>'
    assert NEXT in read(page.encode(), content_type="text/html").text


def test_what_only_screen_readers_skip_is_read() -> None:
    assert "It cost 5 crowns." in html("<span aria-hidden=true>It cost 5 crowns.</span>").text


@pytest.mark.parametrize(
    "words",
    [
        "It cost ~~4 million~~ 5 crowns.",
        "It cost <del>4 million</del> 5 crowns.",
        "It cost <s>4 *million*</s> 5 crowns.",
        "It cost <span style='text-decoration:line-through'>4 million</span> 5 crowns.",
        "It cost <span hidden>4 million</span> 5 crowns.",
        "~~It cost 4 million crowns.~~\n\nIt cost 5 crowns.",
    ],
)
def test_struck_words_in_markdown_are_not_read(words: str) -> None:
    text = markdown(words).text
    assert "It cost 5 crowns." in text
    assert "4 million" not in text


def test_a_correction_in_markdown_is_said_apart() -> None:
    document = markdown("It cost ~~4 million~~ <ins>5 million</ins> crowns, the [mayor](https://a.example) said.")
    assert prose(document).startswith("It cost 5 million crowns, the mayor said.")
    assert "Marked as corrected: “4 million” was replaced by “5 million”." in document.text
    assert [link.url for link in document.links] == ["https://a.example"]


def drawn(*pieces: tuple[str, float, float], stroke: float | None = None) -> Document:
    """A page on which words are set piece by piece, of a size and raised by so much; a stroke crosses the second."""
    out = io.BytesIO()
    canvas = Canvas(out)
    left = 60.0
    for at, (words, size, rise) in enumerate(pieces):
        canvas.setFont("Helvetica", size)
        canvas.drawString(left, 700 + rise, words)
        width = canvas.stringWidth(words, "Helvetica", size)
        if stroke is not None and at == 1:
            canvas.line(left, 700 + stroke, left + width, 700 + stroke)
        left += width
    canvas.save()
    return read(out.getvalue())


@pytest.mark.parametrize(
    ("pieces", "seen"),
    [
        pytest.param([("4,500", 12, 0), ("1", 12, 5), (" homes", 12, 0)], "4,500 [1] homes", id="as large"),
        pytest.param([("4,500", 12, 0), ("a", 7, 5), (" homes", 12, 0)], "4,500 [a] homes", id="a letter"),
        pytest.param([("4,500", 12, 0), ("[2]", 7, 5), (" homes", 12, 0)], "4,500 [2] homes", id="in brackets"),
        pytest.param([("21", 12, 0), ("st", 7, 5), (" of May", 12, 0)], "21st of May", id="an ordinal"),
        pytest.param([("CO", 12, 0), ("2", 7, -3), (" fell", 12, 0)], "CO2 fell", id="lowered"),
    ],
)
def test_raised_characters_of_a_pdf(pieces: list[tuple[str, float, float]], seen: str) -> None:
    assert drawn(*pieces).text == seen


@pytest.mark.parametrize(("height", "seen"), [(4, "It cost crowns."), (-2, "It cost 4 million crowns.")])
def test_what_a_stroke_crosses_in_a_pdf_is_not_read(height: float, seen: str) -> None:
    """What it underlines is."""
    assert drawn(("It cost ", 12, 0), ("4 million", 12, 0), (" crowns.", 12, 0), stroke=height).text == seen


@pytest.mark.parametrize(
    "marks",
    ["<w:strike/>", "<w:dstrike/>", "<w:vanish/>", '<w:strike w:val="1"/>', "<w:b/><w:webHidden/>"],
)
def test_struck_and_hidden_words_of_a_word_file_are_not_read(marks: str) -> None:
    body = run("It cost ") + run("4 million", marks) + run("5 crowns.", '<w:strike w:val="0"/>')
    assert word_text(body) == "It cost 5 crowns."


WORD_STYLES = """<w:style w:type="character" w:styleId="Struck"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Old"><w:basedOn w:val="Struck"/></w:style>
<w:style w:type="paragraph" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Note"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style></w:styles>"""


def word_text(*paragraphs: str) -> str:
    """What is read of a Word file with styles that strike, hide and raise."""

    def add_styles(parts: dict[str, str]) -> None:
        parts["word/styles.xml"] = parts["word/styles.xml"].replace("</w:styles>", WORD_STYLES)

    return read(word_file("".join(map(word_paragraph, paragraphs)), add_styles), name="a.docx").text


@pytest.mark.parametrize(
    ("paragraphs", "seen"),
    [
        pytest.param(
            [run("It cost ") + run("4 million", '<w:rStyle w:val="Struck"/>') + run("5 crowns.")],
            "It cost 5 crowns.", id="a style that strikes",
        ),
        pytest.param(
            [run("It cost ") + run("4 million", '<w:rStyle w:val="Old"/>') + run("5 crowns.")],
            "It cost 5 crowns.", id="a style that rests on another",
        ),
        pytest.param(
            [run("It cost ") + run("4 crowns.", '<w:rStyle w:val="Struck"/><w:strike w:val="0"/>')],
            "It cost 4 crowns.", id="struck by a style and not by itself",
        ),
        pytest.param(
            ['<w:pPr><w:pStyle w:val="Hidden"/></w:pPr>' + run("It cost 4 million."), run("It rained.")],
            "It rained.", id="a hidden paragraph",
        ),
        pytest.param(
            [run("Some 4,500") + run("1", '<w:rStyle w:val="Note"/>') + run(" homes.")],
            "Some 4,500 [1] homes.", id="a style that raises",
        ),
        pytest.param(
            [run("Some 4,500") + run("1", '<w:position w:val="6"/><w:sz w:val="12"/>') + run(" homes.")],
            "Some 4,500 [1] homes.", id="raised by points",
        ),
        pytest.param(
            [run("Some 4,500") + "".join(run(part, f'{bold}<w:vertAlign w:val="superscript"/>')
                                         for part, bold in (("1", "<w:b/>"), (",2", ""))) + run(" homes.")],
            "Some 4,500 [1,2] homes.", id="raised in pieces",
        ),
        pytest.param(
            [run("It cost ") + f'<w:moveFrom w:id="1">{run("4 million")}</w:moveFrom>' + run("5 crowns.")],
            "It cost 5 crowns.", id="moved away",
        ),
    ],
)  # fmt: skip
def test_what_styles_of_a_word_file_say(paragraphs: list[str], seen: str) -> None:
    assert word_text(*paragraphs) == seen


DELETED = '<w:del w:id="1" w:author="A"><w:r><w:delText>4 million</w:delText></w:r></w:del>'
INSERTED = f'<w:ins w:id="2" w:author="A">{run("5 million")}</w:ins>'


@pytest.mark.parametrize(
    "changed",
    [DELETED + INSERTED, INSERTED + DELETED, run("4 million", "<w:strike/>") + INSERTED],
    ids=["deleted and inserted", "inserted and deleted", "struck and inserted"],
)
def test_a_tracked_change_is_a_correction(changed: str) -> None:
    document = read(word_file(word_paragraph(run("It cost ") + changed + run(" crowns."))), name="a.docx")
    assert prose(document) == "It cost 5 million crowns."
    assert "“4 million” was replaced by “5 million”" in document.text


def test_the_result_of_a_field_in_a_word_file_is_read() -> None:
    body = run("It cost ") + f'<w:fldSimple w:instr="REF cost">{run("3 million")}</w:fldSimple>' + run(" crowns.")
    assert word_text(body) == "It cost 3 million crowns."


XML = " ".join(
    f'xmlns:{name}="http://schemas.{place}"'
    for name, place in {
        "mc": "openxmlformats.org/markup-compatibility/2006",
        "wps": "microsoft.com/office/word/2010/wordprocessingShape",
        "m": "openxmlformats.org/officeDocument/2006/math",
        "v": "microsoft.com/vml",
    }.items()
)
BOXED = "".join(word_paragraph(run(words)) for words in ("Some 40 boats sank.", "No one died."))
BOX = f"<w:txbxContent>{BOXED}</w:txbxContent>"
DRAWING = f"<w:drawing><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp></w:drawing>"
SHAPE = f"<w:pict><v:textbox>{BOX}</v:textbox></w:pict>"


@pytest.mark.parametrize(
    "shape",
    [
        pytest.param(DRAWING, id="a drawing"),
        pytest.param(SHAPE, id="an old shape"),
        pytest.param(
            f"<mc:AlternateContent><mc:Choice>{DRAWING}</mc:Choice><mc:Fallback>{SHAPE}</mc:Fallback>"
            "</mc:AlternateContent>",
            id="both",
        ),
    ],
)
def test_text_boxes_of_a_word_file_are_read_once(shape: str) -> None:
    body = f"{run('The storm came at noon.')}<w:r {XML}>{shape}</w:r>"
    assert word_text(body, run("It left.")).split("\n\n") == [
        "The storm came at noon.", "Some 40 boats sank.", "No one died.", "It left.",
    ]  # fmt: skip


def mathematics(inside: str) -> str:
    return f"<m:oMath {XML}>{inside}</m:oMath>"


def letters(words: str) -> str:
    return f"<m:r><m:t>{words}</m:t></m:r>"


@pytest.mark.parametrize(
    ("equation", "seen"),
    [
        pytest.param(mathematics(letters("3 million")), "3 million", id="a number"),
        pytest.param(
            mathematics(f"<m:sSup><m:e>{letters('10')}</m:e><m:sup>{letters('7')}</m:sup></m:sSup>"),
            "10⁷",
            id="a power",
        ),
        pytest.param(
            mathematics(f"<m:f><m:num>{letters('3')}</m:num><m:den>{letters('4')}</m:den></m:f>"),
            "3/4",
            id="a fraction",
        ),
        pytest.param(mathematics(f"<m:d><m:e>{letters('a+b')}</m:e></m:d>{letters('=c')}"), "(a+b)=c", id="brackets"),
        pytest.param(f"<m:oMathPara {XML}>{mathematics(letters('x=2'))}</m:oMathPara>", "x=2", id="on a line alone"),
    ],
)
def test_equations_of_a_word_file_are_read(equation: str, seen: str) -> None:
    assert word_text(run("It is ") + equation + run(" now.")) == f"It is {seen} now."


STANDFIRST = "Drivers must take the new bridge at Lindau from June, which adds 40 minutes to each trip."


def with_standfirst(mark: str, head: str = "") -> str:
    body = f"<article>{AROUND}<p>{NEXT}</p>{AROUND.replace('Monday', 'Friday')}</article>"
    page = f"<html><head>{head}</head><body><nav>Home</nav><main><header><h1>Bridge closed</h1>{mark}</header>{body}"
    return read(f"{page}</main></body></html>".encode(), content_type="text/html").text


@pytest.mark.parametrize(
    "name",
    "standfirst dek article-deck lead c-article__lede subtitle sub-headline articleSummary excerpt intro-text chapo"
    " ArticleHeader-description ingress vorspann entradilla sottotitolo".split(),
)
@pytest.mark.parametrize("tag", ["p", "div"])
def test_a_standfirst_outside_of_the_body_is_read_once_and_first(name: str, tag: str) -> None:
    text = with_standfirst(f'<{tag} class="{name}">{STANDFIRST}</{tag}>')
    assert text.startswith(f"{STANDFIRST}\n\n")
    assert text.count(STANDFIRST) == 1


def test_a_standfirst_is_known_by_the_description_of_the_page() -> None:
    mark = f"<p>{STANDFIRST}</p>"
    assert with_standfirst(mark, f'<meta name="description" content="{STANDFIRST}">').startswith(STANDFIRST)


@pytest.mark.parametrize(
    "mark",
    [
        '<p class="related">Read more about the harbour and its cranes in our dossier.</p>',
        '<figure class="lead"><p class="description">The bridge in May, seen from the quay.</p></figure>',
    ],
)
def test_what_is_no_standfirst_stays_out(mark: str) -> None:
    assert with_standfirst(mark).startswith("The board met on Monday")


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        pytest.param("The mayor said <q>it is over</q> now.", "The mayor said “it is over” now.", id="q"),
        pytest.param("She said <q>it <b>is</b></q>.", "She said “it is”.", id="q with emphasis"),
        pytest.param(
            "</p><table><tr><td>2024</td><td><ul><li>North lane closed</li><li>South lane open</li></ul></td></tr>"
            "<tr><td>2025</td><td>None</td></tr></table><p>",
            "2024 | North lane closed; South lane open", id="a list in a cell",
        ),
        pytest.param(
            "</p><table><tr><td>2024</td><td><ol><li>It closed.</li><li>It opened.</li></ol></td></tr>"
            "<tr><td>2025</td><td>None</td></tr></table><p>",
            "2024 | It closed. It opened.", id="a list of sentences in a cell",
        ),
    ],
)  # fmt: skip
def test_words_that_were_lost(words: str, seen: str) -> None:
    assert seen in html(words).text


MARKUP = st.sampled_from(
    ["<del>", "</del>", "<ins>", "</ins>", "<s>", "</s>", "<sup>", "</sup>", "<p>", "</p>", "<a href='#x'>", "</a>",
     "1", "10", "km", " ", "a", "<span hidden>", "</span>", "<p aria-hidden=true>", "<style>.x{color:red}"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(MARKUP, max_size=25).map("".join), st.sampled_from(["a.html", "a.md"]))
def test_whatever_is_struck_or_raised_the_blocks_cover_the_text(markup: str, name: str) -> None:
    document = read(f"<html><body>{AROUND}<div>{markup}</div>{AROUND}</body></html>".encode(), name=name)
    end = 0
    for block in document.blocks:
        assert block.span.start >= end
        assert not document.text[end : block.span.start].strip()
        end = block.span.end
    assert not document.text[end:].strip()
