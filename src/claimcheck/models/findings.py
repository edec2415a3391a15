"""What the machine suggests, and the evidence that it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from claimcheck.models.claims import Claim
from claimcheck.models.documents import Span
from claimcheck.models.matches import Difference, Match, Wording


class FindingKind(StrEnum):
    """What the machine suggests. Never "true" or "false"."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    CONFLICTING = "conflicting"
    RELATED = "related"
    NOT_FOUND = "not_found"
    FAILED = "failed"
    UNCHECKED = "unchecked"


class Stance(StrEnum):
    """Which way one piece of evidence points."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class Finding:
    """A suggestion with its reason.

    Attributes:
        finding: the suggestion.
        reason: why, in words an editor can disagree with.
        rule: the name of the row of the decision table that decided.
        wording: for a question of quoted words, how they compare.
    """

    finding: FindingKind
    reason: str
    rule: str
    wording: Wording | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that bears on a claim, and how.

    Attributes:
        digest: the document it stands in.
        span: the aligned words in that document's text.
        text: the words shown, at ``span``.
        stance: which way it points on whether the content is so.
        echo: the same speaker says the same: it answers "said", never "so".
        reprint: the words are those of the article under check, as a reprint or its source has them: no support.
        wording: for quoted words, how they compare.
        origin: the digest of the document this one goes back to; its own when it stands alone.
        match: the alignment; evidence offsets relative to the document's text.
        differences: what disagrees; evidence offsets relative to the document's text.
    """

    digest: str
    span: Span
    text: str
    stance: Stance
    match: Match
    echo: bool = False
    wording: Wording | None = None
    origin: str | None = None
    differences: tuple[Difference, ...] = field(default=())
    reprint: bool = False


_WRONG = frozenset({FindingKind.CONTRADICTED, FindingKind.CONFLICTING})


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim with the answers to its two questions, and the evidence for them."""

    claim: Claim
    said: Finding
    so: Finding
    evidence: tuple[Evidence, ...] = ()

    @property
    def suggestion(self) -> FindingKind:
        """The one finding that the status table shows: that something is wrong with either answer comes first."""
        if self.so.finding is FindingKind.UNCHECKED:
            return self.said.finding
        if self.so.finding is not FindingKind.CONTRADICTED and self.said.finding in _WRONG:
            return self.said.finding
        return self.so.finding
