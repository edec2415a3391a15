"""Who and what a document names: entities, and what the words at a place refer to."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from claimcheck.models import Entity, Span


@dataclass(frozen=True, slots=True)
class Referent:
    """What the words at a place refer to.

    Attributes:
        name: the likeliest antecedent, as it stands inside a sentence ("the Wagner Group", "Dmitry Peskov").
        entity: that antecedent; None for a pair ("Ada Lovelace and Charles Babbage").
        candidates: when more than one antecedent is live, all of them, likeliest first; else empty.
        members: for a pair or more, each of them.
    """

    name: str
    entity: Entity | None
    candidates: tuple[str, ...] = ()
    members: tuple[Entity, ...] = ()

    @property
    def uncertain(self) -> bool:
        """Whether the text leaves more than one antecedent open: a guess, to be shown as such."""
        return bool(self.candidates)


@dataclass(frozen=True, slots=True)
class Mentions:
    """The entities of a document, and a referent for every name, pronoun and description that has one.

    Attributes:
        entities: in order of first mention.
        referents: by the span of the words, in text order.
    """

    entities: tuple[Entity, ...] = ()
    referents: dict[Span, Referent] = field(default_factory=dict)
    _places: list[Span] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_places", sorted(self.referents))

    def referent(self, span: Span) -> Referent | None:
        """What the words at ``span`` refer to.

        ``span`` is a whole name, pronoun or description, with or without its article; None when nothing is known.
        """
        if found := self.referents.get(span):
            return found
        inside = [(place, referent) for place, referent in self.within(span) if place.end == span.end]
        return max(inside, key=lambda found: found[0].end - found[0].start)[1] if len(inside) == 1 else None

    def within(self, span: Span) -> list[tuple[Span, Referent]]:
        """Every mention that lies wholly inside ``span``, with its referent, in text order."""
        found = []
        for at in range(bisect_left(self._places, (span.start, 0)), len(self._places)):
            place = self._places[at]
            if place.start >= span.end:
                break
            if span.holds(place):
                found.append((place, self.referents[place]))
        return found
