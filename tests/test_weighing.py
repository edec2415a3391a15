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
HOMES = "The county has built 1,140 homes on the field."


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
    "figures_of_one_thing": (
        lambda: weighed(HOMES, GivenMeaning(answers(0.01, 0.7)), "The county has built 220 homes on the field."),
        Stance.CONTRADICTS,
    ),
    "figures_planned_and_done": (
        lambda: weighed(HOMES, GivenMeaning(answers(0.01, 0.7)), "The county plans to build 220 homes on the field."),
        Stance.RELATED,
    ),
    "near": (lambda: weighed("Water is short in the valley.", GivenMeaning(OPEN, 0.83)), Stance.RELATED),
    "elsewhere": (lambda: weighed("The choir sang two songs.", GivenMeaning(OPEN, 0.4)), None),
}


@pytest.mark.parametrize(("found", "stance"), CASES.values(), ids=CASES)
def test_which_way_a_passage_points(found: Callable[[], Weighed], stance: Stance | None) -> None:
    assert found().stance is stance


TURNED_ROUND = {
    "common_nouns": ("The army attacked the rebels on Monday.", "The rebels attacked the army on Monday."),
    "passive": ("The driver was sued by the cyclist.", "The cyclist was sued by the driver."),
    "exported": ("Cars from the north are sold in the south.", "Cars from the south are sold in the north."),
    "followed": ("The strike followed the pay cut.", "The pay cut followed the strike."),
    "preferred": ("More voters prefer trams to buses.", "More voters prefer buses to trams."),
}


@pytest.mark.parametrize(("claim", "evidence"), TURNED_ROUND.values(), ids=TURNED_ROUND)
def test_the_same_words_in_another_order_are_not_the_same_sentence(claim: str, evidence: str) -> None:
    assert weighed(evidence, GivenMeaning(OPEN), claim).stance is not Stance.SUPPORTS


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


BY_WORDS = {
    "wrong_of_this": (FactCheckRating.FALSE, CLAIM, Stance.CONTRADICTS),
    "wrong_of_a_part": (FactCheckRating.FALSE, "The dam holds 40 million litres.", Stance.CONTRADICTS),
    "right_of_this": (FactCheckRating.TRUE, CLAIM, Stance.SUPPORTS),
}


@pytest.mark.parametrize(("rating", "checked", "stance"), BY_WORDS.values(), ids=BY_WORDS)
def test_a_verdict_counts_without_a_model_too(rating: FactCheckRating, checked: str, stance: Stance) -> None:
    text = f"Claim: {checked} Verdict: {rating}."
    whole = Span(0, len(text))
    (found,) = weigh(CLAIM, [Passed(text, (whole,), fact_check=FactCheck(checked, rating, str(rating), whole))], None)
    assert found.stance is stance


def test_without_a_model_a_part_may_be_what_is_wrong_of_more() -> None:
    checked = "The dam in Brenna holds 40 million litres, and the mayor sold it to Orbit in 1990."
    text = f"Claim: {checked} Verdict: false."
    whole = Span(0, len(text))
    verdict = FactCheck(checked, FactCheckRating.FALSE, "false", whole)
    (found,) = weigh(CLAIM, [Passed(text, (whole,), fact_check=verdict)], None)
    assert found.stance not in (Stance.CONTRADICTS, Stance.SUPPORTS)


def test_paragraphs_are_judged_whole() -> None:
    """What a fact-check quotes first is what "this" is in the sentences behind it."""
    text = (
        "“He sold the field.” We found nothing. It is the council's. It was never for sale.\nAnother matter. It rains."
    )
    assert [one.whole.of(text) for one in cut(text, sentences(text))] == text.split("\n")


READ = {
    "English figures": (
        "The repairs in Brenna cost 86'000 francs in all.",
        "The repairs in Brenna cost 86,000 francs.",
        ("The repairs in Brenna cost 86,000 francs in all.", "The repairs in Brenna cost 86,000 francs."),
    ),
    "figures of another language": (
        "Les travaux ont coûté 86'000 francs à la commune de Brenna, selon le maire.",
        "The repairs in Brenna cost 86'000 francs.",
        None,
    ),
}


@pytest.mark.parametrize(("evidence", "claim", "plain"), READ.values(), ids=READ)
def test_a_model_reads_english_figures_in_one_form(evidence: str, claim: str, plain: tuple[str, str] | None) -> None:
    """It takes 86'000 and 86,000 for two sums; what another language means by its marks is left to it."""
    model = GivenMeaning(OPEN, pairs={plain or (evidence, claim): YES})
    assert weighed(evidence, model, claim).stance is Stance.SUPPORTS
