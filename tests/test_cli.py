"""The command line, as a fact-checker uses it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from claimcheck.store import Store
from conftest import REPOSITORY, Run, copy_example
from store_values import split

SMALL = "The mayor opened the bridge on 4 May 2024.\n\nThe bridge cost 12 million euros.\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A workspace with one article and one piece of evidence."""
    (tmp_path / "claims").mkdir()
    (tmp_path / "evidence").mkdir()
    (tmp_path / "claims" / "bridge.txt").write_text(SMALL, encoding="utf8")
    (tmp_path / "evidence" / "note.txt").write_text(
        "The bridge cost 15 million euros, the city said.\n", encoding="utf8"
    )
    return tmp_path


def dump(database: Path) -> str:
    with sqlite3.connect(database) as connection:
        return hashlib.sha256("\n".join(connection.iterdump()).encode("utf8", "surrogatepass")).hexdigest()


def test_init_makes_a_workspace_that_verify_can_use(tmp_path: Path, claimcheck: Run) -> None:
    """`init` makes the folders; `verify` in an empty workspace says in one line what is missing."""
    made = claimcheck("init", tmp_path / "desk")
    assert made.exit_code == 0
    assert (tmp_path / "desk" / "claims").is_dir()
    empty = claimcheck("-w", tmp_path / "desk", "verify")
    assert empty.exit_code == 1
    assert empty.stderr.startswith("Error: no articles under ")
    assert len(empty.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["claims/bridge.txt", "bridge.txt", "bridge", "{small}/claims/bridge.txt"])
def test_every_command_takes_the_same_names_for_an_article(small: Path, claimcheck: Run, name: str) -> None:
    """A path from the workspace, from anywhere, or a part of the name, wherever one stands."""
    name = name.format(small=small)
    with Store(small / "claimcheck.db") as store:
        store.articles.keep("claims/bridge.txt", split(), from_sheet=False)
    commands = (["status"], ["export", "csv"], ["split"])
    for command in commands:
        done = claimcheck("-w", small, *command, name)
        assert done.exit_code == 0, done.stderr
    (small / "claims" / "bridge-2.txt").write_text("The bridge is long.", encoding="utf8")
    if name == "bridge":
        assert "2 articles go by that" in claimcheck("-w", small, "status", name).stderr


def test_verify_twice_adds_nothing(small: Path, claimcheck: Run) -> None:
    """The second run leaves every row as it was."""
    first = claimcheck("-w", small, "verify")
    before = dump(small / "claimcheck.db")
    second = claimcheck("-w", small, "verify")
    assert first.exit_code == second.exit_code == 0
    assert first.stdout == second.stdout
    assert dump(small / "claimcheck.db") == before


