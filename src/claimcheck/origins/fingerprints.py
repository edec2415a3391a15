"""All that two documents are compared by, made once a document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from claimcheck.models import Document
from claimcheck.origins.credits import Credit, Credited, credit, ends, house, is_release
from claimcheck.origins.groups import Member
from claimcheck.origins.sketches import facts
from claimcheck.origins.telling import Telling, story, telling
from claimcheck.origins.vocabulary import phrases

_COMMONEST = 20


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What two documents are compared by.

    Attributes:
        telling: its story as words.
        facts: the names and figures in it.
        house: who published it, under one name; None when not known.
        credit: the agency it names as where it comes from.
        is_release: whether it says that it is a press release.
        says_republished, says_translated: whether it says so of itself.
        commonest: its commonest words, which tell its language.
        leads_to: the addresses that it links to.
    """

    document: Document
    telling: Telling
    facts: frozenset[str]
    house: str | None
    credit: Credit | None
    is_release: bool
    says_republished: bool
    says_translated: bool
    commonest: frozenset[str]
    leads_to: frozenset[str]

    @property
    def agency(self) -> str | None:
        """The agency that the whole text is credited to."""
        return _agency(self.credit)


def fingerprint(document: Document) -> Fingerprint:
    """What ``document`` is compared by."""
    told = telling(document)
    head, tail = ends(document)
    around = f"{head.of(document.text)}\n{tail.of(document.text)}".lower()
    return Fingerprint(
        document=document,
        telling=told,
        facts=facts(document),
        house=house(document),
        credit=credit(document),
        is_release=is_release(document),
        says_republished=bool(phrases("republications").search(around)),
        says_translated=bool(phrases("translations").search(around)),
        commonest=frozenset(word for word, _ in Counter(told.words).most_common(_COMMONEST)),
        leads_to=frozenset(link.url for link in document.links),
    )


def answering(document: Document) -> str | None:
    """The house that answers for the words of ``document``: the agency credited, else who published it."""
    return _agency(credit(document)) or house(document)


def member(identity: str, document: Document) -> Member:
    """A document as far as choosing an origin needs it."""
    return Member(identity, house(document), _agency(credit(document)), document.published, len(story(document)))


def _agency(credited: Credit | None) -> str | None:
    return credited.house if credited and credited.how is not Credited.CONTRIBUTION else None
