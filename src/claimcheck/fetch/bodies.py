"""Bodies: received up to a limit, and unpacked up to another."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator

from claimcheck.errors import DamagedError, TooLargeError
from claimcheck.fetch.values import Exchange

KEPT_OF_TRUNCATED = 65_536
"""How much is kept of a body that would not end."""

_PIECE = 65_536
_STEP = 4096
_MOST_LAYERS = 3
_MOST_MEMBERS = 10_000
_GZIP = b"\x1f\x8b"


class Body:
    """A body as it arrives; what came stays when the connection breaks."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._pieces: list[bytes] = []
        self._size = 0

    @property
    def content(self) -> bytes:
        """What has come so far."""
        return b"".join(self._pieces)

    async def receive(self, pieces: AsyncIterator[bytes]) -> bool:
        """Take all pieces; False, and only the beginning kept, when they exceed the limit."""
        async for piece in pieces:
            self._pieces.append(piece)
            self._size += len(piece)
            if self._size > self._max_bytes:
                self._pieces = [self.content[:KEPT_OF_TRUNCATED]]
                return False
        return True


def unpacked(exchange: Exchange, max_bytes: int) -> bytes:
    """The content of an answer: its body with ``Content-Encoding`` undone, never more than ``max_bytes`` of it.

    Raises:
        TooLargeError: it unpacks to more.
        DamagedError: it is packed in a way nobody asked for, or damaged.
    """
    packings = [word.strip().lower() for word in (exchange.header("content-encoding") or "").split(",")]
    packings = [word for word in packings if word not in ("", "identity", "none", "utf-8")]
    if len(packings) > _MOST_LAYERS:
        raise DamagedError(f"{exchange.url}: packed {len(packings)} times; nothing honest is")
    content = exchange.body
    for packing in reversed(packings):
        if packing not in ("gzip", "x-gzip", "deflate"):
            raise DamagedError(f"{exchange.url}: packed as {packing[:20]}, which was not asked for")
        content = _inflated(content, packing, exchange.url, max_bytes)
    if len(content) > max_bytes:
        raise TooLargeError(f"{exchange.url}: over {max_bytes:,} bytes")
    return content


def _inflated(packed: bytes, packing: str, url: str, max_bytes: int) -> bytes:
    if packing != "deflate" and not packed.startswith(_GZIP):
        # Servers that label a plain page "gzip" exist, and browsers show it.
        return packed
    raw = packing == "deflate" and not _has_zlib_header(packed)
    made: list[bytes] = []
    size = at = members = 0
    try:
        while members == 0 or packed.startswith(_GZIP, at):
            members += 1
            if members > _MOST_MEMBERS:
                raise DamagedError(f"{url}: packed in more than {_MOST_MEMBERS:,} pieces; nothing honest is")
            inflater = zlib.decompressobj(-zlib.MAX_WBITS if raw else zlib.MAX_WBITS | 32)
            while not inflater.eof:
                # A little at a time: what is left behind a member is copied, and there may be many members.
                taken = packed[at : at + _STEP]
                piece = inflater.decompress(taken, _PIECE)
                at += len(taken) - len(inflater.unconsumed_tail) - len(inflater.unused_data)
                size += len(piece)
                if size > max_bytes:
                    raise TooLargeError(f"{url}: unpacks to over {max_bytes:,} bytes")
                made.append(piece)
                if not taken and not piece and not inflater.eof:
                    raise DamagedError(f"{url}: packed content that breaks off")
    except zlib.error as error:
        raise DamagedError(f"{url}: packed content that is damaged ({error})") from error
    return b"".join(made)


def _has_zlib_header(packed: bytes) -> bool:
    return len(packed) >= 2 and packed[0] & 0x0F == 8 and (packed[0] << 8 | packed[1]) % 31 == 0
