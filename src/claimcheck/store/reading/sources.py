"""Where things came from: documents, captures and failures, the kind of each, and which claims rest on it."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimcheck.models import Person, Span
from claimcheck.store import Store
from claimcheck.store.origins import GroupMember, TextInCommon
from claimcheck.store.reading.origins import COUNTED

PER_PAGE = 50
_CLAIMS = 12
"""No more claims than this are listed beside one document."""


@dataclass(frozen=True, slots=True)
class RestingClaim:
    """A claim that rests on a document, by key, with its number and article."""

    id: str
    n: int
    place: str


@dataclass(frozen=True, slots=True)
class ListedSource:
    """What one place holds now: a document, or a failure with its reason.

    Attributes:
        key: the document's key; None for a failure.
        kind, is_guessed: what kind of source it is, and whether nobody said so yet; None where nobody has looked.
        origin: what it goes back to, where that is another document.
        claims: the first claims that rest on it, of ``claims_count``.
    """

    place: str
    key: str | None
    label: str | None
    publisher: str | None
    published: str | None
    url: str | None
    digest: str | None
    captured_utc: str
    failure: str | None
    note: str | None
    kind: str | None
    is_guessed: bool
    origin: str | None
    claims_count: int = 0
    claims: tuple[RestingClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedCopy:
    """A document as it was kept.

    Attributes:
        kind, why_kind, kind_by: what kind of source it is, why, and who said so; nobody where it is a guess.
        places: where it was found, each with the time of the first retrieval and whether it is still there.
        anchors: the words that evidence rests on, each with the claim.
        group: the documents that go back to one text with this one, that text first; none where it stands alone.
        in_common: what it shares with others.
        people: whoever works with the database.
    """

    key: str
    label: str
    title: str | None
    publisher: str | None
    author: str | None
    published: str | None
    url: str | None
    digest: str
    text: str
    blocks: tuple[Span, ...]
    kind: str | None
    why_kind: str | None
    kind_by: str | None
    places: tuple[tuple[str, str, bool], ...]
    anchors: tuple[tuple[Span, RestingClaim], ...]
    group: tuple[GroupMember, ...]
    in_common: tuple[TextInCommon, ...]
    people: tuple[Person, ...]


_SHOWN = {
    "used": "EXISTS (SELECT 1 FROM evidence WHERE evidence.document_id = captures.document_id)",
    "failed": "captures.failure IS NOT NULL",
    "all": "captures.place NOT IN (SELECT place FROM articles)",
}
_COUNTED = {
    "used": "SELECT count(DISTINCT document_id) FROM evidence",
    "failed": "SELECT count(*) FROM captures WHERE is_current AND failure IS NOT NULL",
    "all": "SELECT count(*) - (SELECT count(*) FROM articles WHERE is_current) FROM captures WHERE is_current",
} | COUNTED
_FOUND = """
(captures.place LIKE :like ESCAPE '\\' OR captures.document_id IN (
    SELECT id FROM documents WHERE label LIKE :like ESCAPE '\\' OR publisher LIKE :like ESCAPE '\\'
))
"""
_PAGE = """
SELECT
    captures.place, documents.id, label, publisher, published, url, captures.digest, captured_utc, failure, note,
    source_kinds.kind, source_kinds.decider IS NULL,
    (
        SELECT first.label FROM origins JOIN documents AS first ON first.id = origins.origin_document_id
        WHERE origins.document_id = documents.id AND first.id <> documents.id
    )
FROM (
    SELECT captures.id FROM captures WHERE {conditions} ORDER BY captures.place LIMIT :limit OFFSET :offset
) AS page
JOIN captures ON captures.id = page.id
LEFT JOIN documents ON documents.id = captures.document_id
LEFT JOIN source_kinds ON source_kinds.document_id = documents.id
ORDER BY captures.place
"""
"""Only what a page shows is looked up in full."""


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How much there is of each kind that the page can show."""
    return {shown: connection.execute(sql).fetchone()[0] for shown, sql in _COUNTED.items()}


