"""Servers for the tests of the desk, and what people do there."""

from __future__ import annotations

import html
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

SERVE = """\
import sys
from pathlib import Path
from typing import Any
from claimcheck.desk.serve import SignIn, serve
serve(Path(sys.argv[1]), "127.0.0.1", int(sys.argv[2]), False, eval(sys.argv[3]))
"""
BY_HEADER = "SignIn(header='x-user')"
ALONE = "SignIn(name='Ines')"
SECRET = "what the proxy and the desk agreed on"
os.environ["CLAIMCHECK_PROXY_SECRET"] = SECRET


def sent_for(name: str | None) -> dict[str, str]:
    """The headers that a proxy sends for somebody, or for nobody."""
    return {"x-claimcheck-secret": SECRET} | ({"x-user": name} if name else {})


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def served(command: list[str], port: int) -> Iterator[tuple[httpx.Client, subprocess.Popen[str]]]:
    """A server that ends with the block, and a client to talk to it."""
    process = subprocess.Popen(
        [sys.executable, *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, follow_redirects=True) as client:
            # A machine that does much else takes long to start one.
            deadline = time.monotonic() + 60
            while True:
                assert process.poll() is None, process.communicate()
                try:
                    client.get("/-/versions.json")
                except httpx.TransportError:
                    assert time.monotonic() < deadline, "the server did not start"
                    time.sleep(0.05)
                else:
                    break
            yield client, process
    finally:
        process.terminate()
        process.communicate(timeout=10)


@contextmanager
def desk_of(database: Path, people: str = BY_HEADER) -> Iterator[str]:
    """The address of a review desk on this database."""
    port = free_port()
    with served(["-c", SERVE, str(database), str(port), people], port):
        yield f"http://127.0.0.1:{port}"


class Editor:
    """Somebody at the desk, known by what a proxy says, without a browser."""

    def __init__(self, desk: str, name: str | None) -> None:
        self.desk = desk
        self.headers = sent_for(name)
        self.cookies = httpx.Cookies()

    def send(self, method: str, address: str, **told: Any) -> httpx.Response:
        with httpx.Client(base_url=self.desk, timeout=30, headers=self.headers, cookies=self.cookies) as client:
            answer = client.request(method, address, **told)
            self.cookies = client.cookies
        return answer

    def get(self, address: str) -> httpx.Response:
        return self.send("GET", address)

    def form(self, address: str) -> dict[str, str]:
        """The hidden fields of the page's forms."""
        hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', self.get(address).text)
        return dict(hidden)

    def do(self, address: str, do: str, form: dict[str, str] | None = None, **fields: str) -> httpx.Response:
        """Press a button on the page at ``address``; ``form`` is what the page held when it was opened."""
        form = form or self.form(address)
        return self.send("POST", address, data={**form, **fields, "do": do}, follow_redirects=True)


def text(answer: httpx.Response) -> str:
    """What a page says, without its markup."""
    body = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", answer.text, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", body)).split())


def refusal(answer: httpx.Response) -> str:
    """Why the page says that something was not done, in one line."""
    found = re.search(r'id="refused"[^>]*>(.*?)</p>', answer.text, re.DOTALL)
    assert found, text(answer)[:300]
    assert "\n" not in found[1].strip()
    return html.unescape(found[1])
