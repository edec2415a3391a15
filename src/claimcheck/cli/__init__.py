"""The command line: it parses what was asked for and shows what was found, and decides nothing itself."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import click

from claimcheck.cli import articles, demo, evidence, export, known, mcp, origins, people, proof, review, serve
from claimcheck.errors import ClaimcheckError


class _OneLineErrors(click.Group):
    """A group whose commands end with one line, and no traceback, when claimcheck itself raises."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by what they are for; one that is in no group comes last."""
        listed = {name for names in _DAY.values() for name in names}
        rest = tuple(name for name in self.list_commands(ctx) if name not in listed)
        for heading, names in (*_DAY.items(), *([("More", rest)] if rest else [])):
            with formatter.section(heading):
                # The whole first sentence, in as many lines as it takes.
                formatter.write_dl([(name, self.commands[name].get_short_help_str(_SENTENCE)) for name in names])

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ClaimcheckError as error:
            raise click.ClickException(str(error)) from error


_DAY = {
    "Begin": ("init", "demo", "gather"),
    "Check": ("verify", "status", "show", "trace", "find", "known", "split", "origins"),
    "Decide": ("serve", "assign", "review", "call", "sign", "return", "override", "reopen", "undo", "history"),
    "Hand on, and come back": ("export", "import", "mcp", "recheck", "audit", "head", "key"),
    "Who works here": ("people", "kind"),
}
"""The commands in the order of a day's work."""

_SENTENCE = 300
"""The longest first sentence that a command's help can have; click cuts at 45 characters unless it is stated."""

_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(name="claimcheck", cls=_OneLineErrors, context_settings=_SETTINGS)
@click.version_option(package_name="claimcheck-desk", prog_name="claimcheck")
@click.option(
    "-w",
    "--workspace",
    "folder",
    type=click.Path(path_type=Path),
    default=Path(),
    envvar="CLAIMCHECK_WORKSPACE",
    help="The folder with claims/, evidence/ and claimcheck.db.  [default: this folder]",
)
@click.option("--db", type=click.Path(path_type=Path), help="Another database than claimcheck.db in the workspace.")
@click.pass_context
def main(context: click.Context, folder: Path, db: Path | None) -> None:
    """Check articles claim by claim: find the evidence for each claim, and keep everything in one SQLite file.

    Put articles under claims/ and source material under evidence/, then run `claimcheck verify`.
    """
    # A terminal that cannot show a mark gets a question mark, not a traceback.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    context.call_on_close(_keep_private(folder))
    context.obj = (folder, db)


def _keep_private(folder: Path) -> Callable[[], object]:
    """From now on make new files for their owner alone, or in a folder that a group writes to for that group too.

    Bits that the umask takes away are not given back. Returns what ends it.
    """
    before = os.umask(0o077)
    with suppress(OSError):
        is_shared = bool(folder.stat().st_mode & stat.S_IWGRP)
        os.umask(before | (0o007 if is_shared else 0o077))
    return lambda: os.umask(before)


for module in (articles, demo, evidence, export, known, mcp, origins, people, proof, review, serve):
    for command in module.COMMANDS:
        main.add_command(command)
