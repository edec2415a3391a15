"""Plain text comes apart into the blocks that a reader sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimcheck.models import PROSE, BlockKind
from claimcheck.text.blocks import blocks, document

ARTICLE = Path(__file__).parents[1] / "../shared/case/article.txt"
PROSE_LINE = "The council met on Monday and voted to close the bridge for a year, the mayor said."


def read_back(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(text)) for block in blocks(text)]


def kind_between_prose(line: str) -> str:
    """What a line is when it stands in the middle of an article."""
    text = f"{PROSE_LINE}\n{line}\n{PROSE_LINE}"
    return {words: kind for kind, words in read_back(text)}[line]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One fact. Two facts.", ["One fact. Two facts."], id="one line"),
        pytest.param("First one.\nSecond one.", ["First one.", "Second one."], id="a paragraph a line"),
        pytest.param("First one.\r\n\r\nSecond one.", ["First one.", "Second one."], id="carriage returns"),
        pytest.param("First one.\rSecond one.", ["First one.", "Second one."], id="old Macintosh"),
        pytest.param("First one.\u2029Second one.", ["First one.", "Second one."], id="paragraph separator"),
        pytest.param("   \n\n\t\n", [], id="blank"),
        pytest.param("", [], id="empty"),
    ],
)
def test_paragraphs_by_line(text: str, expected: list[str]) -> None:
    assert [words for _, words in read_back(text)] == expected


WRAPPED = """\
The harbour of the town was closed to all ships on Tuesday evening after
a crane fell into the water, the port authority said in a statement. Two
workers were hurt, one of them badly, and were taken to a hospital.

