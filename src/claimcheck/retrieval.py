"""The passages of evidence nearest to a claim, by the words they share with it and by what they mean."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from claimcheck import passages, quotes
from claimcheck.meaning import Meaning, TextRole, Vectors
from claimcheck.models import Passage
from claimcheck.store import Store

WHOLE = 2000
"""Up to so many passages are all embedded; of more, only those that the index of words offers for a claim."""

_OFFERED = 48
"""How many passages each of the two rankings gives."""

_OFFERED_BY_WORDS = 200
"""How many passages the index of words offers to be ranked by meaning, where not all are embedded."""

_TOGETHER = 64
_RANK_CONSTANT = 60
"""As in the paper on reciprocal rank fusion."""


class Likeness(StrEnum):
    """How a passage is like a claim."""

    WORDS = "words"
    MEANING = "meaning"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Near:
    """A passage that may bear on a claim.

    Attributes:
        digest: the document it stands in.
        passage: the window, by its place in that document.
        likeness: whether it shares the claim's words, its meaning, or both.
    """

    digest: str
    passage: Passage
    likeness: Likeness


class Retrieval:
    """Finds passages in a store as it is when this is made.

    Attributes:
        meaning: the model that it finds by; None where it finds by words alone.
    """

    def __init__(
        self, store: Store, meaning: Meaning | None, progress: Callable[[int, int], object] = lambda _done, _total: None
    ) -> None:
        """Take a store, and a model of meaning or None to find by words alone.

        Args:
            store: where the evidence is.
            meaning: the model, best one that keeps what it computes: ``store.meaning(model)``.
            progress: called while passages are embedded, with how many are done and how many there are.
        """
        self._store = store
        self.meaning = meaning
        self._progress = progress
        self._total = store.passages.count()

    def nearest(self, claim: str, most: int, exclude: Collection[str] = ()) -> list[Near]:
        """The ``most`` passages nearest to ``claim``, best first, none of them of the documents ``exclude``.

        The rankings by words and by meaning are joined by reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009).

        Raises:
            MeaningError: the model cannot be loaded or run.
        """
        offered = self._by_words(claim, exclude)
        by_words = quotes.by_relevance(claim, offered[:_OFFERED])
        by_meaning = self._by_meaning(claim, offered, exclude)
        scores: dict[tuple[str, Passage], float] = {}
        for ranking in (by_words, by_meaning):
            for rank, found in enumerate(ranking, 1):
                scores[found] = scores.get(found, 0.0) + 1 / (_RANK_CONSTANT + rank)
        best = sorted(scores, key=lambda found: (-scores[found], found[0], found[1].span))[:most]
        kinds = {(True, True): Likeness.BOTH, (True, False): Likeness.WORDS}
        return [Near(*found, kinds.get((found in by_words, found in by_meaning), Likeness.MEANING)) for found in best]

    def _by_words(self, claim: str, exclude: Collection[str]) -> list[tuple[str, Passage]]:
        asked = passages.query(claim, self._store.passages.frequency, self._total)
        return self._store.passages.search(asked, _OFFERED if self._is_whole else _OFFERED_BY_WORDS, exclude)

    def _by_meaning(
        self, claim: str, offered: Sequence[tuple[str, Passage]], exclude: Collection[str]
    ) -> list[tuple[str, Passage]]:
        if self.meaning is None:
            return []
        found, vectors = self._all if self._is_whole else (offered, self._embedded(offered))
        if not found:
            return []
        (query,) = self.meaning.embed([claim], TextRole.QUERY)
        # Sums differ in the last digits from processor to processor.
        similar = (vectors @ query).round(3)
        order = sorted(range(len(found)), key=lambda at: (-similar[at], found[at][0], found[at][1].span))
        return [found[at] for at in order if found[at][0] not in exclude][:_OFFERED]

    @property
    def _is_whole(self) -> bool:
        return self.meaning is None or self._total <= WHOLE

    @cached_property
    def _all(self) -> tuple[Sequence[tuple[str, Passage]], Vectors]:
        every = self._store.passages.all()
        return every, self._embedded(every)

    def _embedded(self, found: Sequence[tuple[str, Passage]]) -> Vectors:
        import numpy as np

        assert self.meaning is not None
        texts = [passage.text for _, passage in found]
        parts = []
        for start in range(0, len(texts), _TOGETHER):
            self._progress(start, len(texts))
            parts.append(self.meaning.embed(texts[start : start + _TOGETHER], TextRole.PASSAGE))
        return np.concatenate(parts) if parts else self.meaning.embed([], TextRole.PASSAGE)
