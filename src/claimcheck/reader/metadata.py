"""What a page says about itself: JSON-LD first, then its meta tags, then its visible marks."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from bs4 import BeautifulSoup, Tag

from claimcheck.reader.addresses import absolute
from claimcheck.reader.cleaning import one_line
from claimcheck.reader.dates import iso_date
from claimcheck.reader.sieve import BEFORE, attribute

_ARTICLE_TYPES = re.compile(r".*(?:Article|Posting|WebPage)$|Report$|ClaimReview$")
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "parsely-title", "title"),
    "publisher": ("og:site_name", "dc.publisher", "publisher", "application-name", "twitter:site"),
    "author": ("author", "article:author", "parsely-author", "dc.creator", "sailthru.author", "byl", "twitter:creator"),
    "published": (
        "article:published_time", "og:published_time", "parsely-pub-date", "sailthru.date", "datepublished", "pubdate",
        "publishdate", "publish-date", "publication_date", "dc.date.issued", "dcterms.created", "dc.date", "date",
        "article.published", "cxenseparse:recs:publishtime",
    ),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified",
                 "dcterms.modified", "article.updated"),
    "url": ("og:url", "twitter:url", "parsely-link"),
    "kind": ("og:type",),
    "doi": ("citation_doi", "dc.identifier.doi", "prism.doi", "bepress_citation_doi"),
}  # fmt: skip
_MARKS = (
    ("itemprop", re.compile(r"author$")),
    ("rel", re.compile(r"author$")),
    ("class", re.compile(r".*byline")),
    ("class", re.compile(r"(?!.*authority).*author")),
)
_MOST_MARKS = 5
_BY = re.compile(r"\s*(?:(?:written|story|posted|published|reported|words)\s+)?by:?\s+", re.IGNORECASE)
_AFTER_NAMES = re.compile(
    r"\W*(?:\b(?:published|updated|posted|last)\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\d).*", re.IGNORECASE
)
_PUBLISHED_MARK = re.compile(r"datepublished|datecreated|publi[sc]|pubdate|created", re.IGNORECASE)
_MODIFIED_MARK = re.compile(r"modif|updat|revis|edited|changed", re.IGNORECASE)
_UPDATED = re.compile(
    r"\b(?:updated|modified|last (?:change|edit|revis)\w*|revised|corrected|aktualisiert|mis à jour|actualizado)\b"
    r"[^.\d]{0,30}$|^\s*(?:last )?(?:updated|modified|aktualisiert|mis à jour)\b",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_NAME = 120
_LONGEST_JSON = 1_000_000
_DEEPEST_JSON = 6


@dataclass(slots=True)
class PageFacts:
    """What is known about a page; each value is the first that was stated.

    Attributes:
        titles: the words that the page shows as its title, in its window or over its text.
        base: what its relative addresses start from.
        claim_reviews: the claims that the page marks up as checked, each with the rating it states.
        corrections: what the page marks up as corrected, or that it was retracted, each with the label of a notice.
        doi: the DOI that the page states for itself.
    """

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    kind: str | None = None
    base: str | None = None
    titles: tuple[str, ...] = ()
    claim_reviews: tuple[tuple[str, str], ...] = ()
    corrections: tuple[str, ...] = ()
    doi: str | None = None

    def state(self, name: str, value: str | None) -> None:
        """Take ``value`` for ``name`` unless something before it said otherwise."""
        if value and getattr(self, name) is None:
            setattr(self, name, value)


def page_facts(page: BeautifulSoup, url: str | None) -> PageFacts:
    """Read what the page says about itself; ``url`` is where it came from, to make addresses absolute."""
    tags = _Tags(page)
    facts = PageFacts(base=absolute(tags.address("base"), url) or url)
    facts.state("url", absolute(tags.address("link"), facts.base))
    linked = _linked_data(tags)
    facts.claim_reviews = tuple(dict.fromkeys(_claim_reviews(linked, facts, url)))
    about = _about(linked, facts, tags, url)
    for item in about:
        _take_linked_data(facts, item)
    facts.corrections = tuple(dict.fromkeys(words for item in about for words in _corrections(item)))
    _take_meta(facts, tags)
    _take_visible(facts, tags)
    facts.base = facts.base or facts.url
    return facts


class _Tags:
    """The elements of a page, looked through once."""

    def __init__(self, page: BeautifulSoup) -> None:
        self.all: list[Tag] = page.find_all(True)
        self._named: dict[str, list[Tag]] = {}
        for tag in self.all:
            self._named.setdefault(tag.name, []).append(tag)

    def named(self, name: str) -> list[Tag]:
        return self._named.get(name, [])

    def address(self, name: str) -> str | None:
        """Where the first element of this name leads that leads anywhere."""
        return next(filter(None, (attribute(tag, "href") for tag in self.named(name))), None)


def _linked_data(tags: _Tags) -> list[dict[str, Any]]:
    """The JSON-LD items about an article, those that say most first."""
    items: list[dict[str, Any]] = []
    for script in tags.named("script"):
        source = (script.string or "").strip()[:_LONGEST_JSON]
        source = re.sub(r"^\s*(?://)?\s*<!\[CDATA\[|(?://)?\s*\]\]>\s*;?$", "", source)
        try:
            items += _articles(json.loads(source, strict=False), 0)
        except (ValueError, RecursionError):
            continue
    return sorted(items, key=_is_page)


def _about(items: list[dict[str, Any]], facts: PageFacts, tags: _Tags, url: str | None) -> list[dict[str, Any]]:
    """The items without those about other articles, such as teasers: of several, those that fit the page best."""
    articles = [item for item in items if not _is_page(item)]
    if len(articles) < 2:
        return items
    own = {_plain_address(each) for each in (url, facts.url) if each}
    shown = {_letters(words) for words in (*_said(tags.named("h1")), *_said(tags.named("title")[:1]), *_titles(tags))}
    fits = [_fit(item, own, shown - {""}, facts.base) for item in articles]
    best = [item for item, fit in zip(articles, fits, strict=True) if fit == max(fits)]
    return [item for item in items if item in best or _is_page(item)]


def _fit(item: dict[str, Any], own: set[str], shown: set[str], base: str | None) -> int:
    """How surely an item is about the page: by its address, then by the title that the page shows."""
    is_own = any(_plain_address(each) in own for each in _addresses(item, base))
    headline = _letters(words_in(item.get("headline")) or words_in(item.get("name")) or "")
    # The title of a window has the name of the site behind the headline.
    is_shown = bool(headline) and any(title.startswith(headline) for title in shown)
    return 2 * is_own + is_shown


def _titles(tags: _Tags) -> list[str]:
    named = {"og:title", "twitter:title"}
    metas = [meta for meta in tags.named("meta") if (attribute(meta, "property") or attribute(meta, "name")) in named]
    return [words for words in (one_line(attribute(meta, "content")) for meta in metas) if words]


def _letters(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


def _plain_address(url: str) -> str:
    """An address without what differs between two ways to write it: scheme, www, query, fragment, last slash."""
    return url.partition("#")[0].partition("?")[0].partition("://")[2].removeprefix("www.").rstrip("/")


def _articles(data: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST_JSON:
        return
    if isinstance(data, list):
        for item in data:
            yield from _articles(item, depth + 1)
    elif isinstance(data, dict):
        if any(_ARTICLE_TYPES.match(name) for name in types_of(data)):
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles(data.get(key), depth + 1)


def _is_page(item: dict[str, Any]) -> bool:
    return any(name.endswith("WebPage") for name in types_of(item))


def types_of(item: dict[str, Any]) -> list[str]:
    """The types that an item of JSON-LD states."""
    types = item.get("@type")
    return [name for name in (types if isinstance(types, list) else [types]) if isinstance(name, str)]


def _take_linked_data(facts: PageFacts, item: dict[str, Any]) -> None:
    page = _is_page(item)
    facts.state("title", words_in(item.get("headline")) or (None if page else words_in(item.get("name"))))
    facts.state("author", names_in(item.get("author") or item.get("creator")))
    facts.state("publisher", names_in(item.get("publisher")))
    facts.state("published", iso_date(words_in(item.get("datePublished")) or ""))
    facts.state("modified", iso_date(words_in(item.get("dateModified")) or ""))
    facts.state("kind", None if page else next(iter(types_of(item)), None))
    facts.state("url", next(iter(_addresses(item, facts.base)), None))


def _claim_reviews(items: list[dict[str, Any]], facts: PageFacts, url: str | None) -> Iterator[tuple[str, str]]:
    """The claims and ratings of a page's own ClaimReview markup, without those that it gives for other pages."""
    own = {_plain_address(each) for each in (url, facts.url) if each}
    for item in items:
        claim, rating = words_in(item.get("claimReviewed")), rating_of(item)
        addresses = {_plain_address(each) for each in _addresses(item, facts.base)}
        if not claim or (own and addresses and not own & addresses):
            continue
        if rating:
            yield claim, rating


