"""One way in: a path or bytes, whatever the format, to a document or a reason why not."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from claimcheck.errors import DamagedError, EmptyError, ReadError, in_one_line
from claimcheck.models import Document
from claimcheck.reader.files import bounded, file_bytes
from claimcheck.reader.formats import format_of
from claimcheck.reader.raw import RawFile

MAX_BYTES = 20_000_000


def read(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    max_bytes: int = MAX_BYTES,
    url: str | None = None,
    content_type: str | None = None,
) -> Document:
    """Read a file, or bytes that came from elsewhere, into a document; nothing is executed and nothing fetched.

    Args:
        source: a path (also as a string), or the bytes themselves.
        name: what to call it in messages, and a hint at its format by its extension.
        max_bytes: the most that is read, and the most that a Word file may unpack to.
        url: where it came from; links are made absolute by it.
        content_type: what the server called it, with the charset where one was given.

    Raises:
        ReadError: there is no document in it; the message is one line that says why and what to do.
    """
    called = name or ("" if isinstance(source, bytes) else str(source))
    shown = _printable(called or url or "the input")
    try:
        data = bounded(source, max_bytes) if isinstance(source, bytes) else file_bytes(Path(source), max_bytes)
        if not data:
            raise EmptyError("the file is empty; save it again with its text")
        raw = RawFile(data, max_bytes, called, url, content_type)
        document = format_of(raw).document(raw)
        if not document.text.strip():
            raise EmptyError("there is no text in it; check that this is the right file")
    except ReadError as error:
        raise type(error)(f"{shown}: {error}") from error.__cause__
    except MemoryError:
        # No fault of the format: whoever bounds the memory says how much there is.
        raise
    except Exception as error:
        problem = in_one_line(error, 100)
        raise DamagedError(f"{shown}: damaged ({problem}); save it again, as text, PDF or HTML") from error
    return replace(document, digest=f"sha256:{hashlib.sha256(data).hexdigest()}", url=document.url or url)


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
