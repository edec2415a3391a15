"""What was said of sources after they were published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from claimcheck.models import SourceNotice
from claimcheck.store.database import Database
from claimcheck.store.documents import document_id
from claimcheck.store.rows import Row, chars, key, made

_COLUMNS = """
    source_notices.kind, noticed, words, start_char, end_char, table_place, source_notices.url
"""


class Notices:
    """Retractions and corrections of the documents that claims rest on."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sources(self) -> list[str]:
        """The digests of the documents that evidence stands in, in order."""
        return self._database.column(
            "SELECT digest FROM documents WHERE id IN (SELECT document_id FROM evidence) ORDER BY digest"
        )

    def keep(self, digest: str, notices: Sequence[SourceNotice]) -> None:
        """Write what was said of the document with this digest, in place of what was written before."""
        document = document_id(digest)
        rows: list[Row] = [
            {
                "id": key("sn", document, notice.kind, notice.noticed, notice.words),
                "document_id": document,
                "kind": notice.kind,
                "noticed": notice.noticed,
                "words": notice.words,
                **chars(notice.span),
                "table_place": notice.table,
                "url": notice.url,
            }
            for notice in notices
        ]
        there = self._database.value("SELECT count(*) FROM source_notices WHERE document_id = ?", [document])
        if rows or there:
            with self._database.write():
                self._database.reconcile("source_notices", "document_id = ?", [document], rows)


def notices_of(database: Database, wanted: str) -> dict[str, list[SourceNotice]]:
    """The notices on the evidence of these claims (a JSON list of keys), by document digest; the gravest first."""
    found: dict[str, list[SourceNotice]] = defaultdict(list)
    for digest, *row in database.rows(
        f"""
        SELECT digest, {_COLUMNS}
        FROM source_notices JOIN documents ON documents.id = document_id
        WHERE document_id IN (SELECT document_id FROM evidence WHERE claim_id IN (SELECT value FROM json_each(?)))
        ORDER BY digest, CASE source_notices.kind WHEN 'retracted' THEN 1 WHEN 'concern' THEN 2 ELSE 3 END, noticed,
            source_notices.id
        """,  # noqa: S608
        [wanted],
    ):
        found[digest].append(made(SourceNotice, row))
    return found
