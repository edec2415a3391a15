"""Records of a WARC file: made from exchanges, and read back into them."""

from __future__ import annotations

import hashlib
import io
import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from claimcheck.fetch.values import Exchange, Fetched, Headers, Known, Memento
from claimcheck.models import FailureReason

VERSION = "WARC/1.1"
IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
RETRIEVAL = "application/vnd.claimcheck.retrieval+json"
"""The content type of the metadata record that closes a retrieval."""

RENAMED = "X-Archive-Orig-"
"""Before the name of a header that was true of the bytes on the wire, and is not of the bytes in the record."""

_HTTP2 = "HTTP/2"
_URI_SAFE = ":/?#[]@!$&'()*+,;=%~-._"


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """Where a record is, and what it is.

    Attributes:
        file: the name of the WARC file.
        offset, length: its place in that file, in bytes, as packed.
        id: its WARC-Record-ID.
        type: response, revisit, resource or metadata.
        url: its WARC-Target-URI.
        date_utc: its WARC-Date.
        payload_digest: ``sha256:`` and hex of the payload as received; None where the record has none of its own.
    """

    file: str
    offset: int
    length: int
    id: str
    type: str
    url: str
    date_utc: str
    payload_digest: str | None


@dataclass(frozen=True, slots=True)
class WarcRange:
    """The part of a WARC file that holds all records of one retrieval.

    Attributes:
        file: the name of the WARC file.
        offset, length: where, in bytes.
        digest: ``sha256:`` and hex of those bytes as they lie in the file.
    """

    file: str
    offset: int
    length: int
    digest: str


@dataclass(frozen=True, slots=True)
class UnplacedRecord:
    """A record without a place: its WARC headers, the HTTP headers that open its block, and the rest of the block."""

    headers: Mapping[str, str]
    http: bytes
    payload: bytes

    @property
    def id(self) -> str:
        """Its WARC-Record-ID."""
        return self.headers["WARC-Record-ID"]


def digest(content: bytes) -> str:
    """``sha256:`` and hex."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def response(exchange: Exchange, earlier: WarcRecord | None, known: Known | None) -> UnplacedRecord:
    """A response, or a revisit: of ``earlier``, which has the same payload, or of what ``known`` found unmodified."""
    headers = {"WARC-Type": "response", **_named(exchange.url, exchange.sent_utc)}
    payload = exchange.body
    if known is not None:
        headers |= {"WARC-Type": "revisit", "WARC-Profile": NOT_MODIFIED}
        headers |= {"WARC-Refers-To-Target-URI": known.record_url, "WARC-Refers-To-Date": known.record_utc}
        payload = b""
    elif earlier is not None:
        headers |= {"WARC-Type": "revisit", "WARC-Profile": IDENTICAL, "WARC-Refers-To": earlier.id}
        headers |= {"WARC-Refers-To-Target-URI": earlier.url, "WARC-Refers-To-Date": earlier.date_utc}
        headers["WARC-Payload-Digest"] = digest(payload)
        payload = b""
    if exchange.address:
        headers["WARC-IP-Address"] = exchange.address
    if exchange.protocol:
        headers["WARC-Protocol"] = "h2" if exchange.protocol == _HTTP2 else exchange.protocol.lower()
    if exchange.truncated:
        headers["WARC-Truncated"] = exchange.truncated
    return _draft(headers, "application/http; msgtype=response", payload, _response_head(exchange))


def request(exchange: Exchange, answer: UnplacedRecord) -> UnplacedRecord:
    """The request that an answer is to."""
    headers = {"WARC-Type": "request", **_named(exchange.url, exchange.sent_utc), "WARC-Concurrent-To": answer.id}
    target = "/" + exchange.url.partition("://")[2].partition("/")[2]
    head = _head(f"GET {target} HTTP/1.1", exchange.request_headers)
    return _draft(headers, "application/http; msgtype=request", b"", head)


def retrieval(fetched: Fetched, answers: Mapping[int, UnplacedRecord]) -> UnplacedRecord:
    """The record that closes a retrieval and says what it was; ``answers`` are the responses by number of exchange."""
    headers = {"WARC-Type": "metadata", **_named(fetched.last.url, fetched.last.sent_utc)}
    if answers:
        headers["WARC-Concurrent-To"] = answers[max(answers)].id
    stated = {
        "url": fetched.url,
        "failure": fetched.failure,
        "note": fetched.note,
        "known": asdict(fetched.known) if fetched.known else None,
        "memento": asdict(fetched.memento) if fetched.memento else None,
        "transfer": "chunks are joined; what the server packed is as it packed it",
        "exchanges": [
            {
                "url": exchange.url,
                "sent_utc": exchange.sent_utc,
                "failure": exchange.failure,
                "trouble": exchange.trouble,
                "request_headers": exchange.request_headers,
                "record": answers[n].id if n in answers else None,
            }
            for n, exchange in enumerate(fetched.exchanges)
        ],
    }
    return _draft(headers, RETRIEVAL, json.dumps(stated, indent=1).encode())


def resource(url: str, content: bytes, date_utc: str) -> UnplacedRecord:
    """A file that was put into the workspace by hand."""
    headers = {"WARC-Type": "resource", **_named(url, date_utc)}
    return _draft(headers, "application/octet-stream", content)


def about(file: str, date_utc: str, software: str) -> UnplacedRecord:
    """The record that opens a file."""
    headers = {"WARC-Type": "warcinfo", **_named(None, date_utc), "WARC-Filename": file}
    lines = (f"software: {software}", "format: WARC File Format 1.1", "robots: obey", "")
    return _draft(headers, "application/warc-fields", "\r\n".join(lines).encode())


def packed(draft: UnplacedRecord) -> bytes:
    """The record as a gzip member of its own, written by warcio."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version=VERSION)
    record = writer.create_warc_record(
        draft.headers.get("WARC-Target-URI"),
        draft.headers["WARC-Type"],
        payload=io.BytesIO(draft.payload),
        length=len(draft.payload),
        warc_headers=StatusAndHeaders("", list(draft.headers.items()), protocol=VERSION),
        http_headers=_RawHead(draft.http) if draft.http else None,
    )
    writer.write_record(record)
    return out.getvalue()


