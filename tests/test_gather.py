"""``claimcheck gather`` from end to end: real servers, the real program, a real archive and database."""

from __future__ import annotations

import json
import multiprocessing
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from claimcheck.archive import Archive
from claimcheck.cli import main
from claimcheck.contents import ReaderProcesses
from claimcheck.fetch import Limits
from claimcheck.fetch.wayback import Wayback
from claimcheck.gathering import Gathered, GatheringTargets, listed_urls, place_of, wanted
from claimcheck.models import FailureReason
from claimcheck.store import Store
from claimcheck.workspace import Workspace
from gathering_run import gather_listed, run_gathering
from webservers import ARTICLE, LONG, PROSE, Asked, Handler, Site, Writer, answer, conditional, late, page, serving, to


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Workspace(tmp_path).create()
    return tmp_path


def cli(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["-w", str(folder), *arguments])
    return done.exit_code, done.stdout, done.stderr


def gather(folder: Path, *arguments: str) -> tuple[int, str, str]:
    return cli(folder, "gather", "--allow-loopback", "--delay", "0", *arguments)


def wanted_of(folder: Path, *targets: str) -> GatheringTargets:
    with ReaderProcesses() as processes:
        return wanted(Workspace(folder), processes, targets)


def here(folder: Path, *urls: str, wayback: Wayback | None = None) -> list[Gathered]:
    """The same without a process of its own."""
    asked = wanted_of(folder, *urls)
    return run_gathering(folder, asked.urls, asked.files, wayback)


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "claimcheck.db")) as database:
        return database.execute(query).fetchall()


def numbered(count: int) -> dict[str, Handler]:
    """Pages that differ."""
    return {f"/{n}": answer(200, page(f"<article><h1>Report {n}</h1>{LONG}</article>")) for n in range(count)}


def test_a_list_is_gathered_and_told(folder: Path) -> None:
    """Results in a table, the failures with their reasons and what to do, and everything on record."""
    site = Site({"/a": answer(), "/b": to("/a"), "/gone": answer(404, b"no")})
    (folder / "evidence" / "note.txt").write_text(PROSE)
    with serving(site):
        urls = f"# The storm\n\n{site.url}/a#part\n{site.url}/b # the short address\n{site.url}/gone\n{site.url}/a\n"
        (folder / "evidence" / "storm.urls").write_text(urls)
        code, out, errors = gather(folder)
    assert (code, errors) == (0, "")
    assert "3 captured, 1 failed" in out
    assert "no such page any more (404)" in out
    assert "--online" in out
    assert rows(folder, "SELECT place, failure FROM captures ORDER BY place") == [
        ("evidence/note.txt", None),
        (f"{site.url}/a", None),
        (f"{site.url}/b", None),
        (f"{site.url}/gone", "dead"),
    ]
    assert site.paths().count("/a") == 2


IMPOSSIBLE = {
    "numbers": "http://1.2.3.999/",
    "empty label": "http://xn--/",
    "label that is none": "http://xn--zzzzzz-/",
    "bracket": "http://[::1",
    "bracket and fragment": "http://[#x",
    "dots": "http://a..b/",
    "long label": f"http://{'a' * 300}.example/",
    "port beyond": "http://a.example:99999/",
    "port of letters": "http://a.example:b/",
    "letter that stands for others": "http://\u2100.example/",
    "percent": "http://exa%mple.example/",
}


def test_an_impossible_address_costs_one_row(folder: Path) -> None:
    """In a list, behind a redirect, or behind that of a robots.txt; every run goes on, and the next one too."""
    near = [address for address in IMPOSSIBLE.values() if address.isascii()]
    pages = {f"/{n}": to(address) for n, address in enumerate(near)}
    site = Site({"/good": answer(), **pages})
    others = [Site({"/good": answer(), "/robots.txt": to(address)}) for address in near[:5]]
    with serving(site, *others):
        led = [f"{site.url}/{n}" for n in range(len(near))]
        good = [f"{each.url}/good" for each in (site, *others)]
        (folder / "evidence" / "all.urls").write_text("\n".join([*IMPOSSIBLE.values(), *led, *good]), encoding="utf8")
        for _ in range(2):
            code, _, errors = gather(folder)
            assert (code, errors) == (0, "")
    found = dict(rows(folder, "SELECT place, failure FROM captures WHERE is_current"))
    assert {place for place, failure in found.items() if failure is None} == set(good)
    assert {place for place, failure in found.items() if failure} == {*IMPOSSIBLE.values(), *led}


