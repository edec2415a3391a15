"""Whether the database is what the migrations make and the rows say what the texts say: read, and never mended."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import wraps

from claimcheck.archive import WarcRecord
from claimcheck.migrations import migrate
from claimcheck.models import Span
from claimcheck.store import chain
from claimcheck.store.connection import plain_errors
from claimcheck.store.database import Database
from claimcheck.store.documents import document_id

_INDEXES = ("claims_fts", "passages_fts", "minhash_signatures_fts")

_OBJECTS = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"

_QUOTING = {
    "passages": "SELECT number, 'text', document_id, start_char, end_char, text FROM passages",
    "links": "SELECT id, 'text', document_id, start_char, end_char, text FROM links WHERE start_char IS NOT NULL",
    "coverage": "SELECT id, 'text', document_id, start_char, end_char, text FROM coverage",
    "attribution_spans": """
        SELECT attribution_spans.id, 'text', document_id, start_char, end_char, text
        FROM attribution_spans JOIN attributions ON attributions.id = attribution_id""",
    "claim_spans": """
        SELECT claim_spans.id, 'text', document_id, start_char, end_char, claim_spans.text
        FROM claim_spans JOIN claims ON claims.id = claim_id""",
    "substitutions": """
        SELECT substitutions.id, 'old', document_id, start_char, end_char, old
        FROM substitutions JOIN claims ON claims.id = claim_id""",
    "citations": """
        SELECT id, 'text', document_id, start_char, end_char, text FROM citations WHERE start_char IS NOT NULL""",
    "shared_texts": """
        SELECT id, 'text', document_id, start_char, end_char, text FROM shared_texts WHERE text IS NOT NULL""",
    "evidence": "SELECT id, 'text', document_id, start_char, end_char, text FROM evidence",
    "review_evidence": "SELECT id, 'text', document_id, start_char, end_char, text FROM review_evidence",
    "rechecks": """
        SELECT id, 'text', document_id, start_char, end_char, text FROM rechecks
        UNION ALL SELECT id, 'found', found_document_id, found_start_char, found_end_char, found
        FROM rechecks WHERE found IS NOT NULL""",
    "differences": """
        SELECT differences.id, 'evidence', document_id, evidence_start_char, evidence_end_char, differences.evidence
        FROM differences JOIN evidence ON evidence.id = evidence_id""",
}
"""For every table that quotes a document: row, column, document, span and the words kept beside it."""


def _collected(method: Callable[[Integrity], Iterator[str]]) -> Callable[[Integrity], list[str]]:
    """The method with what it yields as a list."""

    @wraps(method)
    def collect(integrity: Integrity) -> list[str]:
        return list(method(integrity))

    return collect


class Integrity:
    """What an audit asks of the database; every problem is one line."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take_any_text(self) -> None:
        """From now on read text that is no UTF-8 as well, with its bytes as half surrogate pairs: its row differs."""
        self._database.connection.text_factory = lambda content: content.decode("utf-8", "surrogateescape")

    @_collected
    def file_problems(self) -> Iterator[str]:
        """What SQLite itself finds wrong: broken pages, rows that refer to nothing, an index that does not fit."""
        for (line,) in self._database.rows("PRAGMA integrity_check"):
            if line != "ok":
                yield f"{line}"
        for table, row, other, _ in self._database.rows("PRAGMA foreign_key_check"):
            # Whatever it is called, the first column is the key.
            (identity, *_) = self._database.row(f"SELECT * FROM {table} WHERE rowid = ?", [row]) or (row,)  # noqa: S608
            yield f"{table} {identity}: refers to a row of {other} that is not there"
        yield from _index_problems(self._database.connection)

    @_collected
    def schema_problems(self) -> Iterator[str]:
        """Tables, indexes, triggers and views that are not as the migrations make them."""
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
            migrate(made)
            wanted = {(kind, name): sql for kind, name, sql in made.execute(_OBJECTS)}
        found = {(kind, name): sql for kind, name, sql in self._database.rows(_OBJECTS)}
        for kind, name in sorted(wanted.keys() | found.keys()):
            if (kind, name) not in found:
                yield f"{kind} {name}: gone"
            elif (kind, name) not in wanted:
                yield f"{kind} {name}: not one of claimcheck's"
            elif found[kind, name] != wanted[kind, name]:
                yield f"{kind} {name}: altered"

    @_collected
    def span_problems(self) -> Iterator[str]:
        """Spans whose words are not those of the text they point into, and documents that are not cut as they say."""
        texts: dict[str, str] = {}
        for identity, digest, text, blocks in self._database.rows(
            "SELECT id, digest, text, blocks_json FROM documents"
        ):
            texts[identity] = text
            if identity != document_id(digest):
                yield f"documents {identity}: its key is not that of its digest"
            if not _is_cut(text, blocks):
                yield f"documents {identity}: its blocks do not match its text"
        for table, query in _QUOTING.items():
            for row, column, document, start, end, words in self._database.rows(query):
                if Span(start, end).of(texts.get(document, "")) != words:
                    yield f"{table} {row}: its {column} is not what stands at {start} to {end} of {document}"
        for row, document, start, end in self._database.rows(
            "SELECT id, document_id, sentence_start_char, sentence_end_char FROM claims"
        ):
            if not Span(start, end).of(texts.get(document, "")).strip():
                yield f"claims {row}: its sentence is not in {document}"
        for row, start, end, words, claim in self._database.rows(
            """
            SELECT differences.id, claim_start_char, claim_end_char, claim, claims.text FROM differences
            JOIN evidence ON evidence.id = evidence_id JOIN claims ON claims.id = claim_id
            """
        ):
            if Span(start, end).of(claim) != words:
                yield f"differences {row}: its claim is not what stands at {start} to {end} of the claim"

    def spans_count(self) -> int:
        """How many rows quote a document."""
        return sum(self._database.value(f"SELECT count(*) FROM ({query})") for query in _QUOTING.values())  # noqa: S608

    def files(self) -> list[tuple[str, str | None]]:
        """The files that the workspace is to hold now, each with the digest of its bytes where they were read."""
        return self._database.rows(
            """
            SELECT place, digest FROM captures
            WHERE is_current AND place NOT LIKE '%://%'
            AND place NOT IN (SELECT place FROM articles WHERE NOT is_current)
            ORDER BY place
            """
        )

    def proofs(self) -> list[tuple[str, str, str, WarcRecord]]:
        """For every retrieval that yielded a document: key, place, the document's digest, and its record."""
        rows = self._database.rows(
            """
            SELECT proofs.id, proofs.place, proofs.digest, held.record_file, held.record_offset_bytes,
                held.record_length_bytes, held.record_id, held.record_type, held.url, held.sent_utc, held.payload_digest
            FROM proofs JOIN requests AS held ON held.record_id = proofs.record_id
            ORDER BY proofs.place, proofs.id
            """
        )
        return [(identity, place, digest, WarcRecord(*record)) for identity, place, digest, *record in rows]

    @_collected
    def unproven(self) -> Iterator[str]:
        """Retrievals that are said to have yielded a document, and lead to no record that holds it."""
        return (
            f"retrievals {identity}: no record in the archive is said to hold what was read from {place}"
            for identity, place in self._database.rows(
                """
                SELECT retrievals.id, retrievals.place FROM retrievals JOIN captures ON captures.id = capture_id
                WHERE document_id IS NOT NULL AND retrievals.id NOT IN (SELECT id FROM proofs) ORDER BY 1
                """
            )
        )

    @_collected
    def chain_problems(self) -> Iterator[str]:
        """Rows that are not as they were written, and entries of the chain that are not."""
        with plain_errors(self._database.path):
            yield from chain.problems(self._database.connection, self._database.path)

    def chain_length(self) -> int:
        """How many entries the chain of all that was written has."""
        with plain_errors(self._database.path):
            return chain.length(self._database.connection)


def _is_cut(text: str, blocks_json: str) -> bool:
    """Whether the blocks follow one another and leave nothing out but blanks."""
    at = 0
    try:
        for _, start, end, *_ in json.loads(blocks_json):
            if not at <= start <= end <= len(text) or text[at:start].strip():
                return False
            at = end
    except (TypeError, ValueError):
        return False
    return not text[at:].strip()


def _index_problems(connection: sqlite3.Connection) -> Iterator[str]:
    """Indexes of words that do not match the text."""
    for at, index in enumerate(_INDEXES):
        try:
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
        except sqlite3.Error as error:
            if not at and error.sqlite_errorname.startswith("SQLITE_READONLY"):
                # SQLite takes the question for a write: it is asked of a copy.
                with closing(sqlite3.connect("", isolation_level=None)) as copy:
                    connection.backup(copy)
                    yield from _index_problems(copy)
                return
            yield f"{index}: does not match the text that it indexes ({error})"
