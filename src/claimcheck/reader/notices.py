"""Whether a document says of itself that it was retracted, doubted or corrected, and by which DOI it is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from lxml.html import HtmlElement

from claimcheck.models import Block, BlockKind, Document, NoticeKind, SourceNotice, Span
from claimcheck.reader.building import Builder
from claimcheck.reader.cleaning import one_line
from claimcheck.reader.dates import date_in
from claimcheck.wordlists import WordLists

STATED = "stated by the page"
"""Why a block is no part of the text: the page states it in its markup, or away from its text."""

_LISTS = WordLists(__file__)
_LABELS = {
    NoticeKind.RETRACTED: "labels_of_retraction",
    NoticeKind.CONCERN: "labels_of_concern",
    NoticeKind.CORRECTED: "labels_of_correction",
}
_LONGEST = 600
"""A notice away from the text is no longer; a longer piece of a page is something else."""
_OPENING_QUOTES = "\"“„«‘'"
_DATE = r"[^.:;()\n]{0,30}\b\d{4}\b"
_ON = re.compile(rf"\s*(?:again\s+)?(?:on|in|at|le|am)\s+({_DATE}|\d{{4}}-\d\d-\d\d)", re.IGNORECASE)
_DATED_BEFORE = re.compile(rf"\b(?:on|at)\s+({_DATE}),?\s*(?:[\d:.apm\s]*,\s*)?$", re.IGNORECASE)
_CORRECTIONS_PAGE = re.compile(r"^(?:corrections?|errata|clarifications?)\b(?![^\w]*[:–—-])", re.IGNORECASE)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>?#]+", re.IGNORECASE)
_LABELLED_DOI = re.compile(
    rf"(?:doi(?:\.org)?\s*[:/]?\s*(?:https?://(?:dx\.)?doi\.org/)?)({_DOI.pattern})", re.IGNORECASE
)
_AFTER_DOI = re.compile(
    r"(?:/(?:full|abstract|meta|html|pdf|epdf|pdfdirect|fulltext|v\d+))+$|\.pdf$|[.,;)\]]+$", re.IGNORECASE
)
_PIECES = "//p|//li|//small|//em|//i|//strong|//figcaption|//div[not(.//p or .//div)]|//aside[not(.//p or .//div)]"
_MOST_PIECES = 20_000


def notices_in(document: Document) -> list[SourceNotice]:
    """What the document says of itself, in the order of its text; each kind of notice on one day once.

    It is found where a title or a paragraph begins with a label ("Correction (3 May 2025):", "RETRACTED ARTICLE:"),
    and in sentences about "this article". Pages that list the corrections of other articles are left out.
    """
    found: list[SourceNotice] = []
    title = document.title or ""
    if _CORRECTIONS_PAGE.match(title):
        return []
    labelled = _labelled(title)
    if labelled is not None:
        found.append(SourceNotice(labelled[0], labelled[1], title))
    for block in document.blocks:
        found += _in_block(block, document.text)
    first = {(notice.kind, notice.noticed): notice for notice in reversed(found)}
    dated = {notice.kind for notice in found if notice.noticed}
    kept = [notice for notice in first.values() if notice.noticed or notice.kind not in dated]
    return sorted(kept, key=lambda notice: notice.span or Span(-1, -1))


def says_so(words: str) -> bool:
    """Whether a piece of a page is a notice."""
    return _labelled(words) is not None or next(_said(words), None) is not None


def away_from_text(tree: HtmlElement) -> list[str]:
    """The notices that a page shows, wherever: at its foot, beside it, or marked as corrections for search engines."""
    marked = (one_line(piece.text_content()) for piece in tree.xpath("//*[@itemprop='correction']"))
    found = [words if _labelled(words) else f"Correction: {words}" for words in marked if words]
    for piece in tree.xpath(_PIECES)[:_MOST_PIECES]:
        words = one_line(piece.text_content())
        if words and len(words) <= _LONGEST and says_so(words):
            found.append(words)
    return list(dict.fromkeys(found))


def add_stated(builder: Builder, stated: Iterable[str], doi: str | None) -> None:
    """Say what the page states of itself beside its text, where that does not say so already."""
    there = _letters(builder.document().text)
    for words in stated:
        if _letters(words) not in there:
            builder.add(BlockKind.BOILERPLATE, words, why=STATED)
    if doi:
        builder.add(BlockKind.BOILERPLATE, f"DOI: {doi}", why=STATED)


def doi_of(document: Document) -> str | None:
    """The DOI of the document itself, in lower case: from its address, its markup, or the first page of a file.

    One that stands elsewhere may be of a work that it cites.
    """
    in_address = _DOI.search(document.url or "")
    if in_address:
        return plain_doi(in_address.group())
    for block in document.blocks:
        if block.why == STATED or block.page == 1:
            found = _LABELLED_DOI.search(block.span.of(document.text))
            if found:
                return plain_doi(found[1])
    return None


def plain_doi(stated: str) -> str | None:
    """A DOI in lower case, without what an address or a sentence puts behind it; None where there is none."""
    found = _DOI.search(stated)
    return _AFTER_DOI.sub("", found.group()).lower() if found else None


def _in_block(block: Block, text: str) -> Iterator[SourceNotice]:
    words = block.span.of(text)
    labelled = _labelled(words)
    if labelled is not None:
        yield SourceNotice(
            *labelled, words[:_LONGEST], Span(block.span.start, block.span.start + len(words[:_LONGEST]))
        )
        return
    for kind, noticed, sentence in _said(words):
        span = sentence.shifted(block.span.start)
        yield SourceNotice(kind, noticed, span.of(text), span)


def _labelled(words: str) -> tuple[NoticeKind, str | None] | None:
    """The kind of notice that a text begins with, and its date."""
    if not words[:1].isupper():
        return None
    for kind in NoticeKind:
        found = _label(kind).match(words)
        if found:
            return kind, date_in(found["dated"] or "")
    return None


def _said(words: str) -> Iterator[tuple[NoticeKind, str | None, Span]]:
    """The sentences of a text that say so of the whole, each with kind and date."""
    for kind in NoticeKind:
        for found in _sayings(kind).finditer(words):
            before = words[: found.start()].rstrip()
            if before[-1:] in _OPENING_QUOTES and before:
                continue
            start = max(
                (
                    words.rfind(mark, 0, found.start()) + len(mark)
                    for mark in (". ", "! ", "? ", "\n")
                    if mark in before
                ),
                default=0,
            )
            stop = re.search(r"[.!?](?=\s|$)|\n|$", words[found.end() :])
            end = found.end() + (stop.end() if stop else 0)
            dated = _ON.match(words, found.end()) or _DATED_BEFORE.search(words[start : found.start()])
            yield kind, date_in(dated[1]) if dated else None, Span(start, end)


@cache
def _label(kind: NoticeKind) -> re.Pattern[str]:
    names = _LISTS.tables["parts"][_LABELS[kind]]
    noted = r"(?:(?:editor|publisher)['’]?s['’]? note[\s:–—-]+)?"
    dated = (
        r"(?P<dated>\s*\([^)]{0,60}\)|,?\s+(?:(?:on|of|from)\s+)?(?:\w+day,?\s+)?[^:–—\n]{0,12}\d{1,4}[^:–—\n]{0,16})?"
    )
    return re.compile(rf"{noted}(?:{names}){dated}\s*(?:[:–—]|\s-\s)", re.IGNORECASE)


@cache
def _sayings(kind: NoticeKind) -> re.Pattern[str]:
    return _LISTS.pattern(_LISTS.tables["says"][kind])


def _letters(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())
