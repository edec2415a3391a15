"""A claim or a quote held against a passage: what is alike, and what differs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claimcheck.models.documents import Document, Passage, Span
from claimcheck.models.fact_checks import FactCheck
from claimcheck.models.speech import Attribution


class Wording(StrEnum):
    """How quoted words compare with the words found."""

    VERBATIM = "verbatim"
    VARIANT = "variant"
    TRIMMED = "trimmed"
    ALTERED = "altered"
    SPLICED = "spliced"
    MISATTRIBUTED = "misattributed"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not_found"


class DifferenceType(StrEnum):
    """In what respect a claim and its evidence disagree."""

    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    DIRECTION = "direction"
    NAME = "name"
    QUANTITY = "quantity"
    UNIT = "unit"
    MODALITY = "modality"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Difference:
    """A typed disagreement between a claim and a passage.

    Attributes:
        claim, evidence: the words of either side.
        note: why they disagree, as an editor would put it.
        claim_span, evidence_span: where those words stand in the texts compared.
    """

    type: DifferenceType
    claim: str
    evidence: str
    note: str
    claim_span: Span
    evidence_span: Span


class EditKind(StrEnum):
    """What happened to a run of words on the way from claim to evidence."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of aligned words; ``missing`` ones stand only in the claim, ``added`` only in the evidence."""

    kind: EditKind
    claim_span: Span
    evidence_span: Span


@dataclass(frozen=True, slots=True)
class Match:
    """A claim aligned with a passage.

    Attributes:
        claim_span, evidence_span: the aligned stretch of either text.
        score_pct: how alike the aligned words are; it locates and never decides.
        covered_pct: how much of the claim's content words the passage holds.
        edits: the alignment, word run by word run, in order.
        missing: content words of the claim that the passage does not hold.
    """

    claim_span: Span
    evidence_span: Span
    score_pct: float
    covered_pct: float
    edits: tuple[Edit, ...] = ()
    missing: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """Whether quoted words stand in a text, and how.

    Attributes:
        wording: the answer.
        reason: the answer in a plain sentence.
        spans: where the words stand in the text; several when spliced or ambiguous.
        score_pct: how alike quote and words found are; it locates and never decides.
        edits: the word diff between quote and text.
        speaker: whom the text itself names as the speaker, where it does.
    """

    wording: Wording
    reason: str
    spans: tuple[Span, ...] = ()
    score_pct: float = 0.0
    edits: tuple[Edit, ...] = ()
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that the index offers for a claim.

    Attributes:
        document: the document it stands in.
        passage: the window, by its place in that document.
        attributions: who speaks in that passage, offsets in the document's text.
        sentences: the sentences of the passage, offsets in the document's text; none where they are not known.
        is_copy: whether the document goes back to one text with the article under check.
        fact_checks: the verdicts of fact-checkers that the document publishes.
    """

    document: Document
    passage: Passage
    attributions: tuple[Attribution, ...] = ()
    sentences: tuple[Span, ...] = ()
    is_copy: bool = False
    fact_checks: tuple[FactCheck, ...] = ()
