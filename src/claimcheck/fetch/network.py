"""The way out: connections go to the very address that was checked, and nowhere inside the network."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable, Sequence
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpcore
import httpx

from claimcheck.fetch.addresses import why_not_public
from claimcheck.fetch.values import Limits

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""From a host's name and port to its IP addresses, the best first; raises OSError when there are none."""


RECEIVED = "claimcheck.headers"
"""The extension of a response that holds its headers as received."""


class RefusedConnectError(httpcore.ConnectError):
    """No connection was made: the host leads inside the network."""


class UnknownHostError(httpcore.ConnectError):
    """No connection was made: nobody knows the host."""


async def system_addresses(host: str, port: int) -> Sequence[str]:
    """What the system's resolver says."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def client(
    user_agent: str,
    limits: Limits,
    *,
    allow_loopback: bool = False,
    resolve: Resolve = system_addresses,
    trust: ssl.SSLContext | None = None,
) -> httpx.AsyncClient:
    """An HTTP client that checks before it connects, keeps no cookies, and follows nothing by itself.

    Args:
        user_agent: who asks, and where to complain.
        limits: how long to wait for connections and answers.
        allow_loopback: let this machine be asked, for tests.
        resolve: how host names become addresses.
        trust: the authorities that certificates are verified against; by default certifi's.
    """
    return httpx.AsyncClient(
        transport=_GuardedTransport(
            _GuardedBackend(resolve, allow_loopback), trust or httpx.create_ssl_context(), limits
        ),
        headers={
            "User-Agent": user_agent,
            "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,*/*;q=0.5",
            "Accept-Language": "en,*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        },
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        timeout=httpx.Timeout(limits.read_s, connect=limits.connect_s, pool=None),
        follow_redirects=False,
        trust_env=False,
    )


class _GuardedTransport(httpx.AsyncHTTPTransport):
    """httpx's own transport over a connection pool whose connections are checked first."""

    def __init__(self, backend: httpcore.AsyncNetworkBackend, trust: ssl.SSLContext, limits: Limits) -> None:
        # httpx offers no way to hand its transport a network backend: the pool it would make is made here instead.
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=trust,
            max_connections=2 * limits.hosts,
            max_keepalive_connections=limits.hosts,
            keepalive_expiry=15.0,
            http1=True,
            http2=True,
            network_backend=backend,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await super().handle_async_request(request)
        # httpx looks into Location even when it is not to follow it, and fails on what it cannot read there.
        response.extensions[RECEIVED] = response.headers.raw
        response.headers.pop("location", None)
        return response


class _GuardedBackend(httpcore.AsyncNetworkBackend):
    """Resolves a host once, refuses what is not public, and connects to an address that passed."""

    def __init__(self, resolve: Resolve, allow_loopback: bool) -> None:
        self._resolve = resolve
        self._allow_loopback = allow_loopback
        self._plain = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._resolve(host, port)
        except TimeoutError:
            raise httpcore.ConnectTimeout(f"no answer about where {host} is") from None
        except (OSError, UnicodeError):
            raise UnknownHostError(f"no such host: {host}") from None
        refused = {address: why_not_public(address, allow_loopback=self._allow_loopback) for address in addresses}
        public = [address for address, why in refused.items() if why is None]
        if not public:
            listed = "; ".join(f"{address} is {why}" for address, why in refused.items())
            raise RefusedConnectError(
                f"{host} leads inside the network: {listed}" if listed else f"no such host: {host}"
            )
        failed: Exception = httpcore.ConnectError(f"{host} does not answer")
        for address in public[:4]:
            try:
                return await self._plain.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        raise RefusedConnectError(f"{path} is on this machine")

    async def sleep(self, seconds: float) -> None:
        await self._plain.sleep(seconds)
