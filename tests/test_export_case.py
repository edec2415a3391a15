"""A case moves between machines whole: out as one JSON file, and in again, or not at all."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from bench.audit import workspace_in
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.audit import audit
from claimcheck.errors import ClaimcheckError
from claimcheck.export.case import import_case
from claimcheck.migrations import migrate
from claimcheck.migrations.dictionary import tables
from claimcheck.store import Store
from claimcheck.store.cases import LEFT_OUT, case_tables
from claimcheck.workspace import Workspace
from conftest import Run

Case = dict[str, Any]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with captures, claims, evidence, reviews and rechecks."""
    return workspace_in(tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def exported(whole: Workspace, claimcheck: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That workspace as a case."""
    file = tmp_path_factory.mktemp("exported") / "case.json"
    assert claimcheck("-w", whole.path, "export", "json", "-o", file).exit_code == 0
    return file


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which nothing is yet."""
    workspace = Workspace(tmp_path_factory.mktemp("empty"))
    with Store(workspace.database):
        return workspace.path


def changed(exported: Path, to: Path, change: Callable[[Case], object]) -> Path:
    """The case with something done to it."""
    case = json.loads(exported.read_bytes())
    change(case)
    file = to / "changed.json"
    file.write_text(json.dumps(case), encoding="utf8")
    return file


def tables_of_a_case() -> list[str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        return case_tables(connection)


def test_every_table_is_part_of_a_case_or_named_as_not() -> None:
    """A table that a later migration adds comes along, or somebody said why it does not."""
    ours = {table.name for table in tables() if not table.is_view}
    assert set(tables_of_a_case()) | LEFT_OUT.keys() == ours
    assert not LEFT_OUT.keys() & set(tables_of_a_case())


def test_a_row_refers_to_tables_before_its_own() -> None:
    """The order that the tables are read in is one in which every row finds what it refers to."""
    at = {table: n for n, table in enumerate(tables_of_a_case())}
    for table in tables():
        for column in table.columns:
            if table.name in at and column.refers_to in at:
                assert at[column.refers_to] <= at[table.name], f"{table.name}.{column.name}"


def test_a_case_moves_whole(whole: Workspace, exported: Path, claimcheck: Run, tmp_path: Path) -> None:
    """The importing side holds the same, passes the audit, adds nothing on verify, and exports the same bytes.

    But for the head: each database has a chain of its own.
    """
    said = claimcheck("-w", tmp_path / "new", "import", exported)
    assert (said.exit_code, said.stderr) == (0, "")
    new = Workspace(tmp_path / "new")
    assert audit(new).problems == ()
    assert audit(new).checked[2:] == audit(whole).checked[2:]
    assert new.claims() == whole.claims()
    with Store(new.database) as there, Store(whole.database) as here:
        assert there.claims.all() == here.claims.all()
        assert there.claims.queue() == here.claims.queue()
        assert there.retrievals.all() == here.retrievals.all()
    claimcheck("-w", new.path, "verify")
    head = re.compile(rb'^"head": "claimcheck-head [^"]+",\n', re.MULTILINE)
    (again, others), (first, own) = (
        head.subn(b"", case)
        for case in (claimcheck("-w", new.path, "export", "json").stdout_bytes, exported.read_bytes())
    )
    assert again == first
    assert others == own == 1


def test_imported_twice_adds_nothing(exported: Path, claimcheck: Run, tmp_path: Path) -> None:
    """Neither rows nor files, nor a link of the chain."""
    first = claimcheck("-w", tmp_path, "import", exported).stdout.split()[0]
    with Store(tmp_path / "claimcheck.db") as store:
        length = store.integrity.chain_length()
    again = claimcheck("-w", tmp_path, "import", exported)
    assert again.stdout == f"0 rows and 0 files imported; {first} rows existed already\n"
    with Store(tmp_path / "claimcheck.db") as store:
        assert store.integrity.chain_length() == length


def test_a_case_joins_what_is_there(exported: Path, example: Path, claimcheck: Run, tmp_path: Path) -> None:
    """Two cases in one workspace: reviews are numbered on, and each claim keeps its own."""
    mixed = shutil.copytree(example, tmp_path / "mixed")
    claimcheck("-w", mixed, "review", "5", "wrong", "--by", "Ines")
    before = claimcheck("-w", mixed, "status", "--json", "claims/wagner-leaves-mali.md").stdout
    assert claimcheck("-w", mixed, "import", exported).exit_code == 0
    with closing(sqlite3.connect(mixed / "claimcheck.db")) as database:
        assert [number for (number,) in database.execute("SELECT number FROM reviews ORDER BY 1")] == [1, 2, 3, 4]
        counts = {count for (count,) in database.execute("SELECT reviews_count FROM rechecks")}
    assert counts == {4}
    assert claimcheck("-w", mixed, "status", "--json", "claims/wagner-leaves-mali.md").stdout == before
    assert audit(Workspace(mixed)).problems == ()
    assert claimcheck("-w", mixed, "import", exported).stdout.startswith("0 rows and 0 files")


def test_nothing_half_is_written(whole: Workspace, claimcheck: Run, tmp_path: Path) -> None:
    """A file that cannot be written is told in one line and leaves nothing behind."""
    said = claimcheck("-w", whole.path, "export", "json", "-o", tmp_path / "missing" / "case.json")
    assert said.exit_code == 1
    assert said.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def _row(table: str, **values: object) -> Callable[[Case], object]:
    return lambda case: case["tables"][table][0].update(values)


def _file(place: str, content: bytes = b"x") -> Callable[[Case], object]:
    packed = base64.b64encode(content).decode()
    digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
    return lambda case: case["files"].append({"place": place, "base64": packed, "digest": digest})


REFUSED: dict[str, tuple[Callable[[Case], object], str]] = {
    "of a newer claimcheck": (lambda case: case["schema"].append("0999_later"), "made by a newer claimcheck; upgrade"),
    "from before the first release": (
        lambda case: case.update(schema=["0001_schema"]),
        "made before the first release",
    ),
    "of a later form": (lambda case: case.update(version=2), "made by a newer claimcheck"),
    "no case": (lambda case: case.pop("format"), "not a case"),
    "no schema": (lambda case: case.pop("schema"), "does not say which claimcheck made it"),
    "no files": (lambda case: case.pop("files"), "its files are missing"),
    "a table of another program": (lambda case: case["tables"].update(users=[]), "'users' is no table of a case"),
    "the chain": (lambda case: case["tables"].update(chain=[]), "'chain' is no table of a case"),
    "a column of another program": (_row("claims", colour="red"), "a row has a column 'colour'"),
    "a number of its own": (_row("reviews", number=1), "a row has a column 'number'"),
    "a list for a row": (lambda case: case["tables"]["claims"].insert(0, [1]), "claims: holds something that is not"),
    "a list for words": (_row("claims", text=["x"]), "claims: text holds neither words nor a number"),
    "yes for a number": (_row("claims", is_checkable=True), "is_checkable holds neither words nor a number"),
    "words for a number": (_row("claims", n="first"), "cannot store TEXT value in INTEGER column"),
    "a number too large": (_row("claims", n=2**70), "claims: n holds a number too large"),
    "a role that is none": (_row("people", role="king"), "CHECK constraint failed"),
    "half a character": (_row("claims", text="\ud800"), "holds half a character"),
    "markup for a key": (_row("claims", id="<script>"), "'<script>' is no key"),
    "a kind that is none": (_row("claims", kind="gossip"), "CHECK constraint failed"),
    "a column left out": (lambda case: case["tables"]["claims"][0].pop("text"), "NOT NULL constraint failed"),
    "a row twice, differing": (
        lambda case: case["tables"]["speakers"].append(case["tables"]["speakers"][0] | {"name": "Somebody else"}),
        "is here already with another name",
    ),
    "a claim without its article": (lambda case: case["tables"]["documents"].clear(), "refers to"),
    "a text that was changed": (_row("documents", text="x", blocks_json="[]"), "its blocks do not match its text"),
    "words that were changed": (_row("evidence", text="x"), "its text is not what stands at"),
    "a digest that is none": (_row("documents", digest="sha256:x"), "documents: digest holds no digest"),
    "JSON that is none": (_row("evidence", match_json="{"), "match_json holds neither a list nor an object"),
    "JSON too deep": (_row("documents", blocks_json="[" * 1500 + "]" * 1500), "nothing was imported"),
    "an alignment of another shape": (_row("evidence", match_json="[]"), "cannot be read back"),
    "blocks of another kind": (
        lambda case: [
            row.update(blocks_json=json.dumps([["song", 0, len(row["text"]), None, None]]))
            for row in case["tables"]["documents"]
        ],
        "cannot be read back",
    ),
    "a file that was changed": (
        lambda case: case["files"][0].update(base64="eHh4"),
        "is not the file that was exported",
    ),
    "a file of no bytes": (lambda case: case["files"][0].update(base64="?"), "are damaged"),
    "a file without a place": (lambda case: case["files"][0].pop("place"), "has no place"),
    "a file above the workspace": (_file("../x"), "is not a place under"),
    "a file above, within": (_file("claims/../../x"), "is not a place under"),
    "a file of the machine": (_file("/etc/claimcheck"), "is not a place under"),
    "a file of another system": (_file("claims\\..\\x"), "is not a place under"),
    "a hidden file": (_file("claims/.profile"), "is not a place under"),
    "the database": (_file("claimcheck.db"), "is not a place under"),
    "a name that ends a string": (_file("claims/a\0b"), "cannot be written here"),
    "a name too long": (_file("claims/" + "x" * 5000), "cannot be written here"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_whole_case_is_refused(
    exported: Path, empty: Path, claimcheck: Run, tmp_path: Path, name: str
) -> None:
    """In one line that says what is wrong, with nothing left behind, neither rows nor files."""
    change, told = REFUSED[name]
    new = shutil.copytree(empty, tmp_path / "new")
    said = claimcheck("-w", new, "import", changed(exported, tmp_path, change))
    assert said.exit_code == 1
    assert told in said.stderr
    assert said.stderr.count("\n") == 1
    assert {path.name for path in new.rglob("*")} <= {"claims", "evidence", "claimcheck.db", "claimcheck.db.chain"}
    with closing(sqlite3.connect(new / "claimcheck.db")) as database:
        for table in tables_of_a_case():
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"[" * 100_000, b"{}", b"[]", b"null", b'{"format": "claimcheck case"', b"9" * 5000, b"NaN"],
    ids=["nothing", "no text", "deep", "object", "list", "null", "cut off", "a long number", "no number"],
)
def test_garbage_is_refused(claimcheck: Run, tmp_path: Path, content: bytes) -> None:
    """Whatever the bytes are, the answer is one line, and no workspace is made."""
    (tmp_path / "case.json").write_bytes(content)
    said = claimcheck("-w", tmp_path / "new", "import", tmp_path / "case.json")
    assert said.exit_code == 1
    assert said.stderr.count("\n") == 1
    assert not (tmp_path / "new").exists()


def test_a_file_too_large_or_absent_is_refused(exported: Path, claimcheck: Run, tmp_path: Path) -> None:
    """Before it is read."""
    assert "--max-mb" in claimcheck("-w", tmp_path, "import", exported, "--max-mb", "0.001").stderr
    assert "No such file" in claimcheck("-w", tmp_path, "import", tmp_path / "none.json").stderr


def test_a_file_that_is_there_and_differs_refuses_all(exported: Path, claimcheck: Run, tmp_path: Path) -> None:
    """What lies in the workspace is never overwritten."""
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "storm.md").write_text("Mine.")
    said = claimcheck("-w", tmp_path, "import", exported)
    assert "claims/storm.md is here already and differs" in said.stderr
    assert (tmp_path / "claims" / "storm.md").read_text() == "Mine."
    assert not (tmp_path / "claimcheck.db").exists()


def test_a_link_out_of_the_workspace_is_not_followed(exported: Path, claimcheck: Run, tmp_path: Path) -> None:
    """A folder that leads elsewhere is not written to."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "evidence").symlink_to(tmp_path / "elsewhere")
    assert "leads out of the workspace" in claimcheck("-w", tmp_path / "new", "import", exported).stderr
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_review_that_is_there_and_differs_refuses_all(exported: Path, claimcheck: Run, tmp_path: Path) -> None:
    """Nobody's decision is replaced by another machine's."""
    claimcheck("-w", tmp_path, "import", exported)
    said = claimcheck("-w", tmp_path, "import", changed(exported, tmp_path, _row("reviews", verdict="confirmed")))
    assert "reviews r" in said.stderr
    assert "is here already with another verdict" in said.stderr


def test_an_article_from_outside_is_named(claimcheck: Run, tmp_path: Path) -> None:
    """Files outside of the folders of a workspace do not come along, and the import says so."""
    (tmp_path / "far.txt").write_text("The bridge opened in 1999.")
    claimcheck("-w", tmp_path / "old", "init")
    claimcheck("-w", tmp_path / "old", "verify", tmp_path / "far.txt")
    claimcheck("-w", tmp_path / "old", "export", "json", "-o", tmp_path / "case.json")
    said = claimcheck("-w", tmp_path / "deeper" / "new", "import", tmp_path / "case.json")
    assert said.exit_code == 0
    assert said.stderr == "../far.txt: not part of the case; `claimcheck audit` will report it as missing\n"
    assert [problem.part for problem in audit(Workspace(tmp_path / "deeper" / "new")).problems] == ["files"]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage_is_told_in_one_line(exported: Path, tmp_path: Path, data: st.DataObject) -> None:
    """Whatever value stands where another one belongs: it is taken, or refused by name, and never crashes."""
    case = json.loads(exported.read_bytes())
    table = data.draw(st.sampled_from(sorted(case["tables"])))
    row = data.draw(st.sampled_from(case["tables"][table]))
    row[data.draw(st.sampled_from(sorted(row)))] = data.draw(_JSON)
    file = tmp_path / "case.json"
    file.write_text(json.dumps(case))
    workspace = Workspace(tmp_path, database=":memory:")
    refused = ""
    try:
        import_case(workspace, file, 10**9)
    except ClaimcheckError as error:
        refused = str(error)
    assert "\n" not in refused
