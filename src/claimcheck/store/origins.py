"""Which documents go back to one, what people decided about that, and what kind of source each is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from claimcheck.errors import NotInStoreError
from claimcheck.models import Span
from claimcheck.origins import (
    Joins,
    OriginChoice,
    OriginDecision,
    Signal,
    Source,
    SourceKind,
    components,
    decided,
    origin_of,
)
from claimcheck.origins.comparing import CandidatePairs, Compared, Comparer, Look
from claimcheck.origins.pool import Pool, worthwhile
from claimcheck.store.database import Database
from claimcheck.store.documents import SUPERSEDED, document_id
from claimcheck.store.people import People, now_utc
from claimcheck.store.rows import Row, key, to_json
from claimcheck.store.shared_texts import SharedTexts, opened_to_read

BATCH = 100
"""So many documents are compared in one go: what a kill in between costs."""


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


@dataclass(frozen=True, slots=True)
class TextInCommon:
    """What a document shares with another.

    Attributes:
        other, digest, label: the other document.
        text: the longest stretch that both hold; None where none is.
        span, other_span: where it stands in either.
    """

    other: str
    digest: str
    label: str
    joins: Joins
    signal: Signal
    reason: str
    shared_pct: float
    shared_words: int
    text: str | None
    span: Span | None
    other_span: Span | None


class Origins:
    """Which documents go back to one, and what people decided about that.

    A document is named by its key. Times are ISO 8601 with seconds, UTC; left out, it is now.
    """

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people
        self._texts = SharedTexts(database)

    def compare(
        self,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        *,
        processes: int | None = None,
    ) -> None:
        """Compare the documents that never were with all others, and write which go back to one.

        Args:
            progress: called with how many are done, and how many there are.
            processes: how many compare beside this one, which changes nothing but the time it takes; None for as many
                as are worth it.
        """
        self._regroup_versions()
        waiting = self._database.column(
            "SELECT id FROM documents EXCEPT SELECT document_id FROM source_kinds ORDER BY 1"
        )
        count = worthwhile(len(waiting)) if processes is None else processes
        comparer = Comparer(self._texts)
        with Pool(comparer, partial(opened_to_read, self._database.path.absolute()), count) as pool:
            looks = self._sign(waiting, pool, lambda done: progress(done, 2 * len(waiting)))
            done = 0
            for compared in pool.run(Comparer.compare, self._near(waiting)):
                progress(len(waiting) + done, 2 * len(waiting))
                self._keep_compared(compared, comparer, looks)
                done += len(compared)

    def _regroup_versions(self) -> None:
        """Take earlier versions of a file or a page out of their groups, and put those back that are there again."""
        changed = self._database.column(
            f"""
            WITH superseded AS ({SUPERSEDED})
            SELECT document_id FROM origins WHERE document_id IN superseded
            UNION SELECT document_id FROM shared_texts
            WHERE joins = 'merged' AND document_id NOT IN superseded AND other_document_id NOT IN superseded
            AND document_id NOT IN (SELECT document_id FROM origins)
            AND document_id NOT IN (SELECT document_id FROM origin_decisions)
            AND other_document_id NOT IN (SELECT document_id FROM origin_decisions)
            """  # noqa: S608
        )
        if changed:
            with self._database.write():
                self._regroup(Comparer(self._texts).look, changed)

    def _sign(self, waiting: Sequence[str], pool: Pool, progress: Callable[[int], None]) -> dict[str, Look]:
        """Take documents into the index; returns what each shows by itself."""
        looks: dict[str, Look] = {}
        batches = [waiting[at : at + BATCH] for at in range(0, len(waiting), BATCH)]
        for batch, signed in zip(batches, pool.run(Comparer.sign, batches), strict=True):
            progress(len(looks))
            found = dict(zip(batch, signed, strict=True))
            self._texts.keep_signatures({identity: signature for identity, (signature, _) in found.items()})
            looks |= {identity: look for identity, (_, look) in found.items()}
        return looks

    def _near(self, waiting: Sequence[str]) -> Iterator[list[CandidatePairs]]:
        """What every document is to be compared with, in batches."""
        index = self._texts.index(len(waiting))
        later = dict.fromkeys(waiting)
        for at in range(0, len(waiting), BATCH):
            found = []
            for identity, signature in self._texts.signatures(waiting[at : at + BATCH]):
                del later[identity]
                found.append(self._texts.near(identity, signature, index, later))
            yield found

    def _keep_compared(self, compared: Sequence[Compared], comparer: Comparer, looks: Mapping[str, Look]) -> None:
        with self._database.write():
            touched = {each for one in compared for each in self._texts.keep(one, comparer)}
            self._regroup(lambda one: looks.get(one) or comparer.look(one), touched)

    def of(self, digests: Iterable[str]) -> dict[str, Source]:
        """Where documents come from, by digest, without the house that answers for them."""
        return sources(self._database, digests)

    def group(self, digest: str) -> list[GroupMember]:
        """The documents that go back to the same one as this, that one first; none when it stands alone."""
        within = "(SELECT origin_document_id FROM origins WHERE document_id = ?)"
        return self._members(f"WHERE origin_document_id = {within}", [document_id(digest)])

    def groups(self) -> list[list[GroupMember]]:
        """All groups of documents that go back to one, that one first in each."""
        return [list(members) for _, members in groupby(self._members(), key=lambda member: member.origin)]

    def in_common(self, document: str) -> list[TextInCommon]:
        """What a document shares with others, merged and probable, most first."""
        return self._database.made(
            TextInCommon,
            f"""
            SELECT documents.id, digest, label, joins, signal, reason, shared_pct, shared_words_count, pairs.text,
                start_char, end_char, other_start_char, other_end_char
            FROM (
                SELECT *, other_document_id AS there FROM shared_texts WHERE document_id = ?1
                UNION ALL
                SELECT id, document_id, other_document_id, joins, signal, reason, shared_pct, shared_words_count, text,
                    other_start_char, other_end_char, start_char, end_char, document_id
                FROM shared_texts WHERE other_document_id = ?1
            ) AS pairs JOIN documents ON documents.id = there
            WHERE there NOT IN ({SUPERSEDED})
            ORDER BY joins, shared_pct DESC, documents.id
            """,  # noqa: S608
            [document],
        )

    def probable(self) -> list[tuple[str, TextInCommon]]:
        """The pairs that may go back to one, undecided by people: the label of the one, and what it shares."""
        rows = self._database.rows(
            f"""
            SELECT mine.label, shared_texts.document_id, shared_texts.other_document_id FROM shared_texts
            JOIN documents AS mine ON mine.id = shared_texts.document_id
            LEFT JOIN origins AS one ON one.document_id = shared_texts.document_id
            LEFT JOIN origins AS other ON other.document_id = shared_texts.other_document_id
            WHERE joins = 'probable' AND (one.origin_document_id = other.origin_document_id) IS NOT 1 AND NOT EXISTS (
                SELECT 1 FROM origin_decisions WHERE decision = 'split'
                AND document_id IN (shared_texts.document_id, shared_texts.other_document_id)
            )
            AND shared_texts.document_id NOT IN ({SUPERSEDED})
            AND shared_texts.other_document_id NOT IN ({SUPERSEDED})
            ORDER BY shared_pct DESC, shared_texts.id
            """  # noqa: S608
        )
        return [
            (label, shared) for label, one, other in rows for shared in self.in_common(one) if shared.other == other
        ]

    def _members(self, where: str = "", bound: Sequence[str] = ()) -> list[GroupMember]:
        return self._database.made(
            GroupMember,
            f"""
            SELECT documents.id, digest, label, published, origins.reason, source_kinds.kind, origin_document_id
            FROM origins JOIN documents ON documents.id = origins.document_id
            JOIN source_kinds ON source_kinds.document_id = documents.id {where}
            ORDER BY origin_document_id, origin_document_id <> documents.id, published IS NULL, published, documents.id
            """,  # noqa: S608
            bound,
        )

    def split(self, document: str, person: str, *, note: str = "", at_utc: str | None = None) -> None:
        """Take a document out of its group, on a person's word: from now on it stands alone, until it is joined.

        Raises:
            NotInStoreError: there is no such document.
        """
        self._decide(OriginChoice.SPLIT, document, None, person, note, at_utc)

    def join(self, document: str, other: str, person: str, *, note: str = "", at_utc: str | None = None) -> None:
        """Have two documents, and their groups with them, go back to one, on a person's word.

        Raises:
            NotInStoreError: there is no such document, or both are the same.
        """
        if document == other:
            raise NotInStoreError(f"{document}: a document is one with itself already; name another")
        self._decide(OriginChoice.JOIN, document, other, person, note, at_utc)

    def set_kind(
        self, document: str, kind: SourceKind, person: str, *, note: str = "", at_utc: str | None = None
    ) -> None:
        """Say what kind of source a document is, on a person's word.

        Raises:
            NotInStoreError: there is no such document.
        """
        row: Row = {"document_id": document, "kind": kind}
        self._append("source_kind_decisions", "oq", row, [document], person, note, at_utc)

    def _decide(
        self, choice: OriginChoice, document: str, other: str | None, person: str, note: str, at_utc: str | None
    ) -> None:
        row: Row = {"decision": choice, "document_id": document, "other_document_id": other}
        self._append("origin_decisions", "od", row, [document, *([other] if other else [])], person, note, at_utc)

    def _append(
        self, table: str, letters: str, row: Row, documents: Sequence[str], person: str, note: str, at_utc: str | None
    ) -> None:
        """Write a decision after all before it; groups and counts follow at once. A second time is nothing new."""
        at_utc = at_utc or now_utc()
        row |= {"decider": person, "note": note, "decided_utc": at_utc}
        with self._database.write():
            self._people.welcome(person, at_utc)
            for identity in documents:
                if not self._database.row("SELECT 1 FROM documents WHERE id = ?", [identity]):
                    raise NotInStoreError(f"{identity}: no such document in the database")
            if self._database.append(table, {"id": key(letters, *row.values()), **row}):
                self._regroup(Comparer(self._texts).look, documents)

    def _regroup(self, look: Callable[[str], Look], touched: Collection[str]) -> None:
        """Write the groups, origins and kinds of ``touched`` documents and of all that hang together with them.

        ``look`` says what a document shows by itself.
        """
        affected = self._affected(touched)
        decisions = self._decisions(affected)
        gone = set(self._database.column(SUPERSEDED))
        merged = [pair for pair in self._texts.merged(affected) if not gone.intersection(pair)]
        groups = components(affected, decided(merged, decisions))
        rows: list[Row] = []
        kinds: list[Row] = []
        chosen = self._chosen_kinds(affected)
        for group in groups:
            origin = group[0]
            if len(group) > 1:
                origin, why = origin_of([look(identity).member for identity in group])
                reasons = self._reasons(group, decisions) | {origin: why}
                rows += [_origin(identity, origin, reasons[identity]) for identity in group]
            kinds += [chosen.get(one) or _guessed(look(one), one, origin) for one in group]
        scope, bound = "document_id IN (SELECT value FROM json_each(?))", [to_json(sorted(affected))]
        self._database.reconcile("origins", scope, bound, rows)
        self._database.reconcile("source_kinds", scope, bound, kinds)
        self._database.execute(
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

    def _affected(self, touched: Collection[str]) -> set[str]:
        """``touched``, and all that they are or were in one group with, by text or by decision."""
        seen, fresh = set(touched), set(touched)
        while fresh:
            near = {identity for pair in self._texts.merged(fresh) for identity in pair}
            near.update(
                identity
                for pair in self._database.rows(
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

    def _decisions(self, documents: Collection[str]) -> list[OriginDecision]:
        return self._database.made(
            OriginDecision,
            """
            SELECT decision, document_id, other_document_id, decider, note, decided_utc FROM origin_decisions
            WHERE document_id IN (SELECT value FROM json_each(?)) ORDER BY number
            """,
            [to_json(sorted(documents))],
        )

    def _reasons(self, group: Sequence[str], decisions: Sequence[OriginDecision]) -> dict[str, str]:
        """For every document of a group what ties it closest to another, in words."""
        inside = to_json(sorted(group))
        labels = dict(
            self._database.rows(
                "SELECT id, label FROM documents WHERE id IN (SELECT value FROM json_each(?))", [inside]
            )
        )
        rows = self._database.rows(
            """
            SELECT document_id, other_document_id, reason FROM shared_texts
            WHERE joins = 'merged' AND document_id IN (SELECT value FROM json_each(?1))
            AND other_document_id IN (SELECT value FROM json_each(?1)) ORDER BY shared_pct, id DESC
            """,
            [inside],
        )
        split = {one.document for one in decisions if one.other is None}
        reasons: dict[str, str] = {}
        for one, other, reason in rows:
            if not split & {one, other}:
                reasons |= {
                    one: f"shared with “{labels[other]}”: {reason}",
                    other: f"shared with “{labels[one]}”: {reason}",
                }
        for decision in decisions:
            one, other = decision.document, decision.other or ""
            if other in labels and one in labels:
                note = f": {decision.note}" if decision.note else ""
                for here, there in ((one, other), (other, one)):
                    reasons.setdefault(here, f"joined with “{labels[there]}” by {decision.decider}{note}")
        return reasons

    def _chosen_kinds(self, documents: Collection[str]) -> dict[str, Row]:
        rows = self._database.rows(
            """
            SELECT document_id, kind, note, decider, max(number) FROM source_kind_decisions
            WHERE document_id IN (SELECT value FROM json_each(?)) GROUP BY document_id
            """,
            [to_json(sorted(documents))],
        )
        return {
            identity: _kind(identity, kind, note or "set by hand", decider) for identity, kind, note, decider, _ in rows
        }


def sources(database: Database, digests: Iterable[str]) -> dict[str, Source]:
    """Where documents come from, by digest; the house is for those to say who read the text."""
    rows = database.rows(
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


def _guessed(look: Look, identity: str, origin: str) -> Row:
    if look.kind is SourceKind.ORIGINAL and identity != origin:
        return _kind(identity, SourceKind.REPUBLICATION, f"its text comes from {origin}", None)
    return _kind(identity, look.kind, look.reason, None)


def _kind(identity: str, kind: str, reason: str, decider: str | None) -> Row:
    return {"id": key("ok", identity), "document_id": identity, "kind": kind, "reason": reason, "decider": decider}


def _origin(identity: str, origin: str, reason: str) -> Row:
    return {"id": key("o", identity), "document_id": identity, "origin_document_id": origin, "reason": reason}
