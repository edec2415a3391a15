"""Where a page's links lead, and where their words stand in its text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import NavigableString

from claimcheck.models import Link, Span
from claimcheck.reader.addresses import absolute
from claimcheck.reader.building import Run, joined
from claimcheck.reader.sieve import FRAMES, HOLDERS, attribute

_MOST_LINKS = 1000
_MOST_LOOKED_FOR = 3000
_TELLING = 12


def placed_links(page: BeautifulSoup, text: str, own: str | None, base: str | None) -> tuple[Link, ...]:
    """The page's links in reading order, with the span of their words where the text holds them.

    Links of menus and footers are left out, and so are those to the page itself.
    """
    here = own.partition("#")[0] if own else None
    return tuple(islice(_links(page, text, here, base), _MOST_LINKS))


def _links(page: BeautifulSoup, text: str, here: str | None, base: str | None) -> Iterator[Link]:
    lines = f"\n{text}\n"
    last = None
    looked_for = 0
    for _, together in groupby(map(_Words.of, page.strings), key=lambda words: words.piece):
        runs = [Run(words.said, _elsewhere(words.href, here, base)) for words in together]
        whole, places = joined(runs) if any(run.url for run in runs) else ("", [])
        looked_for += len(places)
        if looked_for > _MOST_LOOKED_FOR:
            return
        start = lines.find(f"\n{whole}\n") if places else -1
        for url, span in places:
            said = span.of(whole)
            place = span.shifted(start) if start >= 0 else _only_place(said, text)
            # A teaser is one link, though its heading and its words are pieces of their own.
            if place or url != last:
                yield Link(url, said, place)
            last = url


class _Words(NamedTuple):
    """Words of a page: where they lead, and by its identity the piece that they are part of."""

    said: str
    href: str | None
    piece: int

    @classmethod
    def of(cls, string: NavigableString) -> _Words:
        above = list(string.parents)
        names = [tag.name for tag in above]
        anchor = next((tag for tag in above if tag.name == "a"), None)
        holder = next((tag for tag in above if tag.name in HOLDERS), anchor)
        href = attribute(anchor, "href") if FRAMES.isdisjoint(names) else None
        return cls(string.replace("\n", " "), href, id(holder))


def _elsewhere(href: str | None, here: str | None, base: str | None) -> str | None:
    url = absolute(href, base)
    return url if url and url.partition("#")[0] != here else None


def _only_place(words: str, text: str) -> Span | None:
    """Where telling words stand, if they do just once."""
    at = text.find(words) if len(words) >= _TELLING else -1
    return Span(at, at + len(words)) if at >= 0 and text.find(words, at + 1) < 0 else None
