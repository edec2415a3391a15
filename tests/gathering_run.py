"""One run over addresses and files with short limits; as a program, to be killed: FOLDER URL..."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from claimcheck.archive import Archive
from claimcheck.fetch import Limits
from claimcheck.fetch.network import client
from claimcheck.fetch.wayback import Wayback
from claimcheck.gathering import Gathered, Gathering, Wanted
from claimcheck.store import Store

LIMITS = Limits(connect_s=3, read_s=3, whole_s=6, attempts=2, backoff_s=0.02, delay_s=0)


def run_gathering(
    folder: Path, urls: Mapping[str, str | None], files: Mapping[str, Path], wayback: Wayback | None = None
) -> list[Gathered]:
    gathered: list[Gathered] = []
    with (
        Store(folder / "claimcheck.db") as store,
        Archive(folder / "evidence" / "archive", software="claimcheck/test", find=store.record_of) as archive,
    ):
        run = Gathering(store, archive, lambda: client("test", LIMITS, allow_loopback=True), LIMITS, wayback=wayback)
        run.run(Wanted(urls, files), gathered.append)
    return gathered


if __name__ == "__main__":
    top = Path(sys.argv[1])
    run_gathering(top, dict.fromkeys(sys.argv[2:]), {"evidence/note.txt": top / "evidence" / "note.txt"})
