"""Quotation marks as newspapers print them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck import text
from claimcheck.models import Block, BlockKind, Document, Span
from claimcheck.text import quotations

PAIRED = {
    "curly": ("“It rained,” she said. “It rained all day.”", ["“It rained,”", "“It rained all day.”"]),
    "straight": ('"It rained," she said. "It rained all day."', ['"It rained,"', '"It rained all day."']),
    "british": ("‘It rained,’ she said. ‘It rained all day.’", ["‘It rained,’", "‘It rained all day.’"]),
    "british straight": ("'It rained,' she said.", ["'It rained,'"]),
    "british with apostrophes": (
        "'It's the farmers' field and I don't mind,' he said.",
        ["'It's the farmers' field and I don't mind,'"],
    ),
    "curly apostrophes": ("He called it ‘the farmers’ own’ field.", ["‘the farmers’ own’"]),
    "apostrophes alone": ("The farmers' field and Charles's hat weren't there in the '90s.", []),
    "elisions alone": ("Rock 'n' roll 'til dawn, 'cause it's fun.", []),
    "guillemets": ("«Il pleut», dit-elle.", ["«Il pleut»"]),
    "guillemets with blanks": ("« Il pleut », dit-elle.", ["« Il pleut »"]),
    "guillemets turned inward": ("»Es regnet«, sagte sie.", ["»Es regnet«"]),
    "german": ("„Es regnet“, sagte sie. „Immer.“", ["„Es regnet“", "„Immer.“"]),
    "polish": ("„Pada deszcz”, powiedziała.", ["„Pada deszcz”"]),
    "swedish": ("”Det regnar”, sade hon.", ["”Det regnar”"]),
    "typewriter": ("``It rained,'' she said.", ["``It rained,''"]),
    "two apostrophes": ("''It rained,'' she said.", ["''It rained,''"]),
    "opened curly, closed straight": ('“It rained," she said.', ['“It rained,"']),
    "nested": ("“He said ‘no’ twice,” she said.", ["“He said ‘no’ twice,”", "‘no’"]),
    "nested, same mark": ('"He said "no" twice," she said.', ['"He said "no" twice,"', '"no"']),
    "no blank around": ("She said:“No.”He left.", ["“No.”"]),
    "inches": ('He is 6\'2" tall. "Yes," he said.', ['"Yes,"']),
    "inches inside": ('"He is 6\'2" tall," she said.', ['"He is 6\'2" tall,"']),
    "bracketed insertion": ("“[The mayor] lied … often,” she said.", ["“[The mayor] lied … often,”"]),
    "in brackets": ('She left ("for good") at noon.', ['"for good"']),
    "never opened": ("It rained,” she said. “Really.”", ["“Really.”"]),
    "nothing inside": ("\"\" “” ''", []),
    "one mark": ('"', []),
}


def found(words: str) -> list[str]:
    return [quotation.span.of(words) for quotation in quotations(text.document(words))]


@pytest.mark.parametrize(("words", "expected"), PAIRED.values(), ids=PAIRED.keys())
def test_marks_are_paired(words: str, expected: list[str]) -> None:
    assert found(words) == expected


def test_inner_words_come_without_their_marks() -> None:
    words = "She said “no ‘buts’ now” and left."
    assert [(q.inner.of(words), q.depth) for q in quotations(text.document(words))] == [
        ("no ‘buts’ now", 0),
        ("buts", 1),
    ]


def test_each_paragraph_opens_again_and_only_the_last_closes() -> None:
    words = "She began: “It rained for days.\n\n“Then the river rose.\n\n“We left,” she said. “We had to.”"
    seen = quotations(text.document(words))
    assert [(q.span.of(words), q.closed, q.continued) for q in seen] == [
        ("“It rained for days.", False, True),
        ("“Then the river rose.", False, True),
        ("“We left,”", True, False),
        ("“We had to.”", True, False),
    ]


@pytest.mark.parametrize(
    "odd", ["“It rained all day.", '"It rained all day, she said.', "It rained” all day.", 'a " b']
)
def test_an_odd_mark_never_costs_the_next_paragraph(odd: str) -> None:
    words = f'{odd}\n\n“Fine,” he said.\n\n"Good," she said.'
    assert found(words)[-2:] == ["“Fine,”", '"Good,"']


def test_a_block_set_off_as_a_quotation_needs_no_marks() -> None:
    words = "She wrote:\nIt rained for days."
    blocks = (Block(BlockKind.PARAGRAPH, Span(0, 10)), Block(BlockKind.QUOTE, Span(11, len(words))))
    seen = quotations(Document(words, "sha256:0", blocks))
    assert [q.span.of(words) for q in seen] == ["It rained for days."]


@given(st.text(alphabet="ab .,?\n\"'“”‘’„«»`", max_size=80))
def test_any_marks_give_ordered_spans_that_nest(words: str) -> None:
    seen = quotations(text.document(words))
    assert [q.span for q in seen] == sorted((q.span for q in seen), key=lambda span: (span.start, -span.end))
    for quotation in seen:
        assert quotation.span.holds(quotation.inner)
        assert 0 <= quotation.span.start < quotation.span.end <= len(words)
    for outer, inner in pairwise(seen):
        assert not outer.span.meets(inner.span) or outer.span.holds(inner.span) or not inner.closed or not outer.closed
