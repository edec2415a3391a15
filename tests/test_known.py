"""What was checked before is found again for the same claim in other words, and not for one that is nearly the same."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from claimcheck.audit import audit
from claimcheck.errors import ReadError
from claimcheck.known import KnownIndex
from claimcheck.meaning import load
from claimcheck.models import KnownCheck
from claimcheck.models.labels import checked_before
from claimcheck.reader.fact_check_files import read_fact_checks
from claimcheck.verdict import same_claim
from claimcheck.workspace import Workspace
from conftest import Run
from desks import Editor, desk_of

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://facts.example/bridge",
    "claimReviewed": "The Arlen bridge cost taxpayers 86 million euros.",
    "datePublished": "2025-05-03T09:00:00Z",
    "author": {"@type": "Organization", "name": "Harbour Facts"},
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Ana Pell"}},
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "worstRating": 1, "alternateName": "Wrong"},
    "headline": "What the bridge cost",
}
OF_REVIEW = KnownCheck(
    "The Arlen bridge cost taxpayers 86 million euros.",
    "Wrong",
    "Harbour Facts",
    "Ana Pell",
    "2025-05-03T09:00:00Z",
    "https://facts.example/bridge",
    "What the bridge cost",
)
SHORT = KnownCheck("The mayor owns a boat.", "False")


def without(*names: str) -> dict[str, Any]:
    return {name: value for name, value in REVIEW.items() if name not in names}


FILES: dict[str, tuple[bytes, tuple[KnownCheck, ...], int]] = {
    "one ClaimReview": (json.dumps(REVIEW).encode(), (OF_REVIEW,), 0),
    "a list, with one twice": (json.dumps([REVIEW, REVIEW]).encode(), (OF_REVIEW,), 0),
    "a graph": (json.dumps({"@graph": [{"@type": "WebPage"}, REVIEW]}).encode(), (OF_REVIEW,), 0),
    "the feed of Data Commons": (
        json.dumps(
            {
                "@type": "DataFeed",
                "dataFeedElement": [
                    {"@type": "DataFeedItem", "item": [REVIEW]},
                    {"@type": "DataFeedItem", "item": None},
                    {"@type": "DataFeedItem", "item": [without("claimReviewed")]},
                ],
            }
        ).encode(),
        (OF_REVIEW,),
        1,
    ),
    "the feed, packed": (
        gzip.compress(json.dumps({"dataFeedElement": [{"item": [REVIEW]}]}).encode()),
        (OF_REVIEW,),
        0,
    ),
    "scripts of pages": (
        f'<script type="application/ld+json">{json.dumps(REVIEW)}</script>\n<script>var x = 1;</script>'.encode(),
        (OF_REVIEW,),
        0,
    ),
    "a value a line": (f"{json.dumps(REVIEW)}\n{json.dumps(without('reviewRating'))}\n".encode(), (OF_REVIEW,), 1),
    "a rating in numbers": (
        json.dumps(
            {
                "@type": "ClaimReview",
                "claimReviewed": "The mayor owns a boat.",
                "reviewRating": {"ratingValue": 1, "bestRating": 5, "worstRating": 1},
            }
        ).encode(),
        (SHORT,),
        0,
    ),
    "a table": (
        b"Claim,Verdict,Date,Publisher,Claimant,Link,Title\n"
        b'The mayor owns a boat.,"Mostly false, but",3 May 2025,Harbour Facts,Ana Pell,https://f.example/1,Boats\n',
        (
            KnownCheck(
                "The mayor owns a boat.",
                "Mostly false, but",
                "Harbour Facts",
                "Ana Pell",
                "2025-05-03",
                "https://f.example/1",
                "Boats",
            ),
        ),
        0,
    ),
    "a table of a spreadsheet": ("\ufeffclaim;rating\r\nThe mayor owns a boat.;False\r\n;\r\n".encode(), (SHORT,), 0),
    "a table with tabs in Latin-1": (
        "rating\tclaim\tspeaker\nFalse\tThe café is shut.\tJosé\n".encode("latin-1"),
        (KnownCheck("The café is shut.", "False", claimant="José"),),
        0,
    ),
    "a row without a rating": (b"claim,rating\nThe mayor owns a boat.,False\nThe sea is dry.,\n", (SHORT,), 1),
}


@pytest.mark.parametrize("name", FILES)
def test_fact_checks_are_read(name: str) -> None:
    """Every form gives the same values; what has no claim or no rating is counted."""
    content, checks, left_out = FILES[name]
    found = read_fact_checks(content)
    assert found.checks == checks
    assert found.left_out == left_out


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the columns claim and rating"),
        (b"{}", "no fact-check in it"),
        (b'{"@type": "ClaimReview", "claimReviewed": "x"', "JSON that is broken"),
        (b"name,town\nAna,Arlen\n", "name the columns so"),
        (b"claim,rating\n", "no fact-check in it"),
        (gzip.compress(b"claim,rating\na,b\n")[:-9], "a gzip file that is broken"),
        (b"[" * 100_000, "JSON that is broken"),
        (b"%PDF-1.7\n\x00\x01\xfe" + bytes(range(256)) * 9, "not text"),
    ],
    ids=["empty", "nothing", "cut off", "other columns", "no rows", "cut off gzip", "deep", "binary"],
)
def test_other_files_are_refused_in_one_line(content: bytes, says: str) -> None:
    """The line says what a file of fact-checks has."""
    with pytest.raises(ReadError, match=re.escape(says)) as refused:
        read_fact_checks(content)
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("checked", "words"),
    [
        ("2025-05-03", "checked on 3 May 2025: wrong"),
        ("2025-05-03T09:00:00Z", "checked on 3 May 2025: wrong"),
        ("2025-05", "checked in May 2025: wrong"),
        ("2025", "checked in 2025: wrong"),
        (None, "checked before: wrong"),
    ],
)
def test_the_line_says_when_and_what(checked: str | None, words: str) -> None:
    """As exact as the publisher is."""
    assert checked_before("wrong", checked) == words


CLAIM = "The Arlen bridge cost taxpayers 86 million euros in 2019."
OTHERS = {
    "figure": "Taxpayers paid 68 million euros for the bridge at Arlen in 2019.",
    "year": "Taxpayers paid 86 million euros for the bridge at Arlen in 2016.",
    "place": "Taxpayers paid 86 million euros for the bridge at Corvale in 2019.",
    "unit": "Taxpayers paid 86 million dollars for the bridge at Arlen in 2019.",
    "denied": "Taxpayers did not pay 86 million euros for the bridge at Arlen in 2019.",
    "topic": "The bridge at Arlen is closed to lorries.",
}


@pytest.mark.parametrize("meaning", ["bundled", "off"])
@pytest.mark.parametrize("name", OTHERS)
def test_nearly_the_same_claim_is_another_one(name: str, meaning: str) -> None:
    """With and without the model, whatever else the two share."""
    assert KnownIndex([CLAIM], load() if meaning == "bundled" else None).same(OTHERS[name]) == []


@pytest.mark.parametrize(
    ("claim", "meaning"),
    [
        (CLAIM, "off"),
        ("In 2019 the Arlen bridge cost taxpayers 86 million euros.", "off"),
        ("In 2019 taxpayers paid €86m for the bridge at Arlen.", "bundled"),
    ],
)
def test_the_same_claim_is_found(claim: str, meaning: str) -> None:
    """By its words alone, and in other words by its meaning; among others."""
    index = KnownIndex(["The bridge at Arlen is closed.", CLAIM, ""], load() if meaning == "bundled" else None)
    ((at, likely),) = index.same(claim)
    assert at == 1
    assert likely >= same_claim.sure_pct()


ARTICLE = "Taxpayers paid €86m for the bridge at Arlen, the council said.\n\nThe school in Penrose has 300 pupils.\n"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, claimcheck: Run) -> Path:
    """Two articles with a claim in common, which is decided in the first before the second is checked."""
    folder = tmp_path_factory.mktemp("known")
    for name in ("claims", "evidence"):
        (folder / name).mkdir()
    (folder / "evidence" / "note.txt").write_text("The council met on Friday.\n", encoding="utf8")
    (folder / "claims" / "first.txt").write_text("The school in Penrose has 300 pupils.\n", encoding="utf8")
    assert claimcheck("-w", folder, "verify").exit_code == 0
    assert claimcheck("-w", folder, "review", "1", "wrong", "--by", "Ana").exit_code == 0
    (folder / "claims" / "second.txt").write_text(ARTICLE, encoding="utf8")
    (folder / "checks.json").write_text(json.dumps([REVIEW]), encoding="utf8")
    said = claimcheck("-w", folder, "known", "import", folder / "checks.json")
    assert said.stdout == f"{folder / 'checks.json'}: 1 new fact-check, 0 known\n"
    assert claimcheck("-w", folder, "verify").exit_code == 0
    return folder


def claims(folder: Path, claimcheck: Run) -> dict[str, dict[str, Any]]:
    shown = [json.loads(line) for line in claimcheck("-w", folder, "status", "--json").stdout.splitlines()]
    return {f"{each['article']} {each['text']}": each for each in shown}


def test_claims_say_what_was_checked_before(workspace: Path, claimcheck: Run) -> None:
    """The table and `show` say when, what and by whom; the fact-check changes no finding."""
    found = claims(workspace, claimcheck)
    bridge = next(each for name, each in found.items() if "bridge" in name)
    (known,) = bridge["known"]
    assert (known["rating"], known["by"], known["url"]) == ("Wrong", "Harbour Facts", "https://facts.example/bridge")
    assert bridge["so"]["finding"] in ("not_found", "related")
    school = found["claims/second.txt The school in Penrose has 300 pupils."]
    assert [(each["rating"], each["article"]) for each in school["known"]] == [("wrong", "claims/first.txt")]
    assert found["claims/first.txt The school in Penrose has 300 pupils."]["known"] == []
    table = claimcheck("-w", workspace, "status").stdout
    assert "checked on 3 May 2025: Wrong (Harbour Facts)" in table
    assert re.search(r"checked on \d+ \w+ \d{4}: wrong \(claims/first\.txt\)", table)
    shown = claimcheck("-w", workspace, "show", bridge["id"]).stdout
    assert "before checked on 3 May 2025: Wrong, Harbour Facts" in " ".join(shown.split())
    assert "https://facts.example/bridge" in shown


def test_the_desk_shows_it(workspace: Path) -> None:
    """In the table and on the claim's page, with a way to the fact-check and to the earlier claim."""
    pytest.importorskip("datasette", reason="the extra `desk` is not installed")
    with desk_of(workspace / "claimcheck.db") as address:
        ana = Editor(address, "Ana")
        table = ana.get("/-/desk/claimcheck?article=claims/second.txt").text
        keys = re.findall(r"/claims/(c[0-9a-f]{12})", table)
        pages = " ".join(ana.get(f"/-/desk/claimcheck/claims/{key}").text for key in dict.fromkeys(keys))
    assert "checked on 3 May 2025: Wrong" in table
    assert "Checked before" in pages
    assert 'href="https://facts.example/bridge"' in pages
    assert "the claim in claims/first.txt" in pages


