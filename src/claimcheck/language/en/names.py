"""Names as capital letters show them."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.language.en.identity import SMALL_WORDS, country, government, initials, is_country
from claimcheck.language.en.lexicon.calendar import MONTHS, WEEKDAYS
from claimcheck.language.en.lexicon.grammar import FUNCTION
from claimcheck.language.en.lexicon.organisations import CORPORATE
from claimcheck.language.en.lexicon.people import BEFORE_NAMES
from claimcheck.language.en.numerals import is_in_name
from claimcheck.models import Name, Token

_JOINTS = frozenset("of the de la le du van von der den bin ibn al el and & for in - ' 's".split())


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
    return Name(
        *(at, end, words, place),
        certain=not alone or bool(place),
        opens=first.first,
        is_country=is_country(words),
        government=government(words),
        distinctive=frozenset(words) - CORPORATE,
        initials=frozenset({initials(words), initials(words, SMALL_WORDS)}) if len(words) > 1 else frozenset(),
    )
