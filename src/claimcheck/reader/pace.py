"""Time that honest work takes: a reader asks for it, and whoever bounds the reader grants it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Grant = Callable[[float], None]
"""Called with so many seconds that are needed besides."""


def _unbounded(_seconds: float) -> None:
    return None


_GRANT: ContextVar[Grant] = ContextVar("grant", default=_unbounded)


@contextmanager
def more_time(grant: Grant) -> Iterator[None]:
    """Have ``grant`` asked by readers in this context."""
    token = _GRANT.set(grant)
    try:
        yield
    finally:
        _GRANT.reset(token)


def ask_for_time(seconds: float) -> None:
    """Ask for so many seconds of work besides."""
    _GRANT.get()(seconds)
