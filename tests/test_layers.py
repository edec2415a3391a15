"""The house keeps its floors: a module imports only from rows above its own."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "claimcheck"

LAYERS = [
    {"models"},
    {"errors", "plugins", "wordlists"},
    {"markup"},
    {"people", "proof"},
    {"text"},
    {"language"},
    {"passages"},
    {"queries"},
    {"meaning"},
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
    {"annotations", "retrieval"},
    {"pipeline", "locating", "known", "notices", "gathering"},
    {"workspace", "library", "audit", "recheck"},
    {"web_search", "corrections", "vouching"},
    {"export"},
    {"cli", "desk", "mcp", "__main__"},
]
"""Rows from the ground up; modules that share a row may import one another."""

LEVEL = {name: level for level, row in enumerate(LAYERS) for name in row}
FILES = sorted(path for path in SOURCE.rglob("*") if path.suffix in {".py", ".sql", ".toml", ".html"})
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.relative_to(SOURCE).parts[0] != "__init__.py")


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def named(path: Path) -> str:
    return str(path.relative_to(SOURCE))


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


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_every_arrow_points_down(path: Path) -> None:
    """A module imports nothing from a row below the one it lives in."""
    assert room(path) in LEVEL, f"{room(path)} has no row in the plan"
    upward = {name for name in imported_rooms(path) if LEVEL[name] > LEVEL[room(path)]}
    assert not upward, f"{path.name} reaches up to {upward}"


LANGUAGE_FOLDERS = sorted(path.name for path in (SOURCE / "language").iterdir() if (path / "__init__.py").is_file())
OF_ONE_LANGUAGE = re.compile(rf"(?:claimcheck\.language\.(?:{'|'.join(LANGUAGE_FOLDERS)})|spacy)(?:\.|\Z)")


@pytest.mark.parametrize("path", [path for path in MODULES if room(path) != "language"], ids=named)
def test_only_languages_know_a_language(path: Path) -> None:
    """No module outside of ``language`` imports the folder of one language, or spaCy; it takes the values they give."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    assert not [name for name in names if OF_ONE_LANGUAGE.match(name)]


SQL = re.compile(
    r"^\s*(SELECT|INSERT|REPLACE|UPDATE|DELETE|WITH|PRAGMA|CREATE|ALTER|DROP|ATTACH|VACUUM|BEGIN|SAVEPOINT)\b"
    r"|^\s*(select\s.+\sfrom|insert into|update\s.+\sset|delete from)\s",
    re.DOTALL | re.MULTILINE,
)


@pytest.mark.parametrize("path", [path for path in FILES if room(path) not in {"store", "migrations"}], ids=named)
def test_sql_lives_in_the_store(path: Path) -> None:
    """No module, template or data file outside of the store and its migrations holds SQL."""
    content = path.read_text(encoding="utf8")
    if path.suffix == ".py":
        nodes = [node for node in ast.walk(ast.parse(content)) if isinstance(node, ast.Constant)]
        held = [node.value for node in nodes if isinstance(node.value, str)]
    else:
        held = [content]
    assert not [text for text in held if SQL.search(text)]


def test_no_class_name_twice() -> None:
    """A name means one thing in the whole project."""
    places: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name.lstrip("_"), []).append(named(path))
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


def test_no_imports_in_a_circle() -> None:
    """Not even where one of the imports stands inside a function."""
    modules = {".".join(("claimcheck", *path.relative_to(SOURCE).with_suffix("").parts)): path for path in MODULES}
    modules = {name.removesuffix(".__init__"): path for name, path in modules.items()}
    imports: dict[str, set[str]] = {}
    for module, path in modules.items():
        names = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
            if isinstance(node, ast.ImportFrom):
                names |= {f"{node.module}.{alias.name}" for alias in node.names} & modules.keys() or {f"{node.module}"}
        imports[module] = (names & modules.keys()) - {module}
    TopologicalSorter(imports).prepare()
