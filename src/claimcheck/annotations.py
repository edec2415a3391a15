"""Annotations of documents, each made once: taken from where they are kept, else made and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from claimcheck import language
from claimcheck.language import LanguageOptions
from claimcheck.models import Annotated, Block, Document, Span
from claimcheck.models.packing import packed, unpacked
from claimcheck.store import KeptAnnotation, Store

LONGEST_CHARS = 200_000
"""Evidence up to this length is annotated as a whole; of longer documents only the sections that are needed are."""


class Annotations:
    """What languages say of documents; the rest of the program never parses."""

    def __init__(self, options: LanguageOptions, store: Store | None = None) -> None:
        """Annotate as ``options`` say; keep the annotations in ``store`` where one is given."""
        self._options = options
        self._store = store
        self._known: dict[tuple[str, LanguageOptions, Span], Annotated] = {}

    def article(self, document: Document) -> Annotated:
        """The annotation of an article, with its claims as finely cut as was asked for.

        Raises:
            ModelError: a model that its language needs is not installed.
        """
        return self._annotated(document, self._options, _whole(document))

    def evidence(self, document: Document, window: Span) -> Annotated:
        """The annotation of that section of a document in which ``window`` begins.

        Raises:
            ModelError: a model that its language needs is not installed.
        """
        sections = (section for section in _sections(document) if section.end > window.start)
        # How finely the claims of evidence are cut does not matter: nobody asks for them.
        return self._annotated(document, LanguageOptions(self._options.model), next(sections, _whole(document)))

    def _annotated(self, document: Document, options: LanguageOptions, section: Span) -> Annotated:
        known = (document.digest, options, section)
        if known not in self._known:
            basis = _basis(document)
            self._known[known] = self._kept(document, options, section, basis) or self._made(
                document, options, section, basis
            )
        return self._known[known]

    def _kept(self, document: Document, options: LanguageOptions, section: Span, basis: str) -> Annotated | None:
        """What the store holds, if it is of this very text and the annotator would say the same today."""
        for kept in self._store.annotations.of(document.digest, section) if self._store else ():
            speaks = language.named(kept.language, options)
            if (kept.annotator, kept.version, kept.basis) == (speaks.annotator, speaks.version, basis):
                with suppress(ValueError):
                    return unpacked(Annotated, kept.data)
        return None

    def _made(self, document: Document, options: LanguageOptions, section: Span, basis: str) -> Annotated:
        part = document
        if section != _whole(document):
            part = replace(document, blocks=tuple(each for each in document.blocks if each.span.meets(section)))
        made = language.for_document(part, options).annotate(part)
        if self._store is not None:
            names = (made.language, made.annotator, made.version)
            self._store.annotations.keep(KeptAnnotation(document.digest, section, *names, basis, packed(made)))
        return made


def _basis(document: Document) -> str:
    """A digest over all of a document that an annotator may look at."""
    return hashlib.sha256(packed(replace(document, links=()))).hexdigest()[:32]


def _whole(document: Document) -> Span:
    return Span(0, len(document.text))


def _sections(document: Document) -> Iterator[Span]:
    """The whole of a document, or of a long one stretches of whole blocks, each about as long as a whole may be."""
    if len(document.text) <= LONGEST_CHARS:
        yield _whole(document)
        return
    section: list[Block] = []
    for block in document.blocks:
        if section and block.span.end - section[0].span.start > LONGEST_CHARS:
            yield Span(section[0].span.start, section[-1].span.end)
            section = []
        section.append(block)
    if section:
        yield Span(section[0].span.start, section[-1].span.end)
