"""What was checked before: fact-checks of others, and decisions on earlier articles."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownCheck:
    """A fact-check that was published, as its publisher states it.

    Attributes:
        claim: the words checked.
        rating: what was made of them, in the publisher's words.
        claimant: who made the claim.
        checked: when: ISO 8601, as exact as stated.
        url: where the fact-check is.
    """

    claim: str
    rating: str
    publisher: str | None = None
    claimant: str | None = None
    checked: str | None = None
    url: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class KnownMatch:
    """The same claim, as it was checked before.

    Attributes:
        claim: the words that were checked then.
        rating: what was decided: a publisher's words, or a verdict of this newsroom.
        by: the publisher, or whoever decided here.
        checked: when: ISO 8601, as exact as stated.
        url: where a fact-check of others is.
        article: the path of the earlier article, where this newsroom decided.
        claim_id: the key of the earlier claim, where this newsroom decided.
        likeness_pct: how likely it is, 0 to 100, that both make the same claim.
    """

    claim: str
    rating: str
    by: str | None
    checked: str | None
    url: str | None
    article: str | None
    claim_id: str | None
    likeness_pct: float

    @property
    def is_own(self) -> bool:
        """Whether this newsroom decided."""
        return self.claim_id is not None