def test_a_failure_is_told_once_whoever_read_the_file(folder: Path) -> None:
    """The place stands beside its reason, whether ``gather`` or ``verify`` found it, and is no part of it."""
    (folder / "evidence" / "scan.txt").write_text(" \n")
    (folder / "claims" / "article.txt").write_text("By noon eleven trawlers lay behind the breakwater.\n")
    with Store(folder / "claimcheck.db") as store:
        for run in (Workspace(folder).verify, Workspace(folder).gather):
            run()
            (failed,) = store.captures.failures()
            assert failed.place == "evidence/scan.txt"
            assert failed.note == "nothing but blanks; save it again with its text"


def test_a_workspace_gathers(folder: Path) -> None:
    """As a library too: everything that came of it is handed back, and told as it comes."""
    site = Site({"/a": answer(), "/gone": answer(404, b"no")})
    told: list[Gathered] = []
    with serving(site):
        workspace, limits = Workspace(folder), Limits(delay_s=0)
        urls = [f"{site.url}/a", f"{site.url}/gone"]
        gathered = workspace.gather(
            urls, limits=limits, contact="mara@paper.example", allow_loopback=True, on_result=told.append
        )
    assert gathered == told
    assert {each.place: each.failure for each in gathered} == {urls[0]: None, urls[1]: FailureReason.DEAD}
    assert all("mara@paper.example" in asked.headers["user-agent"] for asked in site.asked)


def test_a_second_gather_asks_what_is_new(folder: Path) -> None:
    """Unchanged pages are not sent again, changed ones are new captures, and the old ones stay on record."""
    site = Site({"/same": conditional(ARTICLE, '"1"'), "/alike": answer(), "/new": answer()})
    with serving(site):
        urls = [f"{site.url}/{name}" for name in ("same", "alike", "new")]
        here(folder, *urls)
        site.pages["/new"] = answer(200, page(f"<article><h1>Corrected</h1>{LONG}{LONG}</article>"))
        second = {each.place.rpartition("/")[2]: each for each in here(folder, *urls)}
    assert {name: each.is_unchanged for name, each in second.items()} == {"same": True, "alike": True, "new": False}
    assert len(rows(folder, f"SELECT 1 FROM captures WHERE place = '{urls[2]}'")) == 2
    told = rows(folder, "SELECT record_type, status FROM requests ORDER BY record_type, status")
    assert told == [("response", 200), ("response", 200), *[("revisit", 200)] * 3, ("revisit", 304)]


def test_a_failure_does_not_displace_what_was_captured(folder: Path) -> None:
    """A server that is down today takes no evidence away, and its failure is on record all the same."""
    site = Site({"/a": answer()})
    with serving(site):
        here(folder, f"{site.url}/a")
        site.pages["/a"] = answer(500, b"")
        (failed,) = here(folder, f"{site.url}/a")
    assert failed.failure is FailureReason.DEAD
    with Store(folder / "claimcheck.db") as store:
        assert [kept.place for kept in store.documents.all()] == [f"{site.url}/a"]
        assert store.passages.search(["bollards"], 3)
        assert store.captures.failures() == []
        assert [each.failure for each in store.retrievals.all()] == [None, FailureReason.DEAD]


def test_pdf_and_word_behind_addresses_are_read(folder: Path) -> None:
    """By what they are, whatever the server calls them."""
    import io

    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made)
    canvas.drawString(72, 700, "The breakwater held through the night of the storm.")
    canvas.save()
    site = Site({"/report": answer(200, made.getvalue(), Content_Type="application/octet-stream")})
    with serving(site):
        (captured,) = here(folder, f"{site.url}/report")
    assert captured.failure is None
    assert rows(folder, "SELECT text LIKE '%breakwater held%' FROM documents") == [(1,)]


