"""Whether words that a quote hides behind an ellipsis or a bracket change what it says."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.language.en.lexicon.polarity import DENYING_VERBS, NEGATIONS
from claimcheck.wordlists import WordLists

_LISTS = WordLists(__file__)


def sense_changing_word(keys: Sequence[str]) -> str | None:
    """The first hidden word that matters to the words left standing; None where none does.

    A negation or a condition matters anywhere; a quantity or a modal verb where it stands right before the words
    that are left, or is all that is hidden.
    """
    for at, name in enumerate(keys):
        if name in NEGATIONS or name in DENYING_VERBS or name.endswith("n't") or name in _LISTS["anywhere"]:
            return name
        near_end = at >= len(keys) - 2
        if near_end and (name in _LISTS["beside"] or (name[0].isdigit() and at == len(keys) - 1)):
            return name
    return None
