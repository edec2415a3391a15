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


def write(pieces: Iterable[str | bytes], target: Path | None) -> None:
    """Write the pieces to ``target`` as UTF-8, or to standard output; nothing is written before the last one is made.

    Raises:
        MissingError: the file cannot be written; what was there before still is.
    """
    if target is None:
        _pour(pieces, sys.stdout.buffer)
        return
    try:
        # A link stays one, and what it leads to is written; no file is put in the place of a device or a pipe.
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                _pour(pieces, stream)
        else:
            _put(pieces, target.resolve())
    except (OSError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "a link that points to itself"
        raise MissingError(f"{target}: {reason}; name another file") from error


def _pour(pieces: Iterable[str | bytes], stream: IO[bytes]) -> None:
    with tempfile.SpooledTemporaryFile(_IN_MEMORY_BYTES) as whole:
        _fill(whole, pieces)
        whole.seek(0)
        shutil.copyfileobj(whole, stream)
        stream.flush()


def _put(pieces: Iterable[str | bytes], place: Path) -> None:
    unfinished = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with unfinished.open("wb") as file:
            _fill(file, pieces)
        unfinished.replace(place)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _fill(file: IO[bytes], pieces: Iterable[str | bytes]) -> None:
    for piece in pieces:
        # A lone surrogate, which no encoding has, comes out as U+FFFD would.
        file.write(piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace"))
