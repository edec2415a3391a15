"""What the documents say is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

import claimcheck as package
from claimcheck.cli import main
from conftest import REPOSITORY, Run

README = (REPOSITORY / "README.md").read_text(encoding="utf8")
COMMANDS = (REPOSITORY / "docs" / "commands.md").read_text(encoding="utf8")


@pytest.mark.parametrize("name", ["", *sorted(main.commands)])
def test_the_help_in_the_documents_is_the_help_of_the_program(name: str, claimcheck: Run) -> None:
    """docs/commands.md holds the help of every command, word for word."""
    assert claimcheck(*name.split(), "--help", terminal_width=80).stdout.strip() in COMMANDS


@pytest.mark.parametrize("command", ["status", "show 5", "show 20"])
def test_the_readme_prints_what_the_example_prints(example: Path, claimcheck: Run, command: str) -> None:
    """The transcripts in the README are the real output on the repository's own example."""
    printed = claimcheck("-w", example, *command.split()).stdout
    block = re.search(rf"```\n\$ claimcheck {command}\n(.*?)```", README, re.DOTALL)
    assert block is not None
    assert [line.rstrip() for line in block[1].splitlines()] == [line.rstrip() for line in printed.splitlines()]


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
