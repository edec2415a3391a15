"""How many sources a claim rests on, wherever it is told, follows a person's word at once."""

from __future__ import annotations

import html
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.conftest import Run
from tests.test_origins import STORY

from claimcheck.models import Person, Role
from claimcheck.store import Store
from claimcheck.workspace import Workspace
from desks import Editor, desk_of

pytest.importorskip("datasette", reason="the extra `desk` is not installed")

TOLD = "The dam in Brenna holds 40 million litres."
COURIER, GAZETTE = "evidence/courier.md", "evidence/gazette.md"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """One claim, which two houses bear out with the same report."""
    made = Workspace(tmp_path_factory.mktemp("counts"))
    made.create()
    (made.path / "claims/dam.md").write_text(f"---\npublisher: Herald\n---\n\n{TOLD}", encoding="utf8")
    for place in (COURIER, GAZETTE):
        publisher = Path(place).stem.title()
        (made.path / place).write_text(f"---\npublisher: {publisher}\n---\n\n{STORY}\n\n{TOLD}\n", encoding="utf8")
    made.verify()
    with Store(made.database) as store:
        store.people.keep(Person("Ines", Role.EDITOR))
    return made


@pytest.fixture(scope="module")
def desk(workspace: Workspace) -> Iterator[Editor]:
    with desk_of(workspace.database) as address:
        yield Editor(address, "Ines")


def counts(workspace: Workspace, claimcheck: Run, desk: Editor) -> dict[str, tuple[int, int]]:
    """How many documents and origins the claim has, by who tells it."""
    with closing(sqlite3.connect(workspace.database)) as connection:
        (view,) = connection.execute("SELECT documents_count, origins_count FROM claim_status").fetchall()
    printed = claimcheck("-w", workspace.path, "status").stdout.splitlines()
    (column,) = [line.index("sources") for line in printed if "sources" in line]
    row = re.search(r"(\d) documents(?:, (\d) origin)?", " ".join(line[column:].strip() for line in printed))
    assert row
    (line,) = claimcheck("-w", workspace.path, "status", "--json").stdout.splitlines()
    cell = re.search(r'data-name="Sources"[^>]*>(.*?)</td>', desk.get("/-/desk/claimcheck").text, re.DOTALL)
    assert cell
    shown = re.findall(r"\d+", html.unescape(re.sub("<[^>]+>", " ", cell[1])))
    deciding = [one for one in json.loads(line)["evidence"] if one["stance"] == "supports"]
    return {
        "the view": view,
        "the command line": (int(row[1]), int(row[2] or row[1])),
        "its JSON": (len(deciding), json.loads(line)["origins_count"]),
        "the desk": (int(shown[0]), int(shown[-1])),
    }


def test_every_count_follows_at_once(workspace: Workspace, claimcheck: Run, desk: Editor) -> None:
    """Split on the command line, joined at the desk and split there again; and it survives the next run."""

    def told() -> set[tuple[int, int]]:
        found = counts(workspace, claimcheck, desk)
        assert len(set(found.values())) == 1, found
        return set(found.values())

    assert told() == {(2, 1)}
    assert claimcheck("-w", workspace.path, "origins", "split", COURIER, "--by", "Ines").exit_code == 0
    assert told() == {(2, 2)}
    with Store(workspace.database) as store:
        page = f"/-/desk/claimcheck/documents/{store.documents.key(COURIER)}"
    assert desk.do(page, "join", named=GAZETTE, note="One desk wrote both.").status_code == 200
    assert told() == {(2, 1)}
    assert desk.do(page, "split", note="They were there after all.").status_code == 200
    assert told() == {(2, 2)}
    workspace.verify()
    assert told() == {(2, 2)}
