"""Which documents go back to one, what people decided about that, and what kind of source each is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from claimcheck.errors import NotInStoreError
from claimcheck.origins import (
    OriginChoice,
    OriginDecision,
    Source,
    SourceKind,
    components,
    decided,
    origin_of,
)
from claimcheck.origins.minhash import Sketch
from claimcheck.store import minhash
from claimcheck.store.comparisons import Comparer, Look
from claimcheck.store.documents import document_id
from claimcheck.store.rows import Row, key, reconcile, to_json
from claimcheck.store.sharing import merged


@dataclass(frozen=True, slots=True)
class KindDecision:
    """What kind of source a person said a document is.

    Attributes:
        document: the key of the document.
        decided_utc: ISO 8601 with seconds, UTC.
    """

    document: str
    kind: SourceKind
    decider: str
    note: str
    decided_utc: str


@dataclass(frozen=True, slots=True)
class GroupMember:
    """A document of a group of one origin.

    Attributes:
        id, digest, label: the document.
        reason: what gives away that it belongs there; for the origin, why it is the origin.
        kind: what kind of source it is.
        origin: the key of the document that the group goes back to.
    """

    id: str
    digest: str
    label: str
    published: str | None
    reason: str
    kind: SourceKind
    origin: str

    @property
    def is_origin(self) -> bool:
        """Whether the others go back to this one."""
        return self.id == self.origin


def waiting(connection: sqlite3.Connection) -> list[str]:
    """The documents that were never compared with the others."""
    rows = connection.execute("SELECT id FROM documents EXCEPT SELECT document_id FROM source_kinds ORDER BY 1")
    return [identity for (identity,) in rows]


def keep_sketches(connection: sqlite3.Connection, found: Mapping[str, Sketch]) -> None:
    """Take documents into the index where they are not in it yet."""
    held = connection.execute(
        "SELECT document_id FROM sketches WHERE document_id IN (SELECT value FROM json_each(?))", [to_json(list(found))]
    )
    there = {identity for (identity,) in held}
    minhash.keep(connection, ((identity, each) for identity, each in found.items() if identity not in there))


def regroup(connection: sqlite3.Connection, look: Callable[[str], Look], touched: Collection[str]) -> None:
    """Write the groups, origins and kinds of ``touched`` documents and of all that hang together with them.

    ``look`` tells what a document shows by itself.
    """
    affected = _affected(connection, touched)
    decisions = list(_decisions(connection, affected))
    groups = components(affected, decided(merged(connection, affected), decisions))
    rows: list[Row] = []
    kinds: list[Row] = []
    chosen = _chosen_kinds(connection, affected)
    for group in groups:
        origin = group[0]
        if len(group) > 1:
            origin, why = origin_of([look(identity).member for identity in group])
            told = _reasons(connection, group, decisions) | {origin: why}
            rows += [_origin(identity, origin, told[identity]) for identity in group]
        kinds += [chosen.get(one) or _guessed(look(one), one, origin) for one in group]
    scope, bound = "document_id IN (SELECT value FROM json_each(?))", [to_json(sorted(affected))]
    reconcile(connection, "origins", scope, bound, rows)
    reconcile(connection, "source_kinds", scope, bound, kinds)
    connection.execute(
        """
        UPDATE evidence SET origin_document_id = standing.origin_document_id FROM (
            SELECT documents.id, coalesce(origins.origin_document_id, documents.id) AS origin_document_id
            FROM documents LEFT JOIN origins ON origins.document_id = documents.id
            WHERE documents.id IN (SELECT value FROM json_each(?))
        ) AS standing
        WHERE evidence.document_id = standing.id AND evidence.origin_document_id IS NOT standing.origin_document_id
        """,
        bound,
    )


def decide_origin(connection: sqlite3.Connection, decision: OriginDecision) -> None:
    """Write what a person decided, after all before it; groups and counts follow at once. A second time is nothing new.

    Raises:
        NotInStoreError: there is no such document.
    """
    named = [decision.document, *([decision.other] if decision.other else [])]
    _expect(connection, named)
    row: Row = {
        "id": "",
        "decision": decision.decision,
        "document_id": decision.document,
        "other_document_id": decision.other,
        "decider": decision.decider,
        "note": decision.note,
        "decided_utc": decision.decided_utc,
    }
    if _append(connection, "origin_decisions", "od", row):
        regroup(connection, Comparer(connection).look, named)


def decide_kind(connection: sqlite3.Connection, decision: KindDecision) -> None:
    """Write what kind of source a person says a document is; it holds from now on. A second time is nothing new.

    Raises:
        NotInStoreError: there is no such document.
    """
    _expect(connection, [decision.document])
    row: Row = {
        "id": "",
        "document_id": decision.document,
        "kind": decision.kind,
        "decider": decision.decider,
        "note": decision.note,
        "decided_utc": decision.decided_utc,
    }
    if _append(connection, "source_kind_decisions", "oq", row):
        regroup(connection, Comparer(connection).look, [decision.document])


def sources(connection: sqlite3.Connection, digests: Iterable[str]) -> dict[str, Source]:
    """Where documents come from, by digest; the house is for those to say who read the text."""
    rows = connection.execute(
        """
        SELECT documents.digest, coalesce(first.digest, documents.digest), source_kinds.kind FROM documents
        LEFT JOIN origins ON origins.document_id = documents.id
        LEFT JOIN documents AS first ON first.id = origins.origin_document_id
        LEFT JOIN source_kinds ON source_kinds.document_id = documents.id
        WHERE documents.digest IN (SELECT value FROM json_each(?))
        """,
        [to_json(sorted(digests))],
    )
    return {digest: Source(origin, SourceKind(kind) if kind else None) for digest, origin, kind in rows}


def group(connection: sqlite3.Connection, digest: str) -> list[GroupMember]:
    """The documents that go back to the same one as this, the origin first; none when it stands alone."""
    within = "(SELECT origin_document_id FROM origins WHERE document_id = ?)"
    return _members(connection, f"WHERE origin_document_id = {within}", [document_id(digest)])


def groups(connection: sqlite3.Connection) -> list[list[GroupMember]]:
    """All groups of documents that go back to one, by that one."""
    every = _members(connection, "", [])
    return [list(members) for _, members in groupby(every, key=lambda member: member.origin)]


def _members(connection: sqlite3.Connection, where: str, bound: Sequence[str]) -> list[GroupMember]:
    rows = connection.execute(
        f"""
        SELECT documents.id, digest, label, published, origins.reason, source_kinds.kind, origin_document_id
        FROM origins JOIN documents ON documents.id = origins.document_id
        JOIN source_kinds ON source_kinds.document_id = documents.id {where}
        ORDER BY origin_document_id, origin_document_id <> documents.id, published IS NULL, published, documents.id
        """,  # noqa: S608
        bound,
    )
    return [
        GroupMember(identity, digest, label, published, reason, SourceKind(kind), origin)
        for identity, digest, label, published, reason, kind, origin in rows
    ]


def named(connection: sqlite3.Connection, name: str) -> list[str]:
    """The keys of the documents that ``name`` can stand for: a key or its beginning, or a place that holds one now."""
    return [
        identity
        for (identity,) in connection.execute(
            """
            SELECT id FROM documents WHERE substr(id, 1, length(?1)) = ?1
            UNION SELECT document_id FROM captures WHERE place = ?1 AND is_current AND document_id IS NOT NULL
            ORDER BY 1
            """,
            [name],
        )
    ]


def _affected(connection: sqlite3.Connection, touched: Collection[str]) -> set[str]:
    """``touched``, and all that they are or were in one group with, by text or by decision."""
    seen, fresh = set(touched), set(touched)
    while fresh:
        near = {identity for pair in merged(connection, fresh) for identity in pair}
        near.update(
            identity
            for pair in connection.execute(
                """
                SELECT document_id, other_document_id FROM origin_decisions
                WHERE other_document_id IS NOT NULL AND document_id IN (SELECT value FROM json_each(?1))
                UNION SELECT document_id, other_document_id FROM origin_decisions
                WHERE other_document_id IN (SELECT value FROM json_each(?1))
                UNION SELECT held.document_id, held.origin_document_id FROM origins AS mine
                JOIN origins AS held USING (origin_document_id)
                WHERE mine.document_id IN (SELECT value FROM json_each(?1))
                """,
                [to_json(sorted(fresh))],
            )
            for identity in pair
        )
        fresh = near - seen
        seen |= fresh
    return seen


def _decisions(connection: sqlite3.Connection, documents: Collection[str]) -> Iterator[OriginDecision]:
    rows = connection.execute(
        """
        SELECT decision, document_id, other_document_id, decider, note, decided_utc FROM origin_decisions
        WHERE document_id IN (SELECT value FROM json_each(?)) ORDER BY number
        """,
        [to_json(sorted(documents))],
    )
    return (OriginDecision(OriginChoice(decision), *rest) for decision, *rest in rows)


def _reasons(
    connection: sqlite3.Connection, group: Sequence[str], decisions: Sequence[OriginDecision]
) -> dict[str, str]:
    """For every document of a group what ties it closest to another, in words."""
    inside = to_json(sorted(group))
    labels = dict(
        connection.execute("SELECT id, label FROM documents WHERE id IN (SELECT value FROM json_each(?))", [inside])
    )
    rows = connection.execute(
        """
        SELECT document_id, other_document_id, reason FROM shared_texts
        WHERE joins = 'merged' AND document_id IN (SELECT value FROM json_each(?1))
        AND other_document_id IN (SELECT value FROM json_each(?1)) ORDER BY shared_pct, id DESC
        """,
        [inside],
    )
    split = {one.document for one in decisions if one.other is None}
    told: dict[str, str] = {}
    for one, other, reason in rows:
        if not split & {one, other}:
            told |= {one: f"shared with “{labels[other]}”: {reason}", other: f"shared with “{labels[one]}”: {reason}"}
    for decision in decisions:
        one, other = decision.document, decision.other or ""
        if other in labels and one in labels:
            note = f": {decision.note}" if decision.note else ""
            for here, there in ((one, other), (other, one)):
                told.setdefault(here, f"joined with “{labels[there]}” by {decision.decider}{note}")
    return told


def _chosen_kinds(connection: sqlite3.Connection, documents: Collection[str]) -> dict[str, Row]:
    rows = connection.execute(
        """
        SELECT document_id, kind, note, decider, max(number) FROM source_kind_decisions
        WHERE document_id IN (SELECT value FROM json_each(?)) GROUP BY document_id
        """,
        [to_json(sorted(documents))],
    )
    return {
        identity: _kind(identity, kind, note or "set by hand", decider) for identity, kind, note, decider, _ in rows
    }


def _guessed(look: Look, identity: str, origin: str) -> Row:
    if look.kind is SourceKind.ORIGINAL and identity != origin:
        return _kind(identity, SourceKind.REPUBLICATION, f"its text goes back to {origin}", None)
    return _kind(identity, look.kind, look.reason, None)


def _kind(identity: str, kind: str, reason: str, decider: str | None) -> Row:
    return {"id": key("ok", identity), "document_id": identity, "kind": kind, "reason": reason, "decider": decider}


def _origin(identity: str, origin: str, reason: str) -> Row:
    return {"id": key("o", identity), "document_id": identity, "origin_document_id": origin, "reason": reason}


def _append(connection: sqlite3.Connection, table: str, letters: str, row: Row) -> bool:
    """Add a decision after all before it; False when it is there already."""
    row["id"] = key(letters, *list(row.values())[1:])
    if connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", [row["id"]]).fetchone():  # noqa: S608
        return False
    (last,) = connection.execute(f"SELECT coalesce(max(number), 0) FROM {table}").fetchone()  # noqa: S608
    reconcile(connection, table, "id = ?", [row["id"]], [row | {"number": last + 1}])
    return True


def _expect(connection: sqlite3.Connection, documents: Sequence[str]) -> None:
    for identity in documents:
        if not connection.execute("SELECT 1 FROM documents WHERE id = ?", [identity]).fetchone():
            raise NotInStoreError(f"{identity}: no such document in the database")
