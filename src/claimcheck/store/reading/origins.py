"""Which documents count once, what gives that away, and which may that nobody has looked at."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimcheck.store.documents import SUPERSEDED

PER_PAGE = 20
_MEMBERS = 30
"""No more documents than this are listed of one group; the page of each document has its own place in it."""
_WORDS = 30
"""No more of a stretch that two documents share is quoted."""


@dataclass(frozen=True, slots=True)
class SharedWords:
    """What two documents share: how many words, and the beginning of the longest stretch that both hold."""

    words_count: int
    text: str | None


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document as it is listed here.

    Attributes:
        reason: why it belongs to its group; None outside of one.
        copied: what it shares with the document of the group that is nearest to it.
    """

    key: str
    label: str
    publisher: str | None
    published: str | None
    kind: str | None
    reason: str | None = None
    copied: SharedWords | None = None


@dataclass(frozen=True, slots=True)
class SameStory:
    """Documents that count once.

    Attributes:
        members: the first of them, the one that the others go back to before all, of ``documents_count``.
        claims_count: how many claims rest on them.
    """

    members: tuple[ListedDocument, ...]
    documents_count: int
    claims_count: int


@dataclass(frozen=True, slots=True)
class PossibleCopies:
    """Two documents that may go back to one: until somebody says so, they count as two.

    Attributes:
        alone: the key of the one that would stand alone if they do not; None where both are in groups.
    """

    one: ListedDocument
    other: ListedDocument
    reason: str
    copied: SharedWords
    alone: str | None


_GROUPS = """
SELECT origins.origin_document_id, count(DISTINCT origins.document_id), count(DISTINCT claims.id)
FROM origins LEFT JOIN evidence ON evidence.document_id = origins.document_id
LEFT JOIN claims ON claims.id = evidence.claim_id AND claims.is_current
WHERE :q = '' OR origins.origin_document_id IN (
    SELECT origin_document_id FROM origins JOIN documents ON documents.id = document_id
    WHERE label LIKE :like ESCAPE '\\' OR publisher LIKE :like ESCAPE '\\'
)
GROUP BY 1 ORDER BY 3 DESC, 2 DESC, 1 LIMIT :limit OFFSET :offset
"""
_MEMBERS_OF = """
SELECT origin_document_id, documents.id, label, publisher, published, source_kinds.kind, origins.reason
FROM origins JOIN documents ON documents.id = origins.document_id
LEFT JOIN source_kinds ON source_kinds.document_id = documents.id
WHERE origin_document_id IN (SELECT value FROM json_each(?))
ORDER BY origin_document_id <> documents.id, published IS NULL, published, documents.id
"""
_COPIED = """
SELECT document_id, other_document_id, shared_words_count, text FROM shared_texts
WHERE joins = 'merged' AND document_id IN (SELECT value FROM json_each(?1))
AND other_document_id IN (SELECT value FROM json_each(?1)) ORDER BY shared_pct, id DESC
"""
_WAITING = f"""
FROM shared_texts
LEFT JOIN origins AS mine ON mine.document_id = shared_texts.document_id
LEFT JOIN origins AS yours ON yours.document_id = shared_texts.other_document_id
WHERE joins = 'probable' AND (mine.origin_document_id = yours.origin_document_id) IS NOT 1 AND NOT EXISTS (
    SELECT 1 FROM origin_decisions WHERE decision = 'split'
    AND origin_decisions.document_id IN (shared_texts.document_id, shared_texts.other_document_id)
)
AND shared_texts.document_id NOT IN ({SUPERSEDED}) AND shared_texts.other_document_id NOT IN ({SUPERSEDED})
"""  # noqa: S608
_PAIRS = f"""
SELECT
    one.id, one.label, one.publisher, one.published, one_kind.kind,
    other.id, other.label, other.publisher, other.published, other_kind.kind,
    waiting.reason, shared_words_count, waiting.text,
    CASE WHEN is_yours_alone THEN other.id WHEN is_mine_alone THEN one.id END
FROM (
    SELECT shared_texts.*, yours.id IS NULL AS is_yours_alone, mine.id IS NULL AS is_mine_alone
    {_WAITING}
) AS waiting
JOIN documents AS one ON one.id = waiting.document_id
JOIN documents AS other ON other.id = waiting.other_document_id
LEFT JOIN source_kinds AS one_kind ON one_kind.document_id = one.id
LEFT JOIN source_kinds AS other_kind ON other_kind.document_id = other.id
WHERE :q = '' OR one.label LIKE :like ESCAPE '\\' OR one.publisher LIKE :like ESCAPE '\\'
    OR other.label LIKE :like ESCAPE '\\' OR other.publisher LIKE :like ESCAPE '\\'
ORDER BY shared_pct DESC, waiting.id LIMIT :limit OFFSET :offset
"""  # noqa: S608
COUNTED = {
    "once": "SELECT count(DISTINCT origin_document_id) FROM origins",
    "perhaps": f"SELECT count(*) {_WAITING}",
}


def groups(connection: sqlite3.Connection, q: str, like: str, page: int) -> tuple[list[SameStory], bool]:
    """One page of groups, those that most claims rest on first, and whether there are more."""
    counted = connection.execute(_GROUPS, _bound(q, like, page)).fetchall()
    wanted = json.dumps([origin for origin, *_ in counted[:PER_PAGE]])
    found: dict[str, list[ListedDocument]] = defaultdict(list)
    for origin, *document in connection.execute(_MEMBERS_OF, [wanted]):
        found[origin].append(ListedDocument(*document))
    made = []
    for origin, documents, claims in counted[:PER_PAGE]:
        listed = found[origin][:_MEMBERS]
        copied = _copied(connection, [each.key for each in listed])
        members = tuple(replace(each, copied=copied.get(each.key)) for each in listed)
        made.append(SameStory(members, documents, claims))
    return made, len(counted) > PER_PAGE


def pairs(connection: sqlite3.Connection, q: str, like: str, page: int) -> tuple[list[PossibleCopies], bool]:
    """One page of pairs that wait for somebody to look, those that share most first, and whether there are more."""
    rows = connection.execute(_PAIRS, _bound(q, like, page)).fetchall()
    made = [
        PossibleCopies(
            ListedDocument(*row[:5]), ListedDocument(*row[5:10]), row[10], SharedWords(row[11], _cut(row[12])), row[13]
        )
        for row in rows[:PER_PAGE]
    ]
    return made, len(rows) > PER_PAGE


def _bound(q: str, like: str, page: int) -> dict[str, object]:
    return {"q": q, "like": like, "limit": PER_PAGE + 1, "offset": (page - 1) * PER_PAGE}


def _copied(connection: sqlite3.Connection, documents: Sequence[str]) -> dict[str, SharedWords]:
    """What each of these shares with the one of them that it shares most with."""
    found: dict[str, SharedWords] = {}
    for one, other, words, text in connection.execute(_COPIED, [json.dumps(documents)]):
        found[one] = found[other] = SharedWords(words, _cut(text))
    return found


def _cut(text: str | None) -> str | None:
    words = (text or "").split()
    return " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "") if words else None
