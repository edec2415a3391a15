"""Documents with their links, and the captures they were read from."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from typing import Any

from claimcheck.errors import NotInStoreError
from claimcheck.models import Block, BlockKind, Capture, Document, Link, Passage, SourceRegion, Span
from claimcheck.store.database import Database
from claimcheck.store.passages import Passages
from claimcheck.store.rows import Row, columns, key, listed, to_json


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """What is known of a document, without its text.

    Attributes:
        id: its key in the store.
        place: the path inside the workspace, or the address, that it was read from.
    """

    id: str
    digest: str
    place: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class KeptCapture:
    """Where a document was captured, or why it was not.

    Attributes:
        place: the path inside the workspace, or the address.
        digest: of the bytes; None where none came.
        captured_utc: when it was first captured like this.
        failure: why there is no document, with what there is to say about it.
        copy_url: the address in a web archive, where the capture is a copy from one.
        copy_utc: when that web archive took the copy.
    """

    place: str
    digest: str | None
    captured_utc: str
    failure: str | None
    label: str | None
    publisher: str | None
    published: str | None
    url: str | None
    copy_url: str | None
    copy_utc: str | None


PLACE_OF_DOCUMENT = """
    coalesce((SELECT place FROM captures WHERE document_id = documents.id ORDER BY is_current DESC, place), label)"""

SUPERSEDED = """\
    SELECT document_id FROM captures WHERE document_id IS NOT NULL GROUP BY document_id HAVING NOT max(is_current)"""
"""The documents that were at a place once, and are at none now: earlier versions of a file or a page."""
"""Where a row of ``documents`` was read from, as SQL."""


def document_id(digest: str) -> str:
    """The key of the document whose bytes have this digest."""
    return key("d", digest)


class Captures:
    """What every place held, or why nothing was retrieved from it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._passages = Passages(database)

    def keep(self, capture: Capture) -> str:
        """Write the capture as what its place holds now; returns its key. What it held before stays as history."""
        return self._keep(capture, is_current=True)

    def keep_failure(self, capture: Capture) -> str:
        """Write a failure; where the place holds a document, that stands, and the failure is history from the start."""
        return self._keep(capture, is_current=self.digest_at(capture.place) is None)

    def _keep(self, capture: Capture, *, is_current: bool) -> str:
        identity = key("k", capture.place, capture.digest, capture.failure)
        values: Row = {
            "id": identity,
            **columns(capture, "place failure note size_bytes digest"),
            "is_current": int(is_current),
            "now": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        with self._database.write():
            displaced = is_current and self._database.execute(
                "UPDATE captures SET is_current = 0 WHERE place = ? AND is_current AND id <> ?",
                [capture.place, identity],
            )
            self._database.execute(
                """
                INSERT INTO captures
                    (id, place, document_id, failure, note, is_current, captured_utc, size_bytes, digest)
                VALUES (:id, :place, (SELECT id FROM documents WHERE digest = :digest AND :failure IS NULL),
                        :failure, :note, :is_current, :now, :size_bytes, :digest)
                ON CONFLICT (id) DO UPDATE SET
                    is_current = max(is_current, excluded.is_current), document_id = excluded.document_id,
                    note = excluded.note, size_bytes = coalesce(excluded.size_bytes, size_bytes)
                WHERE (is_current, document_id, note, size_bytes) IS NOT (
                    max(is_current, excluded.is_current), excluded.document_id, excluded.note,
                    coalesce(excluded.size_bytes, size_bytes)
                )
                """,
                values,
            )
            if displaced:
                self._passages.drop_idle()
        return identity

    def forget(self, kept: Collection[str]) -> None:
        """Mark files that are not among ``kept`` as gone: not searched any more, and still there as history.

        Addresses and the places of articles are left alone.
        """
        with self._database.write():
            self._database.execute(
                """
                UPDATE captures SET is_current = 0
                WHERE is_current AND place NOT LIKE '%://%'
                AND place NOT IN (SELECT value FROM json_each(?)) AND place NOT IN (SELECT place FROM articles)
                """,
                [listed(sorted(kept))],
            )
            self._passages.drop_idle()

    def digest_at(self, place: str) -> str | None:
        """The digest of the readable document that the place was last seen to hold; None when it holds none."""
        found = self._database.value(
            "SELECT digest FROM captures WHERE place = ? AND is_current AND document_id IS NOT NULL", [place]
        )
        return found and str(found)

    def holds(self, place: str, digest: str) -> bool:
        """Whether the place was last seen to hold a readable document of this digest."""
        return self.digest_at(place) == digest

    def failures(self) -> list[Capture]:
        """The places that hold no readable document now, by place."""
        return self._database.made(
            Capture,
            "SELECT place, digest, size_bytes, failure, note FROM captures"
            " WHERE is_current AND failure IS NOT NULL ORDER BY place",
        )

    def sources(self) -> list[KeptCapture]:
        """Every capture of what is no article, by place; what a place holds now comes before what it held."""
        return self._database.made(
            KeptCapture,
            """
            SELECT captures.place, captures.digest, captured_utc, failure || coalesce(': ' || note, ''), label,
                publisher, published, documents.url, last.final_url, last.memento_utc
            FROM captures LEFT JOIN documents ON documents.id = document_id
            LEFT JOIN (
                SELECT capture_id, final_url, memento_utc, max(rowid) FROM retrievals
                WHERE memento_of IS NOT NULL GROUP BY capture_id
            ) AS last ON last.capture_id = captures.id
            WHERE captures.place NOT IN (SELECT place FROM articles)
            ORDER BY captures.place, is_current DESC, captured_utc DESC, captures.id
            """,
        )


class Documents:
    """Readable text with what is known about it, by digest of the bytes it was read from."""

    def __init__(self, database: Database, captures: Captures) -> None:
        self._database = database
        self._captures = captures
        self._passages = Passages(database)

    def keep(self, document: Document, capture: Capture, passages: Sequence[Passage] | None) -> str:
        """Write a document, the capture it was read from and its passages; returns the document's key.

        Without passages (None) those that it has are left as they are.
        """
        identity = document_id(document.digest)
        row: Row = {
            "id": identity,
            "label": document.title or document.url or capture.place,
            **columns(document, "publisher published url title author modified kind language digest text"),
            "blocks_json": to_json([_block_row(block) for block in document.blocks]),
        }
        links: list[Row] = [
            {"id": key("l", identity, n), "document_id": identity, "n": n, **columns(link, "text url span")}
            for n, link in enumerate(document.links, 1)
        ]
        with self._database.write():
            self._database.reconcile("documents", "id = ?", [identity], [row])
            self._database.reconcile("links", "document_id = ?", [identity], links)
            self._captures.keep(capture)
            if passages is not None:
                self._passages.keep(identity, passages)
        return identity

    def get(self, digest: str) -> Document:
        """The document whose bytes have this digest, as it was kept.

        Raises:
            NotInStoreError: there is none.
        """
        row = self._database.row(
            "SELECT id, text, blocks_json, title, publisher, author, published, modified, url, kind, language"
            " FROM documents WHERE digest = ?",
            [digest],
        )
        if row is None:
            raise NotInStoreError(f"{digest}: no such document in the database")
        identity, text, blocks, title, publisher, author, published, modified, url, kind, language = row
        links = self._database.made(
            Link, "SELECT url, text, start_char, end_char FROM links WHERE document_id = ? ORDER BY n", [identity]
        )
        return Document(
            text=text,
            digest=digest,
            blocks=tuple(
                Block(BlockKind(of), Span(start, end), page, why, _regions(*rest))
                for of, start, end, page, why, *rest in json.loads(blocks)
            ),
            title=title,
            publisher=publisher,
            author=author,
            published=published,
            modified=modified,
            language=language,
            url=url,
            kind=kind,
            links=tuple(links),
        )

    def get_by_key(self, identity: str) -> Document:
        """The document with this key, which the database holds."""
        return self.get(self._database.value("SELECT digest FROM documents WHERE id = ?", [identity]))

    def all(self) -> list[KeptDocument]:
        """What every place holds now, by place, without the text."""
        return self._database.made(
            KeptDocument,
            """
            SELECT documents.id, documents.digest, place, title, publisher, published, url
            FROM captures JOIN documents ON documents.id = captures.document_id
            WHERE is_current ORDER BY place
            """,
        )

    def key(self, name: str) -> str:
        """The key of a document that is named by its key, the beginning of it, its digest, or the place that holds it.

        Raises:
            NotInStoreError: there is none, or more than one.
        """
        found = name and self._database.column(
            """
            SELECT id FROM documents WHERE substr(id, 1, length(?1)) = ?1
            UNION SELECT id FROM documents WHERE digest = ?1
            UNION SELECT document_id FROM captures WHERE place = ?1 AND is_current AND document_id IS NOT NULL
            ORDER BY 1
            """,
            [name],
        )
        if not found:
            raise NotInStoreError(f"{name}: no such document; name its place, such as evidence/report.md, or its key")
        if len(found) > 1:
            raise NotInStoreError(
                f"{name}: {len(found)} documents go by that ({', '.join(found[:3])}); give more of one key"
            )
        return str(found[0])


def _block_row(block: Block) -> list[object]:
    regions = [
        [list(value) if isinstance(value, tuple) else value for value in astuple(each)] for each in block.regions
    ]
    return [block.kind, *block.span, block.page, block.why, *([regions] if regions else [])]


def _regions(rows: Sequence[Sequence[Any]] = ()) -> tuple[SourceRegion, ...]:
    return tuple(
        SourceRegion(start, end, from_ms, until_ms, tuple(box) if box else None, confidence)
        for start, end, from_ms, until_ms, box, confidence in rows
    )
