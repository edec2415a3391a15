"""What was measured once is held: the bench's small gate, where the public data is at hand."""

from __future__ import annotations

import subprocess
import sys

import pytest

from conftest import REPOSITORY

DATA = REPOSITORY / "../shared/data"


@pytest.mark.skipif(not DATA.is_dir(), reason="the public data is not at hand: python -m bench says where it is")
def test_no_figure_falls_below_its_floor() -> None:
    """Accuracy on public data stays at or above the floors of bench/floors.json."""
    command = [sys.executable, "-m", "bench", "--gate", "--data", str(DATA)]
    gate = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert gate.returncode == 0, gate.stdout
    assert "attribution.content.f1" in gate.stdout
