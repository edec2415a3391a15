"""The provenance of a claim, as values: who carries it, in which words, from whom, and where that ends."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claimcheck.models import Capture, Claim, Document, Edit, Evidence, Span
from claimcheck.provenance.dates import PublicationDate


class CitationKind(StrEnum):
    """In what way a document says that it has something from elsewhere."""

    LINK = "link"
    NAMED = "named"
    CREDITED = "credited"
    VAGUE = "vague"


class ProvenanceFlagKind(StrEnum):
    """What an editor has to know before counting sources."""

    CIRCLE = "circle"
    DEAD_END = "dead_end"


class ProvenanceEndKind(StrEnum):
    """How it ends: at a primary source, beyond what was captured, with a report that names nobody, or nowhere."""

    PRIMARY = "primary"
    CIRCLE = "circle"
    DEAD_END = "dead_end"
    NOT_CAPTURED = "not_captured"
    OWN_REPORT = "own_report"


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document as it is held: what the provenance of claims is made of.

    Attributes:
        place: the path inside the workspace, or the address.
        captured_utc: when it was first captured; ISO 8601.
        origin: the digest of the document that it goes back to; its own when it stands alone.
        primary: why it is a primary source; None where it is none, as far as known.
    """

    document: Document
    place: str
    captured_utc: str
    origin: str
    primary: str | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """What the provenance of a claim is made from.

    Attributes:
        article: the article that makes the claim.
        evidence: what was found on the claim, the best first.
        held: the documents that this evidence stands in, by digest.
    """

    claim: Claim
    article: HeldDocument
    evidence: tuple[Evidence, ...]
    held: dict[str, HeldDocument]


LinkTarget = HeldDocument | Capture | None
"""What an address leads to: a document, a capture that failed, or nothing that was ever fetched."""


@dataclass(frozen=True, slots=True)
class ProvenanceSource:
    """A document that carries or is cited for a claim.

    Attributes:
        name: what an editor calls it: the outlet, else the title or the place.
        dated: when it was published, as far as known.
        origin: the digest of the document that it goes back to; its own when it stands alone.
        carries: whether it was found to hold the claim; one that is only cited may not.
        is_article: whether it is the article under check.
        primary: why it is a primary source; None where it is none, as far as known.
    """

    digest: str
    name: str
    place: str
    title: str | None
    url: str | None
    dated: PublicationDate
    origin: str
    carries: bool
    is_article: bool = False
    primary: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a document says that it has the claim from.

    Attributes:
        citing: the digest of the document that cites.
        text: the words that cite.
        span: where they stand in the citing document; None for its byline or head.
        source: the address linked to, or the outlet as it is named; None when vague.
        cited: the digest of the document cited; None when it was not captured.
        failed: the capture of that address that failed, where it was tried.
        note: one line for an editor.
    """

    citing: str
    how: CitationKind
    text: str
    span: Span | None
    source: str | None
    cited: str | None
    note: str
    failed: Capture | None = None


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to word the claim, and who words it so.

    Attributes:
        digest, span, text: the words where they were first so worded.
        carriers: the digests of all documents that have these words, the earliest first.
        edits: what changed against the wording before it, spans in both wordings; none for the first.
    """

    digest: str
    span: Span
    text: str
    carriers: tuple[str, ...]
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class ProvenanceEnd:
    """Where one way along the provenance ends.

    Attributes:
        digests: the documents at that end.
        note: one line for an editor.
    """

    kind: ProvenanceEndKind
    digests: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Lead:
    """What to fetch next to get closer to the start.

    Attributes:
        what: what it is.
        why: who points there.
        url: its address, where known: ``claimcheck gather`` takes it.
        advice: one line that says what to do.
    """

    what: str
    why: str
    advice: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ProvenanceFlag:
    """A circle or a dead end among the sources, in one line for an editor."""

    flag: ProvenanceFlagKind
    note: str
    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """The provenance of a claim through what was captured; it says nothing about what was not.

    Attributes:
        first: the digests of those that may have been the first, the likeliest first; several when dates do not tell.
        first_note: the same in a sentence.
        sources: the sources of the claim by time, the article last.
        phrasings: by time; the article's own, where it adds one, last.
    """

    claim: Claim
    first: tuple[str, ...]
    first_note: str
    sources: tuple[ProvenanceSource, ...]
    phrasings: tuple[Phrasing, ...]
    citations: tuple[Citation, ...]
    ends: tuple[ProvenanceEnd, ...]
    leads: tuple[Lead, ...]
    flags: tuple[ProvenanceFlag, ...]

    def source(self, digest: str) -> ProvenanceSource:
        """The document of this digest.

        Raises:
            KeyError: it is not among the sources.
        """
        return {source.digest: source for source in self.sources}[digest]

    @property
    def origins_count(self) -> int:
        """How many independent texts carry the claim."""
        return len({source.origin for source in self.sources if source.carries and not source.is_article})
