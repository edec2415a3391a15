"""The archive of captures as one WACZ 1.1.1 file, which ReplayWeb.page replays."""

from __future__ import annotations

import gzip
import hashlib
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from claimcheck.archive import reading
from claimcheck.archive.reading import ReadRecord
from claimcheck.errors import MissingError
from claimcheck.store import RetrievalRecord

VERSION = "1.1.1"

_LINES_A_BLOCK = 3000
_EPOCH = (1980, 1, 1, 0, 0, 0)
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class _Part:
    path: str
    content: bytes
    packed: bool

    @property
    def hash(self) -> str:
        return f"sha256:{hashlib.sha256(self.content).hexdigest()}"


def write_wacz(
    target: Path,
    archive: Path,
    retrievals: Sequence[RetrievalRecord],
    software: str,
    *,
    damage: Sequence[str] = (),
    head: str | None = None,
) -> int:
    """Write the files of ``archive`` with an index and a list of pages to ``target``; returns how many pages it lists.

    The same archive makes the same file, byte for byte. What is wrong with the archive, ``damage``, stands in the file
    too, under ``claimcheck:damage`` of its ``datapackage.json``, and the head of the chain under ``claimcheck:head``.

    Raises:
        MissingError: there is nothing in the archive.
    """
    warcs = list(_warcs(archive))
    if not warcs:
        raise MissingError(f"{archive}: no captures; run `claimcheck gather` first")
    lines = sorted(line for path, _ in warcs for line in _index_lines(path))
    index, blocks = _packed_index(lines)
    pages = _pages(retrievals)
    parts = [
        *(_Part(f"archive/{path.name.removesuffix(reading.OPEN)}", content, True) for path, content in warcs),
        _Part("indexes/index.cdx.gz", index, True),
        _Part("indexes/index.idx", blocks, False),
        _Part(
            "pages/pages.jsonl",
            _json_lines([{"format": "json-pages-1.0", "id": "pages", "title": "Captures"}, *pages]),
            False,
        ),
    ]
    package = _datapackage(parts, pages, software, damage, head)
    digest = {"path": "datapackage.json", "hash": _Part("", package, False).hash}
    parts += [
        _Part("datapackage.json", package, False),
        _Part("datapackage-digest.json", json.dumps(digest, indent=2).encode(), False),
    ]
    unfinished = target.with_name(target.name + ".part")
    with zipfile.ZipFile(unfinished, "w") as bundle:
        for part in parts:
            entry = zipfile.ZipInfo(part.path, _EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if part.packed else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            bundle.writestr(entry, part.content)
    unfinished.replace(target)
    return len(pages)


def _warcs(archive: Path) -> Iterator[tuple[Path, bytes]]:
    """The files of the archive; of one that a run was cut off in, what is whole."""
    for path in reading.files(archive):
        content = path.read_bytes()
        if path.name.endswith(reading.OPEN):
            content = content[: reading.whole_end(path)]
        if content:
            yield path, content


def _index_lines(path: Path) -> Iterator[str]:
    """A CDXJ line for each record that can be replayed."""
    name = path.name.removesuffix(reading.OPEN)
    with path.open("rb") as stream:
        for each in reading.read(path):
            record = each.record
            if record.type not in ("response", "revisit", "resource"):
                continue
            stream.seek(record.offset)
            packed = stream.read(record.length)
            fields = {
                "url": record.url,
                "digest": record.payload_digest,
                "mime": _mime(each),
                "offset": record.offset,
                "length": record.length,
                "recordDigest": f"sha256:{hashlib.sha256(packed).hexdigest()}",
                "status": _status(each),
                "filename": name,
            }
            kept = {key: value for key, value in fields.items() if value is not None}
            stamp = "".join(c for c in record.date_utc[:19] if c.isdigit())
            yield f"{surt(record.url)} {stamp} {json.dumps(kept)}\n"


def surt(url: str) -> str:
    """An address as indexes sort it: the host backwards, then the path, all in lower case, the query in order."""
    if not url.startswith(_WEB):
        return url.lower()
    parts = urlsplit(url.lower())
    host = (parts.hostname or "").removeprefix("www.")
    turned = host if ":" in host else ",".join(reversed(host.split(".")))
    default = {"http": 80, "https": 443}[parts.scheme]
    port = f":{parts.port}" if parts.port not in (None, default) else ""
    query = "?" + "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return f"{turned}{port}){parts.path or '/'}{query}"


def _mime(each: ReadRecord) -> str:
    if each.record.type == "revisit":
        return "warc/revisit"
    if each.record.type == "resource":
        return each.headers.get("Content-Type", "application/octet-stream")
    stated = _http_header(each, "content-type").partition(";")[0].strip().lower()
    return stated if "/" in stated and " " not in stated else "unk"


def _status(each: ReadRecord) -> int | None:
    if each.record.type == "resource":
        return None
    status = each.block.partition(b"\r\n")[0].split(b" ")[1:2]
    return int(status[0]) if status and status[0].isdigit() else None


def _http_header(each: ReadRecord, name: str) -> str:
    head = each.block.partition(b"\r\n\r\n")[0].decode("latin-1")
    fields = (line.partition(":") for line in head.split("\r\n")[1:])
    return next((value.strip() for key, _, value in fields if key.lower() == name), "")


def _packed_index(lines: Sequence[str]) -> tuple[bytes, bytes]:
    """The index in packed blocks, and an index of those blocks by their first lines."""
    packed = b""
    blocks = ['!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n']
    for start in range(0, len(lines), _LINES_A_BLOCK):
        block = gzip.compress("".join(lines[start : start + _LINES_A_BLOCK]).encode(), mtime=0)
        key, stamp, _ = lines[start].split(" ", 2)
        digest = f"sha256:{hashlib.sha256(block).hexdigest()}"
        blocks.append(f"{key} {stamp} {json.dumps({'offset': len(packed), 'length': len(block), 'digest': digest})}\n")
        packed += block
    return packed, "".join(blocks).encode()


def _pages(retrievals: Sequence[RetrievalRecord]) -> list[dict[str, Any]]:
    pages = []
    for each in retrievals:
        if each.failure is None and each.final_url and each.final_url.startswith(_WEB):
            moment = f"{each.retrieved_utc[:19]}Z"
            pages.append({"id": each.id, "url": each.final_url, "ts": moment, "title": each.title or each.place})
    return pages


def _json_lines(values: Sequence[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(value) + "\n" for value in values).encode()


def _datapackage(
    parts: Sequence[_Part], pages: Sequence[dict[str, Any]], software: str, damage: Sequence[str], head: str | None
) -> bytes:
    package = {
        "profile": "data-package",
        "wacz_version": VERSION,
        "title": "Evidence",
        "description": "Captures of the evidence for a fact-check, as they were received.",
        "software": software,
        # The time of the last capture rather than of the export: the same archive makes the same file.
        "created": max((page["ts"] for page in pages), default="1980-01-01T00:00:00Z"),
        "resources": [
            {
                "name": part.path.rpartition("/")[2].lower(),
                "path": part.path,
                "hash": part.hash,
                "bytes": len(part.content),
            }
            for part in parts
        ],
    }
    if head:
        package["claimcheck:head"] = head
    if damage:
        package["claimcheck:damage"] = list(damage)
    if pages:
        package |= {"mainPageUrl": pages[0]["url"], "mainPageDate": pages[0]["ts"]}
    return json.dumps(package, indent=2).encode()
