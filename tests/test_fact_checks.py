"""The verdicts of fact-checkers, found in the documents that publish them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck import judge
from claimcheck.models import FactCheckRating
from claimcheck.reader.html import read_html
from claimcheck.reader.raw import RawFile
from claimcheck.text import document
from claimcheck.verdict import fact_checks
from claimcheck.verdict.ratings import statement

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


PIER = "The pier is closed"
FORMS = {
    # The words checked and the rating in one paragraph.
    "checked_question": ("Checked: Is the pier closed? Our rating: True.", "Is the pier closed?", TRUE),
    "we_checked": ("We checked: Is the pier closed? Rating: Half true.", "Is the pier closed?", MIXED),
    "statement_line": ("Statement: The pier is closed. Our call: wrong.", "The pier is closed.", FALSE),
    "claim_bar_rating": ("Claim: The pier is closed | Rating: False", "The pier is closed |", FALSE),
    "geprueft": ("Geprüft: Ist der Steg zu? Ergebnis: Falsch.", "Ist der Steg zu?", FALSE),
    "l_affirmation": (
        "L'affirmation : La jetée est fermée. Notre verdict : plutôt faux.",
        "La jetée est fermée.",
        FALSE,
    ),
    # The verdict stands first.
    "rating_then_post": ("Rating: False. A post says the pier is closed.", "the pier is closed", FALSE),
    "verdict_then_video": (
        "Verdict: Misleading\n\nA video on Facebook claims that the pier is closed.",
        "the pier is closed",
        MIXED,
    ),
    "ruling_then_claimed": (
        "Ruling: Pants on Fire! Mayor Lee claimed the pier is closed.",
        "the pier is closed",
        FALSE,
    ),
    "rating_then_claim": ("Rating: Correct\n\nClaim: The pier is closed.", "The pier is closed.", TRUE),
    "bewertung_beitrag": ("Bewertung: Falsch. In einem Beitrag heißt es, der Steg sei zu.", "der Steg sei zu", FALSE),
    "calificacion": (
        "Calificación: Falso. Una publicación asegura que el muelle está cerrado.",
        "el muelle está cerrado",
        FALSE,
    ),
    "verdict_selon": (
        "Verdict : Faux. Selon une publication Facebook, la jetée est fermée.",
        "la jetée est fermée",
        FALSE,
    ),
    # Headings for the two, as Full Fact and others set them.
    "what_was_claimed": (
        f"What was claimed\n\n{PIER}.\n\nOur verdict\n\nThis is not correct. It opened in May.",
        f"{PIER}.",
        FALSE,
    ),
    "what_was_claimed_lines": (f"What was claimed\n{PIER}.\nOur verdict\nCorrect.", f"{PIER}.", TRUE),
    "claim_of_several": (f"Claim 1 of 3\n\n{PIER}.\n\nConclusion\n\nMisleading. Half of it is.", f"{PIER}.", MIXED),
    "marked_headings": (f"## Claim\n\n{PIER}.\n\n## Verdict: False\n\nIt opened in May.", f"{PIER}.", FALSE),
    "behauptung_heading": (
        "Behauptung\n\nDer Steg ist zu.\n\nBewertung\n\nGrößtenteils falsch. Er ist offen.",
        "Der Steg ist zu.",
        FALSE,
    ),
    "que_se_dice": (
        "Qué se dice\n\nEl muelle está cerrado.\n\nVeredicto\n\nVerdad a medias.",
        "El muelle está cerrado.",
        MIXED,
    ),
    "assessment": (f"CLAIM: {PIER}.\n\nAP’S ASSESSMENT: False. It opened in May.", f"{PIER}.", FALSE),
    # Words of scales.
    "four_pinocchios": (f"Claim: “{PIER}.”\n\nOur ruling: Four Pinocchios", f"{PIER}.", FALSE),
    "two_pinocchios": (f"Claim: “{PIER}.”\n\nOur ruling: Two Pinocchios", f"{PIER}.", MIXED),
    "half_true": (f"The claim: {PIER}.\n\nOur rating: We rate this claim Half True.", f"{PIER}.", MIXED),
    "labeled_satire": (f"Claim:\n{PIER}.\n\nRating:\nLabeled Satire", f"{PIER}.", FALSE),
    "miscaptioned": (f"Claim:\n\n{PIER}.\n\nRating:\n\nMiscaptioned", f"{PIER}.", MIXED),
    "bulo": ("Qué dicen: El muelle está cerrado.\n\nNuestra valoración: es un bulo.", "El muelle está cerrado.", FALSE),
    "polupravda": ("Цитата: Пирс закрыт на зиму.\n\nВердикт: полуправда", "Пирс закрыт на зиму.", MIXED),
    "nepravda": ("Что утверждают: Пирс закрыт.\n\nНаш вердикт: Это неправда.", "Пирс закрыт.", FALSE),
    "true_in_french": (
        "Affirmation : La jetée est fermée.\n\nNotre verdict : C’est vrai.",
        "La jetée est fermée.",
        TRUE,
    ),
    "sign_before": (f"Claim: {PIER}.\n\nVerdict: ❌ FALSE", f"{PIER}.", FALSE),
}


@pytest.mark.parametrize(("text", "claim", "rating"), FORMS.values(), ids=FORMS)
def test_the_forms_that_fact_checkers_use(text: str, claim: str, rating: FactCheckRating) -> None:
    (found,) = fact_checks(document(text))
    assert (found.claim, found.rating) == (claim, rating)


OF_A_PAGE = {
    "conclusion_alone": (
        "Fact check: the pier of Sund\n\nA post shared 900 times says the pier is closed.\n\nIt opened in May, the port"
        " told us.\n\nConclusion: Misleading",
        "the pier is closed",
        MIXED,
    ),
    "title_asks": (
        "Fact check: Is the pier closed?\n\nThe port says it opened in May.\n\nVerdict: False",
        "Is the pier closed?",
        FALSE,
    ),
    "no_that_is_not_true": (
        "Fact Check: Pier of Sund\n\nIs the pier closed? No, that's not true: it opened in May.",
        "Is the pier closed?",
        FALSE,
    ),
    "yes": ("Fact check\n\nIs the pier closed?\n\nYes. It shut in March.", "Is the pier closed?", TRUE),
    "rated_headline": (
        "FACT CHECK – FALSE: The pier is closed\n\nIt opened in May, the port says.",
        "The pier is closed",
        FALSE,
    ),
    "es_falso_que": (
        "Verificado\n\nEs falso que el muelle esté cerrado\n\nAbrió en mayo.",
        "el muelle esté cerrado",
        FALSE,
    ),
    "il_est_faux": (
        "Désintox\n\nIl est faux de dire que la jetée est fermée. Elle a ouvert en mai.",
        "la jetée est fermée",
        FALSE,
    ),
    "es_stimmt_nicht": (
        "Faktencheck\n\nEs stimmt nicht, dass der Steg zu ist. Er ist seit Mai offen.",
        "der Steg zu ist",
        FALSE,
    ),
    "heading_then_post": (
        "Fact check\n\nFALSE\n\nA viral post says that the pier is closed. It opened in May.",
        "the pier is closed",
        FALSE,
    ),
    "closing_sentence": (
        "PolitiFact: What Roe said\n\n“The pier is closed.”\n\nRoe wrote that on May 3, in a leaflet.\n\n"
        "The port told us something else.\n\nIt opened in May, and 900 boats have called since.\n\nNobody at his office"
        " answered.\n\nWe rate this claim Mostly False.",
        "The pier is closed.",
        FALSE,
    ),
    "closing_pinocchios": (
        "Fact Checker: the pier\n\n“The pier is closed.”\n\nThe governor said so in a speech.\n\nThe port told us"
        " something else.\n\nIt opened in May.\n\nThe Pinocchio Test\n\nFour Pinocchios",
        "The pier is closed.",
        FALSE,
    ),
}


@pytest.mark.parametrize(("text", "claim", "rating"), OF_A_PAGE.values(), ids=OF_A_PAGE)
def test_a_page_that_calls_itself_a_fact_check(text: str, claim: str, rating: FactCheckRating) -> None:
    (found,) = fact_checks(document(text))
    assert (found.claim, found.rating) == (claim, rating)


ON_A_CLAIM = {
    "question": (
        "The pier at Sund was closed in May.",
        "Checked: Was the pier at Sund closed in May? Our rating: True.",
        "supported",
    ),
    "question_will": (
        "The harbour will be sold to a Danish firm.",
        "Checked: Will the harbour be sold to a Danish firm? Our rating: False.",
        "contradicted",
    ),
    "question_did": (
        "Norland doubled its tax on fuel.",
        "Fact check: Did Norland double its tax on fuel?\n\nNo. It rose by 2 percent.",
        "contradicted",
    ),
    "post": (
        "Norland doubled its tax on fuel.",
        "Rating: False. A post says Norland doubled its tax on fuel.",
        "contradicted",
    ),
    "two_headings": (
        "Norland has doubled its tax on fuel.",
        "What was claimed\n\nNorland has doubled its tax on fuel.\n\nOur verdict\n\nCorrect.",
        "supported",
    ),
    "spanish": (
        "The pier at Sund is closed.",
        "Calificación: Falso. Una publicación asegura que el muelle de Sund está cerrado.",
        "contradicted",
    ),
    "of_another_claim": (
        "The pier at Sund was closed in May.",
        "Checked: Was the market at Lund closed in May? Our rating: False.",
        "related",
    ),
}


@pytest.mark.parametrize(("claim", "evidence", "expected"), ON_A_CLAIM.values(), ids=ON_A_CLAIM)
def test_a_published_verdict_decides_a_claim(claim: str, evidence: str, expected: str) -> None:
    assert judge(claim, [evidence]).finding == expected


STATEMENTS = {
    "Was the pier closed in May?": "the pier was closed in May",
    "Did Sund close its pier?": "Sund close its pier",
    "Is it true that 4,000 people died?": "4,000 people died",
    "Fact check: Has Norland doubled its tax?": "Norland has doubled its tax",
    "Stimmt es, dass der Steg zu ist?": "der Steg zu ist",
    "Will the port of Harwick close?": "the port of Harwick will close",
    "Can vaccines cause deafness?": "vaccines can cause deafness",
    "The pier is closed.": "The pier is closed.",
}


@pytest.mark.parametrize(("words", "expected"), STATEMENTS.items(), ids=STATEMENTS)
def test_a_question_under_check_as_a_statement(words: str, expected: str) -> None:
    assert statement(words) == expected


NONE = {
    "a_claim_at_court": "Claim: the firm wants 4,000 pounds.\n\nThe hearing is in May.",
    "verdict_of_a_court": "The jury's verdict: guilty.",
    "a_right_to": "Everybody has a home.\n\nThe law gives a right to a home to everybody who asks for it in time.",
    "the_right_wing": "The council met.\n\nThe right won.",
    "right_by_the_river": "The town has a new mill.\n\nRight by the river it stands.",
    "true_love": "They married in May.\n\nTrue love, says the mayor's wife, knows no winter.",
    "false_teeth": "The dentist retired.\n\nFalse teeth were his trade.",
    "wrong_turn": "The bus came late.\n\nIt took a wrong turn.",
    "verdict_of_a_reported_source": "Conclusion: The pier is old. The port said it opened in May.",
    "a_result": "The vote was close. The result: nobody won, a post says.",
    "a_statement_of_a_firm": "Statement\n\nThe board met in May.\n\nConclusion\n\nWe shall go on.",
    "a_true_story": "A True Story\n\nA post says that the pier is closed.",
    "next_claim_first": "Claim: The pier is closed.\n\nClaim: The beach is closed.\n\nNobody knows.",
}


NONE_BUT_IN_A_FACT_CHECK = {
    "far_away": "Claim: The pier is closed.\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\nVerdict: False.",
    "question_and_answer": "Question: Can I park here? Answer: No.",
}


@pytest.mark.parametrize("text", NONE_BUT_IN_A_FACT_CHECK.values(), ids=NONE_BUT_IN_A_FACT_CHECK)
def test_what_only_a_fact_check_means_as_a_verdict(text: str) -> None:
    page = document(text)
    assert not fact_checks(page)
    (found,) = fact_checks(replace(page, kind="fact-check"))
    assert found.rating is FALSE


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_what_is_no_fact_check(text: str) -> None:
    assert not fact_checks(document(text))
    assert not any(one.rating for one in fact_checks(replace(document(text), kind="fact-check")))


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