class _RawHead:
    """HTTP headers for warcio to write as they are; its own would re-encode what is not ASCII."""

    def __init__(self, content: bytes) -> None:
        self.headers_buff = content

    def compute_headers_buffer(self, _header_filter: object = None) -> None:
        """There is nothing to compute."""


def exchange_of(headers: Mapping[str, str], block: bytes, original: bytes | None) -> Exchange:
    """The exchange behind a response or revisit record; ``original`` is the body that a revisit refers to."""
    head, _, body = block.partition(b"\r\n\r\n")
    status_line, *lines = head.decode("latin-1").split("\r\n")
    protocol, _, status = status_line.partition(" ")
    code, _, phrase = status.partition(" ")
    if headers.get("WARC-Protocol") == "h2":
        protocol, phrase = _HTTP2, ""
    fields = [line.partition(": ") for line in lines]
    return Exchange(
        url=headers["WARC-Target-URI"],
        sent_utc=headers["WARC-Date"],
        address=headers.get("WARC-IP-Address"),
        protocol=protocol,
        status=int(code),
        phrase=phrase,
        headers=tuple((name.removeprefix(RENAMED), value) for name, _, value in fields),
        body=body if original is None else original,
        truncated=headers.get("WARC-Truncated"),
    )


def fetched_of(stated: Mapping[str, Any], answers: Mapping[str, Exchange]) -> Fetched:
    """The retrieval that a metadata record states; ``answers`` are its exchanges by record id."""
    return Fetched(
        url=stated["url"],
        exchanges=tuple(_completed(each, answers) for each in stated["exchanges"]),
        failure=_reason(stated["failure"]),
        note=stated["note"],
        known=Known(**stated["known"]) if stated["known"] else None,
        memento=Memento(**stated["memento"]) if stated["memento"] else None,
    )


def _completed(stated: Mapping[str, Any], answers: Mapping[str, Exchange]) -> Exchange:
    answer = answers[stated["record"]] if stated["record"] else Exchange(stated["url"], stated["sent_utc"])
    return replace(
        answer,
        request_headers=tuple((name, value) for name, value in stated["request_headers"]),
        failure=_reason(stated["failure"]),
        trouble=stated["trouble"],
    )


def _reason(stated: str | None) -> FailureReason | None:
    return FailureReason(stated) if stated else None


def _named(url: str | None, date_utc: str) -> dict[str, str]:
    headers = {"WARC-Record-ID": f"<urn:uuid:{uuid.uuid4()}>", "WARC-Date": date_utc}
    return headers if url is None else headers | {"WARC-Target-URI": quote(url, safe=_URI_SAFE)}


def _draft(headers: dict[str, str], content_type: str, payload: bytes, http: bytes = b"") -> UnplacedRecord:
    headers["Content-Type"] = content_type
    if headers["WARC-Type"] not in ("revisit", "warcinfo"):
        headers["WARC-Payload-Digest"] = digest(payload)
    headers["WARC-Block-Digest"] = digest(http + payload)
    return UnplacedRecord(headers, http, payload)


def _response_head(exchange: Exchange) -> bytes:
    """The headers as received; those that are not true of the record any more go by another name."""
    untrue = {"transfer-encoding"}
    if exchange.header("content-length") != str(len(exchange.body)):
        untrue.add("content-length")
    headers = tuple((RENAMED + name if name.lower() in untrue else name, value) for name, value in exchange.headers)
    protocol, phrase = exchange.protocol or "HTTP/1.1", exchange.phrase
    if protocol == _HTTP2:
        # No reader knows an "HTTP/2 200" line: by custom it is written as HTTP/1.1, and WARC-Protocol tells.
        protocol, phrase = "HTTP/1.1", HTTPStatus(exchange.status).phrase if exchange.status in _STATUSES else ""
    return _head(f"{protocol} {exchange.status} {phrase}", headers)


_STATUSES = frozenset(HTTPStatus)


def _head(first: str, headers: Headers) -> bytes:
    lines = [first, *(f"{name}: {value}" for name, value in headers)]
    return "".join(f"{_one_line(line)}\r\n" for line in lines).encode("latin-1", "replace") + b"\r\n"


def _one_line(line: str) -> str:
    return line.replace("\r", " ").replace("\n", " ")
