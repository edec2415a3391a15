"""Whatever happens to the file, the user gets one line; whatever happens to the run, the next one completes it."""

from __future__ import annotations

import os
import random
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from claimcheck.audit import audit
from claimcheck.errors import StoreError
from claimcheck.folders import Folders
from claimcheck.migrations import APPLICATION_ID
from claimcheck.store import Store
from claimcheck.store.connection import when_waiting
from store_values import checked, dump, keep_everything, keep_much, note, review, split

RUN = "import sys; from pathlib import Path; from store_values import *\nwith Store(Path(sys.argv[1])) as store: "


def other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")


def newer(path: Path) -> None:
    Store(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('claimcheck', '0999_later', '')"
        )


def unreleased(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("CREATE TABLE _sqlite_migrations (migration_set TEXT, name TEXT, applied_at TEXT)")
        connection.execute("INSERT INTO _sqlite_migrations VALUES ('claimcheck', '0001_schema', '')")


def words(path: Path) -> None:
    path.write_text("Dear diary, " * 500)


def damaged(path: Path) -> None:
    with Store(path) as store:
        keep_everything(store)
    content = bytearray(path.read_bytes())
    content[100:4000] = b"\xff" * 3900
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (other_program, "the database of another program"),
        (newer, "made by a newer claimcheck (0999_later)"),
        (unreleased, "made before the first release; give it another name to keep it, and run `claimcheck verify`"),
        (words, "not a database"),
        (damaged, "damaged"),
        (Path.mkdir, "cannot be opened"),
    ],
    ids=["other program", "newer", "before the release", "text file", "damaged", "folder"],
)
def test_a_file_that_cannot_be_used_is_told_in_one_line(tmp_path: Path, make, says: str) -> None:
    """With the file's name, and unchanged but for our not opening it."""
    path = tmp_path / "claimcheck.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError) as raised:
        Store(path)
    assert str(raised.value).startswith(f"{path}: ")
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)
    assert before is None or path.read_bytes() == before


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """Nothing is made in places nobody named."""
    with pytest.raises(StoreError, match="folder exists"):
        Store(tmp_path / "nowhere" / "claimcheck.db")


def test_another_writer_is_waited_for_and_then_told(tmp_path: Path) -> None:
    """Two runs at once on one file take turns."""
    with Store(tmp_path / "claimcheck.db") as store:
        store.database.connection.execute("PRAGMA busy_timeout = 50")
        with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreError, match="another program is writing"):
                keep_everything(store)
        keep_everything(store)


