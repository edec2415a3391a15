"""What fetching asks for and what comes of it, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.models import FailureReason

Headers = tuple[tuple[str, str], ...]
"""Header fields as sent, in order; characters stand for bytes (Latin-1)."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, how much and how often; seconds and bytes.

    Attributes:
        connect_s, read_s: until a connection stands, and between two pieces of an answer.
        whole_s: for one request from first to last byte.
        max_bytes: of a body as it is sent.
        max_content_bytes: of the same unpacked.
        max_redirects: how often an address may point on.
        attempts: how often one address is asked, in all.
        backoff_s: before the second attempt; it doubles after.
        max_wait_s: the longest ``Retry-After`` that is waited for.
        delay_s: between two requests to one host.
        max_delay_s: the longest ``Crawl-delay`` that is kept.
        hosts: how many hosts are asked at once.
        parse_s: of work to read what came, once it is here; as much again for every 2 MB.
    """

    connect_s: float = 10.0
    read_s: float = 20.0
    whole_s: float = 90.0
    max_bytes: int = 20_000_000
    max_content_bytes: int = 20_000_000
    max_redirects: int = 10
    attempts: int = 3
    backoff_s: float = 1.0
    max_wait_s: float = 60.0
    delay_s: float = 1.0
    max_delay_s: float = 30.0
    hosts: int = 40
    parse_s: float = 15.0


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and what came of it.

    Attributes:
        sent_utc: when it was sent: ISO 8601 with microseconds.
        request_headers: what was sent with it.
        address: the IP address that was checked and connected to; None without a connection.
        protocol: ``HTTP/1.1`` or ``HTTP/2``; None without an answer.
        status: None without an answer.
        phrase: the words after the status.
        headers: as received.
        body: as received, after transfer decoding (chunks joined) and before content decoding (still packed).
        truncated: why the body is not whole, in the words of WARC: length, time or disconnect.
        failure: the reason why there is no whole answer; None when there is one.
        trouble: the same in one line.
    """

    url: str
    sent_utc: str
    request_headers: Headers = ()
    address: str | None = None
    protocol: str | None = None
    status: int | None = None
    phrase: str = ""
    headers: Headers = ()
    body: bytes = b""
    truncated: str | None = None
    failure: FailureReason | None = None
    trouble: str | None = None

    def header(self, name: str) -> str | None:
        """The value of the first header of that name."""
        return next((value for key, value in self.headers if key.lower() == name), None)


@dataclass(frozen=True, slots=True)
class Memento:
    """A copy that a web archive holds.

    Attributes:
        original: the address it is a copy of.
        url: where the copy is.
        archived_utc: when the web archive took it: ISO 8601 with seconds.
    """

    original: str
    url: str
    archived_utc: str


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier capture of an address left to ask "anything new?" with.

    Attributes:
        final_url: the address that answered in the end.
        digest: of the document's bytes.
        record_url, record_utc: the archived response that a revisit record refers to.
    """

    final_url: str
    digest: str
    etag: str | None
    last_modified: str | None
    record_url: str
    record_utc: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """One retrieval of one address: every request in order, the last of which decides.

    Attributes:
        url: the address asked for.
        exchanges: at least one; redirects and repeated attempts are exchanges of their own.
        failure: why there are no bytes to read; None when there are.
        note: the failure in one line.
        known: for "not modified", the capture that still stands.
        memento: for a copy from a web archive, which.
    """

    url: str
    exchanges: tuple[Exchange, ...]
    failure: FailureReason | None = None
    note: str | None = None
    known: Known | None = None
    memento: Memento | None = None

    @property
    def last(self) -> Exchange:
        """The request that decided."""
        return self.exchanges[-1]
