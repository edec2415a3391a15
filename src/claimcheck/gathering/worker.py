"""A process that reads: what was kept comes in, what it holds goes out, one by one until nobody asks any more.

Run as a program with pipes for input and output; :mod:`claimcheck.gathering.readers` is at their other end.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import sys

from claimcheck.gathering.content import content

LONGEST_READ_S = 120.0
"""What takes longer to read is not read."""

SIZE_BYTES = 8
"""How many bytes say how long a message is: big-endian, before the message itself."""


def serve() -> None:
    """Answer until the other end is gone."""
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a library prints may not get among the answers.
    os.dup2(2, 1)
    while size := questions.read(SIZE_BYTES):
        asked = questions.read(int.from_bytes(size))
        # The clock is the interpreter's own, and strikes in the middle of foreign code that never returns too.
        faulthandler.dump_traceback_later(LONGEST_READ_S, exit=True)
        answer = pickle.dumps(content(*pickle.loads(asked)))  # noqa: S301
        faulthandler.cancel_dump_traceback_later()
        answers.write(len(answer).to_bytes(SIZE_BYTES) + answer)
        answers.flush()


if __name__ == "__main__":
    serve()
