"""How the review desk holds out in company: 50 pages a second while eight people decide, through a real server."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bench.desk import SIZE, fill, pages
from bench.measures import Errors, Measure

DATA = ()

SECONDS = float(os.environ.get("CLAIMCHECK_BENCH_LOAD_S", "20"))
"""For how long."""

PER_SECOND, PEOPLE, THINKS_S = 50, 8, 2.0
_SECRET = "only the bench knows this secret"


def measure(data: Path, errors: Errors) -> Iterator[Measure]:
    del data
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "claimcheck.db"
        fill(database, SIZE)
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.executemany(
                "INSERT INTO people VALUES (?, 'editor', 1, '2025-06-01T10:00:00Z')",
                [(f"person {n}",) for n in range(PEOPLE)],
            )
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            port = listening.getsockname()[1]
        command = ["-m", "claimcheck", "-w", folder, "serve", "--port", str(port), "--user-header", "x-user"]
        environment = {**os.environ, "CLAIMCHECK_PROXY_SECRET": _SECRET}
        server = subprocess.Popen([sys.executable, *command], env=environment, stderr=subprocess.DEVNULL)
        try:
            yield from asyncio.run(_loaded(f"http://127.0.0.1:{port}", database, errors, server.pid))
        finally:
            server.terminate()
            server.wait()


def _work_s(pid: int) -> float:
    """Processor seconds of a process, where the system says."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _loaded(address: str, database: Path, errors: Errors, server: int) -> list[Measure]:
    import httpx

    headers = {"x-claimcheck-secret": _SECRET, "x-user": "person 0"}
    # Servers close connections that wait; a request on one that is just being closed would be lost.
    limits = httpx.Limits(max_connections=200, keepalive_expiry=1)
    async with httpx.AsyncClient(base_url=address, headers=headers, timeout=60, limits=limits) as client:
        addresses = list(pages(database).values())
        for _ in range(300):
            try:
                await client.get(addresses[0])
                break
            except httpx.TransportError:
                await asyncio.sleep(0.1)
        # Each page once: what is read anew only after a change is part of the load, what is read first is not.
        for page in addresses:
            await client.get(page)
        taken: list[tuple[float, str]] = []
        decided: list[float] = []

        async def look(page: str) -> None:
            began = time.monotonic()
            answer = await client.get(page)
            taken.append((1000 * (time.monotonic() - began), page))
            assert answer.status_code == 200, (page, answer.status_code)

        until = time.monotonic() + SECONDS
        people = [asyncio.create_task(_decide(address, database, n, until, decided)) for n in range(PEOPLE)]
        looking: list[asyncio.Task[None]] = []
        began, at, worked = time.monotonic(), 0, _work_s(server)
        while time.monotonic() < until:
            looking.append(asyncio.create_task(look(addresses[at % len(addresses)])))
            at += 1
            await asyncio.sleep(max(0.0, began + at / PER_SECOND - time.monotonic()))
        await asyncio.gather(*looking, *people)
        took, worked = time.monotonic() - began, _work_s(server) - worked
    taken.sort()
    for each, page in taken[-5:]:
        errors(f"{each:.0f} ms: {page}")
    times = [each for each, _ in taken]
    return [
        Measure("desk_load.answered", len(times) / took, "/s", f"asked {PER_SECOND}"),
        Measure("desk_load.decisions", len(decided), "", f"{PEOPLE} people, {SECONDS:g} s"),
        Measure("desk_load.work", 1000 * worked / len(times), "ms", "of the processor, a page", lower_is_better=True),
        Measure("desk_load.median", statistics.median(times), "ms", "", lower_is_better=True),
        Measure("desk_load.worst", max(times), "ms", "asked: under 1000", lower_is_better=True),
        Measure("desk_load.worst_decision", max(decided), "ms", "asked: under 1000", lower_is_better=True),
    ]


async def _decide(address: str, database: Path, person: int, until: float, decided: list[float]) -> None:
    """One person: opens a claim, thinks, decides, and so on."""
    import httpx

    with closing(sqlite3.connect(database)) as connection:
        claims = connection.execute(
            "SELECT id FROM claims WHERE id NOT IN (SELECT claim_id FROM reviews) AND number % ? = ? ORDER BY number",
            [PEOPLE, person],
        ).fetchall()
    headers = {"x-claimcheck-secret": _SECRET, "x-user": f"person {person}"}
    limits = httpx.Limits(keepalive_expiry=1)
    async with httpx.AsyncClient(base_url=address, headers=headers, timeout=60, limits=limits) as client:
        for (claim,) in claims:
            if time.monotonic() >= until:
                return
            place = f"/-/desk/{database.stem}/claims/{claim}"
            page = await client.get(place)
            form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text))
            await asyncio.sleep(THINKS_S)
            began = time.monotonic()
            answer = await client.post(place, data={**form, "do": "propose", "so": "wrong"})
            decided.append(1000 * (time.monotonic() - began))
            assert answer.status_code == 303, (claim, answer.status_code, answer.text[-300:])
