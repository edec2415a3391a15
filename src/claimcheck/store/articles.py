"""Articles as they stand now, and where every document came from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.models import Coverage, Covered, Span
from claimcheck.store.rows import storable


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article under check.

    Attributes:
        place: the path inside the workspace.
        digest: of the document that it holds now.
        coverage: what became of each of its sentences.
    """

    place: str
    digest: str
    coverage: tuple[Coverage, ...]


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


def articles(connection: sqlite3.Connection, place: str | None) -> Iterator[KeptArticle]:
    """The articles that are there now, by place; or the one at ``place``."""
    found = connection.execute(
        """
        SELECT place, digest, document_id FROM articles JOIN documents ON documents.id = document_id
        WHERE is_current AND (:place IS NULL OR place = :place) ORDER BY place
        """,
        {"place": place and storable(place)},
    ).fetchall()
    for where, digest, document in found:
        coverage = connection.execute(
            "SELECT start_char, end_char, covered, why FROM coverage WHERE document_id = ? ORDER BY n", [document]
        )
        yield KeptArticle(
            where,
            digest,
            tuple(Coverage(Span(start, end), Covered(covered), why) for start, end, covered, why in coverage),
        )


def sources(connection: sqlite3.Connection) -> Iterator[KeptCapture]:
    """Every capture of what is no article, by place; what a place holds now comes before what it held."""
    rows = connection.execute(
        """
        SELECT captures.place, captures.digest, captured_utc, failure || coalesce(': ' || note, ''), label, publisher,
            published, documents.url, last.final_url, last.memento_utc
        FROM captures LEFT JOIN documents ON documents.id = document_id
        LEFT JOIN (
            SELECT capture_id, final_url, memento_utc, max(retrieved_utc) FROM retrievals
            WHERE memento_of IS NOT NULL GROUP BY capture_id
        ) AS last ON last.capture_id = captures.id
        WHERE captures.place NOT IN (SELECT place FROM articles)
        ORDER BY captures.place, is_current DESC, captured_utc DESC, captures.id
        """
    )
    return (KeptCapture(*row) for row in rows)
