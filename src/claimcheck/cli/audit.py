"""The commands that ask whether what was kept still stands: in the workspace, and on the web."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from claimcheck.cli.opening import checked_workspace

if TYPE_CHECKING:
    from claimcheck import audit as audits
    from claimcheck import recheck as rechecks
    from claimcheck.models import Edit, Span


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def audit(context: click.Context, as_json: bool) -> None:
    """Check that nobody tampered with what was kept; exit 1 and name what was changed.

    Every digest, span, reference, trigger and entry of the chain is looked at. Nothing is fetched or mended.
    """
    from claimcheck import audit as audits

    found = audits.audit(checked_workspace(context))
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
        out.print(Text("\nno tampering found", style="green"))
    else:
        counted = "1 problem" if len(found.problems) == 1 else f"{len(found.problems)} problems"
        out.print(Text(f"\n{counted}", style="bold red"))


@click.command()
@click.argument("urls", nargs=-1, metavar="[URL]...")
@click.option("--compare", is_flag=True, help="Show all captures of URL beside each other; nothing is fetched.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each sentence or capture, one a line.")
@click.option(
    "--contact",
    envvar="CLAIMCHECK_CONTACT",
    help="An address for those whose servers are asked; it is sent along.  [env: CLAIMCHECK_CONTACT]",
)
@click.option("--delay", type=click.FloatRange(min=0), default=1.0, show_default=True,
              help="Seconds between two requests to one host.")  # fmt: skip
@click.option("--allow-loopback", is_flag=True, hidden=True, help="Let this machine be asked, for tests.")
@click.pass_context
def recheck(
    context: click.Context,
    urls: tuple[str, ...],
    compare: bool,
    as_json: bool,
    contact: str | None,
    delay: float,
    allow_loopback: bool,
) -> None:
    """Capture the addresses that evidence rests on again, and tell what became of each sentence.

    Reviews that rest on a sentence that changed or went are stale from then on. What was captured before is kept.
    Exit 1 when anything changed, went or could not be reached.
    """
    from claimcheck import recheck as rechecks
    from claimcheck.cli.progress import progress
    from claimcheck.fetch import Limits
    from claimcheck.fetch.agent import software, user_agent
    from claimcheck.fetch.network import client
    from claimcheck.store import Store

    workspace = checked_workspace(context)
    if compare:
        if not urls:
            raise click.UsageError("--compare needs an address")
        with Store(workspace.database) as store:
            for url in urls:
                _show_versions(url, rechecks.versions(store, url), as_json=as_json)
        return
    limits = Limits(delay_s=delay)
    with progress() as shown:
        found = rechecks.recheck(
            workspace,
            urls,
            lambda: client(user_agent(contact), limits, allow_loopback=allow_loopback),
            limits,
            software=software(),
            progress=shown,
        )
    _show_rechecked(found, as_json=as_json)
    sys.exit(1 if any(each.result is not rechecks.RecheckOutcome.UNCHANGED for each in found) else 0)


_STYLES = {"unchanged": "green", "changed": "bold red", "gone": "bold red", "unreachable": "yellow"}


def _show_rechecked(found: Sequence[rechecks.Rechecked], *, as_json: bool) -> None:
    if as_json:
        for each in found:
            click.echo(json.dumps(asdict(each), ensure_ascii=False))
        return
    from rich.text import Text

    from claimcheck.cli.tables import console

    out = console()
    for each in found:
        out.print(Text.assemble((each.result, _STYLES[each.result]), f"  {each.place}"))
        out.print(Text(f"  then  {_marked(each.then, [edit.claim_span for edit in _changed(each)])}"))
        if each.now is not None and each.result == "changed":
            out.print(Text(f"  now   {_marked(each.now, [edit.evidence_span for edit in _changed(each)])}"))
        if each.note:
            out.print(Text(f"  {each.note}", style="dim"))
        if each.result in ("changed", "gone"):
            out.print(Text(f"  what was decided on it is stale: {', '.join(each.claims)}", style="dim"))
    counts = Counter(each.result.value for each in found)
    counted = ", ".join(f"{counts[word]} {word}" for word in _STYLES if counts[word])
    out.print(Text(counted or "no evidence rests on an address", style="dim"))


def _changed(each: rechecks.Rechecked) -> list[Edit]:
    return [edit for edit in each.edits if edit.kind != "same"]


def _marked(words: str, spans: Sequence[Span]) -> str:
    """The words with what is not on the other side in braces."""
    shown, at = "", 0
    for span in spans:
        if at <= span.start < span.end:
            shown += f"{words[at : span.start]}{{{span.of(words)}}}"
            at = span.end
    return " ".join((shown + words[at:]).split())


def _show_versions(url: str, versions: Sequence[rechecks.Version], *, as_json: bool) -> None:
    if as_json:
        for version in versions:
            click.echo(json.dumps(asdict(version), ensure_ascii=False))
        return
    from rich.table import Table
    from rich.text import Text

    from claimcheck.cli.tables import console

    out = console()
    out.print(Text(url, style="bold"))
    for version in versions:
        held = f"{version.failure}: {version.note}" if version.failure else f"{version.digest}  {version.title or ''}"
        out.print(Text.assemble((version.retrieved_utc[:19], "dim"), f"  {held}"))
        table = Table(show_header=False, box=None, pad_edge=False, expand=True)
        table.add_column(ratio=1)
        table.add_column(ratio=1)
        for before, after in version.changes:
            table.add_row(Text(f"- {before}" if before else ""), Text(f"+ {after}" if after else ""))
        if version.changes:
            out.print(table)
