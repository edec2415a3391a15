"""A PDF is read as a person reads it: column by column, without numbers of lines, foot notes after the sentence."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import zip_longest

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from claimcheck.models import BlockKind
from claimcheck.reader import read

LEFT = (
    "The council of Skerry met on Monday evening and voted by nine to four to close the old bridge over the Lind for a"
    " year. The mayor said that the engineers had found rust in eleven of the forty girders, and that nobody could"
    " promise that the bridge would hold another winter. Lorries have been banned from it since last spring."
    " The ban was ignored by many drivers, according to the police, who handed out 312 fines in three months alone."
)
RIGHT = (
    "The ferry company will run two more boats from June, its chair told reporters after the vote. A single trip costs"
    " 14 crowns, and people who live on the island pay half. The company carried 41,000 passengers in 2024, which was"
    " 3,000 more than in the year before. It has asked the county for a loan of 2.4 million crowns, and expects a reply"
    " before the summer. The county board meets again on the ninth of May in the town hall."
)
THIRD = (
    "Schools stay open on all days, the head of the school board said, since most of the pupils live on this side. The"
    " board counted 640 pupils in March. Only 55 of them cross the river in the morning. For these a bus will go round"
    " by the new bridge at Lindau, which takes about 40 minutes for each trip. The county pays for the bus."
)
Draw = Callable[[Canvas], None]


def pdf(*pages: Draw) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def say(canvas: Canvas, left: float, bottom: float, words: str, size: float = 10, measure: float | None = None) -> None:
    """Draw words; stretched to a measure where one is given."""
    line = canvas.beginText(left, bottom)
    line.setFont("Helvetica", size)
    if measure and " " in words:
        line.setWordSpace((measure - canvas.stringWidth(words, "Helvetica", size)) / words.count(" "))
    line.textOut(words)
    canvas.drawText(line)


def lines(words: str, width: float, size: float = 10) -> list[str]:
    return simpleSplit(words, "Helvetica", size, width)


def columns(
    *texts: str,
    gap: float = 20,
    size: float = 10,
    lower: float = 0,
    stretched: bool = False,
    by_word: bool = False,
    top: float = 750,
    head: str = "",
    foot: str = "",
) -> Draw:
    """Columns drawn row by row, each lower than the one to its left by so much."""
    width = (475 - gap * (len(texts) - 1)) / len(texts)
    set_in = [lines(text, width, size) for text in texts]

    def draw(canvas: Canvas) -> None:
        if head:
            say(canvas, 60, top + 30, head, 18)
        for row, together in enumerate(zip_longest(*set_in)):
            for at, words in enumerate(together):
                left, bottom = 60 + at * (width + gap), top - row * size * 1.2 - at * lower
                if words and by_word:
                    for word in words.split():
                        say(canvas, left, bottom, word, size)
                        left += canvas.stringWidth(f"{word} ", "Helvetica", size)
                elif words:
                    say(canvas, left, bottom, words, size, width if stretched and words != set_in[at][-1] else None)
        if foot:
            say(canvas, 60, 60, foot, 7.5)

    return draw


COLUMNS = {
    "two": columns(LEFT, RIGHT),
    "a narrow gap": columns(LEFT, RIGHT, gap=11),
    "a wide gap": columns(LEFT, RIGHT, gap=60),
    "small type": columns(LEFT, RIGHT, size=8),
    "one lower than the other": columns(LEFT, RIGHT, lower=6),
    "stretched": columns(LEFT, RIGHT, stretched=True),
    "stretched and lower": columns(LEFT, RIGHT, stretched=True, lower=4),
    "word by word": columns(LEFT, RIGHT, by_word=True),
    "under a headline": columns(LEFT, RIGHT, head="Skerry closes its bridge over the Lind for a year"),
    "under a short headline": columns(LEFT, RIGHT, head="Bridge shut"),
    "over a foot note": columns(LEFT, RIGHT, foot="1 See the report of the engineers, page 12, and its annex."),
    "three": columns(LEFT, RIGHT, THIRD, gap=18, size=9),
}


@pytest.mark.parametrize("draw", COLUMNS.values(), ids=COLUMNS)
def test_columns_that_are_drawn_row_by_row(draw: Draw) -> None:
    text = read(pdf(draw)).text
    assert LEFT in text
    assert RIGHT in text
    assert text.index(LEFT) < text.index(RIGHT)


def test_columns_between_lines_of_the_whole_page() -> None:
    def draw(canvas: Canvas) -> None:
        for top, words in ((780, THIRD), (420, THIRD.replace("March", "April"))):
            for at, line in enumerate(lines(words, 475)):
                say(canvas, 60, top - 12 * at, line)
        columns(LEFT, RIGHT, top=700)(canvas)

    text = read(pdf(draw)).text
    assert text == "\n\n".join((THIRD, LEFT, RIGHT, THIRD.replace("March", "April")))


def test_a_sentence_goes_on_from_column_to_column_and_from_page_to_page() -> None:
    """With a running head, page numbers and foot notes between; words broken at the end of a column are whole again."""
    whole = " ".join((LEFT, RIGHT, THIRD)).replace(". ", ", and ")
    set_in = lines(whole, 225)
    quarter = -(-len(set_in) // 4)
    set_in[quarter - 1 : quarter + 1] = ["and that this is what the coun-", "cil of the town, which met on Monday, and"]

    def draw(page: int) -> Draw:
        def on(canvas: Canvas) -> None:
            say(canvas, 60, 815, "Skerry Gazette", 8)
            for row in range(quarter):
                for at in (0, 1):
                    words = set_in[(2 * page + at) * quarter :][:quarter][row : row + 1]
                    say(canvas, 60 + 250 * at, 750 - 12 * row, "".join(words))
            say(canvas, 60, 700 - 12 * quarter, f"{page + 1} A note of the editor on this page.", 7)
            say(canvas, 290, 30, str(page + 1), 8)

        return on

    document = read(pdf(draw(0), draw(1)))
    expected = " ".join(set_in).replace("coun- cil", "council")
    assert [block.span.of(document.text) for block in document.blocks if block.kind is BlockKind.PARAGRAPH] == [
        expected, "1 A note of the editor on this page.", "2 A note of the editor on this page.",
    ]  # fmt: skip


def rows(*cells: tuple[str, ...], lefts: tuple[int, ...] = (60, 240, 420)) -> Draw:
    def draw(canvas: Canvas) -> None:
        for at, row in enumerate(cells):
            for left, words in zip(lefts, row, strict=False):
                say(canvas, left, 750 - 14 * at, words)

    return draw


@pytest.mark.parametrize(
    ("draw", "together"),
    [
        pytest.param(
            rows(("Year", "Ships", "Tonnes"), *((str(year), "120", "4,000") for year in range(2019, 2025))),
            "2021 120 4,000",
            id="numbers",
        ),
        pytest.param(
            rows(
                ("Harbour office of Skerry", "12 people and 3 boats"), ("Lighthouse", "1 keeper"),
                ("Fish market by the quay", "40 stalls in the season"), ("School", "640 pupils in three houses"),
            ),
            "Lighthouse 1 keeper",
            id="words",
        ),
        pytest.param(
            rows(
                *((word, f"{word} is a word that a reader of this paper may not know.")
                  for word in ("Bridge", "Ferry", "Council", "Fine")),
                lefts=(60, 160),
            ),
            "Ferry Ferry is a word",
            id="a glossary",
        ),
        pytest.param(
            rows(*((f"{at}", f"{town} has {9 - at},000 people") for at, town in enumerate(("Sund", "Lind", "Bay"), 1)),
                 lefts=(60, 80)),
            "2 Lind has 7,000 people",
            id="ranks",
        ),
    ],
)  # fmt: skip
def test_tables_are_read_row_by_row(draw: Draw, together: str) -> None:
    assert together in read(pdf(draw)).text


def test_stretched_lines_of_one_column_stay_whole() -> None:
    whole = " ".join((LEFT, RIGHT, THIRD))
    set_in = lines(whole, 300)

    def draw(canvas: Canvas) -> None:
        for at, words in enumerate(set_in):
            say(canvas, 60, 750 - 12 * at, words, measure=300 if words != set_in[-1] else None)

    assert read(pdf(draw)).text == whole


def numbered(every: int = 1, left: float = 40, glued: bool = False, last: bool = False) -> Draw:
    """Lines with their numbers: in a margin, in the same piece, or drawn when all lines are."""

    def draw(canvas: Canvas) -> None:
        later = []
        for at, words in enumerate(lines(" ".join((LEFT, RIGHT, THIRD)), 440), 1):
            bottom = 750 - 14 * at
            number = (left, bottom, str(at), 8)
            if at % every == 0 and not glued:
                later.append(number) if last else say(canvas, *number)
            say(canvas, 60, bottom, f"{at:>2}  {words}" if glued else words)
        for number in later:
            say(canvas, *number)

    return draw


@pytest.mark.parametrize(
    "draw",
    [
        pytest.param(numbered(), id="each line"),
        pytest.param(numbered(every=5), id="each fifth line"),
        pytest.param(numbered(left=46), id="close by"),
        pytest.param(numbered(left=520), id="in the right margin"),
        pytest.param(numbered(glued=True), id="in the same piece"),
        pytest.param(numbered(last=True), id="drawn at the end"),
    ],
)
def test_numbers_of_lines_stand_apart(draw: Draw) -> None:
    document = read(pdf(draw))
    assert document.text.startswith(" ".join((LEFT, RIGHT, THIRD)))
    assert document.blocks[-1].why == "line numbers"


def noted(
    mark: str = "1", size: float = 8, gap: float = 24, rule: bool = True, foot: str = "", head: str = ""
) -> bytes:
    """A sentence that goes on over the page, with a foot note under its first part."""
    set_in = lines(LEFT, 440)

    def first(canvas: Canvas) -> None:
        for at, words in enumerate([*lines(RIGHT, 440), *set_in[:2]]):
            say(canvas, 60, 300 - 14 * at, words)
        bottom = 300 - 14 * at - gap
        if rule:
            canvas.line(60, bottom + 12, 200, bottom + 12)
        say(canvas, 60, bottom, f"{mark} See the report of the engineers, page 12.", size)
        say(canvas, 300, 30, foot.format(1), 8)

    def second(canvas: Canvas) -> None:
        say(canvas, 60, 800, head, 8)
        for at, words in enumerate(set_in[2:]):
            say(canvas, 60, 750 - 14 * at, words)
        say(canvas, 300, 30, foot.format(2), 8)

    return pdf(first, second)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(noted(), id="small type"),
        pytest.param(noted(mark="*"), id="a star"),
        pytest.param(noted(mark="[1]"), id="brackets"),
        pytest.param(noted(size=10), id="as large as the text"),
        pytest.param(noted(rule=False), id="no rule"),
        pytest.param(noted(size=7.5, gap=13), id="close by"),
        pytest.param(noted(foot="Page {} of 2"), id="over a page number"),
        pytest.param(noted(head="Skerry Gazette, 4 June"), id="a head on the second page alone"),
    ],
)
def test_foot_notes_stand_after_the_sentence(page: bytes) -> None:
    text = read(page).text
    assert LEFT in text
    assert "See the report of the engineers, page 12." in text


def counted(first: int, texts: list[str], left: float = 40, note: str = "", every: int = 1) -> Draw:
    def draw(canvas: Canvas) -> None:
        for at, words in enumerate(texts):
            bottom = 750 - 22 * at
            if (first + at) % every == 0:
                say(canvas, left, bottom, str(first + at), 8)
            say(canvas, 70, bottom, words)
        if note:
            say(canvas, 70, 750 - 22 * len(texts) - 20, note, 8)

    return draw


@pytest.mark.parametrize(
    ("left", "note", "every", "on_last"),
    [
        pytest.param(40, "", 1, 3, id="a few lines"),
        pytest.param(40, "2 Letter of the insurer, 9 April.", 1, 3, id="behind a foot note"),
        pytest.param(520, "1 Letter of the insurer.", 1, 3, id="in the right margin"),
        pytest.param(40, "", 5, 5, id="each fifth line"),
        pytest.param(40, "* Letter of the insurer.", 1, 1, id="a single line"),
    ],
)
def test_numbers_of_lines_go_on_over_the_page(left: float, note: str, every: int, on_last: int) -> None:
    """On a last page of a few lines, too, and with a foot note on the page before."""
    whole = " ".join((LEFT, RIGHT))
    texts = lines(whole, 420)
    cut = len(texts) - on_last
    text = read(pdf(counted(1, texts[:cut], left, note, every), counted(cut + 1, texts[cut:], left, "", every))).text
    assert whole in " ".join(text.split())


@pytest.mark.parametrize(("number", "row", "apart"), [("5", 5, True), ("5", 4, False), ("7", 7, False)])
def test_a_lone_number_beside_a_line_counts_it(number: str, row: int, apart: bool) -> None:
    """A page of a few lines has one number in its margin: the 5 beside its fifth line."""

    def draw(canvas: Canvas) -> None:
        for at, words in enumerate(lines(LEFT, 340)[:7], 1):
            say(canvas, 60, 750 - 18 * at, words, 11)
            if at == row:
                say(canvas, 520, 750 - 18 * at, number, 8)

    assert any(block.why == "line numbers" for block in read(pdf(draw)).blocks) is apart


def test_columns_begin_where_their_letters_do() -> None:
    """An "m" begins a little further to the right than an "A"."""

    def draw(canvas: Canvas) -> None:
        left = ("The keeper counted eleven", "ships on Monday, and wrote", "their names in his book.", "Two were lost.")
        right = ("A hundred years later the", "museum of the harbour has", "the book under thick glass.")
        for at, (one, other) in enumerate(zip_longest(left, right, fillvalue="")):
            say(canvas, 60, 760 - 14 * at, one)
            say(canvas, 320, 760 - 14 * at, other)

    text = read(pdf(draw)).text
    assert "wrote their names in his book. Two were lost." in text
    assert "the museum of the harbour has the book" in text