def rating_of(item: dict[str, Any]) -> str | None:
    """The rating that a ClaimReview states, in words.

    One in numbers alone is said only at either end of its scale, as Google's guide to the markup defines it.
    """
    stated = item.get("reviewRating")
    rating = stated if isinstance(stated, dict) else {}
    ends = {str(rating.get("worstRating", 1)): "False", str(rating.get("bestRating", 5)): "True"}
    words = words_in(rating.get("alternateName")) or words_in(rating.get("name"))
    return words or ends.get(str(rating.get("ratingValue", "")))


def _corrections(item: dict[str, Any]) -> Iterator[str]:
    """What an item of JSON-LD gives as corrections, and that it was retracted or withdrawn."""
    stated = item.get("correction")
    for each in stated if isinstance(stated, list) else [stated]:
        words = words_in(each.get("text") or each.get("description")) if isinstance(each, dict) else words_in(each)
        dated = iso_date(words_in(each.get("datePublished")) or "") if isinstance(each, dict) else None
        if words:
            yield f"Correction{f' ({dated[:10]})' if dated else ''}: {words}"
    status = words_in(item.get("creativeWorkStatus")) or ""
    if status.casefold() in ("retracted", "withdrawn"):
        yield f"Retracted: the page calls itself {status.casefold()}."


