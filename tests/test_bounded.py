"""Reading is bounded: a hostile file costs itself, within seconds and a gigabyte, and whoever waits can stop."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from claimcheck import contents
from claimcheck.contents import ReaderProcesses
from claimcheck.errors import DamagedError, ReadError, TooLargeError
from claimcheck.library import read
from conftest import Run
from hostile_files import FILES, bomb, nested_forms
from test_readers import children, proc

UNREADABLE = {
    "nested-forms.pdf", "drawing.pdf", "comments.html", "other-ending.docx",
}  # fmt: skip


def read_apart(processes: ReaderProcesses, name: str, data: bytes) -> str:
    return processes.run(len(data), contents.document, data, name, 20_000_000, None).text


@pytest.fixture(scope="module")
def processes() -> Iterator[ReaderProcesses]:
    with ReaderProcesses() as made:
        yield made


def read_or_refused(processes: ReaderProcesses, name: str) -> str:
    try:
        return read_apart(processes, name, FILES[name]())
    except ReadError as error:
        return f"refused: {error}"


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_read_or_refused_within_seconds(processes: ReaderProcesses, name: str) -> None:
    """None runs out of its time, and the next file is read."""
    found = read_or_refused(processes, name)
    assert found
    assert found.startswith("refused: ") is (name in UNREADABLE), found[:200]
    assert "not read within" not in found
    assert read_apart(processes, "note.txt", b"The quay is open.") == "The quay is open."


def test_the_library_reads_apart_where_asked_to(tmp_path: Path) -> None:
    """The same document, and a refusal in place of gigabytes."""
    path = tmp_path / "note.md"
    path.write_text("# Quay\n\nThe quay is open.\n", encoding="utf8")
    assert read(path, apart=True) == read(path)
    assert read(path.read_bytes(), apart=True).text == read(path.read_bytes()).text
    with pytest.raises(ReadError):
        read(nested_forms(9), apart=True)


def too_much() -> bytes:
    return b"a" * 2_000_000_000


def too_many() -> list[str]:
    return ["a" * 100_000_000 for _ in range(3)]


def broken() -> str:
    raise ZeroDivisionError("a mistake\nof ours")


@pytest.mark.parametrize(
    ("function", "error", "says"),
    [
        pytest.param(too_much, TooLargeError, "more than 800 MB of memory", id="memory"),
        pytest.param(too_many, TooLargeError, "more than 200 MB; split it", id="output"),
        pytest.param(broken, DamagedError, r"\(ZeroDivisionError: a mistake of ours\)", id="mistake"),
        pytest.param(sys.exit, DamagedError, r"the reader crashed \(exit 0\)", id="exit"),
    ],
)
def test_the_reason_is_said_and_the_next_is_read(
    processes: ReaderProcesses, function: Callable[[], object], error: type[ReadError], says: str
) -> None:
    with pytest.raises(error, match=says):
        processes.run(0, function)
    assert read_apart(processes, "note.txt", b"The quay is open.") == "The quay is open."


def workspace(folder: Path, evidence: dict[str, bytes]) -> Path:
    for name in ("claims", "evidence"):
        (folder / name).mkdir()
    (folder / "claims" / "sound.txt").write_text("The bridge cost 12 million euros.\n", encoding="utf8")
    for name, data in evidence.items():
        (folder / "evidence" / name).write_bytes(data)
    return folder


def captured(folder: Path) -> dict[str, str | None]:
    with closing(sqlite3.connect(folder / "claimcheck.db")) as database:
        return dict(database.execute("SELECT place, failure FROM captures WHERE is_current").fetchall())


def test_verify_goes_on_without_hostile_files(tmp_path: Path, claimcheck: Run) -> None:
    """Each is a row with its reason; the article and the sound evidence are read."""
    folder = workspace(tmp_path, {
        "a-forms.pdf": nested_forms(9), "b-bomb.docx": bomb(60), "c-note.txt": b"The bridge was opened in May.\n",
    })  # fmt: skip
    result = claimcheck("-w", folder, "verify")
    assert result.exit_code == 0
    assert [line.partition(": ")[0] for line in result.stderr.splitlines()] == [
        "evidence/a-forms.pdf",
        "evidence/b-bomb.docx",
    ]
    found = captured(folder)
    assert found.pop("evidence/a-forms.pdf") in ("too_large", "parse_error")
    assert found == {"claims/sound.txt": None, "evidence/b-bomb.docx": "too_large", "evidence/c-note.txt": None}


@proc
def test_a_second_verify_starts_no_reader(tmp_path: Path, claimcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing has changed, nothing is read; where one file has, it alone is."""
    folder = workspace(tmp_path, {"note.txt": b"The bridge was opened in May.\n"})
    assert claimcheck("-w", folder, "verify").exit_code == 0
    # With this, no reader can start.
    monkeypatch.setattr(sys, "executable", "/nowhere")
    assert claimcheck("-w", folder, "verify").exit_code == 0
    (folder / "evidence" / "note.txt").write_text("The bridge was opened in June.\n", encoding="utf8")
    with pytest.raises(FileNotFoundError):
        claimcheck("-w", folder, "verify")


