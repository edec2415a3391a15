"""From pairs to groups: documents that go back to one text, and which of them the others go back to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class OriginChoice(StrEnum):
    """What a person decides about a document's origin."""

    SPLIT = "split"
    JOIN = "join"


@dataclass(frozen=True, slots=True)
class OriginDecision:
    """What one person decided about origins.

    Attributes:
        document: the key of the document that leaves its group, or is joined.
        other: the key of the one it is joined with; None when it leaves.
        decided_utc: ISO 8601 with seconds, UTC.
    """

    decision: OriginChoice
    document: str
    other: str | None
    decider: str
    note: str
    decided_utc: str


@dataclass(frozen=True, slots=True)
class Member:
    """A document as far as choosing an origin needs it.

    Attributes:
        house: who published it.
        credited: the agency that it is credited to.
        published: ISO 8601, as exact as stated; None when not known.
        words: how many words its story has.
    """

    document: str
    house: str | None
    credited: str | None
    published: str | None
    words: int


def components(documents: Iterable[str], joined: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The groups that pairs make of ``documents``, in order of their first; pairs with others are left out."""
    leader = {document: document for document in documents}

    def led(document: str) -> str:
        while leader[document] != document:
            leader[document] = leader[leader[document]]
            document = leader[document]
        return document

    for one, other in joined:
        if one in leader and other in leader:
            first, second = sorted((led(one), led(other)))
            leader[second] = first
    groups: dict[str, list[str]] = {}
    for document in sorted(leader):
        groups.setdefault(led(document), []).append(document)
    return [tuple(group) for group in groups.values()]


def decided(merged: Iterable[tuple[str, str]], decisions: Sequence[OriginDecision]) -> list[tuple[str, str]]:
    """The pairs that join: those that the texts show, as people's decisions, in their order, left them.

    A split takes the document out of every group that the texts and earlier decisions put it in; a join holds until
    either of both is split.
    """
    split: set[str] = set()
    joins: dict[tuple[str, str], None] = {}
    for one in decisions:
        if one.other is None:
            split.add(one.document)
            joins = {pair: None for pair in joins if one.document not in pair}
        else:
            joins[one.document, one.other] = None
    shown = [pair for pair in merged if split.isdisjoint(pair)]
    return [*shown, *joins]


def origin_of(group: Sequence[Member]) -> tuple[str, str]:
    """The document that the others of a group go back to, and why that one.

    The one whose house the others credit; else the one published first; else one that carries an agency's credit; else
    the most complete.
    """
    crediting = Counter(member.credited for member in group if member.credited and member.credited != member.house)
    # As exact as the least exact date: June is neither before nor after 3 June.
    exact = min((len(member.published) for member in group if member.published), default=0)
    places = {
        member.document: (
            -crediting.get(member.house or "", 0),
            (member.published or "")[: min(exact, 10)] or "9999",
            member.credited is None,
            -member.words,
            member.document,
        )
        for member in group
    }
    first, *others = sorted(group, key=lambda member: places[member.document])
    if not others:
        return first.document, "it stands alone"
    mine, next_best = places[first.document], places[others[0].document]
    if mine[0]:
        return first.document, f"{-mine[0]} of the others credit it: {first.house}"
    if mine[1] != next_best[1]:
        return first.document, f"published first: {mine[1]}"
    if mine[2] != next_best[2]:
        return first.document, f"of those that could be first, the one credited to {first.credited}"
    return first.document, f"the most complete of those that could be first: {first.words} words"
