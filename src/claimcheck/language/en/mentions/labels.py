"""What the language model's name recogniser says about words whose kind is open: the only place that asks it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claimcheck.language.en.parsing import Parse
from claimcheck.models import EntityKind

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


def hints(parse: Parse, words: Sequence[tuple[int, Token]]) -> list[EntityKind | None]:
    """The kind of name that the recogniser sees at each token, given with the number of its sentence; None for none."""
    names = parse.names({sentence for sentence, _ in words})
    return [_KINDS.get(names[sentence][token.i - parse.sentences[sentence].tokens.start]) for sentence, token in words]
