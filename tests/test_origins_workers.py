"""Many documents are compared by several processes: nobody can tell, whatever becomes of them."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.test_origins import FOOTER, OTHER, STORY, paragraphs
from tests.test_readers import children as all_children
from tests.test_readers import is_alive, proc

from claimcheck.models import Capture, Document, Link
from claimcheck.origins.pool import WORTH_FROM, worthwhile
from claimcheck.store import Store
from claimcheck.text import document

PAGES = 210
TABLES = ("minhash_signatures", "shared_texts", "origins", "source_kinds")


def children(process: int) -> list[int]:
    """The processes that compare beside this one; the one that multiprocessing cleans up with is none of them."""
    return [each for each in all_children(process) if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()]


def pages() -> list[Document]:
    """Pages by lot from two stories, of houses that put their own end under them, some of which lead to others."""
    lot = random.Random(7)
    lines = [*paragraphs(STORY), *paragraphs(OTHER)]
    made = []
    for number in range(PAGES):
        house = lot.choice(["Gazette", "Herald", "Courier", "Mail", None])
        words = [" ".join(f"{lot.choice(['tide', 'pier', 'boat'])}{lot.randrange(900)}" for _ in range(40))]
        body = "\n\n".join([*lot.sample(lines, lot.choice([0, 0, 0, 0, 0, 0, 0, 2, 3])), *words])
        made.append(
            replace(
                document(body + (FOOTER if house == "Gazette" else "")),
                publisher=house,
                published=lot.choice([None, "2031-01", f"2031-01-{number % 28 + 1:02}"]),
                url=f"https://pages.example/{number}",
                links=(Link(f"https://pages.example/{lot.randrange(PAGES)}", "more"),) if number % 9 == 0 else (),
            )
        )
    return made


@pytest.fixture(scope="module")
def uncompared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with pages that nobody compared."""
    path = tmp_path_factory.mktemp("uncompared") / "claimcheck.db"
    with Store(path) as store:
        for number, each in enumerate(pages()):
            store.documents.keep(each, Capture(f"evidence/{number}.txt", each.digest, 1), [])
    return path


@pytest.fixture(scope="module")
def expected(uncompared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[object]]:
    """What comparing in one process writes."""
    path = copied(uncompared, tmp_path_factory.mktemp("expected"))
    with Store(path) as store:
        store.origins.compare(processes=0)
    found = written(path)
    assert len(found["shared_texts"]) > 20
    return found


def copied(database: Path, folder: Path) -> Path:
    for file in database.parent.iterdir():
        shutil.copy(file, folder)
    return folder / database.name


def written(database: Path, *more: str) -> dict[str, list[object]]:
    with closing(sqlite3.connect(database)) as connection:
        return {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in (*TABLES, *more)}


def test_what_is_written_does_not_tell_how_many_wrote_it(uncompared: Path, tmp_path: Path) -> None:
    """Neither the rows nor the order in which they were sealed."""
    found = []
    for processes in (0, 2):
        (folder := tmp_path / str(processes)).mkdir()
        path = copied(uncompared, folder)
        with Store(path) as store:
            store.origins.compare(processes=processes)
            assert store.integrity.chain_problems() == []
        found.append(written(path, "chain"))
    assert found[0] == found[1]


@proc
def test_few_documents_start_no_processes(uncompared: Path, tmp_path: Path) -> None:
    before, beside = set(children(os.getpid())), set()
    with Store(copied(uncompared, tmp_path)) as store:
        store.origins.compare(lambda _done, _total: beside.update(children(os.getpid())))
    assert beside <= before
    assert worthwhile(WORTH_FROM - 1) == 0


@proc
def test_processes_that_die_leave_nothing_undone(
    uncompared: Path, expected: dict[str, list[object]], tmp_path: Path
) -> None:
    before, killed = set(children(os.getpid())), set()

    def kill(_done: int, _total: int) -> None:
        for process in set(children(os.getpid())) - before - killed:
            os.kill(process, signal.SIGKILL)
            killed.add(process)

    path = copied(uncompared, tmp_path)
    with Store(path) as store:
        store.origins.compare(kill, processes=2)
    assert len(killed) == 2
    assert written(path) == expected


COMPARING = """
import sys, time
from pathlib import Path
from claimcheck.store import Store

def progress(done, total):
    if done >= int(sys.argv[2]):
        print("there", flush=True)
        time.sleep(60)

with Store(Path(sys.argv[1])) as store:
    store.origins.compare(progress, processes=2)
"""


@proc
@pytest.mark.parametrize("done", [100, PAGES, PAGES + 100], ids=["at the samples", "in between", "at the groups"])
def test_a_run_that_is_killed_goes_on(
    uncompared: Path, expected: dict[str, list[object]], tmp_path: Path, done: int
) -> None:
    """The next one finds what this one wrote, and no process of it is left behind."""
    path = copied(uncompared, tmp_path)
    run = subprocess.Popen([sys.executable, "-c", COMPARING, str(path), str(done)], stdout=subprocess.PIPE)
    assert run.stdout is not None
    with run.stdout:
        assert run.stdout.readline() == b"there\n"
        beside = children(run.pid)
        run.kill()
        run.wait()
    assert len(beside) == 2
    deadline = time.monotonic() + 15
    while any(map(is_alive, beside)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_alive, beside))
    with Store(path) as store:
        store.origins.compare(processes=2)
        assert store.integrity.chain_problems() == []
    assert written(path) == expected
