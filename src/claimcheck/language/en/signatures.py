"""Names below or behind a quotation that say whose it is: "“...” — Gerda Falk, county commissioner"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.language.en.lexicon.people import PARTICLES
from claimcheck.language.en.speaker_labels import SpeakerLabel
from claimcheck.models import PROSE, Block, BlockKind, Document, Span
from claimcheck.text import Quotation, quotations

_NAME = rf"[A-Z][\w.’'-]*(?:[ \t]+(?:[A-Z][\w.’'-]*|{'|'.join(sorted(PARTICLES))}|of|the)){{0,5}}"
_BESIDE = r"(?:[ \t]*[,(][ \t]*(?P<beside>[^.!?:“”\"\n]{2,80}?)\)?)?"
_SIGNED = re.compile(rf"[\s>]*(?P<mark>--|[-–—―])[ \t]*(?P<name>{_NAME}){_BESIDE}[ \t]*\.?\s*$")
_BELOW = re.compile(rf"[\s>]*(?P<name>{_NAME}){_BESIDE}[ \t]*$")
_FEWEST_QUOTED = 3
_LONGEST = 120


def signatures(document: Document) -> tuple[SpeakerLabel, ...]:
    """The names that sign quotations, in order, each with the quotation as what was said."""
    return tuple(_signatures(document, [one for one in quotations(document) if one.depth == 0]))


def _signatures(document: Document, quoted: Sequence[Quotation]) -> Iterator[SpeakerLabel]:
    text, blocks = document.text, document.blocks
    ends: dict[int, Quotation] = {one.span.end: one for one in quoted}
    whole: list[Span] = []
    for number, block in enumerate(blocks):
        if block.kind not in PROSE or not _is_quoted(block, quoted):
            whole = []
            continue
        inside = [one for end, one in ends.items() if block.span.start < end <= block.span.end]
        last = inside[-1] if inside else None
        if last is not None and last.span.end < block.span.end:
            signed = _SIGNED.match(text, last.span.end, block.span.end)
            if signed is None and "\n" in text[last.span.end : block.span.end]:
                signed = _BELOW.match(text, last.span.end, block.span.end)
            if signed and _is_long(last.span.of(text)):
                yield _label(signed, (*whole, last.span))
            whole = []
            continue
        whole.append(block.span if last is None else last.span)
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if following is None or following.kind is BlockKind.CAPTION or len(following.span.of(text)) > _LONGEST:
            continue
        signed = _SIGNED.match(text, *following.span)
        if signed is None and _is_name_and_office(following.span.of(text)):
            signed = _BELOW.match(text, *following.span)
        if signed and any(_is_long(span.of(text)) for span in whole):
            yield _label(signed, tuple(whole))


def _is_quoted(block: Block, quoted: Sequence[Quotation]) -> bool:
    """Whether a block is set off as a quotation, or begins with one."""
    return block.kind is BlockKind.QUOTE or any(one.span.start == block.span.start for one in quoted)


def _is_long(words: str) -> bool:
    return len(words.split()) >= _FEWEST_QUOTED


def _is_name_and_office(words: str) -> bool:
    """Whether a line without a dash reads as a name and what that person is: "Gerda Falk, county commissioner"."""
    found = _BELOW.match(words)
    return found is not None and bool(found["beside"]) and len(found["name"].split()) > 1


def _label(signed: re.Match[str], turn: tuple[Span, ...]) -> SpeakerLabel:
    name = Span(*signed.span("name"))
    mark = Span(*signed.span("mark")) if "mark" in signed.re.groupindex else name
    start = signed.start() + len(signed.group()) - len(signed.group().lstrip())
    beside = (signed["beside"] or "").strip()
    return SpeakerLabel(Span(start, signed.end()), name, mark, beside, turn)
