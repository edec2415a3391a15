"""Files and bytes, read into documents in another process."""

from __future__ import annotations

from pathlib import Path

from claimcheck import passages, reader
from claimcheck.contents.processes import ReaderProcesses
from claimcheck.errors import ReadError
from claimcheck.models import Document, Passage


def read(
    source: Path | bytes,
    processes: ReaderProcesses,
    max_bytes: int = reader.MAX_BYTES,
    within: Path | None = None,
) -> Document:
    """The document in a file, from which no link may lead out of ``within``, or in bytes of no name.

    Raises:
        ReadError: there is none, or reading it takes more than it may; the message is one line that says why.
    """
    name = "" if isinstance(source, bytes) else str(source)
    try:
        data = source if isinstance(source, bytes) else reader.file_bytes(source, max_bytes, within)
        return processes.run(len(data), document, data, name, max_bytes, None)
    except ReadError as error:
        called = f"{name or 'the input'}: "
        raise type(error)(called + str(error).removeprefix(called)) from None


def document(data: bytes, name: str, max_bytes: int, url: str | None) -> Document:
    """The document in bytes that go by ``name``; read in this process.

    Raises:
        ReadError: there is none.
    """
    return reader.read(data, name=name, max_bytes=max_bytes, url=url)


def with_passages(data: bytes, name: str, max_bytes: int, url: str | None) -> tuple[Document, tuple[Passage, ...]]:
    """The same with its passages.

    Raises:
        ReadError: there is none.
    """
    found = document(data, name, max_bytes, url)
    return found, passages.passages(found)
