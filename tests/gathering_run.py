"""One run over addresses and files with short limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from claimcheck.archive import Archive
from claimcheck.fetch import Limits
from claimcheck.fetch.network import client
from claimcheck.fetch.wayback import Wayback
from claimcheck.gathering import Gathered, Gathering, GatheringTargets
from claimcheck.store import Store

LIMITS = Limits(connect_s=3, read_s=3, whole_s=6, attempts=2, backoff_s=0.02, delay_s=0)


def run_gathering(
    folder: Path, urls: Mapping[str, str | None], files: Mapping[str, Path], wayback: Wayback | None = None
) -> list[Gathered]:
    gathered: list[Gathered] = []
    with (
        Store(folder / "claimcheck.db") as store,
        Archive(
            folder / "evidence" / "archive", software="claimcheck/test", find=store.retrievals.record_of
        ) as archive,
    ):
        run = Gathering(store, archive, lambda: client("test", LIMITS, allow_loopback=True), LIMITS, wayback=wayback)
        run.run(GatheringTargets(urls, files), gathered.append)
    return gathered


def gather_listed(folder: Path, urls: Sequence[str]) -> None:
    """In a process of its own, to be killed."""
    run_gathering(folder, dict.fromkeys(urls), {"evidence/note.txt": folder / "evidence" / "note.txt"})
