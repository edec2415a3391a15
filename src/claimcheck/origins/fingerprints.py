"""All that two documents are compared by, made once a document, and only what is asked for."""

from __future__ import annotations

from array import array
from collections import Counter
from functools import cached_property

from claimcheck.models import Document
from claimcheck.origins import credits as crediting
from claimcheck.origins import minhash
from claimcheck.origins.credits import Credit, Credited
from claimcheck.origins.groups import Member
from claimcheck.origins.story import StoryWords, places, story, story_words
from claimcheck.origins.vocabulary import said

_COMMONEST = 20


class Fingerprint:
    """What a document is compared by; everything is worked out when it is first asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def story(self) -> StoryWords:
        """Its story as words."""
        return story_words(self.document)

    @cached_property
    def places(self) -> array[int]:
        """Where the words of its story begin and end in its text: two numbers a word."""
        return places(self.document)

    @cached_property
    def words(self) -> list[str]:
        """The words of its story."""
        return story(self.document)

    @cached_property
    def facts(self) -> frozenset[str]:
        """The names and figures in it."""
        return minhash.facts(self.document)

    @cached_property
    def house(self) -> str | None:
        """Who published it, under one name; None when not known."""
        return crediting.house(self.document)

    @cached_property
    def credit(self) -> Credit | None:
        """The agency it names as where it, or a part of it, comes from."""
        return crediting.credit(self.document)

    @property
    def agency(self) -> str | None:
        """The agency that the whole text is credited to."""
        return self.credit.house if self.credit and self.credit.how is not Credited.CONTRIBUTION else None

    @property
    def answering(self) -> str | None:
        """The house that answers for its words: the agency credited, else who published it."""
        return self.agency or self.house

    @cached_property
    def is_release(self) -> bool:
        """Whether it says that it is a press release."""
        return crediting.is_release(self.document)

    @cached_property
    def around(self) -> str:
        """Its beginning and its end in lower case, where a text says where it comes from."""
        return "\n".join(span.of(self.document.text) for span in crediting.ends(self.document)).lower()

    @property
    def says_republished(self) -> bool:
        """Whether it says that it was published elsewhere before."""
        return said(self.around, "republications") is not None

    @property
    def says_translated(self) -> bool:
        """Whether it says that it is a translation."""
        return said(self.around, "translations") is not None

    @cached_property
    def commonest(self) -> frozenset[str]:
        """Its commonest words, names left out, which show its language."""
        counted = Counter(word for word in self.story.words if word not in self.facts and not word.isdecimal())
        return frozenset(word for word, _ in counted.most_common(_COMMONEST))

    @cached_property
    def leads_to(self) -> frozenset[str]:
        """The addresses that it links to."""
        return frozenset(link.url for link in self.document.links)

    def member(self, identity: str) -> Member:
        """The document as far as choosing an origin needs it, under the name ``identity``."""
        return Member(identity, self.house, self.agency, self.document.published, len(self.words))