Ships were sent to the next port until further notice. The owner of the
crane did not answer questions about when it had last been inspected, and
the ministry had no comment.
"""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(WRAPPED, id="blank lines between"),
        pytest.param(WRAPPED.replace("\n", "\r\n"), id="carriage returns"),
        pytest.param(WRAPPED.replace("\n\n", "\n   "), id="first lines indented"),
        pytest.param(WRAPPED.replace("\n\n", "\n"), id="only short last lines"),
    ],
)
def test_wrapped_lines_are_one_paragraph(text: str) -> None:
    """Lines broken at a column belong together, however the paragraphs are told apart."""
    assert len(blocks(text)) == 2
    assert {block.kind for block in blocks(text)} == {BlockKind.PARAGRAPH}


def test_heading_over_wrapped_text_stands_alone() -> None:
    assert read_back("Crane Falls Into Harbour\n" + WRAPPED)[0] == ("heading", "Crane Falls Into Harbour")


def test_short_paragraphs_of_one_line_each_stay_apart() -> None:
    text = "The bridge is closed.\nThe mayor is away.\nNobody was hurt on the bridge.\nIt will open in May.\n"
    assert len(blocks(text)) == 4


@pytest.mark.parametrize(
    "line",
    [
        "Strengthening Ties Across the Region",
        "Mounting losses on all sides",
        "THE NIGHT OF THE STORM",
        "What we know so far",
        "Why It Matters",
        "## Background",
        "Key points\n==========",
        "II. Background",
        "3. What the court found",
        "Security Vacuum After the Company’s Exit",
        "Russia and China: Main Suppliers",
    ],
)
def test_headings_between_paragraphs(line: str) -> None:
    assert kind_between_prose(line) == "heading"


@pytest.mark.parametrize(
    "line",
    [
        "Nobody was hurt.",
        "He resigned.",
        "Was it worth it?",
        "“We will be back next year”",
        "“We will be back,” she said",
        "He was forty years old",
        "SMITH: We never saw the report",
        "Q: When did you leave",
        "The bank will close three of its branches.",
        "LONDON (Wire) - The bank will close three branches.",
        "THE COMPANY IS BANKRUPT.",
        "The three countries that left are:",
        "Share prices fell sharply.",
        "By Friday the army had left the town.",
        "Save the Children said 40 people had died.",
        "Copyright law was changed in 2019.",
        "Sources close to the talks said so.",
        "Photo sales fell.",
        "A view of the harbour shows that the crane is gone.",
        "You may also be charged.",
        "He is seen in the capital as a moderate.",
        "Follow the money.",
        "Today the bridge is open.",
    ],
)
def test_short_sentences_stay_prose(line: str) -> None:
    """A sentence is never taken for a heading, a caption or boilerplate because it is short."""
    assert BlockKind(kind_between_prose(line)) in PROSE


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("3 min read", "reading time"),
        ("5-minute read", "reading time"),
        ("Share", "share links"),
        ("Share this article", "share links"),
        ("Facebook | Twitter | Email", "share links"),
        ("Advertisement", "advertisement"),
        ("Story continues below advertisement", "advertisement"),
        ("Read more: Crane operators strike for a day", "links to other pages"),
        ("Most read", "links to other pages"),
        ("Related stories", "links to other pages"),
        ("Home > News > World", "links to other pages"),
        ("Sign up", "newsletter"),
        ("Sign up for our newsletter and never miss a story.", "newsletter"),
        ("Follow us on X", "follow us"),
        ("© 2024 The Gazette", "copyright"),
        ("Copyright 2024 The Gazette. All rights reserved.", "copyright"),
        ("We use cookies to improve your experience.", "cookie notice"),
        ("Updated 10:32 GMT", "time stamp"),
        ("12 March 2024", "time stamp"),
        ("March 12, 2024", "time stamp"),
        ("Published: 12 March 2024, 10:00", "time stamp"),
        ("2024-03-12", "time stamp"),
        ("By Jane Doe", "byline"),
        ("By Jane Doe and John Roe, Gazette", "byline"),
        ("Reporting by Jane Doe in Riga; Editing by John Roe", "byline"),
        ("LONDON (Wire) -", "dateline"),
        ("Leave a comment", "comments"),
        ("* * *", "rule"),
        ("https://example.org/story", "web address"),
        ("Page 2 of 7", "page control"),
        ("[LAUGHTER]", "sound note"),
        ("Media contact: Jane Doe, press@port.example", "comments"),
        ("1.2 Scope . . . . . . . . . 7", "table of contents"),
    ],
)
def test_boilerplate_says_why(line: str, why: str) -> None:
    text = f"{PROSE_LINE}\n{line}\n{PROSE_LINE}"
    assert [(block.kind, block.why) for block in blocks(text)][1] == (BlockKind.BOILERPLATE, why)


@pytest.mark.parametrize(
    "line",
    [
        "Silhouettes of dancers with a red flag background",
        "Photo: The harbour at dawn.",
        "(Reuters/Jane Doe)",
        "FILE - Dancers march through the town, May 2020.",
        "Dancers march through the town. REUTERS/Jane Doe",
        "Image caption, The mayor in Riga",
        "A view of the harbour",
        "The mayor at the opening of the bridge (Jane Doe/AFP via Getty Images)",
    ],
)
def test_captions(line: str) -> None:
    assert kind_between_prose(line) == "caption"


def test_standfirst_is_prose() -> None:
    """The lead line under a title is a full sentence, and holds claims."""
    text = f"Town Closes Its Bridge\nTraffic will be sent through the valley for a year.\n{PROSE_LINE}"
    assert [kind for kind, _ in read_back(text)] == ["heading", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "title",
    ["Town says it will close its only bridge", "Live: Storm hits the coast", "‘No regrets’: mayor on her exit"],
)
def test_title_in_sentence_case(title: str) -> None:
    assert read_back(f"{title}\n{PROSE_LINE}")[0][0] == "heading"


@pytest.mark.parametrize(
    "text", ["The mayor said taxes rose 3 percent", "Taxes Will Rise", "Taxes rose\nThe town grew"]
)
def test_text_without_full_stops_is_prose(text: str) -> None:
    """Where nothing ends in a full stop, its absence tells nothing."""
    assert all(kind == "paragraph" or text.count("\n") for kind, _ in read_back(text))
    assert read_back(text)[-1][0] == "paragraph"


def test_lists_quotes_and_transcripts() -> None:
    text = (
        f"{PROSE_LINE}\n\n- The bridge is closed.\n- The road is\n  open.\n\n> We will be back.\n> That is certain.\n\n"
        "SMITH: It was late.\nJONES: It was not.\n\n1. Look.\n2. Listen."
    )
    assert read_back(text)[1:] == [
        ("item", "- The bridge is closed."),
        ("item", "- The road is\n  open."),
        ("quote", "> We will be back.\n> That is certain."),
        ("paragraph", "SMITH: It was late."),
        ("paragraph", "JONES: It was not."),
        ("item", "1. Look."),
        ("item", "2. Listen."),
    ]


def test_live_blog() -> None:
    """Short posts under short headings are told from them by their full stops."""
    text = (
        "14:02\nTrains stop in the north\nAll trains north of the river have been stopped, the railway said.\n\n"
        "13:40 GMT\nKey points\n• Two people were hurt\n• Schools are closed\n\n"
        "It was the worst storm on the coast in years."
    )
    assert [kind for kind, _ in read_back(text)] == [
        "boilerplate", "heading", "paragraph", "boilerplate", "heading", "item", "item", "paragraph",
    ]  # fmt: skip


def test_shouted_text_has_no_headings_for_being_shouted() -> None:
    text = "THE BRIDGE WAS CLOSED ON MONDAY AFTER A CRANE FELL\nTHE MAYOR SAID IT WOULD OPEN IN MAY\nNOBODY WAS HURT"
    assert [kind for kind, _ in read_back(text)] == ["paragraph"] * 3


LONG_LINE = PROSE_LINE[:-1] + ", who has been in office since the last election and will stand again in the spring."


@pytest.mark.parametrize(
    "line", ["What happens next?", "Why Did It Fall?", "Who pays for the new bridge?", "Was the Mayor Right?"]
)
def test_a_short_question_between_long_paragraphs_is_a_heading(line: str) -> None:
    assert read_back(f"{LONG_LINE}\n\n{line}\n\n{LONG_LINE}")[1] == ("heading", line)
    assert kind_between_prose(line) == "paragraph", "among short paragraphs, people talk"


@pytest.mark.parametrize(
    "line",
    [
        "Q: What happens next?",
        "Jane Doe: What happens next?",
        "“What happens next?”",
        "What happens next? Nobody knows?",
        "But who pays for it?",
        "Did you see the crane fall?",
        "What happens to the harbour once the last of the ships has left it?",
        "What happens next, the mayor said?",
    ],
)
def test_questions_that_somebody_asks_stay_prose(line: str) -> None:
    assert read_back(f"{LONG_LINE}\n\n{line}\n\n{LONG_LINE}")[1] == ("paragraph", line)


def test_a_question_that_is_answered_by_a_speaker_stays_prose() -> None:
    text = f"{LONG_LINE}\n\nWhat happens next?\n\nA: {LONG_LINE}"
    assert [kind for kind, _ in read_back(text)] == ["paragraph"] * 3


@pytest.mark.parametrize(
    "line",
    [
        "The mayor called it “a mistake”",
        'The mayor called it "a mistake"',
        "The mayor called it ‘a mistake’",
        "“We will be back before the summer",
        "We saw three things on the day:",
        "These are the streets:",
        "– Main Street and Mill Lane",
        "• Nobody on the bridge",
    ],
)
def test_lines_without_a_full_stop_that_stay_prose(line: str) -> None:
    """Quotes, items and what leads to a list go on, though they end without a full stop."""
    assert BlockKind(kind_between_prose(line)) in PROSE


def test_the_case_article() -> None:
    """In the article that started this, each heading and the reading time is told from prose, and all prose stays."""
    if not ARTICLE.exists():
        pytest.skip("the shared case is not on this machine")
    text = ARTICLE.read_text(encoding="utf8")
    kinds = [block.kind.value for block in blocks(text)]
    assert kinds[:5] == ["heading", "boilerplate", "caption", "heading", "paragraph"]
    assert kinds[5:] == ["heading", "paragraph"] * 10
    assert all(words.endswith((".", "”")) for kind, words in read_back(text) if kind == "paragraph")


LINES = st.lists(
    st.one_of(
        st.text(max_size=120),
        st.sampled_from(["By Jane Doe", "- x", "> y", "A Title Here", "===", "A: b", PROSE_LINE, "3 min read", ""]),
    ),
    max_size=12,
)


@given(lines=LINES, newline=st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\u2028", "\x0b"]))
@example(lines=["\x1c", "\ud800", "\x85a"], newline="\n")
def test_blocks_cover_all_that_is_not_blank_once_and_in_order(lines: list[str], newline: str) -> None:
    text = newline.join(lines)
    end = 0
    for block in blocks(text):
        assert block.span.start >= end
        assert not text[end : block.span.start].strip()
        assert block.span.of(text).strip() == block.span.of(text) != ""
        assert (block.why is not None) == (block.kind is BlockKind.BOILERPLATE)
        end = block.span.end
    assert not text[end:].strip()


@given(st.text())
def test_a_string_is_its_own_document(text: str) -> None:
    assert document(text).text == text
