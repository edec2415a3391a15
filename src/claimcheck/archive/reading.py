"""WARC files read back: record by record, as retrievals, and looked over for damage."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from claimcheck.archive import records
from claimcheck.archive.members import members
from claimcheck.archive.records import RETRIEVAL, WarcRange, WarcRecord
from claimcheck.errors import StoreError
from claimcheck.fetch.values import Exchange, Fetched

OPEN = ".open"
"""What the name of a file ends in while a run writes to it, and after a run that was cut off."""

_FILE = "file:///"

Body = Callable[[str], bytes | None]
"""From a payload's digest to the payload."""


@dataclass(frozen=True, slots=True)
class KeptRetrieval:
    """A retrieval and its records: one for each exchange that has an answer, and the one that closes it."""

    fetched: Fetched
    answers: tuple[WarcRecord | None, ...]
    closing: WarcRecord
    stretch: WarcRange


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that was put into the workspace by hand, and its record."""

    place: str
    content: bytes
    record: WarcRecord
    stretch: WarcRange

    @property
    def closing(self) -> WarcRecord:
        """The record itself: nothing comes after it."""
        return self.record


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """A record with what it holds.

    Attributes:
        headers: its WARC headers.
        block: its content, HTTP headers included.
    """

    record: WarcRecord
    headers: Mapping[str, str]
    block: bytes


def files(folder: Path) -> list[Path]:
    """The files of an archive, in order of name; those that a run still writes to among them."""
    return sorted([*folder.glob("*.warc.gz"), *folder.glob(f"*.warc.gz{OPEN}")])


def file_url(place: str) -> str:
    """The address by which the archive knows a file of the workspace."""
    return _FILE + quote(place.encode("utf-8", "replace"))


def record_of(headers: Mapping[str, str], file: str, offset: int, length: int) -> WarcRecord:
    """The record with these WARC headers at this place."""
    return WarcRecord(
        file=file,
        offset=offset,
        length=length,
        id=headers["WARC-Record-ID"],
        type=headers["WARC-Type"],
        url=headers.get("WARC-Target-URI", ""),
        date_utc=headers["WARC-Date"],
        payload_digest=headers.get("WARC-Payload-Digest"),
    )


def read(path: Path) -> Iterator[ReadRecord]:
    """The whole records of a file, in order; stops before what is torn or damaged."""
    with path.open("rb") as index, path.open("rb") as stream:
        for offset, length in members(index):
            stream.seek(offset)
            found = _parsed(stream.read(length), path.name.removesuffix(OPEN), offset)
            if found is None:
                return
            yield found


def whole(path: Path, body: Body) -> tuple[int, list[KeptRetrieval | KeptFile]]:
    """How far a file is whole, in bytes, and what it keeps up to there.

    A retrieval that refers to a payload which is nowhere to be found, in the file or by ``body``, is left out.
    """
    held: dict[str, WarcRecord] = {}

    def nearest(payload_digest: str) -> bytes | None:
        record = held.get(payload_digest)
        return exchange(path.parent, record, body).body if record else body(payload_digest)

    end = start = 0
    kept: list[KeptRetrieval | KeptFile] = []
    pending: list[ReadRecord] = []
    for each in read(path):
        pending.append(each)
        if each.record.type == "response" and each.record.payload_digest:
            held.setdefault(each.record.payload_digest, each.record)
        if not _closes(each):
            continue
        end = each.record.offset + each.record.length
        if each.record.type == "resource":
            place = unquote(each.record.url.removeprefix(_FILE))
            kept.append(KeptFile(place, each.block, each.record, _stretch(path, start, end)))
        elif each.record.type == "metadata":
            with suppress(StoreError):
                kept.append(_kept(pending, nearest, _stretch(path, start, end)))
        if each.record.type != "warcinfo":
            start, pending = end, []
    return end, kept


def whole_end(path: Path) -> int:
    """How far a file is whole, in bytes: up to the last record that closes something."""
    ends = (each.record.offset + each.record.length for each in read(path) if _closes(each))
    return max(ends, default=0)


def exchange(folder: Path, record: WarcRecord, body: Body) -> Exchange:
    """The answer that a record holds or refers to.

    Raises:
        StoreError: the archive does not hold it.
    """
    for path in (folder / record.file, folder / f"{record.file}{OPEN}"):
        if path.is_file():
            with path.open("rb") as stream:
                stream.seek(record.offset)
                found = _parsed(stream.read(record.length), record.file, record.offset)
            if found is not None and found.record.id == record.id:
                return records.exchange_of(found.headers, found.block, _original(found, body))
    raise StoreError(f"{record.file}: no record {record.id} at {record.offset}; restore the archive from a copy")


def problems(path: Path) -> Iterator[str]:
    """What is wrong with one file, a line each."""
    end, pending = 0, 0
    for each in read(path):
        record = each.record
        end = record.offset + record.length
        where = f"{path.name}: record {record.id} at {record.offset}"
        if each.headers.get("WARC-Block-Digest") != records.digest(each.block):
            yield f"{where}: its content is not what was written"
        payload = each.block.partition(b"\r\n\r\n")[2] if record.type in ("response", "request") else each.block
        if record.type not in ("revisit", "warcinfo") and record.payload_digest != records.digest(payload):
            yield f"{where}: its body is not what was received"
        pending = 0 if _closes(each) else pending + 1
    size = path.stat().st_size
    if path.name.endswith(OPEN):
        # Where a run was cut off a file may well be torn: the next run mends that.
        return
    if end < size:
        yield f"{path.name}: damaged or torn at {end} of {size} bytes"
    elif pending:
        yield f"{path.name}: its last retrieval is not closed"


def unvouched(folder: Path, stretches: Iterable[WarcRange]) -> Iterator[str]:
    """Where the files are not the bytes that these stretches, which are to cover them all, say; a line each."""
    by_file: dict[str, list[WarcRange]] = {path.name.removesuffix(OPEN): [] for path in files(folder)}
    for stretch in stretches:
        by_file.setdefault(stretch.file, []).append(stretch)
    for name, expected in sorted(by_file.items()):
        path = next((path for path in (folder / name, folder / f"{name}{OPEN}") if path.is_file()), None)
        if path is None:
            yield f"{name}: missing, with {len(expected)} retrievals"
            continue
        with path.open("rb") as stream:
            at = 0
            for stretch in sorted(expected, key=lambda stretch: stretch.offset):
                if stretch.offset != at:
                    yield f"{name}: bytes {at} to {stretch.offset} belong to no retrieval"
                stream.seek(stretch.offset)
                at = stretch.offset + stretch.length
                if records.digest(stream.read(stretch.length)) != stretch.digest:
                    yield f"{name}: bytes {stretch.offset} to {at} are not what was written"
        size = path.stat().st_size
        if at != size and path.name.endswith(OPEN):
            yield f"{name}: {size - at} bytes of a run that was cut off, or is under way; run `claimcheck gather`"
        elif at != size:
            yield f"{name}: bytes {at} to {size} belong to no retrieval"


def _closes(each: ReadRecord) -> bool:
    """Whether what comes before this record is complete with it."""
    if each.record.type == "metadata":
        return each.headers.get("Content-Type") == RETRIEVAL
    return each.record.type in ("resource", "warcinfo")


def _stretch(path: Path, start: int, end: int) -> WarcRange:
    with path.open("rb") as stream:
        stream.seek(start)
        return WarcRange(path.name.removesuffix(OPEN), start, end - start, records.digest(stream.read(end - start)))


def _kept(group: list[ReadRecord], body: Body, stretch: WarcRange) -> KeptRetrieval:
    stated = json.loads(group[-1].block)
    answers = {
        each.record.id: records.exchange_of(each.headers, each.block, _original(each, body))
        for each in group
        if each.record.type in ("response", "revisit")
    }
    placed = {each.record.id: each.record for each in group}
    fetched = records.fetched_of(stated, answers)
    return KeptRetrieval(
        fetched, tuple(placed.get(each["record"]) for each in stated["exchanges"]), group[-1].record, stretch
    )


def _original(found: ReadRecord, body: Body) -> bytes | None:
    if found.headers.get("WARC-Profile") != records.IDENTICAL or found.record.payload_digest is None:
        return None
    original = body(found.record.payload_digest)
    if original is None:
        raise StoreError(f"{found.record.file}: the record that {found.record.id} refers to is missing")
    return original


def _parsed(member: bytes, file: str, offset: int) -> ReadRecord | None:
    """The record in one gzip member; None when it holds none."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(io.BytesIO(member), no_record_parse=True):
            headers = dict(record.rec_headers.headers)
            block = record.raw_stream.read()
            return ReadRecord(record_of(headers, file, offset, len(member)), headers, block)
    except (ArchiveLoadFailed, KeyError, ValueError):
        return None
    return None
