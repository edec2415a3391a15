"""Where words stand in what they were read from: a stretch of time, or a place in a picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Box = tuple[int, int, int, int]
"""Left, top, right and bottom, from the upper left corner."""


@dataclass(frozen=True, slots=True)
class SourceRegion:
    """Where some words of a document were spoken or shown.

    Attributes:
        start, end: the words, ``[start, end)`` in characters of the document's text.
        from_ms, until_ms: when they are spoken, from the beginning of the recording; None where nothing says.
        box: their place in the picture, in pixels, or on a scanned page, in points; None where there is none.
        confidence_pct: how sure the recognition of their letters is, 0 to 100; None where nothing was recognised.
    """

    start: int
    end: int
    from_ms: int | None = None
    until_ms: int | None = None
    box: Box | None = None
    confidence_pct: float | None = None

    @property
    def label(self) -> str:
        """The moment as ``00:12:31``, or the place in the picture, in words for a person."""
        if self.from_ms is not None:
            minutes, seconds = divmod(self.from_ms // 1000, 60)
            return f"at {minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
        place = f"in the picture at {self.box[0]}, {self.box[1]}" if self.box else "in the picture"
        return (
            place if self.confidence_pct is None else f"{place}, recognised with {self.confidence_pct:.0f} % confidence"
        )


def region_of(regions: Iterable[SourceRegion], start: int, end: int) -> SourceRegion | None:
    """The one region of the words ``[start, end)``: from the first moment to the last, all of the picture they take."""
    met = [each for each in regions if each.start < end and start < each.end]
    if not met:
        return None
    boxes = [each.box for each in met if each.box]
    starts = [each.from_ms for each in met if each.from_ms is not None]
    ends = [each.until_ms for each in met if each.until_ms is not None]
    sure = [each.confidence_pct for each in met if each.confidence_pct is not None]
    return SourceRegion(
        start,
        end,
        from_ms=min(starts, default=None),
        until_ms=max(ends, default=None),
        box=(min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        if boxes
        else None,
        confidence_pct=min(sure, default=None),
    )
