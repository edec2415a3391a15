"""The ways in which one address may have been written."""

from __future__ import annotations

import posixpath
from itertools import product
from urllib.parse import parse_qsl, unquote, urldefrag, urlencode, urlsplit

_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")
"""Beginnings of parameters that only say who links; the names are those of the common analytics services."""


def spellings(address: str, place: str) -> list[str]:
    """The ways in which an address may have been written when it was fetched; a path is one inside the workspace.

    Scheme, ``www.``, a slash at the end and what only tells who links make no difference.
    """
    try:
        bare = urldefrag("".join(address.split())).url
        parts = urlsplit(bare)
    except ValueError:
        return [address]
    if parts.scheme not in ("http", "https"):
        inside = not parts.scheme and "://" not in place
        return [posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(bare)))] if inside else [address]
    host, path = parts.netloc.casefold().removeprefix("www."), parts.path.rstrip("/")
    asked = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not pair[0].startswith(_TRACKING)]
    queries = {f"?{parts.query}", f"?{urlencode(asked)}"} if asked else {""}
    return sorted(
        {bare}
        | {
            f"{scheme}://{www}{host}{path}{slash}{query}"
            for scheme, www, slash, query in product(("http", "https"), ("", "www."), ("", "/"), queries)
        }
    )
