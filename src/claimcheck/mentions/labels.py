"""What the language model's name recogniser says about a token: a hint, and the only place that asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.mentions.entities import EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_KINDS = {
    "PERSON": EntityKind.PERSON,
    "ORG": EntityKind.ORGANISATION,
    "GPE": EntityKind.PLACE,
    "LOC": EntityKind.PLACE,
    "FAC": EntityKind.PLACE,
    "EVENT": EntityKind.EVENT,
    "LAW": EntityKind.DOCUMENT,
    "WORK_OF_ART": EntityKind.OTHER,
    "PRODUCT": EntityKind.OTHER,
}


def hint(token: Token) -> EntityKind | None:
    """The kind of name that the recogniser sees here; None when it sees none, or was not run."""
    return _KINDS.get(token.ent_type_)


def continues(token: Token) -> bool:
    """Whether the recogniser reads ``token`` as the second or a later word of a name."""
    return token.ent_iob_ == "I" and token.ent_type_ in _KINDS
