"""The words of a document's story: what shows where a text comes from.

Boilerplate and captions of pictures are no part of it. Words between quotation marks belong to whoever said them: two
reporters in one room write down the same ones, so they are kept apart from a document's own words.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from claimcheck.models import BlockKind, Document, Span
from claimcheck.origins.vocabulary import said
from claimcheck.text import quotations

SHINGLE = 5
"""How many words in a row are compared: fewer are everybody's, more are broken by every small edit."""

_TITLE_WORDS = 3
"""Up to so many words between quotation marks are a title or a word held at arm's length, and the document's own."""
_CAPTION_WORDS = 70
"""A longer paragraph is no caption, whatever it says of pictures."""

_SIGNS = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
# Scripts without blanks between words are compared sign by sign.
_WORD = re.compile(rf"[^\W_{_SIGNS}]+|[{_SIGNS}]")


@dataclass(frozen=True, slots=True)
class StoryWords:
    """A document's story as words in lower case.

    Attributes:
        words: all of them, quoted ones included.
        own: the sequences of :data:`SHINGLE` words that stand outside quotation marks.
        whole: those of the whole story.
        own_words_count: how many words stand outside quotation marks.
    """

    words: tuple[str, ...]
    own: frozenset[str]
    whole: frozenset[str]
    own_words_count: int


def story_words(document: Document) -> StoryWords:
    """The story of ``document``, without boilerplate and captions."""
    prose = _prose(document)
    by_block = {span: _words(span.of(document.text)) for span in prose}
    words = [word for each in by_block.values() for word in each]
    # Where nobody is quoted, the words are there already.
    stretches = [by_block.get(span) or _words(span.of(document.text)) for span in _own(prose, document)]
    return StoryWords(
        tuple(words),
        frozenset(shingle for stretch in stretches for shingle in shingles(stretch, whole=False)),
        frozenset(shingles(words)),
        sum(map(len, stretches)),
    )


def story(document: Document) -> list[str]:
    """The words of the story alone, for those who need nothing else."""
    return [word for span in _prose(document) for word in _words(span.of(document.text))]


def shingles(words: Sequence[str], *, whole: bool = True) -> Iterable[str]:
    """Every :data:`SHINGLE` words in a row; where there are fewer, all of them as one when ``whole``."""
    if len(words) < SHINGLE:
        return [" ".join(words)] if whole and words else []
    return map(" ".join, zip(*(words[at:] for at in range(SHINGLE)), strict=False))


def places(document: Document) -> array[int]:
    """Where the words of the story begin and end in the document's text: two numbers a word."""
    found = (each for span in _prose(document) for each in _WORD.finditer(document.text, *span))
    return array("q", chain.from_iterable(each.span() for each in found))


def _words(text: str) -> list[str]:
    found = _WORD.findall(text)
    # Made lower case in one go: several times as fast as word by word.
    return "\n".join(found).lower().split("\n") if found else []


def _prose(document: Document) -> list[Span]:
    if not document.blocks:
        return [Span(0, len(document.text))]
    return [
        block.span
        for block in document.blocks
        if block.kind not in (BlockKind.BOILERPLATE, BlockKind.CAPTION)
        and not _is_caption(block.span.of(document.text))
    ]


def _is_caption(paragraph: str) -> bool:
    if len(paragraph) > 10 * _CAPTION_WORDS or said(paragraph.lower(), "captions") is None:
        return False
    return len(paragraph.split()) <= _CAPTION_WORDS


def _own(prose: Sequence[Span], document: Document) -> list[Span]:
    """The stretches of the story outside quotation marks."""
    quoted = [
        one.span
        for one in quotations(document)
        if one.depth == 0 and (one.closed or one.continued) and len(one.inner.of(document.text).split()) > _TITLE_WORDS
    ]
    out: list[Span] = []
    for span in prose:
        at = span.start
        for quote in quoted:
            if quote.meets(span):
                out.append(Span(at, max(at, quote.start)))
                at = max(at, quote.end)
        out.append(Span(at, max(at, span.end)))
    return [span for span in out if span.start < span.end]
