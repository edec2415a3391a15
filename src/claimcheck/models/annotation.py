"""A document with all that its language says about it; made once, and kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from claimcheck.models.claims import Claim, Coverage, SplitArticle, identified
from claimcheck.models.documents import Document, Span
from claimcheck.models.reading import Moment, Name, Quantity, Token
from claimcheck.models.speech import Attribution


class Sentence(NamedTuple):
    """A sentence of a document.

    Attributes:
        span: its place, without blanks at either end.
        block: the number of the block it stands in.
    """

    span: Span
    block: int


class EntityKind(StrEnum):
    """What kind of thing is named."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    DOCUMENT = "document"
    IMAGERY = "imagery"
    DATA = "data"
    EVENT = "event"
    OTHER = "other"


class Gender(StrEnum):
    """Which pronouns the text would use for a person."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, place or thing, with every place where the document speaks of it.

    Attributes:
        name: the fullest name, without title and without "the"; for what has no name, the words of its first mention.
        kind: what it is.
        role: the role as the document words it ("senior fellow at the Policy Center for the New South").
        affiliation: the organisation inside that role, where one is named.
        gender: of a person, as far as titles, nouns, first names and pronouns tell.
        plural: several people or things spoken of as one.
        named: whether the document gives a proper name.
        definite: whether the name takes "the" in a sentence ("the Wagner Group").
        mentions: where the document speaks of it, in order; names, descriptions and pronouns alike.
    """

    name: str
    kind: EntityKind
    role: str | None = None
    affiliation: str | None = None
    gender: Gender = Gender.UNKNOWN
    plural: bool = False
    named: bool = True
    definite: bool = False
    mentions: tuple[Span, ...] = ()

    @property
    def words(self) -> str:
        """The name as it stands inside a sentence."""
        return f"the {self.name}" if self.definite else self.name


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to somebody or something.

    Attributes:
        span: those words.
        name: the likeliest antecedent, as it stands inside a sentence ("the Wagner Group", "Dmitry Peskov").
        entities: the numbers of the entities meant, in ``Annotated.entities``; several for "both", none for what the
            document never names.
        candidates: when more than one antecedent is possible, all of them, likeliest first; else empty.
    """

    span: Span
    name: str
    entities: tuple[int, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotated:
    """What a language says about a document; all spans count in the document's text.

    Attributes:
        digest: the document's.
        language: the code of the document's language ("en").
        annotator, version: who annotated it, and which edition of them: the same two say the same of the same text.
        sentences: in text order.
        tokens: in text order; ``Token.sentence`` is a number in ``sentences``.
        quantities, moments, names: what is counted, dated and named; their tokens are numbers in ``tokens``.
        entities: who and what is spoken of, in order of first mention.
        mentions: what words refer to, in text order.
        attributions: who says what.
        claims, coverage: what the text claims, and what became of its every sentence.
        unread: what the annotator could not read, each a line for the user.
    """

    digest: str
    language: str
    annotator: str
    version: str
    sentences: tuple[Sentence, ...] = ()
    tokens: tuple[Token, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    moments: tuple[Moment, ...] = ()
    names: tuple[Name, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    unread: tuple[str, ...] = ()

    def attributions_in(self, window: Span) -> tuple[Attribution, ...]:
        """Who says something that stands, wholly or in part, in ``window``."""
        return tuple(said for said in self.attributions if any(span.meets(window) for span in said.content))

    def sentences_in(self, window: Span) -> tuple[Sentence, ...]:
        """The sentences that share a character with ``window``."""
        return tuple(sentence for sentence in self.sentences if sentence.span.meets(window))

    def split(self, document: Document) -> SplitArticle:
        """The document, which is the one annotated, taken apart into its claims."""
        return SplitArticle(document, identified(self.claims, document.digest), self.coverage, self.unread)
