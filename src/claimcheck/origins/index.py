"""Which documents are worth comparing with one: those that share values of its MinHash signature."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Protocol

from claimcheck.origins.comparing import CandidatePairs
from claimcheck.origins.minhash import FACTS_FROM, Signature

CARRIED = 200
"""Of documents with one value in common only so many are looked at, those kept first: they stand for all."""
COMPARED = 20
"""How many documents a new one is compared with, those that share most."""
COMPARED_BY_FACTS = 5
"""How many of those that share nothing but names and figures."""

_EQUAL_KEYS, _EQUAL_FACTS = 2, 4
"""So many equal values make a document worth a look: fewer are chance among many."""
_LEAST_SHARE = 0.08


class Index(Protocol):
    """Finds the documents that share values of signatures, by their numbers."""

    def shared(self, keys: Sequence[int]) -> Counter[int]:
        """How many of ``keys`` every document has that has any; of :data:`CARRIED` documents a key at most."""
        ...


class LoadedIndex:
    """All values in memory, sorted: seconds to load, and then many times quicker than the index in a database."""

    def __init__(self, signatures: Iterable[tuple[int, str]]) -> None:
        """Load signatures as :func:`written` makes them, each after the number of its document, in rising order."""
        import numpy as np

        keys, numbers = [], []
        for number, held in signatures:
            found = np.array([int(word, 16) for word in held.split()], dtype=np.int64)
            keys.append(found)
            numbers.append(np.full(len(found), number, dtype=np.int32))
        every = np.concatenate(keys) if keys else np.empty(0, dtype=np.int64)
        order = np.argsort(every, kind="stable")
        # Two more at the end, which are nobody's: whatever is looked up, another one follows.
        self._keys = np.append(every[order], [np.iinfo(np.int64).max] * 2)
        self._numbers = np.concatenate(numbers)[order] if numbers else np.empty(0, dtype=np.int32)

    def shared(self, keys: Sequence[int]) -> Counter[int]:
        """How many of ``keys`` every document has that has any."""
        first = self._keys.searchsorted(keys)
        # Most keys are a document's own: the one that follows is another.
        found: list[int] = []
        for each in (self._keys[first + 1] == keys).nonzero()[0].tolist():
            last = self._keys.searchsorted(keys[each], side="right")
            found += self._numbers[first[each] : min(last, first[each] + CARRIED)].tolist()
        return Counter(found)


def written(signature: Signature) -> str:
    """A signature as words of a full-text index: its values in hex, in rising order."""
    return " ".join(f"{key:x}" for key in (*signature.text, *signature.facts))


def read(words: str) -> Signature:
    """The signature that :func:`written` wrote."""
    keys = [int(word, 16) for word in words.split()]
    return Signature(tuple(key for key in keys if key < FACTS_FROM), tuple(key for key in keys if key >= FACTS_FROM))


def near(
    document: str,
    signature: Signature,
    index: Index,
    sizes: Callable[[Collection[int]], Mapping[int, tuple[str, int]]],
    addressed: Sequence[str],
    later: Collection[str],
) -> CandidatePairs:
    """The documents in ``index`` that are worth comparing with one.

    Args:
        document: the key of the one.
        signature: its signature.
        index: finds documents by values of signatures.
        sizes: says of documents, by number, their key and how many values of text they have.
        addressed: documents of the same address, and those that links connect with this one.
        later: documents that are left out, as they are compared themselves later.
    """
    text = {number: count for number, count in index.shared(signature.text).items() if count >= _EQUAL_KEYS}
    facts = index.shared(signature.facts).most_common(COMPARED_BY_FACTS)
    by_facts = [number for number, count in facts if count >= _EQUAL_FACTS]
    held = sizes({*text, *by_facts})
    shares = {
        other: text.get(number, 0) / max(1, min(size, len(signature.text)))
        for number, (other, size) in held.items()
        if other != document
    }
    ordered = sorted(shares, key=lambda other: (-shares[other], other))
    likely = [other for other in ordered if shares[other] >= _LEAST_SHARE][:COMPARED]
    looks = sorted({held[number][0] for number in by_facts} - {document, *likely})
    return CandidatePairs(
        document,
        {other: shares[other] for other in likely if other not in later},
        {other: shares[other] for other in looks if other not in later},
        [other for other in addressed if other not in later],
    )
