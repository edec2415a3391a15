"""Put a document together, block by block, with the offsets of what is in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from claimcheck.models import Block, BlockKind, Document, Link, SourceRegion, Span
from claimcheck.reader.addresses import with_written
from claimcheck.reader.cleaning import clean
from claimcheck.reader.superscripts import notes_apart
from claimcheck.text.blocks import blocks, kinds


class Run(NamedTuple):
    """Words that stand together; a line feed in them is a line break that a reader sees."""

    text: str
    url: str | None = None


class _PendingBlock(NamedTuple):
    kind: BlockKind
    span: Span
    page: int | None
    why: str | None
    regions: tuple[SourceRegion, ...] = ()


_BLANKS = re.compile(r"[^\S\n]*\n\s*|[^\S\n]{2,}|[^\S\n ]")
_SEPARATOR = "\n\n"


def joined(runs: Iterable[Run]) -> tuple[str, list[tuple[str, Span]]]:
    """The words of ``runs`` with single blanks, and the addresses among them with where their words stand."""
    text = ""
    places: list[tuple[str, Span]] = []
    for run in runs:
        words = _BLANKS.sub(lambda found: "\n" if "\n" in found.group() else " ", notes_apart(clean(run.text)))
        words = words.lstrip() if not text or text[-1].isspace() else words
        if run.url and words.strip():
            start = len(text) + len(words) - len(words.lstrip())
            if places and places[-1][0] == run.url and not text[places[-1][1].end :].strip():
                start = places.pop()[1].start
            places.append((run.url, Span(start, len(text) + len(words.rstrip()))))
        text += words
    text = text.rstrip()
    if unicodedata.is_normalized("NFC", text):
        return text, places
    # A mark at the seam of two runs moves what follows; links are kept whose words stand just once.
    composed = unicodedata.normalize("NFC", text)
    linked = [(url, unicodedata.normalize("NFC", span.of(text))) for url, span in places]
    starts = [(url, words, composed.find(words)) for url, words in linked if composed.count(words) == 1]
    return composed, [(url, Span(at, at + len(words))) for url, words, at in starts]


def _found_regions(text: str, pieces: Iterable[tuple[str, SourceRegion]], shift: int) -> list[SourceRegion]:
    """The regions of pieces that stand in ``text`` in order, with their offsets; a hyphen at an end may be gone."""
    found: list[SourceRegion] = []
    at = 0
    for words, region in pieces:
        piece = joined([Run(words)])[0].replace("\n", " ")
        start = text.find(piece, at)
        if start < 0:
            piece = piece.rstrip("-\u2010\u00ad")
            start = text.find(piece, at)
        if piece and start >= 0:
            at = start + len(piece)
            found.append(replace(region, start=shift + start, end=shift + at))
    return found


class Builder:
    """Takes blocks in reading order and hands out the document made of them."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._pieces: list[_PendingBlock] = []
        self._links: list[Link] = []

    def add(
        self,
        kind: BlockKind,
        runs: Iterable[Run] | str,
        *,
        page: int | None = None,
        why: str | None = None,
        regions: Iterable[tuple[str, SourceRegion]] = (),
    ) -> None:
        """Add a block; blank ones are left out, and a paragraph whose lines are blocks of their own comes apart.

        ``regions`` are its pieces in order, each with where it stands in a recording or a picture; their offsets are
        found here.
        """
        text, places = joined([Run(runs)] if isinstance(runs, str) else runs)
        if not text:
            return
        start = self._length + (len(_SEPARATOR) if self._parts else 0)
        inner = [block.span for block in blocks(text)] if kind is BlockKind.PARAGRAPH and "\n" in text else []
        if len(inner) < 2:
            text = text.replace("\n", " ")
            inner = [Span(0, len(text))]
        self._parts.append(text)
        self._length = start + len(text)
        found = _found_regions(text, regions, start)
        for span in inner:
            own = tuple(each for each in found if each.start < start + span.end and start + span.start < each.end)
            self._pieces.append(_PendingBlock(kind, span.shifted(start), page, why, own))
        self._links += [Link(url, span.of(text), span.shifted(start)) for url, span in places]

    def document(self, *, title: str | None = None) -> Document:
        """The document so far; paragraphs that read as headings, captions or boilerplate are marked as such."""
        text = _SEPARATOR.join(self._parts)
        recognised = kinds([piece.span.of(text) for piece in self._pieces])
        made = []
        for piece, (kind, why) in zip(self._pieces, recognised, strict=True):
            is_boilerplate = kind is BlockKind.BOILERPLATE and piece.kind in (BlockKind.HEADING, BlockKind.ITEM)
            if piece.kind is not BlockKind.PARAGRAPH and not is_boilerplate:
                kind, why = piece.kind, piece.why
            made.append(Block(kind, piece.span, piece.page, why, piece.regions))
        return Document(text=text, digest="", blocks=tuple(made), title=title, links=with_written(text, self._links))
