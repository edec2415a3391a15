"""Whom a text is credited to: datelines, bylines and closing lines that name an agency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from urllib.parse import urlsplit

from claimcheck.models import BlockKind, Document, Span
from claimcheck.origins.vocabulary import agencies, any_of, lists, phrases, said

_HEAD_CHARS, _TAIL_CHARS = 700, 500
"""How much of the beginning and the end of a story is searched."""
_LINE_CHARS = 60
"""A line of its own that names an agency is no longer than this."""


# An agency that no list knows still signs as agencies do: the place in capitals, its name in brackets, a dash.
_OTHER_DATELINE = re.compile(
    r"^[^\S\n]*[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,40}(?:, [\w.'’ ]{2,30}){0,2}\s*\((?P<agency>[A-Z][\w.&’' -]{1,40})\)\s*[–—-]",
    re.MULTILINE,
)


_SIMPLE_WORD = re.compile(r"\w+")


class Credited(StrEnum):
    """Where the credit stands."""

    DATELINE = "dateline"
    BYLINE = "byline"
    RELEASE = "release"
    CONTRIBUTION = "contribution"


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency that a text names as where it, or a part of it, comes from.

    Attributes:
        house: the agency, under one name for all its names.
        how: where it is named; a contribution is a part of the text at most.
        words: the words that name it.
    """

    house: str
    how: Credited
    words: str


def credit(document: Document) -> Credit | None:
    """The agency that ``document`` names, the surest sign first; None where it names none."""
    text = document.text
    head, tail = ends(document)
    begins = _may_name(head.of(text))
    # Most texts hold nothing of the kind, which is seen at once.
    in_brackets = "(" in head.of(text)
    contributes = said(tail.of(text).lower(), "contributions", "after")
    for how, found in (
        (Credited.DATELINE, _dateline().search(text, *head) if begins and in_brackets else None),
        (Credited.DATELINE, _OTHER_DATELINE.search(text, *head) if in_brackets else None),
        (Credited.BYLINE, _carried().search(document.publisher or "")),
        (Credited.BYLINE, _named(document.author)),
        (Credited.BYLINE, _byline().search(text, *head) if begins else None),
        (Credited.CONTRIBUTION, _contribution().search(text, *tail) if contributes else None),
    ):
        if found is not None:
            agency = _agency(found)
            is_release = agency in lists()["releases"]["houses"]
            return Credit(agency, Credited.RELEASE if is_release else how, " ".join(found[0].split())[-_LINE_CHARS:])
    return None


def house(document: Document) -> str | None:
    """Who published ``document``: the agency where it is one, else the name it gives, else the host of its address."""
    host = host_of(document)
    for name in (document.publisher, host and host.rpartition(".")[0]):
        if name and (known := agencies().get(name.lower().strip().removeprefix("the "))):
            return known
    if document.publisher and document.publisher.strip():
        return " ".join(document.publisher.lower().split()).removeprefix("the ")
    return host


def host_of(document: Document) -> str | None:
    """The host of the document's address, where it has one that can be read."""
    try:
        host = urlsplit(document.url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def is_agency(name: str | None) -> bool:
    """Whether a house is an agency."""
    return name in lists()["agencies"]


def is_release(document: Document) -> bool:
    """Whether the text says of itself that it is a press release."""
    head, _ = ends(document)
    label = (document.kind or "").lower()
    return bool(_release().search(head.of(document.text)) or phrases("releases").fullmatch(label))


def ends(document: Document) -> tuple[Span, Span]:
    """The beginning and the end of the story, without the boilerplate around them."""
    prose = [block.span for block in document.blocks if block.kind is not BlockKind.BOILERPLATE]
    first, last = (prose[0].start, prose[-1].end) if prose else (0, len(document.text))
    return Span(first, min(last, first + _HEAD_CHARS)), Span(max(first, last - _TAIL_CHARS), last)


def _names() -> str:
    ordered = sorted(agencies(), key=lambda name: (-len(name), name))
    return "|".join(rf"\b{re.escape(name)}\b" for name in ordered)


def _may_name(text: str) -> bool:
    """Whether a word of a text begins an agency's name: most texts hold none, and need no closer look."""
    return not _beginnings().isdisjoint(_SIMPLE_WORD.findall(text.lower()))


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    return frozenset(_SIMPLE_WORD.findall(name.removeprefix("the "))[0] for name in agencies())


@lru_cache(maxsize=1)
def _dateline() -> re.Pattern[str]:
    """``LONDON, May 3 (Reuters) -``: a place, perhaps a day, the agency in brackets, a dash."""
    return re.compile(rf"\b[^\W\d_][^\n()]{{1,60}}\(\s*(?P<agency>{_names()})\s*\)\s*[-–—:]", re.IGNORECASE)


@lru_cache(maxsize=1)
def _byline() -> re.Pattern[str]:
    """A short line at the top that names an agency and little else."""
    person = rf"(?:[^\n]{{0,{_LINE_CHARS}}}(?:,|\||\bfor\b)\s*)?"
    return re.compile(
        rf"^\W*(?:by\s+|source:?\s+|from\s+)?{person}(?:the\s+)?(?P<agency>{_names()})(?:\s+(?:staff|writers?|news))?\W*$",
        re.IGNORECASE | re.MULTILINE,
    )


@lru_cache(maxsize=1)
def _release() -> re.Pattern[str]:
    """A line that begins by saying that this is a press release."""
    return re.compile(rf"^\W*(?:{phrases('releases').pattern})", re.IGNORECASE | re.MULTILINE)


@lru_cache(maxsize=1)
def _contribution() -> re.Pattern[str]:
    """``Reuters contributed to this report``, and the like."""
    after = any_of(lists()["contributions"]["after"]).pattern
    return re.compile(rf"(?P<agency>{_names()})[^\n.]{{0,60}}?(?:{after})", re.IGNORECASE)


@lru_cache(maxsize=1)
def _carried() -> re.Pattern[str]:
    """A publisher's name that says whose text it carries: ``Evening Post, from Reuters``."""
    before = any_of(lists()["contributions"]["before"]).pattern
    return re.compile(
        rf"(?:{before})\s*(?:the\s+)?(?P<agency>{_names()})|^(?:the\s+)?(?P<first>{_names()})\W+carried by",
        re.IGNORECASE,
    )


def _agency(found: re.Match[str]) -> str:
    named = found["agency"] or found.groupdict().get("first") or ""
    folded = " ".join(named.lower().split()).removeprefix("the ")
    return agencies().get(folded, folded)


def _named(author: str | None) -> re.Match[str] | None:
    return re.search(rf"(?P<agency>{_names()})", author, re.IGNORECASE) if author else None
