"""What other fact-checkers made of a claim is shown in their words, and is never a finding of ours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimcheck.providers import PublishedRating, SearchResult, SearchResultKind
from claimcheck.providers.asking import words
from claimcheck.queries import Query, QuerySide
from claimcheck.store import Search, Store
from conftest import Run
from store_values import PLACE, keep_everything, split

RATING = PublishedRating("Mostly false", "The port handled five million tonnes.", "A flyer", "Harbour Facts")
REVIEW = SearchResult(
    "https://facts.example/port", "The port's tonnes", "", "2024-02-03", SearchResultKind.CLAIM_REVIEW, rating=RATING
)
BARE = SearchResult(
    "https://checks.example/1",
    "Tonnage",
    "",
    None,
    SearchResultKind.CLAIM_REVIEW,
    rating=PublishedRating("Pants on fire", "A claim."),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Two claims; for the first, two searches found the same review, and one found another."""
    with Store(tmp_path / "claimcheck.db") as store:
        keep_everything(store)
        claim = split().claims[0]
        for hour, results in ((8, (REVIEW,)), (9, (SearchResult("https://news.example/"), REVIEW, BARE))):
            query = Query(f"port tonnes {hour}", QuerySide.ABOUT)
            asked = f"2025-06-10T0{hour}:00:00.000000Z"
            store.searches.keep(Search(claim.id, claim.text, "factcheck", query, asked, results))
    return tmp_path


def test_show_tells_who_rated_what_and_how(workspace: Path, claimcheck: Run) -> None:
    """Publisher, date, rating, the claim that was rated, its claimant and the address; each review once."""
    shown = [" ".join(line.split()) for line in claimcheck("-w", workspace, "show", "1").stdout.splitlines()]
    at = shown.index("rated Harbour Facts, 2024-02-03: Mostly false")
    assert shown[at + 1 : at + 3] == ["“The port handled five million tonnes.” (A flyer)", "https://facts.example/port"]
    assert shown[shown.index("rated Tonnage: Pants on fire") + 1] == "“A claim.”"
    assert sum(line.startswith("rated ") for line in shown) == 2
    assert "rated " not in claimcheck("-w", workspace, "show", "2").stdout


def test_programs_get_them_in_a_field_of_their_own(workspace: Path, claimcheck: Run) -> None:
    """An empty list where there are none; nothing of it among evidence and findings."""
    lines = claimcheck("-w", workspace, "status", "--json").stdout.splitlines()
    first, second = (json.loads(line) for line in lines)
    assert first["claim_reviews"] == [
        {
            "publisher": "Harbour Facts",
            "rating": "Mostly false",
            "claim": "The port handled five million tonnes.",
            "claimant": "A flyer",
            "published": "2024-02-03",
            "url": "https://facts.example/port",
        },
        {
            "publisher": None,
            "rating": "Pants on fire",
            "claim": "A claim.",
            "claimant": None,
            "published": None,
            "url": "https://checks.example/1",
        },
    ]
    assert second["claim_reviews"] == []
    assert "facts.example" not in json.dumps([first["evidence"], first["said"], first["so"], first["status"]])


def test_a_rating_changes_no_finding(tmp_path: Path, workspace: Path, claimcheck: Run) -> None:
    """The table reads the same with it and without."""
    without = tmp_path / "without"
    without.mkdir()
    with Store(without / "claimcheck.db") as store:
        keep_everything(store)
    assert claimcheck("-w", without, "status").stdout == claimcheck("-w", workspace, "status").stdout
    assert PLACE in claimcheck("-w", workspace, "status").stdout


@pytest.mark.parametrize("told", ["a&#27;[31mb", "a\x1b[31mb", "a\x07\x9b31mb", "<b>a</b>&#8;b"])
def test_what_a_service_says_cannot_speak_to_the_terminal(told: str) -> None:
    """Control characters are no words, however they come."""
    assert words(told).isprintable()
    assert words(told)[0] == "a"
