"""The commands that go out for evidence and hand its archive on."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from claimcheck.gathering import Gathered

STOPPED_EXIT = 130
"""The exit code after Ctrl-C, as shells have it."""


@click.command()
@click.argument("targets", nargs=-1, metavar="[URL | FILE.urls | ARTICLE]...")
@click.option("--online", is_flag=True, help="Also ask the Wayback Machine for copies of dead pages.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each address or file, one a line.")
@click.option(
    "--contact",
    envvar="CLAIMCHECK_CONTACT",
    help="An address for those whose servers are asked; it is sent along.  [env: CLAIMCHECK_CONTACT]",
)
@click.option("--max-mb", type=click.FloatRange(min=0, min_open=True), default=20, show_default=True,
              help="Leave larger pages and files.")  # fmt: skip
@click.option("--delay", type=click.FloatRange(min=0), default=1.0, show_default=True,
              help="Seconds between two requests to one host.")  # fmt: skip
@click.option("--allow-loopback", is_flag=True, hidden=True, help="Let this machine be asked, for tests.")
@click.pass_context
def gather(
    context: click.Context,
    targets: tuple[str, ...],
    online: bool,
    as_json: bool,
    contact: str | None,
    max_mb: float,
    delay: float,
    allow_loopback: bool,
) -> None:
    """Fetch evidence from the web and keep it as proof, with what could not be had and why.

    Without arguments: the addresses in all evidence/*.urls, the links of the articles under claims/, and the files under
    evidence/, which are taken into the archive. A run that was cut off is gone on with.
    """
    from claimcheck.archive import Archive
    from claimcheck.cli.progress import progress
    from claimcheck.fetch import Limits
    from claimcheck.fetch.network import client
    from claimcheck.fetch.wayback import Wayback
    from claimcheck.gathering import Gathering, wanted
    from claimcheck.store import Store
    from claimcheck.workspace import Workspace

    folder, database = context.obj
    workspace = Workspace(folder, database=database)
    software = f"claimcheck/{version('claimcheck-desk')}"
    most = int(max_mb * 1_000_000)
    limits = Limits(max_bytes=most, max_content_bytes=most, delay_s=delay)
    asked = wanted(workspace, targets)
    gathered: list[Gathered] = []
    stopped = False
    with Store(workspace.database) as store, progress() as told:
        archive = Archive(workspace.path / "evidence" / "archive", software=software, find=store.record_of)
        gathering = Gathering(
            store,
            archive,
            lambda: client(_user_agent(software, contact), limits, allow_loopback=allow_loopback),
            limits,
            wayback=Wayback() if online else None,
        )

        def tell(each: Gathered) -> None:
            gathered.append(each)
            told("gathering evidence", len(gathered), max(len(gathered), len(asked.urls)))

        try:
            with archive:
                for each in gathering.go_on():
                    tell(each)
                gathering.files(asked.files, tell)
                asyncio.run(gathering.addresses(asked.urls, tell))
        except KeyboardInterrupt:
            stopped = True
    _show(gathered, as_json=as_json)
    if stopped:
        click.echo("stopped; what was done is kept, and the next gather goes on", err=True)
        sys.exit(STOPPED_EXIT)
    sys.exit(1 if gathered and all(each.failure for each in gathered) else 0)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.pass_context
def wacz(context: click.Context, file: Path | None) -> None:
    """Write the archive of captures as one WACZ file, to be replayed in ReplayWeb.page."""
    from claimcheck.export.wacz import write_wacz
    from claimcheck.store import Store
    from claimcheck.workspace import Workspace

    folder, database = context.obj
    workspace = Workspace(folder, database=database)
    file = file or workspace.path / "evidence.wacz"
    with Store(workspace.database) as store:
        titles = {each.id: each.title for each in store.retrievals()}
        write_wacz(file, workspace.path / "evidence" / "archive", store.retrievals())
    click.echo(f"{file}: {len(titles)} captures")


def _user_agent(software: str, contact: str | None) -> str:
    return f"{software} (fact-checking; {contact or 'contact not given'})"


def _show(gathered: Sequence[Gathered], *, as_json: bool) -> None:
    if as_json:
        for each in gathered:
            click.echo(json.dumps(asdict(each), ensure_ascii=False))
        return
    from claimcheck.cli.gathered import print_gathered

    print_gathered(gathered)
