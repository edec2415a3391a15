"""Whole articles of unlike kinds: what a careful reader would list is listed, under the right voice."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck import library, reader
from claimcheck.models import BlockKind, Claim, Covered, SplitArticle

ARTICLES = Path(__file__).parent / "articles"
CASE = Path(__file__).parents[1] / "../shared/case/article.txt"

Said = tuple[str | None, str]
"""Who says a claim (None for the article), and its text."""

ESSENTIALS: dict[str, list[Said]] = {
    "wire-story": [
        (None, "Rescue crews pulled 58 survivors from the water."),
        (None, "Divers recovered four bodies."),
        (None, "The Astrid was built in 1987."),
        ("Ingrid Solberg", "We are not aware of anyone still missing."),
        (None, "Captain Ingrid Solberg is head of the regional coast guard."),
        (None, "Prime Minister Aksel Berg traveled to Lindholm on Wednesday."),
        (None, "Transport Minister Lena Dahl traveled to Lindholm on Wednesday."),
        (None, "Aksel Berg took office last year."),
    ],
    "feature": [
        (None, "Harold Finch is 71."),
        (None, "Harold Finch runs the only working bell foundry in the county."),
        (None, "Harold Finch's family came from Flanders in the 1840s."),
        (None, "The foundry nearly closed in 2016."),
        (None, "Orders fell by a third after 2010, because churches stopped replacing their bells."),
    ],
    "interview": [
        ("Joan Castell", "We handled 4,100 ships last year."),
        ("Joan Castell", "The university tested the beds in March."),
        ("Joan Castell", "We paid for the study."),
    ],
    "press-release": [
        (None, "Velora Energy is a leading supplier of clean power."),
        ("Velora Energy", "Velora Energy has opened a 40-megawatt solar plant in the Tarn Valley."),
        (None, "The plant cost 31 million euros."),
        ("Paul Renner", "We built the plant in fourteen months."),
        (None, "Construction created 220 jobs."),
        (None, "Velora Energy employs 1,900 people."),
    ],
    "court-report": [
        (None, "Denise Mallory is 52."),
        ("Neil Okafor", "Denise Mallory had spent the money on holidays."),
        ("Neil Okafor", "Denise Mallory had spent the money on a car."),
        (None, "That charge was dropped."),
        (None, "The dismissal of the colleague is wrongful."),
    ],
    "live-blog": [
        (None, "Gusts of 138 km/h were measured at the lighthouse."),
        (None, "Police have closed the bridge between Dunmore and Sallow Island."),
        ("Gridline", "About 20,000 homes are without power."),
        (None, "Schools will remain closed tomorrow."),
        (None, "Libraries will remain closed tomorrow."),
    ],
}

NEVER = {
    "court-report": ["Denise Mallory had threatened a colleague.", "She had threatened a colleague."],
    "interview": ["Thank you.", "Good morning."],
    "live-blog": ["Stay away from the sea wall."],
}


def voice(claim: Claim) -> str | None:
    return claim.speaker.name if claim.speaker else None


@pytest.fixture(scope="module")
def articles() -> dict[str, SplitArticle]:
    return {name: library.split_article(reader.read(ARTICLES / f"{name}.md")) for name in ESSENTIALS}


@pytest.mark.parametrize("name", ESSENTIALS)
def test_the_essentials_are_listed_under_the_right_voice(name: str, articles: dict[str, SplitArticle]) -> None:
    listed = {(voice(claim), claim.text) for claim in articles[name].claims}
    assert [essential for essential in ESSENTIALS[name] if essential not in listed] == []


@pytest.mark.parametrize("name", ESSENTIALS)
def test_every_sentence_is_accounted_for(name: str, articles: dict[str, SplitArticle]) -> None:
    found = articles[name]
    source, reached = found.document.text, 0
    for entry in found.coverage:
        assert not source[reached : entry.span.start].strip()
        reached = entry.span.end
    assert not source[reached:].strip()
    assert not [entry for entry in found.coverage if entry.covered is Covered.GAP]


@pytest.mark.parametrize("name", NEVER)
def test_what_nobody_claims_is_not_listed(name: str, articles: dict[str, SplitArticle]) -> None:
    listed = {claim.text for claim in articles[name].claims}
    assert not listed & set(NEVER[name])


@pytest.mark.skipif(not CASE.exists(), reason="the case article is not here")
def test_the_sentences_with_several_facts_of_the_case_come_apart() -> None:
    found = library.split_article(reader.read(CASE))
    listed = [claim.text for claim in found.claims]
    for words, fewest in (("Africa Corps", 3), ("JNIM", 2), ("cargo ships", 3)):
        assert sum(words in text for text in listed) >= fewest, words
    headings = [block.span for block in found.document.blocks if block.kind is not BlockKind.PARAGRAPH]
    assert not [claim for claim in found.claims for block in headings if block.meets(claim.sentence)]
