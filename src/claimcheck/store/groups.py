"""Documents grouped by where they come from, through the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from claimcheck import origins as sourcing
from claimcheck.errors import NotInStoreError
from claimcheck.origins import OriginChoice, OriginDecision, SourceKind
from claimcheck.origins.sketches import Sketch
from claimcheck.store import origins, people, sketches
from claimcheck.store.chain import transaction
from claimcheck.store.connection import told
from claimcheck.store.origins import GroupMember, KindDecision
from claimcheck.store.sharing import Likeness, Pairs, likenesses, probable
from claimcheck.store.sketches import Index, KeptIndex, LoadedIndex

LOADED_FROM = 300
"""For so many new documents the whole index is loaded."""
BATCH = 100
"""So many documents are compared in one go: what a kill in between costs."""


class Groups:
    """The part of the store that says which documents go back to one, and what people decided about that.

    A document is named by its key. Times are ISO 8601 with seconds, UTC; left out, it is now.
    """

    path: Path
    _connection: sqlite3.Connection

    def keep_origins(self, progress: Callable[[int, int], None] = lambda _done, _total: None) -> None:
        """Compare the documents that never were with all others, and write which go back to one.

        ``progress`` is told how many are done, and how many there are.
        """
        with told(self.path):
            waiting = origins.waiting(self._connection)
            pairs = Pairs(self._connection)
        found: dict[str, Sketch] = {}
        for at in range(0, len(waiting), BATCH):
            progress(at, 2 * len(waiting))
            with transaction(self._connection, self.path) as connection:
                found |= origins.keep_sketches(connection, pairs, waiting[at : at + BATCH])
        left = dict.fromkeys(waiting)
        index = self._index(len(waiting))
        for at in range(0, len(waiting), BATCH):
            progress(len(waiting) + at, 2 * len(waiting))
            with transaction(self._connection, self.path) as connection:
                touched: set[str] = set()
                for identity in waiting[at : at + BATCH]:
                    del left[identity]
                    touched |= pairs.add(identity, found.pop(identity), index, left)
                origins.regroup(connection, pairs, touched)

    def _index(self, count: int) -> Index:
        if count < LOADED_FROM:
            return KeptIndex(self._connection)
        with transaction(self._connection, self.path) as connection:
            sketches.tidy(connection)
            return LoadedIndex(connection)

    def origins_of(self, digests: Iterable[str]) -> dict[str, sourcing.Source]:
        """Where documents come from, by digest, without the house that answers for them."""
        with told(self.path):
            return origins.sources(self._connection, digests)

    def group(self, digest: str) -> list[GroupMember]:
        """The documents that go back to the same one as this, that one first; none when it stands alone."""
        with told(self.path):
            return origins.group(self._connection, digest)

    def groups(self) -> list[list[GroupMember]]:
        """All groups of documents that go back to one, that one first in each."""
        with told(self.path):
            return origins.groups(self._connection)

    def probable(self) -> list[tuple[str, Likeness]]:
        """The pairs that a person should look at: the one's label, and what it shares with the other."""
        with told(self.path):
            return probable(self._connection)

    def likenesses(self, document: str) -> list[Likeness]:
        """What a document shares with others, merged and probable, most first."""
        with told(self.path):
            return likenesses(self._connection, document)

    def document_key(self, name: str) -> str:
        """The key of a document that is named by its key, the beginning of it, or the place that holds it.

        Raises:
            NotInStoreError: there is none, or more than one.
        """
        with told(self.path):
            found = origins.named(self._connection, name) if name else []
        if len(found) == 1:
            return found[0]
        if found:
            raise NotInStoreError(
                f"{name}: {len(found)} documents go by that ({', '.join(found[:3])}); give more of one key"
            )
        raise NotInStoreError(f"{name}: no such document; name its place, such as evidence/report.md, or its key")

    def split_origin(self, document: str, person: str, *, note: str = "", at_utc: str | None = None) -> None:
        """Take a document out of its group, on a person's word: from now on it stands alone, until it is joined.

        Raises:
            NotInStoreError: there is no such document.
        """
        self._decide(OriginDecision(OriginChoice.SPLIT, document, None, person, note, at_utc or _now()))

    def join_origin(self, document: str, other: str, person: str, *, note: str = "", at_utc: str | None = None) -> None:
        """Have two documents, and their groups with them, go back to one, on a person's word.

        Raises:
            NotInStoreError: there is no such document, or both are the same.
        """
        if document == other:
            raise NotInStoreError(f"{document}: a document is one with itself already; name another")
        self._decide(OriginDecision(OriginChoice.JOIN, document, other, person, note, at_utc or _now()))

    def set_source_kind(
        self, document: str, kind: SourceKind, person: str, *, note: str = "", at_utc: str | None = None
    ) -> None:
        """Say what kind of source a document is, on a person's word.

        Raises:
            NotInStoreError: there is no such document.
        """
        decision = KindDecision(document, kind, person, note, at_utc or _now())
        with transaction(self._connection, self.path) as connection:
            people.welcome(connection, person, decision.decided_utc)
            origins.decide_kind(connection, decision)

    def _decide(self, decision: OriginDecision) -> None:
        with transaction(self._connection, self.path) as connection:
            people.welcome(connection, decision.decider, decision.decided_utc)
            origins.decide_origin(connection, decision)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
