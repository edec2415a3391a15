"""Which way a passage points: every row of the table, with a model whose answers are given."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.meaning_models import GivenMeaning

from claimcheck.meaning import Entailment, Meaning
from claimcheck.models import FactCheck, FactCheckRating, Span, Stance
from claimcheck.verdict.content import sentences
from claimcheck.verdict.stance import STANCES, StanceRow, row_for
from claimcheck.verdict.stretches import Passed, cut
from claimcheck.verdict.weighing import Weighed, weigh

CLAIM = "The dam in Brenna holds 40 million litres."
SURE = 0.97


def answers(entailment: float, contradiction: float) -> Entailment:
    return Entailment(entailment, round(1 - entailment - contradiction, 2), contradiction)


YES, NO, OPEN = answers(SURE, 0.01), answers(0.01, SURE), answers(0.01, 0.01)


def weighed(evidence: str, model: Meaning | None, claim: str = CLAIM) -> Weighed:
    return weigh(claim, cut(evidence, sentences(evidence)), model)[0]


def rated(rating: FactCheckRating) -> Weighed:
    text = f"Claim: {CLAIM} Verdict: {rating}."
    checked = FactCheck(CLAIM, rating, str(rating), Span(0, len(text)))
    (found,) = weigh(CLAIM, [Passed(text, (Span(0, len(text)),), fact_check=checked)], GivenMeaning(YES))
    return found


@pytest.mark.parametrize("row", STANCES, ids=[row.name for row in STANCES])
def test_each_row_can_decide_and_gives_way(row: StanceRow) -> None:
    assert row_for(row.when) is row
    assert all(row_for(row.when | {sign}) is not row for sign in row.unless)


CASES = {
    "fact_checker_says_wrong": (lambda: rated(FactCheckRating.FALSE), Stance.CONTRADICTS),
    "fact_checker_says_right": (lambda: rated(FactCheckRating.TRUE), Stance.SUPPORTS),
    "same_sentence": (lambda: weighed(CLAIM, GivenMeaning(OPEN)), Stance.SUPPORTS),
    "other_words": (lambda: weighed("Brenna's reservoir stores a lot of water.", GivenMeaning(YES)), Stance.SUPPORTS),
    "other_figure": (
        lambda: weighed("The dam in Brenna holds 90 million litres.", GivenMeaning(NO)),
        Stance.CONTRADICTS,
    ),
    "other_figure_in_words_alone": (
        lambda: weighed("Officials said the dam in Brenna holds 90 million litres.", None),
        Stance.CONTRADICTS,
    ),
    "near": (lambda: weighed("Water is short in the valley.", GivenMeaning(OPEN, 0.83)), Stance.RELATED),
    "elsewhere": (lambda: weighed("The choir sang two songs.", GivenMeaning(OPEN, 0.4)), None),
}


@pytest.mark.parametrize(("found", "stance"), CASES.values(), ids=CASES)
def test_which_way_a_passage_points(found: Callable[[], Weighed], stance: Stance | None) -> None:
    assert found().stance is stance


NOT_THE_SAME = {
    "wrong_of_a_wider_claim": (FactCheckRating.FALSE, (CLAIM, "All dams in the country hold 40 million litres.")),
    "right_of_a_narrower_claim": (FactCheckRating.TRUE, ("The dam holds water.", CLAIM)),
}


@pytest.mark.parametrize(("rating", "pair"), NOT_THE_SAME.values(), ids=NOT_THE_SAME)
def test_a_verdict_counts_only_for_a_claim_that_it_decides(rating: FactCheckRating, pair: tuple[str, str]) -> None:
    """A claim is not wrong because a wider one is, nor right because a narrower one is."""
    checked = next(text for text in pair if text != CLAIM)
    text = f"Claim: {checked} Verdict: {rating}."
    passed = Passed(text, (Span(0, len(text)),), fact_check=FactCheck(checked, rating, str(rating), Span(0, len(text))))
    (found,) = weigh(CLAIM, [passed], GivenMeaning(OPEN, pairs={pair: OPEN}))
    assert found.signals.fact_check is None
    assert found.stance in (None, Stance.RELATED)


def test_paragraphs_are_judged_whole() -> None:
    """What a fact-check quotes first is what "this" is in the sentences behind it."""
    text = (
        "“He sold the field.” We found nothing. It is the council's. It was never for sale.\nAnother matter. It rains."
    )
    assert [one.whole.of(text) for one in cut(text, sentences(text))] == text.split("\n")
