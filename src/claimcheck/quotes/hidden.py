"""Whether words that a quote hides behind an ellipsis or a bracket change what it says."""

from __future__ import annotations

from collections.abc import Sequence

_NEGATIONS = frozenset(
    "no not never none nothing nobody nowhere neither nor without hardly scarcely barely cannot dont cant wont didnt"
    " isnt wasnt arent deny denies denied denying refuse refuses refused refusing fail fails failed failing lack lacks"
    " lacked unable unlikely impossible false falsely rarely seldom".split()
)
_CONDITIONS = frozenset(
    "if unless except only provided allegedly reportedly supposedly apparently perhaps maybe possibly probably".split()
)
_QUANTITIES = frozenset(
    "all most many some few several half nearly almost more less fewer least may might could would should can"
    " must".split()
)


def sense_changing_word(keys: Sequence[str]) -> str | None:
    """The first hidden word that matters to the words left standing; None where none does.

    A negation or a condition matters anywhere; a quantity or a modal verb where it stands right before the words
    that are left, or is all that is hidden.
    """
    for at, name in enumerate(keys):
        if name in _NEGATIONS or name.endswith("n't") or name in _CONDITIONS:
            return name
        near_end = at >= len(keys) - 2
        if near_end and (name in _QUANTITIES or (name[0].isdigit() and at == len(keys) - 1)):
            return name
    return None