def test_captured_pages_are_evidence(folder: Path) -> None:
    """``claimcheck verify`` finds them, and leads back to address, record, offset and digest."""
    site = Site({"/log": answer()})
    (folder / "claims" / "article.txt").write_text("By noon eleven trawlers lay behind the breakwater.\n")
    with serving(site):
        here(folder, f"{site.url}/log")
    Workspace(folder).verify()
    found = rows(
        folder,
        "SELECT DISTINCT proofs.place, record_file, record_id, digest FROM evidence JOIN proofs USING (document_id)",
    )
    assert [place for place, *_ in found] == [f"{site.url}/log"]
    with Store(folder / "claimcheck.db") as store:
        held = store.retrievals.record_of(str(rows(folder, "SELECT payload_digest FROM proofs")[0][0]))
        assert held is not None
        archive = Archive(folder / "evidence" / "archive", software="", find=store.retrievals.record_of)
        assert archive.exchange(held).body == ARTICLE
        assert archive.verify(store.retrievals.stretches()) == []


def test_links_of_articles_are_gathered(folder: Path) -> None:
    """Those of the article named, or of all articles."""
    site = Site(numbered(3))
    with serving(site):
        text = f"# Storm\n\nThe log is [here]({site.url}/0) and [there]({site.url}/1#top).\n"
        (folder / "claims" / "a.md").write_text(text)
        (folder / "claims" / "b.md").write_text(f"# Quay\n\nThe quay is [new]({site.url}/2).\n")
        code, out, _ = gather(folder, str(folder / "claims" / "a.md"), "--json")
        assert [json.loads(line)["place"] for line in out.splitlines()] == [f"{site.url}/0", f"{site.url}/1"]
        assert code == 0
        assert gather(folder)[1].count("Report") >= 1
    assert len(rows(folder, "SELECT DISTINCT place FROM retrievals")) == 3


@pytest.mark.parametrize("target", ["missing.md", "missing.urls"])
def test_a_target_that_is_not_there_is_told(folder: Path, target: str) -> None:
    """In one line."""
    code, out, errors = gather(folder, str(folder / target))
    assert (code, out) == (1, "")
    assert errors.count("\n") == 1
    assert target in errors


def test_the_exit_code_tells_when_nothing_could_be_had(folder: Path) -> None:
    """And nothing to gather is no failure."""
    assert gather(folder, "http://10.0.0.1/")[0] == 1
    assert gather(folder)[0] == 0


def test_lists_are_read_as_people_write_them() -> None:
    """Comments, blanks, a mark at the beginning, any newline."""
    assert listed_urls("\ufeffhttps://a.example/\r\n# no\n\n  https://b.example/#x  # why\n") == [
        "https://a.example/",
        "https://b.example/#x",
    ]
    assert place_of(" https://me:secret@b.example/x#y ") == "https://b.example/x"
    assert place_of("http://[::1") == "http://[::1"


def test_what_is_wanted_is_what_was_put_there(folder: Path) -> None:
    """Lists in subfolders too; the archive itself is no evidence put there by hand."""
    (folder / "evidence" / "archive").mkdir()
    (folder / "evidence" / "archive" / "x.warc.gz").write_bytes(b"")
    (folder / "evidence" / "more").mkdir()
    (folder / "evidence" / "more" / "list.urls").write_text("https://a.example/\n")
    (folder / "evidence" / "note.txt").write_text(PROSE)
    found = wanted_of(folder)
    assert (list(found.urls), list(found.files)) == (["https://a.example/"], ["evidence/note.txt"])


@pytest.fixture
def web_archive() -> Iterator[tuple[Site, Wayback]]:
    """Speaks as the Wayback Machine documents it."""
    site = Site()
    with serving(site):
        yield site, Wayback(f"{site.url}/wayback/available", f"{site.url}/cdx/search/cdx", f"{site.url}/web")


def listing(*stamps: str) -> Handler:
    told = json.dumps([["timestamp"], *([stamp] for stamp in stamps)]).encode()
    return answer(200, told, Content_Type="application/json")


def closest(stamp: str) -> Handler:
    told = {"archived_snapshots": {"closest": {"status": "200", "available": True, "timestamp": stamp, "url": "x"}}}
    return answer(200, json.dumps(told).encode(), Content_Type="application/json")


NONE = answer(200, b'{"archived_snapshots": {}}', Content_Type="application/json")


