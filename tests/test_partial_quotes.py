"""A quoted word or two in a reporter's sentence: they are found only where the source says the rest as well."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.models import (
    Attribution,
    AttributionType,
    Claim,
    ClaimKind,
    Document,
    Span,
    Speaker,
    SpeakerKind,
    Wording,
)
from claimcheck.text import document
from claimcheck.verdict.said import check_quotes

LUND = Speaker("Vera Lund", SpeakerKind.PERSON)
LEAD = "Vera Lund said that "


def claim(content: str) -> tuple[Claim, Document]:
    """A claim of Lund's, with what stands between quotation marks in it as quoted."""
    article = document(f"{LEAD}{content}.")
    start = article.text.index(content)
    whole = Span(start, start + len(content))
    quotes, at = [], start
    while (opened := article.text.find("“", at)) >= 0:
        at = article.text.index("”", opened)
        quotes.append(Span(opened + 1, at))
    attribution = Attribution(AttributionType.MIXED, (Span(0, 9),), (Span(10, 14),), (whole,), LUND)
    sentence = Span(0, len(article.text))
    return Claim("c1", content, ClaimKind.QUOTE, (whole,), sentence, attribution, tuple(quotes)), article


def wording(content: str, source: str) -> Wording:
    made, article = claim(content)
    found = check_quotes(made, article, document(source), ())
    assert found is not None
    return found.wording


V, N, A = Wording.VERBATIM, Wording.NOT_FOUND, Wording.ALTERED
CASES = [
    # The source has the words, and says something else.
    (N, "the figures were “manipulated” to please the voters", "“Important numbers can't be manipulated,” Lund wrote."),
    (N, "the mine was a “disaster” for the valley", "“The concert was a disaster,” Lund said."),
    (N, "the council had “betrayed” the fishermen", "“He betrayed his brother,” Lund wrote of the poet."),
    (N, "the harbour tax was “absurd”", "“What an absurd hat,” said Lund at the wedding."),
    (N, "the new school was “too small” for the town", "“My flat is too small,” Lund told a magazine."),
    (N, "the ferries were run by “amateurs”", "“The choir is for amateurs,” Lund explained."),
    (N, "the ministry had “lost control” of its budget", "“I lost control on the ice,” Lund said after the race."),
    (N, "the bishop was “a liar”", "“A liar never sleeps well,” Lund's grandmother used to say."),
    (N, "the vaccine had been “a triumph” of research", "“The dinner was a triumph,” Lund noted in her diary."),
    (N, "the trains would be “late for years”", "“Spring has been late for years,” the gardener Lund wrote."),
    (N, "the police had been “warned twice” about the bridge", "“She was warned twice by the referee,” Lund said."),
    (N, "the strike was “a mistake” by the union", "“Selling the piano was a mistake,” Lund said."),
    (N, "the museum's director was “unfit” for the job", "“The water is unfit for drinking,” said Lund."),
    (N, "the dam was built “in haste” by foreign firms", "“I packed in haste,” Lund remembered."),
    (N, "the reform would “destroy” the village schools", "“Moths destroy wool,” Lund warned in her column."),
    # The source says the rest as well, or the quoted words are nearly all there is.
    (
        V,
        "the figures were “manipulated” to please the voters",
        "“The figures are manipulated to please voters,” Lund wrote.",
    ),
    (V, "the mine was a “disaster” for the valley", "“The mine has been a disaster for this valley,” Lund said."),
    (V, "the council had “betrayed” the fishermen", "“This council has betrayed our fishermen,” Lund wrote."),
    (V, "the harbour tax was “absurd”", "Lund called the tax on the harbour absurd."),
    (
        V,
        "the new school was “too small” for the town",
        "“Look at the new school. It is too small,” Lund told the town.",
    ),
    (V, "the ferries were run by “amateurs”", "The ferries, Lund said, are run by amateurs."),
    (V, "the ministry had “lost control” of its budget", "“The ministry has lost control of the budget,” Lund said."),
    (V, "the bishop was “a liar”", "“The bishop is a liar,” Lund said."),
    (V, "it was “a triumph”", "“It was a triumph,” Lund noted."),
    (V, "the trains would be “late for years”", "“Our trains will be late for years,” Lund wrote."),
    (V, "“the strike was a mistake”", "“In May the strike was a mistake,” Lund said."),
    (
        V,
        "the museum “needs a director who reads books and pays bills”",
        "“It needs a director who reads books and pays bills,” she said.",
    ),
    (
        V,
        "the dam was built “in haste” by foreign firms",
        "Foreign firms built it in haste. Lund wrote that of the dam.",
    ),
    (
        V,
        "the reform would “destroy” the village schools",
        "“This will destroy our schools in the villages,” Lund warned.",
    ),
    (V, "the wages were “not enough to live on”", "“The wages here are not enough to live on,” Lund said."),
    # The sentence of the reporter's holds what was cut off from the quoted words, or does not.
    (V, "the guards were not “allowed to sleep”", "“The guards were not allowed to sleep,” Lund said."),
    (A, "the guards were “allowed to sleep”", "“The guards were not allowed to sleep,” Lund said."),
    (
        V,
        "the town “will build a new pier”, but only on credit",
        "“The town will build a new pier, but only on credit,” Lund said.",
    ),
    (A, "the town “will build a new pier”", "“The town will build a new pier, but only on credit,” Lund said."),
]


@pytest.mark.parametrize(("expected", "content", "source"), CASES, ids=[f"{one[0]}: {one[1]}" for one in CASES])
def test_a_few_quoted_words_stand_with_the_rest(expected: Wording, content: str, source: str) -> None:
    assert wording(content, source) is expected


@given(st.sampled_from(CASES), st.sampled_from(["The choir sang two songs.", "Snow fell in the hills on Thursday."]))
@settings(max_examples=80, deadline=None)
def test_an_unrelated_sentence_behind_the_source_changes_nothing(
    case: tuple[Wording, str, str], unrelated: str
) -> None:
    expected, content, source = case
    assert wording(content, f"{source}\n\n{unrelated}") is expected


def test_the_reason_says_that_the_source_says_something_else() -> None:
    made, article = claim("the harbour tax was “absurd”")
    found = check_quotes(made, article, document("“What an absurd hat,” said Lund at the wedding."), ())
    assert found is not None
    assert found.reason == "the source has 'absurd', but in a sentence that says something else"
    assert not found.spans
