"""What several test files stand on: the repository's own example, verified once, and a command line to ask it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

# How long one example takes says something about the machine, which may be busy, and not about the property.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

REPOSITORY = Path(__file__).parent.parent
CASE = REPOSITORY / "../shared/case/article.txt"

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def claimcheck() -> Run:
    """The command line, called with its arguments as strings or paths."""
    from claimcheck.cli import main

    def run(*arguments: object, **options: Any) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False, **options)

    return run


def copy_example(to: Path) -> Path:
    """The repository's example as a workspace of its own."""
    for folder in ("claims", "evidence"):
        shutil.copytree(REPOSITORY / folder, to / folder, ignore=shutil.ignore_patterns("archive"))
    return to


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory, claimcheck: Run) -> Path:
    """A workspace with the example, verified; tests that write take :func:`copy_example` instead."""
    workspace = copy_example(tmp_path_factory.mktemp("example"))
    assert claimcheck("-w", workspace, "verify").exit_code == 0
    return workspace


@pytest.fixture(scope="session")
def example_claims(example: Path, claimcheck: Run) -> list[dict[str, Any]]:
    """The claims of the verified example, as JSON, in article order."""
    shown = claimcheck("-w", example, "status", "--json")
    return [json.loads(line) for line in shown.stdout.splitlines()]


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of installed packages, in which tests put languages."""
    from claimcheck.language import registry

    folder = tmp_path_factory.mktemp("site")
    monkeypatch.syspath_prepend(folder)
    registry.refresh()
    yield folder
    monkeypatch.undo()
    registry.refresh()
