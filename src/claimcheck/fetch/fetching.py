"""One address after another becomes a retrieval: politely, within limits, and with every hop kept."""

from __future__ import annotations

import asyncio
import logging
import re
import ssl
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urljoin

import httpx
import stamina

from claimcheck.errors import in_one_line
from claimcheck.fetch import answers
from claimcheck.fetch.addresses import RefusedError, cleaned, host_of
from claimcheck.fetch.bodies import Body
from claimcheck.fetch.network import RECEIVED, RefusedConnectError, UnknownHostError
from claimcheck.fetch.rate_limiter import HostRateLimiter
from claimcheck.fetch.robots import Robots
from claimcheck.fetch.values import REDIRECTS, Exchange, Fetched, Known, Limits
from claimcheck.models import FailureReason

# Every attempt is kept with its trouble: the library need not log it as well.
logging.getLogger("stamina").addHandler(logging.NullHandler())


_HUNG_UP = re.compile("disconnected|closed connection|ConnectionTerminated", re.IGNORECASE)


class _AgainError(Exception):
    """The same question may be asked again, after a wait."""

    def __init__(self, wait_s: float) -> None:
        self.wait_s = wait_s


class Fetcher:
    """Fetches addresses through one client; hosts side by side, and one by one within a host."""

    def __init__(self, client: httpx.AsyncClient, limits: Limits) -> None:
        self._client = client
        self._limits = limits
        self._rate_limiter = HostRateLimiter(limits.hosts, limits.delay_s)
        self._robots = Robots(lambda url: self._ask(url, {}))

    async def fetch(self, url: str, known: Known | None = None, *, ask_robots: bool = True) -> Fetched:
        """Retrieve one address; never raises for what the address or its server does.

        Args:
            url: the address, as written.
            known: an earlier capture; the server is asked for the page only if it changed since.
            ask_robots: False for services made for programs, such as an archive's index.
        """
        exchanges: list[Exchange] = []
        target = url
        for _ in range(self._limits.max_redirects + 1):
            try:
                target = cleaned(target)
            except RefusedError as error:
                exchanges.append(_unasked(target, FailureReason.REFUSED, str(error)))
                return _failed(url, exchanges)
            if any(exchange.url == target for exchange in exchanges):
                note = "redirect loop; pages that require a cookie often do this"
                return Fetched(url, tuple(exchanges), FailureReason.BLOCKED, note)
            conditions = _conditions(target, known)
            exchanges += await self._hop(target, conditions, ask_robots)
            last = exchanges[-1]
            if last.status == 304 and conditions:
                return Fetched(url, tuple(exchanges), known=known)
            location = last.header("location") if last.status in REDIRECTS else None
            if not location:
                return _failed(url, exchanges)
            target = _joined(target, location)
        note = f"points on more than {self._limits.max_redirects} times"
        return Fetched(url, tuple(exchanges), FailureReason.BLOCKED, note)

    async def fetch_all(self, wanted: Mapping[str, Known | None]) -> AsyncGenerator[Fetched, None]:
        """Retrieve addresses side by side; each comes when it is done. Ending early stops what is under way."""
        # Bounded, so that bodies do not pile up in memory when their reader is slower than the network.
        room = asyncio.Semaphore(self._limits.hosts)

        async def one(url: str, known: Known | None) -> Fetched:
            fetched = await self.fetch(url, known)
            await room.acquire()
            return fetched

        tasks = [asyncio.create_task(one(url, known)) for url, known in wanted.items()]
        try:
            for done in asyncio.as_completed(tasks):
                yield await done
                room.release()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _hop(self, url: str, conditions: Mapping[str, str], ask_robots: bool) -> list[Exchange]:
        """Ask one address when its host's turn comes and its host's rules allow it."""
        host = host_of(url)
        async with self._rate_limiter.slot(host):
            if ask_robots:
                rules = await self._robots.rules(url)
                self._rate_limiter.slow_down(host, min(rules.delay_s, self._limits.max_delay_s))
                if rules.broken:
                    return list(rules.broken)
                why_not = rules.why_not_allowed(url)
                if why_not:
                    return [_unasked(url, FailureReason.ROBOTS, why_not)]
            return await self._ask(url, conditions)

    async def _ask(self, url: str, headers: Mapping[str, str]) -> list[Exchange]:
        """Send a request, again while that may help; every one of them, the last of which decides."""
        exchanges: list[Exchange] = []
        try:
            async for attempt in stamina.retry_context(on=_wait_s, attempts=self._limits.attempts, timeout=None):
                with attempt:
                    exchanges.append(await self._exchange(url, headers))
                    self._ask_again(exchanges[-1], attempt.num)
        except _AgainError:
            pass
        return exchanges

    def _ask_again(self, exchange: Exchange, attempt: int) -> None:
        """Raises _AgainError when asking the same again may help, and the server lets us soon enough."""
        asked_s = answers.retry_after_s(exchange) or 0.0
        if answers.is_passing(exchange) and asked_s <= self._limits.max_wait_s:
            backoff_s = self._limits.backoff_s * 2 ** (attempt - 1)
            raise _AgainError(max(asked_s, backoff_s, self._rate_limiter.delay_of(host_of(exchange.url))))

    async def _exchange(self, url: str, headers: Mapping[str, str]) -> Exchange:
        """Send one request and take its answer; what goes wrong is stated in ``trouble``."""
        try:
            request = self._client.build_request("GET", url, headers=dict(headers))
        except (httpx.InvalidURL, ValueError) as error:
            return _unasked(url, FailureReason.REFUSED, f"not a web address ({error})")
        sent = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw)
        exchange = Exchange(url, _now(), sent)
        body = Body(self._limits.max_bytes)
        try:
            async with asyncio.timeout(self._limits.whole_s):
                response = await self._client.send(request, stream=True)
                try:
                    exchange = _answered(exchange, response)
                    if not await body.receive(response.aiter_raw()):
                        message = f"over {self._limits.max_bytes:,} bytes"
                        large = FailureReason.TOO_LARGE
                        return replace(exchange, body=body.content, truncated="length", failure=large, trouble=message)
                finally:
                    await response.aclose()
        # A hostile server can make any layer below fail in its own way: all of it is an answer of sorts.
        except Exception as error:  # noqa: BLE001
            cut = None if exchange.status is None else "time" if _is_timeout(error) else "disconnect"
            failure, message = _trouble(error, self._limits, began=exchange.status is not None)
            return replace(exchange, body=body.content, truncated=cut, failure=failure, trouble=message)
        return replace(exchange, body=body.content)


