"""Evidence looked at again: its addresses are captured anew and the sentences that it rests on are looked for."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Levenshtein

from claimcheck import gathering, quotes, text
from claimcheck.errors import NotInStoreError
from claimcheck.fetch import Limits
from claimcheck.gathering import MakeClient, Progress, place_of
from claimcheck.models import Document, Edit, FailureReason, Span
from claimcheck.store import Store
from claimcheck.store.rechecks import Anchor, Latest, Recheck
from claimcheck.text import sentence_around
from claimcheck.workspace import Workspace

_ENOUGH_WORDS = 8
"""A sentence shorter than this may stand anywhere: it is taken for the same only among the same neighbours."""

_NEIGHBOURS = 12
_KEPT_SHARE = 0.5
_NEIGHBOURS_SHARE = 0.3
_LIKE_PCT = 60

_STOP = re.compile(r"[.!?…\n]")


class RecheckOutcome(StrEnum):
    """What became of a sentence that evidence rests on."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    GONE = "gone"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Rechecked:
    """One sentence at one address, then and now.

    Attributes:
        place: the address.
        then: the sentence as it was captured.
        now: as it reads now; None when it is gone or could not be looked for.
        edits: from then to now, word run by word run.
        note: why it could not be looked for, or what stands there that looks like it.
        claims: the claims that rest on it, by key.
    """

    place: str
    result: RecheckOutcome
    then: str
    now: str | None
    edits: tuple[Edit, ...]
    note: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One retrieval of an address beside the one before.

    Attributes:
        changes: what read otherwise before, line by line: before and after.
    """

    retrieved_utc: str
    digest: str | None
    failure: FailureReason | None
    note: str | None
    title: str | None
    changes: tuple[tuple[str, str], ...]


def recheck(
    workspace: Workspace,
    urls: Sequence[str],
    make_client: MakeClient,
    limits: Limits,
    *,
    software: str,
    progress: Progress = lambda _what, _done, _total: None,
) -> list[Rechecked]:
    """Capture again what evidence rests on (all of it, or these addresses) and tell what became of each sentence.

    Raises:
        NotInStoreError: no evidence rests on an address that is named.
        StoreError: the database or the archive cannot be used.
    """
    with Store(workspace.database) as store:
        anchors = store.rechecks.anchors()
    places = list(dict.fromkeys(anchor.place for anchor in anchors))
    if urls:
        wanted = list(dict.fromkeys(map(place_of, urls)))
        for place in wanted:
            if place not in places:
                raise NotInStoreError(f"{place}: no evidence rests on it; `claimcheck gather` captures it")
        places = wanted
    if not places:
        return []
    gathering.gather(workspace, places, make_client, limits, lambda _: None, software=software, progress=progress)
    with Store(workspace.database) as store:
        found = [_looked_for(store, anchor) for anchor in anchors if anchor.place in places]
        store.rechecks.keep([each for each, _ in found])
    return [rechecked for _, rechecked in found]


def versions(store: Store, url: str) -> list[Version]:
    """All retrievals of an address, the oldest first, each with what changed since the last that could be read.

    Raises:
        NotInStoreError: it was never retrieved.
    """
    place = place_of(url)
    retrievals = store.retrievals.all(place)
    if not retrievals:
        raise NotInStoreError(f"{place}: never captured; `claimcheck gather` does it")
    found: list[Version] = []
    before: Document | None = None
    for each in retrievals:
        now = store.documents.get(each.digest) if each.failure is None and each.digest else None
        changes = _changes(before.text, now.text) if before and now and before.digest != now.digest else ()
        found.append(Version(each.retrieved_utc, each.digest, each.failure, each.note, each.title, changes))
        before = now or before
    return found


def _changes(before: str, after: str) -> tuple[tuple[str, str], ...]:
    old, new = ([line for line in side.splitlines() if line.strip()] for side in (before, after))
    compared = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return tuple(
        ("\n".join(old[a:b]), "\n".join(new[c:d])) for tag, a, b, c, d in compared.get_opcodes() if tag != "equal"
    )


def _looked_for(store: Store, anchor: Anchor) -> tuple[Recheck, Rechecked]:
    latest = store.retrievals.latest(anchor.place)
    assert latest is not None, "it has just been retrieved"
    old = store.documents.get(anchor.digest)
    sentence = sentence_around(old, anchor.span)
    now: Document | None = None
    at: Span | None = None
    if latest.failure is not None or latest.digest is None:
        result, note = _without(latest), latest.note
    else:
        now = old if latest.digest == anchor.digest else store.documents.get(latest.digest)
        result, at = located(old, sentence, now.text)
        note = _lookalike(sentence.of(old.text), now.text) if result is RecheckOutcome.GONE else None
    found = at.of(now.text) if now and at else None
    then = sentence.of(old.text)
    aligned = quotes.align(then, found) if found and result is RecheckOutcome.CHANGED else None
    kept = Recheck(anchor, latest, result, found, now.digest if now else None, at, note)
    edits = aligned.edits if aligned else ()
    return kept, Rechecked(anchor.place, result, then, found, edits, note, anchor.claims)


def _without(latest: Latest) -> RecheckOutcome:
    """A page that its own server says is not there is gone; whatever else went wrong says nothing about it."""
    is_stated = latest.failure is FailureReason.DEAD and latest.status is not None and latest.status < 500
    return RecheckOutcome.GONE if is_stated else RecheckOutcome.UNREACHABLE


def located(old: Document, sentence: Span, now: str) -> tuple[RecheckOutcome, Span | None]:
    """What became of a sentence, and where it stands now; it is never moved to one that only looks like it.

    The whole of both texts is aligned word by word, so that a sentence goes where its neighbours go. Case, punctuation
    and typography do not count as words.
    """
    if sentence.of(old.text) and old.text == now:
        return RecheckOutcome.UNCHANGED, sentence
    before, after = text.words(old.text), text.words(now)
    keys, others = [word.text for word in before], [word.text for word in after]
    inside = [n for n, word in enumerate(before) if sentence.holds(word.span)]
    if not inside:
        return RecheckOutcome.GONE, None
    low, high = inside[0], inside[-1] + 1
    pairs: dict[int, int] = {}
    for block in Levenshtein.opcodes(keys, others).as_matching_blocks():
        pairs.update(zip(range(block.a, block.a + block.size), range(block.b, block.b + block.size), strict=True))
    range_now = _range_now(pairs, low, high, len(others))
    if range_now is not None and _is_among_neighbours(pairs, low, high, len(keys)):
        first, last = _with_insertions(now, after, frozenset(pairs.values()), *range_now)
        place = Span(after[first].span.start, after[last - 1].span.end)
        if keys[low:high] == others[first:last]:
            return RecheckOutcome.UNCHANGED, place
        if sum(n in pairs for n in range(low, high)) >= _KEPT_SHARE * (high - low):
            return RecheckOutcome.CHANGED, place
    return _moved(old, sentence, [word.text for word in before[low:high]], after)


def _range_now(pairs: dict[int, int], low: int, high: int, most: int) -> tuple[int, int] | None:
    """The words that now stand where those from ``low`` to ``high`` stood, those put in their stead included."""
    held = [n for n in range(low, high) if n in pairs]
    if not held:
        return None
    first, last = pairs[held[0]], pairs[held[-1]] + 1
    if held[0] > low:
        before = max((now + 1 for then, now in pairs.items() if then < held[0]), default=0)
        first = max(before, first - (held[0] - low) - 1)
    if held[-1] < high - 1:
        after = min((now for then, now in pairs.items() if then > held[-1]), default=most)
        last = min(after, last + (high - 1 - held[-1]) + 1)
    return (first, last) if last - first <= 2 * (high - low) + _ENOUGH_WORDS else None


def _with_insertions(
    now: str, after: Sequence[text.Word], kept: frozenset[int], first: int, last: int
) -> tuple[int, int]:
    """The same with words that were put before or behind them in the same sentence: "reportedly" is a change."""

    def joins(left: int, right: int) -> bool:
        between = now[after[left].span.end : after[right].span.start]
        return not _STOP.search(between)

    while first > 0 and first - 1 not in kept and joins(first - 1, first):
        first -= 1
    while last < len(after) and last not in kept and joins(last - 1, last):
        last += 1
    return first, last


def _is_among_neighbours(pairs: dict[int, int], low: int, high: int, most: int) -> bool:
    if high - low >= _ENOUGH_WORDS:
        return True
    neighbours = [*range(max(0, low - _NEIGHBOURS), low), *range(high, min(most, high + _NEIGHBOURS))]
    return not neighbours or sum(n in pairs for n in neighbours) >= _NEIGHBOURS_SHARE * len(neighbours)


def _moved(
    old: Document, sentence: Span, keys: Sequence[str], after: Sequence[text.Word]
) -> tuple[RecheckOutcome, Span | None]:
    """A sentence that moved with the whole of its paragraph is unchanged; one that moved alone could be another's."""
    paragraph = next((block.span for block in old.blocks if block.span.holds(sentence)), sentence)
    whole = [word.text for word in text.words(paragraph.of(old.text))]
    others = [word.text for word in after]
    if len(whole) >= 2 * _ENOUGH_WORDS:
        for at in (n for n, word in enumerate(others) if word == whole[0]):
            if others[at : at + len(whole)] == whole:
                offset = next(n for n in range(len(whole)) if whole[n : n + len(keys)] == list(keys))
                first = at + offset
                return RecheckOutcome.UNCHANGED, Span(after[first].span.start, after[first + len(keys) - 1].span.end)
    return RecheckOutcome.GONE, None


def _lookalike(then: str, now: str) -> str | None:
    nearest = quotes.align(then, now)
    if nearest is None or nearest.score_pct < _LIKE_PCT:
        return None
    return f"a similar sentence, not taken for the same: “{' '.join(nearest.evidence_span.of(now).split())}”"
