"""Whether two names can be one person's, and what a name stands for.

Whether two names read from texts can stand for the same is asked of their values, by ``comparison.naming``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from claimcheck.language.en.lexicon.people import BEFORE_NAMES, FEMALE_NAMES, MALE_NAMES, PARTICLES, ROLES, SUFFIXES
from claimcheck.language.en.lexicon.places import CITY_COUNTRY, COUNTRY_OF, GOVERNMENTS
from claimcheck.text import words

SMALL_WORDS = PARTICLES | frozenset("of the for and & a".split())
_TITLES = (BEFORE_NAMES | ROLES) - FEMALE_NAMES - MALE_NAMES


def person_words(name: str) -> list[str]:
    """The words of a person's name, folded, without the title before it and the suffix behind it."""
    found = [word.text.removesuffix("'s").replace(".", "") for word in words(name)]
    title = max((at + 1 for at, word in enumerate(found[:-1]) if word in _TITLES), default=0)
    bare = [word for word in found[title:] if word not in SUFFIXES and word not in ("of", "the", "for", "a")]
    return bare or found


def same_person(one: str, other: str) -> bool:
    """Whether two names can be one person's: the same surname, and no first names that differ."""
    left, right = person_words(one), person_words(other)
    if not left or not right:
        return True
    if left[-1] != right[-1]:
        return set(left) <= set(right) or set(right) <= set(left)
    if len(left) == 1 or len(right) == 1:
        return True
    return left[0] == right[0] or (1 in (len(left[0]), len(right[0])) and left[0][0] == right[0][0])


def country(words: Sequence[str]) -> str:
    """The country that a name stands for: its own, an adjective's, or a city's; "" when the gazetteer has none."""
    whole = " ".join(words)
    return COUNTRY_OF.get(whole) or CITY_COUNTRY.get(whole, "")


def is_country(words: Sequence[str]) -> bool:
    """Whether the words name a country rather than a town in it."""
    return " ".join(words) in COUNTRY_OF


def government(words: Sequence[str]) -> str:
    """The country that a name can stand for, by itself or by its seat of government; "" where there is none."""
    whole = " ".join(words)
    return GOVERNMENTS.get(whole) or COUNTRY_OF.get(whole, "")


def is_acronym(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether the one word of ``short`` is made of the first letters of ``full``: "UN" and "United Nations"."""
    return (
        len(short) == 1 and len(full) > 1 and short[0].replace(".", "") in (initials(full), initials(full, SMALL_WORDS))
    )


def initials(words: Sequence[str], without: Collection[str] = ()) -> str:
    """The first letters of words, some words left out."""
    return "".join(word[0] for word in words if word not in without)
