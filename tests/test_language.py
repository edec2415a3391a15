"""Where sentences end, and that parsing takes any text there is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck import text
from claimcheck.errors import ModelError
from claimcheck.language.en import DEFAULT_MODEL
from claimcheck.language.en.attribute_rules import install
from claimcheck.language.en.parsing import parsing

SENTENCES = {
    "rank": ["Col. Anna Berg ruled for a year.", "Then she left."],
    "ranks": ["Lt. Gov. Dan Berg spoke.", "Sens. Cole and Reed met Reps. Ray and Fox."],
    "initials": ["George W. Berg met J. K. Lowe.", "They talked."],
    "country at the end": ["He lives in the U.S.", "It is big."],
    "country inside": ["The U.S. President spoke.", "He left."],
    "time": ["He came at 5 p.m.", "The room was empty."],
    "decimal": ["It grew 3.2 percent.", "The cost was $1.5 million."],
    "company": ["Acme Inc. said so.", "Acme Co. agreed."],
    "months": ["On Jan. 6 and Sept. 11 it rained."],
    "number": ["No. 5 beat No. 6.", "Dr. Lowe vs. Mr. Berg was on."],
    "answer": ["He said no.", "She said yes."],
    "figure": ["See Fig. 2.", "It shows a bridge."],
    "saint": ["He went to St. Louis.", "Ft. Worth was next."],
    "asked after a quotation": ["“Who is there?” Berg said.", "“Great!” Dana Lowe of Ohio told us."],
    "left after a quotation": ["“It is over.”", "Lowe left."],
    "quotation begins": ["He said no.", "“It is over,” he added."],
    "quotations alone": ["“Yes.”", "“No.”", "“Maybe,” she said."],
    "two apostrophes": ["He said ''it is over.''", "He left.", "''Why?'' Ray asked."],
    "british marks": ["‘It is over.’", "‘Is it?’ Jones asked.", "He left."],
    "colon": ["He said: “It is over.", "We lost.", "We go home.”", "She wept."],
    "ellipsis": ["“There is a void… and this is it,” said Berg.", "He paused...", "Then he spoke."],
    "brackets": ["The plan (see above. It is long) failed.", "(He left.)", "She stayed."],
    "list number": ["3. Berg leads the field.", "He won twice."],
    "bullet": ["• Berg leads the field.", "He won twice."],
    "address": ["She works at example.com.", "He does too."],
    "marks together": ["What?!", "No!"],
}


@pytest.mark.parametrize("expected", SENTENCES.values(), ids=SENTENCES.keys())
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    words = " ".join(expected)
    with parsing(text.document(words)) as parse:
        assert [sentence.span.of(words) for sentence in parse.sentences] == expected


@pytest.mark.parametrize(
    "words",
    [
        "",
        " \n\t\n ",
        "😀😀😀",
        "x" * 50_000,
        "\ud800 lone",
        "a\u200b\ufeffb",
        "\x00",
        "…" * 500,
        '"' * 8000,
        "“a” " * 4000,
        "(" * 9000,
    ],
    ids=[
        "empty",
        "blank",
        "emoji",
        "no blanks",
        "surrogate",
        "invisible",
        "null",
        "dots",
        "marks",
        "quotations",
        "brackets",
    ],
)
def test_odd_text_is_parsed_without_complaint(words: str) -> None:
    with parsing(text.document(words)) as parse:
        assert all(0 <= s.span.start < s.span.end <= len(words) for s in parse.sentences)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_sentences_are_in_order_and_read_back(words: str) -> None:
    with parsing(text.document(words)) as parse:
        spans = [sentence.span for sentence in parse.sentences]
        assert spans == sorted(spans)
        for sentence in parse.sentences:
            assert sentence.span.of(words) == sentence.span.of(words).strip() != ""
            for token in sentence.tokens:
                assert sentence.span_of(token.i, token.i).end <= len(words)


def test_a_model_that_is_not_there_is_said_so() -> None:
    with pytest.raises(ModelError, match="not installed"), parsing(text.document("Hello."), "no_such_model"):
        pass


def test_words_get_the_attributes_that_the_model_itself_gives_them() -> None:
    """The quick way to parts of speech is the model's own, word for word."""
    import spacy

    words = (
        "Y'all ain't seen nothin' yet, have you? There's no one who gets what it got, I said to him and you. "
        "She did it; they'd have done that which we had. It is 3.5% up, isn't it?  That was his, not hers, by far."
    )
    own, quick = (spacy.load(DEFAULT_MODEL, exclude=["ner"]) for _ in range(2))
    install(quick)
    said = [[(t.text, t.pos_, t.lemma_, str(t.morph), t.tag_, t.dep_) for t in nlp(words)] for nlp in (own, quick)]
    assert "attribute_ruler" not in quick.pipe_names
    assert said[0] == said[1]
