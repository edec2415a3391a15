"""What fact-checkers publish, as far as a document shows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claimcheck.models.documents import Span


class FactCheckRating(StrEnum):
    """What a fact-checker makes of a claim."""

    TRUE = "true"
    FALSE = "false"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class FactCheck:
    """A fact-checker's verdict on a claim.

    Attributes:
        claim: the words checked.
        rating: what is made of them; None where the verdict is none of those known.
        rated: the verdict's own words.
        span: the claim, the verdict and what stands between, in the document's text; the claim alone where the verdict
            stands far from it.
    """

    claim: str
    rating: FactCheckRating | None
    rated: str
    span: Span
