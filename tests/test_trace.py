"""``claimcheck trace`` on the repository's own example, and what ``verify`` writes of it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from conftest import REPOSITORY, Run

ARTICLE = "claims/wrasse-bay-harbour.md"
TABLES = ("citations", "provenance_flags", "chain")


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory, claimcheck: Run) -> Path:
    """A workspace with the example's second article alone, verified."""
    return workspace(tmp_path_factory.mktemp("harbour"), claimcheck)


def workspace(folder: Path, claimcheck: Run) -> Path:
    for name in ("claims", "evidence"):
        (folder / name).mkdir()
    shutil.copy(REPOSITORY / ARTICLE, folder / ARTICLE)
    for path in sorted((REPOSITORY / "evidence").glob("*.md")):
        if ".example/" in path.read_text(encoding="utf8"):
            shutil.copy(path, folder / "evidence")
    assert claimcheck("-w", folder, "verify").exit_code == 0
    return folder


def trace(folder: Path, claimcheck: Run, number: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(claimcheck("-w", folder, "trace", number, "--json").stdout)
    return found


def names(traced: dict[str, Any], digests: list[str]) -> set[str]:
    return {source["name"] for source in traced["sources"] if source["digest"] in digests}


def rows(folder: Path, table: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "claimcheck.db")) as database:
        return database.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()


def test_one_origin_stands_behind_several_documents(harbour: Path, claimcheck: Run) -> None:
    """The wire's story and the two papers that carry it are one origin, and the wire was first."""
    traced = trace(harbour, claimcheck, 1)
    (wire,) = traced["first"]
    assert names(traced, [wire]) == {"Northcoast Wire"}
    carrying = [source["name"] for source in traced["sources"] if source["origin"] == wire]
    assert carrying == ["Northcoast Wire", "Fulmar Post", "Islands Today"]
    assert traced["origins_count"] == 3


def test_a_wording_drifts_from_outlet_to_outlet(harbour: Path, claimcheck: Run) -> None:
    """Three wordings, by time, each with who prints it and what changed."""
    wordings = trace(harbour, claimcheck, 1)["wordings"]
    assert [wording["text"] for wording in wordings] == [
        "The channel loses about ten centimetres of depth every winter, and nobody is dredging it",
        "The channel loses ten centimetres of depth every winter",
        "The channel is losing twenty centimetres of depth every year",
    ]
    assert [len(wording["carriers"]) for wording in wordings] == [3, 2, 1]
    changes = [
        [wordings[1]["text"][slice(*before)], wordings[2]["text"][slice(*after)]]
        for kind, before, after in wordings[2]["edits"]
        if kind != "same"
    ]
    assert changes == [["loses ten", "is losing twenty"], ["winter", "year"]]


def test_two_papers_that_cite_each_other_are_a_circle(harbour: Path, claimcheck: Run) -> None:
    """Both links are shown, and the claim is flagged."""
    traced = trace(harbour, claimcheck, 3)
    (flag,) = traced["flags"]
    assert flag["flag"] == "circle"
    assert names(traced, flag["documents"]) == {"Saltmarsh Gazette", "Harbour Messenger"}
    assert {citation["how"] for citation in traced["citations"]} == {"link", "named"}


def test_reports_say_without_a_link_is_a_dead_end(harbour: Path, claimcheck: Run) -> None:
    """The words that name nobody are quoted, and the claim is flagged."""
    traced = trace(harbour, claimcheck, 4)
    (flag,) = traced["flags"]
    assert flag["flag"] == "dead_end"
    assert "“reports say”" in flag["note"]
    assert names(traced, flag["documents"]) == {"Quayside Notebook"}


def test_a_link_leads_to_the_primary_source(harbour: Path, claimcheck: Run) -> None:
    """The paper links to the board's resolution, and there it ends."""
    traced = trace(harbour, claimcheck, 2)
    assert [end["kind"] for end in traced["ends"]] == ["primary"]
    assert names(traced, traced["ends"][0]["documents"]) == {"Wrasse Bay Harbour Board"}


