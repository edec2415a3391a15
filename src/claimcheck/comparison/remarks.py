"""What the comparison has to say: differences, agreements, and parts that the evidence leaves out."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimcheck.comparison.pairing import Pairing
from claimcheck.models import Difference, DifferenceType, Span


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two stretches that say the same in other words.

    Attributes:
        type: in what respect they were compared.
        claim, evidence: the words of either side.
        note: why they agree, as an editor would put it.
        claim_span, evidence_span: where those words stand in the texts compared.
    """

    type: DifferenceType
    claim: str
    evidence: str
    note: str
    claim_span: Span
    evidence_span: Span


@dataclass(slots=True)
class Remarks:
    """Collects what the comparers find on one pairing.

    Attributes:
        settled: tokens of the claim that a comparer has dealt with, found or missing.
        missing: stretches of the claim that the evidence says nothing about.
        signed: tokens of the claim whose direction ("fell") an amount below zero has been compared with.
    """

    pairing: Pairing
    differences: list[Difference] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    missing: list[Span] = field(default_factory=list)
    settled: set[int] = field(default_factory=set)
    signed: set[int] = field(default_factory=set)

    def differ(
        self, kind: DifferenceType, claim: tuple[int, int], evidence: tuple[int, int], note: str | None = None
    ) -> None:
        """Note that two stretches of tokens disagree."""
        ours, theirs = self._span(claim, ours=True), self._span(evidence, ours=False)
        said, found = ours.of(self.pairing.claim.text), theirs.of(self.pairing.evidence.text)
        worded = note or f"says {said}, the source says {found}"
        self.differences.append(Difference(kind, said, found, worded, ours, theirs))

    def agree(self, kind: DifferenceType, claim: tuple[int, int], evidence: tuple[int, int], verb: str) -> None:
        """Note that two stretches of tokens agree, when they are worded differently."""
        ours, theirs = self._span(claim, ours=True), self._span(evidence, ours=False)
        said, found = ours.of(self.pairing.claim.text), theirs.of(self.pairing.evidence.text)
        if said.casefold() != found.casefold():
            note = f"“{said}” {verb} “{found}”"
            self.agreements.append(Agreement(kind, said, found, note, ours, theirs))

    def miss(self, claim: tuple[int, int]) -> None:
        """Note that the evidence says nothing about a stretch of the claim."""
        self.missing.append(self._span(claim, ours=True))

    def settle(self, claim: tuple[int, int]) -> None:
        """Mark a stretch of the claim as dealt with."""
        self.settled.update(range(*claim))

    def _span(self, stretch: tuple[int, int], *, ours: bool) -> Span:
        tokens = (self.pairing.claim if ours else self.pairing.evidence).tokens
        first, end = stretch
        return Span(tokens[first].start, tokens[end - 1].end)
