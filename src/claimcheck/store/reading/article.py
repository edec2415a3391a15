"""An article as a galley: its paragraphs, and which claims stand where in them."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from itertools import groupby

from claimcheck.models import BlockKind, Span
from claimcheck.store.reading.lines import StatusLine, lines


@dataclass(frozen=True, slots=True)
class ArticleClaim:
    """A claim in the galley: its line, its text, and the words that it is made of."""

    line: StatusLine
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ArticleParagraph:
    """A block of the article with the claims whose sentences begin in it; ``span`` lies in the article's text."""

    kind: BlockKind
    span: Span
    text: str
    claims: tuple[ArticleClaim, ...]


@dataclass(frozen=True, slots=True)
class Galley:
    """The whole article.

    Attributes:
        gaps: the sentences that no claim was made of, though no reason is known, each with what there is to say.
    """

    id: str
    place: str
    title: str
    document_id: str
    digest: str
    paragraphs: tuple[ArticleParagraph, ...]
    gaps: tuple[tuple[str, str | None], ...]


def galley(connection: sqlite3.Connection, article: str) -> Galley | None:
    """The article with this key; None where there is none."""
    row = connection.execute(
        "SELECT articles.place, coalesce(title, label), documents.id, digest, text, blocks_json"
        " FROM articles JOIN documents ON documents.id = document_id WHERE articles.id = ?",
        [article],
    ).fetchone()
    if row is None:
        return None
    place, title, document, digest, text, blocks = row
    made = _made(connection, article, document)
    gaps = connection.execute(
        "SELECT text, why FROM coverage WHERE document_id = ? AND covered = 'gap' ORDER BY n", [document]
    )
    paragraphs = []
    for kind, start, end, *_ in json.loads(blocks):
        span = Span(start, end)
        inside = tuple(claim for claim in made if any(span.meets(words) for words in claim.spans))
        paragraphs.append(ArticleParagraph(BlockKind(kind), span, span.of(text), inside))
    return Galley(article, place, title, document, digest, tuple(paragraphs), tuple(gaps))


@dataclass(frozen=True, slots=True)
class ArticleGaps:
    """An article and its sentences that no claim was made of, each with what there is to say."""

    id: str
    place: str
    title: str
    gaps: tuple[tuple[str, str | None], ...]


def gaps(connection: sqlite3.Connection, place: str) -> list[ArticleGaps]:
    """The articles that have such sentences, by place; the one at ``place`` alone where it is given."""
    rows = connection.execute(
        """
        SELECT articles.id, place, coalesce(title, place), coverage.text, why
        FROM articles JOIN documents ON documents.id = articles.document_id
        JOIN coverage ON coverage.document_id = documents.id AND covered = 'gap'
        WHERE is_current AND ? IN ('', place) ORDER BY place, n
        """,
        [place],
    )
    return [
        ArticleGaps(key, where, title, tuple((text, why) for *_, text, why in found))
        for (key, where, title), found in groupby(rows, key=lambda row: row[:3])
    ]


def place_of(connection: sqlite3.Connection, article: str) -> str | None:
    """The path of the article with this key; None where there is none."""
    row = connection.execute("SELECT place FROM articles WHERE id = ?", [article]).fetchone()
    return row and str(row[0])


def key_of(connection: sqlite3.Connection, place: str) -> str | None:
    """The key of the article at this path; None where there is none."""
    row = connection.execute("SELECT id FROM articles WHERE place = ?", [place]).fetchone()
    return row and str(row[0])


def _made(connection: sqlite3.Connection, article: str, document: str) -> list[ArticleClaim]:
    spans: dict[str, list[Span]] = {}
    texts: dict[str, str] = {}
    for claim, text, start, end in connection.execute(
        "SELECT claims.id, claims.text, start_char, end_char FROM claims JOIN claim_spans ON claim_id = claims.id"
        " WHERE document_id = ? AND claims.is_current AND part = 'words' ORDER BY claims.n, claim_spans.n",
        [document],
    ):
        texts[claim] = text
        spans.setdefault(claim, []).append(Span(start, end))
    return [
        ArticleClaim(line, texts[line.id], tuple(spans[line.id]))
        for line in lines(connection, article)
        if line.is_there and line.id in texts
    ]
