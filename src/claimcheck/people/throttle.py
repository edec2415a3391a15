"""A brake on guessing passwords: each further try has to wait longer, by address, and by name from one address."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

FREE_TRIES = {"name": 3, "address": 10}
"""How many wrong tries in a row cost nothing: at one name from one address, and at all names from one address, which
an office may share."""

LONGEST_WAIT_S = {"name": 60.0, "address": 900.0}
"""How long one has to wait at most."""

FORGOTTEN_AFTER_S = 3600.0
"""How long after the last try one counts from nought again."""

MOST = 10_000
"""How many names and addresses are remembered; the one that was longest idle goes first."""

_PREFIX = 64
"""Whoever has one address of IPv6 has as many as they like within this prefix."""


@dataclass(slots=True)
class _Tries:
    count: int
    last_s: float


class Throttle:
    """Wrong tries, kept in memory.

    What others try from elsewhere at a name counts for them alone: nobody is locked out by it. A try counts as wrong
    from the moment it is let through until :meth:`passed` says otherwise, so that many tries at once get no further
    than one after another.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` gives seconds that never go back."""
        self._clock = clock
        self._tries: OrderedDict[tuple[str, ...], _Tries] = OrderedDict()

    def admit(self, name: str, address: str) -> float:
        """0 when somebody may try now, and the try is counted; else how many seconds they have to wait first."""
        now = self._clock()
        keys = _keys(name, address)
        wait = max(self._wait(key, now) for key in keys)
        if wait > 0:
            return wait
        for key in keys:
            tries = self._known(key, now) or _Tries(0, now)
            tries.count, tries.last_s = tries.count + 1, now
            self._tries[key] = tries
            self._tries.move_to_end(key)
        while len(self._tries) > MOST:
            self._tries.popitem(last=False)
        return 0.0

    def passed(self, name: str, address: str) -> None:
        """The password was right: the name counts from nought, and the address as if this try had not been.

        What others tried from the same address goes on counting, as one's own account would reset it otherwise.
        """
        by_name, by_address = _keys(name, address)
        self._tries.pop(by_name, None)
        if tries := self._tries.get(by_address):
            tries.count = max(0, tries.count - 1)

    def _wait(self, key: tuple[str, ...], now: float) -> float:
        tries = self._known(key, now)
        over = tries.count - FREE_TRIES[key[0]] if tries else -1
        if tries is None or over < 0:
            return 0.0
        # Past 2 ** 20 seconds every wait is the longest one.
        return max(0.0, tries.last_s + min(2.0 ** min(over, 20), LONGEST_WAIT_S[key[0]]) - now)

    def _known(self, key: tuple[str, ...], now: float) -> _Tries | None:
        tries = self._tries.get(key)
        if tries is not None and now - tries.last_s > FORGOTTEN_AFTER_S:
            del self._tries[key]
            return None
        return tries


def _keys(name: str, address: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    network = _network(address)
    return ("name", name.casefold(), network), ("address", network)


def _network(address: str) -> str:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv4Address) or known.ipv4_mapped:
        return str(getattr(known, "ipv4_mapped", None) or known)
    return str(ipaddress.ip_network((known, _PREFIX), strict=False))
