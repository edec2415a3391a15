"""What was measured once is held: the bench's small gate, where the public data is at hand."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest
from bench import TASKS

from conftest import REPOSITORY

DATA = REPOSITORY / "../shared/data"


GATED = [name for name in TASKS if getattr(importlib.import_module(f"bench.{name}"), "GATE", False)]


@pytest.mark.parametrize("task", GATED)
@pytest.mark.skipif(not DATA.is_dir(), reason="the public data is not at hand: python -m bench says where it is")
def test_no_figure_falls_below_its_floor(task: str) -> None:
    """Accuracy on public data stays at or above the floors of bench/floors.json."""
    command = [sys.executable, "-m", "bench", task, "--gate", "--data", str(DATA)]
    gate = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert gate.returncode == 0, gate.stdout + gate.stderr
    assert f"{task}." in gate.stdout
