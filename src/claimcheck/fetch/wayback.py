"""Copies of dead pages: looked up in the Wayback Machine's availability and CDX services."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from claimcheck.errors import ReadError
from claimcheck.fetch.addresses import RefusedError, cleaned
from claimcheck.fetch.bodies import unpacked
from claimcheck.fetch.fetching import Fetcher
from claimcheck.fetch.values import Fetched, Memento

_MOST_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Wayback:
    """A web archive that speaks like the Wayback Machine.

    Attributes:
        availability: the address of the service that knows the copy closest to a date.
        index: the address of the CDX service, which lists all copies.
        replay: what the address of a copy begins with.
    """

    availability: str = "https://archive.org/wayback/available"
    index: str = "https://web.archive.org/cdx/search/cdx"
    replay: str = "https://web.archive.org/web"

    async def copy(self, fetcher: Fetcher, url: str, near: str | None = None) -> Fetched | None:
        """A copy of ``url`` as the web archive received it: the last, or closest to ``near``; None without one.

        Args:
            fetcher: fetches the services' answers and the copy.
            url: the address that is dead.
            near: an ISO date.
        """
        try:
            original = cleaned(url)
        except RefusedError:
            return None
        stamp = "".join(c for c in near or "" if c.isdigit())[:14]
        for found in (await self._closest(fetcher, original, stamp), await self._listed(fetcher, original, stamp)):
            if found is None:
                continue
            # "id_" asks for the bytes as they were received, without the archive's own frame around them.
            memento = Memento(url, f"{self.replay}/{found}id_/{original}", _iso(found))
            fetched = await fetcher.fetch(memento.url, ask_robots=False)
            if fetched.failure is None:
                return replace(fetched, memento=memento)
        return None

    async def _closest(self, fetcher: Fetcher, url: str, stamp: str) -> str | None:
        asked = f"{self.availability}?url={quote(url, safe='')}" + (f"&timestamp={stamp}" if stamp else "")
        answer = _json(await fetcher.fetch(asked, ask_robots=False))
        for key in ("archived_snapshots", "closest"):
            answer = answer.get(key) if isinstance(answer, dict) else None
        if not isinstance(answer, dict) or not answer.get("available") or str(answer.get("status", "200")) != "200":
            return None
        return _stamp(answer.get("timestamp"))

    async def _listed(self, fetcher: Fetcher, url: str, stamp: str) -> str | None:
        asked = f"{self.index}?url={quote(url, safe='')}&output=json&fl=timestamp&filter=statuscode:200&limit=-50"
        stamps = sorted(filter(None, map(_stamp, _rows(_json(await fetcher.fetch(asked, ask_robots=False))))))
        if not stamps or not stamp:
            return stamps[-1] if stamps else None
        wanted = _moment(stamp.ljust(8, "0"))
        return min(stamps, key=lambda found: (abs(_moment(found) - wanted), found))


def _json(fetched: Fetched) -> Any:  # noqa: ANN401
    """What a service said; None when it said nothing that can be used."""
    if fetched.failure is not None:
        return None
    try:
        return json.loads(unpacked(fetched.last, _MOST_BYTES))
    except (ReadError, ValueError, RecursionError):
        return None


def _rows(answer: object) -> Iterator[object]:
    for row in answer if isinstance(answer, list) else []:
        if isinstance(row, list) and row:
            yield row[0]


def _stamp(answer: object) -> str | None:
    """A time as web archives write it, ``YYYYMMDDhhmmss``; None for anything else."""
    if not isinstance(answer, str) or not answer.isdecimal() or not answer.isascii() or len(answer) != 14:
        return None
    try:
        _iso(answer)
    except ValueError:
        return None
    return answer


def _iso(stamp: str) -> str:
    return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(stamp: str) -> int:
    return int(stamp.ljust(14, "0"))
