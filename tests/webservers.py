"""Real servers on loopback: honest ones, and ones that do all that a server can do wrong."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import threading
import zlib
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Reader, Writer = asyncio.StreamReader, asyncio.StreamWriter
Handler = Callable[["Asked", Writer], Awaitable[None]]

PROSE = (
    "The harbour master counted the ships that came in during the storm and wrote every name into the log. "
    "By noon eleven trawlers lay behind the breakwater, and two ferries had turned back to the mainland. "
    "Nobody was hurt, the port authority said, although the north quay lost four of its iron bollards. "
)
LONG = "".join(f"<p>{PROSE} This is paragraph {n} of the report about the harbour.</p>" for n in range(9))


def page(body: str, title: str = "Storm at the harbour", head: str = "") -> bytes:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


ARTICLE = page(f"<article><h1>Storm at the harbour</h1>{LONG}</article>")


@dataclass
class Asked:
    """A request as it came in."""

    path: str
    headers: dict[str, str]
    count: int
    host: str = ""


@dataclass
class Site:
    """One server with its pages, and what it was asked.

    Attributes:
        times: when each answer began and ended.
        talk: what it does with a connection, instead of answering by its pages.
    """

    pages: dict[str, Handler] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    times: list[tuple[float, float]] = field(default_factory=list)
    port: int = 0
    talk: Callable[[Reader, Writer], Awaitable[None]] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    async def serve(self, reader: Reader, writer: Writer) -> None:
        """One connection, with as many requests as its client likes."""
        clock = asyncio.get_running_loop().time
        try:
            if self.talk is not None:
                await self.talk(reader, writer)
                return
            while not writer.is_closing():
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                first, *lines = head.strip().split("\r\n")
                headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
                path = first.split(" ")[1]
                asked = Asked(path, headers, sum(each.path == path for each in self.asked) + 1)
                self.asked.append(asked)
                began = clock()
                await self.pages.get(path, self.pages.get("*", NOTHING))(asked, writer)
                self.times.append((began, clock()))
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError, asyncio.CancelledError):
            pass
        finally:
            writer.transport.abort() if writer.transport.is_closing() else writer.close()


def answer(status: int = 200, body: bytes = ARTICLE, **headers: str) -> Handler:
    """An answer by the book."""

    async def handle(_asked: Asked, writer: Writer) -> None:
        writer.write(response(status, body, **headers))
        await writer.drain()

    return handle


NOTHING = answer(404, page("<p>nothing here</p>"))


def response(status: int = 200, body: bytes = ARTICLE, **headers: str) -> bytes:
    named = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value != "-")
    return f"HTTP/1.1 {status} Said\r\n{lines}\r\n".encode() + body


def raw(content: bytes, *, hang: bool = False) -> Handler:
    """These bytes, and then the connection closes, or hangs."""

    async def handle(_asked: Asked, writer: Writer) -> None:
        writer.write(content)
        await writer.drain()
        if hang:
            await asyncio.sleep(30)
        writer.close()

    return handle


def dripping(first: bytes, drop: bytes, every_s: float = 0.02) -> Handler:
    """A beginning, and then drop after drop without end."""

    async def handle(_asked: Asked, writer: Writer) -> None:
        writer.write(first)
        for _ in range(3000):
            writer.write(drop)
            await writer.drain()
            await asyncio.sleep(every_s)

    return handle


def reset() -> Handler:
    """The connection is torn down in the middle."""

    async def handle(_asked: Asked, writer: Writer) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nhalf")
        await writer.drain()
        writer.transport.abort()

    return handle


def late(handler: Handler, wait_s: float) -> Handler:
    async def handle(asked: Asked, writer: Writer) -> None:
        await asyncio.sleep(wait_s)
        await handler(asked, writer)

    return handle


def in_turn(*handlers: Handler) -> Handler:
    """The first answers the first request, and so on; the last all further ones."""

    async def handle(asked: Asked, writer: Writer) -> None:
        await handlers[min(asked.count, len(handlers)) - 1](asked, writer)

    return handle


def conditional(body: bytes, etag: str) -> Handler:
    """Answers 304 to those who have it already."""

    async def handle(asked: Asked, writer: Writer) -> None:
        have = asked.headers.get("if-none-match") == etag
        told = response(304, b"", ETag=etag, Content_Length="-") if have else response(200, body, ETag=etag)
        writer.write(told)
        await writer.drain()

    return handle


def to(location: str, status: int = 302) -> Handler:
    return answer(status, b"", Location=location)


def chunked(body: bytes, *, broken: bool = False) -> bytes:
    pieces = b"".join(b"%x\r\n%s\r\n" % (len(body[n : n + 900]), body[n : n + 900]) for n in range(0, len(body), 900))
    return pieces + (b"zz\r\nno chunk" if broken else b"0\r\n\r\n")


def bomb(layers: int = 1) -> bytes:
    packed = gzip.compress(bytes(40_000_000), 9)
    for _ in range(layers - 1):
        packed = gzip.compress(packed, 9)
    return packed


def deflated(body: bytes, *, raw_stream: bool) -> bytes:
    packer = zlib.compressobj(wbits=-15 if raw_stream else 15)
    return packer.compress(body) + packer.flush()


class Loop:
    """An event loop in a thread of its own, for servers that outlive one test's loop."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, what: Awaitable[object]) -> object:
        async def awaited() -> object:
            return await what

        return asyncio.run_coroutine_threadsafe(awaited(), self.loop).result(30)

    def stop(self) -> None:
        async def cancelled() -> None:
            tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            # Once more around, so that transports can tell that they are closed.
            await asyncio.sleep(0.02)

        self.run(cancelled())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(10)
        self.loop.close()


@contextmanager
def serving(*sites: Site, tls: ssl.SSLContext | None = None) -> Iterator[None]:
    """Serve the sites, each on a port of its own."""
    loop = Loop()
    servers = []
    try:
        for site in sites:
            server = loop.run(asyncio.start_server(site.serve, "127.0.0.1", site.port, ssl=tls, limit=1_000_000))
            site.port = server.sockets[0].getsockname()[1]
            servers.append(server)
        yield
    finally:
        for server in servers:
            loop.loop.call_soon_threadsafe(server.close)
        loop.stop()
