"""What people see in a terminal: tables in its width, commands to copy, what is missing said in one line."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from claimcheck.cli import main
from claimcheck.store import Store
from claimcheck.store.status import handles
from conftest import Run
from store_values import PLACE, checked, keep_everything, review, split


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A database without the files that it was made from."""
    with Store(tmp_path / "claimcheck.db") as store:
        keep_everything(store)
    return tmp_path


@pytest.mark.parametrize("width", [80, 90, 96, 100, 120, 140, 160, 200])
def test_the_table_takes_the_width_of_the_terminal(workspace: Path, claimcheck: Run, width: int) -> None:
    """No line is longer, from 80 columns on; every column is there, and up to 160 columns are used."""
    shown = claimcheck("-w", workspace, "status", env={"COLUMNS": str(width), "FORCE_COLOR": "1", "TERM": "xterm"})
    lines = [re.sub(r"\x1b\[[\d;]*m", "", line) for line in shown.stdout.splitlines()]
    assert max(map(len, lines)) == min(width, 160)
    words = " ".join(" ".join(lines).split())
    for column in ("speaker", "claim", "accurate?", "true?", "sources"):
        assert column in words
    for value in ("Anna Weiss", "contradicted", "1 document"):
        assert all(part in words for part in value.split())
    assert "…" not in words.split("Look first")[0]


NAMES = {
    "a short name": ("claims/ore.md", "ore"),
    "numbers": ("claims/2024-05-01.md", "2024-05-01"),
    "a long word": ("claims/hafenverwaltungsgesellschaftsbericht.md", "hafenverwaltungsgesellschaftsbericht"),
    "wide letters": ("claims/港口.md", "港口"),
    "one inside the other": ("claims/harbour-2.md", "harbour-2"),
}


@pytest.mark.parametrize("width", [80, 120, 160])
@pytest.mark.parametrize(("place", "name"), NAMES.values(), ids=NAMES.keys())
def test_handles_are_ready_to_copy(workspace: Path, claimcheck: Run, place: str, name: str, width: int) -> None:
    """At every width, whole and on one line: in the table, in either order, and below "look first"."""
    with Store(workspace / "claimcheck.db") as store:
        made, kept = split(), checked()
        claims = tuple(replace(claim, id=f"c{n:012}") for n, claim in enumerate(made.claims))
        store.articles.keep(place, replace(made, claims=claims), from_sheet=False)
        found = [replace(each, claim=claim) for each, claim in zip(kept, claims, strict=True)]
        store.claims.keep_checked(made.document.digest, found)
        handles = [row.handle for row in store.claims.status()]
    assert f"{name}:1" in handles
    env = {"COLUMNS": str(width), "FORCE_COLOR": "1", "TERM": "xterm"}
    for order in ([], ["--first"]):
        shown = re.sub(r"\x1b\[[\d;]*m", "", claimcheck("-w", workspace, "status", *order, env=env).stdout)
        for handle in handles:
            assert re.search(rf"^{re.escape(handle)}( |$)", shown, re.MULTILINE), handle
        first = re.findall(r"claimcheck show (\S+)", shown)
        assert first
        assert set(first) <= set(handles)
        assert max(map(cell_len, shown.splitlines())) == width


def test_every_claim_has_a_handle_that_works(workspace: Path, claimcheck: Run) -> None:
    """Printed ready to copy, wherever a claim is shown."""
    listed = claimcheck("-w", workspace, "status").stdout
    [first, *_] = re.findall(r"claimcheck show (\S+)", listed)
    assert first == "harbour:1"
    assert claimcheck("-w", workspace, "show", first).stdout.startswith("\nharbour:1  The port handled")
    assert claimcheck("-w", workspace, "assign", first, "Ana", "--by", "Ana").stdout.startswith("harbour:1  ")
    assert claimcheck("-w", workspace, "history", first).stdout.startswith("harbour:1  ")
    assert claimcheck("-w", workspace, "trace", first).stdout.startswith("\nharbour:1  ")


PLACES = {
    "one": (["claims/wagner-leaves-mali.md"], ["wagner"]),
    "two": (["claims/wagner-leaves-mali.md", "claims/wrasse-bay-harbour.md"], ["wagner", "wrasse"]),
    "same first word": (["claims/dyke-north.md", "claims/dyke-south.md"], ["north", "south"]),
    "one inside the other": (["claims/dyke.md", "claims/dyke-south.md"], ["dyke.md", "south"]),
    "numbers": (["claims/2024-05-01.md", "claims/2024-05-02.md"], ["2024-05-01", "2024-05-02"]),
    "the folder's word": (["claims/claims.md", "claims/harbour.md"], ["claims.md", "harbour"]),
    "other letters": (["claims/порт.txt", "claims/мост.txt"], ["порт", "мост"]),
    "outside": (["../draft.txt"], ["draft"]),
}


