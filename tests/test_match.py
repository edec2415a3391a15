"""Claims laid on text: which stretch answers to them, what they share, and what is missing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.models import EditKind, Passage, Span
from claimcheck.quotes import align, by_relevance, rank

TEXT = (
    "The town hall was quiet on Monday. In March the council of Arnfeld sold twelve trams to a buyer in Oslo for two"
    " million euros, the mayor said. The old trams had been in use since 1974. Oslo did not answer questions."
)


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("the council of Arnfeld sold twelve trams", "the council of Arnfeld sold twelve trams"),
        ("Arnfeld sold 12 trams to a Norwegian buyer in Oslo", "Arnfeld sold twelve trams to a buyer in Oslo"),
        ("THE OLD TRAMS HAD BEEN IN SERVICE SINCE 1974", "The old trams had been in use since 1974"),
        ("for €2 million", "for two million euros"),
        ("Oslo did answer questions", "Oslo did not answer questions"),
    ],
)
def test_the_stretch_that_answers_to_a_claim(claim: str, found: str) -> None:
    match = align(claim, TEXT)
    assert match is not None
    assert match.evidence_span.of(TEXT) == found


def test_what_is_covered_and_what_is_missing() -> None:
    claim = "In March Arnfeld sold twelve buses to Oslo"
    match = align(claim, TEXT)
    assert match is not None
    assert [span.of(claim) for span in match.missing] == ["buses"]
    assert match.covered_pct == pytest.approx(100 * 5 / 6)


def test_edits_say_what_became_of_each_run_of_words() -> None:
    claim = "The old trams had been in service since 1975"
    match = align(claim, TEXT)
    assert match is not None
    changed = [edit for edit in match.edits if edit.kind is EditKind.CHANGED]
    assert [(edit.claim_span.of(claim), edit.evidence_span.of(TEXT)) for edit in changed] == [
        ("service", "use"),
        ("1975", "1974"),
    ]


def test_a_paraphrase_scores_lower_than_a_false_copy() -> None:
    paraphrase = align("Arnfeld's councillors got rid of a dozen trams, which went to Oslo", TEXT)
    false_copy = align("In March the council of Arnfeld sold fifty trams to a buyer in Oslo", TEXT)
    assert paraphrase is not None
    assert false_copy is not None
    assert paraphrase.score_pct < 60 < 90 < false_copy.score_pct


@pytest.mark.parametrize("claim", ["Penguins swim", "", "…", "\ud800"])
def test_nothing_shared_is_no_match(claim: str) -> None:
    assert align(claim, TEXT) is None
    assert align(TEXT, claim) is None


def test_offsets_hold_where_folding_changes_the_length_of_the_text() -> None:
    text = "ß ﬁ İ ½ Straße\u200b — the ofﬁce of Groß\u00adräschen — cafe\u0301"
    match = align("the office of großräschen", text)
    assert match is not None
    assert match.evidence_span.of(text) == "the ofﬁce of Groß\u00adräschen"


ANY = st.text(st.one_of(st.characters(), st.sampled_from(list("ab c.,ß½\u0301\ud800 [x]3"))), max_size=120)


@given(ANY, ANY)
@settings(max_examples=300, deadline=None)
def test_edits_cover_both_aligned_stretches_in_order(claim: str, text: str) -> None:
    match = align(claim, text)
    if match is None:
        return
    assert 0 <= match.score_pct <= 100
    assert 0 <= match.covered_pct <= 100
    for side in ("claim_span", "evidence_span"):
        spans = [getattr(edit, side) for edit in match.edits]
        assert all(one.end <= other.start or one == other for one, other in pairwise(spans))
    assert match.evidence_span.holds(Span(match.edits[-1].evidence_span.start, match.edits[-1].evidence_span.end))
    assert any(edit.kind is EditKind.SAME for edit in match.edits)


def test_rank_puts_first_the_passage_that_has_the_words_in_order() -> None:
    texts = [
        "Oslo, a buyer, trams, council: Arnfeld sold.",
        "Something else entirely.",
        "the council of Arnfeld sold trams to a buyer in Oslo",
    ]
    found = [(f"sha256:{number}", Passage(Span(0, len(text)), text)) for number, text in enumerate(texts)]
    ranked = rank("The council of Arnfeld has sold twelve trams to a buyer in Oslo", found)
    assert [digest for digest, _ in ranked] == ["sha256:2", "sha256:0", "sha256:1"]
    assert rank("Whales sing at night", found) == found


def offered(*texts: str) -> list[tuple[str, Passage]]:
    """Texts as the sentences of one page."""
    out, at = [], 0
    for text in texts:
        out.append(("sha256:0", Passage(Span(at, at + len(text)), text)))
        at += len(text) + 1
    return out


@pytest.mark.parametrize(
    ("claim", "first"),
    [
        ("Arnfeld's trams were sold to Oslo", "A buyer from Oslo is taking the tram fleet of Arnfeld."),
        ("The council will plant trees in 2031", "By 2031 the planting of every tree is to be done."),
        ("Fares are falling", "The fare fell twice, and passengers approve of it."),
    ],
    ids=["names", "forms of a word", "rare word"],
)
def test_what_bears_most_on_a_claim_comes_first(claim: str, first: str) -> None:
    sentences = (
        "The council met on Monday.",
        "A buyer from Oslo is taking the tram fleet of Arnfeld.",
        "The council will be heard, and the council will answer.",
        "Nothing else was on the list.",
        "By 2031 the planting of every tree is to be done.",
        "Coffee was served.",
        "The fare fell twice, and passengers approve of it.",
    )
    assert by_relevance(claim, offered(*sentences))[0][1].text == first


def test_beside_a_good_sentence_others_gain() -> None:
    found = offered("It rained.", "It snowed.", "Nobody knew why.", "The mayor of Arnfeld resigned.", "He was ill.")
    ranked = [passage.text for _, passage in by_relevance("Arnfeld's mayor resigned", found)]
    assert ranked[0] == "The mayor of Arnfeld resigned."
    assert set(ranked[1:3]) == {"Nobody knew why.", "He was ill."}


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=6))
@settings(max_examples=100, deadline=None)
def test_relevance_only_orders(claim: str, texts: list[str]) -> None:
    found = offered(*texts)
    assert set(by_relevance(claim, found)) == set(found)
    assert len(by_relevance(claim, found)) == len(found)
