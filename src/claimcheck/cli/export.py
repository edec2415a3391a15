"""The commands that hand a case on: in forms that other programs read, and whole, to another machine and back in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.cli.gather import wacz
from claimcheck.errors import NotInStoreError

if TYPE_CHECKING:
    from claimcheck.workspace import Workspace


@click.group()
def export() -> None:
    """Hand claims, evidence and decisions on to other programs."""


export.add_command(wacz)


OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.  [default: print it]"
)


@export.command("json")
@OUTPUT
@click.pass_context
def json_(context: click.Context, output: Path | None) -> None:
    """Write the case whole as one JSON file, for `claimcheck import` on another machine.

    In it are all rows of the database and all files under claims/ and evidence/: articles, evidence with the archive of
    captures, claims, decisions. Notes and calls off the record are in it too.
    """
    from claimcheck.export.case import case_json
    from claimcheck.export.writing import write
    from claimcheck.store import Store

    workspace = checked_workspace(context)
    with Store(workspace.database) as store:
        write(case_json(workspace, store), output)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--max-mb", type=click.FloatRange(min=0, min_open=True), default=2000, show_default=True,
              help="Refuse a larger file.")  # fmt: skip
@click.pass_context
def import_(context: click.Context, file: Path, max_mb: float) -> None:
    """Read FILE, a case that `claimcheck export json` wrote, into this workspace.

    All of it is read in, or nothing. What is here already and equal stays as it is; what is here and differs refuses
    the whole import. The chain that `claimcheck audit` follows is not a part of a case: it begins anew with the import.
    """
    from claimcheck.export.case import import_case
    from claimcheck.workspace import Workspace

    folder, database = context.obj
    moved = import_case(Workspace(folder, database=database), file, int(max_mb * 1_000_000))
    added = sum(table.added_count for table in moved.tables)
    known = sum(table.known_count for table in moved.tables)
    click.echo(f"{added:,} rows and {len(moved.written):,} files imported; {known:,} rows were here already")
    for place in moved.absent:
        click.echo(f"{place}: did not come along, and `claimcheck audit` will miss it", err=True)


def checked_workspace(context: click.Context) -> Workspace:
    """The workspace of this call, which has a database."""
    from claimcheck.workspace import Workspace

    folder, database = context.obj
    workspace = Workspace(folder, database=database)
    if not workspace.database.is_file():
        raise NotInStoreError(f"no {workspace.database}; run `claimcheck verify` first, or name the workspace with -w")
    return workspace
