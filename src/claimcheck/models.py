"""The words of the house, as values: frozen, without ids and without input or output.

Offsets are half-open and count characters (Unicode code points) of a document's text.
Scores run from 0 to 100. Dates are ISO 8601, as exact as they are known (``2025-06``).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of text, ``[start, end)`` in characters."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words at this span of ``text``."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """The same span seen from ``by`` characters further left."""
        return Span(self.start + by, self.end + by)

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


class BlockKind(StrEnum):
    """What a block of a document is to its reader."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"
    QUOTE = "quote"
    ITEM = "item"
    FURNITURE = "furniture"


PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM})
"""The kinds of block that can hold claims; the others are stated as excluded."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or other piece of a document, in reading order.

    Attributes:
        kind: what it is to a reader.
        span: its place in the document's text.
        page: the page it begins on, from 1, where the format has pages.
        why: for furniture, what gave it away ("reading time", "share links").
    """

    kind: BlockKind
    span: Span
    page: int | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of a document.

    Attributes:
        url: the address, absolute where the document's own address is known; else as written.
        text: the words that carry it.
        span: where those words stand in the document's text; None when they are not part of it.
    """

    url: str
    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Readable text plus what is known about it; an article and evidence alike.

    Attributes:
        text: the words, with line feeds for newlines, with headings and furniture left in place.
        digest: ``sha256:`` and the hex digest of the bytes that were read.
        blocks: every non-blank character of ``text`` lies in exactly one, in order.
        title, publisher, author, url, kind: as the document states them, else None.
        published, modified: ISO 8601, as exact as stated, else None.
        links: outgoing links in reading order.
    """

    text: str
    digest: str
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    kind: str | None = None
    links: tuple[Link, ...] = ()


class FailureReason(StrEnum):
    """Why a capture holds no bytes, or bytes that hold no document."""

    PAYWALL = "paywall"
    BLOCKED = "blocked"
    ROBOTS = "robots"
    DEAD = "dead"
    TIMEOUT = "timeout"
    LOGIN = "login"
    EMPTY = "empty"
    PARSE_ERROR = "parse_error"
    TOO_LARGE = "too_large"
    RATE_LIMITED = "rate_limited"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Capture:
    """One retrieval of one file or address: bytes and digest, or a recorded failure.

    Attributes:
        place: the path inside the workspace, or the URL.
        digest: ``sha256:`` and hex of the bytes; None when there are none.
        size_bytes: how many bytes came; None when none did.
        failure: why there is no document; None when there is one.
        note: one line for a person about the failure.
    """

    place: str
    digest: str | None
    size_bytes: int | None = None
    failure: FailureReason | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A window of a document, the unit that the index returns.

    Attributes:
        span: its place in the document's text.
        text: the words at that span.
    """

    span: Span
    text: str


class SpeakerKind(StrEnum):
    """What kind of source speaks."""

    PERSON = "person"
    ORGANISATION = "organisation"
    DOCUMENT = "document"
    IMAGERY = "imagery"
    DATA = "data"
    UNNAMED = "unnamed"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source, resolved over the whole document.

    Attributes:
        name: the fullest name the document gives ("Dmitry Peskov").
        role: the role as the document words it ("Kremlin spokesperson").
        via: who reviewed, obtained or relayed it ("the Associated Press").
        candidates: the names it could be, when the text leaves more than one open.
        anonymity: why an unnamed source is unnamed, where the text says so.
    """

    name: str
    kind: SpeakerKind
    role: str | None = None
    via: str | None = None
    candidates: tuple[str, ...] = ()
    anonymity: str | None = None


class AttributionType(StrEnum):
    """How the content is given: all inside quotation marks, partly, or not at all."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: the three parts, and the speaker that the source resolves to.

    Attributes:
        source: who speaks ("Peskov", "he"); empty when the text leaves it out.
        cue: the words that attribute ("noted", "according to").
        content: what is said, quotation marks included.
        outer: the attribution this one is told inside of, for speech within speech.
    """

    type: AttributionType
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: Speaker | None = None
    outer: Attribution | None = None


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
        id: ``c`` and twelve hex digits of a digest over article, spans and text.
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
    def speaker(self) -> Speaker | None:
        """Who says it; None where the article speaks for itself."""
        return self.attribution.speaker if self.attribution else None


def claim_id(article_digest: str, spans: tuple[Span, ...], text: str) -> str:
    """The id of a claim: ``c`` and twelve hex digits over article, spans and text; the same on every machine."""
    summed = hashlib.sha256(repr((article_digest, [tuple(span) for span in spans], text)).encode())
    return f"c{summed.hexdigest()[:12]}"


class Covered(StrEnum):
    """What became of a stretch of the article."""

    CLAIMS = "claims"
    EXCLUDED = "excluded"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Coverage:
    """One sentence, heading or piece of furniture, and what became of it."""

    span: Span
    covered: Covered
    why: str | None = None


@dataclass(frozen=True, slots=True)
class SplitArticle:
    """An article taken apart: its claims in article order, and every sentence accounted for."""

    document: Document
    claims: tuple[Claim, ...]
    coverage: tuple[Coverage, ...]


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
    """

    document: Document
    passage: Passage
    attributions: tuple[Attribution, ...] = ()


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


class ReviewVerdict(StrEnum):
    """A person's decision."""

    CONFIRMED = "confirmed"
    WRONG = "wrong"
    MISLEADING = "misleading"
    DISPUTED = "disputed"
    UNPROVEN = "unproven"
    UNCHECKABLE = "uncheckable"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Review:
    """A decision of one person about one claim, as it stood when they decided.

    Attributes:
        basis: digest over the claim's text and evidence that the person saw.
        reviewed_utc: ISO 8601 with seconds, UTC.
    """

    claim_id: str
    verdict: ReviewVerdict
    reviewer: str
    note: str
    basis: str
    reviewed_utc: str
