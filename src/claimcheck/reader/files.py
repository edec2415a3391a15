"""Bytes of a file: only regular files, and never more than allowed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from claimcheck.errors import MissingError, TooLargeError


def file_bytes(path: Path, max_bytes: int, within: Path | None = None) -> bytes:
    """The bytes of the regular file at ``path``; its size is looked at before it is read.

    A path that seems to lie in the folder ``within`` has to lie there.

    Raises:
        MissingError: there is no such file, it may not be read, it is no file, or a link leads to it from ``within``.
        TooLargeError: it is over ``max_bytes``.
    """
    if within is not None and _leads_out(path, within):
        raise MissingError("a link that leads out of the workspace; copy the file, or set links = true under [files]")
    try:
        # Opening a pipe would wait for a writer: it is opened without waiting, and then looked at.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        raise MissingError("no such file; check the path") from None
    except PermissionError:
        raise MissingError("no permission to read it; change its permissions or copy it") from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise MissingError(f"cannot be opened ({why}); check the path") from None
    try:
        return _read(handle, max_bytes)
    except OSError as error:
        raise MissingError(f"cannot be read ({error.strerror}); copy it to another disk") from None
    finally:
        os.close(handle)


def _leads_out(path: Path, folder: Path) -> bool:
    seems, inside = (os.path.abspath(each) for each in (path, folder))  # noqa: PTH100 links are to stay
    if os.path.commonpath([seems, inside]) != inside:
        return False
    real, root = os.path.realpath(path), os.path.realpath(folder)
    return os.path.commonpath([real, root]) != root


def _read(handle: int, max_bytes: int) -> bytes:
    status = os.fstat(handle)
    if stat.S_ISDIR(status.st_mode):
        raise MissingError("a folder, not a file; name a file in it")
    if not stat.S_ISREG(status.st_mode):
        raise MissingError("a pipe or device, not a file; give - to read standard input")
    if status.st_size > max_bytes:
        raise too_large(status.st_size, max_bytes)
    with os.fdopen(handle, "rb", closefd=False) as file:
        return bounded(file.read(max_bytes + 1), max_bytes)


def bounded(data: bytes, max_bytes: int) -> bytes:
    """``data`` itself.

    Raises:
        TooLargeError: it is over ``max_bytes``.
    """
    if len(data) > max_bytes:
        raise too_large(len(data), max_bytes)
    return data


def too_large(size: int, max_bytes: int, *, unpacked: bool = False) -> TooLargeError:
    """The error to raise for so many bytes where only ``max_bytes`` are allowed."""
    amount = f"unpacks to {_megabytes(size)}" if unpacked else f"too large, {_megabytes(size)}"
    return TooLargeError(f"{amount} where {_megabytes(max_bytes)} is the limit; split it, or raise the limit")


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{count:,} bytes"
