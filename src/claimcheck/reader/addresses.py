"""Web addresses: as links write them, and as they stand in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from claimcheck.models import Link, Span

_WRITTEN = re.compile(r"https?://[^\s<>\"“”«»{}|\\^`\[\]]+", re.IGNORECASE)
_AFTER = ".,;:!?'’…*_"


def absolute(href: str | None, base: str | None) -> str | None:
    """``href`` as a web address, absolute where the base is known; None when it leads to no page."""
    written = "".join((href or "").split())
    if not written or written.startswith("#"):
        return None
    try:
        address = written if written.startswith(("http://", "https://")) else urljoin(base or "", written)
        scheme, place, *_ = urlsplit(address)
    except ValueError:
        return None
    if scheme and (scheme not in ("http", "https") or not place):
        return None
    return address


def with_written(text: str, links: Iterable[Link]) -> tuple[Link, ...]:
    """``links``, all of them placed, and the addresses that ``text`` spells out besides, in reading order."""
    placed = [(link.span, link) for link in links if link.span]
    taken = {at for span, _ in placed for at in range(*span)}
    for found in _WRITTEN.finditer(text):
        written = found.group().rstrip(_AFTER)
        while written.endswith(")") and written.count("(") < written.count(")"):
            written = written[:-1].rstrip(_AFTER)
        url = absolute(written, None)
        if url and found.start() not in taken:
            span = Span(found.start(), found.start() + len(written))
            placed.append((span, Link(url, written, span)))
    return tuple(link for _, link in sorted(placed, key=lambda pair: pair[0]))
