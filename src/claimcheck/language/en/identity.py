"""Whether two names can be one person's or one thing's: the only module that answers it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from claimcheck.language.en.lexicon.organisations import CORPORATE
from claimcheck.language.en.lexicon.people import BEFORE_NAMES, FEMALE_NAMES, MALE_NAMES, PARTICLES, ROLES, SUFFIXES
from claimcheck.language.en.lexicon.places import CITY_COUNTRY, COUNTRY_OF, GOVERNMENTS
from claimcheck.models import Name
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


def same_name(claim: Name, evidence: Name) -> bool:
    """Whether two names can stand for the same: a surname, an acronym, an adjective, a part of the full name."""
    one, other = set(claim.words) - CORPORATE, set(evidence.words) - CORPORATE
    if one <= other or other <= one or not one or not other:
        return True
    if (claim.opens and set(claim.words[1:]) & other >= set(claim.words[1:]) > set()) or (
        evidence.opens and set(evidence.words[1:]) & one >= set(evidence.words[1:]) > set()
    ):
        return True
    if "".join(claim.words) == "".join(evidence.words):
        return True
    if claim.place and claim.place == evidence.place and (is_country(claim.words) or is_country(evidence.words)):
        return True
    if _government(claim.words) and _government(claim.words) == _government(evidence.words):
        return True
    if is_acronym(claim.words, evidence.words) or is_acronym(evidence.words, claim.words):
        return True
    shared = one & other
    rest_one, rest_other = one - shared, other - shared
    if claim.place and evidence.place:
        return False
    if not shared:
        return any(_spelled_alike(a, b) for a in one for b in other)
    return all(any(_is_slip(a, b) or _is_short_for(a, b) for b in rest_other) for a in rest_one)


def _government(words: Sequence[str]) -> str:
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


def _is_short_for(one: str, other: str) -> bool:
    """Whether one word of a name abbreviates the other: "J", "Rob" for "Robert"."""
    short, full = sorted((one, other), key=len)
    return full.startswith(short) and (len(short) == 1 or len(short) > 2)


def _spelled_alike(one: str, other: str) -> bool:
    """Whether two long words are one letter apart, as transliterations are ("Yevgeny", "Evgeny")."""
    return min(len(one), len(other)) >= 5 and _is_apart_by(one, other, 1)


def _is_slip(one: str, other: str) -> bool:
    """Whether two words are so near that, beside the rest of the name, one is a slip for the other.

    Short words and other first letters are other names more often: John and Joan, Karin and Marin.
    """
    shorter = min(len(one), len(other))
    return one[0] == other[0] and shorter >= 5 and _is_apart_by(one, other, 1 if shorter < 8 else 2)


def _is_apart_by(one: str, other: str, letters: int) -> bool:
    """Whether two words are at most so many letters apart, two that changed places counting as one."""
    if abs(len(one) - len(other)) > letters:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=letters) <= letters