@proc
def test_ctrl_c_ends_a_verify_within_a_second(tmp_path: Path) -> None:
    """In the middle of a file that would take long; no reader is left behind."""
    folder = workspace(tmp_path, {"forms.pdf": nested_forms(12, words=False)})
    run = subprocess.Popen(
        [sys.executable, "-m", "claimcheck", "-w", str(folder), "verify"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 60
    while not children(run.pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    readers = children(run.pid)
    time.sleep(0.7)
    run.send_signal(signal.SIGINT)
    began = time.monotonic()
    _, errors = run.communicate(timeout=30)
    assert time.monotonic() - began < 3, "a second, and what a busy machine adds"
    assert readers
    assert run.returncode != 0
    assert b"Traceback" not in errors
    assert not any(Path(f"/proc/{pid}").exists() for pid in readers)


SHEET = "claims:\n- text: The bridge cost 12 million euros.\n  words: The bridge cost 12 million euros.\n"


@pytest.mark.parametrize(
    ("sheet", "says"),
    [
        pytest.param(f"{SHEET}  priority_pct: 500\n", "line 4: '500' is not", id="beyond"),
        pytest.param(f"{SHEET}  attribution: &a\n    outer: *a\n", "line 5: *a stands inside", id="cycle"),
        pytest.param(SHEET.replace("The bridge", '"\\ud800"', 1), "line 2: ", id="loose"),
    ],
)
def test_a_slip_in_a_claim_sheet_costs_its_article(tmp_path: Path, claimcheck: Run, sheet: str, says: str) -> None:
    """Another article is checked all the same."""
    folder = workspace(tmp_path, {"note.txt": b"The bridge was opened in May.\n"})
    (folder / "claims" / "sound.txt.claims.yaml").write_text(sheet, encoding="utf8")
    (folder / "claims" / "zebra.txt").write_text("Rents fell in May.\n", encoding="utf8")
    result = claimcheck("-w", folder, "verify")
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith("claims/sound.txt: ")
    assert says in line
    assert "Rents fell in May." in " ".join(result.stdout.split())


NOTE = "The bridge was opened in May.\n"


def odd_files(folder: Path) -> dict[str, str | None]:
    """Make files with odd names, links and devices under evidence/; returns what becomes of each."""
    outside = folder.parent / "outside.txt"
    outside.write_text("Secret words of another folder.\n", encoding="utf8")
    evidence = folder / "evidence"
    (evidence / "note.txt").write_text(NOTE, encoding="utf8")
    (evidence / f"{'n' * 247}.txt").write_text(NOTE + "One.\n", encoding="utf8")
    (evidence / "out.txt").symlink_to(outside)
    (evidence / "in.txt").symlink_to("note.txt")
    (evidence / "nowhere.txt").symlink_to("gone.txt")
    (evidence / "device.txt").symlink_to("/dev/zero")
    os.mkfifo(evidence / "pipe.txt")
    Path(os.fsdecode(os.fsencode(evidence / "caf") + b"\xe9.txt")).write_text(NOTE + "Two.\n", encoding="utf8")
    dead = ("out.txt", "nowhere.txt", "device.txt", "pipe.txt")
    read = ("note.txt", f"{'n' * 247}.txt", "in.txt", "caf\\xe9.txt")
    return {f"evidence/{name}": "dead" for name in dead} | {f"evidence/{name}": None for name in read}


def test_odd_names_links_and_devices_cost_a_row_each(tmp_path: Path, claimcheck: Run) -> None:
    """A link out of the workspace is followed only where its configuration lets it."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    workspace(folder, {})
    expected = odd_files(folder)
    (folder / "claims" / f"{'a' * 247}.txt").write_text("Rents fell in May.\n", encoding="utf8")
    (folder / "claims" / "out.txt").symlink_to(tmp_path / "outside.txt")
    expected |= {"claims/sound.txt": None, f"claims/{'a' * 247}.txt": None, "claims/out.txt": "dead"}
    result = claimcheck("-w", folder, "verify")
    assert result.exit_code == 1
    assert captured(folder) == expected
    assert claimcheck("-w", folder, "gather").exit_code == 0
    assert captured(folder) == expected
    (folder / "claimcheck.toml").write_text("[files]\nlinks = true\n", encoding="utf8")
    assert claimcheck("-w", folder, "verify").exit_code == 0
    assert captured(folder) == expected | {"evidence/out.txt": None, "claims/out.txt": None}
