"""Readers in processes of their own: many at a time, in order, and none of them takes the run down with it."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from claimcheck.archive import KeptFile, KeptRetrieval, WarcRange, WarcRecord
from claimcheck.contents import FEW, Content, ReaderProcesses, Readers, ReadingLimits
from claimcheck.contents import content as read_here
from claimcheck.fetch import Limits
from claimcheck.models import FailureReason
from webservers import LONG, PROSE, page

RECORD = WarcRecord("x.warc.gz", 0, 1, "<urn:uuid:1>", "resource", "file:///x", "2026-03-01T10:00:00Z", None)
STRETCH = WarcRange("x.warc.gz", 0, 1, "sha256:0")
MANY = FEW + 1
ENDLESS = page(f"<article>{LONG * 2000}</article>")


def file(content: bytes, place: str = "evidence/note.txt") -> KeptFile:
    return KeptFile(place, content, RECORD, STRETCH)


def read_all(
    files: Sequence[KeptFile], count: int, limits: Limits
) -> list[list[tuple[KeptRetrieval | KeptFile, Content]]]:
    taken: list[list[tuple[KeptRetrieval | KeptFile, Content]]] = []

    async def arriving() -> AsyncGenerator[KeptFile, None]:
        for each in files:
            yield each

    with ReaderProcesses(ReadingLimits(limits.parse_s)) as processes:
        processes.expect(count)

        async def run() -> None:
            await Readers(limits, processes).read_all(arriving(), taken.append)

        asyncio.run(run())
    return taken


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    try:
        lists = [task.read_text() for task in Path(f"/proc/{pid}/task").glob("*/children")]
    except FileNotFoundError:
        return []
    return [int(child) for listed in lists for child in listed.split()]


proc = pytest.mark.skipif(not list(Path("/proc/self/task").glob("*/children")), reason="no /proc to find readers by")


def test_what_is_read_comes_in_the_order_in_which_it_was_put() -> None:
    """Long and short ones side by side; the same as read here, one by one."""
    files = [file((f"Report {n}. {PROSE} " * (1 + 40 * (n % 3 == 0))).encode(), f"evidence/{n}.txt") for n in range(30)]
    taken = [each for batch in read_all(files, MANY, Limits()) for each in batch]
    assert [kept for kept, _ in taken] == files
    assert taken == [(one, read_here(one, Limits())) for one in files]
    assert all(content.document and content.passages for _, content in taken)


@proc
def test_a_reader_that_dies_is_a_failure_and_not_the_end() -> None:
    """Killed in the middle, as a hostile file may do; the next file is read by another."""

    async def run(processes: ReaderProcesses) -> list[Content]:
        readers = Readers(Limits(), processes)
        before = set(children(os.getpid()))
        await readers.read(file(PROSE.encode()))
        (reader,) = set(children(os.getpid())) - before
        reading = asyncio.create_task(readers.read(file(ENDLESS, "evidence/hostile.html")))
        await asyncio.sleep(0.2)
        os.kill(reader, signal.SIGKILL)
        return [await reading, await readers.read(file(PROSE.encode()))]

    with ReaderProcesses() as processes:
        died, after = asyncio.run(run(processes))
    assert (died.capture.failure, died.document) == (FailureReason.PARSE_ERROR, None)
    assert died.capture.note == "the reader crashed (signal 9)"
    assert after.document is not None


def test_what_takes_too_long_is_not_read() -> None:
    """However foreign the code that it keeps busy."""
    ((_, content),) = read_all([file(ENDLESS, "evidence/endless.html")], MANY, replace(Limits(), parse_s=0.3))[0]
    assert content.capture.failure is FailureReason.PARSE_ERROR
    assert (content.capture.note or "").startswith("not read within 1.3 seconds; ")


READING = """
import asyncio, sys
sys.path.insert(0, sys.argv[1])
from test_readers import ENDLESS, file
from claimcheck.contents import ReaderProcesses, Readers, ReadingLimits
from claimcheck.fetch import Limits

async def run(processes):
    readers = Readers(Limits(), processes)
    await readers.read(file(b"A few words."))
    print("ready", flush=True)
    await readers.read(file(ENDLESS, "evidence/endless.html"))

with ReaderProcesses(ReadingLimits(float(sys.argv[2]))) as processes:
    asyncio.run(run(processes))
"""


@proc
def test_readers_do_not_outlive_a_run_that_is_killed() -> None:
    """They end when nobody listens any more, or when their time is over."""
    command = [sys.executable, "-c", READING, str(Path(__file__).parent), "1"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert run.stdout is not None
    with run.stdout:
        assert run.stdout.readline() == b"ready\n"
        readers = children(run.pid)
        run.kill()
        run.wait()
    assert readers
    deadline = time.monotonic() + 15
    while any(is_alive(pid) for pid in readers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(is_alive(pid) for pid in readers)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_an_error_on_the_way_ends_it() -> None:
    """Of whoever hands over, and of whoever takes."""

    async def arriving() -> AsyncGenerator[KeptFile, None]:
        yield file(PROSE.encode())
        raise OSError("the disk is full")

    async def run(processes: ReaderProcesses, arriving: AsyncGenerator[KeptFile, None]) -> None:
        await Readers(Limits(), processes).read_all(arriving, lambda _: None)

    with ReaderProcesses() as processes, pytest.raises(OSError, match="the disk is full"):
        asyncio.run(run(processes, arriving()))
