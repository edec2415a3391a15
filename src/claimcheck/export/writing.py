"""What is exported, on its way out: a whole file or none, a whole text or none."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO

from claimcheck.errors import MissingError

_IN_MEMORY_BYTES = 50_000_000


def write(pieces: Iterable[str], target: Path | None) -> None:
    """Write the pieces to ``target`` as UTF-8, or to standard output; nothing is written before the last one is made.

    Raises:
        MissingError: the file cannot be written; what was there before still is.
    """
    if target is None:
        with tempfile.SpooledTemporaryFile(_IN_MEMORY_BYTES) as whole:
            _fill(whole, pieces)
            whole.seek(0)
            shutil.copyfileobj(whole, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        return
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with unfinished.open("wb") as file:
            _fill(file, pieces)
        unfinished.replace(target)
    except OSError as error:
        raise MissingError(f"{target}: {error.strerror}; name another file") from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _fill(file: IO[bytes], pieces: Iterable[str]) -> None:
    for piece in pieces:
        # A lone surrogate, which no encoding has, comes out as U+FFFD would.
        file.write(piece.encode("utf-8", "replace"))