def test_again_adds_nothing(workspace: Path, claimcheck: Run) -> None:
    """The same file brings nothing new, and another run changes no claim; what was kept is sealed."""
    before = claims(workspace, claimcheck)
    said = claimcheck("-w", workspace, "known", "import", workspace / "checks.json")
    assert said.stdout.endswith(": 0 new fact-checks, 1 known\n")
    claimcheck("-w", workspace, "verify")
    assert claims(workspace, claimcheck) == before
    assert audit(Workspace(workspace)).problems == ()


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ("The bridge at Arlen cost the taxpayers €86 million.", 0, "checked on 3 May 2025: Wrong"),
        ("There are 300 pupils in the school at Penrose.", 0, ": wrong, Ana"),
        ("The bridge at Arlen cost the taxpayers €68 million.", 1, "on similar claims, and not on this one"),
    ],
)
def test_words_are_looked_up(workspace: Path, claimcheck: Run, words: str, code: int, says: str) -> None:
    """The same claim with what was decided, or what is similar, said to be no more than that."""
    said = claimcheck("-w", workspace, "known", words)
    assert said.exit_code == code
    assert says in " ".join(said.stdout.split())
    same = json.loads(claimcheck("-w", workspace, "known", words, "--json").stdout)["same"]
    assert bool(same) == (code == 0)


