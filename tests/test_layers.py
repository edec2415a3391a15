"""The house keeps its floors: a module imports only from rows above its own."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "claimcheck"

LAYERS = [
    {"models"},
    {"errors", "wordlists"},
    {"people"},
    {"text"},
    {"passages"},
    {"queries"},
    {"language"},
    {"quotes"},
    {"comparison"},
    {"origins"},
    {"provenance"},
    {"verdict"},
    {"reader"},
    {"fetch"},
    {"providers"},
    {"archive"},
    {"contents"},
    {"migrations", "store"},
    {"sheet", "folders"},
    {"annotations"},
    {"pipeline", "locating", "gathering"},
    {"workspace", "library", "audit", "recheck"},
    {"web_search"},
    {"cli", "desk", "export", "__main__"},
]
"""Rows from the ground up; modules that share a row may import one another."""

LEVEL = {name: level for level, row in enumerate(LAYERS) for name in row}
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.relative_to(SOURCE).parts[0] != "__init__.py")


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} relative import"
            names = [node.module or ""]
            if node.module == "claimcheck":
                names = [f"claimcheck.{alias.name}" for alias in node.names]
        rooms |= {name.split(".")[1] for name in names if name.startswith("claimcheck.")}
    return rooms


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_arrow_points_down(path: Path) -> None:
    """A module imports nothing from a row below the one it lives in."""
    assert room(path) in LEVEL, f"{room(path)} has no row in the plan"
    upward = {name for name in imported_rooms(path) if LEVEL[name] > LEVEL[room(path)]}
    assert not upward, f"{path.name} reaches up to {upward}"


def test_query_sql_lives_in_the_store() -> None:
    """Only the store, its migrations and the desk's canned queries hold SQL."""
    statements = ("select ", "insert into ", "update ", "delete from ")
    offenders = []
    for path in MODULES:
        if room(path) in {"store", "migrations", "desk"}:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                value = node.value.lower().lstrip()
                if value.startswith(statements) and (" from " in value or " set " in value or " values" in value):
                    offenders.append(f"{path.name}:{node.lineno}")
    assert not offenders
