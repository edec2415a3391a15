"""The verdicts of fact-checkers, found in the documents that publish them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.models import FactCheckRating
from claimcheck.reader.html import read_html
from claimcheck.reader.raw import RawFile
from claimcheck.text import document
from claimcheck.verdict import fact_checks

TRUE, FALSE, MIXED = FactCheckRating.TRUE, FactCheckRating.FALSE, FactCheckRating.MIXED

LABELLED = {
    "capitals": ("CLAIM: The pier is closed.\n\nVERDICT: False. It opened in May.", "The pier is closed.", FALSE),
    "one_paragraph": ("Claim: The pier is closed. Verdict: not true", "The pier is closed.", FALSE),
    "quotation_with_speaker": (
        "Claim: “The pier is closed.” — Ann Lee, mayor\n\nOur rating: Correct.",
        "The pier is closed.",
        TRUE,
    ),
    "paragraph_between": (
        "The claim: The pier is closed.\n\nIt was shared 4,000 times.\n\nRuling: Misleading",
        "The pier is closed.",
        MIXED,
    ),
    "numbered": ("Claim 2: The pier is closed.\n\nConclusion: Pants on fire!", "The pier is closed.", FALSE),
    "partly_false_is_mixed": ("Claim: The pier is closed.\n\nRating: Partly false", "The pier is closed.", MIXED),
    "german": ("Behauptung: Der Steg ist zu.\n\nBewertung: Falsch.", "Der Steg ist zu.", FALSE),
    "french": ("Affirmation : La jetée est fermée.\n\nConclusion : c'est faux.", "La jetée est fermée.", FALSE),
    "russian": ("Утверждение: Пирс закрыт.\n\nВердикт: неправда.", "Пирс закрыт.", FALSE),
    "sentence_about_the_claim": (
        "Claim: The pier is closed.\n\nVerdict: This claim is false. It opened in May.",
        "The pier is closed.",
        FALSE,
    ),
    "true_of_something_else": (
        "Claim: The pier is closed.\n\nConclusion: True friends of the pier will not mind.",
        "The pier is closed.",
        None,
    ),
    "right_inside": (
        "Claim: The pier is closed.\n\nFinding: the town has the right to close it.",
        "The pier is closed.",
        None,
    ),
    "unknown_rating": ("Claim: The pier is closed.\n\nVerdict: We shall see.", "The pier is closed.", None),
}


@pytest.mark.parametrize(("text", "claim", "rating"), LABELLED.values(), ids=LABELLED)
def test_a_labelled_verdict_is_found(text: str, claim: str, rating: FactCheckRating | None) -> None:
    (found,) = fact_checks(document(text))
    assert (found.claim, found.rating) == (claim, rating)
    assert found.span.of(text) == text


QUOTED = {
    "not_so": ("“The pier is closed.” Not so. It opened in May.", FALSE),
    "speaker_in_brackets": ("“The pier is closed.” (Ann Lee, leaflet.) Wrong by a wide margin: it opened.", FALSE),
    "true": ('"The pier is closed." True. It shut in March.', TRUE),
    "misleading": ("“The pier is closed”: misleading. Half of it is.", MIXED),
    "next_paragraph": ("The pier is closed, says the mayor.\n\nNot so. It opened in May.", FALSE),
    "next_paragraph_right": ("The pier is closed until May.\n\nThat is right, the port says.", TRUE),
}


@pytest.mark.parametrize(("text", "rating"), QUOTED.values(), ids=QUOTED)
def test_a_fact_check_that_quotes_and_rates(text: str, rating: FactCheckRating) -> None:
    page = document(f"What the candidates said.\n\n{text}")
    (found,) = fact_checks(replace(page, kind="fact-check"))
    assert found.rating is rating
    assert "pier is closed" in found.claim
    assert not fact_checks(replace(page, kind="news")), "a page that is no fact-check rates nothing"


NONE = {
    "a_claim_at_court": "Claim: the firm wants 4,000 pounds.\n\nThe hearing is in May.",
    "verdict_of_a_court": "The jury's verdict: guilty.",
    "a_right_to": "Everybody has a home.\n\nThe law gives a right to a home to everybody who asks for it in time.",
    "the_right_wing": "The council met.\n\nThe right won.",
    "right_by_the_river": "The town has a new mill.\n\nRight by the river it stands.",
    "true_love": "They married in May.\n\nTrue love, says the mayor's wife, knows no winter.",
    "false_teeth": "The dentist retired.\n\nFalse teeth were his trade.",
    "wrong_turn": "The bus came late.\n\nIt took a wrong turn.",
    "far_away": "Claim: The pier is closed.\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\nVerdict: False.",
    "next_claim_first": "Claim: The pier is closed.\n\nClaim: The beach is closed.\n\nNobody knows.",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_what_is_no_fact_check(text: str) -> None:
    assert not fact_checks(document(text))
    assert not fact_checks(replace(document(text), kind="fact-check"))


def marked_up(item: str) -> str:
    words = "The town's fire service examined the pier in March and wrote a report of nine pages on what it saw. " * 6
    return (
        f'<html><head><title>The pier</title><script type="application/ld+json">{item}</script></head>'
        f"<body><article><h1>The pier</h1><p>{words}</p></article></body></html>"
    )


RATED = '{"@type": "Rating", "ratingValue": 1, "bestRating": 5, "worstRating": 1, "alternateName": "Partly false"}'
NUMBERED = '{"@type": "Rating", "ratingValue": "%s", "bestRating": "5", "worstRating": "1"}'
MARKED_UP = {
    "by a word": (
        f'{{"@type": "ClaimReview", "claimReviewed": "The pier is closed.", "reviewRating": {RATED}}}',
        MIXED,
    ),
    "lowest number": (
        f'{{"@type": ["ClaimReview"], "claimReviewed": "The pier is closed.", "reviewRating": {NUMBERED % 1}}}',
        FALSE,
    ),
    "highest number": (
        f'{{"@type": "ClaimReview", "claimReviewed": "The pier is closed.", "reviewRating": {NUMBERED % 5}}}',
        TRUE,
    ),
    "in a graph, with its own address": (
        '{"@graph": [{"@type": "ClaimReview", "url": "https://check.example/pier?utm=1", '
        f'"claimReviewed": "The pier is closed.", "reviewRating": {RATED}}}]}}',
        MIXED,
    ),
    "number in between": (
        f'{{"@type": "ClaimReview", "claimReviewed": "The pier is closed.", "reviewRating": {NUMBERED % 3}}}',
        None,
    ),
    "of another page": (
        '{"@type": "ClaimReview", "url": "https://check.example/bridge", '
        f'"claimReviewed": "The pier is closed.", "reviewRating": {RATED}}}',
        None,
    ),
    "without a rating": ('{"@type": "ClaimReview", "claimReviewed": "The pier is closed."}', None),
}


@pytest.mark.parametrize(("item", "rating"), MARKED_UP.values(), ids=MARKED_UP)
def test_a_verdict_in_the_markup_of_a_page(item: str, rating: FactCheckRating | None) -> None:
    raw = RawFile(marked_up(item).encode(), 10**6, "pier.html", "https://check.example/pier")
    found = fact_checks(read_html(raw))
    assert [(one.claim, one.rating) for one in found] == ([("The pier is closed.", rating)] if rating else [])
