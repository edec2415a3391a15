"""Sentences and their grammar, from spaCy: loaded once, and only when asked."""

from __future__ import annotations

import gc
import re
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from claimcheck.errors import ModelError
from claimcheck.language.en import DEFAULT_MODEL, attribute_rules
from claimcheck.language.en.boundaries import mark_sentence_ends
from claimcheck.language.en.joined_names import join_names
from claimcheck.language.en.signatures import signatures
from claimcheck.language.en.speaker_labels import SpeakerLabel, speaker_labels
from claimcheck.models import PROSE, Block, Document, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span as Tokens
    from threadpoolctl import ThreadpoolController

# The model was trained on plain typography; each character is replaced by one so that offsets stay. Half a surrogate
# pair, which spaCy cannot store, becomes the replacement character.
_PLAIN: dict[int, str] = str.maketrans(
    dict.fromkeys("‘’‚‛ʼ`´", "'")
    | dict.fromkeys("“”„‟«»", '"')
    | dict.fromkeys("\u00a0\u2007\u202f\u2002\u2003\u2009\t\r\n\u2028\u2029\u0085\u000b\u000c", " ")
    | dict.fromkeys("‐‑‒", "-")
    | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
)
_BATCH, _BATCH_CHARS = 64, 40_000
"""How many pieces are parsed at a time, and how many characters: the model's memory grows with both."""
_KEPT_WORDS = 50_000
_ORDINARY_CHARS = 200_000
# Long paragraphs are parsed in pieces that end with a sentence, else with a word; what has no blanks for long is cut.
_PIECE = re.compile(
    r"\S.{0,4999}\Z|\S.{0,4999}(?<=[.!?”\"])(?=\s)|\S.{0,4999}(?=\s)|\S.{0,4999}",
    re.DOTALL,
)
_UNBROKEN = re.compile(r"\S{500}")


@dataclass(frozen=True, slots=True, eq=False)
class ParsedSentence:
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
    """A document with its sentences, in order; blocks that hold no prose have none, nor have a transcript's labels."""

    document: Document
    sentences: tuple[ParsedSentence, ...]
    model: str = DEFAULT_MODEL
    labels: tuple[SpeakerLabel, ...] = ()

    def names(self, sentences: Collection[int]) -> dict[int, tuple[str, ...]]:
        """For each of the sentences with these numbers, the kind of name that each token belongs to, as spaCy calls it.

        "" stands for no name. The recogniser costs as much as all the rest, so that only those sentences are read.
        """
        from spacy.tokens import Doc

        nlp = _pipeline(self.model)
        numbers = sorted(sentences)
        if not numbers or "ner" not in nlp.component_names:
            return {number: ("",) * len(self.sentences[number].tokens) for number in numbers}
        alone = []
        for number in numbers:
            tokens = self.sentences[number].tokens
            spaces = [bool(token.whitespace_) for token in tokens]
            alone.append(Doc(nlp.vocab, words=[token.text for token in tokens], spaces=spaces))
        recogniser: Any = nlp.get_pipe("ner")
        with _one_thread():
            read = list(recogniser.pipe(alone, batch_size=_BATCH))
        return {number: tuple(token.ent_type_ for token in doc) for number, doc in zip(numbers, read, strict=True)}


@lru_cache(maxsize=2)
def _pipeline(model: str) -> Language:
    import spacy

    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise ModelError(f"language model {model!r} is not installed: pip install it, or leave --model out") from error
    from spacy.language import Language as Factory

    if not Factory.has_factory("sentence_ends"):
        Factory.component("sentence_ends", func=mark_sentence_ends)
        Factory.component("joined_names", func=join_names)
    if nlp.has_pipe("parser"):
        nlp.add_pipe("sentence_ends", before="parser")
        nlp.add_pipe("joined_names", after="parser")
    if nlp.has_pipe("ner"):
        nlp.disable_pipe("ner")
    attribute_rules.install(nlp)
    _part_short_forms(nlp)
    _use_numpy(nlp)
    _index_lemmas(nlp)
    # What is loaded by now stays: the garbage collector need not walk it again and again.
    gc.freeze()
    return nlp


