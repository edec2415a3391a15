"""What kind of thing a common noun names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.language.en.lexicon.organisations import ORGANISATION_NOUNS
from claimcheck.language.en.lexicon.people import NO_ROLES, PEOPLE, ROLE_ENDINGS, ROLES
from claimcheck.language.en.lexicon.places import DEMONYMS, PLACE_NOUNS
from claimcheck.language.en.lexicon.sources import DATA_NOUNS, DOCUMENT_NOUNS, IMAGERY_NOUNS
from claimcheck.models import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS = (
    (IMAGERY_NOUNS, EntityKind.IMAGERY),
    (DATA_NOUNS, EntityKind.DATA),
    (DOCUMENT_NOUNS, EntityKind.DOCUMENT),
    (ORGANISATION_NOUNS, EntityKind.ORGANISATION),
    (ROLES, EntityKind.PERSON),
    (PEOPLE, EntityKind.PERSON),
    (PLACE_NOUNS, EntityKind.PLACE),
)


def kind_of(noun: Token) -> EntityKind:
    """The kind that a noun names, by its form in the text ("figures") before its dictionary form."""
    for word in (noun.lower_, noun.lemma_.lower()):
        for nouns, kind in _NOUNS:
            if word in nouns:
                return kind
    word = noun.lemma_.lower()
    people = noun.lower_.endswith("s") and noun.lower_.removesuffix("s") in DEMONYMS
    person = people or (word.endswith(ROLE_ENDINGS) and word not in NO_ROLES)
    return EntityKind.PERSON if person else EntityKind.OTHER
