"""The commands that go out for evidence and hand its archive on."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.cli.opening import checked_workspace, workspace_of
from claimcheck.fetch.agent import software, user_agent

if TYPE_CHECKING:
    from rich.text import Text

    from claimcheck.gathering import Gathered
    from claimcheck.workspace import Look, Progress, Workspace


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
    """Fetch evidence from the web and keep it as proof, with what could not be retrieved and why.

    Without arguments: the addresses in all evidence/*.urls, the links of the articles under claims/, and the files
    under evidence/, which are taken into the archive. A run that was cut off is gone on with.
    """
    from claimcheck.cli.progress import progress
    from claimcheck.fetch import Limits

    most = int(max_mb * 1_000_000)
    limits = Limits(max_bytes=most, max_content_bytes=most, delay_s=delay)
    gathered: list[Gathered] = []
    stopped = False
    try:
        with progress() as shown:
            workspace_of(context).gather(
                targets,
                online=online,
                contact=contact,
                limits=limits,
                allow_loopback=allow_loopback,
                told=gathered.append,
                progress=shown,
            )
    except KeyboardInterrupt:
        stopped = True
    _show(gathered, as_json=as_json)
    if stopped:
        click.echo("stopped; what was done is kept, and the next gather goes on", err=True)
        sys.exit(STOPPED_EXIT)
    sys.exit(1 if gathered and all(each.failure for each in gathered) else 0)


def looking_online(workspace: Workspace, contact: str | None, allow_loopback: bool, progress: Progress) -> Look:
    """What looks on the web for the claims of an article, as ``claimcheck.toml`` says.

    Raises:
        ConfigError: that file cannot be used.
    """
    from claimcheck.fetch import Limits
    from claimcheck.fetch.network import client
    from claimcheck.fetch.wayback import Wayback
    from claimcheck.providers import config
    from claimcheck.web_search import search_web

    settings = config.read(workspace.path)
    limits = Limits(max_bytes=workspace.settings.max_bytes, max_content_bytes=workspace.settings.max_bytes)
    return lambda article: search_web(
        workspace,
        article,
        lambda: client(user_agent(contact), limits, allow_loopback=allow_loopback),
        limits,
        settings,
        lambda _found: None,
        software=software(),
        wayback=Wayback(),
        progress=progress,
    )


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.pass_context
def wacz(context: click.Context, file: Path | None) -> None:
    """Write the archive of captures as one WACZ file, to be replayed in ReplayWeb.page."""
    from claimcheck.export.wacz import write_wacz
    from claimcheck.store import Store

    workspace = checked_workspace(context)
    file = file or workspace.path / "evidence.wacz"
    with Store(workspace.database) as store:
        pages = write_wacz(file, workspace.archive, store.retrievals(), software())
    click.echo(f"{file}: {pages} pages; open it at replayweb.page, which keeps it on this computer")


def _show(gathered: Sequence[Gathered], *, as_json: bool) -> None:
    if as_json:
        for each in gathered:
            click.echo(json.dumps(asdict(each), ensure_ascii=False))
        return
    from rich.table import Table
    from rich.text import Text

    from claimcheck.cli.tables import console

    table = Table(box=None, pad_edge=False, header_style="bold", width=100)
    table.add_column("result", width=12)
    table.add_column("address or file", ratio=1, overflow="fold")
    table.add_column("what it holds, or what to do", ratio=1)
    for each in gathered:
        table.add_row(Text(_result(each), style="yellow" if each.failure else "green"), Text(each.place), _told(each))
    out = console()
    if gathered:
        out.print(table)
    counts = Counter("failed" if each.failure else _result(each) for each in gathered)
    counted = ", ".join(f"{counts[word]} {word}" for word in ("captured", "unchanged", "failed") if counts[word])
    out.print(Text(f"\n{counted or 'nothing new to gather'}", style="dim"))


def _result(each: Gathered) -> str:
    if each.failure:
        return each.failure.replace("_", " ")
    return "unchanged" if each.is_unchanged else "captured"


def _told(each: Gathered) -> Text:
    from rich.text import Text

    if each.failure:
        told = Text(each.note or "")
        told.append(f"\n{each.advice}", style="dim")
        return told
    told = Text(each.title or "")
    if each.memento_of:
        told.append(f"\ncopy of {each.memento_of}, taken {each.memento_utc}", style="dim")
    return told
