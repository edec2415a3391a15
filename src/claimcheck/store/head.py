"""The file beside the database that says where its chain ends.

Before entries are written for good, the file says where the chain ended and where it is about to end; once they are,
only the latter. Whatever moment a run is killed at, the chain ends where the file says.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from claimcheck.errors import StoreError

HEAD_SUFFIX = ".chain"
"""What is added to the database's name for the name of this file."""

Position: TypeAlias = tuple[int, str]
"""The number of an entry of the chain, and its digest."""

START: Position = (0, "sha256:" + "0" * 64)
"""Where a chain without entries ends."""

_LINES = re.compile(r"(?:(\d{1,18}) (sha256:[0-9a-f]{64})\n)(?:(\d{1,18}) (sha256:[0-9a-f]{64})\n)?")
_IN_MEMORY = ":memory:"

DigestAt: TypeAlias = Callable[[int], str | None]
"""From the number of an entry to its digest; None where the chain has no such entry."""


def head_of(path: Path) -> Path:
    """The file beside the database at ``path`` that says where its chain ends."""
    return path.with_name(path.name + HEAD_SUFFIX)


def faults(path: Path, last: int, digest_at: DigestAt) -> Iterator[str]:
    """What the file beside the database at ``path`` says that the chain, which ends at ``last``, does not; a line."""
    if path.name == _IN_MEMORY:
        return
    head = head_of(path)
    try:
        stated = _LINES.fullmatch(head.read_text(encoding="ascii"))
    except FileNotFoundError:
        yield f"{head.name}: missing; it says where the chain ends"
        return
    except (OSError, ValueError):
        stated = None
    if stated is None:
        yield f"{head.name}: damaged; it says where the chain ends"
        return
    ends, digest = int(stated[1]), stated[2]
    if stated[3] is not None and (last != ends or digest_at(last) != digest):
        # What was about to be written was written.
        ends, digest = int(stated[3]), stated[4]
    if ends > last:
        yield f"chain: ends at {last}, and {head.name} says that it goes on to {ends}"
    elif ends == 0 and last:
        yield f"{head.name}: says that the chain has not begun, and it ends at {last}"
    elif digest_at(ends) != digest:
        yield f"{head.name}: is not about this chain, or the chain was written anew"


def announce(path: Path, before: Position, after: Position) -> None:
    """Say that the chain is about to go on from ``before`` to ``after``.

    Raises:
        StoreError: the file cannot be written.
    """
    _write(path, _line(before) + _line(after))


def settle(path: Path, before: Position, after: Position) -> None:
    """Say that the chain went on as announced, unless somebody else announced something meanwhile."""
    with suppress(OSError, ValueError, StoreError):
        if head_of(path).read_text(encoding="ascii") == _line(before) + _line(after):
            _write(path, _line(after))


def _line(position: Position) -> str:
    return f"{position[0]} {position[1]}\n"


def _write(path: Path, content: str) -> None:
    if path.name == _IN_MEMORY:
        return
    head = head_of(path)
    part = head.with_name(f"{head.name}.{os.getpid()}")
    try:
        part.write_text(content, encoding="ascii")
        part.replace(head)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise StoreError(f"{head}: {error.strerror}; check who may write to its folder") from error
