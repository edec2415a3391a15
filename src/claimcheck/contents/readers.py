"""Processes that read what was kept, beside the one that fetches: hostile content brings down a reader, not the run."""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress
from types import TracebackType
from typing import Self

from claimcheck.archive import KeptFile, KeptRetrieval
from claimcheck.contents.content import Content, content, unreadable, without_reading
from claimcheck.contents.worker import SIZE_BYTES
from claimcheck.fetch import Limits

FEW = 8
"""So much text is read sooner in this process than another one starts."""

MOST_TOGETHER = 12
"""How many are handed on at once."""

LINGER_S = 0.05
"""How long others are waited for."""

_TEXT_SUFFIXES = (".txt", ".md", ".html", ".htm")
_BUFFER_BYTES = 1 << 20


class Readers:
    """Reads in processes of its own, as many as there are cores, each started when the others are busy.

    Of a few things, the plain text is read in this process.
    """

    def __init__(self, limits: Limits, count: int) -> None:
        """Nothing is started yet.

        Args:
            limits: how large content may be.
            count: how many things are to be read, about.
        """
        self._limits = limits
        self._are_few = count <= FEW
        self._here = asyncio.Lock()
        cores = os.cpu_count() or 1
        self._free = asyncio.Semaphore(cores)
        self._room = asyncio.Semaphore(4 * cores)
        self._processes: list[Process] = []
        self._idle: list[Process] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._processes:
            await _end(process)

    async def read(self, kept: KeptRetrieval | KeptFile) -> Content:
        """What it holds; a reader that dies over it is one of the failures."""
        known = without_reading(kept)
        if known is not None:
            return known
        if self._are_few and _is_text(kept):
            async with self._here:
                return await asyncio.to_thread(content, kept, self._limits)
        async with self._free:
            process = self._idle.pop() if self._idle else await self._start()
            clock = asyncio.get_running_loop().time
            began = clock()
            try:
                found = await _ask(process, pickle.dumps((kept, self._limits)))
            except (ConnectionError, asyncio.IncompleteReadError):
                exit_code, took_s = await process.wait(), clock() - began
                return unreadable(kept, _why(exit_code, took_s, self._limits.parse_s))
            self._idle.append(process)
            return found

    async def read_all(
        self,
        arriving: AsyncGenerator[KeptRetrieval | KeptFile, None],
        take: Callable[[list[tuple[KeptRetrieval | KeptFile, Content]]], None],
    ) -> None:
        """Read what arrives side by side, and hand it on in the order in which it came: together what is ready.

        Whatever is raised on the way ends it; no more is under way at a time than the readers can soon take.
        """
        under_way: asyncio.Queue[tuple[KeptRetrieval | KeptFile, asyncio.Task[Content]] | None] = asyncio.Queue()
        tasks: set[asyncio.Task[Content]] = set()

        async def feed() -> None:
            try:
                async with aclosing(arriving):
                    async for kept in arriving:
                        await self._room.acquire()
                        task = asyncio.create_task(self.read(kept))
                        tasks.add(task)
                        under_way.put_nowait((kept, task))
            finally:
                under_way.put_nowait(None)

        feeding = asyncio.create_task(feed())
        try:
            ready: list[tuple[KeptRetrieval | KeptFile, Content]] = []
            while (each := await under_way.get()) is not None:
                kept, task = each
                if ready and (not task.done() or len(ready) == MOST_TOGETHER):
                    take(ready)
                    ready = []
                ready.append((kept, await task))
                tasks.remove(task)
                self._room.release()
                if under_way.empty():
                    # To take several costs little more than to take one, and more will be there in a moment.
                    await asyncio.sleep(LINGER_S)
                if under_way.empty():
                    take(ready)
                    ready = []
            if ready:
                take(ready)
            await feeding
        finally:
            for unfinished in (feeding, *tasks):
                unfinished.cancel()
            await asyncio.gather(feeding, *tasks, return_exceptions=True)

    async def _start(self) -> Process:
        """A process that gets neither Ctrl-C nor keys, finds our modules, and ends when we do."""
        open_to_all = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMCHECK_")}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "claimcheck.contents.worker"),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            limit=_BUFFER_BYTES,
            start_new_session=True,
            env=open_to_all | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self._processes.append(process)
        return process


def _is_text(kept: KeptRetrieval | KeptFile) -> bool:
    """Whether it calls itself text: what else there is goes through parsers in foreign code."""
    if isinstance(kept, KeptFile):
        return kept.place.lower().endswith(_TEXT_SUFFIXES) and b"%PDF" not in kept.content[:1024]
    last = kept.fetched.last
    return (last.header("content-type") or "").lower().startswith("text/") and b"%PDF" not in last.body[:1024]


async def _ask(process: Process, message: bytes) -> Content:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(len(message).to_bytes(SIZE_BYTES) + message)
    await process.stdin.drain()
    size = int.from_bytes(await process.stdout.readexactly(SIZE_BYTES))
    found: Content = pickle.loads(await process.stdout.readexactly(size))  # noqa: S301
    return found


async def _end(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()
    await process.wait()


def _why(exit_code: int, took_s: float, parse_s: float) -> str:
    if took_s >= parse_s:
        return f"not read within {parse_s:g} seconds"
    return f"the reader crashed ({f'signal {-exit_code}' if exit_code < 0 else f'exit {exit_code}'})"
