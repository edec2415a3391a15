"""A case as one JSON file: every row that belongs to it, and every file under claims/ and evidence/ as it lies."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath

from claimcheck.errors import DamagedError, MissingError, StoreError, TooLargeError
from claimcheck.migrations import BEFORE_THE_FIRST, MIGRATIONS
from claimcheck.store import Imported, Store
from claimcheck.workspace import Workspace

FORMAT = "claimcheck case"
VERSION = 1

FOLDERS = ("claims", "evidence")

_CHUNK_BYTES = 3 * 2**18
"""Base64 of chunks that three divides can be put one after the other."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What an import did.

    Attributes:
        tables: rows added and rows that were there already, table by table.
        written: the files that were written.
        absent: places that the case was read from and that did not come along, as they lay outside of its folders.
    """

    tables: tuple[Imported, ...]
    written: tuple[str, ...]
    absent: tuple[str, ...]


def case_json(workspace: Workspace, store: Store, head: str | None = None) -> Iterator[str]:
    """The case, piece by piece; one row or file a line, and the same bytes for the same case.

    With ``head``, it carries that head of the chain, which an import leaves alone.

    Raises:
        MissingError: a file cannot be read.
    """
    yield f'{{\n"format": {_line(FORMAT)},\n"version": {VERSION},\n"schema": {_line(MIGRATIONS)},\n'
    if head:
        yield f'"head": {_line(head)},\n'
    yield '"tables": {'
    separator = "\n"
    for table, rows in groupby(store.cases.rows(), lambda pair: pair[0]):
        yield f"{separator}{_line(table)}: ["
        yield from _listed(_line(row) for _, row in rows)
        yield "]"
        separator = ",\n"
    yield '\n},\n"files": ['
    yield from _listed("".join(_file(workspace, path)) for path in _files(workspace))
    yield "]\n}\n"


def import_case(workspace: Workspace, file: Path, max_bytes: int) -> Moved:
    """Read a case into a workspace, wholly or not at all; what is there already and equal stays as it is.

    Raises:
        MissingError: there is no such file.
        TooLargeError: it has more than ``max_bytes``.
        DamagedError: it is no case, or damaged.
        StoreError: it is of a newer claimcheck, or a row or file is here already and differs.
    """
    case = _parsed(file, max_bytes)
    try:
        return _import(workspace, case)
    except DamagedError as error:
        raise DamagedError(f"{file}: {error}") from error
    except StoreError as error:
        raise StoreError(f"{file}: {error}") from error


def _listed(lines: Iterator[str]) -> Iterator[str]:
    separator = "\n"
    for line in lines:
        yield f"{separator}{line}"
        separator = ",\n"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _files(workspace: Workspace) -> Iterator[Path]:
    """The files of a workspace that are a part of the case, in order of name; hidden ones are not."""
    for folder in FOLDERS:
        top = workspace.path / folder
        found = (path for path in top.rglob("*") if path.is_file() and not _is_hidden(path.relative_to(top)))
        yield from sorted(found, key=lambda path: path.as_posix())


def _is_hidden(path: Path | PurePosixPath) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _file(workspace: Workspace, path: Path) -> Iterator[str]:
    place = path.relative_to(workspace.path).as_posix()
    digest = hashlib.sha256()
    yield f'{{"place": {json.dumps(place)}, "base64": "'
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                digest.update(chunk)
                yield base64.b64encode(chunk).decode("ascii")
    except OSError as error:
        raise MissingError(f"{path}: {error.strerror}; a case is exported whole or not at all") from error
    yield f'", "digest": "sha256:{digest.hexdigest()}"}}'


@dataclass(frozen=True, slots=True)
class _Case:
    tables: Mapping[str, Sequence[object]]
    files: Mapping[str, bytes]


def _parsed(file: Path, max_bytes: int) -> _Case:
    try:
        with file.open("rb") as stream:
            # A pipe has no size before it is read.
            size = os.fstat(stream.fileno()).st_size or max_bytes
            content = stream.read(size + 1) if size <= max_bytes else b""
    except OSError as error:
        raise MissingError(f"{file}: {error.strerror}; name a file that `claimcheck export json` wrote") from error
    if max(size, len(content)) > max_bytes:
        raise TooLargeError(f"{file}: over {max_bytes / 1e6:,g} MB; --max-mb reads larger ones")
    try:
        # What is no JSON at all, such as NaN, is refused with the rest: no row of ours holds it.
        case = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise DamagedError(f"{file}: not JSON, or cut off; export the case again") from error
    if not isinstance(case, dict) or case.get("format") != FORMAT:
        raise DamagedError(f"{file}: not a case; `claimcheck export json` writes one")
    _check_made_by(file, case.get("version"), case.get("schema"))
    tables, files = case.get("tables"), case.get("files")
    if not isinstance(tables, dict) or not all(isinstance(rows, list) for rows in tables.values()):
        raise DamagedError(f"{file}: its tables are not lists of rows; export the case again")
    if not isinstance(files, list):
        raise DamagedError(f"{file}: its files are missing; export the case again")
    return _Case(tables, dict(_unpacked(file, entry) for entry in files))


def _check_made_by(file: Path, version: object, schema: object) -> None:
    """Refuse what another claimcheck made, where its rows may mean something else."""
    if not isinstance(version, int) or not isinstance(schema, list) or not all(isinstance(s, str) for s in schema):
        raise DamagedError(f"{file}: does not say which claimcheck made it; export the case again")
    if not schema or BEFORE_THE_FIRST in schema:
        raise StoreError(f"{file}: made before the first release; verify its articles anew, and export the case again")
    if version > VERSION or tuple(schema) != MIGRATIONS[: len(schema)]:
        raise StoreError(f"{file}: made by a newer claimcheck; upgrade to import it")


def _unpacked(file: Path, entry: object) -> tuple[str, bytes]:
    """Place and bytes of a file, where the place is one that a case may write to."""
    fields = entry if isinstance(entry, dict) else {}
    place, packed, digest = fields.get("place"), fields.get("base64"), fields.get("digest")
    if not isinstance(place, str) or not isinstance(packed, str):
        raise DamagedError(f"{file}: one of its files has no place or no bytes; export the case again")
    path = PurePosixPath(place)
    if len(path.parts) < 2 or path.parts[0] not in FOLDERS or _is_hidden(path) or str(path) != place or "\\" in place:
        raise DamagedError(f"{file}: {place[:80]!r} is not a place under claims/ or evidence/; nothing was imported")
    try:
        content = base64.b64decode(packed, validate=True)
    except (binascii.Error, ValueError) as error:
        raise DamagedError(f"{file}: the bytes of {place} are damaged; export the case again") from error
    if f"sha256:{hashlib.sha256(content).hexdigest()}" != digest:
        raise DamagedError(f"{file}: {place} is not the file that was exported; export the case again")
    return place, content


def _import(workspace: Workspace, case: _Case) -> Moved:
    fresh = {place: content for place, content in case.files.items() if not _is_there(workspace, place, content)}
    written: list[Path] = []
    made: list[Path] = []
    try:
        workspace.create()
        for place, content in fresh.items():
            _write(workspace.path / place, content, written, made)
        with Store(workspace.database) as store:
            imported = store.cases.keep(case.tables)
            absent = tuple(place for place, _ in store.integrity.files() if not (workspace.path / place).is_file())
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise
    return Moved(tuple(imported), tuple(fresh), absent)


def _is_there(workspace: Workspace, place: str, content: bytes) -> bool:
    """Whether the file is there already.

    Raises:
        StoreError: another one is there, or the place leads out of the workspace.
    """
    path = workspace.path / place
    try:
        if not path.resolve().is_relative_to(workspace.path.resolve()):
            raise StoreError(f"{place} leads out of the workspace; nothing was imported")
        if not path.exists():
            return False
        if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
            return True
    except (OSError, ValueError) as error:
        raise StoreError(f"{place[:80]!r} cannot be written here; nothing was imported") from error
    raise StoreError(f"{place} is here already and differs; nothing was imported; import into a new workspace instead")


def _write(path: Path, content: bytes, written: list[Path], made: list[Path]) -> None:
    """Write a new file, and note what was made for it."""
    try:
        for folder in reversed(path.parents):
            if not folder.exists():
                folder.mkdir()
                made.append(folder)
        unfinished = path.with_name(f".{path.name}.part")
        written.append(unfinished)
        unfinished.write_bytes(content)
        unfinished.replace(path)
        written[-1] = path
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a valid file name"
        raise StoreError(f"{path}: {reason}; nothing was imported") from error
