"""What the chain of entries sees, whoever changed it, and what no tool but claimcheck may set."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from bench.audit import workspace_in
from click.testing import CliRunner

from claimcheck.audit import audit
from claimcheck.cli import main
from claimcheck.migrations import migrate
from claimcheck.models import ClaimKind, KindSetting, Person, Role
from claimcheck.store import Store, chain
from claimcheck.store.head import START, head_of
from claimcheck.workspace import Workspace


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with captures, claims, a claim sheet, a list of addresses, and decisions; tests damage copies."""
    workspace = workspace_in(tmp_path_factory.mktemp("whole"))
    (workspace.path / "evidence" / "pages.urls").write_text("# none yet\n", encoding="utf8")
    run(workspace, "split", "--sheet", "storm")
    workspace.verify()
    workspace.gather()
    with Store(workspace.database) as store:
        store.people.set_kind(KindSetting(ClaimKind.NUMBER, True, False, note="as before"), "Noor")
    assert said(workspace) == []
    return workspace


@pytest.fixture
def copy(whole: Workspace, tmp_path: Path) -> Workspace:
    return Workspace(shutil.copytree(whole.path, tmp_path / "copy"))


def said(workspace: Workspace) -> list[str]:
    return [problem.what for problem in audit(workspace).problems]


def run(workspace: Workspace, *arguments: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["-w", str(workspace.path), *map(str, arguments)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done.exit_code, done.stdout, done.stderr


def sql(workspace: Workspace, *statements: str) -> None:
    """What another tool does; the rules of the database are back in place afterwards."""
    with closing(sqlite3.connect(workspace.database, isolation_level=None)) as database:
        kept = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in kept:
            database.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            database.execute(statement)
        for _, made in kept:
            database.execute(made)


def write(workspace: Workspace, name: str = "Ada") -> None:
    """What claimcheck writes after that."""
    with Store(workspace.database) as store:
        store.people.keep(Person(name, Role.CHECKER))


def touch_claim(workspace: Workspace) -> None:
    """Have claimcheck write to a row that another tool had changed."""
    with Store(workspace.database) as store, store.database.write():
        store.database.execute("UPDATE claims SET priority_pct = 1 WHERE number = 1")


def add_line(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


WIPED = "DELETE FROM chain"

CHAIN: dict[str, tuple[Callable[[Workspace], object], str]] = {
    "a wiped chain": (lambda w: sql(w, WIPED), "chain: ends at 0, and claimcheck.db.chain says that it goes on to"),
    "a wiped chain, written to since": (
        lambda w: [sql(w, WIPED), write(w)],
        "chain: ends at 1, and claimcheck.db.chain says that it goes on to",
    ),
    "a wiped chain, verified again": (lambda w: [sql(w, WIPED), w.verify()], "claims c"),
    "a wiped chain without a head": (
        lambda w: [sql(w, WIPED), head_of(w.database).unlink()],
        "claimcheck.db.chain: missing",
    ),
    "a missing head, written since": (
        lambda w: [head_of(w.database).unlink(), write(w), write(w, "Bo")],
        "claimcheck.db.chain: missing",
    ),
    "a head of 0": (
        lambda w: head_of(w.database).write_text(f"0 sha256:{64 * '0'}\n"),
        "claimcheck.db.chain: says that the chain has not begun",
    ),
    "a head of 0, written since": (
        lambda w: [head_of(w.database).write_text(f"0 sha256:{64 * '0'}\n"), write(w)],
        "claimcheck.db.chain: says that the chain has not begun",
    ),
    "the head of another, written since": (
        lambda w: [head_of(w.database).write_text(f"3 sha256:{64 * 'a'}\n"), write(w)],
        "is not about this chain",
    ),
    "an edited row that claimcheck writes to later": (
        lambda w: [sql(w, "UPDATE claims SET uncertain = 'x' WHERE number = 1"), touch_claim(w)],
        "claims c",
    ),
    "a role given and taken back, with what was done meanwhile": (
        lambda w: [sql(w, "UPDATE people SET role = 'viewer' WHERE name = 'Mara'"), write(w, "Mara")],
        "people of Mara: not what was written",
    ),
    "the first of two settings": (
        lambda w: sql(w, "UPDATE kind_settings SET may_sign_own = 0 WHERE number = 1"),
        "kind_settings 1: not what was written",
    ),
    "the last of two settings removed": (
        lambda w: sql(w, "DELETE FROM kind_settings WHERE number = 2"),
        "kind_settings 2: was written, and is gone",
    ),
    "when a migration was applied": (
        lambda w: sql(w, "UPDATE _sqlite_migrations SET applied_at = '2020-01-01' WHERE name = '0001_first'"),
        "_sqlite_migrations of 0001_first: not what was written",
    ),
    "a deleted list of addresses": (
        lambda w: (w.path / "evidence" / "pages.urls").unlink(),
        "evidence/pages.urls: ",
    ),
    "an edited list of addresses": (
        lambda w: (w.path / "evidence" / "pages.urls").write_text("https://port.example/log\n"),
        "evidence/pages.urls: changed since it was read",
    ),
    "an edited claim sheet": (
        lambda w: add_line(w.path / "claims" / "storm.md.claims.yaml"),
        "claims/storm.md.claims.yaml: changed since it was read",
    ),
    "a deleted claim sheet": (
        lambda w: (w.path / "claims" / "storm.md.claims.yaml").unlink(),
        "claims/storm.md.claims.yaml: ",
    ),
}


@pytest.mark.parametrize(("do", "named"), CHAIN.values(), ids=CHAIN)
def test_what_was_done_is_named_whatever_is_written_later(
    copy: Workspace, do: Callable[[Workspace], object], named: str
) -> None:
    """Nothing that claimcheck writes afterwards covers it up."""
    do(copy)
    found = said(copy)
    assert any(line.startswith(named) or named in line for line in found), found


RULES: dict[str, tuple[str, str]] = {
    "a basis": ("UPDATE claims SET basis = 'z0123456789ab'", "claimcheck works out what a claim rests on"),
    "a successor": (
        "UPDATE claims SET successor_id = (SELECT max(id) FROM claims) WHERE number = 1",
        "claimcheck works out what became of a claim",
    ),
    "a role": ("UPDATE people SET role = 'editor' WHERE name = 'Mara'", "claimcheck people"),
    "somebody's return": ("UPDATE people SET is_active = 1 - is_active", "claimcheck people"),
    "a later joining": ("UPDATE people SET added_utc = '2020-01-01T00:00:00Z'", "since when"),
    "leave to write": ("INSERT INTO writing VALUES (1)", "claimcheck_writes"),
    "a deadline changed": ("UPDATE deadlines SET deadline_utc = NULL", "only ever added"),
    "a deadline removed": ("DELETE FROM deadlines", "only ever added"),
}


@pytest.mark.parametrize(("statement", "message"), RULES.values(), ids=RULES)
def test_no_other_tool_sets_what_decisions_rest_on(copy: Workspace, statement: str, message: str) -> None:
    """With every rule in place, it is refused; what goes stale may still be marked so by any tool."""
    with Store(copy.database) as store:
        store.people.keep(Person("Mara", Role.CHECKER))
        store.talking.set_deadline("claims/storm.md", "2024-03-05T10:00:00Z", "Noor")
    with closing(sqlite3.connect(copy.database, isolation_level=None)) as database:
        with pytest.raises(sqlite3.Error, match=message):
            database.execute(statement)
        database.execute("UPDATE claims SET basis = NULL")
        database.execute("DELETE FROM evidence")


ACKNOWLEDGED = (
    "a wiped chain, written to since",
    "a missing head, written since",
    "an edited row that claimcheck writes to later",
)


@pytest.mark.parametrize("name", ACKNOWLEDGED)
def test_an_editor_acknowledges_what_happened(copy: Workspace, name: str) -> None:
    """Until then every audit names it; after that the audit names who took note, and whatever is new."""
    do, named = CHAIN[name]
    do(copy)
    assert run(copy, "audit", "--acknowledge", "restored from a copy", "--by", "Ada")[0] == 1, "Ada is no editor"
    assert any(named in line for line in said(copy))
    code, out, _ = run(copy, "audit", "--acknowledge", "restored from a copy", "--by", "Noor")
    assert code == 0, out
    assert "Noor acknowledged" in out
    assert "restored from a copy" in out
    write(copy, "Ida")
    assert said(copy) == []
    assert "nothing to acknowledge" in run(copy, "audit", "--acknowledge", "again", "--by", "Noor")[2]
    sql(copy, "UPDATE chain SET content = NULL WHERE number = (SELECT max(number) FROM chain)")
    sql(copy, "UPDATE claims SET text = 'Yet another.' WHERE number = 1")
    assert len([line for line in said(copy) if line.startswith(("chain", "claims c"))]) >= 2


KEYS: dict[str, tuple[str, dict[str, object]]] = {
    "a verdict": ("reviews", {"verdict": "confirmed"}),
    "what a decision rested on": ("reviews", {"basis": "z0123456789ab"}),
    "what a reviewer saw": ("review_evidence", {"n": 77}),
    "who signed": ("steps", {"note": "fine by me"}),
    "what somebody said on the phone": ("calls", {"words": "Twelve."}),
    "to whom": ("calls", {"spoken_to": "the mayor"}),
}


@pytest.mark.parametrize(("table", "change"), KEYS.values(), ids=KEYS)
def test_a_case_that_was_edited_under_its_old_keys_is_refused(
    whole: Workspace, tmp_path: Path, table: str, change: dict[str, object]
) -> None:
    """What people did keeps a key that is made from its words: other words under that key are no import."""
    assert run(whole, "export", "json", "-o", tmp_path / "case.json")[0] == 0
    case = json.loads((tmp_path / "case.json").read_text())
    case["tables"][table][-1].update(change)
    (tmp_path / "case.json").write_text(json.dumps(case))
    code, _, err = run(Workspace(tmp_path / "new"), "import", tmp_path / "case.json")
    assert code == 1
    assert f"{table} " in err
    assert "its key is not that of what it says; nothing was imported" in err


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


WARCS: dict[str, tuple[Callable[[Path], object], str]] = {
    "cut": (truncate, "torn at"),
    "gone": (lambda path: path.unlink(), "missing, with"),
    "a bit flipped": (
        lambda path: path.write_bytes(path.read_bytes()[:-9] + b"x" + path.read_bytes()[-8:]),
        "not what was written",
    ),
}


@pytest.mark.parametrize(("damage", "message"), WARCS.values(), ids=WARCS)
def test_a_wacz_of_a_damaged_archive_says_so(copy: Workspace, damage: Callable[[Path], object], message: str) -> None:
    """On the command line with exit 1, and inside of the file for whoever gets it; of a whole one it says nothing."""
    target = copy.path / "out.wacz"
    assert run(copy, "export", "wacz", target)[0] == 0
    assert "claimcheck:damage" not in package(target)
    damage(min((copy.path / "evidence" / "archive").iterdir()))
    code, _, err = run(copy, "export", "wacz", target)
    assert code == 1
    assert message in err
    assert any(message in line for line in package(target)["claimcheck:damage"])


def package(path: Path) -> dict[str, list[str]]:
    with zipfile.ZipFile(path) as bundle:
        return json.loads(bundle.read("datapackage.json"))


def test_the_seals_of_an_older_database_stay_whole(copy: Workspace) -> None:
    """Settings that were sealed together, and evidence that was sealed before it had a further column."""
    as_before(copy)
    assert said(copy) == []
    with Store(copy.database) as store:
        store.people.set_kind(KindSetting(ClaimKind.NUMBER, False, False), "Noor")
        with store.database.write():
            store.database.execute("UPDATE evidence SET score_pct = score_pct - 1")
    assert said(copy) == []
    sql(copy, "UPDATE kind_settings SET note = 'x' WHERE number = 1")
    assert said(copy)[0] == "kind_settings number: not what was written"


LATER = (
    "note2 TEXT",
    "weight INTEGER NOT NULL DEFAULT 3",
    "unit TEXT NOT NULL DEFAULT 'light'",
    "short TEXT GENERATED ALWAYS AS (substr(id, 1, 3)) VIRTUAL",
)


def test_a_column_that_is_added_leaves_old_seals_whole(copy: Workspace) -> None:
    """Whatever a later migration adds; and what is changed afterwards is found all the same."""
    with closing(sqlite3.connect(copy.database, isolation_level=None)) as database:
        for table in ("reviews", "claims", "evidence", "documents", "steps"):
            for column in LATER:
                database.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
        database.execute("ALTER TABLE claims ADD COLUMN further REAL NOT NULL DEFAULT 0.5")
    with Store(copy.database) as store:
        assert store.integrity.chain_problems() == []
    touch_claim(copy)
    with Store(copy.database) as store:
        assert store.integrity.chain_problems() == []
    sql(copy, "UPDATE claims SET further = 0.4 WHERE number = 2", "UPDATE steps SET note = 'x' WHERE number = 1")
    with Store(copy.database) as store:
        assert len(store.integrity.chain_problems()) == 2


def as_before(workspace: Workspace) -> None:
    """Write the chain anew as an earlier version did: settings sealed by kind, evidence without a later column."""
    with closing(sqlite3.connect(workspace.database, isolation_level=None)) as database:
        database.execute("DROP TRIGGER chain_is_not_changed")
        database.execute("DROP TRIGGER chain_is_not_deleted")
        database.execute("DELETE FROM chain WHERE sealed = 'kind_settings'")
        entries = database.execute("SELECT sealed, row, content FROM chain ORDER BY number").fetchall()
        database.execute("DELETE FROM chain")
        settings = chain._content_where(database, "kind_settings", "kind = ?", ["number"])
        older = {
            ("evidence", row): chain.content_of(database, "evidence", row, {"is_reprint": 0})
            for table, row, _ in entries
            if table == "evidence"
        }
        last = START
        for table, row, content in [*entries, ("kind_settings", "number", settings)]:
            last = chain.add(database, last, table, row, older.get((table, row), content))
        head_of(workspace.database).write_text(f"{last[0]} {last[1]}\n")
    made = sqlite3.connect(":memory:", isolation_level=None)
    migrate(made)
    with closing(made), closing(sqlite3.connect(workspace.database, isolation_level=None)) as database:
        for name in ("chain_is_not_changed", "chain_is_not_deleted"):
            database.execute(*made.execute("SELECT sql FROM sqlite_master WHERE name = ?", [name]).fetchone())


def test_wherever_a_run_is_killed_the_head_tells_where_the_chain_ends(tmp_path: Path) -> None:
    """Between the announcement and the commit, and between the commit and the end of the announcement."""
    path = tmp_path / "claimcheck.db"
    for name in ("Ada", "Bo", "Cy"):
        with Store(path) as store:
            store.people.keep(Person(name, Role.CHECKER))
    with closing(sqlite3.connect(path)) as database:
        *_, (m, before), (n, after) = database.execute("SELECT number, digest FROM chain ORDER BY number").fetchall()
    lines = {"after the commit": f"{m} {before}\n{n} {after}\n", "before it": f"{n} {after}\n{n + 1} {before}\n"}
    for content in lines.values():
        head_of(path).write_text(content)
        with Store(path) as store:
            assert store.integrity.chain_problems() == []
    with Store(path) as store:
        store.people.keep(Person("Di", Role.CHECKER))
        assert store.integrity.chain_problems() == []
    head_of(path).write_text(f"{n} {after}\n{n + 4} {before}\n")
    with Store(path) as store:
        assert store.integrity.chain_problems() != [], "part of what was announced is there"
