"""What was checked before: fact-checks that were imported and decisions on earlier articles, for claims like them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cached_property

from rapidfuzz import fuzz, process, utils

from claimcheck import language
from claimcheck.meaning import Meaning, TextRole, Vectors
from claimcheck.models.packing import packed
from claimcheck.store import CheckedBefore, Store
from claimcheck.verdict import same_claim

WHOLE = 5000
"""Up to so many claims are all embedded; of more, only those that share words with the claim asked about."""
BY_WORDS = 200
"""How many of them are offered by their words then."""
NEAREST = 4
"""How many of the nearest, by meaning and by words each, are judged."""
SIMILAR = 0.75
"""How near in meaning a claim must be to be judged, -1 to 1."""
MOST_SAME = 5
"""How many matches of one claim are kept."""
_TOGETHER = 64

Progress = Callable[[str, int, int], None]
"""Called with what is being worked on, how many are done, and how many there are."""


def look_up(store: Store, meaning: Meaning | None, progress: Progress, places: Sequence[str] | None = None) -> None:
    """Hold the claims of articles against what was checked before, and keep which make the same claim.

    Articles that were held against the same before are left.

    Args:
        store: where claims, fact-checks and decisions are.
        meaning: the model, best one that keeps what it computes; None to compare words alone.
        progress: called while the work goes on.
        places: of which articles; all without them.

    Raises:
        MeaningError: the model cannot be loaded or run.
    """
    before = store.known.all()
    index = KnownIndex(
        [each.match.claim for each in before], meaning, lambda done, total: progress(_READING, done, total)
    )
    known = (tuple((each.id, each.article) for each in before), meaning and meaning.version)
    for place in [article.place for article in store.articles.all()] if places is None else places:
        claims = store.claims.split(place)
        rests_on = (known, tuple(claim.id for claim in claims), language.edition("claimcheck"))
        inputs = f"sha256:{hashlib.sha256(packed(rests_on)).hexdigest()}"
        if store.known.is_looked_up(place, inputs):
            continue
        found: dict[str, list[tuple[CheckedBefore, float]]] = {}
        for done, claim in enumerate(claims):
            progress(f"looking up {place}", done, len(claims))
            same = [(before[at], likely) for at, likely in index.same(claim.text)] if before else []
            found[claim.id] = [each for each in same if each[0].article != place][:MOST_SAME]
        store.known.keep_matches(place, inputs, found)


_READING = "reading what was checked before"


class KnownIndex:
    """Claims that were checked, to be found again."""

    def __init__(
        self,
        claims: Sequence[str],
        meaning: Meaning | None,
        progress: Callable[[int, int], object] = lambda _done, _total: None,
    ) -> None:
        """Take claims, and a model of meaning or None to find them by words alone."""
        self._claims = list(claims)
        self._meaning = meaning
        self._progress = progress

    def same(self, claim: str) -> list[tuple[int, float]]:
        """Which claims, by their place, are this one in whatever words, with how likely that is, 0 to 100; best first.

        Raises:
            MeaningError: the model cannot be loaded or run.
        """
        offered = self._offered(claim)
        likely = same_claim.likeness(claim, [self._claims[at] for at in offered], self._meaning)
        found = [(at, pct) for at, pct in zip(offered, likely, strict=True) if pct >= same_claim.sure_pct()]
        return sorted(found, key=lambda each: (-each[1], each[0]))

    def near(self, claim: str, most: int) -> list[int]:
        """The claims nearest in meaning, or in words without a model, whether or not they are the same; best first."""
        return self._offered(claim)[:most]

    def _offered(self, claim: str) -> list[int]:
        by_words = self._by_words(claim, NEAREST)
        if self._meaning is None:
            return by_words
        among, vectors = self._embedded(claim)
        if not among:
            return []
        (query,) = self._meaning.embed([claim], TextRole.QUERY)
        # Sums differ in the last digits from processor to processor.
        similar = (vectors @ query).round(3).tolist()
        best = sorted(zip(similar, among, strict=True), key=lambda each: (-each[0], each[1]))
        near = [at for nearness, at in best[:NEAREST] if nearness >= SIMILAR]
        return list(dict.fromkeys([*near, *by_words]))

    def _by_words(self, claim: str, most: int) -> list[int]:
        found = process.extract(
            claim, self._claims, scorer=fuzz.token_set_ratio, processor=utils.default_process, limit=most
        )
        return [at for _, _, at in found]

    def _embedded(self, claim: str) -> tuple[list[int], Vectors]:
        if len(self._claims) <= WHOLE:
            return list(range(len(self._claims))), self._all
        among = self._by_words(claim, BY_WORDS)
        return among, self._vectors([self._claims[at] for at in among])

    @cached_property
    def _all(self) -> Vectors:
        return self._vectors(self._claims)

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        import numpy as np

        assert self._meaning is not None
        parts = []
        for start in range(0, len(texts), _TOGETHER):
            self._progress(start, len(texts))
            parts.append(self._meaning.embed(texts[start : start + _TOGETHER], TextRole.PASSAGE))
        return np.concatenate(parts) if parts else self._meaning.embed([], TextRole.PASSAGE)
