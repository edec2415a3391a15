"""What was said of a source after it was published: that it was retracted, doubted or corrected."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claimcheck.models.documents import Span


class NoticeKind(StrEnum):
    """What became of a source; the gravest first."""

    RETRACTED = "retracted"
    CONCERN = "concern"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class SourceNotice:
    """A notice on a source.

    Attributes:
        noticed: when, as exact as stated: ISO 8601; None where nobody says.
        words: what the notice says.
        span: where that stands in the source's text; None where a table says so.
        table: the path of that table; None where the source itself says so.
        url: where the notice is, as the table states it.
    """

    kind: NoticeKind
    noticed: str | None
    words: str
    span: Span | None = None
    table: str | None = None
    url: str | None = None
