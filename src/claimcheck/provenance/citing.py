"""Where a document says that it has something from: links, outlets named, credits, and words that name nobody."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from claimcheck.models import BlockKind, Document, Link, Span
from claimcheck.provenance.outlets import credited_name, is_outlet, outlet_key, outlets_in, own_name
from claimcheck.provenance.values import CitationKind
from claimcheck.provenance.vocabulary import vocabulary
from claimcheck.text import sentence_around

_SHORT_PARAGRAPH = 300
"""A link anywhere in a paragraph up to so many characters bears on all that it says."""

_REACH_CHARS = 1000
"""No sentence is read farther than this from the words that carry the claim."""

_EDGE_BLOCKS = 4
_EDGE_CHARS = 300
"""Credits stand in the first and last blocks of a document, near their beginning."""


@dataclass(frozen=True, slots=True)
class CitationMention:
    """Words by which a document says that it has something from elsewhere.

    Attributes:
        span: where they stand; None for its byline or head.
        source: the address, or the outlet as it is named; None when vague.
    """

    how: CitationKind
    text: str
    span: Span | None
    source: str | None


def mentions(document: Document, span: Span, known: Collection[str]) -> tuple[CitationMention, ...]:
    """Where ``document`` says that it has the words at ``span`` from, or all of itself, in text order.

    ``known`` are keys of outlets that count whatever their names look like. An outlet that names itself names nobody.
    """
    own = own_name(document.publisher)
    mine = outlet_key(own) if own else None
    whole = sentence_around(document, span)
    sentence = Span(max(whole.start, span.start - _REACH_CHARS), min(whole.end, span.end + _REACH_CHARS))
    found = [*_links(document, sentence), *_named(document, sentence, known), *_vague(document, sentence)]
    credited = [*_head(document), *_credits(document, known)]
    seen: set[tuple[CitationKind, str | None]] = set()
    kept = []
    for each in [*found, *credited]:
        name = outlet_key(each.source) if each.source and each.how is not CitationKind.LINK else each.source
        if (each.how, name) in seen or (name is not None and name == mine):
            continue
        seen.add((each.how, name))
        kept.append(each)
    return tuple(kept)


def is_list(url: str) -> bool:
    """Whether an address leads to a list of pages on a topic, which is no source."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if not parts.scheme:
        return False
    steps = parts.path.strip("/").casefold().split("/")
    return steps == [""] or not vocabulary().lists.isdisjoint(steps)


def _links(document: Document, sentence: Span) -> Iterator[CitationMention]:
    near = sentence
    for block in document.blocks:
        if block.span.meets(sentence) and len(block.span.of(document.text)) <= _SHORT_PARAGRAPH:
            near = Span(min(near.start, block.span.start), max(near.end, block.span.end))
    for link in document.links:
        if link.span and link.span.meets(near) and not is_list(link.url):
            yield CitationMention(CitationKind.LINK, link.span.of(document.text), link.span, link.url)


def _named(document: Document, sentence: Span, known: Collection[str]) -> Iterator[CitationMention]:
    for named in outlets_in(sentence.of(document.text), vocabulary().named, known):
        span = named.span.shifted(sentence.start)
        yield CitationMention(CitationKind.NAMED, span.of(document.text), span, named.name)


def _vague(document: Document, sentence: Span) -> Iterator[CitationMention]:
    for found in vocabulary().vague.finditer(sentence.of(document.text)):
        span = Span(*found.span()).shifted(sentence.start)
        yield CitationMention(CitationKind.VAGUE, span.of(document.text), span, None)


def _head(document: Document) -> Iterator[CitationMention]:
    """What the name of the publisher and the byline credit."""
    credit = credited_name(document.publisher)
    if credit:
        yield CitationMention(CitationKind.CREDITED, document.publisher or "", None, credit)
    author = " ".join((document.author or "").split()).removeprefix("By ")
    if author and is_outlet(author):
        yield CitationMention(CitationKind.CREDITED, document.author or "", None, author)


def _credits(document: Document, known: Collection[str]) -> Iterator[CitationMention]:
    """What datelines and lines at the top and the foot credit, links in those lines included."""
    blocks = [block for block in document.blocks if block.kind is not BlockKind.HEADING]
    edges = dict.fromkeys([*blocks[:_EDGE_BLOCKS], *blocks[-_EDGE_BLOCKS:]])
    for block in edges:
        line = Span(block.span.start, min(block.span.end, block.span.start + _EDGE_CHARS))
        for named in outlets_in(line.of(document.text), vocabulary().credits, known):
            span = named.span.shifted(line.start)
            link = _link_in(document, span)
            yield CitationMention(CitationKind.CREDITED, span.of(document.text), span, named.name)
            if link is not None and link.span is not None:
                yield CitationMention(CitationKind.LINK, link.span.of(document.text), link.span, link.url)


def _link_in(document: Document, span: Span) -> Link | None:
    return next((link for link in document.links if link.span and link.span.meets(span)), None)
