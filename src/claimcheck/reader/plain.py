"""Plain text files, and what any text says about itself at its head."""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.models import BlockKind, Document
from claimcheck.reader.addresses import with_written
from claimcheck.reader.cleaning import clean
from claimcheck.reader.dates import date_in
from claimcheck.reader.raw import RawFile
from claimcheck.reader.superscripts import notes_apart
from claimcheck.text.blocks import document

_TRAILING = re.compile(r"(?<![^\S\n])[^\S\n]+$", re.MULTILINE)
_BYLINE = re.compile(r"(?:(?:story|text|words|written|reported) )?by:? (?P<names>[^|,–·•]+)", re.IGNORECASE)
_HEAD = 8


def read_text(raw: RawFile) -> Document:
    """A document of plain text, with what its head says about it."""
    return text_document(raw.text)


def text_document(text: str) -> Document:
    """A document of ``text``, with what its head says about it."""
    made = document(_TRAILING.sub("", notes_apart(clean(text))).strip("\n"))
    return with_head(replace(made, links=with_written(made.text, ())))


def with_head(made: Document) -> Document:
    """``made`` with the title, author and date that its first blocks give, where it knows none yet."""
    title, author, published = made.title, made.author, made.published
    in_head = True
    for block in made.blocks[:_HEAD]:
        words = " ".join(block.span.of(made.text).split())
        in_head = in_head and block.kind in (BlockKind.HEADING, BlockKind.BOILERPLATE)
        if block.kind is BlockKind.HEADING and in_head:
            title = title or words.strip("#=-~^ ")
        elif block.why == "byline":
            byline = _BYLINE.match(words)
            author = author or (byline["names"].strip() if byline else None)
        elif block.why == "time stamp":
            published = published or date_in(words)
    return replace(made, title=title, author=author, published=published)
