"""Files that hold no document: one line for the user, a row with its reason, and the rest of the batch goes on."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from conftest import REPOSITORY, Run
from test_reader_files import lines_on_pages, word_file

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489") + bytes(range(256)) * 4
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
SCAN = (REPOSITORY / "evidence" / "un-mission-closing-statement.pdf").read_bytes()

Made = Callable[[], bytes]
REFUSED = [
    pytest.param("a.txt", lambda: b"", "empty", "the file is empty", id="empty"),
    pytest.param("a.txt", lambda: " \n\t\ufeff ".encode(), "empty", "there is no text in it", id="blank"),
    pytest.param("a.html", lambda: b"<html><body></body></html>", "empty", "", id="page without text"),
    pytest.param("a.txt", lambda: PNG, "parse_error", "", id="picture named txt"),
    pytest.param("a.pdf", lambda: lines_on_pages(["No."], encrypt=StandardEncryption("x")), "login", "password",
                 id="encrypted PDF"),
    pytest.param("a.docx", lambda: OLE, "login", "password", id="encrypted Word file"),
    pytest.param("a.pdf", lambda: SCAN, "empty", "no text layer", id="scan"),
    pytest.param("a.pdf", lambda: lines_on_pages(["Cut off."])[:120], "parse_error", "damaged", id="damaged PDF"),
    pytest.param("a.docx", lambda: word_file("<w:p/>")[:300], "parse_error", "damaged", id="damaged Word file"),
    pytest.param("a.txt", lambda: b"Rents fell. " * 10_000, "too_large", "limit", id="too large"),
]  # fmt: skip


def workspace(folder: Path) -> Path:
    for name in ("claims", "evidence"):
        (folder / name).mkdir()
    (folder / "claims" / "sound.txt").write_text("The bridge cost 12 million euros.\n", encoding="utf8")
    # Without any evidence, another line says so.
    (folder / "evidence" / "note.txt").write_text("The bridge was opened in May.\n", encoding="utf8")
    return folder


def failures(folder: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(folder / "claimcheck.db")) as database:
        return database.execute("SELECT place, failure FROM captures WHERE failure IS NOT NULL").fetchall()


@pytest.mark.parametrize(("name", "made", "reason", "says"), REFUSED)
def test_an_article_that_cannot_be_read(
    tmp_path: Path, claimcheck: Run, name: str, made: Made, reason: str, says: str
) -> None:
    """Exit code 1, one line that names it, a row; the sound article beside it is checked all the same."""
    folder = workspace(tmp_path)
    (folder / "claims" / name).write_bytes(made())
    result = claimcheck("-w", folder, "verify", "--max-mb", "0.05")
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"claims/{name}: ")
    assert says in line
    assert "; " in line
    assert failures(folder) == [(f"claims/{name}", reason)]
    assert "The bridge cost 12 million euros." in result.stdout


@pytest.mark.parametrize(("name", "made", "reason", "says"), REFUSED)
def test_evidence_that_cannot_be_read(
    tmp_path: Path, claimcheck: Run, name: str, made: Made, reason: str, says: str
) -> None:
    """It is told and recorded, and it is no failure of the run."""
    folder = workspace(tmp_path)
    (folder / "evidence" / name).write_bytes(made())
    (folder / "evidence" / "sound.txt").write_text("The bridge cost 12 million euros, auditors found.\n", "utf8")
    result = claimcheck("-w", folder, "verify", "--max-mb", "0.05")
    assert result.exit_code == 0
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"evidence/{name}: ")
    assert says in line
    assert failures(folder) == [(f"evidence/{name}", reason)]
    assert "✓ supported" in result.stdout


@pytest.mark.parametrize("made", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_is_said_so_and_nothing_waits(
    tmp_path: Path, claimcheck: Run, made: Callable[[Path], None]
) -> None:
    """A folder or a pipe named as an article ends in one line, at once."""
    made(tmp_path / "odd")
    result = claimcheck("split", tmp_path / "odd")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "not a file" in result.stderr


def test_a_faulty_config_is_told_in_one_line(tmp_path: Path, claimcheck: Run) -> None:
    """`--online` reads claimcheck.toml before anything is asked."""
    folder = workspace(tmp_path)
    (folder / "claimcheck.toml").write_text("[providers.altavista]\n", encoding="utf8")
    result = claimcheck("-w", folder, "verify", "--online")
    assert result.exit_code == 1
    assert "altavista" in result.stderr
    assert len(result.stderr.splitlines()) == 1