@pytest.mark.parametrize(
    ("available", "listed", "copy"),
    [
        (closest("20190304050607"), listing(), "20190304050607"),
        (NONE, listing("20180101000000", "20200101000000"), "20200101000000"),
        (answer(503, b""), listing("20180101000000"), "20180101000000"),
        (answer(200, b"[[["), listing("20180101000000"), "20180101000000"),
        (closest("2019"), listing("nonsense", "20189901000000"), None),
        (NONE, listing(), None),
        (NONE, answer(200, b"<html>"), None),
    ],
    ids=["availability", "index", "availability down", "availability noise", "no dates", "none", "index noise"],
)
def test_a_dead_page_is_looked_for_in_the_wayback_machine(
    folder: Path, web_archive: tuple[Site, Wayback], available: Handler, listed: Handler, copy: str | None
) -> None:
    """The copy is captured as such: its own address, of what it is a copy, when it was taken and when captured."""
    site, wayback = web_archive
    dead = f"{site.url}/news/gone"

    async def archived(asked: Asked, writer: Writer) -> None:
        kind = asked.path.partition("?")[0]
        handler = {"/wayback/available": available, "/cdx/search/cdx": listed}.get(kind, answer(404, b""))
        await (answer() if asked.path == f"/web/{copy}id_/{dead}" else handler)(asked, writer)

    site.pages["*"] = archived
    gathered = here(folder, dead, wayback=wayback)
    assert gathered[0].failure is FailureReason.DEAD
    assert any(f"url={quote(dead, safe='')}" in path for path in site.paths())
    if copy is None:
        assert len(gathered) == 1
        assert rows(folder, "SELECT note LIKE '%(404); the Wayback Machine has no copy' FROM captures") == [(1,)]
        return
    assert rows(folder, f"SELECT advice FROM retrievals WHERE place = '{dead}'") == [
        (f"rely on the copy: {gathered[1].place}",)
    ]
    when = f"{copy[:4]}-{copy[4:6]}-{copy[6:8]}T{copy[8:10]}:{copy[10:12]}:{copy[12:]}Z"
    assert (gathered[1].memento_of, gathered[1].memento_utc) == (dead, when)
    row = rows(folder, "SELECT place, memento_of, memento_utc, retrieved_utc > memento_utc FROM proofs")
    assert row == [(f"{site.url}/web/{copy}id_/{dead}", dead, when, 1)]


def test_the_copy_nearest_to_the_article_is_taken(folder: Path, web_archive: tuple[Site, Wayback]) -> None:
    """A page that an article of 2018 links to is wanted as it stood then."""
    site, wayback = web_archive
    dead = f"{site.url}/news/gone"

    async def archived(asked: Asked, writer: Writer) -> None:
        handler = answer() if asked.path.startswith("/web/") else answer(404, b"")
        if asked.path.startswith("/cdx/"):
            handler = listing("20110101000000", "20180301000000", "20240101000000")
        await handler(asked, writer)

    site.pages["*"] = archived
    text = f"---\ntitle: Storm\npublished: 2018-02-20\n---\n\nThe log is [here]({dead}).\n"
    (folder / "claims" / "a.md").write_text(text)
    assert [each.memento_utc for each in here(folder, wayback=wayback)] == [None, "2018-03-01T00:00:00Z"]
    assert any("timestamp=20180220" in path for path in site.paths())


def test_the_web_archive_is_not_asked_unless_told_to(folder: Path, web_archive: tuple[Site, Wayback]) -> None:
    """Which pages somebody looks for is nobody's business."""
    site, _ = web_archive
    assert here(folder, f"{site.url}/news/gone")[0].failure is FailureReason.DEAD
    assert site.paths() == ["/robots.txt", "/news/gone"]


def dump(folder: Path) -> list[object]:
    """All that a run leaves behind but times, offsets and ids of records."""
    left: list[object] = []
    for query in (
        "SELECT id, text, url FROM documents ORDER BY 1",
        "SELECT place, failure, note, is_current, digest, size_bytes, document_id FROM captures ORDER BY place, digest",
        "SELECT place, status, is_unchanged, final_url, tried FROM retrievals ORDER BY place",
        "SELECT url, status, trouble, payload_digest, size_bytes FROM requests ORDER BY url, status",
        "SELECT document_id, start_char, end_char, text FROM passages ORDER BY 1, 2, 3",
    ):
        left += rows(folder, query)
    return left


