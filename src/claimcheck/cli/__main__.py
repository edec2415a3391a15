"""Print the help of every command: ``python -m claimcheck.cli > docs/commands.md``."""

from __future__ import annotations

from collections.abc import Iterator

import click

from claimcheck.cli import main

_WIDTH = 80

_HEAD = """\
# Commands

The help of each command, as it prints it. Shell completion: `eval "$(_CLAIMCHECK_COMPLETE=bash_source claimcheck)"` in
`~/.bashrc` (`zsh_source` in `~/.zshrc`, `fish_source` in fish's configuration).
"""


def _helps(command: click.Command, path: str, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    context = click.Context(
        command, info_name=path.rpartition(" ")[2], parent=parent, terminal_width=_WIDTH, **command.context_settings
    )
    yield path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            yield from _helps(command.commands[name], f"{path} {name}", context)


if __name__ == "__main__":
    click.echo(_HEAD)
    click.echo("\n\n".join(f"## {path}\n\n```\n{shown}\n```" for path, shown in _helps(main, "claimcheck")))
