"""A real time-stamping authority on loopback: ``openssl ts`` behind a small HTTP server."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_CONFIGURATION = """
[req]
distinguished_name = name
prompt = no
[name]
CN = Test authority
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[authority]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""


@dataclass
class Authority:
    """Where it answers, what its certificates are checked against, and how it is to answer.

    Attributes:
        manner: ``well``; or ``status`` (an error of HTTP), ``garbage``, ``much`` (more than any stamp) or ``replay``
            (the answer to an earlier request).
        asked: how often it was asked.
    """

    folder: Path
    url: str = ""
    manner: str = "well"
    asked: int = 0
    first: bytes = b""

    @property
    def roots(self) -> Path:
        return self.folder / "root.pem"

    def answer(self, query: bytes) -> bytes:
        self.asked += 1
        (self.folder / "query.tsq").write_bytes(query)
        openssl(
            self.folder,
            *("ts", "-reply", "-config", "openssl.cnf", "-section", "authority", "-queryfile", "query.tsq"),
            *("-inkey", "leaf.key", "-signer", "leaf.pem", "-out", "answer.tsr"),
        )
        made = (self.folder / "answer.tsr").read_bytes()
        self.first = self.first or made
        return {"garbage": b"<html>", "much": bytes(2_000_000), "replay": self.first}.get(self.manner, made)


def openssl(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout + done.stderr


def certified(folder: Path) -> Path:
    """A root and an authority that it certifies, made in ``folder``."""
    folder.mkdir()
    (folder / "openssl.cnf").write_text(_CONFIGURATION)
    (folder / "serial").write_text("01\n")
    new, conf = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"), ("-config", "openssl.cnf")
    subject = ("-subj", "/CN=Test root")
    openssl(
        folder,
        *("req", "-x509", *new, "-keyout", "root.key", "-out", "root.pem", "-days", "3650", *subject, *conf),
        *("-extensions", "root"),
    )
    openssl(folder, "req", *new, "-keyout", "leaf.key", "-out", "leaf.csr", *conf)
    openssl(
        folder,
        *("x509", "-req", "-in", "leaf.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial"),
        *("-out", "leaf.pem", "-days", "3650", "-extfile", "openssl.cnf", "-extensions", "leaf"),
    )
    return folder


@contextmanager
def stamping(folder: Path) -> Iterator[Authority]:
    """An authority that answers on loopback until the block ends."""
    authority = Authority(certified(folder))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/timestamp-query"
            content = authority.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(503 if authority.manner == "status" else 200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    authority.url = f"http://127.0.0.1:{server.server_address[1]}/tsr"
    try:
        yield authority
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
