"""Annotations of documents, each made once: taken from where they are kept, else made and kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claimcheck import language
from claimcheck.language import Language, LanguageOptions
from claimcheck.models import Annotated, Block, Document, Span

LONGEST_CHARS = 200_000
"""Evidence up to this length is annotated as a whole; of longer documents only the sections that are needed are."""


class Annotations:
    """What languages say of documents; the rest of the program never parses."""

    def __init__(self, options: LanguageOptions) -> None:
        self._options = options
        self._known: dict[tuple[str, str, Span], Annotated] = {}

    def article(self, document: Document) -> Annotated:
        """The annotation of an article, with its claims as finely cut as was asked for.

        Raises:
            ModelError: a model that its language needs is not installed.
        """
        return self._annotated(document, language.for_document(document, self._options), _whole(document))

    def evidence(self, document: Document, window: Span) -> Annotated:
        """The annotation of that section of a document in which ``window`` begins.

        Raises:
            ModelError: a model that its language needs is not installed.
        """
        # How finely the claims of evidence are cut does not matter: nobody asks for them.
        options = LanguageOptions(self._options.model)
        sections = (section for section in _sections(document) if section.end > window.start)
        section = next(sections, _whole(document))
        return self._annotated(document, language.for_document(document, options), section)

    def _annotated(self, document: Document, speaks: Language, section: Span) -> Annotated:
        key = (document.digest, speaks.annotator, section)
        if key not in self._known:
            part = document
            if section != _whole(document):
                part = replace(document, blocks=tuple(each for each in document.blocks if each.span.meets(section)))
            self._known[key] = speaks.annotate(part)
        return self._known[key]


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
