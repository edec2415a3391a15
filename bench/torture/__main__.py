"""Run the attacks: ``python -m bench.torture [--scale 0.1] [NAME ...]``."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import click

from bench.torture.attacks import ATTACKS, WRITERS

PAGE = """\
# Attacks, tried and survived

What `./dev torture --scale {scale:g}` found on {day}, in {seconds:.0f} s.

| attack | what it is | tried | survived |
|---|---|---:|---:|
{rows}
"""


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(ATTACKS)))
@click.option(
    "--scale", type=click.FloatRange(0, min_open=True), default=1.0, show_default=True, help="How much of it."
)
@click.option("--out", type=click.Path(path_type=Path), help="Write the table as a page here.")
def main(names: tuple[str, ...], scale: float, out: Path | None) -> None:
    """Attack claimcheck; exit 1 when something is not survived."""
    rows, lost, began = [], 0, time.monotonic()
    for name in names or ATTACKS:
        most, attack = ATTACKS[name]
        count = most if most == WRITERS else max(1, round(most * scale))
        started = time.monotonic()
        found = list(attack(count))
        failed = [line for line in found if line]
        lost += len(failed)
        took = time.monotonic() - started
        click.echo(f"{name:18} {len(found):6,} tried {len(found) - len(failed):6,} survived {took:6.1f} s")
        for line in failed[:5]:
            click.echo(f"    {line}")
        meaning = (attack.__doc__ or "").strip()
        rows.append(f"| {name} | {meaning} | {len(found):,} | {len(found) - len(failed):,} |")
    if out is not None:
        day, seconds = datetime.now(UTC).strftime("%Y-%m-%d"), time.monotonic() - began
        out.write_text(PAGE.format(day=day, scale=scale, seconds=seconds, rows="\n".join(rows)), encoding="utf8")
    sys.exit(bool(lost))


main()
