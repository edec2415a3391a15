"""``claimcheck demo``: the example, checked, at the desk."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import click

from claimcheck.cli.options import by_option, name_of, workspace_of
from claimcheck.errors import MissingError


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("claimcheck-demo"))
@click.option("--port", default=8001, show_default=True, help="The port of the desk.")
@click.option("--no-open", is_flag=True, help="Do not open a browser.")
@click.option("--no-desk", is_flag=True, help="Make and check the example, and stop.")
@by_option
@click.pass_context
def demo(context: click.Context, folder: Path, port: int, no_open: bool, no_desk: bool, person: str | None) -> None:
    """Make the example in FOLDER, check it, and open the review desk.

    FOLDER is claimcheck-demo unless you name another. What is there already is left as it is.
    """
    from claimcheck.cli.progress import progress

    workspace = workspace_of(context, folder)
    workspace.create()
    for name in ("claims", "evidence"):
        for source in sorted(_example(name).iterdir(), key=lambda each: each.name):
            target = workspace.path / name / source.name
            if source.is_file() and not target.exists():
                shutil.copyfile(source, target)
    with progress() as report:
        verified = workspace.verify(progress=report)
    count = sum(len(split.claims) for split in verified.articles.values())
    click.echo(f"{workspace.path}: {len(verified.articles)} articles with {count} claims are checked")
    if no_desk:
        return
    from claimcheck.desk import serve as desk

    desk.serve(workspace.database, "127.0.0.1", port, not no_open, desk.SignIn(name_of(person)))


def _example(name: str) -> Path:
    """The folder of the example: inside the installed package, else in the checkout around it."""
    package = Path(str(files("claimcheck")))
    for folder in (package / "example" / name, package.parents[1] / name):
        if folder.is_dir():
            return folder
    raise MissingError("the example is not installed; install claimcheck again")


COMMANDS = (demo,)
