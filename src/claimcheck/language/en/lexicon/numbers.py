"""Number words, scales, fractions and units, and words that say how many without a figure."""

from __future__ import annotations

from claimcheck.wordlists import WordLists

_LISTS = WordLists(__file__)
_TENS = _LISTS.tables["tens"].split()

CARDINALS: dict[str, int] = {word: value for value, word in enumerate(_LISTS.tables["cardinals"].split())} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
ORDINALS: dict[str, int] = (
    {word: value for value, word in enumerate(_LISTS.tables["ordinals"].split(), start=1)}
    | {f"{word[:-1]}ieth": 10 * value for value, word in enumerate(_TENS, start=2)}
    | {"hundredth": 100}
)
SCALES: dict[str, float] = {word: float(value) for word, value in _LISTS.tables["scales"].items()}
SHORT_SCALES = _LISTS["short_scales"]
FRACTIONS: dict[str, float] = {word: 1 / whole for word, whole in _LISTS.tables["fractions"].items()}
VAGUE: dict[str, tuple[float, float]] = {word: tuple(ends) for word, ends in _LISTS.tables["vague"].items()}
QUANTIFIERS: dict[str, tuple[float, float]] = {word: tuple(ends) for word, ends in _LISTS.tables["quantifiers"].items()}
STRICT_QUANTIFIERS = _LISTS["strict_quantifiers"]
QUANTIFIER_SENSES = {name: frozenset(words.split()) for name, words in _LISTS.tables["quantifier_senses"].items()}
BOUNDS = _LISTS.by_phrase("bounds")
RANKING = _LISTS.by_phrase("ranking")
TRAILING_BOUNDS = _LISTS.by_phrase("trailing_bounds")
BEFORE_COUNTED = _LISTS["before_counted"]
PLURALS = _LISTS["plurals"]
SUMMING = _LISTS["summing"]

UNITS: dict[str, tuple[str, float]] = {
    unit: (family, size) for family, units in _LISTS.tables["units"].items() for unit, size in units.items()
}
"""By the unit in the singular: family, and how many of the family's base one of it is."""
FALLING = _LISTS["falling"]
AMBIGUOUS_UNITS = _LISTS["ambiguous_units"]
SIGNS: dict[str, str] = _LISTS.tables["signs"]
