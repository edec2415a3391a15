"""Markdown: the words that a reader sees, without the marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import lxml.html
from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token

from claimcheck.models import BlockKind, Document
from claimcheck.reader.addresses import absolute
from claimcheck.reader.building import Builder, Run
from claimcheck.reader.cleaning import clean
from claimcheck.reader.flow import Flow
from claimcheck.reader.formats import RawFile
from claimcheck.reader.frontmatter import front_matter
from claimcheck.reader.plain import with_head
from claimcheck.reader.superscripts import superscript
from claimcheck.reader.visible import add_corrections, make_visible

_CONTAINERS = {
    "heading": BlockKind.HEADING,
    "blockquote": BlockKind.QUOTE,
    "list_item": BlockKind.ITEM,
}
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z]\w*)", re.IGNORECASE)
_STRUCK = ("del", "s", "strike")
_DEEPEST = 40


def read_markdown(raw: RawFile) -> Document:
    """A document of rendered words; front matter says its title and origin, else its first heading the title."""
    text = clean(raw.text).lstrip("\n")
    front = front_matter(text)
    # Indented paragraphs are how articles are pasted, far more often than code.
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"]).disable("code")
    builder = Builder()
    for line in front.ignored:
        builder.add(BlockKind.BOILERPLATE, line, why="front matter that cannot be used")
    _add_blocks(builder, parser.parse(text[front.body_start :]), front.stated.get("url") or raw.url)
    stated = front.stated
    made = replace(
        builder.document(),
        title=stated.get("title"),
        publisher=stated.get("publisher"),
        author=stated.get("author"),
        published=stated.get("published"),
        modified=stated.get("modified"),
        url=stated.get("url"),
        kind=stated.get("kind"),
        language=stated.get("lang"),
    )
    return with_head(made)


def _add_blocks(builder: Builder, tokens: Iterable[Token], base: str | None) -> None:
    within = [BlockKind.PARAGRAPH]
    row: list[Run] | None = None
    for token in tokens:
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
            runs = _runs(token.children or [], base)
            if row is None:
                builder.add(within[-1], runs)
            else:
                row += [*([Run(" | ")] if row else []), *runs]
        elif token.type == "fence":
            builder.add(BlockKind.BOILERPLATE, token.content, why="code")
        elif token.type == "html_block":
            _add_markup(builder, token.content, within[-1])


def _add_markup(builder: Builder, markup: str, kind: BlockKind) -> None:
    """Add the blocks in a piece of HTML, as its reader sees them."""
    try:
        tree = lxml.html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError):
        return
    corrections = make_visible(tree)
    Flow(builder).walk(tree, kind)
    add_corrections(builder, corrections)


def _runs(tokens: Iterable[Token], base: str | None) -> Iterator[Run]:
    url: str | None = None
    struck = 0
    line = ""
    raised: str | None = None
    for token in tokens:
        tag = _TAG.match(token.content) if token.type == "html_inline" else None
        if token.type in ("s_open", "s_close") or (tag and tag["name"].lower() in _STRUCK):
            struck += -1 if token.type == "s_close" or (tag and tag["end"]) else 1
        elif struck > 0:
            continue
        elif tag and tag["name"].lower() == "sup":
            if tag["end"] and raised is not None:
                yield Run(superscript(line, raised), url)
            raised = None if tag["end"] else ""
        elif token.type in ("text", "code_inline") and raised is not None:
            raised += token.content
        else:
            line += token.content
            yield from _run(token, url)
        if token.type == "link_open":
            url = absolute(str(token.attrGet("href") or ""), base)
        elif token.type == "link_close":
            url = None
    if raised:
        yield Run(raised)


def _run(token: Token, url: str | None) -> Iterator[Run]:
    if token.type in ("softbreak", "hardbreak"):
        yield Run("\n")
    elif token.type == "html_inline":
        yield Run("\n" if _BREAK.fullmatch(token.content) else "")
    elif token.type in ("text", "code_inline"):
        yield Run(token.content, url)