def test_whoever_waits_for_another_writer_hears_of_it(tmp_path: Path) -> None:
    """After a second, once, and then the work is done as soon as the other one ends."""
    heard: list[Path] = []
    with (
        Store(tmp_path / "claimcheck.db") as store,
        closing(sqlite3.connect(store.path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        when_waiting(lambda path: (heard.append(path), other.execute("COMMIT")))
        keep_everything(store)
        assert heard == [store.path]
        assert 0.9 < time.monotonic() - began < 9
    when_waiting(lambda _path: None)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root, to become somebody else")
@pytest.mark.parametrize("mode", [0o555, 0o755], ids=["by nobody", "by somebody else"])
def test_a_folder_that_may_not_be_written_to_can_be_read(tmp_path: Path, mode: int) -> None:
    """An archive disk, a colleague's folder: what is kept is shown; a decision is refused in one line."""
    path = tmp_path / "claimcheck.db"
    with Store(path) as store:
        keep_everything(store)
    path.chmod(0o444)
    for folder in [tmp_path, *tmp_path.parents][:-2]:
        folder.chmod(0o755)
    tmp_path.chmod(mode)
    script = """if True:
        import codecs, os, sys
        from pathlib import Path
        from claimcheck.audit import audit
        from claimcheck.errors import StoreError
        from claimcheck.export.as_csv import status_csv
        from claimcheck.folders import Folders
        from claimcheck.store import Store
        Store(Path(":memory:")).close()
        codecs.lookup("ascii")
        os.setuid(65534)
        with Store.to_read(Path(sys.argv[1])) as store:
            print(store.claims.get("1").checked.claim.text)
            print([*store.integrity.file_problems(), *store.integrity.schema_problems()])
            print(sum(len(piece) for piece in status_csv(store.claims.all())) > 500)
        print([each.what for each in audit(Folders(Path(sys.argv[1]).parent)).problems if each.part == "database"])
        with Store.to_read(Path(sys.argv[1])) as store:
            try:
                store.reviews.assign("c00000000aaa1", "Ana", "Ana")
            except StoreError as error:
                print(error)
    """
    done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[1:4] == ["[]", "True", "[]"], "it is audited and exported too"
    shown, *_, refused = done.stdout.splitlines()
    assert shown == "The port handled 4.8 million tonnes in 2023."
    assert "may not be written to" in refused


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root, to become somebody else")
def test_a_file_of_somebody_else_is_told(tmp_path: Path) -> None:
    """May be read, may not be written."""
    path = tmp_path / "claimcheck.db"
    Store(path).close()
    path.chmod(0o444)
    for folder in [tmp_path, *tmp_path.parents][:-2]:
        folder.chmod(0o755)
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom claimcheck.errors import StoreError\n"
        "from claimcheck.store import Store\nos.setuid(65534)\n"
        "try: Store(Path(sys.argv[1]))\nexcept StoreError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=False)
    assert "may not be written to" in done.stdout, done.stderr


def test_the_file_says_whose_it_is(tmp_path: Path) -> None:
    """``file claimcheck.db`` and Datasette's plugin know it by its header."""
    Store(tmp_path / "claimcheck.db").close()
    assert (tmp_path / "claimcheck.db").read_bytes()[68:72] == APPLICATION_ID.to_bytes(4, "big")


def test_opening_at_once_makes_one_database(tmp_path: Path) -> None:
    """Whoever comes first makes the schema, and the others find it."""
    runs = [start("pass", tmp_path / "claimcheck.db") for _ in range(4)]
    assert [run.wait() for run in runs] == [0] * 4
    with Store(tmp_path / "claimcheck.db") as store:
        keep_everything(store)


def start(what: str, path: Path, stdout: int | None = None) -> subprocess.Popen[bytes]:
    folder = Path(__file__).parent
    return subprocess.Popen([sys.executable, "-c", RUN + what, path], cwd=folder, stdout=stdout)


def test_a_run_killed_anywhere_is_completed_by_the_next(tmp_path: Path) -> None:
    """The rows are those of a run that nobody disturbed, nothing lost and nothing doubled, and all sealed."""
    began = time.monotonic()
    with Store(tmp_path / "whole.db") as whole:
        keep_much(whole)
        expected = dump(whole)
    needs_s = time.monotonic() - began
    chance = random.Random(20)
    cut = 0
    for attempt in range(8):
        path = tmp_path / f"killed{attempt}.db"
        run = start("print(flush=True); keep_much(store)", path, stdout=subprocess.PIPE)
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(chance.uniform(0, needs_s))
        if run.poll() is None:
            cut += 1
        else:
            needs_s /= 2  # the machine is quicker now than it was for the undisturbed run
        run.kill()
        run.communicate()
        with Store(path) as store:
            assert store.integrity.chain_problems() == []
            keep_much(store)
            assert dump(store) == expected
            assert store.integrity.chain_problems() == []
            check(store)
    assert cut > 2


def check(store: Store) -> None:
    """Foreign keys hold, and the indexes agree with what they index."""
    assert store.database.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert store.database.connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for index in ("passages_fts", "claims_fts"):
        store.database.connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")


def test_the_indexes_follow_every_change(tmp_path: Path) -> None:
    """Also when the file is compacted, which renumbers the rows of tables that do not number them themselves."""
    with Store(tmp_path / "claimcheck.db") as store:
        keep_everything(store)
        review(store, split().claims[0].id)
        store.claims.keep_checked(split().document.digest, checked()[1:])
        store.captures.forget([])
        check(store)
        keep_everything(store)
        store.database.connection.execute("VACUUM")
        check(store)
        assert [digest for digest, _ in store.passages.search(["tonnes"], 3)] == [note().digest]


@pytest.mark.parametrize(
    ("folder", "mask", "mode"),
    [
        pytest.param(0o755, 0o022, 0o600, id="of one"),
        pytest.param(0o2775, 0o002, 0o660, id="of a group"),
        pytest.param(0o2775, 0o022, 0o640, id="of a group that may not write"),
        pytest.param(0o777, 0o000, 0o660, id="of all"),
        pytest.param(0o755, 0o277, 0o400, id="for reading"),
    ],
)
def test_new_files_are_for_their_owner(tmp_path: Path, folder: int, mask: int, mode: int) -> None:
    """And where a group writes to the folder for that group, as far as the umask lets it."""
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "note.txt").write_text("The quay sank in May.\n")
    tmp_path.chmod(folder)
    made = ["claimcheck.db"] if mask != 0o277 else []
    commands = [["verify", "--meaning", "off"], ["export", "csv", "-o", str(tmp_path / "out.csv")]] if made else []
    for command in [*commands, ["split", "claims/note.txt", "--sheet"]]:
        subprocess.run(
            [sys.executable, "-m", "claimcheck", "-w", tmp_path, *command],
            preexec_fn=lambda: os.umask(mask),
            check=True,
            capture_output=True,
        )
    found = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*") if path.is_file()}
    del found["note.txt"]
    assert len(found) >= 1 + 2 * len(made)
    assert set(found.values()) == {mode}, found


def test_text_that_is_no_utf8_is_told_in_one_line(tmp_path: Path) -> None:
    """And the audit names the row."""
    path = tmp_path / "claimcheck.db"
    with Store(path) as store:
        keep_everything(store)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE claims SET text = CAST(x'61ff62' AS TEXT) WHERE id = ?", [split().claims[0].id])
    with Store(path) as store, pytest.raises(StoreError, match="no UTF-8; `claimcheck audit` names the row"):
        store.claims.all()
    problems = [each.what for each in audit(Folders(tmp_path)).problems if each.part != "files"]
    assert any("claims c00000000aaa1" in line for line in problems), problems
