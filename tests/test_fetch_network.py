"""What leaves this machine, where it goes, and how politely."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived
from h2.exceptions import H2Error
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.fetch import Fetched, Known, Limits
from claimcheck.fetch.addresses import NOT_PUBLIC, RefusedError, cleaned, why_not_public
from claimcheck.fetch.fetching import Fetcher
from claimcheck.fetch.network import Resolve, client
from claimcheck.models import FailureReason as Why
from webservers import ARTICLE, Asked, Loop, Site, Writer, answer, conditional, response, serving, to

LIMITS = Limits(connect_s=3, read_s=3, whole_s=6, attempts=2, backoff_s=0.02, max_wait_s=1, delay_s=0, max_redirects=5)


async def everything_here(_host: str, _port: int) -> Sequence[str]:
    return ["127.0.0.1"]


def fetch(
    *urls: str,
    limits: Limits = LIMITS,
    resolve: Resolve = everything_here,
    trust: ssl.SSLContext | None = None,
    known: Known | None = None,
) -> list[Fetched]:
    """The retrievals of the addresses, in the order asked."""

    async def run() -> list[Fetched]:
        async with client("claimcheck/test (mailto:desk@example.org)", limits, allow_loopback=True, resolve=resolve,
                          trust=trust) as out:  # fmt: skip
            done = [each async for each in Fetcher(out, limits).fetch_all(dict.fromkeys(urls, known))]
        return sorted(done, key=lambda each: urls.index(each.url))

    return asyncio.run(run())


@pytest.mark.parametrize("network", NOT_PUBLIC, ids=str)
def test_no_network_inside_is_public(network) -> None:
    """The first and the last address of each are refused, loopback opened for tests or not."""
    for address in (network[0], network[-1]):
        assert why_not_public(str(address)) is not None
        if not address.is_loopback:
            assert why_not_public(str(address), allow_loopback=True) is not None


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "2a00:1450:4001::5"])
def test_public_addresses_are_public(address: str) -> None:
    """Also in their longest dress."""
    assert why_not_public(address) is None


@given(st.ip_addresses())
def test_what_the_standards_call_private_is_never_public(address) -> None:
    """Whatever our own table forgets."""
    if address.is_private or address.is_loopback or address.is_link_local or address.is_multicast:
        assert why_not_public(str(address)) is not None


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://user:secret@example.org/x", "https://example.org/x"),
        ("https://example.org/a b\tc", "https://example.org/abc"),
        ("https://example.org/é?q=ü#part", "https://example.org/%C3%A9?q=%C3%BC"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://[2001:4860::8888]:8080/", "http://[2001:4860::8888]:8080/"),
        ("https://example.org/100%25?a=1&b=2", "https://example.org/100%25?a=1&b=2"),
    ],
)
def test_addresses_are_asked_without_what_is_nobodys_business(written: str, asked: str) -> None:
    """No credentials, no fragment, and only characters that HTTP knows."""
    assert cleaned(written) == asked
    assert cleaned(asked) == asked


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    """And nothing else is raised."""
    for url in (text, f"http://{text}", f"https://example.org/{text}"):
        with suppress(RefusedError):
            assert cleaned(url).isascii()


def test_nothing_about_us_is_kept_or_sent_on() -> None:
    """No cookies, no credentials, no referrer; and who asks is said openly."""
    site = Site({"/a": answer(302, b"", Location="/b", Set_Cookie="id=7; Path=/"), "/b": answer()})
    with serving(site):
        host = site.url.removeprefix("http://")
        (fetched,) = fetch(f"http://user:secret@{host}/a")
    assert fetched.failure is None
    for asked in site.asked:
        assert not {"cookie", "authorization", "referer"} & set(asked.headers)
        assert asked.headers["user-agent"] == "claimcheck/test (mailto:desk@example.org)"
    assert "secret" not in repr(fetched.exchanges)


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    """A name that leads inward and out is asked outside; one that changes its mind is asked where it was checked."""
    site = Site({"*": answer()})
    answers = iter([["10.0.0.1", "127.0.0.1"], ["10.0.0.1"]])

    async def fickle(_host: str, _port: int) -> Sequence[str]:
        return next(answers)

    with serving(site):
        (fetched,) = fetch(f"http://fickle.example:{site.port}/x", resolve=fickle)
    assert fetched.failure is None
    assert {exchange.address for exchange in fetched.exchanges} == {"127.0.0.1"}
    assert next(answers) == ["10.0.0.1"]


def test_loopback_is_refused_unless_it_is_opened() -> None:
    """The flag is for tests; without it this machine is inside the network like any other."""
    site = Site({"*": answer()})

    async def run() -> Fetched:
        async with client("test", LIMITS) as out:
            return await Fetcher(out, LIMITS).fetch(site.url)

    with serving(site):
        fetched = asyncio.run(run())
    assert (fetched.failure, site.asked) == (Why.REFUSED, [])


def test_a_host_is_asked_one_by_one_and_slowly_when_it_asks_for_it() -> None:
    """Crawl-delay lies between the end of one answer and the next question; hosts do not wait for one another."""
    slow = Site({"*": answer(), "/robots.txt": answer(200, b"User-agent: *\nCrawl-delay: 0.3")})
    quick = Site({"*": answer(), "/robots.txt": answer(404, b"")})
    with serving(slow, quick):
        began = time.monotonic()
        done = fetch(*(f"{site.url}/{n}" for n in range(4) for site in (slow, quick)))
        took = time.monotonic() - began
    assert [each.failure for each in done] == [None] * 8
    gaps = [after[0] - before[1] for before, after in zip(slow.times[1:], slow.times[2:], strict=False)]
    assert len(gaps) == 3
    assert min(gaps) >= 0.29
    assert all(before[1] <= after[0] for before, after in zip(quick.times, quick.times[1:], strict=False))
    assert max(end for _, end in quick.times) < slow.times[2][0]
    assert took < 4


def test_robots_are_asked_once_a_host() -> None:
    """However many pages are wanted of it."""
    site = Site({"*": answer(), "/robots.txt": answer(200, b"User-agent: *\nDisallow: /x")})
    with serving(site):
        fetch(*(f"{site.url}/{n}" for n in range(5)))
    assert site.paths().count("/robots.txt") == 1


def test_the_wait_that_the_server_asks_for_is_kept() -> None:
    """Retry-After is waited for, and every attempt is told."""
    site = Site({"/robots.txt": answer(404, b"")})

    async def later(asked: Asked, writer: Writer) -> None:
        writer.write(response(503, b"", Retry_After="1") if asked.count == 1 else response())

    site.pages["/x"] = later
    with serving(site):
        began = time.monotonic()
        (fetched,) = fetch(f"{site.url}/x")
        assert time.monotonic() - began >= 1
    assert [exchange.status for exchange in fetched.exchanges] == [503, 200]


def test_every_hop_is_kept() -> None:
    """Addresses, answers and their headers, from the first to the last."""
    site = Site({"/a": to("/b", 301), "/b": to("c", 307), "/c": answer(200, ARTICLE, X_Odd="caf\xe9")})
    with serving(site):
        (fetched,) = fetch(f"{site.url}/a")
    assert [(exchange.url.rpartition("/")[2], exchange.status) for exchange in fetched.exchanges] == [
        ("a", 301), ("b", 307), ("c", 200),
    ]  # fmt: skip
    assert fetched.last.body == ARTICLE
    assert fetched.exchanges[0].header("location") == "/b"
    assert all(exchange.request_headers for exchange in fetched.exchanges)


def test_an_unchanged_page_is_not_sent_again() -> None:
    """What is known of it goes to the address that answered, and to no other."""
    site = Site({"/a": to("/b"), "/b": conditional(ARTICLE, '"v1"')})
    with serving(site):
        known = Known(f"{site.url}/b", "sha256:1", '"v1"', None, "http://a.example/", "2026-01-01T00:00:00Z")
        (fetched,) = fetch(f"{site.url}/a", known=known)
    assert fetched.known == known
    assert fetched.last.status == 304
    assert [asked.headers.get("if-none-match") for asked in site.asked if asked.path != "/robots.txt"] == [
        None,
        '"v1"',
    ]


@contextmanager
def hypercorn(folder: Path, certificate: trustme.LeafCert) -> Iterator[int]:
    """A server that speaks HTTP/2 over TLS."""
    from hypercorn.asyncio import serve
    from hypercorn.config import Config

    async def app(scope, receive, send) -> None:
        if scope["type"] != "http":
            return
        found = scope["path"] != "/robots.txt"
        headers = [(b"content-type", b"text/html; charset=utf-8"), (b"x-protocol", scope["http_version"].encode())]
        await send({"type": "http.response.start", "status": 200 if found else 404, "headers": headers})
        await send({"type": "http.response.body", "body": ARTICLE if found else b"no"})

    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    certificate.private_key_pem.write_to_path(folder / "key.pem")
    for n, blob in enumerate(certificate.cert_chain_pems):
        blob.write_to_path(folder / "chain.pem", append=n > 0)
    config = Config()
    config.bind = [f"127.0.0.1:{port}"]
    config.certfile, config.keyfile = str(folder / "chain.pem"), str(folder / "key.pem")
    config.errorlog = config.accesslog = None
    config.graceful_timeout = 0.1
    loop = Loop()
    stop = asyncio.Event()
    running = asyncio.run_coroutine_threadsafe(serve(app, config, shutdown_trigger=stop.wait), loop.loop)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.02)
    try:
        yield port
    finally:
        loop.loop.call_soon_threadsafe(stop.set)
        running.result(10)
        loop.stop()


def test_http2_is_spoken_and_told(tmp_path: Path) -> None:
    """Over a connection verified by the host's name, to the address that was checked."""
    authority = trustme.CA()
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    with hypercorn(tmp_path, authority.issue_cert("paper.example")) as port:
        (fetched,) = fetch(f"https://paper.example:{port}/news", trust=trust)
    assert fetched.failure is None, fetched.note
    assert (fetched.last.protocol, fetched.last.header("x-protocol")) == ("HTTP/2", "2")
    assert (fetched.last.address, fetched.last.body) == ("127.0.0.1", ARTICLE)


