"""What was kept, read side by side in other processes beside the one that fetches."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from claimcheck.archive import KeptFile, KeptRetrieval
from claimcheck.contents.content import Content, content, unreadable, without_reading
from claimcheck.contents.processes import ReaderProcesses
from claimcheck.errors import ReadError
from claimcheck.fetch import Limits

MOST_TOGETHER = 12
"""How many are handed on at once."""

LINGER_S = 0.05
"""How long others are waited for."""


class Readers:
    """Reads what arrives in ``processes``, which whoever made them ends."""

    def __init__(self, limits: Limits, processes: ReaderProcesses) -> None:
        """``limits`` say how large content may be."""
        self._limits = limits
        self._processes = processes
        self._free = asyncio.Semaphore(processes.most)
        self._room = asyncio.Semaphore(4 * processes.most)

    async def read(self, kept: KeptRetrieval | KeptFile) -> Content:
        """What it holds; a reader that dies over it is one of the failures."""
        known = without_reading(kept)
        if known is not None:
            return known
        size = len(kept.content if isinstance(kept, KeptFile) else kept.fetched.last.body)
        async with self._free:
            try:
                return await asyncio.to_thread(self._processes.run, size, content, kept, self._limits)
            except ReadError as error:
                return unreadable(kept, error)

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
