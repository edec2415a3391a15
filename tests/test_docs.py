"""What the documents say is what the program does."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import click
import pytest

import claimcheck as package
from claimcheck.cli import main
from conftest import REPOSITORY, Run
from webservers import Handler, Site, answer, page, serving

README = (REPOSITORY / "README.md").read_text(encoding="utf8")
COMMANDS = (REPOSITORY / "docs" / "commands.md").read_text(encoding="utf8")


@pytest.mark.parametrize("name", ["", *sorted(main.commands)])
def test_the_help_in_the_documents_is_the_help_of_the_program(name: str, claimcheck: Run) -> None:
    """docs/commands.md holds the help of every command, word for word."""
    assert claimcheck(*name.split(), "--help", terminal_width=80).stdout.strip() in COMMANDS


@pytest.mark.parametrize("command", ["status", "show 5", "show 20", "trace harbour:1"])
def test_the_readme_prints_what_the_example_prints(example: Path, claimcheck: Run, command: str) -> None:
    """The transcripts in the README are the real output on the repository's own example."""
    printed = claimcheck("-w", example, *command.split()).stdout
    block = re.search(rf"```\n\$ claimcheck {command}\n(.*?)```", README, re.DOTALL)
    assert block is not None
    assert [line.rstrip() for line in block[1].splitlines()] == [line.rstrip() for line in printed.splitlines()]


def test_the_house_in_the_readme_has_every_room_once() -> None:
    """Whoever asks where something is finds one room; the package's own entrances are not named."""
    house = README.partition("## The house\n")[2]
    source = Path(package.__file__).parent
    rooms = {f"{path.name}/" for path in source.iterdir() if (path / "__init__.py").exists()}
    rooms |= {path.name for path in source.glob("*.py") if not path.name.startswith("__")}
    named = re.findall(r"`([a-z_]+(?:/|\.py))`", house.partition("\n\nA module")[0])
    assert sorted(named) == sorted(rooms)


CHAPTER = README.partition("## Evidence from the web\n")[2].partition("\n## ")[0]
SESSION = re.findall(r"^\$ ([^\n]+)\n(.*?)(?=^\$ |^```)", CHAPTER, re.DOTALL | re.MULTILINE)
"""What the README types about evidence from the web, and what it says that this prints."""

HOST = "http://harbour.example"
"""What the README calls the server that its transcript was made with: as long as an address of loopback."""

LOG = (
    "The wind rose before dawn, and the first boats came in with torn nets and wet crews. ",
    "By noon {count} trawlers lay behind the breakwater. ",
    "Two ferries had turned back to the mainland, with some three hundred people who wanted to go to the islands. ",
    "Nobody was hurt, and the north quay lost four of its iron bollards, which divers looked for on the day after. ",
    "The pilots went out again on Tuesday, when the swell had gone down to two metres and the light was back.",
)
PAID = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'


def harbour() -> Site:
    """A page that says something, one that wants money for it, one that wants a script, and one that is gone."""
    teaser = "<p>The storm of Sunday cost the port more than anybody had thought. Subscribe to read on.</p>"
    shell = '<div id="root"></div><script src="/app.js"></script><noscript>Please enable JavaScript.</noscript>'
    return Site(
        {
            "/log": log("eleven"),
            "/paper/storm": answer(200, page(teaser, "What the storm cost", PAID)),
            "/live/ferries": answer(200, page(shell, "Ferries")),
            "/press/2019": answer(404, page("<p>No such page.</p>")),
        }
    )


def log(count: str) -> Handler:
    told = "".join(f"<p>{sentence}</p>" for sentence in LOG).format(count=count)
    return answer(200, page(f"<article><h1>Harbour log</h1>{told}</article>", "Harbour log"))


def as_shown(printed: str, site: Site) -> list[str]:
    """What was printed with all that differs from run to run: the port, and how much a whole run seals."""
    printed = re.sub(r" *\d[\d,]*(?=  (entries|quoted stretches)\b)", " 0", printed.replace(site.url, HOST))
    return [line.rstrip() for line in printed.strip().splitlines()]


def test_the_readme_prints_what_gathering_prints(tmp_path: Path, claimcheck: Run) -> None:
    """Every command of the chapter is typed, in its order; the log is corrected before it is looked at again."""
    site = harbour()
    (tmp_path / "claims").mkdir()
    (tmp_path / "evidence").mkdir()
    (tmp_path / "claims" / "storm.md").write_text("# Storm\n\nEleven trawlers lay behind the breakwater by noon.\n")
    (tmp_path / "evidence" / "minutes.txt").write_text("Minutes of the port authority: the north quay stays open.\n")
    assert [command.split()[-1] for command, _ in SESSION if command.startswith("claimcheck")] == [
        "gather",
        "audit",
        "audit",
        "recheck",
    ]
    with serving(site):
        (tmp_path / "evidence" / "storm.urls").write_text("\n".join(site.url + path for path in site.pages))
        for command, told in SESSION:
            if not command.startswith("claimcheck"):
                subprocess.run(command, shell=True, cwd=tmp_path, check=True)
                continue
            if command.endswith("recheck"):
                site.pages["/log"] = log("seven")
            online = ["--allow-loopback", "--delay", "0"] if "audit" not in command else []
            printed = claimcheck("-w", tmp_path, *command.split()[1:], *online).stdout
            assert as_shown(told, site) == as_shown(printed, site), printed.replace(site.url, HOST)
            if command.endswith("gather"):
                claimcheck("-w", tmp_path, "verify")


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