def expired(authority: trustme.CA) -> trustme.LeafCert:
    return authority.issue_cert("paper.example", not_after=datetime.now(UTC) - timedelta(days=1))


@pytest.mark.parametrize(
    ("issue", "says"),
    [
        (lambda _authority: trustme.CA().issue_cert("paper.example"), "certificate"),
        (lambda authority: authority.issue_cert("other.example"), "paper.example"),
        (lambda authority: authority.issue_cert("127.0.0.1"), "paper.example"),
        (expired, "expired"),
    ],
    ids=["unknown authority", "another host's", "the address's, not the name's", "expired"],
)
def test_a_bad_certificate_is_refused(issue, says: str) -> None:
    """Verification is never turned off, and is by the host's name."""
    authority = trustme.CA()
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issue(authority).configure_cert(shown)
    site = Site({"*": answer()})
    with serving(site, tls=shown):
        (fetched,) = fetch(f"https://paper.example:{site.port}/news", trust=trust)
    assert fetched.failure is Why.REFUSED
    assert says in (fetched.note or "")
    assert site.asked == []


def test_a_server_that_does_not_speak_tls_is_dead() -> None:
    """Plain HTTP where TLS was promised."""

    async def bad_request(_reader: object, writer: Writer) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    site = Site(talk=bad_request)
    with serving(site):
        (fetched,) = fetch(f"https://paper.example:{site.port}/news")
    assert fetched.failure is Why.DEAD
    assert "TLS" in (fetched.note or "")


