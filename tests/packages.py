"""Packages of other people, as pip leaves them, for what registers by entry point."""

from __future__ import annotations

from pathlib import Path


def install(folder: Path, name: str, source: str, points: str) -> None:
    """Put a module into a folder of installed packages, with what it registers."""
    (folder / f"{name}.py").write_text(source, encoding="utf-8")
    info = folder / f"{name}-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(points, encoding="utf-8")
