"""One key for the American and the British spelling of a word."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from claimcheck.wordlists import WordLists

_LISTS = WordLists(__file__)
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})

_STEMS = _LISTS.pairs("stems")
_STEM = re.compile(f"(un|re|dis|mis|pre|over|ortho)?({'|'.join(sorted(_STEMS, key=len, reverse=True))})")


def _either(name: str) -> str:
    return "|".join(sorted(_LISTS[name]))


_END = r"(?=(?:'s)?$)"
_RULES = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (rf"({_either('our')})our", r"\1or"),
        (rf"^((?:un|re|out|mis)?(?:{_either('doubled')}))l(ed|ings?|ers?|ors?|ous|ists?|y|ery){_END}", r"\1\2"),
        (rf"({_either('re')})re(s|d)?{_END}", r"\1er\2"),
        (rf"([a-z]{{3}})is(e[ds]?|ers?|ing|ations?|ational|able){_END}", r"\1iz\2"),
        (rf"(al|ro|ly)ys(e[ds]?|ers?|ing){_END}", r"\1yz\2"),
        (rf"([a-z]{{2}}og)u(?:e(s?)|(?=ed|ing)){_END}", r"\1\2"),
        (rf"(def|off|pret|lic)ence([sd]?){_END}", r"\1ense\2"),
        (r"^(enrol|fulfil|instil|distil|enthral|appal)(s?)$", r"\1l\2"),
        (rf"(advis|protest)or(s?){_END}", r"\1er\2"),
        (r"^(for|back|in|out|up|down|home|on|after|to|east|west|north|south)wards$", r"\1ward"),
    )
)

_PAIRS = _LISTS.pairs("words")


@lru_cache(maxsize=32768)
def key(word: str) -> str:
    """The key of a folded word: without accents and dots, in American spelling; equal keys mean the same word."""
    if not word.isascii():
        bare = unicodedata.normalize("NFD", word.translate(_LETTERS))
        word = "".join(c for c in bare if unicodedata.category(c) != "Mn") or word
    if not (word[0].isalpha() and word[-1].isalpha()):
        return word
    word = word.replace(".", "")
    word = _PAIRS.get(word, word)
    stem = _STEM.match(word)
    if stem:
        word = (stem[1] or "") + _STEMS[stem[2]] + word[stem.end() :]
    for pattern, new in _RULES:
        word = pattern.sub(new, word)
    return word
