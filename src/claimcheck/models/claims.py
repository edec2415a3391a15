"""What an article claims, and what became of all the rest of it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from claimcheck.models.documents import Document, Span
from claimcheck.models.speech import Attribution, Speaker


class Grain(StrEnum):
    """How finely an article is taken apart.

    ``clause`` is what a fact-checker would list: a clause with its time and place, and each item of a list that can be
    true or false alone. ``fine`` takes every time, place and attribute apart.
    """

    CLAUSE = "clause"
    FINE = "fine"


class ClaimKind(StrEnum):
    """What a claim is about, by what it takes to check it."""

    NUMBER = "number"
    DATE = "date"
    QUOTE = "quote"
    EVENT = "event"
    CAUSE = "cause"
    COMPARISON = "comparison"
    SUPERLATIVE = "superlative"
    IDENTITY = "identity"
    PREDICTION = "prediction"
    OPINION = "opinion"
    PRESUPPOSITION = "presupposition"


@dataclass(frozen=True, slots=True)
class Substitution:
    """A replacement that makes a claim self-contained.

    Attributes:
        span: the words replaced, in the article.
        old: those words.
        new: what stands in the claim's text instead.
    """

    span: Span
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Claim:
    """An atomic, self-contained statement with its exact spans in the article.

    Attributes:
        id: see :func:`claim_id`.
        text: the statement, self-contained.
        spans: the words of the article it is made of, in text order.
        sentence: the sentence it comes from.
        attribution: who says it; None where the article speaks for itself.
        quotes: the quoted words inside ``spans``, without their quotation marks.
        why_not: for what cannot be checked, the reason.
        uncertain: what the splitter could not decide, in words.
        priority_pct: what to check first, 0 to 100.
    """

    id: str
    text: str
    kind: ClaimKind
    spans: tuple[Span, ...]
    sentence: Span
    attribution: Attribution | None = None
    quotes: tuple[Span, ...] = ()
    substitutions: tuple[Substitution, ...] = ()
    checkable: bool = True
    why_not: str | None = None
    uncertain: str | None = None
    priority_pct: float = 0.0

    @property
    def extent(self) -> Span:
        """From its first word in the article to its last."""
        spans = self.spans or (self.sentence,)
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    @property
    def speaker(self) -> Speaker | None:
        """Who says it; None where the article speaks for itself."""
        return self.attribution.speaker if self.attribution else None


def claim_id(article: str, text: str, occurrence: int = 1) -> str:
    """The id of a claim: ``c`` and twelve hex digits over article, text and occurrence; the same on every machine.

    It does not depend on where the claim stands, so that it survives edits elsewhere in the article.

    Args:
        article: what the article is known by however its text changes: the digest of its first version.
        text: the claim's.
        occurrence: 1 for the first claim of the article with this text, 2 for the second.
    """
    parts = "\x1f".join((article, text, str(occurrence)))
    return f"c{hashlib.sha256(parts.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def identified(claims: Iterable[Claim], article: str) -> tuple[Claim, ...]:
    """The claims of an article with their ids: see :func:`claim_id`."""
    listed, seen = list(claims), Counter[str]()
    for at in sorted(range(len(listed)), key=lambda at: listed[at].spans):
        text = listed[at].text
        seen[text] += 1
        listed[at] = replace(listed[at], id=claim_id(article, text, seen[text]))
    return tuple(listed)


class Covered(StrEnum):
    """What became of a stretch of the article."""

    CLAIMS = "claims"
    EXCLUDED = "excluded"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Coverage:
    """One sentence, heading or piece of boilerplate, and what became of it."""

    span: Span
    covered: Covered
    why: str | None = None


@dataclass(frozen=True, slots=True)
class SplitArticle:
    """An article taken apart: its claims in article order, and every sentence accounted for.

    Attributes:
        unread: what could not be read in the language of the article, each a line for the user.
    """

    document: Document
    claims: tuple[Claim, ...]
    coverage: tuple[Coverage, ...]
    unread: tuple[str, ...] = ()