def whole(folder: Path) -> None:
    with Store(folder / "claimcheck.db") as store:
        archive = Archive(folder / "evidence" / "archive", software="", find=store.retrievals.record_of)
        assert archive.verify(store.retrievals.stretches()) == []
        (path,) = archive.files()
        assert path.name.endswith(".warc.gz")
    assert rows(folder, "PRAGMA foreign_key_check") == []


def listed(folder: Path, urls: Sequence[str]) -> None:
    Workspace(folder).create()
    (folder / "evidence" / "note.txt").write_text(PROSE)
    (folder / "evidence" / "all.urls").write_text("\n".join(urls))


def in_archive(folder: Path) -> int:
    """How many records lie in the archive, whole or torn."""
    return sum(path.read_bytes().count(b"\x1f\x8b\x08") for path in (folder / "evidence" / "archive").glob("*.open"))


KILLS = 6
PAGES = 4

WARM = ["gathering_run", "sqlite_utils.migrations", "claimcheck.fetch.fetching", "claimcheck.reader.html"]
"""What is imported once, and not by every process that is killed."""


def test_a_run_killed_anywhere_is_completed_by_the_next(tmp_path: Path) -> None:
    """Nothing is lost, nothing is doubled, and what was captured is not asked for again."""
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(WARM)
    site = Site({name: late(handler, 0.02) for name, handler in numbered(PAGES).items()})
    chance = random.Random(5)
    expected: list[object] = []
    takes_s = 0.0
    caught = []
    with serving(site):
        for n in range(3 * KILLS):
            urls = [f"{site.url}/{page}" for page in range(PAGES)]
            folder = tmp_path / f"run{n}"
            listed(folder, urls)
            site.asked.clear()
            run = processes.Process(target=gather_listed, args=(folder, urls))
            run.start()
            while not site.asked and run.is_alive():
                time.sleep(0.002)
            began = time.monotonic()
            if not expected:
                while not is_finished(folder):
                    time.sleep(0.002)
                takes_s = time.monotonic() - began
                run.join()
                expected = dump(folder)
                continue
            time.sleep(chance.uniform(0, takes_s))
            run.kill()
            run.join()
            if not is_finished(folder):
                caught.append((in_archive(folder), kept(folder)))
                here(folder)
            assert dump(folder) == expected
            whole(folder)
            if len(caught) == KILLS:
                break
    assert len(caught) == KILLS
    assert len(set(caught)) >= KILLS // 3, "all were cut off at the same points"


def is_finished(folder: Path) -> bool:
    return any((folder / "evidence" / "archive").glob("*.warc.gz"))


def kept(folder: Path) -> int:
    try:
        return len(rows(folder, "SELECT 1 FROM retrievals"))
    except sqlite3.OperationalError:
        return 0


def test_ctrl_c_leaves_what_was_done(folder: Path) -> None:
    """The table shows it, and the next run goes on."""
    site = Site({"/slow": late(answer(), 20), **numbered(3)})
    with serving(site):
        urls = [f"{site.url}/{name}" for name in ("0", "1", "2", "slow")]
        (folder / "evidence" / "all.urls").write_text("\n".join(urls))
        command = [sys.executable, "-m", "claimcheck", "-w", str(folder), "gather", "--allow-loopback", "--delay", "0"]
        # What a shell starts in the background is born deaf to Ctrl-C, and its children with it.
        run = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        deadline = time.monotonic() + 20
        while kept(folder) < 3 and time.monotonic() < deadline:
            time.sleep(0.05)
        run.send_signal(signal.SIGINT)
        out, errors = run.communicate(timeout=20)
        assert run.returncode == 130
        assert "3 captured" in out
        assert errors == "stopped: what was captured is kept, and the next gather continues\n"
        site.pages["/slow"] = answer()
        assert gather(folder)[0] == 0
    assert site.paths().count("/0") == 1
    assert len(rows(folder, "SELECT 1 FROM retrievals")) == 4
    whole(folder)


def test_the_archive_is_exported(folder: Path) -> None:
    """As one file, beside the evidence."""
    site = Site({"/a": answer(), "/b": to("/a")})
    with serving(site):
        here(folder, f"{site.url}/a", f"{site.url}/b")
    code, out, errors = cli(folder, "export", "wacz")
    assert (code, errors) == (0, "")
    assert "2 pages" in out
    assert (folder / "evidence.wacz").is_file()
