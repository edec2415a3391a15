"""Processes that read beside this one, within limits of time, memory and size: a hostile file ends one of them."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

from claimcheck.contents.worker import SIZE_BYTES, Question
from claimcheck.errors import DamagedError, ReadError

FEW = 8
"""So many things are read sooner by one process than another one starts."""

_OUT_OF_TIME = getattr(signal, "SIGPROF", 0)
_CRASHES = [int(getattr(signal, name, 0)) for name in ("SIGABRT", "SIGSEGV", "SIGTRAP", "SIGILL", "SIGBUS")]

_AHEAD = 4
"""So many things a process are handed out before the first of them is taken."""

T = TypeVar("T")
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What reading one file or page may take.

    Attributes:
        seconds: of work, for a small one; as much again for every 2 MB, up to ``most_seconds``.
        memory_bytes: besides what the process needs by itself.
        answer_bytes: of the document with all its parts.
    """

    seconds: float = 15.0
    most_seconds: float = 120.0
    memory_bytes: int = 800_000_000
    answer_bytes: int = 200_000_000

    def seconds_for(self, size: int) -> float:
        """How long so many bytes may take."""
        return min(self.seconds * (1 + size / 2_000_000), self.most_seconds)


class ReaderProcesses:
    """Runs functions in processes of its own, as many as there are cores, each started when the others are busy.

    Several threads may ask at once. When it is closed, whoever still waits gets a ``ReadError``.
    """

    def __init__(self, limits: ReadingLimits | None = None) -> None:
        """Nothing is started yet."""
        self._limits = limits or ReadingLimits()
        self._most = 1
        self._free = threading.Semaphore(self._most)
        self._change = threading.Lock()
        self._idle: list[_ReaderProcess] = []
        self._all: list[_ReaderProcess] = []
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all processes, whatever they do."""
        with self._change:
            self._is_closed = True
            for reader in self._all:
                reader.kill()
        for reader in self._all:
            reader.end()

    @property
    def most(self) -> int:
        """How many may work at once."""
        return self._most

    def expect(self, count: int) -> None:
        """There are to be about ``count`` things read: more of them are read by more processes."""
        wanted = min(1 + max(count - 1, 0) // FEW, os.cpu_count() or 1)
        for _ in range(self._most, wanted):
            self._free.release()
        self._most = max(self._most, wanted)

    def run(self, size: int, function: Callable[P, R], *arguments: P.args, **_: P.kwargs) -> R:
        """What a function of a module returns for its arguments, in which there are ``size`` bytes to be read.

        Raises:
            ReadError: the function raised it, or its process came to grief over it; the message says how.
        """
        with self._free:
            reader = self._taken()
            asked = Question(function, arguments, self._limits.seconds_for(size), self._limits.answer_bytes)
            try:
                answer = reader.ask(asked)
            except (OSError, EOFError):
                with self._change:
                    self._all.remove(reader)
                raise reader.complaint(asked.seconds, self._limits.memory_bytes) from None
            with self._change:
                self._idle.append(reader)
        if isinstance(answer, ReadError):
            raise answer
        found: R = answer
        return found

    def each(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """What ``function``, which runs others here, returns for every item, in order; some are under way at once."""
        ahead: deque[Future[R]] = deque()
        with ThreadPoolExecutor(self._most) as threads:
            try:
                for item in items:
                    ahead.append(threads.submit(function, item))
                    if len(ahead) > _AHEAD * self._most:
                        yield ahead.popleft().result()
                while ahead:
                    yield ahead.popleft().result()
            except BaseException:
                # Whoever was stopped does not wait for what is under way.
                self.close()
                threads.shutdown(cancel_futures=True)
                raise

    def _taken(self) -> _ReaderProcess:
        with self._change:
            if self._is_closed:
                raise DamagedError("not read: stopped")
            if self._idle:
                return self._idle.pop()
            reader = _ReaderProcess(self._limits.memory_bytes)
            self._all.append(reader)
            return reader


class _ReaderProcess:
    """One process; it gets neither Ctrl-C nor keys, finds our modules, and ends when we do."""

    def __init__(self, memory_bytes: int) -> None:
        open_to_all = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMCHECK_")}
        # Each thread of a numerical library takes memory of its own, whether it works or not.
        threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        self._process = subprocess.Popen(  # noqa: S603 our own module
            [sys.executable, "-P", "-m", "claimcheck.contents.worker", str(memory_bytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=open_to_all | threads | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self._began = 0.0

    def ask(self, question: Question) -> Any:  # noqa: ANN401 whatever its function returns
        """What comes back.

        Raises:
            OSError, EOFError: the process has ended.
        """
        assert self._process.stdin is not None
        message = pickle.dumps(question)
        self._began = time.monotonic()
        self._process.stdin.write(len(message).to_bytes(SIZE_BYTES) + message)
        self._process.stdin.flush()
        size = int.from_bytes(self._exactly(SIZE_BYTES))
        if size > question.answer_bytes + 1_000_000:
            self.kill()
            raise EOFError
        return pickle.loads(self._exactly(size))  # noqa: S301

    def kill(self) -> None:
        """End it; whoever waits for its answer waits no more."""
        with suppress(OSError):
            self._process.kill()

    def end(self) -> None:
        """Wait until it has ended, and give back its pipes."""
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()

    def complaint(self, seconds: float, memory_bytes: int) -> ReadError:
        """Why it has ended, as the error of what it was reading."""
        self._process.wait()
        self.end()
        code, took_s = self._process.returncode, time.monotonic() - self._began
        if code == -_OUT_OF_TIME or (code > 0 and took_s >= seconds):
            return DamagedError(f"not read within {seconds:.1f} seconds; save it again, as text, PDF or HTML")
        if -code in _CRASHES:
            most = f"{memory_bytes / 1_000_000:,.0f} MB"
            return DamagedError(
                f"the reader crashed (signal {-code}), as it does where {most} of memory are too little"
            )
        return DamagedError(f"the reader crashed ({f'signal {-code}' if code < 0 else f'exit {code}'})")

    def _exactly(self, size: int) -> bytes:
        assert self._process.stdout is not None
        found = self._process.stdout.read(size)
        if len(found) < size:
            raise EOFError
        return found
