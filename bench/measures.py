"""What a task reports, and the floors that hold it."""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).parent / "floors.json"

Errors = Callable[[str], None]
"""Called by a task with one worst case a time, worst first, as text with the spans marked."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a task.

    Attributes:
        name: ``task.figure``, unique over the bench.
        value: the figure; shares and F1 from 0 to 1, speeds and sizes in ``unit``.
        unit: "" for shares, else "words/s", "ms", "MB".
        reference: what others reach, in words.
        gate: whether CI's small gate measures it too.
        lower_is_better: for times and sizes.
    """

    name: str
    value: float
    unit: str = ""
    reference: str = ""
    gate: bool = False
    lower_is_better: bool = False

    def misses(self, floor: float) -> bool:
        """Whether the figure is on the wrong side of ``floor``."""
        return self.value > floor if self.lower_is_better else self.value < floor


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON lines of ``path``, packed by xz or not."""
    with lzma.open(path, "rt", encoding="utf8") if path.suffix == ".xz" else path.open(encoding="utf8") as lines:
        for line in lines:
            yield json.loads(line)


def digest(path: Path) -> str:
    """``sha256:`` and hex of a data file, or of every file of a folder in order of name."""
    summed = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            summed.update(file.read_bytes())
    return f"sha256:{summed.hexdigest()}"


def floors() -> dict[str, float]:
    """The floor of each measure that has one."""
    if not FLOORS.exists():
        return {}
    loaded: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf8"))
    return loaded
