"""Processes that compare documents beside the one that writes; nothing that is written shows who did the work."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from types import ModuleType, TracebackType
from typing import Self, TypeVar

from claimcheck.origins.comparing import Comparer, DocumentSource

WORTH_FROM = 500
"""Fewer documents are compared sooner than other processes start."""
MOST = 4
"""More processes wait for the one that writes."""

_AHEAD = 2
"""So many batches a process are handed out before the first of them is done."""

Q = TypeVar("Q")
A = TypeVar("A")


def worthwhile(count: int) -> int:
    """How many processes are worth starting for so many documents."""
    cores = os.cpu_count() or 1
    return min(cores, MOST) if count >= WORTH_FROM and cores > 1 else 0


class Pool:
    """Runs methods of :class:`Comparer` in processes of its own or, without any, in this one.

    What a process that dies leaves undone is done here.
    """

    def __init__(self, comparer: Comparer, source: Callable[[], DocumentSource], count: int) -> None:
        """Nothing is started yet.

        Args:
            comparer: the one of this process.
            source: opens the source of another process; can be pickled.
            count: how many processes.
        """
        self._comparer = comparer
        self._count = count
        self._executor = (
            ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), _begin, (source,)) if count else None
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)

    def run(self, method: Callable[[Comparer, Q], A], batches: Iterable[Sequence[Q]]) -> Iterator[list[A]]:
        """What ``method``, one of :class:`Comparer`, makes of every item, batch by batch in their order."""
        handed_out: deque[tuple[Sequence[Q], Future[list[A]] | None]] = deque()
        for batch in batches:
            handed_out.append((batch, self._submit(method, batch)))
            if len(handed_out) > _AHEAD * self._count:
                yield self._result(method, *handed_out.popleft())
        while handed_out:
            yield self._result(method, *handed_out.popleft())

    def _submit(self, method: Callable[[Comparer, Q], A], batch: Sequence[Q]) -> Future[list[A]] | None:
        if self._executor is None:
            return None
        try:
            with _without_main():
                return self._executor.submit(_run, method, batch)
        except (BrokenProcessPool, OSError):
            return None

    def _result(
        self, method: Callable[[Comparer, Q], A], batch: Sequence[Q], handed_out: Future[list[A]] | None
    ) -> list[A]:
        if handed_out is not None:
            try:
                return handed_out.result()
            except BrokenProcessPool:
                pass
        return [method(self._comparer, item) for item in batch]


@contextmanager
def _without_main() -> Iterator[None]:
    """Start processes without running the script of whoever calls us again, as the start method ``spawn`` would."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


_comparer: Comparer
"""In a process of a pool, its comparer."""


def _begin(source: Callable[[], DocumentSource]) -> None:
    """Begin a process that leaves Ctrl-C to the one that started it, and ends with that one."""
    global _comparer
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _comparer = Comparer(source())


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(method: Callable[[Comparer, Q], A], batch: Sequence[Q]) -> list[A]:
    return [method(_comparer, item) for item in batch]
