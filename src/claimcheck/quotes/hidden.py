"""Whether words that a quote hides behind an ellipsis or a bracket change what it says."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.language import vocabulary
from claimcheck.quotes.coding import Coded
from claimcheck.quotes.edges import cut_behind, sentence_start
from claimcheck.wordlists import WordLists

_LISTS = WordLists(__file__)
_RELATIVE = frozenset({"who", "which", "whose", "whom", "where"})


def hidden_change(text: Coded, first: int, last: int) -> str | None:
    """What changes the sense of the words around units ``first`` to ``last``, which a quote hides; None where nothing.

    Whole sentences and relative clauses between commas stand for themselves; a sentence may still limit the one
    before it.
    """
    begun = [at for at in range(first, last + 1) if text.begins_sentence(at)]
    if not begun:
        clause = text.units[first].key in _RELATIVE and "," in text.between(first) and "," in text.between(last)
        return None if clause else sense_changing_word([unit.key for unit in text.units[first:last]])
    before = sense_changing_word([unit.key for unit in text.units[first : begun[0]]], beside=False)
    changing = before or sense_changing_word([unit.key for unit in text.units[begun[-1] : last]])
    if changing:
        return changing
    limiting = cut_behind(text, sentence_start(text, first - 1), first) if first else []
    return limiting[0].words.split()[0] if limiting else None


def sense_changing_word(keys: Sequence[str], beside: bool = True) -> str | None:
    """The first hidden word that matters to the words left standing; None where none does.

    A negation or a condition matters anywhere; a quantity or a modal verb where it stands right before the words
    that are left, or is all that is hidden, so only where some are left ``beside`` the last of the keys.
    """
    for at, name in enumerate(keys):
        if name in vocabulary().negating or name.endswith("n't") or name in _LISTS["anywhere"]:
            return name
        near_end = beside and at >= len(keys) - 2
        if near_end and (name in _LISTS["beside"] or (name[0].isdigit() and at == len(keys) - 1)):
            return name
    return None