@pytest.mark.parametrize(("places", "named"), PLACES.values(), ids=PLACES.keys())
def test_handles_are_short_and_name_one_article(places: list[str], named: list[str]) -> None:
    """Each is part of the place that it names, and of no other."""
    found = handles(places)
    assert [found[place] for place in places] == named
    for place in places:
        assert [other for other in places if found[place] in other] == [place]


def test_ten_lines_of_look_first_at_most(tmp_path: Path, claimcheck: Run) -> None:
    """The last one says how many more there are, and how to see them."""
    with Store(tmp_path / "claimcheck.db") as store:
        keep_everything(store)
        made, found = split(), store.claims.all()[0].checked
        claims = tuple(replace(made.claims[0], id=f"c{n:012}") for n in range(15))
        store.articles.keep(PLACE, replace(made, claims=claims), from_sheet=False)
        store.claims.keep_checked(made.document.digest, [replace(found, claim=claim) for claim in claims])
    lines = claimcheck("-w", tmp_path, "status").stdout.split("Look first\n")[1].strip().splitlines()
    assert len(lines) == 10
    assert lines[-1] == "and 6 more: claimcheck status --first"


def test_decided_claims_are_not_to_be_looked_at_first(workspace: Path, claimcheck: Run) -> None:
    """What somebody has decided waits for somebody else."""
    with Store(workspace / "claimcheck.db") as store:
        for claim in split().claims:
            review(store, claim.id)
    assert "Look first" not in claimcheck("-w", workspace, "status").stdout


def test_help_is_in_the_order_of_a_days_work(claimcheck: Run) -> None:
    """Every command is in one group."""
    shown = claimcheck("--help").stdout
    headings = [line for line in shown.splitlines() if re.fullmatch(r"\w[\w ,]*:", line)]
    assert headings == ["Options:", "Begin:", "Check:", "Decide:", "Hand on, and come back:", "Who works here:"]
    assert sorted(re.findall(r"^  ([a-z]+)  ", shown, re.MULTILINE)) == sorted(main.commands)


def test_init_says_how_to_get_there(tmp_path: Path, claimcheck: Run) -> None:
    """The commands can be copied, whatever the folder is called."""
    folder = tmp_path / "my desk"
    assert claimcheck("init", folder).stdout.splitlines()[1:] == [f"  cd '{folder}'", "  claimcheck verify"]


def test_the_example_is_made_anywhere(tmp_path: Path, claimcheck: Run) -> None:
    """Checked, ready for the desk; a second time leaves alone what is there."""
    made = claimcheck("demo", tmp_path / "demo", "--no-desk")
    assert made.exit_code == 0
    assert made.stdout.endswith("demo: 2 articles with 25 claims are checked\n")
    (tmp_path / "demo/claims/wrasse-bay-harbour.md").write_text("The harbour is deep.", encoding="utf8")
    again = claimcheck("demo", tmp_path / "demo", "--no-desk")
    assert again.stdout.endswith("demo: 2 articles with 22 claims are checked\n")


def test_an_empty_evidence_folder_is_said(tmp_path: Path, claimcheck: Run) -> None:
    """Otherwise "not found" everywhere looks like a finding."""
    claimcheck("init", tmp_path)
    (tmp_path / "claims/a.txt").write_text("The bridge cost 12 million euros.", encoding="utf8")
    assert "evidence is empty: there was nothing to check claims against" in claimcheck("-w", tmp_path, "verify").stderr
    (tmp_path / "evidence/b.txt").write_text("The bridge cost 12 million euros.", encoding="utf8")
    assert "is empty" not in claimcheck("-w", tmp_path, "verify").stderr


def test_word_and_markdown_are_written(workspace: Path, claimcheck: Run) -> None:
    """To standard output or into a file."""
    assert "[^1]: “The port handled" in claimcheck("-w", workspace, "export", "markdown").stdout
    done = claimcheck("-w", workspace, "export", "docx", "-o", workspace / "a.docx")
    assert done.exit_code == 0, done.stderr
    assert (workspace / "a.docx").read_bytes().startswith(b"PK")
