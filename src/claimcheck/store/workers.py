"""Processes that look at documents and compare them, beside the one that writes; who answers never shows."""

from __future__ import annotations

import os
import pickle
import sqlite3
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import IO, Self, TypeVar

from claimcheck.store.comparisons import Comparer
from claimcheck.store.worker import SIZE_BYTES

WORTH_FROM = 500
"""Fewer documents are looked at sooner than other processes start."""
MOST = 4
"""More of them wait for the one that writes."""

_AHEAD = 2
"""So many questions a process are asked before the first of them is answered."""

Q = TypeVar("Q")
A = TypeVar("A")


def worthwhile(count: int) -> int:
    """How many processes are worth starting for so many documents."""
    cores = os.cpu_count() or 1
    return min(cores, MOST) if count >= WORTH_FROM and cores > 1 else 0


class Workers:
    """Answers questions about documents of one database, in processes of its own or, without any, in this one.

    What a process that dies leaves undone is done here.

    Attributes:
        comparer: the one of this process.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, count: int) -> None:
        """Nothing is started yet."""
        self.comparer = Comparer(connection)
        self._path = path
        self._count = count
        self._processes: list[subprocess.Popen[bytes]] = []
        self._idle: SimpleQueue[subprocess.Popen[bytes] | None] = SimpleQueue()
        self._threads: ThreadPoolExecutor | None = None

    def __enter__(self) -> Self:
        if self._count:
            self._threads = ThreadPoolExecutor(self._count)
            for _ in range(self._count):
                self._idle.put(self._start())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._processes:
            process.kill()
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
        for process in self._processes:
            # What one that died never took is still to be written when its pipe is closed.
            with suppress(OSError), process:
                process.wait()

    def answers(self, ask: Callable[[Comparer, Q], A], batches: Iterable[Sequence[Q]]) -> Iterator[list[A]]:
        """What ``ask``, a method of :class:`Comparer`, answers to every question, batch by batch in their order."""
        asked: deque[tuple[Sequence[Q], Future[list[A]] | None]] = deque()
        for batch in batches:
            asked.append((batch, self._threads.submit(self._asked, ask, batch) if self._threads else None))
            if self._threads is None or len(asked) > _AHEAD * self._count:
                yield self._answered(ask, *asked.popleft())
        while asked:
            yield self._answered(ask, *asked.popleft())

    def _answered(
        self, ask: Callable[[Comparer, Q], A], batch: Sequence[Q], answered: Future[list[A]] | None
    ) -> list[A]:
        if answered is not None:
            try:
                return answered.result()
            except (OSError, EOFError):
                pass
        return [ask(self.comparer, question) for question in batch]

    def _asked(self, ask: Callable[[Comparer, Q], A], batch: Sequence[Q]) -> list[A]:
        process = self._idle.get()
        try:
            if process is None:
                raise EOFError
            found: list[A] = pickle.loads(_exchanged(process, pickle.dumps((ask.__name__, batch))))  # noqa: S301
        except (OSError, EOFError):
            process = None
            raise
        finally:
            self._idle.put(process)
        return found

    def _start(self) -> subprocess.Popen[bytes] | None:
        """A process that hears nothing of Ctrl-C and ends when we do; None where none can be had."""
        try:
            process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", "-m", "claimcheck.store.worker", str(self._path.absolute())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        except OSError:
            return None
        self._processes.append(process)
        return process


def _exchanged(process: subprocess.Popen[bytes], message: bytes) -> bytes:
    """What a process answers.

    Raises:
        OSError, EOFError: it is gone.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(len(message).to_bytes(SIZE_BYTES) + message)
    process.stdin.flush()
    size = int.from_bytes(_exactly(process.stdout, SIZE_BYTES))
    return _exactly(process.stdout, size)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    found = stream.read(size)
    if len(found) < size:
        raise EOFError
    return found
