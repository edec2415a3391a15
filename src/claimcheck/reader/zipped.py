"""Formats that are zip archives of parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from claimcheck.errors import DamagedError, in_one_line
from claimcheck.reader.files import too_large


@contextmanager
def archive_of(data: bytes, called: str, advice: str) -> Iterator[zipfile.ZipFile]:
    """The archive in ``data``, of which no part is unpacked yet; ``called`` and ``advice`` word the error.

    Raises:
        DamagedError: it is none, or one that cannot be read as far as it is.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise DamagedError(f"{called} ({in_one_line(error, 80)}); {advice}") from None


def check_size(members: Iterable[zipfile.ZipInfo], max_bytes: int) -> None:
    """Whether parts unpack to a bearable size: what an archive says of it is kept to when it is unpacked.

    Raises:
        TooLargeError: they do not.
    """
    unpacked = sum(member.file_size for member in members)
    if unpacked > max_bytes:
        raise too_large(unpacked, max_bytes, unpacked=True)
