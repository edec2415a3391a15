"""Gathering 2,000 pages from 40 hosts that answer after 200 ms, as a share of what politeness allows.

The hosts are ports of this machine; the process that serves them takes its part of the same cores. Politeness asks for
one request at a time and a pause between pages: with robots.txt and P pages on every host, nobody polite is done before
P + 1 answers and P - 1 pauses. The time counts from the call until the last page is archived, read, indexed and kept.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from bench.measures import Errors, Measure
from claimcheck import gathering
from claimcheck.fetch import Limits
from claimcheck.fetch.network import client
from claimcheck.workspace import Workspace

DATA: tuple[str, ...] = ()
GATE = False

HOSTS = 40
PAGES = 2000
ANSWER_S = 0.2
DELAY_S = 0.9
_PARAGRAPHS = 12
_SENTENCES = (
    "The harbour master counted the ships that came in on the morning of day {n} and wrote each name into the log.",
    "By noon {n} trawlers lay behind the breakwater, and two ferries had turned back to the mainland.",
    "Nobody was hurt, the port authority said, although the north quay lost some of its iron bollards.",
    "A spokesman for the shipping line called the forecast of the night before “a bad joke” on Thursday.",
)


def page(number: int) -> bytes:
    """A news page of some 900 words that is like no other."""
    body = "".join(
        f"<p>{' '.join(sentence.format(n=number * _PARAGRAPHS + at) for sentence in _SENTENCES)}</p>"
        for at in range(_PARAGRAPHS)
    )
    menu = "".join(f'<li><a href="/section/{at}">Section {at}</a></li>' for at in range(30))
    head = f'<title>Storm report {number}</title><meta property="article:published_time" content="2025-01-02">'
    return (
        f"<!doctype html><html><head>{head}</head><body><nav><ul>{menu}</ul></nav>"
        f"<article><h1>Storm report {number}</h1>{body}</article></body></html>"
    ).encode()


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            path = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1].decode()
            await asyncio.sleep(ANSWER_S)
            body = page(int(path[1:])) if path[1:].isdecimal() else b"User-agent: *\nAllow: /\n"
            kind = "text/html; charset=utf-8" if path[1:].isdecimal() else "text/plain"
            head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
            writer.write(head.encode() + body)
            await writer.drain()
    except (ConnectionError, asyncio.IncompleteReadError):
        writer.close()


def _serve(ports: Connection) -> None:
    async def run() -> None:
        servers = [await asyncio.start_server(_answer, "127.0.0.1", 0) for _ in range(HOSTS)]
        ports.send([server.sockets[0].getsockname()[1] for server in servers])
        await asyncio.Event().wait()

    asyncio.run(run())


def measure(data: Path, errors: Errors) -> Iterator[Measure]:
    del data
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(there,), daemon=True)
    server.start()
    try:
        urls = [f"http://127.0.0.1:{port}/{n}" for n, port in zip(range(PAGES), here.recv() * PAGES, strict=False)]
        began_cpu_s = time.process_time()
        took_s, failed = _gathered(urls)
        cpu_s = time.process_time() - began_cpu_s
    finally:
        server.terminate()
        server.join()
    for place in failed:
        errors(f"not gathered: {place}")
    each = PAGES // HOSTS
    polite_s = (each + 1) * ANSWER_S + (each - 1) * DELAY_S
    load = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    yield Measure("gathering.of_polite", polite_s / took_s, "", f"aim .90 of what politeness allows; {load}")
    yield Measure(
        "gathering.pages", (PAGES - len(failed)) / took_s, "pages/s", f"politeness allows {PAGES / polite_s:.0f}"
    )
    yield Measure(
        "gathering.fetching",
        1000 * cpu_s / PAGES,
        "ms",
        "of a processor a page, without the readers",
        lower_is_better=True,
    )
    yield Measure("gathering.failed", len(failed), "pages", lower_is_better=True)


def _gathered(urls: list[str]) -> tuple[float, list[str]]:
    """How long it takes from the call until all is archived, read, indexed and kept; and what failed."""
    failed: list[str] = []
    limits = Limits(delay_s=DELAY_S, hosts=HOSTS)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(folder)
        workspace.create()
        began = time.perf_counter()
        gathering.gather(
            workspace,
            urls,
            lambda: client("claimcheck/bench", limits, allow_loopback=True),
            limits,
            lambda each: failed.append(each.place) if each.failure else None,
            software="claimcheck/bench",
        )
        return time.perf_counter() - began, failed