def test_a_port_where_nobody_listens_is_dead() -> None:
    """And says so."""
    site = Site({})
    with serving(site):
        pass
    (fetched,) = fetch(f"{site.url}/news")
    assert (fetched.failure, fetched.note) == (Why.DEAD, "the server takes no connection")


@contextmanager
def http2(script: Callable[[H2Connection, int, Writer], Awaitable[None]]) -> Iterator[tuple[int, ssl.SSLContext]]:
    """A server that speaks HTTP/2 up to the first request, and then does as the script says."""
    authority = trustme.CA()
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shown.set_alpn_protocols(["h2"])
    authority.issue_cert("paper.example").configure_cert(shown)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = H2Connection(H2Configuration(client_side=False))
        connection.initiate_connection()
        try:
            while not writer.is_closing():
                writer.write(connection.data_to_send())
                for event in connection.receive_data(await reader.read(65_536) or b"\0" * 9):
                    if isinstance(event, RequestReceived) and (b":path", b"/robots.txt") in event.headers:
                        connection.send_headers(event.stream_id, [(":status", "404")], end_stream=True)
                    elif isinstance(event, RequestReceived):
                        writer.write(connection.data_to_send())
                        await script(connection, event.stream_id, writer)
        except (ConnectionError, asyncio.CancelledError, H2Error, ssl.SSLError):
            pass
        finally:
            writer.close()

    site = Site(talk=serve)
    with serving(site, tls=shown):
        yield site.port, trust


async def stream_reset(connection: H2Connection, stream: int, writer: Writer) -> None:
    connection.reset_stream(stream)


async def goodbye(connection: H2Connection, _stream: int, writer: Writer) -> None:
    connection.close_connection()
    writer.write(connection.data_to_send())
    writer.close()


async def noise(_connection: H2Connection, _stream: int, writer: Writer) -> None:
    writer.write(bytes(range(200)) * 9)


async def cut_off(connection: H2Connection, stream: int, writer: Writer) -> None:
    connection.send_headers(stream, [(":status", "200"), ("content-type", "text/html")])
    connection.send_data(stream, ARTICLE[:300])
    writer.write(connection.data_to_send())
    await writer.drain()
    writer.close()


async def without_end(connection: H2Connection, stream: int, writer: Writer) -> None:
    connection.send_headers(stream, [(":status", "200"), ("content-type", "text/html")])
    connection.send_data(stream, b"x" * 16_000)


@pytest.mark.parametrize(
    ("script", "why"),
    [
        (stream_reset, {Why.DEAD, Why.PARSE_ERROR}),
        (goodbye, {Why.DEAD}),
        (noise, {Why.PARSE_ERROR}),
        (cut_off, {Why.PARSE_ERROR}),
        (without_end, {Why.TIMEOUT}),
    ],
    ids=["stream reset", "goodbye", "noise", "cut off", "without end"],
)
def test_http2_can_be_broken_too(script, why: set[Why]) -> None:
    """And is recorded like anything else."""
    with http2(script) as (port, trust):
        (fetched,) = fetch(f"https://paper.example:{port}/news", trust=trust, limits=replace(LIMITS, read_s=0.7))
    assert fetched.failure in why, fetched.note
    assert "\n" not in (fetched.note or "")
