"""HTML pages: the article in them, and what the page says about it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from itertools import islice

from bs4 import BeautifulSoup
from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document as Extracted

from claimcheck.errors import DamagedError, EmptyError, TooLargeError
from claimcheck.models import Block, BlockKind, Document, Link
from claimcheck.reader.building import Builder
from claimcheck.reader.flow import Flow
from claimcheck.reader.links import placed_links
from claimcheck.reader.metadata import page_facts
from claimcheck.reader.notices import add_stated, away_from_text
from claimcheck.reader.plain import with_head
from claimcheck.reader.raw import RawFile
from claimcheck.reader.sieve import attribute, sieved
from claimcheck.reader.standfirst import letters, standfirst
from claimcheck.reader.visible import StyleSheet, add_corrections, drop_all, make_visible

logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("trafilatura").propagate = False

_REFERENCE = re.compile(r"&#(?:[xX](?P<hex>0*[0-9a-fA-F]{1,2})|(?P<decimal>0*[0-9]{1,2}));?")
_NOT_IN_MARKUP = bytes({*range(0x20), 0x7F} - set(b"\t\n\r"))
# Nothing in these can fail after its repetition, so plain quantifiers never go back; possessive ones would say so, but
# Python before 3.11.5 matches them wrongly.
_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']+|"[^"]*"|'[^']*')*""")
_UNSEEN = re.compile(
    r"<!--(?!-?>)(?:[^-]+|-(?!->))*(?P<end>-->)?"
    r"|<(script|style)\b(?P<type>[^<>]*)>(?:[^<]+|<(?!/\2))*(?P<close></\2[^<>]*>)?",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"(?:<[bB][rR]\s*/?>\s*){3,}")
_LONG_TAG = 4000
_MOST_ATTRIBUTES = 500
_MANY_BREAKS = 1000
# With more, jusText, with which trafilatura compares its finding, would take the square of their number.
_MANY_PARAGRAPHS = 8000
_MOST_ELEMENTS = 100_000
_MOST_IN_PARAGRAPH = 1000
_LONG_PARAGRAPH = 80
_LEAST_PARAGRAPHS = 2
_SHORT_PAGE = 4000
_INLINE = "abbr b cite code dfn em font i ins kbd mark small strong sub sup u var".split()
_CONTAINERS = f"//*[self::div or self::section][@class][count(p) >= {_LEAST_PARAGRAPHS}]"
# What no article stands in, unless the page forgot to close it.
_ASIDES = "//*[self::nav or self::footer or self::svg or self::link or self::meta][not(.//p)]"
_TITLE_WITHIN = 4
_DESCRIBED = ("description", "og:description", "twitter:description")


def read_html(raw: RawFile) -> Document:
    """A document of the page's main text; menus, comments and other pages' teasers are left out.

    Raises:
        DamagedError: no markup to be made out; EmptyError: a page without an article.
    """
    styles = StyleSheet.of(raw.text)
    markup = _bearable(raw.text)
    tree: HtmlElement | None = load_html(markup)
    if tree is None:
        raise DamagedError("no HTML that can be read; open the page in a browser and save it again")
    if tree.xpath("count(//*)") > _MOST_ELEMENTS:
        raise TooLargeError(f"a page of more than {_MOST_ELEMENTS:,} elements; save the article alone")
    page = sieved(markup)
    facts = page_facts(page, raw.url)
    corrections = make_visible(tree, styles)
    stated = [*facts.corrections, *away_from_text(tree)]
    drop_all(tree.xpath(_ASIDES))
    if len(tree.text_content()) < _SHORT_PAGE:
        # From a short page trafilatura takes all words, and puts blanks around those in elements: "km ² .".
        for plain in tree.xpath("//span[not(@*)]"):
            plain.tag = "u"
        etree.strip_tags(tree, *_INLINE)
    _join_chunks(tree)
    for paragraph in tree.iter("p"):
        _make_plain(paragraph)
    # As "xml", since as "python" it is written out as plain text besides, which nobody reads.
    is_long = sum(1 for _ in tree.iter("p", "div", "li", "td")) > _MANY_PARAGRAPHS
    found = bare_extraction(tree, include_comments=False, output_format="xml", fast=is_long)
    if not isinstance(found, Extracted) or found.body is None:
        raise EmptyError("no article text in this page; save it from a browser once it has loaded")
    _trim(found.body, (facts.title, *facts.titles))
    opening = standfirst(tree, str(found.body.xpath("string()")), _descriptions(page))
    if opening is not None:
        paragraph = found.body.makeelement("p")
        paragraph.text = opening
        found.body.insert(0, paragraph)
    builder = Builder()
    Flow(builder).walk(found.body)
    add_corrections(builder, corrections)
    _add_claim_reviews(builder, facts.claim_reviews)
    add_stated(builder, stated, facts.doi)
    made = builder.document()
    links = placed_links(page, made.text, facts.url or raw.url, facts.base)
    document = Document(
        text=made.text,
        digest="",
        blocks=_without_teasers(made.blocks, links),
        links=links,
        title=facts.title,
        publisher=facts.publisher,
        author=facts.author,
        published=facts.published,
        modified=facts.modified,
        url=facts.url,
        kind=facts.kind,
        language=tree.get("lang"),
    )
    return with_head(document)


