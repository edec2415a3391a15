"""Two documents side by side: do they go back to one text, and what shows it.

The share of the shorter one's sequences of words that are in the other, its containment (Broder, 1997), decides;
likeness of the wholes would miss a reprint that kept half and added its own half.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from claimcheck.models import Span
from claimcheck.origins.fingerprints import Fingerprint
from claimcheck.origins.story import SHINGLE, shingles

LEAST = 16
"""So many sequences of words must be shared before a share of them means anything."""
COPIED, SAME_HOUSE = 0.25, 0.75
"""How much of the shorter one's own words must are in the other; and where one house published both, which carries
background of its own from story to story."""
SURE = 0.6
"""From here on it does not matter what else carries the same words."""
WHOLE = 0.8
"""How much of the shorter one, quotes included, where nearly all there is are quotes."""
PROBABLE, PROBABLE_SAME_HOUSE = 0.12, 0.5
"""How much makes it worth a look."""
RETOLD, TRANSLATED, LEAST_FACTS = 0.6, 0.4, 8
"""How much of all names and figures two texts have in common that say the same in other words, or languages."""

_CARRIERS, _PASSAGE = 3, 80
"""A shared passage of fewer sequences that so many further documents carry is a notice."""
_FOREIGN = 2
"""Texts of one language have more of their commonest words in common than this."""


class Joins(StrEnum):
    """What becomes of two documents: one origin, or a question for a person."""

    MERGED = "merged"
    PROBABLE = "probable"


class Signal(StrEnum):
    """What shows that two documents go back to one text."""

    SHARED_TEXT = "shared_text"
    SAME_ADDRESS = "same_address"
    CREDIT = "credit"
    REWRITE = "rewrite"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The longest run of words that two documents share, and where it stands in each."""

    one: Span
    other: Span


@dataclass(frozen=True, slots=True)
class Overlap:
    """Why two documents go back to one text, or may.

    Attributes:
        reason: what shows it, in words.
        shared_pct: how much of the shorter one's own words are in the other, 0 to 100.
        shared_words: how many words the shared sequences are made of, in the first one.
        stretch: the longest of them; None when none is shared.
        text: its words, as they stand in the first one.
    """

    joins: Joins
    signal: Signal
    reason: str
    shared_pct: float
    shared_words: int
    stretch: Stretch | None = None
    text: str | None = None


Shared = tuple[int, Stretch | None]
"""How many words the sequences are made of that two documents share, in the first one, and the longest of them."""


def overlap(
    one: Fingerprint, other: Fingerprint, carried: Set[str] = frozenset(), known: Shared | None = None
) -> Overlap | None:
    """What joins two documents; None when nothing does.

    ``carried`` are sequences of words that further documents carry too, see :func:`boilerplate`: they prove nothing,
    unless hardly anything else is there. ``known`` are the words that both share, where somebody looked before: they
    take a while to find, and stay as they are.
    """
    found = _judged(one, other, carried)
    if found is None:
        return None
    joins, signal, reason, share = found
    words, stretch = known or _shared_words(one, other)
    text = stretch.one.of(one.document.text) if stretch else None
    return Overlap(joins, signal, reason, round(100 * share, 1), words, stretch, text)


Judged = tuple[Joins, Signal, str, float]


def boilerplate(one: Fingerprint, other: Fingerprint, thirds: Sequence[Fingerprint]) -> frozenset[str]:
    """The sequences that two documents share with so many ``thirds`` that they are nobody's story.

    Of one house, one further page is enough: it is what the house puts on every page. Among houses it takes several of
    neither's story, and a short passage: a notice of an agency, and not a report that many carry.
    """
    mine, theirs = one.story.whole, other.story.whole
    both = mine & theirs
    if one.house is not None and one.house == other.house:
        carried = (third.story.whole for third in thirds if third.house == one.house)
        return both.intersection(frozenset().union(*carried))
    if len(both) >= SURE * min(len(mine), len(theirs)):
        return frozenset()
    either = (mine | theirs) - both
    counted = Counter(
        shingle for third in thirds if len(third.story.whole & either) < LEAST for shingle in both & third.story.whole
    )
    common = frozenset(shingle for shingle, count in counted.items() if count >= _CARRIERS)
    return common if len(common) < _PASSAGE else frozenset()


