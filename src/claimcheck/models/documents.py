"""What is read: text with exact offsets, where it came from, and the windows that are searched."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from claimcheck.models.failures import FailureReason
from claimcheck.models.regions import SourceRegion, region_of


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
    BOILERPLATE = "boilerplate"


PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM})
"""The kinds of block that can hold claims; the others are stated as excluded."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or other piece of a document, in reading order.

    Attributes:
        kind: what it is to a reader.
        span: its place in the document's text.
        page: the page it begins on, from 1, where the format has pages.
        why: for boilerplate, what gave it away ("reading time", "share links").
        regions: where its words stand in the recording or the picture that they were read from, in order.
    """

    kind: BlockKind
    span: Span
    page: int | None = None
    why: str | None = None
    regions: tuple[SourceRegion, ...] = ()


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
        text: the words, with line feeds for newlines, with headings and boilerplate left in place.
        digest: ``sha256:`` and the hex digest of the bytes that were read.
        blocks: every non-blank character of ``text`` lies in exactly one, in order.
        title, publisher, author, url, kind: as the document states them, else None.
        published, modified: ISO 8601, as exact as stated, else None.
        links: outgoing links in reading order.
        language: the language as the document declares it ("pt-BR"), else None.
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
    language: str | None = None

    def region(self, span: Span) -> SourceRegion | None:
        """Where the words at ``span`` stand in the recording or the picture; None where the document has none."""
        return region_of((each for block in self.blocks for each in block.regions), span.start, span.end)


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
