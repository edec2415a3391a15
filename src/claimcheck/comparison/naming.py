"""Whether two names can stand for the same."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from claimcheck.models import Name


def same(claim: Name, evidence: Name) -> bool:
    """Whether two names can stand for the same: a surname, an acronym, an adjective, a part of the full name."""
    one, other = claim.distinctive, evidence.distinctive
    if one <= other or other <= one or not one or not other:
        return True
    if (claim.opens and set(claim.words[1:]) & other >= set(claim.words[1:]) > set()) or (
        evidence.opens and set(evidence.words[1:]) & one >= set(evidence.words[1:]) > set()
    ):
        return True
    if "".join(claim.words) == "".join(evidence.words):
        return True
    if claim.place and claim.place == evidence.place and (claim.is_country or evidence.is_country):
        return True
    if claim.government and claim.government == evidence.government:
        return True
    if _is_acronym(claim, evidence) or _is_acronym(evidence, claim):
        return True
    shared = one & other
    rest_one, rest_other = one - shared, other - shared
    if claim.place and evidence.place:
        return False
    if not shared:
        return any(_spelled_alike(a, b) for a in one for b in other)
    return all(any(_is_slip(a, b) or _is_short_for(a, b) for b in rest_other) for a in rest_one)


def _is_acronym(short: Name, full: Name) -> bool:
    """Whether the one word of a name is made of the first letters of another: "UN" and "United Nations"."""
    return len(short.words) == 1 and short.words[0].replace(".", "") in full.initials


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
    return OSA.distance(one, other, score_cutoff=letters) <= letters
