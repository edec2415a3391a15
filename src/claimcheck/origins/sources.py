"""What kind of source a document is, and what the newsroom asks of sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


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
    """

    origin: str
    kind: SourceKind | None = None
    house: str | None = None

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
    """

    asked: int = 2
    strict: bool = False


def independent(sources: Iterable[Source]) -> int:
    """How many independent sources these are: several texts of one origin, or of one house, count once."""
    origins: dict[str, set[str]] = {}
    for source in sources:
        if source.corroborates:
            origins.setdefault(source.origin, set()).add(source.house or source.origin)
    return min(len(origins), len({min(houses) for houses in origins.values()}))
