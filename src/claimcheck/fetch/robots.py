"""What a host's robots.txt asks for (RFC 9309), kept for as long as a run lasts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from protego import Protego

from claimcheck.errors import ReadError
from claimcheck.fetch.addresses import cleaned
from claimcheck.fetch.bodies import unpacked
from claimcheck.fetch.values import REDIRECTS, Exchange
from claimcheck.reader.charsets import decode

AGENT = "claimcheck"
"""The name that robots.txt files know us by."""

_MOST_READ = 512_000
_MOST_REDIRECTS = 5

Ask = Callable[[str], Awaitable[list[Exchange]]]
"""Ask an address that was cleaned, several times where that may help; the last exchange decides."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host asks for.

    Attributes:
        delay_s: the pause it asks for.
        why_not: why nothing may be asked of it, when its rules could not be retrieved.
        broken: the requests for the rules, where the host itself did not answer: pages would fail alike.
    """

    parsed: Protego | None = None
    delay_s: float = 0.0
    why_not: str | None = None
    broken: tuple[Exchange, ...] = ()

    def why_not_allowed(self, url: str) -> str | None:
        """Why this address may not be asked for; None when it may."""
        if self.parsed is not None and not self.parsed.can_fetch(url, AGENT):
            return "its robots.txt asks programs to leave this address alone"
        return self.why_not


class Robots:
    """The rules of every host, asked for once."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._rules: dict[str, Rules] = {}

    async def rules(self, url: str) -> Rules:
        """The rules for the host of ``url``; only the holder of the host's turn may ask."""
        place = urljoin(url, "/robots.txt")
        if place not in self._rules:
            self._rules[place] = await self._fetched(place)
        return self._rules[place]

    async def _fetched(self, url: str) -> Rules:
        for _ in range(_MOST_REDIRECTS + 1):
            asked = await self._ask(url)
            exchange = asked[-1]
            location = exchange.header("location")
            if exchange.status not in REDIRECTS or not location:
                return _rules(asked)
            try:
                url = cleaned(urljoin(url, location))
            except ValueError:
                return Rules()
        return Rules()


def _rules(asked: list[Exchange]) -> Rules:
    exchange = asked[-1]
    if exchange.status is None or (exchange.failure and exchange.truncated != "length"):
        return Rules(broken=tuple(asked))
    if exchange.status >= 500 or exchange.status == 429:
        return Rules(why_not=f"its robots.txt answered {exchange.status}, which counts as a no")
    if not 200 <= exchange.status < 300:
        return Rules()
    try:
        content = unpacked(exchange, 4 * _MOST_READ)
    except ReadError:
        return Rules()
    # With a byte order mark its first line would be no rule, and a site that forbids all would seem to forbid nothing.
    parsed = Protego.parse((decode(content[:_MOST_READ]) or "").lstrip("\ufeff"))
    rate = parsed.request_rate(AGENT)
    delays = [parsed.crawl_delay(AGENT) or 0.0, rate.seconds / rate.requests if rate and rate.requests else 0.0]
    return Rules(parsed, max(delays))
