"""What was gathered, rechecked and audited, on a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import click
from rich.table import Table
from rich.text import Text

from claimcheck.audit import Audit
from claimcheck.cli.tables import console, in_braces, one_line
from claimcheck.gathering import Gathered
from claimcheck.models.labels import counted, label
from claimcheck.recheck import Rechecked, RecheckOutcome, Version

_STYLES = {
    RecheckOutcome.UNCHANGED: "green",
    RecheckOutcome.CHANGED: "bold red",
    RecheckOutcome.GONE: "bold red",
    RecheckOutcome.UNREACHABLE: "yellow",
}


def print_gathered(gathered: Sequence[Gathered]) -> None:
    """Print what came of each address and file, and what a person can do about each failure."""
    out = console()
    table = Table(box=None, pad_edge=False, header_style="bold", width=out.width)
    table.add_column("result", width=12)
    table.add_column("address or file", ratio=1, overflow="fold")
    table.add_column("what it holds, or what to do", ratio=1)
    for each in gathered:
        what, more = each.title or "", each.memento_of and f"copy of {each.memento_of}, taken {each.memento_utc}"
        if each.failure:
            what, more = each.note or "", each.advice
        found = Text(what).append(f"\n{more}" if more else "", style="dim")
        table.add_row(Text(_result(each), style="yellow" if each.failure else "green"), Text(each.place), found)
    if gathered:
        out.print(table)
    counts = Counter("failed" if each.failure else _result(each) for each in gathered)
    listed = ", ".join(f"{counts[word]} {word}" for word in ("captured", "unchanged", "failed") if counts[word])
    out.print(Text(f"\n{listed or 'nothing new to gather'}", style="dim"))


def _result(each: Gathered) -> str:
    if each.failure:
        return label(each.failure)
    return "unchanged" if each.is_unchanged else "captured"


def print_rechecked(found: Sequence[Rechecked], handles: Mapping[str, str]) -> None:
    """Print what became of each sentence, and how many there are of each result.

    ``handles`` are what to call the claims, by key.
    """
    out = console()
    for each in found:
        out.print(Text.assemble((each.result, _STYLES[each.result]), f"  {each.place}"), soft_wrap=True)
        then = in_braces(each.then, each.edits, evidence=False)
        out.print(Text("  then  ").append_text(one_line(then)))
        if each.now is not None and each.result is RecheckOutcome.CHANGED:
            now = in_braces(each.now, each.edits, evidence=True)
            out.print(Text("  now   ").append_text(one_line(now)))
        if each.note:
            out.print(Text(f"  {each.note}", style="dim"))
        if each.result in (RecheckOutcome.CHANGED, RecheckOutcome.GONE):
            named = ", ".join(handles[claim] for claim in each.claims)
            out.print(Text(f"  decisions that depend on it are stale: {named}", style="dim"))
    counts = Counter(each.result for each in found)
    listed = ", ".join(f"{counts[result]} {result}" for result in RecheckOutcome if counts[result])
    out.print(Text(listed or "no evidence comes from a web page", style="dim"))


def print_versions(url: str, versions: Sequence[Version]) -> None:
    """Print all captures of an address, and what changed from each to the next."""
    out = console()
    out.print(Text(url, style="bold"), soft_wrap=True)
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


def print_audit(found: Audit) -> None:
    """Print each problem, or how much was checked where there is none, and what was acknowledged before."""
    out = console()
    for each in found.acknowledged:
        what = counted(len(each.problems), "problem")
        note = " ".join(each.note.split())
        click.echo(f"{each.acknowledged_utc}  {each.person} acknowledged {what} of the chain: {note}")
    for line in found.vouched:
        click.echo(line)
    if found.problems:
        for problem in found.problems:
            click.echo(f"{problem.part}: {problem.what}")
        out.print(Text(f"\n{counted(len(found.problems), 'problem')}", style="bold red"))
        return
    table = Table(box=None, pad_edge=False, show_header=False)
    for checked in found.checked:
        table.add_row(checked.part, Text(f"{checked.count:,}", justify="right"), checked.of)
    out.print(table)
    out.print(Text("\nno tampering found", style="green"))
