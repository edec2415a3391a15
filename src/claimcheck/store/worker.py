"""A process that looks at documents and compares them: questions come in, answers go out, until nobody asks any more.

Run as a program with the path of a database and pipes for input and output; :mod:`claimcheck.store.workers` is at
their other end.
"""

from __future__ import annotations

import os
import pickle
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from claimcheck.store.comparisons import Comparer

SIZE_BYTES = 8
"""How many bytes say how long a message is: big-endian, before the message itself."""

_ASKED: dict[str, Callable[[Comparer, Any], object]] = {"sample": Comparer.sample, "compare": Comparer.compare}


def serve(path: Path) -> None:
    """Answer until the other end is gone."""
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a library prints may not get among the answers.
    os.dup2(2, 1)
    comparer = Comparer(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True))
    while size := questions.read(SIZE_BYTES):
        name, batch = pickle.loads(questions.read(int.from_bytes(size)))  # noqa: S301
        message = pickle.dumps([_ASKED[name](comparer, question) for question in batch])
        answers.write(len(message).to_bytes(SIZE_BYTES) + message)
        answers.flush()


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
