"""A process that reads: functions with their arguments come in, what they return goes out, until nobody asks any more.

Run as a program with pipes for input and output; :mod:`claimcheck.contents.processes` is at their other end.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from claimcheck.errors import DamagedError, ReadError, TooLargeError
from claimcheck.reader import more_time

SIZE_BYTES = 8
"""How many bytes say how long a message is: big-endian, before the message itself."""

OWN_BYTES = 200_000_000
"""How much memory the process takes by itself, with the libraries that it reads with."""

_WALL = 6
"""Time on the clock goes by this much faster than time at work, at most: a machine may have more to do."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be done, and within which limits.

    Attributes:
        function: one of a module, and ``arguments`` what it takes.
        seconds: of work, in this process.
        answer_bytes: the most that may come back.
    """

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    seconds: float
    answer_bytes: int


def serve(memory_bytes: int) -> None:
    """Answer until the other end is gone."""
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a library prints may not get among the answers.
    os.dup2(2, 1)
    _bound(memory_bytes)
    while size := questions.read(SIZE_BYTES):
        question: Question = pickle.loads(questions.read(int.from_bytes(size)))  # noqa: S301
        clock = _Clock(question.seconds)
        with more_time(clock.extend):
            answer = _answer(question, memory_bytes)
        clock.stop()
        answers.write(len(answer).to_bytes(SIZE_BYTES) + answer)
        answers.flush()


def _answer(question: Question, memory_bytes: int) -> bytes:
    """What the function returns, or the ``ReadError`` that it raises."""
    result: object
    try:
        result = question.function(*question.arguments)
        answer = pickle.dumps(result)
    except ReadError as error:
        return pickle.dumps(type(error)(str(error)))
    except MemoryError:
        return pickle.dumps(needs_memory(memory_bytes))
    except Exception as error:  # noqa: BLE001 whatever it is, it costs one file
        problem = " ".join(f"{type(error).__name__}: {error}".split())[:100]
        return pickle.dumps(DamagedError(f"cannot be read ({problem}); save it again, as text, PDF or HTML"))
    if len(answer) > question.answer_bytes:
        most = question.answer_bytes / 1_000_000
        return pickle.dumps(TooLargeError(f"its text and its parts are more than {most:,.0f} MB; split it"))
    return answer


def needs_memory(memory_bytes: int) -> TooLargeError:
    """The error of a file that takes more memory than there is for it."""
    return TooLargeError(f"reading it takes more than {memory_bytes / 1_000_000:,.0f} MB of memory; split it")


def _bound(memory_bytes: int) -> None:
    """Bound what this process may take; where a system knows no such limits, only time is bounded."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        most = memory_bytes + OWN_BYTES
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


class _Clock:
    """Ends this process when its time is over, in the middle of foreign code that never returns, too."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGPROF, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_PROF, seconds)
        # And where nothing is at work, or nobody waits any more.
        faulthandler.dump_traceback_later(_WALL * seconds, exit=True)

    def extend(self, seconds: float) -> None:
        """Allow for so much more."""
        self._seconds += seconds
        if hasattr(signal, "setitimer"):
            left, _ = signal.getitimer(signal.ITIMER_PROF)
            signal.setitimer(signal.ITIMER_PROF, left + seconds)
        faulthandler.dump_traceback_later(_WALL * self._seconds, exit=True)

    def stop(self) -> None:
        """Nothing is to be ended any more."""
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, 0)
        faulthandler.cancel_dump_traceback_later()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
