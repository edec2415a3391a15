"""Whether quoted words stand in a text: the wording, the places, and the reason an editor reads."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from claimcheck.models import Attribution, AttributionType, EditKind, Span, Speaker, SpeakerKind, Wording
from claimcheck.quotes import check_quote
from wording_cases import CASES, DAM

TABLE = [(wording, quote) for wording, quotes in CASES.items() for quote in quotes]


@pytest.mark.parametrize(("wording", "quote"), TABLE, ids=[f"{wording}-{quote[:60]}" for wording, quote in TABLE])
def test_wording(wording: Wording, quote: str) -> None:
    check = check_quote(quote, DAM)
    assert check.wording is wording, check.reason
    assert bool(check.spans) is (wording is not Wording.NOT_FOUND)
    assert check.reason


def test_the_table_is_large_enough() -> None:
    assert len(TABLE) >= 150


@pytest.mark.parametrize(
    ("quote", "source", "wording"),
    [
        ("General Ada Holt resigned on January 5", "Gen. Ada Holt resigned on Jan. 5", Wording.VARIANT),
        ("Senators Lund and Berg met", "Sens. Lund and Berg met", Wording.VARIANT),
        ("Dr Holt lives on Mount Aster", "Doctor Holt lives on Mt. Aster", Wording.VARIANT),
        ("since Sept. eleven", "since Sept. 11", Wording.VARIANT),
        ("a $5 million plan", "a five-million-dollar plan", Wording.VARIANT),
        ("It cost €30,000", "It cost 30,000 euros", Wording.VARIANT),
        ("Governor Ada Holt resigned", "Gen. Ada Holt resigned", Wording.ALTERED),
        ("He resigned on June 5", "He resigned on Jan. 5", Wording.ALTERED),
        ("The general public resigned", "The gen public resigned", Wording.ALTERED),
        ("It cost €30,000", "It cost 30,000 yen", Wording.ALTERED),
        ("It cost $5 million", "It cost 5 million pounds", Wording.ALTERED),
        ("It cost $5", "It cost 5 million dollars", Wording.ALTERED),
    ],
)
def test_short_forms_and_money(quote: str, source: str, wording: Wording) -> None:
    check = check_quote(quote, source)
    assert check.wording is wording, check.reason


@pytest.mark.parametrize(
    ("quote", "part"),
    [
        ("We will not close the dam before the harvest", "it leaves out 'northern' without an ellipsis"),
        ("We will … close the northern dam", "its ellipsis hides 'not', and 'not' changes the sense"),
        ("The fishermen … have waited", "the ellipsis stands for 'of Lake Oster'"),
        ("the defense of our farmers", "'defense' for 'defence'"),
        ("twenty-four villages and 1,200 households", "it has 'twenty-four' where the source has 'twenty-five'"),
        ("which is not a very generous sum", "it adds 'not'"),
        ("We expect more honesty from the government… That is a scandal.", "in the other order"),
        (
            "If the rains return, the reservoirs will fill again and nobody will have to leave",
            "interrupts the quote with 'Brandt said'",
        ),
        ("The fishermen of [Germany] have waited two thousand days", "the bracket 'Germany' changes the sense"),
        ("That is a scandal?", "it asks what the source states"),
    ],
)
def test_reason_says_what_differs(quote: str, part: str) -> None:
    assert part in check_quote(quote, DAM).reason


def test_spans_show_the_words_found() -> None:
    assert [span.of(DAM) for span in check_quote("the northern dam", DAM).spans] == ["the northern dam"]
    spliced = check_quote("We will not close the northern dam … We expect more honesty from the government", DAM)
    assert [span.of(DAM) for span in spliced.spans] == [
        "We will not close the northern dam",
        "We expect more honesty from the government",
    ]


def test_edits_line_up_quote_and_source() -> None:
    quote = "We will close the southern dam"
    edits = check_quote(quote, DAM).edits
    shown = [(edit.kind, edit.claim_span.of(quote), edit.evidence_span.of(DAM)) for edit in edits]
    assert shown == [
        (EditKind.SAME, "We will", "We will"),
        (EditKind.ADDED, "", "not"),
        (EditKind.SAME, "close the", "close the"),
        (EditKind.CHANGED, "southern", "northern"),
        (EditKind.SAME, "dam", "dam"),
    ]


def said(text: str, words: str, name: str, kind: SpeakerKind = SpeakerKind.PERSON) -> Attribution:
    start = text.index(words)
    content = (Span(start, start + len(words)),)
    return Attribution(AttributionType.DIRECT, (), (), content, Speaker(name, kind))


TWO = "“It was a good day,” said Anna Holm. Later the mood sank. “It was a good day,” said Piet Vos, “but too short.”"
HOLM = said(TWO, "It was a good day", "Anna Holm")
VOS = Attribution(
    AttributionType.DIRECT, (), (), (Span(TWO.rindex("It was"), len(TWO) - 1),), Speaker("Piet Vos", SpeakerKind.PERSON)
)


@pytest.mark.parametrize(
    ("quote", "speaker", "wording", "named"),
    [
        ("It was a good day", "Anna Holm", Wording.VERBATIM, "Anna Holm"),
        ("It was a good day", "Holm", Wording.VERBATIM, "Anna Holm"),
        ("It was a good day", "A. Holm", Wording.VERBATIM, "Anna Holm"),
        ("It was a good day", "Minister Piet Vos", Wording.VERBATIM, "Piet Vos"),
        ("It was a good day", "Jan Smit", Wording.MISATTRIBUTED, "Anna Holm"),
        ("It was a good day", "Maria Holm", Wording.MISATTRIBUTED, "Anna Holm"),
        ("it was a good day", "Jan Smit", Wording.MISATTRIBUTED, "Anna Holm"),
        ("but too short", "Anna Holm", Wording.MISATTRIBUTED, "Piet Vos"),
        ("but far too short", "Anna Holm", Wording.ALTERED, "Piet Vos"),
        ("Later the mood sank", "Anna Holm", Wording.VERBATIM, None),
        ("It was a good day", None, Wording.AMBIGUOUS, None),
        ("but too short", None, Wording.VERBATIM, "Piet Vos"),
    ],
)
def test_speaker(quote: str, speaker: str | None, wording: Wording, named: str | None) -> None:
    check = check_quote(quote, TWO, speaker, (HOLM, VOS))
    assert (check.wording, check.speaker) == (wording, named), check.reason


def test_ambiguous_shows_every_place() -> None:
    check = check_quote("It was a good day", TWO, None, (HOLM, VOS))
    assert [span.of(TWO) for span in check.spans] == ["It was a good day"] * 2
    assert "'Anna Holm', 'Piet Vos'" in check.reason


def test_a_source_that_is_no_person_is_nobody_else() -> None:
    one = said(TWO, "It was a good day", "the report", SpeakerKind.DOCUMENT)
    assert check_quote("It was a good day", TWO, "Jan Smit", (one,)).wording is Wording.VERBATIM


def test_a_speaker_told_by_another_is_not_someone_else() -> None:
    inner = said(TWO, "It was a good day", "Anna Holm")
    told = Attribution(
        AttributionType.INDIRECT, (), (), inner.content, Speaker("Bo Lind", SpeakerKind.PERSON), outer=inner
    )
    assert check_quote("It was a good day", TWO, "Anna Holm", (told,)).wording is Wording.VERBATIM


SENTENCES = re.split(r"(?<=[a-z][.”]) \n?(?=[“A-Z])", DAM)
TEXTS = st.text(st.one_of(st.characters(), st.sampled_from(list(" .,…[]'\"“”-½²\ud800\u0301\u200bß$%5"))), max_size=80)


@given(TEXTS, TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_is_answered_with_spans_inside_it(quote: str, text: str) -> None:
    check = check_quote(quote, text)
    for span in check.spans:
        assert 0 <= span.start < span.end <= len(text)
    for edit in check.edits:
        assert 0 <= edit.claim_span.start <= edit.claim_span.end <= len(quote)
        assert 0 <= edit.evidence_span.start <= edit.evidence_span.end <= len(text)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_words_cut_from_a_text_are_verbatim_unless_the_cut_changes_the_sense(data: st.DataObject) -> None:
    words = DAM.split(" ")
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, min(len(words), first + 40)))
    assume(words[last - 1] not in ("$3.5", "two") and words[first] not in ("million,", "thousand"))
    check = check_quote(" ".join(words[first:last]), DAM)
    assert check.wording is Wording.VERBATIM or "is cut off" in check.reason


@pytest.mark.parametrize("sentence", SENTENCES, ids=[sentence[:40] for sentence in SENTENCES])
def test_a_whole_sentence_is_verbatim(sentence: str) -> None:
    assert check_quote(sentence, DAM).wording is Wording.VERBATIM


def test_a_quote_that_stops_inside_a_number_is_altered() -> None:
    assert check_quote("They gave us $3.5", DAM).wording is Wording.ALTERED


def test_a_long_text_does_not_slow_the_answer() -> None:
    text = " ".join(f"Paragraph {number} says that village {number * 7} was flooded." for number in range(4000)) + DAM
    assert check_quote("We will not close the dam before the harvest", text).wording is Wording.ALTERED


@pytest.mark.parametrize("row", ["1 ", "one ", "1,000 ", "nine-"], ids=["digits", "words", "grouped", "hyphens"])
def test_endless_rows_of_numbers_end_soon(row: str) -> None:
    """Each number is read by itself; reading the whole row again for each would take hours."""
    assert check_quote("They gave us three million", row * 50_000).wording is Wording.NOT_FOUND
