"""What the claim status table shows beside its lines: articles, claims that hold words, the details of one page."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.store.reading.flags import Flag, flags


@dataclass(frozen=True, slots=True)
class LineDetail:
    """What a line shows beyond what the whole table is sorted by.

    Attributes:
        words: the exact words of the article, pieces joined by an ellipsis.
        text: the claim, self-contained.
        documents_count: documents that support it, contradict it or hold the speaker's own words.
        origins_count: how many independent texts those go back to.
    """

    words: str
    text: str
    flags: tuple[Flag, ...]
    documents_count: int
    origins_count: int

    @property
    def is_reworded(self) -> bool:
        """Whether the claim is worded otherwise than the article, but for its first letter and its full stop."""
        return self.text.rstrip(".").casefold() != self.words.rstrip(".").casefold()


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article under check, and how many of its sentences became no claim without a stated reason."""

    id: str
    place: str
    title: str
    gaps_count: int


def searched(connection: sqlite3.Connection, q: str) -> frozenset[str]:
    """The claims that hold all the words of ``q``, or whose speakers, sources, notes or comments hold all of it."""
    terms = " ".join(f'"{word}"' for word in q.replace('"', " ").replace("\0", " ").split())
    if not terms:
        return frozenset()
    rows = connection.execute(
        "SELECT claims.id FROM claims_fts JOIN claims ON claims.number = claims_fts.rowid WHERE claims_fts MATCH ?",
        [terms],
    )
    found = {identity for (identity,) in rows}
    like = "%" + q.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    found.update(identity for (identity,) in connection.execute(_AROUND, {"like": like}))
    return frozenset(found)


_AROUND = r"""
SELECT claims.id FROM speakers JOIN attributions ON attributions.speaker_id = speakers.id
JOIN claims ON claims.attribution_id = attributions.id WHERE speakers.name LIKE :like ESCAPE '\'
UNION SELECT id FROM claims WHERE EXISTS (
    SELECT 1 FROM evidence WHERE evidence.claim_id = claims.id AND evidence.document_id IN (
        SELECT id FROM documents WHERE label LIKE :like ESCAPE '\' OR publisher LIKE :like ESCAPE '\'
    )
)
UNION SELECT coalesce(successor_id, claims.id) FROM claims WHERE id IN (
    SELECT claim_id FROM reviews WHERE note LIKE :like ESCAPE '\' OR replacement LIKE :like ESCAPE '\'
    UNION SELECT claim_id FROM steps WHERE note LIKE :like ESCAPE '\'
    UNION SELECT claim_id FROM calls WHERE terms <> 'off_record'
        AND (words LIKE :like ESCAPE '\' OR spoken_to LIKE :like ESCAPE '\')
    UNION SELECT claim_id FROM comments WHERE words LIKE :like ESCAPE '\'
)
"""
"""The claims whose speaker, evidence, notes, comments or calls hold words; not those of calls off the record."""


def articles(connection: sqlite3.Connection) -> list[ListedArticle]:
    """The articles in the workspace now, by place."""
    rows = connection.execute(
        """
        SELECT articles.id, articles.place, coalesce(documents.title, articles.place),
            (SELECT count(*) FROM coverage WHERE coverage.document_id = documents.id AND covered = 'gap')
        FROM articles JOIN documents ON documents.id = articles.document_id
        WHERE articles.is_current ORDER BY articles.place
        """
    )
    return [ListedArticle(*row) for row in rows]


def details(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, LineDetail]:
    """What the lines of these claims show."""
    wanted = json.dumps(list(keys))
    flagged = flags(connection, wanted)
    rows = connection.execute(
        """
        SELECT claims.id, claims.text,
            (
                SELECT group_concat(text, ' … ') FROM (
                    SELECT text FROM claim_spans WHERE claim_id = claims.id AND part = 'words' ORDER BY n
                )
            ),
            count(DISTINCT bearing.document_id),
            count(DISTINCT coalesce(origins.origin_document_id, bearing.document_id))
        FROM claims
        LEFT JOIN evidence AS bearing ON bearing.claim_id = claims.id
            AND (bearing.stance <> 'related' OR bearing.is_echo)
        LEFT JOIN origins ON origins.document_id = bearing.document_id
        WHERE claims.id IN (SELECT value FROM json_each(?))
        GROUP BY claims.id
        """,
        [wanted],
    )
    return {
        identity: LineDetail(words or text, text, tuple(flagged.get(identity, ())), documents, origins)
        for identity, text, words, documents, origins in rows
    }
