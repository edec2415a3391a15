"""How much and how many: a number with its unit, what is counted, and how exactly it is meant."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.language.en.lexicon.grammar import BE
from claimcheck.language.en.lexicon.numbers import (
    AMBIGUOUS_UNITS,
    BEFORE_COUNTED,
    BOUNDS,
    FALLING,
    PLURALS,
    RANKING,
    SIGNS,
    TRAILING_BOUNDS,
    UNITS,
)
from claimcheck.language.en.lexicon.people import PEOPLE, ROLES
from claimcheck.language.en.numerals import Numeral, numeral_at
from claimcheck.language.en.stems import keys_of, stem
from claimcheck.models import PEOPLE_COUNTED, Quantity, Token

_MINUS = ("-", "–")
_PLUS = ("+", "plus")
_AND_A_HALF = ("and", "a", "half")
_DEGREES = ("degrees", "celsius", "fahrenheit", "count")
_UNDER_WATER = frozenset({("below", "sea", "level"), ("under", "sea", "level"), ("beneath", "sea", "level")})
_LEADING_TO_FIGURE = frozenset(("of", "at", "to", ":"))
_GOVERNED_WITHIN = 5
"""How many tokens before an amount the word may stand that says it is a fall or a loss."""
_PEOPLE = frozenset(stem(word) for word in PEOPLE | ROLES)
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
    if found.end + 1 >= len(tokens) or found.ordinal or found.share or found.clock:
        return None
    joint = tokens[found.end].lower
    before = tokens[found.first - 1].lower if found.first else ""
    if found.end + 1 in taken:
        return None
    if joint in ("-", "–") or (joint == "to" and before != "from") or (joint == "and" and before == "between"):
        other = numeral_at(tokens, found.end + 1)
        if other and not (other.ordinal or other.share or other.clock) and other.high > found.low:
            return other
    return None


def _measured(tokens: Sequence[Token], found: Numeral, other: Numeral | None, floor: int) -> Quantity:
    first, end = found.first, (other or found).end
    low, high, step = found.low, (other or found).high, (other or found).step
    if other and other.step >= 1e3 > found.high:
        low *= other.step
    family, unit, size, end = _unit(tokens, found, end)
    if tuple(token.lower for token in tokens[end : end + 3]) == _AND_A_HALF and family != "count":
        low, high, step, end = low + 0.5, high + 0.5, 0.5, end + 3
    negative, first = _minus_inside(tokens, first, floor)
    sign = tokens[first - 1] if first > floor else None
    if sign and family == "count" and sign.lower in SIGNS and (not sign.is_word or sign.is_capital):
        unit = SIGNS[sign.lower]
        (family, size), first = UNITS[unit], first - 1
    if not negative and not other and not found.clock and not found.ordinal:
        negative, first, end = _is_negative(tokens, (first, end), floor, family)
    plus = not negative and first > floor and tokens[first - 1].lower in _PLUS and not _adds(tokens, first - 1)
    first -= plus
    governing = [token.lower for token in tokens[max(floor, first - _GOVERNED_WITHIN) : first]]
    falls = governing[-1:] not in (["to"], ["at"], ["from"]) and not FALLING.isdisjoint(governing)
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
    low, high = (-high, -low) if negative else (low, high)
    counted, head = _counted(tokens, end)
    return Quantity(
        first, end, family, unit, size, low, high, step, bound, counted, found.first, found.vague, falls, head, plus
    )


def _adds(tokens: Sequence[Token], plus: int) -> bool:
    """Whether a plus adds to what stands before it: "3 plus 4", "the fee plus 5 percent"."""
    if tokens[plus].text == "+":
        return plus > 0 and tokens[plus - 1].end == tokens[plus].start
    return plus > 0 and (tokens[plus - 1].is_figure or tokens[plus - 1].is_content)


def _minus_inside(tokens: Sequence[Token], first: int, floor: int) -> tuple[bool, int]:
    """Whether a minus stands between a money sign and its figure ("$-40"), and where the number then begins."""
    inside = first - 2 >= floor and tokens[first - 1].text in _MINUS and tokens[first - 2].lower in SIGNS
    touching = (
        inside and tokens[first - 1].end == tokens[first].start and tokens[first - 2].end == tokens[first - 1].start
    )
    return (True, first - 1) if touching else (False, first)


def _is_negative(tokens: Sequence[Token], place: tuple[int, int], floor: int, family: str) -> tuple[bool, int, int]:
    """Whether an amount is below zero, and where it then begins and ends.

    "−3 percent", "minus 3", "-€40 million", "12 degrees below zero", and the bookkeepers' "was (€40 million)".
    """
    first, end = place
    before = tokens[first - 1] if first > floor else None
    earlier = tokens[first - 2] if first >= 2 else None
    apart = (
        earlier is None or (earlier.end < (before or earlier).start and not earlier.is_figure) or earlier.text in "(["
    )
    if before is not None and before.text in _MINUS and before.end == tokens[first].start and apart:
        return True, first - 1, end
    if before is not None and before.lower in ("minus", "negative") and not (earlier and earlier.is_figure):
        return True, first - 1, end
    behind = tuple(token.lower for token in tokens[end : end + 3])
    if behind[:2] == ("below", "zero") and family in _DEGREES:
        return True, first, end + 2
    if behind in _UNDER_WATER and family == "length":
        return True, first, end + 3
    closed = end < len(tokens) and tokens[end].text == ")"
    if closed and before is not None and before.text == "(" and earlier is not None and family != "count":
        return (True, first - 1, end + 1) if earlier.lower in BE | _LEADING_TO_FIGURE else (False, first, end)
    return False, first, end


def _unit(tokens: Sequence[Token], found: Numeral, end: int) -> tuple[str, str, float, int]:
    if found.ordinal:
        return "ordinal", "", 1.0, end
    if found.share:
        return "share", "", 1.0, end
    if found.clock:
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


def _counted(tokens: Sequence[Token], end: int) -> tuple[frozenset[str], frozenset[str]]:
    """What the noun phrase behind a number, and its head, can be matched by: "13 million *studio albums* were"."""
    nouns: list[Token] = []
    for token in tokens[end : end + 7]:
        if token.is_content:
            nouns.append(token)
            if len(nouns) == 3:
                break
        elif (token.lower not in BEFORE_COUNTED and not token.is_figure) or (nouns and token.lower != "-"):
            break
    plural = [_is_plural(token.lower) for token in nouns]
    if True in plural:
        # What is counted ends with its plural: "120 *houses* burned", "30 sports *fans*".
        last = plural.index(True)
        while last + 1 < len(nouns) and plural[last + 1]:
            last += 1
        nouns = nouns[: last + 1]
    keys = [keys_of(token.lower, token.stem) for token in nouns]
    head = keys[-1] if True in plural else frozenset[str]().union(*keys)
    return frozenset[str]().union(*keys), head | ({PEOPLE_COUNTED} if nouns and nouns[-1].stem in _PEOPLE else set())


def _is_plural(word: str) -> bool:
    return word in PLURALS or (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")))
