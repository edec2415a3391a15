"""Readers and providers of other packages, registered as entry points, are picked up and used."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

TOY = """
from claimcheck.providers import ProviderKind, SearchResult
from claimcheck.queries import QuerySide
from claimcheck.reader import Format
from claimcheck.text import document

FORMAT = Format("toy", lambda raw: document(raw.text[::-1]), suffixes=frozenset({"toy"}))


class Toy:
    name = "toy"
    sides = frozenset(QuerySide)

    def __init__(self, setup):
        self.setup = setup

    async def search(self, query, fetcher):
        return (SearchResult(f"{self.setup.url}/{query.text}"),)


PROVIDER = ProviderKind("toy", Toy, url="https://toy.example", delay_s=0.5)
BROKEN = 1
"""
SEARCH = """
import asyncio
from pathlib import Path
from claimcheck.providers.config import read
from claimcheck.providers.keys import KeyedRequests
from claimcheck.providers.registry import provider
from claimcheck.queries import Query

(service,) = read(Path()).services
made = provider(service, 3, (), KeyedRequests(), {})
print(service.delay_s, *(found.url for found in asyncio.run(made.search(Query("quay"), None))))
"""

Python = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def python(tmp_path: Path) -> Python:
    """Run a program where a package is installed that registers a toy reader and a toy provider."""
    installed = tmp_path / "installed"
    metadata = installed / "toy-1.0.dist-info"
    metadata.mkdir(parents=True)
    (installed / "toy.py").write_text(TOY)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: toy\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(
        "[claimcheck.readers]\ntoy = toy:FORMAT\nmissing = toy:NOTHING\n"
        "[claimcheck.providers]\ntoy = toy:PROVIDER\nbroken = toy:BROKEN\n"
    )
    path = os.pathsep.join([str(installed), *filter(None, sys.path)])

    def run(program: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", program],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": path},
            capture_output=True,
            text=True,
        )

    return run


def test_a_reader_of_another_package_reads(python: Python, tmp_path: Path) -> None:
    """By the suffix that it registers; other files are read as ever, and one that is broken is named in a line."""
    (tmp_path / "note.toy").write_text("desolc saw yauq ehT")
    (tmp_path / "note.txt").write_text("The quay was closed")
    done = python("from claimcheck import read; print(read('note.toy').text, read('note.txt').text, sep='\\n')")
    assert done.stdout.splitlines() == ["The quay was closed"] * 2
    (warning,) = done.stderr.splitlines()
    assert warning.startswith("claimcheck.readers 'missing' cannot be loaded")


def test_a_provider_of_another_package_is_asked(python: Python, tmp_path: Path) -> None:
    """As soon as the configuration names it, with the address and the pause that it registers."""
    (tmp_path / "claimcheck.toml").write_text("[providers.toy]\n")
    done = python(SEARCH)
    assert done.stdout.split() == ["0.5", "https://toy.example/quay"]
    assert "claimcheck.providers 'broken' is not a ProviderKind" in done.stderr
