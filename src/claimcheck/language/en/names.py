"""Names as capital letters show them, and whether two name the same."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.language.en.lexicon.calendar import MONTHS, WEEKDAYS
from claimcheck.language.en.lexicon.grammar import FUNCTION
from claimcheck.language.en.lexicon.organisations import CORPORATE
from claimcheck.language.en.lexicon.people import BEFORE_NAMES
from claimcheck.language.en.lexicon.places import CITY_COUNTRY, COUNTRY_OF, GOVERNMENTS
from claimcheck.language.en.numerals import is_in_name
from claimcheck.models import Name, Token

_JOINTS = frozenset("of the de la le du van von der den bin ibn al el and & for in - ' 's".split())


def country(words: Sequence[str]) -> str:
    """The country that a name stands for: its own, an adjective's, or a city's; "" when the gazetteer has none."""
    whole = " ".join(words)
    return COUNTRY_OF.get(whole) or CITY_COUNTRY.get(whole, "")


def is_country(words: Sequence[str]) -> bool:
    """Whether the words name a country rather than a town in it."""
    return " ".join(words) in COUNTRY_OF


def names(tokens: Sequence[Token], taken: set[int]) -> tuple[Name, ...]:
    """The names among ``tokens``, in order; ``taken`` names tokens that belong to dates and quantities."""
    out: list[Name] = []
    lower_here = {token.lower for token in tokens if token.is_word and not token.is_capital}
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if not _starts(token, taken):
            at += 1
            continue
        end = _end(tokens, at, taken)
        while at < end - 1 and tokens[at].lower in FUNCTION and tokens[at].first:
            at += 1
        name = _name(tokens, at, end, lower_here)
        if name:
            out.append(name)
        at = end
    return tuple(out)


def _starts(token: Token, taken: set[int]) -> bool:
    if not token.is_word or not token.is_capital or token.at in taken:
        return False
    word = token.lower
    if word in FUNCTION and (word not in ("us", "it", "the") or token.first or word == "the" or token.text != "US"):
        return False
    return word not in MONTHS and word not in WEEKDAYS


def _end(tokens: Sequence[Token], at: int, taken: set[int]) -> int:
    end = at + 1
    while end < len(tokens):
        if tokens[end].is_figure and end not in taken and is_in_name(tokens, end):
            end += 1
            continue
        ahead = end
        while ahead < min(len(tokens), end + 3) and tokens[ahead].lower in _JOINTS and not tokens[ahead].is_capital:
            ahead += 1
        if ahead >= len(tokens) or not _starts(tokens[ahead], taken) or tokens[ahead].first:
            initial = tokens[end].lower == "." and len(tokens[end - 1].text) == 1
            if initial and end + 1 < len(tokens) and tokens[end + 1].is_capital:
                end += 1
                continue
            return end
        between = [token.lower for token in tokens[end:ahead]]
        if "and" in between or "in" in between or "for" in between or "'s" in between:
            return end
        end = ahead + 1
    return end


def _name(tokens: Sequence[Token], at: int, end: int, lower_here: set[str]) -> Name | None:
    part = tokens[at:end]
    words = tuple(token.lower for token in part if token.lower not in _JOINTS and token.lower[0].isalnum())
    while len(words) > 1 and words[0] in BEFORE_NAMES:
        words = words[1:]
    if not words or all(word in FUNCTION and word != "us" for word in words):
        return None
    first = tokens[at]
    alone = len(words) == 1 and first.first
    if alone and (words[0] in lower_here or words[0] in FUNCTION):
        return None
    place = country(words)
    return Name(at, end, words, place, certain=not alone or bool(place), opens=first.first)


def same(claim: Name, evidence: Name) -> bool:
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
    if _acronym(claim.words, evidence.words) or _acronym(evidence.words, claim.words):
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


def _acronym(short: Sequence[str], full: Sequence[str]) -> bool:
    if len(short) != 1 or len(full) < 2:
        return False
    letters = short[0].replace(".", "")
    return letters == "".join(word[0] for word in full)


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