def _add_claim_reviews(builder: Builder, reviews: Iterable[tuple[str, str]]) -> None:
    """What the page checked and how it rates that, as its markup for search engines says."""
    for claim, rating in reviews:
        builder.add(BlockKind.PARAGRAPH, f"Claim: {claim}")
        builder.add(BlockKind.PARAGRAPH, f"Rating: {rating}")


def _descriptions(page: BeautifulSoup) -> list[str | None]:
    """How the page describes itself."""
    named = (attribute(meta, "name") or attribute(meta, "property") for meta in page.find_all("meta"))
    metas = zip(page.find_all("meta"), named, strict=True)
    return [attribute(meta, "content") for meta, name in metas if (name or "").lower() in _DESCRIBED]


def _without_teasers(blocks: tuple[Block, ...], links: tuple[Link, ...]) -> tuple[Block, ...]:
    """Blocks that are a link from end to end lead elsewhere, and say nothing here."""
    linked = {link.span for link in links}
    why = "links to other pages"
    return tuple(
        Block(BlockKind.BOILERPLATE, block.span, why=why) if block.span in linked else block for block in blocks
    )


def _bearable(markup: str) -> str:
    """``markup`` without what no parser should meet: programs, control characters, attributes that take minutes."""
    plain = markup.encode("utf-8", "replace").translate(None, _NOT_IN_MARKUP).decode()
    plain = _REFERENCE.sub(_printable, plain)
    plain = _UNSEEN.sub(_seen, plain)
    markup = _BREAKS.sub("<br><br>", plain) if plain.count("<br") > _MANY_BREAKS else plain
    if any(tag.end() - tag.start() > _LONG_TAG for tag in _TAG.finditer(markup)):
        return _TAG.sub(_shortened, markup)
    return markup


def _printable(reference: re.Match[str]) -> str:
    """A character reference, unless it stands for a control character that no parser lets through."""
    number = int(reference["hex"], 16) if reference["hex"] else int(reference["decimal"])
    return "" if number < ord(" ") and chr(number) not in "\t\n\r" else reference.group()


def _seen(found: re.Match[str]) -> str:
    """What is left of a comment, a program or a style sheet: linked data, and what is never closed."""
    closed = found["end"] or found["close"]
    return "" if closed and "ld+json" not in (found["type"] or "").lower() else found.group()


def _shortened(tag: re.Match[str]) -> str:
    parts = tag.group().split()
    return parts[0] if len(parts) > _MOST_ATTRIBUTES else tag.group()


def _make_plain(paragraph: HtmlElement) -> None:
    """Leave of a paragraph of thousands of parts its words and breaks: trafilatura looks at all pairs of parts."""
    if sum(1 for _ in islice(paragraph.iter(), _MOST_IN_PARAGRAPH)) < _MOST_IN_PARAGRAPH:
        return
    lines = [[paragraph.text or ""]]
    for event, part in etree.iterwalk(paragraph, events=("start", "end", "comment", "pi")):
        if part is paragraph:
            continue
        if event == "start":
            lines += [[]] if part.tag == "br" else []
            lines[-1].append(part.text or "")
        else:
            lines[-1].append(part.tail or "")
    del paragraph[:]
    first, *rest = map("".join, lines)
    paragraph.text = first
    for words in rest:
        etree.SubElement(paragraph, "br").tail = words


def _join_chunks(tree: HtmlElement) -> None:
    """Put the chunks of an article together that advertisements have torn into sibling containers.

    Chunks are of one class under one grandparent, and each holds paragraphs of its own; trafilatura would take one.
    """
    chunks: dict[tuple[HtmlElement, str, str], list[HtmlElement]] = {}
    for container in tree.xpath(_CONTAINERS):
        name, parent = container.get("class"), container.getparent()
        above = None if parent is None or parent.tag in ("article", "li") else parent.getparent()
        paragraphs = sum(len(p.text_content()) >= _LONG_PARAGRAPH for p in container.iterchildren("p"))
        if above is not None and "comment" not in name.lower() and paragraphs >= _LEAST_PARAGRAPHS:
            chunks.setdefault((above, container.tag, name), []).append(container)
    for first, *others in chunks.values():
        for other in others:
            first.extend(list(other))


def _trim(body: HtmlElement, titles: Iterable[str | None]) -> None:
    """Take the title off the top, since it is kept apart, and off the end headings of what does not follow."""
    if all(child.tag == "head" for child in body):
        return
    known = {letters(title) for title in titles} - {""}
    for opening in body[:_TITLE_WITHIN]:
        if opening.tag in ("head", "p") and letters("".join(opening.itertext())) in known:
            body.remove(opening)
    while len(body) and body[-1].tag == "head":
        body.remove(body[-1])