def test_the_words_of_the_case_have_four_wordings(example: Path, claimcheck: Run) -> None:
    """The Kremlin's remark stands in the first article's evidence in three wordings, and in the article in a fourth."""
    traced = trace(example, claimcheck, 5)
    assert len(traced["wordings"]) == 4
    assert names(traced, traced["first"]) == {"Human Online", "Ceylon Week"}, "a month without a day may be earlier"


@pytest.mark.parametrize(
    ("number", "told"),
    [
        pytest.param(1, ("first    Northcoast Wire (2025-09-01 06:30 UTC)", "wordings 3, in 5 documents"), id="drift"),
        pytest.param(3, ("ends     ↻ circular reporting:", "fetch    1. where the circle began"), id="circle"),
        pytest.param(4, ("ends     ✗ dead end:", "fetch    1. who said so: ask Quayside Notebook"), id="dead end"),
    ],
)
def test_what_an_editor_wants_stands_first(harbour: Path, claimcheck: Run, number: int, told: tuple[str, ...]) -> None:
    """Who was first, in how many wordings, where it ends, what to fetch: before any detail."""
    printed = claimcheck("-w", harbour, "trace", number).stdout
    summary = printed.partition("From the earliest to the article")[0]
    assert all(line in summary for line in told)
    assert len(summary.splitlines()) < 16


def test_a_number_that_two_articles_have_is_told_with_its_article(example: Path, claimcheck: Run) -> None:
    """``harbour:3`` is claim 3 of that article; 3 alone says what to add."""
    assert json.loads(claimcheck("-w", example, "trace", "harbour:3", "--json").stdout)["flags"]
    ambiguous = claimcheck("-w", example, "trace", "3")
    assert ambiguous.exit_code == 1
    assert "name the article too, as in ARTICLE:3" in ambiguous.stderr


def test_what_was_quoted_stands_where_it_is_said_to(harbour: Path, claimcheck: Run) -> None:
    """The audit reads every span back and finds every row sealed."""
    assert rows(harbour, "citations")
    assert claimcheck("-w", harbour, "audit").exit_code == 0


def test_verify_twice_adds_nothing(harbour: Path, claimcheck: Run) -> None:
    """Not a citation, not a flag, not an entry of the chain."""
    before = [rows(harbour, table) for table in TABLES]
    assert claimcheck("-w", harbour, "verify").exit_code == 0
    assert [rows(harbour, table) for table in TABLES] == before


def test_flags_go_with_what_they_are_about(tmp_path: Path, claimcheck: Run) -> None:
    """A claim that is no longer made takes its flags along; a dead end that found its source is none."""
    folder = workspace(tmp_path, claimcheck)
    article, notebook = folder / ARTICLE, folder / "evidence" / "quayside-notebook.md"
    words = article.read_text(encoding="utf8")
    article.write_text(words.replace("The ferry Kittiwake carried 41,000 passengers in 2024. ", ""), encoding="utf8")
    words = notebook.read_text(encoding="utf8")
    notebook.write_text(words.replace("reports say", "according to the Tern Bay Courier"), encoding="utf8")
    assert claimcheck("-w", folder, "verify").exit_code == 0
    assert rows(folder, "provenance_flags") == []
    assert claimcheck("-w", folder, "audit").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(("trace", "1"), "run `claimcheck verify` first", id="no database"),
        pytest.param(("trace",), "Missing argument 'CLAIM'", id="no claim named"),
    ],
)
def test_what_is_missing_is_told_in_one_line(
    tmp_path: Path, claimcheck: Run, arguments: tuple[str, ...], told: str
) -> None:
    """No traceback, and what to do."""
    result = claimcheck("-w", tmp_path, *arguments)
    assert result.exit_code != 0
    assert told in result.stderr
    assert "Traceback" not in result.output
