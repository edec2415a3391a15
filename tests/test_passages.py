"""Documents cut into windows, and the words chosen to search by."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.models import Block, BlockKind, Document, Span
from claimcheck.passages import LENGTH_WORDS, passages, query
from claimcheck.text import document


def long_text(sentences: int) -> str:
    return " ".join(
        f"Sentence number {number} tells of the river and of its {number} bridges." for number in range(sentences)
    )


def test_a_short_document_is_one_passage() -> None:
    text = "A heading\n\nThe bridge was closed. It will open in May."
    assert [passage.text for passage in passages(document(text))] == [text]


def test_windows_overlap_and_begin_and_end_with_sentences() -> None:
    found = passages(document(long_text(60)))
    assert len(found) > 10
    for passage in found:
        assert passage.text.startswith("Sentence")
        assert passage.text.endswith("bridges.")
        assert len(passage.text.split()) <= LENGTH_WORDS * 1.4
    for one, other in pairwise(found):
        assert one.span.start < other.span.start < one.span.end < other.span.end


def test_boilerplate_is_left_out() -> None:
    text = "Before the advert.\nSHARE THIS\nAfter the advert."
    kinds = (BlockKind.PARAGRAPH, BlockKind.BOILERPLATE, BlockKind.PARAGRAPH)
    starts = (0, text.index("SHARE"), text.index("After"))
    ends = (18, text.index("\nAfter"), len(text))
    blocks = tuple(Block(kind, Span(a, b)) for kind, a, b in zip(kinds, starts, ends, strict=True))
    shown = [passage.text for passage in passages(Document(text, "sha256:0", blocks))]
    assert shown == ["Before the advert.", "After the advert."]


@given(st.text(max_size=2000))
@settings(max_examples=200, deadline=None)
def test_every_word_stands_in_a_passage_that_reads_back(text: str) -> None:
    read = document(text)
    found = passages(read)
    assert all(passage.span.of(text) == passage.text for passage in found)
    prose = [block.span for block in read.blocks if block.kind is not BlockKind.BOILERPLATE]
    for span in prose:
        assert any(passage.span.meets(span) for passage in found)


COUNTS = {"bridge": 40, "closed": 90, "rivertown": 90, "engineer": 3, "iron": 8, "river": 60}


def counted(words: Iterable[str]) -> dict[str, int]:
    return {word: COUNTS.get(word, 0) for word in words}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The engineer closed the iron bridge over the river", ("engineer", "iron", "bridge", "river", "closed")),
        ("A bridge in Rivertown was closed", ("bridge", "rivertown", "closed")),
        ("The river, of all things", ("river",)),
        ("It was what they had", ()),
    ],
)
def test_rare_words_come_first_and_names_before_common_words(text: str, first: tuple[str, ...]) -> None:
    assert query(text, counted, 1000)[: len(first)] == first


def test_few_words_are_helped_by_phrases() -> None:
    assert query("over the river again", counted, 1000) == (
        "river",
        "the river",
        "river again",
        "over the river",
        "the river again",
    )


def test_words_that_stand_nowhere_are_not_searched_for() -> None:
    assert "zeppelin" not in query("The engineer of the zeppelin closed the iron bridge over the river", counted, 1000)