def test_two_workspaces_print_the_same_json(
    small: Path, tmp_path_factory: pytest.TempPathFactory, claimcheck: Run
) -> None:
    """The JSON depends on the input alone, not on the folder or the time."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for folder in ("claims", "evidence"):
        (elsewhere / folder).mkdir()
        for path in (small / folder).iterdir():
            (elsewhere / folder / path.name).write_bytes(path.read_bytes())
    here, there = (claimcheck("-w", place, "verify", "--json").stdout for place in (small, elsewhere))
    assert here == there
    assert json.loads(here)["claims"]


def test_an_edited_article_and_new_evidence_are_taken_up(small: Path, claimcheck: Run) -> None:
    """A changed file changes the table; evidence that was deleted no longer counts."""
    claimcheck("-w", small, "verify")
    (small / "claims" / "bridge.txt").write_text("The bridge cost 15 million euros.\n", encoding="utf8")
    after = json.loads(claimcheck("-w", small, "verify", "--json").stdout)
    assert [claim["text"] for claim in after["claims"]] == ["The bridge cost 15 million euros."]
    (small / "evidence" / "note.txt").unlink()
    without = json.loads(claimcheck("-w", small, "verify", "--json").stdout)
    assert without["claims"][0]["so"]["finding"] == "not_found"


def test_a_decided_claim_that_went_from_its_article_is_listed_by_its_key(small: Path, claimcheck: Run) -> None:
    """Its number is another claim's now, or nobody's; what was decided can still be looked at."""
    claimcheck("-w", small, "verify")
    key = json.loads(claimcheck("-w", small, "status", "--json").stdout.splitlines()[0])["id"]
    claimcheck("-w", small, "review", "1", "wrong", "--by", "Ana")
    (small / "claims" / "bridge.txt").write_text("The ferry left at noon on Sunday.\n", encoding="utf8")
    claimcheck("-w", small, "verify")
    assert f"\n{key} " in claimcheck("-w", small, "status").stdout
    assert "ferry" in claimcheck("-w", small, "show", "1").stdout
    assert "wrong, Ana" in claimcheck("-w", small, "show", key).stdout
    (small / "claims" / "bridge.txt").unlink()
    (small / "claims" / "other.txt").write_text("\n", encoding="utf8")
    claimcheck("-w", small, "verify")
    assert key in claimcheck("-w", small, "show", "1").stdout, "no other claim has the number"


def test_the_article_is_never_evidence_for_itself(small: Path, claimcheck: Run) -> None:
    """A copy of the article under evidence/, even as another format, supports nothing."""
    (small / "evidence" / "note.txt").unlink()
    (small / "evidence" / "copy.txt").write_text(SMALL, encoding="utf8")
    (small / "evidence" / "copy.html").write_text(
        "<html><body><article>"
        + "".join(f"<p>{line}</p>" for line in SMALL.splitlines() if line)
        + "</article></body></html>",
        encoding="utf8",
    )
    found = json.loads(claimcheck("-w", small, "verify", "--json").stdout)
    assert {claim["so"]["finding"] for claim in found["claims"]} == {"not_found"}


def test_fail_on_sets_the_exit_code_for_scripts(small: Path, claimcheck: Run) -> None:
    """`--fail-on contradicted` exits 3 when a claim is contradicted, and 0 when none has the finding named."""
    assert claimcheck("-w", small, "verify", "--fail-on", "contradicted").exit_code == 3
    assert claimcheck("-w", small, "verify", "--fail-on", "conflicting").exit_code == 0


def test_a_review_stands_beside_the_suggestion_and_survives_a_run(small: Path, claimcheck: Run) -> None:
    """A person's decision is the status; the machine's finding stays; new evidence makes the decision stale."""
    claimcheck("-w", small, "verify")
    claims = [json.loads(line) for line in claimcheck("-w", small, "status", "--json").stdout.splitlines()]
    cost = next(claim for claim in claims if "12 million" in claim["text"])
    assert cost["status"] == "contradicted (suggested)"
    reviewed = claimcheck("-w", small, "review", cost["id"], "wrong", "--by", "Ada", "--note", "city budget, p. 4")
    assert reviewed.exit_code == 0
    claimcheck("-w", small, "verify")
    shown = json.loads(claimcheck("-w", small, "show", cost["id"], "--json").stdout)
    assert shown["status"] == "wrong"
    assert shown["so"]["finding"] == "contradicted"
    assert [(review["reviewer"], review["note"]) for review in shown["reviews"]] == [("Ada", "city budget, p. 4")]
    (small / "evidence" / "audit.txt").write_text(
        "The bridge cost 12 million euros, auditors found.\n", encoding="utf8"
    )
    claimcheck("-w", small, "verify")
    assert json.loads(claimcheck("-w", small, "show", cost["id"], "--json").stdout)["status"] == "wrong (stale)"
    assert "wrong (stale), Ada" in claimcheck("-w", small, "status").stdout


def test_a_corrected_sheet_wins_on_the_next_run(small: Path, claimcheck: Run) -> None:
    """`split --sheet` never writes over a corrected sheet; `verify` follows it, and refuses one that does not fit."""
    article = small / "claims" / "bridge.txt"
    assert claimcheck("-w", small, "split", article, "--sheet").exit_code == 0
    sheet = small / "claims" / "bridge.txt.claims.yaml"
    assert claimcheck("-w", small, "split", article, "--sheet").exit_code == 1
    sheet.write_text('claims:\n- text: "The bridge cost 12 million."\n  words: "The bridge cost 12 million"\n', "utf8")
    followed = json.loads(claimcheck("-w", small, "verify", "--json").stdout)
    assert [claim["text"] for claim in followed["claims"]] == ["The bridge cost 12 million."]
    sheet.write_text('claims:\n- text: "A"\n  words: "The tunnel"\n', "utf8")
    refused = claimcheck("-w", small, "verify")
    assert refused.exit_code == 1
    assert "bridge.txt.claims.yaml: line 3: the article has no words 'The tunnel'" in refused.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(("status",), "run `claimcheck verify` first", id="no database"),
        pytest.param(("show", "c0"), "run `claimcheck verify` first", id="no database to show from"),
        pytest.param(("init", "claims/bridge.txt"), "choose another folder", id="no folder"),
        pytest.param(("split", "nowhere.txt"), "nowhere.txt: no such file", id="no such article"),
        pytest.param(("verify", "nowhere.txt"), "nowhere.txt: no such file", id="no such article to verify"),
        pytest.param(
            ("split", "claims/bridge.txt", "--model", "no_such"), "language model 'no_such' is not", id="model"
        ),
    ],
)
def test_what_is_missing_is_told_in_one_line(
    small: Path, claimcheck: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    """One line, no traceback, exit code 1."""
    monkeypatch.chdir(small)
    result = claimcheck(*arguments)
    assert result.exit_code == 1
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_split_reads_standard_input(claimcheck: Run) -> None:
    """A dash stands for standard input, in any charset."""
    split = claimcheck(
        "split", "-", "--json", input="The Bürgermeister said nothing. The bridge fell.".encode("cp1252")
    )
    assert "The bridge fell." in [claim["text"] for claim in json.loads(split.stdout)["claims"]]


def test_the_tables_fit_a_hundred_columns_without_colour(example: Path, claimcheck: Run) -> None:
    """Piped output is plain text of at most 100 columns, and names every claim in order."""
    for table in (claimcheck("-w", example, "status"), claimcheck("-w", example, "show", "5")):
        assert "\x1b" not in table.stdout
        assert max(map(len, table.stdout.splitlines())) <= 100
    printed = claimcheck("-w", example, "status", example / "claims" / "wagner-leaves-mali.md").stdout
    numbers = re.findall(r"^wagner:(\d+) ", printed, re.MULTILINE)
    assert numbers == [str(n) for n in range(1, 22)]


@pytest.mark.parametrize("place", [0.5, 2.0])
def test_a_killed_run_is_completed_by_the_next(example: Path, tmp_path: Path, claimcheck: Run, place: float) -> None:
    """Killed at any moment, the next run ends where an undisturbed one does."""
    copy_example(tmp_path)
    command = [sys.executable, "-m", "claimcheck", "-w", str(tmp_path), "verify"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(place)
    process.send_signal(signal.SIGKILL)
    process.wait()
    after = claimcheck("-w", tmp_path, "verify", "--json")
    assert after.stdout == claimcheck("-w", example, "verify", "--json").stdout


def test_help_loads_nothing_heavy() -> None:
    """`--help` loads no language model, no parser and no database."""
    asked = "import sys, claimcheck.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert not {"spacy", "numpy", "lxml", "sqlite_utils", "rich", "yaml"} & set(loaded.stdout.split())


def test_the_installed_command_ends_without_a_traceback(tmp_path: Path) -> None:
    """The real command, in a real process: one line on standard error and a non-zero exit."""
    command = [sys.executable, "-m", "claimcheck", "-w", str(tmp_path), "verify"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ, cwd=REPOSITORY)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert len(result.stderr.splitlines()) == 1
