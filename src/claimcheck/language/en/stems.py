"""Stems of English words: enough to see that two words are forms of one."""

from __future__ import annotations

from functools import lru_cache

from claimcheck.language.en.lexicon.irregular import IRREGULAR
from claimcheck.language.en.lexicon.places import COUNTRY_OF
from claimcheck.language.en.lexicon.synonyms import GROUPS


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a lower-case word, with its inflection taken off ("planned", "plans" and "planning" give "plan")."""
    word = IRREGULAR.get(word, word)
    if len(word) < 4 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "i"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        kept = word[: -len(ending)]
        if word.endswith(ending) and len(kept) >= 3 and any(letter in "aeiouy" for letter in kept):
            word = kept[:-1] if kept[-1] == kept[-2] and kept[-1] not in "lsz" else kept
            break
    if word.endswith("y") and len(word) > 3:
        return word[:-1] + "i"
    return word.removesuffix("e") if len(word) > 3 else word


def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, group in enumerate(GROUPS):
        for word in group:
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


SYNONYMS = _groups()
"""Per stem, the groups of words that it may stand for."""


@lru_cache(maxsize=65536)
def keys_of(word: str, stem: str) -> frozenset[str]:
    """What a word can be matched by."""
    if not word[0].isalpha():
        return frozenset({word})
    found = {stem}
    found.update(f"group:{number}" for number in SYNONYMS.get(stem, ()))
    if word in COUNTRY_OF:
        found.add(f"country:{COUNTRY_OF[word]}")
    return frozenset(found)
