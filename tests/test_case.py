"""The article that the project was asked for: who says what in it, claim by claim."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conftest import CASE, Run

pytestmark = pytest.mark.skipif(not CASE.exists(), reason=f"the article is not part of the project: no {CASE}")

Claims = list[dict[str, Any]]


@pytest.fixture(scope="module")
def article() -> str:
    return CASE.read_text(encoding="utf8")


@pytest.fixture(scope="module")
def split(claimcheck: Run) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(claimcheck("split", CASE, "--json").stdout)
    return loaded


@pytest.fixture(scope="module")
def claims(split: dict[str, Any]) -> Claims:
    found: Claims = split["claims"]
    return found


def made_of(claims: Claims, article: str, words: str) -> Claims:
    """The claims whose words in the article include these."""
    return [claim for claim in claims if words in " ".join(article[start:end] for start, end in claim["spans"])]


PESKOV = ("Dmitry Peskov", "person", "Kremlin spokesperson", None)
LYAMMOURI = ("Rida Lyammouri", "person", "senior fellow at the Policy Center for the New South", None)


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        pytest.param("comprehensively", PESKOV, id="stating that"),
        pytest.param("sensitive", PESKOV, id="direct quote"),
        pytest.param("close cooperation", PESKOV, id="he emphasized"),
        pytest.param("void", LYAMMOURI, id="first quote"),
        pytest.param("opportunity", LYAMMOURI, id="first quote, second half"),
        pytest.param("minimal", LYAMMOURI, id="according to"),
        pytest.param("recapture", LYAMMOURI, id="second quote"),
        pytest.param("struggles", LYAMMOURI, id="also noted"),
    ],
)
def test_who_says_it(claims: Claims, article: str, words: str, speaker: tuple[str, str, str, str | None]) -> None:
    """Quotes, reported speech and pronouns all lead to the full name and role."""
    found = made_of(claims, article, words)
    assert found
    for claim in found:
        said = claim["speaker"]
        assert (said["name"], said["kind"], said["role"].removeprefix("a "), said["via"]) == speaker


@pytest.mark.parametrize(
    ("words", "kind", "name", "via"),
    [
        pytest.param("vacuum", "unnamed", "analysts", None, id="analysts"),
        pytest.param("weaponry", "unnamed", "reports", None, id="reports"),
        pytest.param("dockings", "imagery", "satellite imagery", "associated press", id="imagery"),
    ],
)
def test_sources_that_are_no_named_person(
    claims: Claims, article: str, words: str, kind: str, name: str, via: str | None
) -> None:
    """Analysts and reports stay unnamed; imagery names who reviewed it."""
    found = made_of(claims, article, words)
    assert found
    for claim in found:
        said = claim["speaker"]
        assert (said["kind"], said["name"].lower()) == (kind, name)
        assert (said["via"] or "").lower().removeprefix("the ") == (via or "")


@pytest.mark.parametrize(
    "words",
    [
        "intensifying",
        "expanding",
        "withdrawing",
        "2021",
        "accused",
        "overhauled",
        "taken over",
        "leaned",
        "relied",
        "plague",
        "dozens",
        "claimed",
        "varies",
        "embedded",
        "has continued",
        "suppliers",
        "broader",
    ],
)
def test_the_rest_is_the_articles_own_voice(claims: Claims, article: str, words: str) -> None:
    """Nobody is given words that the article says itself: attacks claim lives, states continue to do things."""
    found = made_of(claims, article, words)
    assert found
    assert [claim["speaker"] for claim in found] == [None] * len(found)


@pytest.mark.parametrize(
    ("word", "least", "parts"),
    [
        pytest.param(
            "responded",
            4,
            ("known as", "taken over", "operate", "expand"),
            id="Africa Corps",
        ),
        pytest.param("dozens", 2, ("JNIM", "killed", "base"), id="JNIM"),
        pytest.param("tanks", 2, ("tanks", "artillery", "Conakry"), id="cargo ships"),
    ],
)
def test_sentences_with_several_facts_come_apart(
    claims: Claims, article: str, word: str, least: int, parts: tuple[str, ...]
) -> None:
    """Each fact is a claim that can be read on its own, and no part of the sentence is lost."""
    texts = [claim["text"] for claim in claims if word in article[slice(*claim["sentence"])]]
    assert len(texts) >= least
    for part in parts:
        assert any(part.lower() in text.lower() for text in texts), part
    for text in texts:
        assert not text.lower().startswith(("which ", "it ", "and ", "that ", "they ")), text


def test_no_heading_and_no_boilerplate_becomes_a_claim(split: dict[str, Any], article: str) -> None:
    """Lines without a full stop are headings, captions or boilerplate, and each is stated as excluded."""
    for line in article.splitlines():
        if line and not line.rstrip().endswith((".", "”")):
            start = article.index(line)
            at = [entry for entry in split["coverage"] if entry["span"][0] <= start < entry["span"][1]]
            assert [(entry["as"], bool(entry["why"])) for entry in at] == [("excluded", True)], line


def test_every_sentence_is_accounted_for_and_every_span_reads_back(split: dict[str, Any], article: str) -> None:
    """Coverage is the whole article, in order; spans, quotes and replaced words stand where they are said to."""
    assert {entry["as"] for entry in split["coverage"]} == {"claims", "excluded"}
    at = 0
    for entry in split["coverage"]:
        start, end = entry["span"]
        assert not article[at:start].strip()
        assert start >= at
        at = end
    assert not article[at:].strip()
    for claim in split["claims"]:
        for start, end in claim["spans"]:
            assert article[start:end].strip() == article[start:end] != ""
        for quote in claim["quotes"]:
            assert article[quote[0] : quote[1]] in article
        for replaced in claim["substitutions"]:
            assert article[slice(*replaced["span"])] == replaced["from"]
            assert replaced["to"] in claim["text"]
