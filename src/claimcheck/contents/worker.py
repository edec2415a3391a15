"""A process that reads: what was kept comes in, what it holds goes out, one by one until nobody asks any more.

Run as a program with pipes for input and output; :mod:`claimcheck.contents.readers` is at their other end.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import sys

from claimcheck.contents.content import content

SIZE_BYTES = 8
"""How many bytes say how long a message is: big-endian, before the message itself."""


def serve() -> None:
    """Answer until the other end is gone."""
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a library prints may not get among the answers.
    os.dup2(2, 1)
    while size := questions.read(SIZE_BYTES):
        kept, limits = pickle.loads(questions.read(int.from_bytes(size)))  # noqa: S301
        # This clock strikes in the middle of foreign code that never returns, too; and when nobody waits any more.
        faulthandler.dump_traceback_later(limits.parse_s, exit=True)
        answer = pickle.dumps(content(kept, limits))
        faulthandler.cancel_dump_traceback_later()
        answers.write(len(answer).to_bytes(SIZE_BYTES) + answer)
        answers.flush()


if __name__ == "__main__":
    serve()
