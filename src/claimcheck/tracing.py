"""The trails of claims in a store: followed for whoever asks, and flagged when articles are verified."""

from __future__ import annotations

from functools import lru_cache

from claimcheck.errors import NotInStoreError
from claimcheck.store import ClaimRecord, Store
from claimcheck.trail import Held, Landing, Material, Trail, follow

_KEPT = 256
"""How many documents are kept at hand from one claim to the next."""


class Tracer:
    """Follows claims through what a store holds; what was read for one claim is kept for the next."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held = lru_cache(_KEPT)(store.held)
        self._landing = lru_cache(_KEPT)(store.landing)

    def trail(self, record: ClaimRecord) -> Trail:
        """The trail of a claim.

        Raises:
            NotInStoreError: a document of its evidence is not in the store.
        """
        claim, evidence = record.checked.claim, record.checked.evidence
        material = Material(
            claim=claim,
            article=self._document(self._store.article_digest(claim.id)),
            evidence=evidence,
            held={digest: self._document(digest) for digest in dict.fromkeys(piece.digest for piece in evidence)},
        )
        return follow(material, self._resolve)

    def _document(self, digest: str) -> Held:
        found = self._held(digest)
        if found is None:
            raise NotInStoreError(f"{digest}: no such document in the database; run `claimcheck verify`")
        return found

    def _resolve(self, address: str, place: str) -> Landing:
        return self._landing(address, place)


def keep_trails(store: Store, places: list[str]) -> None:
    """Write the citations and flags of every claim of the articles at ``places``.

    Raises:
        StoreError: the database cannot be used.
    """
    tracer = Tracer(store)
    for place in places:
        store.keep_trails([tracer.trail(record) for record in store.claims(place) if not record.status.is_gone])
