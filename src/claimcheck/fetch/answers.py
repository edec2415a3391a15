"""What an answer means: a page to read, or one of the closed list of failures, with what to do next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import groupby

from claimcheck.fetch.values import REDIRECTS, Exchange, Fetched
from claimcheck.models import FailureReason

_PASSING = frozenset({408, 429, 502, 503, 504})

_LONGEST_WAIT_S = 366 * 86_400

_STATUS = {
    204: (FailureReason.EMPTY, "an answer without a page"),
    205: (FailureReason.EMPTY, "an answer without a page"),
    206: (FailureReason.PARSE_ERROR, "a part of a page that was asked for whole"),
    304: (FailureReason.EMPTY, "an answer without a page, as if we had it already"),
    401: (FailureReason.LOGIN, "the server asks for a name and password"),
    402: (FailureReason.PAYWALL, "the server asks for payment"),
    403: (FailureReason.BLOCKED, "the server forbids it"),
    404: (FailureReason.DEAD, "no such page any more"),
    405: (FailureReason.BLOCKED, "the server does not hand this out to programs"),
    406: (FailureReason.BLOCKED, "the server does not hand this out to programs"),
    407: (FailureReason.LOGIN, "a proxy asks for a name and password"),
    408: (FailureReason.TIMEOUT, "the server lost patience"),
    410: (FailureReason.DEAD, "the page was taken down"),
    418: (FailureReason.BLOCKED, "the server blocks automated requests"),
    429: (FailureReason.RATE_LIMITED, "the server says: too many requests"),
    451: (FailureReason.BLOCKED, "withheld for legal reasons"),
    503: (FailureReason.RATE_LIMITED, "the server is overloaded, or down for now"),
    504: (FailureReason.TIMEOUT, "a server behind the server did not answer in time"),
    511: (FailureReason.LOGIN, "the network itself asks for a login"),
    999: (FailureReason.BLOCKED, "the server blocks automated requests"),
}


def judged(exchange: Exchange) -> tuple[FailureReason, str] | None:
    """Why the answer holds nothing to read, as a reason and one line; None for an answer to be read."""
    status = exchange.status
    if status is None or (exchange.failure and status < 400):
        return exchange.failure or FailureReason.DEAD, exchange.trouble or "no answer"
    if _is_challenge(exchange):
        return FailureReason.BLOCKED, f"a check for programs stands before the page ({status})"
    if status in _STATUS:
        reason, note = _STATUS[status]
        wait_s = retry_after_s(exchange) if reason is FailureReason.RATE_LIMITED else None
        asks = f"; it asks to wait {timedelta(seconds=round(wait_s))}" if wait_s and wait_s < _LONGEST_WAIT_S else ""
        return reason, f"{note} ({status}){asks}"
    if status in REDIRECTS or 300 <= status < 400:
        return FailureReason.PARSE_ERROR, f"points elsewhere without saying where ({status})"
    if status >= 500:
        return FailureReason.DEAD, f"the server fails ({status})"
    if status >= 400:
        return FailureReason.DEAD, f"the server does not take the address ({status})"
    if not exchange.body:
        return FailureReason.EMPTY, f"an answer without content ({status})"
    return None


def is_passing(exchange: Exchange) -> bool:
    """Whether the same question may well get another answer soon."""
    if exchange.failure in (FailureReason.TIMEOUT, FailureReason.DEAD) or exchange.truncated == "disconnect":
        return True
    return exchange.status in _PASSING and not _is_challenge(exchange)


def retry_after_s(exchange: Exchange) -> float | None:
    """How many seconds the server asks to wait; None when it does not say, or says nonsense."""
    said = (exchange.header("retry-after") or "").strip()
    if said.isdecimal() and len(said) < 10:
        return float(said)
    try:
        at = parsedate_to_datetime(said)
    except (ValueError, IndexError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - datetime.now(UTC)).total_seconds())


def tried(fetched: Fetched) -> str:
    """What was tried, in one line: every address asked, and what it said."""
    lines = []
    for url, exchanges in groupby(fetched.exchanges, lambda exchange: exchange.url):
        outcomes = [str(exchange.status) if exchange.trouble is None else exchange.trouble for exchange in exchanges]
        for outcome, same in groupby(outcomes):
            times = len(list(same))
            lines.append(f"{url}: {outcome}" + (f" ({times} times)" if times > 1 else ""))
    return "; then ".join(lines)


def _is_challenge(exchange: Exchange) -> bool:
    return exchange.header("cf-mitigated") is not None or (
        (exchange.header("x-datadome") is not None or exchange.header("x-amzn-waf-action") is not None)
        and exchange.status in (202, 403, 405)
    )
