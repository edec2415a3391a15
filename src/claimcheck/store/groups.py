"""Documents grouped by where they come from, through the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from claimcheck import origins as sourcing
from claimcheck.errors import NotInStoreError
from claimcheck.origins import OriginChoice, OriginDecision, SourceKind
from claimcheck.store import minhash, origins, people, sharing
from claimcheck.store.chain import transaction
from claimcheck.store.comparisons import Comparer, Look, Near
from claimcheck.store.connection import told
from claimcheck.store.minhash import Index, KeptIndex, LoadedIndex
from claimcheck.store.origins import GroupMember, KindDecision
from claimcheck.store.sharing import Likeness, likenesses, probable
from claimcheck.store.workers import Workers, worthwhile

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

    def keep_origins(
        self,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        *,
        processes: int | None = None,
    ) -> None:
        """Compare the documents that never were with all others, and write which go back to one.

        Args:
            progress: told how many are done, and how many there are.
            processes: how many compare beside this one, which changes nothing but the time it takes; None for as many
                as are worth it.
        """
        with told(self.path):
            waiting = origins.waiting(self._connection)
        beside = worthwhile(len(waiting)) if processes is None else processes
        with told(self.path), Workers(self._connection, self.path, beside) as workers:
            looks = self._keep_sketches(waiting, workers, lambda done: progress(done, 2 * len(waiting)))
            self._keep_groups(waiting, looks, workers, lambda done: progress(len(waiting) + done, 2 * len(waiting)))

    def _keep_sketches(
        self, waiting: Sequence[str], workers: Workers, progress: Callable[[int], None]
    ) -> dict[str, Look]:
        """Take documents into the index; returns what each shows by itself."""
        looks: dict[str, Look] = {}
        batches = [waiting[at : at + BATCH] for at in range(0, len(waiting), BATCH)]
        for batch, sampled in zip(batches, workers.answers(Comparer.sample, batches), strict=True):
            progress(len(looks))
            with transaction(self._connection, self.path) as connection:
                samples = {identity: sketch for identity, (sketch, _) in zip(batch, sampled, strict=True)}
                origins.keep_sketches(connection, samples)
            looks |= {identity: look for identity, (_, look) in zip(batch, sampled, strict=True)}
        return looks

    def _keep_groups(
        self, waiting: Sequence[str], looks: Mapping[str, Look], workers: Workers, progress: Callable[[int], None]
    ) -> None:
        """Compare documents that are in the index with the others, and group them."""
        done = 0
        for compared in workers.answers(Comparer.compare, self._near(waiting)):
            progress(done)
            with transaction(self._connection, self.path) as connection:
                touched = {each for one in compared for each in sharing.keep(connection, workers.comparer, one)}
                origins.regroup(connection, lambda one: looks.get(one) or workers.comparer.look(one), touched)
            done += len(compared)

    def _near(self, waiting: Sequence[str]) -> Iterator[list[Near]]:
        """What every document is to be compared with, in batches."""
        index = self._index(len(waiting))
        later = dict.fromkeys(waiting)
        for at in range(0, len(waiting), BATCH):
            batch = waiting[at : at + BATCH]
            kept = minhash.kept(self._connection, batch)
            found = []
            for identity in batch:
                del later[identity]
                found.append(sharing.near(self._connection, identity, kept[identity], index, later))
            yield found

    def _index(self, count: int) -> Index:
        if count < LOADED_FROM:
            return KeptIndex(self._connection)
        with transaction(self._connection, self.path) as connection:
            minhash.tidy(connection)
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
