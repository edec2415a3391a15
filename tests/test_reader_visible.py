"""Only what a reader sees is read: raised numbers stay apart, and struck or hidden words are no evidence."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.styles import getSampleStyleSheet
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
}


@pytest.mark.parametrize("read_as", [html, markdown, word, pdf])
@pytest.mark.parametrize(("written", "seen"), RAISED.values(), ids=RAISED)
def test_note_marks_stand_apart_and_powers_stay_powers(written: str, seen: str, read_as: type) -> None:
    """In every format that can raise a number."""
    assert seen in read_as(written).text


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


SHEET = "<style>.gone, p .x { color: red; text-decoration: line-through }</style>"
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
}


@pytest.mark.parametrize("words", STRUCK.values(), ids=STRUCK)
def test_struck_and_hidden_words_of_a_page_are_not_read(words: str) -> None:
    document = html(words, SHEET)
    assert "It cost crowns." in document.text
    assert "4 million" not in document.text


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
    ],
)
def test_struck_words_in_markdown_are_not_read(words: str) -> None:
    assert "It cost 5 crowns." in markdown(words).text


def run(words: str, marks: str = "") -> str:
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


@pytest.mark.parametrize(
    "marks",
    ["<w:strike/>", "<w:dstrike/>", "<w:vanish/>", '<w:strike w:val="1"/>', "<w:b/><w:webHidden/>"],
)
def test_struck_and_hidden_words_of_a_word_file_are_not_read(marks: str) -> None:
    body = run("It cost ") + run("4 million", marks) + run("5 crowns.", '<w:strike w:val="0"/>')
    assert read(word_file(word_paragraph(body)), name="a.docx").text == "It cost 5 crowns."


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
    assert read(word_file(word_paragraph(body)), name="a.docx").text == "It cost 3 million crowns."


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
