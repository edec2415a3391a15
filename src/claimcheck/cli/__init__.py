"""The command line: it parses what was asked for and shows what was found, and decides nothing itself."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from claimcheck.cli import articles, evidence, export, origins, people, review, serve
from claimcheck.errors import ClaimcheckError


class _OneLineErrors(click.Group):
    """A group whose commands end with one line, and no traceback, when claimcheck itself raises."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ClaimcheckError as error:
            raise click.ClickException(str(error)) from error


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
    context.obj = (folder, db)


for module in (articles, evidence, export, origins, people, review, serve):
    for command in module.COMMANDS:
        main.add_command(command)
