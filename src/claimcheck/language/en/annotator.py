"""The English annotator: parses a document once and says in values all that is known about it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from claimcheck.language.en import DEFAULT_MODEL
from claimcheck.language.en.reading import read
from claimcheck.language.protocol import LanguageOptions, edition
from claimcheck.language.vocabulary import Vocabulary
from claimcheck.models import (
    Annotated,
    Block,
    Coverage,
    Covered,
    Document,
    Entity,
    Grain,
    Mention,
    Reading,
    Sentence,
    Span,
    Token,
)

if TYPE_CHECKING:
    from claimcheck.language.en.mentions import Referent
    from claimcheck.language.en.parsing import Parse


LONGEST_CHARS = 1_000_000
"""Of a longer text so much is parsed, which takes a minute and less than a gigabyte; the rest is listed as a gap."""


class English:
    """English, on spaCy."""

    code = "en"

    def __init__(self, options: LanguageOptions) -> None:
        self._model = options.model or DEFAULT_MODEL
        self._grain = options.grain
        self.annotator = self._model if self._grain is Grain.CLAUSE else f"{self._model}, {self._grain}"

    @cached_property
    def version(self) -> str:
        """The editions of the model and of the rules."""
        try:
            model = version(self._model.replace("_", "-"))
        except (PackageNotFoundError, ValueError):
            model = "unpackaged"
        return f"{model}+{edition('claimcheck.language.en')}.{edition('claimcheck.text')}"

    def annotate(self, document: Document) -> Annotated:
        """All that is known about an English document.

        Raises:
            ModelError: the model is not installed.
        """
        # Imported here: what is kept already is read without spaCy.
        from claimcheck.language.en import attribution, claims, mentions
        from claimcheck.language.en.parsing import parsing

        document, rest = within(document, LONGEST_CHARS)
        with parsing(document, self._model) as parse:
            known = mentions.mentions(parse)
            said = attribution.attributions(parse, known)
            split = claims.split(parse, said, known, self._grain)
            # Of a document that is annotated section by section, these blocks are the section.
            section = (
                Span(document.blocks[0].span.start, document.blocks[-1].span.end) if document.blocks else Span(0, 0)
            )
            reading = read(section.of(document.text), document.published)
            placed = tuple(
                token._replace(start=token.start + section.start, end=token.end + section.start)
                for token in reading.tokens
            )
            sentences = tuple(_sentences(document, parse, placed))
            tokens = _in_sentences(placed, sentences, _parts_of_speech(parse))
        numbers = {id(entity): number for number, entity in enumerate(known.entities)}
        return Annotated(
            digest=document.digest,
            language=self.code,
            annotator=self.annotator,
            version=self.version,
            sentences=sentences,
            tokens=tokens,
            quantities=reading.quantities,
            moments=reading.moments,
            names=reading.names,
            entities=known.entities,
            mentions=tuple(_mention(place, referent, numbers) for place, referent in known.referents.items()),
            attributions=said,
            claims=split.claims,
            coverage=(*split.coverage, *(Coverage(span, Covered.GAP, _TOO_LONG) for span in rest)),
            unread=(_TOO_LONG,) if rest else (),
        )

    def read(self, text: str, dated: str | None = None) -> Reading:
        """What a short text says, without parsing."""
        return read(text, dated)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What is known of English words."""
        from claimcheck.language.en.vocabulary import EnglishVocabulary

        return EnglishVocabulary()


_TOO_LONG = f"only the first {LONGEST_CHARS:,} characters are split; divide it into several articles"


def within(document: Document, most: int) -> tuple[Document, list[Span]]:
    """The first ``most`` characters of a document's blocks, the last one cut at a blank; and what is left over."""
    blocks: list[Block] = []
    rest: list[Span] = []
    end = document.blocks[0].span.start + most if document.blocks else 0
    for block in document.blocks:
        start, stop = block.span.start, block.span.end
        if stop <= end:
            blocks.append(block)
        elif start >= end:
            rest.append(block.span)
        else:
            blank = document.text.rfind(" ", start + 1, end)
            cut = blank if blank > start else end
            blocks.append(replace(block, span=Span(start, cut)))
            rest.append(Span(cut + (document.text[cut] == " "), stop))
    return (replace(document, blocks=tuple(blocks)), rest) if rest else (document, rest)


def _mention(place: Span, referent: Referent, numbers: dict[int, int]) -> Mention:
    meant: tuple[Entity, ...] = (referent.entity,) if referent.entity else referent.members
    known = tuple(numbers[id(entity)] for entity in meant if id(entity) in numbers)
    return Mention(place, referent.name, known, referent.candidates)


def _sentences(document: Document, parse: Parse, tokens: Sequence[Token]) -> Iterator[Sentence]:
    """The sentences of the prose as parsed, and those of headings and captions as the tokens show them; in order."""
    starts = [block.span.start for block in document.blocks]
    parsed = [sentence.span for sentence in parse.sentences]
    begins = [span.start for span in parsed]
    others: dict[tuple[int, int], Span] = {}
    for token in tokens:
        at = bisect_right(begins, token.start) - 1
        if at >= 0 and token.start < parsed[at].end:
            continue
        place = (bisect_right(starts, token.start) - 1, token.sentence)
        held = others.get(place, token.span)
        others[place] = Span(held.start, token.end)
    for span in sorted([*parsed, *others.values()]):
        yield Sentence(span, max(0, bisect_right(starts, span.start) - 1))


def _parts_of_speech(parse: Parse) -> dict[int, str]:
    return {
        token.idx + sentence.offset: token.pos_
        for sentence in parse.sentences
        for token in sentence.tokens
        if not token.is_space
    }


def _in_sentences(
    tokens: Sequence[Token], sentences: Sequence[Sentence], parts_of_speech: dict[int, str]
) -> tuple[Token, ...]:
    starts = [sentence.span.start for sentence in sentences]
    return tuple(
        token._replace(
            sentence=max(0, bisect_right(starts, token.start) - 1),
            part_of_speech=parts_of_speech.get(token.start, ""),
        )
        for token in tokens
    )
