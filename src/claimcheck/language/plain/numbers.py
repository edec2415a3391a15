"""Numbers as a language writes them, with per cent, currency signs and words such as "million"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from claimcheck.language.plain.locales import decimal_sign, multipliers
from claimcheck.models import Quantity, Token

_SIGNS = {"€": "euros", "$": "dollars", "£": "pounds", "¥": "yen", "₹": "rupees", "₽": "roubles"}
_PER_CENT = frozenset("%٪")
_SEPARATOR = re.compile(r"[^\d]")


def quantities(tokens: Sequence[Token], code: str, taken: Collection[int]) -> tuple[Quantity, ...]:
    """The quantities among ``tokens``, in order; ``taken`` are the numbers of tokens that belong to dates."""
    start = tokens[0].at if tokens else 0
    out: list[Quantity] = []
    for token in tokens:
        if not token.text[0].isdecimal() or token.at in taken:
            continue
        value, step = number(token.text, code)
        first, end = token.at, token.at + 1
        scale = multipliers(code).get(tokens[end - start].lower) if end - start < len(tokens) else None
        if scale:
            value, step, end = value * scale, step * scale, end + 1
        family, unit, size = "count", "", 1.0
        after = tokens[end - start].text if end - start < len(tokens) else ""
        before = tokens[first - start - 1].text if first > start else ""
        if after in _PER_CENT:
            family, unit, size, end = "share", "%", 0.01, end + 1
        elif after in _SIGNS:
            family, unit, end = _SIGNS[after], after, end + 1
        elif before in _SIGNS:
            family, unit, first = _SIGNS[before], before, first - 1
        out.append(Quantity(first, end, family, unit, size, value, value, step, "", frozenset(), token.at))
    return tuple(out)


def number(written: str, code: str) -> tuple[float, float]:
    """The value of a number in digits of any script, and what its last written digit counts."""
    separators = _SEPARATOR.findall(written)
    whole, fraction = written, ""
    if separators:
        last = separators[-1]
        head, _, tail = written.rpartition(last)
        repeated = separators.count(last) > 1
        mixed = len(set(separators)) > 1
        if last in ".,٫" and not repeated and (mixed or len(tail) != 3 or last == decimal_sign(code)):
            whole, fraction = head, tail
    digits = _SEPARATOR.sub("", whole)
    if fraction:
        return float(f"{digits}.{fraction}"), 10.0 ** -len(fraction)
    value = float(digits)
    plain = str(int(digits))
    return value, 10.0 ** (len(plain) - len(plain.rstrip("0"))) if value else 1.0