def like(q: str) -> str:
    """A pattern that finds ``q`` anywhere, whatever it holds."""
    return "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def sources(connection: sqlite3.Connection, shown: str, q: str, page: int) -> tuple[list[ListedSource], bool]:
    """One page of places in order, and whether there are more."""
    conditions = ["captures.is_current", _SHOWN[shown], *([_FOUND] if q else [])]
    rows = connection.execute(
        _PAGE.format(conditions=" AND ".join(conditions)),
        {"like": like(q), "limit": PER_PAGE + 1, "offset": (page - 1) * PER_PAGE},
    ).fetchall()
    found = [ListedSource(*row) for row in rows[:PER_PAGE]]
    resting = _resting(connection, [source.key for source in found if source.key])
    listed = []
    for source in found:
        claims = resting.get(source.key or "", [])
        listed.append(replace(source, claims_count=len(claims), claims=tuple(claims[:_CLAIMS])))
    return listed, len(rows) > PER_PAGE


def _resting(connection: sqlite3.Connection, documents: Sequence[str]) -> dict[str, list[RestingClaim]]:
    found: dict[str, list[RestingClaim]] = defaultdict(list)
    for document, claim, n, place in connection.execute(
        """
        SELECT DISTINCT evidence.document_id, claims.id, claims.n, articles.place
        FROM evidence JOIN claims ON claims.id = evidence.claim_id
        JOIN articles ON articles.document_id = claims.document_id
        WHERE evidence.document_id IN (SELECT value FROM json_each(?)) AND claims.is_current
        ORDER BY articles.place, claims.n
        """,
        [json.dumps(list(documents))],
    ):
        found[document].append(RestingClaim(claim, n, place))
    return found


def saved_copy(connection: sqlite3.Connection, document: str) -> SavedCopy | None:
    """The document with this key; None where there is none."""
    row = connection.execute(
        """
        SELECT
            documents.id, label, title, publisher, author, published, url, digest, text, blocks_json,
            source_kinds.kind, source_kinds.reason, decider
        FROM documents LEFT JOIN source_kinds ON source_kinds.document_id = documents.id WHERE documents.id = ?
        """,
        [document],
    ).fetchone()
    if row is None:
        return None
    places = connection.execute(
        "SELECT place, captured_utc, is_current FROM captures WHERE document_id = ? ORDER BY place, captured_utc",
        [document],
    )
    anchors = connection.execute(
        """
        SELECT DISTINCT start_char, end_char, claims.id, claims.n, articles.place
        FROM evidence JOIN claims ON claims.id = claim_id JOIN articles ON articles.document_id = claims.document_id
        WHERE evidence.document_id = ? AND claims.is_current ORDER BY start_char, end_char, articles.place, claims.n
        """,
        [document],
    )
    key, label, title, publisher, author, published, url, digest, text, blocks, kind, why_kind, kind_by = row
    store = Store.reading(connection)
    members = tuple(store.origins.group(digest))
    return SavedCopy(
        key=key,
        label=label,
        title=title,
        publisher=publisher,
        author=author,
        published=published,
        url=url,
        digest=digest,
        text=text,
        blocks=tuple(Span(start, end) for _, start, end, *_ in json.loads(blocks)),
        kind=kind,
        why_kind=_named(why_kind, members),
        kind_by=kind_by,
        places=tuple((place, captured, bool(current)) for place, captured, current in places),
        anchors=tuple((Span(start, end), RestingClaim(*resting)) for start, end, *resting in anchors),
        group=members,
        in_common=tuple(store.origins.in_common(key)),
        people=tuple(store.people.all()),
    )


def _named(reason: str | None, members: Sequence[GroupMember]) -> str | None:
    """The reason with the documents that it names called as people know them."""
    for member in members:
        reason = reason and reason.replace(member.id, f"“{member.label}”")
    return reason
