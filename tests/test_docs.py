"""What the documents say is what the program does."""

from __future__ import annotations

import asyncio
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from docs.api import markdown
from docs.transcripts import PAGES, from_the_web, on_the_example, steps
from tests.packages import install
from tests.test_layers import LAYERS

import claimcheck as package
from claimcheck import library, reader
from claimcheck.cli import main
from claimcheck.errors import DamagedError
from claimcheck.fetch import Limits
from claimcheck.fetch.fetching import Fetcher
from claimcheck.fetch.network import client
from claimcheck.providers import SearchResult, Service
from claimcheck.providers.keys import KeyedRequests
from claimcheck.providers.registry import provider, provider_kinds
from claimcheck.queries import Query
from claimcheck.reader.formats import formats
from conftest import REPOSITORY, Run
from webservers import Site, answer, serving

TEXTS = {path.name: path.read_text(encoding="utf8") for path in (*PAGES, *(REPOSITORY / "docs").glob("*.md"))}
README, ARCHITECTURE = TEXTS["README.md"], TEXTS["architecture.md"]
LIMITS = Limits(attempts=1, delay_s=0)
TRANSCRIPTS = [(path.name, command) for path in PAGES for command, _ in steps(TEXTS[path.name])[0]]


def lines(printed: str) -> list[str]:
    """What was printed, without blanks that nobody sees."""
    return [line.rstrip() for line in printed.strip("\n").splitlines()]


@pytest.mark.parametrize("name", ["", *sorted(main.commands)])
def test_the_help_in_the_documents_is_the_help_of_the_program(name: str, claimcheck: Run) -> None:
    """docs/commands.md holds the help of every command, word for word."""
    assert claimcheck(*name.split(), "--help", terminal_width=80).stdout.strip() in TEXTS["commands.md"]


@pytest.mark.parametrize(("name", "command"), TRANSCRIPTS)
def test_the_documents_print_what_the_example_prints(example: Path, name: str, command: str) -> None:
    """``python -m docs.transcripts`` after every change of what is printed."""
    written = dict(steps(TEXTS[name])[0])[command]
    assert lines(written) == lines(on_the_example(example, command))


def test_the_tour_prints_what_gathering_prints(tmp_path: Path) -> None:
    """Every command of the chapter about the web is typed, in its order; how much a run seals may differ."""
    _, web = steps(TEXTS["tour.md"])
    counts = re.compile(r" *\d[\d,]*(?=  (entries|quoted stretches)\b)")
    assert [command.split()[-1] for command, _ in web if command.startswith("claimcheck")] == [
        "gather",
        "audit",
        "audit",
        "recheck",
    ]
    printed = from_the_web(tmp_path, [command for command, _ in web])
    for (command, written), shown in zip(web, printed, strict=True):
        assert lines(counts.sub(" 0", written)) == lines(counts.sub(" 0", shown)), command


def test_the_reference_is_made_from_the_docstrings() -> None:
    """``python -m docs.api > docs/api.md`` after every change."""
    assert TEXTS["api.md"] == markdown()


def test_the_architecture_has_every_package_in_its_row() -> None:
    """The table in docs/architecture.md is the one of tests/test_layers.py, from the top row to the bottom row."""
    table = ARCHITECTURE.partition("In full, ")[2].partition("\n\nWhat other packages")[0]
    rows = [re.findall(r"`([a-z_]+)(?:/|\.py)`", row.split("|")[1]) for row in table.splitlines() if "`" in row]
    assert [set(row) for row in rows[1:]] == [row - {"__main__"} for row in reversed(LAYERS)]
    source = Path(package.__file__).parent
    there = {path.name for path in source.iterdir() if (path / "__init__.py").exists()}
    there |= {path.stem for path in source.glob("*.py") if not path.name.startswith("__")}
    assert {name for row in rows[1:] for name in row} == there


@pytest.fixture
def plugins(site: Path) -> Iterator[None]:
    """The packages of docs/architecture.md, installed."""
    blocks = re.findall(r"```python\n# (\w+)\.py\n(.*?)```\n\n```toml\n(.*?)```", ARCHITECTURE, re.DOTALL)
    assert [name for name, _, _ in blocks] == ["minutes", "press", "italian"]
    for name, source, points in blocks:
        ((group, registered),) = tomllib.loads(points)["project"]["entry-points"].items()
        install(site, name, source, f"[{group}]\n" + "\n".join(f"{key} = {to}" for key, to in registered.items()))
    formats.cache_clear()
    provider_kinds.cache_clear()
    yield
    formats.cache_clear()
    provider_kinds.cache_clear()


@pytest.mark.usefixtures("plugins")
def test_the_reader_of_the_architecture_reads() -> None:
    """It is found by its suffix, and says what is wrong with a file that is not of its kind."""
    assert reader.read(b"10:05\tThe quay is closed.\n", name="a.minutes").text == "The quay is closed."
    with pytest.raises(DamagedError, match="export the minutes again"):
        reader.read(b"The quay is closed.\n", name="a.minutes")


@pytest.mark.usefixtures("plugins")
def test_the_provider_of_the_architecture_finds() -> None:
    """It asks with the words of the query, and takes what is an address from the answer."""
    releases = [{"url": "https://port.example/1", "title": "Quay closed"}, {"url": 7}, "none"]
    site = Site(
        {
            "/api?q=quay&limit=5": answer(
                200, json.dumps({"releases": releases}).encode(), content_type="application/json"
            )
        }
    )

    async def ask() -> tuple[SearchResult, ...]:
        made = provider(Service("press", f"{site.url}/api", 0), 5, (), KeyedRequests(), {})
        async with client("test", LIMITS, allow_loopback=True) as through:
            return await made.search(Query("quay"), Fetcher(through, LIMITS))

    with serving(site):
        assert asyncio.run(ask()) == (SearchResult("https://port.example/1", title="Quay closed"),)


@pytest.mark.usefixtures("plugins")
def test_the_language_of_the_architecture_makes_claims() -> None:
    """Every sentence is one, at its place in the text."""
    italian = "Il ponte è chiuso da lunedì. Nessuno sa quando sarà di nuovo aperto al pubblico."
    claims = library.split(italian)
    assert [claim.text for claim in claims] == [claim.spans[0].of(italian) for claim in claims]
    assert len(claims) == 2
    assert library.annotate(italian).unread == ()


def test_the_readme_opens_with_one_sentence_and_two_commands() -> None:
    """Title, a sentence, then what sets up and verifies, and what sets up and tests."""
    paragraphs = README.split("\n\n")
    assert paragraphs[0] == "# claimcheck"
    assert paragraphs[1].count(". ") == 0
    assert re.findall(r"^\./dev \w+", README, re.MULTILINE)[:2] == ["./dev verify", "./dev test"]


def test_what_the_package_hands_out_is_what_it_names() -> None:
    """Every name of ``__all__`` is there and callable; nothing else is promised."""
    assert package.__all__ == ["Workspace", "attributions", "check_quote", "compare", "judge", "read", "split"]
    for name in package.__all__:
        assert callable(getattr(package, name))
    with pytest.raises(AttributeError):
        _ = package.nothing_of_the_kind


def test_every_command_says_what_it_does() -> None:
    """No command and no option goes without a sentence of help."""
    for command in main.commands.values():
        assert command.help
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{command.name} --{parameter.name}"
