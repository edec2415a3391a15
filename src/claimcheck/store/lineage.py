"""Which claim of an edited article is what became of a claim that the article no longer makes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel, Opcodes

from claimcheck.models import Span

_WORD = re.compile(r"\w+|[^\w\s]")
_OVERLAP, _LIKENESS = 0.5, 50.0
"""In the same place, this share of the shorter one's words, and a likeness of the wording in percent."""
_MOVED = 80.0
"""Elsewhere, this likeness."""


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim with the words of its article that it rests on, and the wording that was proposed in its place."""

    id: str
    text: str
    spans: tuple[Span, ...]
    replacement: str | None = None


def successors(before: str, gone: Sequence[PlacedClaim], after: str, fresh: Sequence[PlacedClaim]) -> dict[str, str]:
    """The claims among ``gone`` that live on in one of ``fresh``, by key.

    A claim lives on where its words stood and were reworded, or in nearly the same words elsewhere. Each new claim
    follows the likeliest one first; what is left may share a successor, as when two claims were merged.

    Args:
        before: the article's earlier text.
        gone: those of its claims that the new text no longer makes.
        after: the article's new text.
        fresh: those of its claims that the earlier text did not make.
    """
    if not gone or not fresh:
        return {}
    moved = _WordMap(before, after)
    places = [moved.spans(old.spans) for old in gone]
    texts = [new.text for new in fresh]
    likenesses = process.cdist([old.text for old in gone], texts, scorer=fuzz.token_sort_ratio, score_cutoff=_LIKENESS)
    proposed = [row for row, old in enumerate(gone) if old.replacement]
    if proposed:
        likenesses[proposed] = np.maximum(
            likenesses[proposed],
            process.cdist([gone[row].replacement for row in proposed], texts, scorer=fuzz.token_sort_ratio),
        )
    ranked = []
    for row, column in zip(*likenesses.nonzero(), strict=True):
        likeness = float(likenesses[row, column])
        overlap = _overlap(places[row], fresh[column].spans)
        if overlap >= _OVERLAP or likeness >= _MOVED:
            ranked.append((-overlap - likeness / 100, gone[row].id, fresh[column].id))
    found: dict[str, str] = {}
    taken: set[str] = set()
    for is_shared in (False, True):
        for _, old_id, new_id in sorted(ranked):
            if old_id not in found and (is_shared or new_id not in taken):
                found[old_id] = new_id
                taken.add(new_id)
    return found


def _overlap(place: Sequence[Span], spans: Sequence[Span]) -> float:
    """The share of the shorter one that both hold."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in place for b in spans)
    return shared / (min(_length(place), _length(spans)) or 1)


def _length(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)


class _WordMap:
    """Where the words of an earlier text stand in a later one; of reworded ones, where the new words stand."""

    def __init__(self, before: str, after: str) -> None:
        old, new = ([match.span() for match in _WORD.finditer(text)] for text in (before, after))
        opcodes = Indel.opcodes([before[a:b] for a, b in old], [after[a:b] for a, b in new])
        self._starts: list[int] = []
        self._places: list[Span] = []
        for first, last, low, high in _stretches(opcodes):
            for at in range(first, last):
                # Words that are the same in number stand for one another one by one.
                there = (at - first + low, at - first + low + 1) if last - first == high - low else (low, high)
                self._starts.append(old[at][0])
                self._places.append(Span(new[there[0]][0], new[there[1] - 1][1]) if high > low else Span(0, 0))

    def spans(self, spans: Sequence[Span]) -> list[Span]:
        found: set[Span] = set()
        for span in spans:
            first = max(0, bisect_right(self._starts, span.start) - 1)
            last = bisect_right(self._starts, span.end - 1)
            found.update(place for place in self._places[first:last] if place.end > place.start)
        return sorted(found)


def _stretches(opcodes: Opcodes) -> Iterator[tuple[int, int, int, int]]:
    """The stretches of both texts that stand for one another: equal ones, and what stands between two equal ones."""
    for is_equal, codes in groupby(opcodes, key=lambda code: code.tag == "equal"):
        run = list(codes)
        for part in [[code] for code in run] if is_equal else [run]:
            yield part[0].src_start, part[-1].src_end, part[0].dest_start, part[-1].dest_end