def _part_short_forms(nlp: Language) -> None:
    """Part a noun from the verb that it is written in one with: "The people're eating"; spaCy knows pronouns only."""
    from spacy.util import compile_suffix_regex

    tokenizer: Any = nlp.tokenizer
    suffixes = [*(nlp.Defaults.suffixes or ()), r"(?<=[a-z])['’](?:re|ve|ll)"]
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search


def _use_numpy(nlp: Language) -> None:
    """Multiply matrices with numpy's BLAS, which is up to three times as fast as spaCy's own on newer processors."""
    for _, pipe in nlp.pipeline:
        walk = getattr(getattr(pipe, "model", None), "walk", tuple)
        for node in walk():
            node.ops.use_blis = False


def _index_lemmas(nlp: Language) -> None:
    """The lemmatizer looks for each new word in a list of all words that there are; a set finds it at once."""
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if nlp.has_pipe("lemmatizer") else None
    if lookups is not None and lookups.has_table("lemma_index"):
        index = lookups.get_table("lemma_index")
        for part_of_speech, known in index.items():
            index[part_of_speech] = frozenset(known)


@lru_cache(maxsize=1)
def _libraries() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _one_thread() -> AbstractContextManager[object]:
    """Matrices as small as these are multiplied by one thread: more of them only wait for each other."""
    limited: AbstractContextManager[object] = _libraries().limit(limits=1, user_api="blas")
    return limited


def _zone(nlp: Language, length: int) -> AbstractContextManager[object]:
    """What forgets a text's words with it; those of ordinary texts are kept up to a bound, to be met again."""
    keep = length < _ORDINARY_CHARS and len(nlp.vocab) < _KEPT_WORDS
    return nullcontext() if keep else nlp.memory_zone()


def _pieces(text: str, block: Span) -> Iterator[Span]:
    for piece in _PIECE.finditer(text, block.start, block.end):
        start = piece.start()
        for unbroken in _UNBROKEN.finditer(text, start, piece.end()):
            yield Span(start, unbroken.end())
            start = unbroken.end()
        if text[start : piece.end()].strip():
            yield Span(start, piece.end())


@contextmanager
def parsing(document: Document, model: str = DEFAULT_MODEL) -> Iterator[Parse]:
    """Parse the prose of ``document``; tokens live only inside the ``with`` block, so that memory stays flat.

    Raises:
        ModelError: ``model`` is not installed.
    """
    nlp = _pipeline(model)
    labels = tuple(sorted([*speaker_labels(document), *signatures(document)], key=lambda label: label.span))
    pieces = [
        (piece.of(document.text).translate(_PLAIN), (block, piece.start))
        for block in document.blocks
        if block.kind in PROSE
        for part in _between_labels(block.span, labels)
        for piece in _pieces(document.text, part)
    ]
    with _zone(nlp, len(document.text)):
        sentences: list[ParsedSentence] = []
        with _one_thread():
            longest = max((len(text) for text, _ in pieces), default=1)
            size = max(1, min(_BATCH, _BATCH_CHARS // longest))
            parsed = list(nlp.pipe(pieces, as_tuples=True, batch_size=size))
        for doc, (block, offset) in parsed:
            for tokens in doc.sents:
                words = [token for token in tokens if not token.is_space]
                if words:
                    start, end = words[0].idx, words[-1].idx + len(words[-1])
                    sentences.append(ParsedSentence(Span(start + offset, end + offset), tokens, offset, block))
        yield Parse(document, tuple(sentences), model, labels)


def _between_labels(block: Span, labels: tuple[SpeakerLabel, ...]) -> Iterator[Span]:
    """The parts of a block that are no labels of speakers."""
    start = block.start
    for label in labels:
        if block.start <= label.span.start < block.end:
            if start < label.span.start:
                yield Span(start, label.span.start)
            start = label.span.end
    if start < block.end:
        yield Span(start, block.end)
