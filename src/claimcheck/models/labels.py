"""The words that people read for the values that programs read."""

from __future__ import annotations

_LABELS = {
    "related": "partly found",
    "unchecked": "not checked",
    "presupposition": "taken for granted",
}

QUESTIONS = {"said": "quote accurate?", "so": "fact true?"}
"""The two questions about a claim."""


def label(value: str) -> str:
    """What people read for a value of an enum: a word of its own, or the value with blanks."""
    return _LABELS.get(value) or value.replace("_", " ")
