"""Run tasks of the bench: ``python -m bench [NAME...] --data DIR``."""

from __future__ import annotations

import importlib
import json
import math
import resource
import sys
import time
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from bench import TASKS
from bench.measures import FLOORS, Measure, digest, floors

ORIGINALS = """\
No data at {data}. The sets and where their originals are:
  PolNeAR (attribution)       github.com/networkdynamics/PolNeAR
  PropSegmEnt (propositions)  github.com/google-research-datasets/PropSegmEnt
  VitaminC                    github.com/TalSchuster/VitaminC
  AVeriTeC                    fever.ai/dataset/averitec.html
  WiCE                        github.com/ryokamoi/wice
  SciFact                     github.com/allenai/scifact
  ClaimBuster                 zenodo.org/records/3609356
  Article extraction          github.com/scrapinghub/article-extraction-benchmark
"""


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(TASKS))
@click.option("--data", type=click.Path(path_type=Path), default=Path("../shared/data"), show_default=True)
@click.option("--errors", default=0, help="Print the N worst cases of each task.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the figures as JSON here.")
@click.option("--gate", is_flag=True, help="Only the tasks and figures that CI holds; exit 1 below a floor.")
@click.option("--raise-floors", is_flag=True, help="Set every floor that we beat to what was measured.")
@click.option("--lower-floor", multiple=True, metavar="MEASURE", help="Set this floor to what was measured, even down.")
def main(
    names: tuple[str, ...],
    data: Path,
    errors: int,
    out: Path | None,
    gate: bool,
    raise_floors: bool,
    lower_floor: tuple[str, ...],
) -> None:
    """Measure claimcheck on public data: measure, ours, floor, reference."""
    if not data.is_dir() and any(importlib.import_module(f"bench.{name}").DATA for name in names or TASKS):
        click.echo(ORIGINALS.format(data=data), err=True)
        sys.exit(0 if gate else 2)
    measured: list[Measure] = []
    digests: dict[str, str] = {}
    for name in names or TASKS:
        task = importlib.import_module(f"bench.{name}")
        if gate and not getattr(task, "GATE", False):
            continue
        absent = [file for file in task.DATA if not (data / file).exists()]
        if absent:
            click.echo(f"{name}: left out, no {', '.join(absent)} in {data}", err=True)
            continue
        digests |= {file: digest(data / file) for file in task.DATA}
        began = time.perf_counter()
        left = [errors]

        def show(case: str, left: list[int] = left) -> None:
            if left[0] > 0:
                left[0] -= 1
                click.echo(case + "\n")

        measured += task.measure(data, show)
        click.echo(f"{name}: {time.perf_counter() - began:.1f} s", err=True)
    held = floors()
    if raise_floors or lower_floor:
        held = _moved(held, measured, raise_floors, lower_floor)
        FLOORS.write_text(json.dumps(dict(sorted(held.items())), indent=1) + "\n", encoding="utf8")
    shown = [measure for measure in measured if measure.gate or not gate]
    Console(width=120 if not sys.stdout.isatty() else None).print(_table(shown, held))
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        figures = {m.name: {"value": m.value, "unit": m.unit, "floor": held.get(m.name)} for m in measured}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        report = {"figures": figures, "data": digests, "peak_memory_mb": round(peak)}
        out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf8")
    sys.exit(any(m.name in held and m.misses(held[m.name]) for m in shown))


def _moved(
    held: dict[str, float], measured: list[Measure], raise_floors: bool, lower: tuple[str, ...]
) -> dict[str, float]:
    moved = dict(held)
    for m in measured:
        beaten = m.name not in held or not m.misses(held[m.name])
        if m.name in lower or (raise_floors and beaten and not m.unit):
            rounded = math.ceil if m.lower_is_better else math.floor
            moved[m.name] = rounded(m.value * 1000) / 1000
    return moved


def _table(measured: list[Measure], held: dict[str, float]) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in ("measure", "ours", "floor", "reference"):
        table.add_column(column, justify="right" if column in ("ours", "floor") else "left")
    for m in measured:
        floor = held.get(m.name)
        below = floor is not None and m.misses(floor)
        digits = 3 if not m.unit else 0 if m.value >= 100 else 1
        ours = f"{m.value:,.{digits}f} {m.unit}".rstrip()
        table.add_row(
            m.name, f"[bold red]{ours} below[/]" if below else ours, "" if floor is None else f"{floor:g}", m.reference
        )
    return table


if __name__ == "__main__":
    main()
