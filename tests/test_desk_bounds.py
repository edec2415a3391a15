"""What the desk takes in and hands out has bounds: forms have a length, and no cell of a CSV is a formula."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Sequence

import pytest

from claimcheck.desk.pages.headers import MOST_FORM_BYTES, OURS, Message, Receive, Scope, Send, guarded


def asked(path: str, headers: dict[str, str], pieces: Sequence[bytes], method: str = "POST") -> tuple[int, bytes]:
    """What an application that answers with these pieces of CSV says behind the guard, and with which status."""
    sent: list[Message] = []

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        kind = (b"Content-Type", b"text/csv; charset=utf-8")
        length = (b"Content-Length", str(sum(map(len, pieces))).encode())
        await send({"type": "http.response.start", "status": 200, "headers": [kind, length]})
        for at, piece in enumerate(pieces, 1):
            await send({"type": "http.response.body", "body": piece, "more_body": at < len(pieces)})

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        raise AssertionError("nothing of the form is received")

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    asyncio.run(guarded(app, "/", is_served_by_us=True)(scope, receive, send))
    return sent[0]["status"], b"".join(message["body"] for message in sent[1:])


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"content-length": "400000000"}, 413, id="400 MB"),
        pytest.param({"content-length": "9" * 5000}, 413, id="a number of 5,000 digits"),
        pytest.param({"content-length": "-1"}, 413, id="below 0"),
        pytest.param({"content-length": "many"}, 413, id="no number"),
        pytest.param({"transfer-encoding": "chunked"}, 411, id="no length"),
        pytest.param({"content-length": str(MOST_FORM_BYTES)}, 200, id="just as much"),
        pytest.param({}, 200, id="nothing"),
    ],
)
def test_a_form_is_refused_before_it_is_received(headers: dict[str, str], status: int) -> None:
    assert asked(f"{OURS}/-/login", headers, [b"a\r\n"])[0] == status


@pytest.mark.parametrize(
    ("method", "status", "body"),
    [("GET", 200, b"a\r\n"), ("HEAD", 200, b""), ("POST", 405, None), ("PUT", 405, None), ("DELETE", 405, None)],
)
def test_the_pages_of_datasette_are_read_and_nothing_else(method: str, status: int, body: bytes | None) -> None:
    """Some of them answered other methods with an error of the server."""
    found, said = asked("/claimcheck/claims.csv", {}, [b"a\r\n"], method)
    assert found == status
    assert body is None or said == body


SAFE = {
    "=1+1": "'=1+1", "+1": "'+1", "-2": "-2", "-2.5e3": "-2.5e3", "@a": "'@a", "a=1": "a=1",
    '="a", "b"': "'=\"a\", \"b\"",
    "-a\r\n=b": "'-a\r\n=b", "\uff1d1": "'\uff1d1", "'=1": "''=1", "": "", "\u00e9": "\u00e9",
}  # fmt: skip


@pytest.mark.parametrize("size", [1, 2, 7, 10_000], ids=str)
def test_no_cell_of_a_csv_is_a_formula(size: int) -> None:
    """Wherever the pieces end; numbers below zero and all other cells stay as they are."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows([["id", "text"], *([str(at), cell] for at, cell in enumerate(SAFE))])
    data = written.getvalue().encode()
    _, body = asked("/claimcheck/claims.csv", {}, [data[at : at + size] for at in range(0, len(data), size)], "GET")
    found = [row[1] for row in csv.reader(io.StringIO(body.decode(), newline=""))][1:]
    assert found == list(SAFE.values())
