"""Text folded for comparison, and its words, with offsets that lead back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.models import Span
from claimcheck.text import fold, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“Curly” ‘quotes’ – and—dashes", "\"curly\" 'quotes' - and-dashes"),
        ("ofﬁce\u00a0of\u2009STRASSE and Straße", "office of strasse and strasse"),
        ("co\u00adoperate\u200b!", "cooperate!"),
        ("cafe\u0301 É", "café é"),
        ("two\n\n  blanks", "two blanks"),
        ("2½ and 10²", "2 1/2 and 10 2"),
        ("don`t", "don't"),
    ],
)
def test_typography_and_case_are_folded(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The U.S. said e.g. nothing.", ["the", "u.s", "said", "e.g", "nothing"]),
        ("It fell -5% to $1,200.50 (or .5)", ["it", "fell", "-5", "%", "to", "$", "1,200.50", "or", ".5"]),
        ("a long-term, al-Qaeda-linked plan", ["a", "long", "term", "al", "qaeda", "linked", "plan"]),
        ("2019–20, 24/7 at 10:30am, 3rd", ["2019", "20", "24/7", "at", "10:30am", "3rd"]),
        ("O’Brien’s ‘own’ words’", ["o'brien's", "own", "words"]),
        ("the end.The next,then", ["the", "end", "the", "next", "then"]),
        ("R&D at AT&T", ["r", "&", "d", "at", "at", "&", "t"]),
        ("…—!?", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert [word.text for word in words(text)] == found


ANY = st.text(st.one_of(st.characters(), st.sampled_from(list("aß½²ﬁİ\u0301\u200b\ud800 .,-'’5%"))), max_size=60)


@given(ANY)
@settings(max_examples=400, deadline=None)
def test_offsets_lead_back_in_order(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    last = 0
    for word in words(text):
        assert last <= word.span.start < word.span.end <= len(text)
        last = word.span.start


@given(ANY)
@settings(max_examples=200, deadline=None)
def test_a_word_folded_again_is_itself(text: str) -> None:
    for word in words(text):
        assert word.text in fold(word.span.of(text)).text


PLAIN = st.text(st.sampled_from(list("abC1.,`'’“”–- \n\t$%(&\x1f½é")), max_size=30)


@given(PLAIN)
@settings(max_examples=400, deadline=None)
def test_plain_text_has_the_words_that_folding_gives(text: str) -> None:
    """Text that keeps its places takes a shorter way; a soft hyphen before the same text makes it take the long one."""
    assert [(word.text, word.span) for word in words(text)] == [
        (word.text, word.span.shifted(-1)) for word in words(f"\u00ad{text}")
    ]


def test_an_empty_span_has_a_place() -> None:
    assert fold("abc").original(Span(3, 3)) == Span(3, 3)
    assert fold("").original(Span(0, 0)) == Span(0, 0)
