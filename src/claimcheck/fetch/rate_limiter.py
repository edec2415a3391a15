"""The host rate limiter: one request at a time to a host, and a pause after each."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    delay_s: float = 0.0
    free_at: float = 0.0


class HostRateLimiter:
    """Limits requests: a number of hosts at once, and one request at a time within each host."""

    def __init__(self, hosts: int, delay_s: float) -> None:
        self._delay_s = delay_s
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)
        self._free = asyncio.Semaphore(hosts)

    @asynccontextmanager
    async def slot(self, host: str) -> AsyncIterator[None]:
        """Wait until no other request to the host runs and its pause is over; hold the host until the block ends."""
        clock = asyncio.get_running_loop().time
        state = self._hosts[host]
        async with state.lock:
            await asyncio.sleep(max(0.0, state.free_at - clock()))
            async with self._free:
                try:
                    yield
                finally:
                    state.free_at = clock() + self.delay_of(host)

    def slow_down(self, host: str, delay_s: float) -> None:
        """Pause at least so long after each request to this host."""
        self._hosts[host].delay_s = delay_s

    def delay_of(self, host: str) -> float:
        """The pause after a request to this host, in seconds."""
        return max(self._delay_s, self._hosts[host].delay_s)