def _addresses(item: dict[str, Any], base: str | None) -> list[str]:
    """The addresses that an item gives for itself, absolute."""
    found = []
    for address in (item.get("mainEntityOfPage"), item.get("url"), item.get("@id")):
        stated = address.get("@id") or address.get("url") if isinstance(address, dict) else address
        found.append(absolute(stated, base) if isinstance(stated, str) else None)
    return [each for each in found if each]


def words_in(value: object) -> str | None:
    """The words that JSON-LD gives, the first of several, in one line; None where it gives no words."""
    if isinstance(value, list) and value:
        value = value[0]
    return one_line(html.unescape(value)) if isinstance(value, str) else None


def names_in(value: object) -> str | None:
    """The names of persons or organisations, as JSON-LD gives them: words, an object, or a list of either."""
    names: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        name = words_in(item.get("name") if isinstance(item, dict) else item)
        name = _BY.sub("", name, count=1) if name and _BY.match(name) else name
        if name and "://" not in name and not name.startswith("@") and len(name) <= _LONGEST_NAME and name not in names:
            names.append(name)
    return ", ".join(names[:20]) or None


def _take_meta(facts: PageFacts, tags: _Tags) -> None:
    stated: dict[str, str] = {}
    for meta in tags.named("meta"):
        named = (attribute(meta, key) for key in ("property", "name", "itemprop", "http-equiv"))
        value = one_line(attribute(meta, "content"))
        if value:
            stated.setdefault(next(filter(None, named), "").lower(), value)
    for fact, names in _META.items():
        for value in (stated[name] for name in names if name in stated):
            if fact in ("published", "modified"):
                facts.state(fact, iso_date(value))
            elif fact == "url":
                facts.state(fact, absolute(value, facts.base))
            elif fact in ("author", "publisher"):
                facts.state(fact, names_in(value))
            else:
                facts.state(fact, value)


def _take_visible(facts: PageFacts, tags: _Tags) -> None:
    headings = _said(tags.named("h1"))
    window = _said(tags.named("title")[:1])
    facts.titles = (*headings, *window)
    facts.state("title", headings[0] if len(headings) == 1 else None)
    facts.state("title", window[0] if window else None)
    for key, wording in _MARKS if facts.author is None else ():
        marked = (tag.find(itemprop="name") or tag for tag in tags.all if wording.match(attribute(tag, key) or ""))
        marks = _said(islice(marked, _MOST_MARKS))
        named = [words for words in marks if _BY.match(words)][:1] or marks
        if len(set(named)) == 1:
            by = _BY.match(named[0])
            facts.state("author", names_in(_AFTER_NAMES.sub("", named[0][by.end() :] if by else named[0])))
    # What is marked as the date of publication goes before what is not marked at all.
    for stamp in sorted(tags.named("time"), key=lambda stamp: not _PUBLISHED_MARK.search(_marks_of(stamp))):
        date = iso_date(attribute(stamp, "datetime") or one_line(stamp.get_text()) or "")
        facts.state("modified" if _is_modified(stamp) else "published", date)


def _marks_of(tag: Tag) -> str:
    return " ".join(attribute(tag, name) or "" for name in ("itemprop", "class", "id", "pubdate", "data-testid"))


def _is_modified(stamp: Tag) -> bool:
    """Whether a time is that of the last change: by its marks, else by the words before it."""
    marks = _marks_of(stamp)
    if _PUBLISHED_MARK.search(marks):
        return False
    label = f"{attribute(stamp, BEFORE) or ''}\n{stamp.get_text()}"
    return bool(_MODIFIED_MARK.search(marks) or _UPDATED.search(label))


def _said(tags: Iterable[Tag]) -> list[str]:
    return [words for words in (one_line(tag.get_text()) for tag in tags) if words]
