"""Who says what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claimcheck.models.documents import Span


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
        outer: the attribution that reports this one, for speech within speech.
    """

    type: AttributionType
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: Speaker | None = None
    outer: Attribution | None = None
