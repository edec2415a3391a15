"""The number of verbs."""

from __future__ import annotations

_IRREGULAR = {
    "are": "is",
    "were": "was",
    "have": "has",
    "do": "does",
    "go": "goes",
    "'re": "is",
    "’re": "is",
    "'ve": "has",
}


def singular(plural: str) -> str:
    """The third person singular of a verb in the plural, in lower case: "has" for "have", "relies" for "rely"."""
    if plural in _IRREGULAR:
        return _IRREGULAR[plural]
    if plural.endswith("y") and plural[-2:-1] not in "aeiou":
        return f"{plural[:-1]}ies"
    return plural + ("es" if plural.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
