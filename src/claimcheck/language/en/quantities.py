"""How much and how many: a number with its unit, what is counted, and how exactly it is meant."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.language.en.lexicon.numbers import (
    AMBIGUOUS_UNITS,
    BOUNDS,
    RANKING,
    SIGNS,
    TRAILING_BOUNDS,
    UNITS,
)
from claimcheck.language.en.numerals import Numeral, is_clock, numeral_at
from claimcheck.language.en.stems import keys_of
from claimcheck.models import Quantity, Token

_DETERMINERS = frozenset("the its their his her".split())
_TURNED = {"more": "less", "less": "more", "least": "most"}


def quantities(tokens: Sequence[Token], taken: set[int]) -> tuple[Quantity, ...]:
    """The quantities among ``tokens``, in order; ``taken`` names tokens that belong to dates."""
    out: list[Quantity] = []
    at = 0
    while at < len(tokens):
        found = None if at in taken else numeral_at(tokens, at)
        if found is None or _is_pronoun(tokens, found):
            at += 1
            continue
        other = _other_end(tokens, found, taken)
        quantity = _measured(tokens, found, other, out[-1].end if out else 0)
        out.append(quantity)
        at = max(quantity.end, found.end)
    return tuple(out)


def _is_pronoun(tokens: Sequence[Token], found: Numeral) -> bool:
    """Whether it is the "one" of "one of the" or "no one", the "once" of "at once", "second only"."""
    word = tokens[found.first].lower
    if found.end - found.first > 1:
        return False
    after = tokens[found.end] if found.end < len(tokens) else None
    before = tokens[found.first - 1].lower if found.first else ""
    if word == "one":
        return after is None or not after.is_content or before in ("no", "the", "this", "that", "another", "any")
    if word in ("once", "scores", "pair"):
        return word != "pair" and (after is None or after.lower != "of")
    return word in ("hundred", "thousand") and before in ("several", "few")


def _other_end(tokens: Sequence[Token], found: Numeral, taken: set[int]) -> Numeral | None:
    """The upper end of "3 to 5", "3-5" and "between 3 and 5"."""
    if found.end + 1 >= len(tokens) or found.ordinal or found.share:
        return None
    joint = tokens[found.end].lower
    before = tokens[found.first - 1].lower if found.first else ""
    if found.end + 1 in taken:
        return None
    if joint in ("-", "–") or (joint == "to" and before != "from") or (joint == "and" and before == "between"):
        other = numeral_at(tokens, found.end + 1)
        if other and not other.ordinal and not other.share and other.high > found.low:
            return other
    return None


def _measured(tokens: Sequence[Token], found: Numeral, other: Numeral | None, floor: int) -> Quantity:
    first, end = found.first, (other or found).end
    low, high, step = found.low, (other or found).high, (other or found).step
    if other and other.step >= 1e3 > found.high:
        low *= other.step
    family, unit, size, end = _unit(tokens, found, end)
    sign = tokens[first - 1] if first > floor else None
    if sign and family == "count" and sign.lower in SIGNS and (not sign.is_word or sign.is_capital):
        unit = SIGNS[sign.lower]
        (family, size), first = UNITS[unit], first - 1
    bound, first = _bound_before(tokens, first, floor)
    if not bound or bound == "exact":
        trailing, end = _bound_after(tokens, end)
        bound = trailing or bound
    if found.about and bound in ("", "exact"):
        bound = "about"
    if tokens[first].lower == "top":
        family, bound = "ordinal", "most"
    elif family == "count" and first and tokens[first - 1].lower in ("number", "no", "#"):
        family = "ordinal"
        bound, first = _bound_before(tokens, first - 1, floor)
    if family == "ordinal" and not found.vague:
        bound, first = _rank_bound(tokens, bound, first, floor)
    return Quantity(
        first, end, family, unit, size, low, high, step, bound, _counted(tokens, end), found.first, found.vague
    )


def _unit(tokens: Sequence[Token], found: Numeral, end: int) -> tuple[str, str, float, int]:
    if found.ordinal:
        return "ordinal", "", 1.0, end
    if found.share:
        return "share", "", 1.0, end
    if is_clock(tokens, found.first + 1):
        return "clock", "", 1.0, end
    at = end + (1 if end < len(tokens) and tokens[end].lower == "-" else 0)
    if at >= len(tokens):
        return "count", "", 1.0, end
    word = tokens[at].lower
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if word == "per" and after == "cent":
        return "share", "%", 0.01, at + 2
    if f"{word} {after}" in UNITS:
        unit = f"{word} {after}"
        return *_named(unit), at + 2
    if word == "square" and after:
        return "count", "", 1.0, end
    if word in ("degree", "degrees", "°"):
        scale = {"c": "celsius", "f": "fahrenheit"}.get(after, after)
        return (*_named(scale), at + 2) if scale in UNITS else ("degrees", "degree", 1.0, at + 1)
    for form in (word, word.removesuffix("s"), word.removesuffix("es")):
        if form in UNITS and not (form in AMBIGUOUS_UNITS and form == word):
            return *_named(form), at + 1
    if word == "m" and tokens[at].text == "m":
        return "length", "metre", 1.0, at + 1
    return "count", "", 1.0, end


def _named(unit: str) -> tuple[str, str, float]:
    family, size = UNITS[unit]
    return family, unit, size


def _bound_before(tokens: Sequence[Token], first: int, floor: int) -> tuple[str, int]:
    start = first
    if start > floor and tokens[start - 1].lower in ("the", "a", "an", "top"):
        top = tokens[start - 1].lower == "top"
        if top:
            return "most", start - 1
    for length in (4, 3, 2, 1):
        if start - length >= floor:
            phrase = tuple(token.lower for token in tokens[start - length : start])
            bound = BOUNDS.get(phrase)
            if bound:
                return bound, start - length
    return "", first


def _rank_bound(tokens: Sequence[Token], bound: str, first: int, floor: int) -> tuple[str, int]:
    """The bound of a place in an order: "below sixth" is a larger number, "ahead of the third" a smaller one."""
    start = first - 1 if first > floor and tokens[first - 1].lower in _DETERMINERS else first
    if not bound:
        bound, first = _bound_before(tokens, start, floor)
    if bound:
        return _TURNED.get(bound, bound), first
    for length in (2, 1):
        phrase = tuple(token.lower for token in tokens[max(floor, start - length) : start])
        if phrase in RANKING:
            return RANKING[phrase], start - length
    return "", first


def _bound_after(tokens: Sequence[Token], end: int) -> tuple[str, int]:
    for length in (2, 1):
        phrase = tuple(token.lower for token in tokens[end : end + length])
        if phrase in TRAILING_BOUNDS:
            return TRAILING_BOUNDS[phrase], end + len(phrase)
    return "", end


def _counted(tokens: Sequence[Token], end: int) -> frozenset[str]:
    """What the noun phrase behind a number can be matched by: "13 million *studio albums* were"."""
    nouns: list[Token] = []
    for token in tokens[end : end + 7]:
        if token.is_content:
            nouns.append(token)
            if len(nouns) == 3:
                break
        elif token.lower not in ("of", "the", "a", "-", "more", "other", "such", "its", "their") or (
            nouns and token.lower != "-"
        ):
            break
    return frozenset[str]().union(*(keys_of(token.lower, token.stem) for token in nouns))
