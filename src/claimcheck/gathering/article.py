"""An article that is given as an address: its page becomes a file under ``claims/``, named after the address."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from urllib.parse import urlsplit

from claimcheck.fetch import Fetched
from claimcheck.fetch.bodies import unpacked
from claimcheck.folders import Folders

_SUFFIXES = {
    "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "text/plain": "txt",
    "text/markdown": "md", "text/vtt": "vtt", "message/rfc822": "eml", "application/rtf": "rtf",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 80


def keep_article(workspace: Folders, fetched: Fetched, max_bytes: int) -> Path:
    """Write the page as it came to a file under ``claims/``, and return where it lies.

    Raises:
        ReadError: it unpacks to more than ``max_bytes``.
    """
    body = unpacked(fetched.last, max_bytes)
    media_type = (fetched.last.header("content-type") or "").partition(";")[0].strip().lower()
    workspace.create()
    path = workspace.path / "claims" / f"{_name(fetched.url)}.{_SUFFIXES.get(media_type, 'html')}"
    path.write_bytes(body)
    return path


def _name(url: str) -> str:
    parts = urlsplit(url)
    last = re.sub(r"\.(?:html?|php|aspx?|pdf)$", "", parts.path)
    name = _NOT_IN_NAMES.sub("-", f"{(parts.hostname or '').removeprefix('www.')}{last}".lower()).strip("-")
    if parts.query or len(name) > _LONGEST_NAME:
        name = f"{name[:_LONGEST_NAME]}-{hashlib.sha256(url.encode()).hexdigest()[:8]}"
    return name
