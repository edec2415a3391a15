"""Captures and the documents read from them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from claimcheck.models import Block, BlockKind, Capture, Document, FailureReason, Link, Passage, Span
from claimcheck.store.rows import Row, key, reconcile, storable, to_json


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """What is said of a document without its text.

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


def document_id(digest: str) -> str:
    """The key of the document whose bytes have this digest."""
    return key("d", digest)


def keep_document(connection: sqlite3.Connection, document: Document, place: str) -> str:
    """Write the document and its links; returns its key."""
    identity = document_id(document.digest)
    row: Row = {
        "id": identity,
        "label": document.title or document.url or place,
        "publisher": document.publisher,
        "published": document.published,
        "url": document.url,
        "title": document.title,
        "author": document.author,
        "modified": document.modified,
        "kind": document.kind,
        "digest": document.digest,
        "text": document.text,
        "blocks_json": to_json([[block.kind, *block.span, block.page, block.why] for block in document.blocks]),
    }
    reconcile(connection, "documents", "id = ?", [identity], [row])
    links: list[Row] = [
        {
            "id": key("l", identity, n),
            "document_id": identity,
            "n": n,
            "text": link.text,
            "url": link.url,
            "start_char": link.span.start if link.span else None,
            "end_char": link.span.end if link.span else None,
        }
        for n, link in enumerate(document.links, 1)
    ]
    reconcile(connection, "links", "document_id = ?", [identity], links)
    return identity


def keep_capture(connection: sqlite3.Connection, capture: Capture) -> str:
    """Write the capture as what its place holds now; returns its key. What the place held before stays as history."""
    identity = key("k", capture.place, capture.digest, capture.failure)
    displaced = connection.execute(
        "UPDATE captures SET is_current = 0 WHERE place = ? AND is_current AND id <> ? RETURNING document_id",
        [storable(capture.place), identity],
    ).fetchall()
    connection.execute(
        """
        INSERT INTO captures (id, place, document_id, failure, note, is_current, captured_utc, size_bytes, digest)
        VALUES (:id, :place, (SELECT id FROM documents WHERE digest = :digest AND :failure IS NULL),
                :failure, :note, 1, :now, :size_bytes, :digest)
        ON CONFLICT (id) DO UPDATE SET
            is_current = 1, document_id = excluded.document_id, note = excluded.note,
            size_bytes = coalesce(excluded.size_bytes, size_bytes)
        WHERE (is_current, document_id, note, size_bytes) IS NOT
            (1, excluded.document_id, excluded.note, coalesce(excluded.size_bytes, size_bytes))
        """,
        {
            "id": identity,
            "place": storable(capture.place),
            "failure": capture.failure,
            "note": capture.note and storable(capture.note),
            "now": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "size_bytes": capture.size_bytes,
            "digest": capture.digest,
        },
    )
    if displaced:
        drop_idle_passages(connection)
    return identity


def keep_passages(connection: sqlite3.Connection, identity: str, passages: Sequence[Passage]) -> None:
    """Make the passages of a document these; untouched when they are so already."""
    kept = connection.execute(
        "SELECT start_char, end_char, text FROM passages WHERE document_id = ? ORDER BY start_char, end_char",
        [identity],
    ).fetchall()
    wanted = sorted({(*passage.span, storable(passage.text)) for passage in passages})
    if kept == wanted:
        return
    connection.execute("DELETE FROM passages WHERE document_id = ?", [identity])
    connection.executemany(
        "INSERT INTO passages (document_id, start_char, end_char, text) VALUES (?, ?, ?, ?)",
        [(identity, *passage) for passage in wanted],
    )


def forget_places(connection: sqlite3.Connection, kept: Collection[str]) -> None:
    """Mark captures of files that are not among ``kept``; addresses and articles are left alone."""
    connection.execute(
        """
        UPDATE captures SET is_current = 0
        WHERE is_current AND place NOT LIKE '%://%'
        AND place NOT IN (SELECT value FROM json_each(?)) AND place NOT IN (SELECT place FROM articles)
        """,
        [to_json(sorted(storable(place) for place in kept))],
    )
    drop_idle_passages(connection)


def drop_idle_passages(connection: sqlite3.Connection) -> None:
    """Take out of the index what no place holds any more; the documents themselves stay as history."""
    connection.execute(
        """
        DELETE FROM passages WHERE document_id IN (
            SELECT id FROM documents WHERE id NOT IN
            (SELECT document_id FROM captures WHERE is_current AND document_id IS NOT NULL)
        )
        """
    )


def documents(connection: sqlite3.Connection) -> Iterator[KeptDocument]:
    """What every place holds now, by place."""
    rows = connection.execute(
        """
        SELECT documents.id, documents.digest, place, title, publisher, published, url
        FROM captures JOIN documents ON documents.id = captures.document_id
        WHERE is_current ORDER BY place
        """
    )
    return (KeptDocument(*row) for row in rows)


def holds(connection: sqlite3.Connection, place: str, digest: str) -> bool:
    """Whether the place was last seen to hold a readable document of this digest."""
    found = connection.execute(
        "SELECT 1 FROM captures WHERE place = ? AND digest = ? AND is_current AND document_id IS NOT NULL",
        [storable(place), digest],
    )
    return found.fetchone() is not None


def failures(connection: sqlite3.Connection) -> Iterator[Capture]:
    """The places that hold no readable document now, by place."""
    rows = connection.execute(
        "SELECT place, digest, size_bytes, failure, note FROM captures"
        " WHERE is_current AND failure IS NOT NULL ORDER BY place"
    )
    return (Capture(place, digest, size, FailureReason(why), note) for place, digest, size, why, note in rows)


def document(connection: sqlite3.Connection, digest: str) -> Document | None:
    """The document of this digest as it was kept; None when there is none."""
    row = connection.execute(
        "SELECT id, text, blocks_json, title, publisher, author, published, modified, url, kind"
        " FROM documents WHERE digest = ?",
        [digest],
    ).fetchone()
    if row is None:
        return None
    identity, text, blocks, title, publisher, author, published, modified, url, kind = row
    links = connection.execute(
        "SELECT url, text, start_char, end_char FROM links WHERE document_id = ? ORDER BY n", [identity]
    )
    return Document(
        text=text,
        digest=digest,
        blocks=tuple(
            Block(BlockKind(kind), Span(start, end), page, why) for kind, start, end, page, why in json.loads(blocks)
        ),
        title=title,
        publisher=publisher,
        author=author,
        published=published,
        modified=modified,
        url=url,
        kind=kind,
        links=tuple(
            Link(address, words, None if start is None else Span(start, end)) for address, words, start, end in links
        ),
    )


def text_of_claim(connection: sqlite3.Connection, claim_id: str) -> str:
    """The text that the spans of a claim count in."""
    (text,) = connection.execute(
        "SELECT documents.text FROM claims JOIN documents ON documents.id = document_id WHERE claims.id = ?", [claim_id]
    ).fetchone()
    return str(text)
