"""The commands that ask whether what was kept still stands: in the workspace, and on the web."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from claimcheck import audit as audits


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def audit(context: click.Context, as_json: bool) -> None:
    """Check that nobody touched what was kept; exit 1 and name it when somebody did.

    Every digest, span, reference, trigger and entry of the chain is looked at. Nothing is fetched or mended.
    """
    from claimcheck import audit as audits
    from claimcheck.errors import NotInStoreError
    from claimcheck.workspace import Workspace

    folder, database = context.obj
    workspace = Workspace(folder, database=database)
    if not workspace.database.is_file():
        raise NotInStoreError(f"no {workspace.database}; run `claimcheck verify` first, or name the workspace with -w")
    found = audits.audit(workspace)
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False))
    else:
        _show_audit(found)
    sys.exit(1 if found.problems else 0)


def _show_audit(found: audits.Audit) -> None:
    from rich.table import Table
    from rich.text import Text

    from claimcheck.cli.tables import console

    for problem in found.problems:
        click.echo(f"{problem.part}: {problem.what}")
    out = console()
    if not found.problems:
        table = Table(box=None, pad_edge=False, show_header=False)
        for checked in found.checked:
            table.add_row(checked.part, Text(f"{checked.count:,}", justify="right"), checked.of)
        out.print(table)
        out.print(Text("\nnothing was touched", style="green"))
    else:
        out.print(Text(f"\n{len(found.problems)} problems", style="bold red"))
