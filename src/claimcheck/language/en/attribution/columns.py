"""A document's sentences as plain columns of words, lemmas and grammar, with the quotations they stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.language.en.parsing import Parse, ParsedSentence
from claimcheck.models import Span
from claimcheck.text import Quotation, quotations

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens


@dataclass(frozen=True, slots=True, eq=False)
class SentenceColumns:
    """A sentence in columns; every column has one entry a token.

    Attributes:
        span: its place in the document.
        paragraph: where its block begins.
        words, lemmas: lower case.
        pos, tags, deps: spaCy's names.
        heads: the index of the head in this sentence; its own for the root.
        children: the indices of the dependents, in order.
        starts, ends: places in the document.
        quoted: the index of the outermost quotation that holds the token, or -1.
        quotes: the quotations that the sentence has a part in.
    """

    span: Span
    paragraph: int
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    pos: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: tuple[int, ...]
    quotes: frozenset[int]

    def __len__(self) -> int:
        return len(self.words)

    def span_of(self, first: int, last: int) -> Span:
        """The document's span from token ``first`` to token ``last``, both included."""
        return Span(self.starts[first], self.ends[last])

    def subtree(self, at: int) -> set[int]:
        """Token ``at`` and everything that depends on it."""
        inside, todo = {at}, [at]
        while todo:
            for child in self.children[todo.pop()]:
                inside.add(child)
                todo.append(child)
        return inside


@dataclass(frozen=True, slots=True, eq=False)
class DocumentColumns:
    """All lines of a document and its quotations."""

    lines: tuple[SentenceColumns, ...]
    quotations: tuple[Quotation, ...]


def document_columns(parse: Parse) -> DocumentColumns:
    """The columns of every sentence of ``parse``."""
    found = quotations(parse.document)
    outer = [(at, quotation) for at, quotation in enumerate(found) if quotation.depth == 0]
    begins = [quotation.span.start for _, quotation in outer]
    lines = []
    for sentence in parse.sentences:
        starts = tuple(token.idx + sentence.offset for token in sentence.tokens)
        quoted = []
        for start in starts:
            at = bisect_right(begins, start) - 1
            quoted.append(outer[at][0] if at >= 0 and start < outer[at][1].span.end else -1)
        lines.append(_line(sentence, starts, tuple(quoted)))
    return DocumentColumns(tuple(lines), found)


def _line(sentence: ParsedSentence, starts: tuple[int, ...], quoted: tuple[int, ...]) -> SentenceColumns:
    from spacy.attrs import DEP, HEAD, LEMMA, POS, TAG  # type: ignore[import-not-found]

    tokens: Tokens = sentence.tokens
    names = tokens.doc.vocab.strings
    lemmas, pos, tags, deps, relative = (
        column.tolist()
        for column in tokens.to_array([LEMMA, POS, TAG, DEP, HEAD]).T  # type: ignore[attr-defined]
    )
    size = len(starts)
    heads = tuple(min(max(at + _signed(by), 0), size - 1) for at, by in enumerate(relative))
    children: list[list[int]] = [[] for _ in range(size)]
    for at, head in enumerate(heads):
        if head != at:
            children[head].append(at)
    words = tuple(token.lower_ for token in tokens)
    return SentenceColumns(
        sentence.span,
        sentence.block.span.start,
        words,
        _named(lemmas, names, lower=True),
        _named(pos, names),
        _named(tags, names),
        _named(deps, names),
        heads,
        tuple(tuple(c) for c in children),
        starts,
        tuple(start + len(token) for start, token in zip(starts, tokens, strict=True)),
        quoted,
        frozenset(quoted) - {-1},
    )


def _signed(number: int) -> int:
    """The head column comes as an unsigned 64-bit distance."""
    return number - (1 << 64) if number >= 1 << 63 else number


def _named(codes: Sequence[int], names: object, *, lower: bool = False) -> tuple[str, ...]:
    found = (names[code] for code in codes)  # type: ignore[index]
    return tuple(name.lower() for name in found) if lower else tuple(found)
