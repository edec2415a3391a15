"""Plain text files."""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.models import BlockKind, Document
from claimcheck.reader.cleaning import clean
from claimcheck.text.blocks import document

_TRAILING = re.compile(r"[^\S\n]+$", re.MULTILINE)


def read_text(text: str) -> Document:
    """A document of plain text; its title is the heading that it opens with."""
    made = document(_TRAILING.sub("", clean(text)).strip("\n"))
    return replace(made, title=opening_title(made))


def opening_title(made: Document) -> str | None:
    """The heading that comes before everything but furniture; None where there is none."""
    for block in made.blocks:
        if block.kind is BlockKind.HEADING:
            return " ".join(block.span.of(made.text).split()).strip("#=-~ ")
        if block.kind is not BlockKind.FURNITURE:
            return None
    return None
