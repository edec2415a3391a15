"""Gzip members, one after another: where each begins, and where the last whole one ends."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO

_PIECE = 262_144


def members(stream: BinaryIO) -> Iterator[tuple[int, int]]:
    """Offset and length of every whole gzip member from the start of the stream; stops before one that is torn."""
    start = at = 0
    pending = b""
    while True:
        inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            while not inflater.eof:
                piece = pending or stream.read(_PIECE)
                pending = b""
                if not piece:
                    return
                at += len(piece)
                # What is inflated is not needed, and not kept.
                inflater.decompress(piece)
        except zlib.error:
            return
        pending = inflater.unused_data
        at -= len(pending)
        yield start, at - start
        start = at
