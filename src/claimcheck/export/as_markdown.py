"""A checked article as Markdown with footnotes."""

from __future__ import annotations

import re

from claimcheck.export.articles import CheckedArticle
from claimcheck.export.footnoted import footnoted

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def article_markdown(article: CheckedArticle, head: str | None = None) -> str:
    """The article, its footnotes, and how it was checked, with the head of the chain; the same case, the same text."""
    made = footnoted(article)
    lines = [f"<!-- {head} -->", ""] if head else []
    if not any(paragraph.is_heading for paragraph in made.paragraphs[:1]):
        lines += [f"# {_plain(made.title)}", ""]
    for paragraph in made.paragraphs:
        words = "".join(
            _plain(piece) + "".join(f"[^{number}]" for number in numbers) for piece, numbers in paragraph.pieces
        )
        lines += [("# " if paragraph.is_heading else "") + " ".join(words.split()), ""]
    lines += ["## How this was checked", "", _plain(made.methodology), ""]
    lines += [f"The record of this check ended here: `{head}`", ""] if head else []
    for note in made.notes:
        first, *rest = map(_plain, note.lines)
        lines += [f"[^{note.number}]: {first}", *(f"    {line}" for line in rest), ""]
    return "\n".join(lines)


def _plain(words: str) -> str:
    """The words with what Markdown would take for markup escaped, on one line."""
    return _MARKS.sub(r"\\\1", re.sub(r"\s*\n\s*", " ", words))
