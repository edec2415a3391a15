"""A sentence that cannot be taken apart surely is kept whole and marked, not turned into claims that nobody made."""

from __future__ import annotations

import pytest

import claimcheck
from claimcheck.text import document

WHOLE = (
    ("inversion", "Worst hit was the town of Belgrath, where a home collapsed and eleven residents died."),
    ("list behind a dash", "Los Angeles, where murals of Roe still beam from the walls, voted on Monday."),
    ("dangling participle", "Counting the four that closed, revenues are down by 8 percent."),
    ("either or", "Residents may leave the town or stay at home, but nobody knows for how long."),
)
APART = (
    (
        "a name with an ampersand",
        "Harrow & Pell, the maker of Dormin, rejected the claims.",
        ("Harrow & Pell rejected the claims.", "Harrow & Pell is the maker of Dormin."),
    ),
    ("relative", "The bank, which owns two ships, closed.", ("The bank closed.", "The bank owns two ships.")),
    (
        "who, of a person and an agency",
        "The head of the agency, who resigned in May, has been charged.",
        ("The head of the agency has been charged.", "The head of the agency resigned in May."),
    ),
    (
        "clause as subject",
        "What voters confirmed is that the town has changed, and Roe lost.",
        ("What voters confirmed is that the town has changed.", "Roe lost."),
    ),
    (
        "shortly after",
        "The fundraising stopped shortly after the race was called.",
        ("The fundraising stopped shortly after the race was called.", "The race was called."),
    ),
)
TOGETHER = (
    ("things on either side", "He feared the tax on sugar, which was meant to help.", "which was meant to help"),
    ("of experts about a virus", "Warnings came from experts about Zika, which can cause defects.", "which can cause"),
    ("place behind a thing", "Roe wins the primary in York, which she represented for years.", "which she represented"),
    (
        "what somebody said",
        "The letter cited an April summit where Thomas Frieden said caring for a child can cost $10 million.",
        "where Thomas Frieden said caring",
    ),
    ("what voters say", "His lead among voters who say they will vote is much larger.", "who say they will vote"),
    (
        "what somebody is told",
        "McConnell agreed to a phone call, but only to tell Garland that he won't agree to a meeting.",
        "only to tell Garland that he",
    ),
    (
        "list of purposes",
        "Money is needed to develop a vaccine, educate the public and learn more.",
        "educate the public",
    ),
)


def claims(text: str) -> list[claimcheck.Claim]:
    return list(claimcheck.split(document(text)))


@pytest.mark.parametrize("text", [text for _, text in WHOLE], ids=[name for name, _ in WHOLE])
def test_what_cannot_be_taken_apart_surely_is_kept_and_marked(text: str) -> None:
    made = claims(text)
    assert [claim.text for claim in made] == [text]
    assert made[0].uncertain


@pytest.mark.parametrize(
    ("text", "wanted"), [(text, wanted) for _, text, wanted in APART], ids=[name for name, *_ in APART]
)
def test_what_is_sure_is_taken_apart(text: str, wanted: tuple[str, ...]) -> None:
    assert tuple(claim.text for claim in claims(text)) == wanted


@pytest.mark.parametrize(
    ("text", "words"), [(text, words) for _, text, words in TOGETHER], ids=[name for name, *_ in TOGETHER]
)
def test_a_clause_stays_with_what_it_may_be_about(text: str, words: str) -> None:
    made = [claim.text for claim in claims(text)]
    assert any(words in each for each in made)
    assert not [each for each in made if each.endswith((" said.", " say.", " tell Garland."))]


def test_whom_an_editor_has_named_in_brackets_is_not_named_again() -> None:
    made = claims("Ann Poe spoke first. An official walked back the comments, saying that “he [Roe] is a liar.”")
    assert any("e [Roe] is a liar" in claim.text for claim in made)


def test_what_is_put_behind_a_quotation_is_parted_from_it() -> None:
    made = claims("It came up in a debate in December, when Ann Poe called the front-runner “their best recruiter.”")
    assert "Ann Poe called the front-runner “their best recruiter” in December." in [claim.text for claim in made]
