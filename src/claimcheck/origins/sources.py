"""What kind of source a document is, and what the newsroom asks of sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from claimcheck.origins.groups import components


class SourceKind(StrEnum):
    """What kind of source a document is."""

    PRIMARY = "primary"
    RECORDING = "recording"
    OFFICIAL = "official"
    PARTY = "party"
    WIRE = "wire"
    ORIGINAL = "original"
    REPUBLICATION = "republication"
    OPINION = "opinion"
    ANONYMOUS = "anonymous"


DEPENDENT = frozenset({SourceKind.PARTY, SourceKind.REPUBLICATION, SourceKind.OPINION, SourceKind.ANONYMOUS})
"""Kinds that do not corroborate by themselves; a republication does where the house that it comes from is named."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document comes from.

    Attributes:
        origin: the digest of the document that it goes back to; its own when it stands alone.
        kind: what kind of source it is; None when nobody has looked.
        house: who answers for its words: the agency credited, else who published it; None when neither is known.
        address: where it was published; None when not known.
        leads_to: the addresses that it links to.
    """

    origin: str
    kind: SourceKind | None = None
    house: str | None = None
    address: str | None = None
    leads_to: frozenset[str] = frozenset()

    @property
    def corroborates(self) -> bool:
        """Whether it can be one of the sources that a newsroom asks for."""
        if self.kind is SourceKind.REPUBLICATION:
            return self.house is not None
        return self.kind not in DEPENDENT


@dataclass(frozen=True, slots=True)
class SourceRule:
    """How many independent sources a newsroom asks for.

    Attributes:
        asked: the least number of independent origins that bear a claim out; 1 asks for nothing.
        strict: whether fewer than that leave a claim unsupported, instead of supported with a mark.

    Raises:
        TypeError, ValueError: they are something else.
    """

    asked: int = 2
    strict: bool = False

    def __post_init__(self) -> None:
        if isinstance(self.asked, bool) or not isinstance(self.asked, int) or not isinstance(self.strict, bool):
            raise TypeError("asked is a whole number, and strict true or false")
        if self.asked < 0:
            raise ValueError("asked cannot be negative")


TWO_SOURCES = SourceRule()
"""What newsrooms ask for unless they say otherwise."""


def independent(sources: Iterable[Source]) -> int:
    """How many independent sources these are.

    Texts of one origin count once, and so do those of one house, and one that leads to another of them.
    """
    counted = [source for source in sources if source.corroborates]
    names = [str(number) for number in range(len(counted))]
    pairs = (
        (names[one], names[other])
        for one, other in combinations(range(len(counted)), 2)
        if _depend(counted[one], counted[other])
    )
    return len(components(names, pairs))


def _depend(one: Source, other: Source) -> bool:
    same_house = one.house is not None and one.house == other.house
    leads = one.address in other.leads_to or other.address in one.leads_to
    return one.origin == other.origin or same_house or leads