def test_a_decision_that_no_longer_stands_is_not_shown(tmp_path: Path, claimcheck: Run) -> None:
    """Taken back, it goes from the other article without another run."""
    for name in ("claims", "evidence"):
        (tmp_path / name).mkdir()
    for name in ("first", "second"):
        (tmp_path / "claims" / f"{name}.txt").write_text("The school in Penrose has 300 pupils.\n", encoding="utf8")
    (tmp_path / "claims" / "second.txt").write_text("In Penrose the school has 300 pupils.\n", encoding="utf8")
    claimcheck("-w", tmp_path, "verify")
    claimcheck("-w", tmp_path, "review", "first:1", "wrong", "--by", "Ana")
    claimcheck("-w", tmp_path, "verify")
    assert "checked on" in claimcheck("-w", tmp_path, "show", "second:1").stdout
    assert claimcheck("-w", tmp_path, "undo", "first:1", "--by", "Ana").exit_code == 0
    assert "checked on" not in claimcheck("-w", tmp_path, "show", "second:1").stdout


def test_a_file_that_is_not_one_says_so(tmp_path: Path, claimcheck: Run) -> None:
    """One line with the file's name, and exit 1."""
    (tmp_path / "towns.csv").write_text("name,town\nAna,Arlen\n", encoding="utf8")
    said = claimcheck("-w", tmp_path, "known", "import", tmp_path / "towns.csv")
    assert said.exit_code == 1
    assert said.stderr.startswith(f"Error: {tmp_path / 'towns.csv'}: neither JSON nor a table")
    assert len(said.stderr.splitlines()) == 1
