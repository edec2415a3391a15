"""Cut text into blocks."""

from __future__ import annotations

import hashlib
import re

from claimcheck.models import Block, BlockKind, Document, Span

_LINE = re.compile(r"[^\s](?:[^\r\n]*[^\s])?")


def blocks(text: str) -> tuple[Block, ...]:
    """Cut plain ``text`` into its blocks, in order."""
    return tuple(Block(BlockKind.PARAGRAPH, Span(*found.span())) for found in _LINE.finditer(text))


def document(text: str) -> Document:
    """A document made of a plain string; its text is ``text`` itself, unchanged."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(text=text, digest=f"sha256:{digest}", blocks=blocks(text))
