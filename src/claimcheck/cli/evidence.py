"""The commands about evidence: fetch it, check whether its pages changed, and check that nothing was tampered with."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.cli.options import (
    by_option,
    checked_workspace,
    contact_option,
    delay_option,
    json_option,
    loopback_option,
    max_mb_option,
    name_of,
    print_json,
    workspace_of,
)

if TYPE_CHECKING:
    from claimcheck.gathering import Gathered
    from claimcheck.proof import Head
    from claimcheck.workspace import Workspace

STOPPED_EXIT = 130
"""The exit code after Ctrl-C, as shells have it."""


@click.command()
@click.argument("targets", nargs=-1, metavar="[URL | FILE.urls | ARTICLE]...")
@click.option("--online", is_flag=True, help="Also ask the Wayback Machine for copies of dead pages.")
@json_option("one JSON object for each address or file, one per line")
@contact_option
@max_mb_option(20, "Do not fetch or read larger pages and files.")
@delay_option
@loopback_option
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
    """Fetch evidence from the web and archive it; what could not be retrieved is kept with its reason.

    Without arguments: the addresses in all evidence/*.urls, the links of the articles under claims/, and the files
    under evidence/, which are added to the archive. A run that was stopped continues with the next run.
    """
    from claimcheck.cli.evidence_tables import print_gathered
    from claimcheck.cli.progress import progress
    from claimcheck.fetch import Limits

    most = int(max_mb * 1_000_000)
    gathered: list[Gathered] = []
    is_stopped = False
    try:
        with progress() as report:
            workspace_of(context).gather(
                targets,
                online=online,
                contact=contact,
                limits=Limits(max_bytes=most, max_content_bytes=most, delay_s=delay),
                allow_loopback=allow_loopback,
                on_result=gathered.append,
                progress=report,
            )
    except KeyboardInterrupt:
        is_stopped = True
    if as_json:
        print_json(gathered)
    else:
        print_gathered(gathered)
    _say_clock(workspace_of(context))
    if is_stopped:
        click.echo("stopped: what was captured is kept, and the next gather continues", err=True)
        sys.exit(STOPPED_EXIT)
    sys.exit(1 if gathered and all(each.failure for each in gathered) else 0)


@click.command()
@click.argument("urls", nargs=-1, metavar="[URL]...")
@click.option("--compare", is_flag=True, help="Show all captures of URL next to each other; nothing is fetched.")
@json_option("one JSON object for each sentence or capture, one per line")
@contact_option
@delay_option
@loopback_option
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
    """Fetch the pages of the evidence again, and show whether each sentence is still there.

    Reviews become stale when a sentence they depend on changed or is gone. Earlier captures are kept. Exit 1 when
    anything changed, is gone or could not be reached.
    """
    from claimcheck import recheck as rechecks
    from claimcheck.cli.evidence_tables import print_rechecked, print_versions
    from claimcheck.cli.progress import progress
    from claimcheck.fetch import Limits
    from claimcheck.fetch.agent import software, user_agent
    from claimcheck.fetch.network import client
    from claimcheck.store import Store

    workspace = checked_workspace(context)
    if compare:
        if not urls:
            raise click.UsageError("--compare needs a URL")
        with Store(workspace.database) as store:
            for url in urls:
                versions = rechecks.versions(store, url)
                print_json(versions) if as_json else print_versions(url, versions)
        return
    limits = Limits(delay_s=delay)
    with progress() as report:
        found = rechecks.recheck(
            workspace,
            urls,
            lambda: client(user_agent(contact), limits, allow_loopback=allow_loopback),
            limits,
            software=software(),
            progress=report,
        )
    _say_clock(workspace)
    if as_json:
        print_json(found)
    else:
        with Store(workspace.database) as store:
            records = [store.claims.get_by_key(claim) for each in found for claim in each.claims]
        print_rechecked(found, {record.status.id: record.status.handle for record in records if record})
    sys.exit(1 if any(each.result is not rechecks.RecheckOutcome.UNCHANGED for each in found) else 0)


def _say_clock(workspace: Workspace) -> None:
    """Say that the clock of this machine ran back; captures stand in the order in which they came all the same."""
    from claimcheck.store import Store

    with Store(workspace.database) as store:
        fault = store.retrievals.clock_ran_back()
    if fault is not None:
        times = f"{fault.place} was captured at {fault.retrieved_utc[:19]}Z, after {fault.before_utc[:19]}Z"
        click.echo(f"the clock ran back: {times}; set the clock: the times of these captures prove nothing", err=True)


@click.command()
@json_option()
@click.option(
    "--acknowledge",
    "note",
    metavar="NOTE",
    help="Take note of what is wrong with the chain, as an editor: NOTE says why. Later audits name what is new.",
)
@by_option
@click.option(
    "--against",
    multiple=True,
    metavar="HEAD",
    help="Check that the chain still holds this head: an export that carries it, or the line that begins"
    " claimcheck-head.",
)
@click.option("--signer", "signers", multiple=True, metavar="KEY", help="Count signatures with this public key alone.")
@click.pass_context
def audit(
    context: click.Context,
    as_json: bool,
    note: str | None,
    person: str | None,
    against: tuple[str, ...],
    signers: tuple[str, ...],
) -> None:
    """Check that nobody tampered with what was kept; exit 1 and name what was changed.

    This checks every digest, span, reference, trigger and entry of the chain, every signature and every time stamp.
    Nothing is fetched or repaired. Whoever can write to the database can write the chain anew: --against finds that.
    """
    from claimcheck import audit as audits
    from claimcheck.cli.evidence_tables import print_audit
    from claimcheck.store import Store

    workspace = checked_workspace(context)
    if note is not None:
        with Store(workspace.database) as store:
            store.acknowledgements.add(name_of(person), note)
    proof = workspace.proof()
    if signers:
        proof = replace(proof, signers={key: key for key in signers})
    found = audits.audit(workspace, [_stated_head(stated) for stated in against], proof)
    print_json([found]) if as_json else print_audit(found)
    sys.exit(1 if found.problems else 0)


def _stated_head(stated: str) -> Head:
    from claimcheck.proof import head_in_file, heads_in

    found = heads_in(stated)
    return found[0] if found else head_in_file(Path(stated))


COMMANDS = (gather, recheck, audit)