def _judged(one: Fingerprint, other: Fingerprint, carried: Set[str]) -> Judged | None:
    own, shared = _share(one.story.own, other.story.own, carried)
    whole, shared_whole = _share(one.story.whole, other.story.whole, carried)
    same_house = one.house is not None and one.house == other.house
    agency = one.agency if one.agency == other.agency else None
    if one.story.words and one.story.words == other.story.words:
        return Joins.MERGED, Signal.SHARED_TEXT, "the same words from beginning to end", 1.0
    if one.document.url is not None and one.document.url == other.document.url:
        return Joins.MERGED, Signal.SAME_ADDRESS, "captured from the same address", whole
    asked = SAME_HOUSE if same_house else COPIED
    if shared >= LEAST and own >= asked:
        return Joins.MERGED, Signal.SHARED_TEXT, _worded(own, "own words", one, other, agency), own
    if shared_whole >= LEAST and whole >= WHOLE:
        return Joins.MERGED, Signal.SHARED_TEXT, _worded(whole, "words, quotes included,", one, other, agency), whole
    if shared >= LEAST and own >= (PROBABLE_SAME_HOUSE if same_house else PROBABLE):
        return Joins.PROBABLE, Signal.SHARED_TEXT, _worded(own, "own words", one, other, agency), own
    return _hinted(one, other, agency, own)


def may_be_same_story(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two documents have so many names and figures in common that they may be about one story."""
    common = len(one.facts & other.facts)
    return common >= LEAST_FACTS and common >= TRANSLATED * len(one.facts | other.facts)


def _hinted(one: Fingerprint, other: Fingerprint, agency: str | None, share: float) -> Judged | None:
    """What the text does not show, but something else does: for a person to look at."""
    for copy, first in ((one, other), (other, one)):
        if first.document.url is not None and first.document.url in copy.leads_to:
            if copy.says_translated:
                reason = "one says that it is a translation, and links to the other"
                return Joins.PROBABLE, Signal.TRANSLATION, reason, share
            if copy.says_republished:
                reason = "one says that it was published before, and links to the other"
                return Joins.PROBABLE, Signal.CREDIT, reason, share
    if not may_be_same_story(one, other) or (one.house is not None and one.house == other.house):
        return None
    common = one.facts & other.facts
    alike = len(common) / len(one.facts | other.facts)
    listed = ", ".join(sorted(common)[:4])
    if alike >= TRANSLATED and len(one.commonest & other.commonest) <= _FOREIGN:
        return Joins.PROBABLE, Signal.TRANSLATION, f"the same names and figures in another language ({listed} …)", share
    if alike >= RETOLD:
        return Joins.PROBABLE, Signal.REWRITE, f"the same names and figures in other words ({listed} …)", share
    if agency and alike >= TRANSLATED:
        return Joins.PROBABLE, Signal.CREDIT, f"both are credited to {agency}, with the same names and figures", share
    return None


def _share(one: Set[str], other: Set[str], carried: Set[str]) -> tuple[float, int]:
    """How much of the shorter one stands in the other, and how many sequences that is."""
    left, right = one - carried, other - carried
    if min(len(left), len(right)) < LEAST:
        # Without what the house carries everywhere nothing is left: two versions of one text, or two empty pages.
        left, right = one, other
    shared, shorter = len(left & right), min(len(left), len(right))
    return (shared / shorter if shorter else 0.0), shared


def _worded(share: float, what: str, one: Fingerprint, other: Fingerprint, agency: str | None) -> str:
    reason = f"{round(100 * share)} % of the shorter one’s {what} are in the other"
    if agency:
        reason += f", and both are credited to {agency}"
    if one.is_release and other.is_release:
        reason += ": the same press release"
    return reason


def _shared_words(one: Fingerprint, other: Fingerprint) -> Shared:
    """How many words the shared sequences are made of, and the longest run of them."""
    mine, theirs = one.story.words, other.story.words
    stands: dict[str, list[int]] = {}
    for there, shingle in enumerate(shingles(theirs)):
        if shingle in one.story.whole:
            stands.setdefault(shingle, []).append(there)
    covered, upto, longest, best = 0, 0, 0, (0, 0)
    sequences, at = list(shingles(mine)), 0
    while at < len(sequences):
        found = stands.get(sequences[at])
        if found is None:
            at += 1
            continue
        length, there = max((_run(mine, theirs, at, there), -there) for there in found[:_TRIED])
        covered += at + length - max(at, upto)
        upto = at + length
        if length > longest:
            longest, best = length, (at, -there)
        at += max(1, length - SHINGLE + 1)
    if not longest:
        return covered, None
    spans = (
        Span(places[2 * at], places[2 * (at + min(longest, _SHOWN)) - 1])
        for places, at in ((one.places, best[0]), (other.places, best[1]))
    )
    return covered, Stretch(*spans)


_SHOWN = 80
"""Of a longer run only so many words are shown: a copy of a whole report need not be kept twice."""
_TRIED = 8
"""A sequence that stands in a text more often than this is looked for at its first places."""


def _run(mine: Sequence[str], theirs: Sequence[str], at: int, there: int) -> int:
    """How many words two texts have in common from here on."""
    length, most = 0, min(len(mine) - at, len(theirs) - there)
    while length < most and mine[at + length] == theirs[there + length]:
        length += 1
    return length
