"""Markdown: the words that a reader sees, without the marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import lxml.html
from lxml import etree
from lxml.html import HtmlElement
from markdown_it import MarkdownIt
from markdown_it.token import Token

from claimcheck.models import BlockKind, Document
from claimcheck.reader.addresses import absolute
from claimcheck.reader.building import Builder, Run
from claimcheck.reader.cleaning import clean
from claimcheck.reader.flow import Flow
from claimcheck.reader.frontmatter import front_matter
from claimcheck.reader.plain import with_head
from claimcheck.reader.raw import RawFile
from claimcheck.reader.visible import add_corrections, make_visible

_CONTAINERS = {
    "heading": BlockKind.HEADING,
    "blockquote": BlockKind.QUOTE,
    "list_item": BlockKind.ITEM,
}
_DEEPEST = 40


def read_markdown(raw: RawFile) -> Document:
    """A document of rendered words; front matter says its title and origin, else its first heading the title."""
    text = clean(raw.text).lstrip("\n")
    front = front_matter(text)
    # Indented paragraphs are how articles are pasted, far more often than code.
    options = {"maxNesting": _DEEPEST, "breaks": True}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"]).disable("code")
    builder = Builder()
    for line in front.ignored:
        builder.add(BlockKind.BOILERPLATE, line, why="front matter that cannot be used")
    _add_blocks(builder, parser, text[front.body_start :], front.stated.get("url") or raw.url)
    return with_head(front.applied(builder.document()))


def _add_blocks(builder: Builder, parser: MarkdownIt, text: str, base: str | None) -> None:
    within = [BlockKind.PARAGRAPH]
    row: list[Run] | None = None
    for token in parser.parse(text):
        name, _, end = token.type.rpartition("_")
        if name in _CONTAINERS and end == "open":
            within.append(_CONTAINERS[name])
        elif name in _CONTAINERS:
            within.pop()
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            builder.add(BlockKind.ITEM, row or [])
            row = None
        elif token.type == "inline":
            inside = token.children or []
            markup = parser.renderer.render([token], parser.options, {}) if _has_markup(inside) else None
            if markup and row is None:
                add_markup(builder, markup, within[-1], base)
                continue
            runs = _runs(inside, base) if markup is None else [Run(_visible_words(markup))]
            if row is None:
                builder.add(within[-1], runs)
            else:
                row += [*([Run(" | ")] if row else []), *runs]
        elif token.type == "fence":
            builder.add(BlockKind.BOILERPLATE, token.content, why="code")
        elif token.type == "html_block":
            add_markup(builder, token.content, within[-1], base)


def _has_markup(tokens: Iterable[Token]) -> bool:
    return any(token.type in ("html_inline", "s_open") for token in tokens)


def _tree(markup: str) -> HtmlElement | None:
    try:
        tree = lxml.html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError):
        return None
    for code in tree.iter("code"):
        code.tag = "span"
    return tree


def _visible_words(markup: str) -> str:
    tree = _tree(markup)
    if tree is None:
        return ""
    make_visible(tree, most=1)
    return str(tree.text_content())


def add_markup(builder: Builder, markup: str, kind: BlockKind = BlockKind.PARAGRAPH, base: str | None = None) -> None:
    """Add the blocks in a piece of HTML, as its reader sees them."""
    tree = _tree(markup)
    if tree is None:
        return
    for link in tree.iter("a"):
        link.set("href", absolute(link.get("href"), base) or "")
    corrections = make_visible(tree, most=1)
    Flow(builder).walk(tree, kind)
    add_corrections(builder, corrections)


def _runs(tokens: Iterable[Token], base: str | None) -> Iterator[Run]:
    url: str | None = None
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield Run("\n")
        elif token.type in ("text", "code_inline"):
            yield Run(token.content, url)
        elif token.type == "link_open":
            url = absolute(str(token.attrGet("href") or ""), base)
        elif token.type == "link_close":
            url = None