def _answered(exchange: Exchange, response: httpx.Response) -> Exchange:
    stream = response.extensions.get("network_stream")
    server = stream.get_extra_info("server_addr") if stream is not None else None
    received = response.extensions.get(RECEIVED, response.headers.raw)
    phrase: bytes = response.extensions.get("reason_phrase", b"")
    return replace(
        exchange,
        address=str(server[0]) if server else None,
        protocol=response.http_version,
        status=response.status_code,
        phrase=phrase.decode("latin-1"),
        headers=tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in received),
    )


def _trouble(error: Exception, limits: Limits, *, began: bool) -> tuple[FailureReason, str]:
    """What went wrong: the reason, and one line."""
    causes = list(_causes(error))
    certificate = next((cause for cause in causes if isinstance(cause, ssl.SSLCertVerificationError)), None)
    if certificate is not None:
        return FailureReason.REFUSED, f"its certificate does not hold: {certificate.verify_message}"
    if any(isinstance(cause, RefusedConnectError) for cause in causes):
        return FailureReason.REFUSED, str(error)
    if any(isinstance(cause, UnknownHostError) for cause in causes):
        return FailureReason.DEAD, str(error)
    if isinstance(error, httpx.ConnectTimeout):
        return FailureReason.TIMEOUT, f"no connection within {limits.connect_s:g} seconds"
    if isinstance(error, httpx.TimeoutException):
        return FailureReason.TIMEOUT, f"nothing came for {limits.read_s:g} seconds"
    if isinstance(error, TimeoutError):
        return FailureReason.TIMEOUT, f"not done within {limits.whole_s:g} seconds"
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return FailureReason.DEAD, "no secure connection: the server does not speak TLS as it should"
    if isinstance(error, httpx.ConnectError):
        return FailureReason.DEAD, "the server takes no connection"
    if isinstance(error, httpx.NetworkError) or _HUNG_UP.search(str(error)):
        if began:
            return FailureReason.PARSE_ERROR, "the server hung up in the middle of its answer"
        return FailureReason.DEAD, "the server hung up before it had answered"
    problem = in_one_line(error, 100)
    return FailureReason.PARSE_ERROR, f"not an answer in HTTP: {problem}"


def _failed(url: str, exchanges: list[Exchange]) -> Fetched:
    """The retrieval as its last exchange decides it."""
    return Fetched(url, tuple(exchanges), *(answers.judged(exchanges[-1]) or (None, None)))


def _unasked(url: str, failure: FailureReason, why: str) -> Exchange:
    return Exchange(url, _now(), failure=failure, trouble=why)


def _conditions(url: str, known: Known | None) -> dict[str, str]:
    if known is None or known.final_url != url:
        return {}
    stated = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in stated.items() if value}


def _wait_s(error: Exception) -> bool | float:
    return error.wait_s if isinstance(error, _AgainError) else False


def _joined(base: str, location: str) -> str:
    # Servers send UTF-8 in Location, which headers do not allow for.
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return urljoin(base, location.strip())
    except ValueError:
        return location


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _is_timeout(error: Exception) -> bool:
    return isinstance(error, httpx.TimeoutException | TimeoutError)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
