"""Work at the desk: what is brought in is checked in a process of its own, which can be stopped and goes on."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from claimcheck.desk.jobs import KEPT, Job, Jobs
from claimcheck.desk.worker import as_markdown
from claimcheck.errors import RuleError
from claimcheck.folders import free_name
from claimcheck.models import Link, Person, Role, Span
from claimcheck.reader import read
from claimcheck.store import Store
from claimcheck.text import document as plain_document
from desks import Editor, desk_of, refusal, text

pytest.importorskip("datasette", reason="the extra `desk` is not installed")

TABLE = "/-/desk/claimcheck"
WAIT_S = 240.0


@pytest.fixture
def jobs(tmp_path: Path) -> Jobs:
    return Jobs(tmp_path, tmp_path / "claimcheck.db")


@pytest.fixture(scope="module")
def workspace(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("work") / "w"
    shutil.copytree(example, folder)
    with Store(folder / "claimcheck.db") as store:
        for name, role in (("Ines", Role.EDITOR), ("Cleo", Role.CHECKER), ("Vera", Role.VIEWER)):
            store.people.keep(Person(name, role))
    return folder


@pytest.fixture(scope="module")
def desk(workspace: Path) -> Iterator[str]:
    with desk_of(workspace / "claimcheck.db") as address:
        yield address


def send(who: Editor, address: str, do: str, files: list[tuple[str, bytes]] | None = None, **fields: str) -> object:
    """Send a form that may hold files."""
    form = who.form(address)
    attached = [("file", (name, content)) for name, content in files or [("", b"")]]
    return who.send("POST", f"{TABLE}/bring", data={**form, **fields, "do": do}, files=attached, follow_redirects=True)


def test_articles_and_evidence_are_brought_in(desk: str, workspace: Path) -> None:
    """By checkers: a pasted article and an uploaded file are kept and checked, and the page says how far that is."""
    cleo, jobs = Editor(desk, "Cleo"), Jobs(workspace, workspace / "claimcheck.db")
    bring = f"{TABLE}/bring"
    shown = send(cleo, bring, "paste", title="Bridge opened", text="The bridge cost 12 million euros.")
    assert "check bridge-opened.md" in text(shown)  # type: ignore[arg-type]
    send(cleo, bring, "evidence", [("../the note.TXT", b"The bridge cost 15 million euros, the city said.")])
    done = jobs.wait(WAIT_S)
    assert [(job.state, job.person) for job in done] == [("done", "Cleo")] * 2, done
    assert (
        workspace / "claims/bridge-opened.md"
    ).read_text() == "# Bridge opened\n\nThe bridge cost 12 million euros.\n"
    assert (workspace / "evidence/the-note.txt").is_file()
    assert "1 claim of 1 article checked" in text(cleo.get(f"{TABLE}/work"))
    table = text(cleo.get(f"{TABLE}?article=claims/bridge-opened.md"))
    assert "says 12 million euros, the source says 15 million euros" in table


REFUSED = {
    "nothing pasted": ("paste", {"text": " "}, None, "paste the text of the article first"),
    "no file": ("upload", {}, None, "choose a file first"),
    "no address": ("fetch", {"urls": "# only a comment"}, None, "give an address first"),
    "no web address": ("fetch", {"urls": "file:///etc/passwd"}, None, "no address of the web"),
    "no evidence": ("evidence", {}, None, "choose a file, or give an address"),
    "no button": ("", {}, None, "press one of its buttons"),
}


@pytest.mark.parametrize(("do", "fields", "files", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_brought_in_is_said(desk: str, workspace: Path, do: str, fields, files, says: str) -> None:  # type: ignore[no-untyped-def]
    """In one line, with all that was typed; nothing is started."""
    before = len(Jobs(workspace, workspace / "claimcheck.db").all())
    answer = send(Editor(desk, "Cleo"), f"{TABLE}/bring", do, files, **fields)
    assert says in refusal(answer)  # type: ignore[arg-type]
    assert len(Jobs(workspace, workspace / "claimcheck.db").all()) == before


READ = ("Markdown", "HTML", "PDF", "DOCX", "ODT", "RTF", "EML", "VTT", "SRT", "ictures")


@pytest.mark.parametrize("kind", READ)
def test_the_page_says_which_files_it_takes(desk: str, kind: str) -> None:
    """Every kind that the readers read, beside both fields for files."""
    page = Editor(desk, "Cleo").get(f"{TABLE}/bring").text
    assert page.count('aria-describedby="formats"') == 2
    assert kind in re.search(r'id="formats">(.*?)</p>', page, re.DOTALL)[1]  # type: ignore[index]


def test_viewers_bring_in_nothing(desk: str) -> None:
    """They are told who does, and a form that they send is refused."""
    vera = Editor(desk, "Vera")
    assert "Checkers and editors bring in" in text(vera.get(f"{TABLE}/bring"))
    form = Editor(desk, "Vera")
    assert form.send("POST", f"{TABLE}/bring", data={"do": "check"}).status_code == 403


def job(n: int, **more: object) -> Job:
    made = Job(f"2025061000000000000{n}", "check", f"check {n}", "Ana", "2025-06-10T00:00:00Z", {})
    return replace(made, **more)  # type: ignore[arg-type]


def test_jobs_wait_for_one_another(jobs: Jobs) -> None:
    """The oldest comes first; one that is running before all."""
    jobs.keep(job(1, state="done"))
    jobs.keep(job(2))
    jobs.keep(job(3))
    assert jobs.current() == job(2)
    jobs.keep(job(3, state="running"))
    assert jobs.current() == job(3, state="running")
    assert [each.id for each in jobs.all()] == [job(n).id for n in (3, 2, 1)]


def test_a_damaged_job_is_left_out(jobs: Jobs) -> None:
    """The others are shown."""
    jobs.keep(job(1))
    (jobs.workspace / ".claimcheck/jobs/20250610000000000002.json").write_text("{", encoding="utf8")
    assert jobs.all() == [job(1)]


def test_a_job_that_waits_is_stopped_at_once(jobs: Jobs) -> None:
    """And one that has ended cannot be."""
    jobs.keep(job(1))
    jobs.stop(job(1).id)
    assert jobs.all() == [job(1, state="stopped")]
    with pytest.raises(RuleError, match="ended already"):
        jobs.stop(job(1).id)


def test_a_workspace_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    """In one line, not as a mistake of the server."""
    (tmp_path / ".claimcheck").write_text("", encoding="utf8")
    with pytest.raises(RuleError, match="cannot start work there"):
        Jobs(tmp_path, tmp_path / "claimcheck.db").keep(job(1))


def working(jobs: Jobs) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "claimcheck.desk.worker", str(jobs.workspace), str(jobs.database)]
    return subprocess.Popen(command, start_new_session=True)


def running(jobs: Jobs) -> Job:
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        current = jobs.current()
        if current is not None and current.state == "running":
            return current
        time.sleep(0.02)
    raise AssertionError("nothing runs")


@pytest.fixture
def long(jobs: Jobs) -> Jobs:
    """A job that takes a while: much evidence to read."""
    for folder in ("claims", "evidence"):
        (jobs.workspace / folder).mkdir()
    (jobs.workspace / "claims/a.txt").write_text("The bridge cost 12 million euros.", encoding="utf8")
    for n in range(3000):
        (jobs.workspace / f"evidence/{n}.txt").write_text(f"Minutes of meeting {n}. " * 50, encoding="utf8")
    jobs.keep(job(1))
    return jobs


def test_work_is_stopped_and_what_comes_next_begins(long: Jobs) -> None:
    """The worker ends the job, keeps what it did, and takes the next one."""
    worker = working(long)
    try:
        running(long)
        long.keep(job(2, kind="nonsense"))
        long.stop(job(1).id)
        second, first = long.wait(60)
        assert first.state == "stopped"
        assert second.state == "failed"
        assert "mistake of claimcheck itself" in second.message
        assert worker.wait(30) == 0
    finally:
        worker.kill()
        worker.wait()


def test_work_that_was_killed_is_begun_again(long: Jobs) -> None:
    """Whoever looks next starts it; two workers never work at once."""
    worker = working(long)
    began = running(long)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    assert long.current() == replace(long.current(), state="running", pid=began.pid)  # type: ignore[type-var]
    other = working(long)
    try:
        ends = time.monotonic() + 60
        while running(long).pid == began.pid:
            assert time.monotonic() < ends
            time.sleep(0.02)
        third = working(long)
        assert third.wait(60) == 0, "it finds somebody at work, and leaves"
        long.stop(job(1).id)
        ended = long.wait(60)[0]
        assert ended.state == "stopped", ended.message
    finally:
        other.kill()
        other.wait()


def test_only_the_latest_jobs_are_remembered(jobs: Jobs) -> None:
    """Files do not pile up."""
    for n in range(KEPT + 5):
        jobs.keep(replace(job(0), id=f"{n:020}", state="done"))
    with jobs.lock():
        jobs.add("check", "check", "Ana")
    assert len(jobs.all()) == KEPT


def test_a_page_becomes_an_article_that_reads_the_same() -> None:
    """Its words, its description and its links."""
    page = plain_document("Rents fell by 4 % last year.\n\nThe mayor said so on Monday.")
    link = Span(page.text.index("said so"), page.text.index("said so") + 7)
    page = replace(
        page,
        title='The "rents"',
        publisher="Courier",
        published="2025-06-10",
        links=(Link("https://a.example/x", "said so", link),),
    )
    again = read(as_markdown(page, "https://courier.example/rents").encode(), name="a.md")
    assert again.text.split() == page.text.split()
    assert (again.title, again.publisher, again.published) == (page.title, page.publisher, page.published)
    assert again.url == "https://courier.example/rents"
    assert [each.url for each in again.links] == ["https://a.example/x"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Bridge opened", "bridge-opened.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        ("Мост открыт!", "мост-открыт.md"),
        ("  ", "untitled.md"),
        ("x" * 300, "x" * 60 + ".md"),
        ("taken", "taken-2.md"),
    ],
)
def test_files_get_names_of_their_own(tmp_path: Path, title: str, name: str) -> None:
    """Made of letters and digits, never outside the folder, never over another file."""
    (tmp_path / "taken.md").write_text("", encoding="utf8")
    assert free_name(tmp_path, title, ".md") == tmp_path / name
