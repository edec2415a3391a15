"""The sentences around words, found without a parser."""

from __future__ import annotations

import re

from claimcheck.models import Document, Span

_SENTENCE_END = re.compile(r"[.!?…]+[\"”’»)\]]*\s+")


def sentence_around(document: Document, span: Span) -> Span:
    """The sentences that the words at ``span`` are part of, within their blocks."""
    blocks = [block.span for block in document.blocks if block.span.meets(span)]
    low = min((block.start for block in blocks), default=span.start)
    high = max((block.end for block in blocks), default=span.end)
    start, end = min(low, span.start), max(high, span.end)
    for found in _SENTENCE_END.finditer(document.text, low, high):
        if found.end() <= span.start:
            start = found.end()
        elif found.end() >= span.end:
            end = max(span.end, found.start() + len(found.group().rstrip()))
            break
    return Span(start, end)
