"""Annotates what can be seen of a text without knowing its language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from importlib.metadata import version

from claimcheck.language.plain import dates, numbers, tokens
from claimcheck.language.plain.locales import language_name
from claimcheck.language.protocol import edition
from claimcheck.models import (
    PROSE,
    Annotated,
    Attribution,
    AttributionType,
    BlockKind,
    Coverage,
    Covered,
    Document,
    Reading,
    Sentence,
    Token,
)
from claimcheck.text import quotations

_EXCLUDED = {BlockKind.HEADING: "heading", BlockKind.CAPTION: "caption"}


class Plain:
    """A language that claimcheck does not know, by its code."""

    annotator = "plain"

    def __init__(self, code: str) -> None:
        self.code = code

    @cached_property
    def version(self) -> str:
        """The editions of the rules and of the locale data."""
        return f"{edition('claimcheck.language.plain')}.{edition('claimcheck.text')}+{version('Babel')}"

    def annotate(self, document: Document) -> Annotated:
        """What can be seen of a document, and a line on what cannot be read."""
        unread = f"speakers and claims are not read in {language_name(self.code)}"
        found: list[Token] = []
        sentences: list[Sentence] = []
        for number, block in enumerate(document.blocks):
            held = tokens.tokens(document.text, block.span, first=len(found), sentence=len(sentences))
            sentences += [Sentence(span, number) for span in tokens.sentences(held)]
            found += held
        reading = self._reading(document.text, tuple(found), document.published)
        return Annotated(
            digest=document.digest,
            language=self.code,
            annotator=self.annotator,
            version=self.version,
            sentences=tuple(sentences),
            tokens=reading.tokens,
            quantities=reading.quantities,
            moments=reading.moments,
            attributions=tuple(
                Attribution(AttributionType.DIRECT, (), (), (quotation.span,))
                for quotation in quotations(document)
                if not quotation.depth
            ),
            coverage=tuple(_coverage(document, sentences, unread)),
            unread=(unread,),
        )

    def read(self, text: str, dated: str | None = None) -> Reading:
        """What can be seen of a short text."""
        return _read(self, text, dated)

    def _reading(self, text: str, found: tuple[Token, ...], dated: str | None) -> Reading:
        moments = dates.moments(text, found, self.code, dated)
        taken = {at for moment in moments for at in range(moment.first, moment.end)}
        quantities = numbers.quantities(found, self.code, taken)
        taken |= {at for quantity in quantities for at in range(quantity.first, quantity.end)}
        content = tuple(token.at for token in found if token.is_content and token.at not in taken)
        keys = tuple(frozenset({token.lower}) for token in found)
        return Reading(text, found, moments, quantities, content=content, keys=keys)


@lru_cache(maxsize=256)
def _read(language: Plain, text: str, dated: str | None) -> Reading:
    return language._reading(text, tuple(tokens.tokens(text)), dated)


def _coverage(document: Document, sentences: Sequence[Sentence], unread: str) -> Iterator[Coverage]:
    for number, block in enumerate(document.blocks):
        if block.kind not in PROSE:
            yield Coverage(block.span, Covered.EXCLUDED, block.why or _EXCLUDED.get(block.kind, block.kind))
            continue
        held = [sentence.span for sentence in sentences if sentence.block == number]
        yield from (Coverage(span, Covered.GAP, unread) for span in held)
        if not held:
            yield Coverage(block.span, Covered.EXCLUDED, "no words")
