"""What the Unicode locale data (CLDR, by way of Babel) knows of a language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_FALLBACK = "en_GB"


@cache
def locale_of(code: str) -> Locale:
    """The locale data of a language; for one that has none, British English: day before month, decimal point."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_FALLBACK)


def language_name(code: str) -> str:
    """The English name of a language ("Portuguese"); its code where it has none."""
    names: dict[str, str] = dict(locale_of(_FALLBACK).languages)
    return names.get(code, f"the language {code!r}")


@cache
def month_names(code: str) -> dict[str, int]:
    """From the names of the months, long and short, folded and without a final dot, to their numbers."""
    months = locale_of(code).months
    return {
        name.casefold().rstrip("."): number
        for use in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for number, name in months[use][width].items()
        if not name[0].isdigit()
    }


@cache
def day_comes_first(code: str) -> bool:
    """Whether 04/03/2024 is the fourth of March."""
    pattern = locale_of(code).date_formats["short"].pattern
    return bool(pattern.find("d") < pattern.find("M"))


@cache
def decimal_sign(code: str) -> str:
    """What stands before the fraction of a number: "." or ",", or the Arabic sign."""
    symbols = locale_of(code).number_symbols
    return str(symbols.get("latn", next(iter(symbols.values())))["decimal"])


@cache
def multipliers(code: str) -> dict[str, float]:
    """From the words for thousand, million and so on, folded, to their values."""
    found: dict[str, float] = {}
    for by_size in locale_of(code).compact_decimal_formats.get("long", {}).values():
        for size, form in by_size.items():
            word = form.pattern.replace("'", "").strip("0 \u00a0.").casefold()
            noughts = form.pattern.count("0")
            if word.isalpha() and noughts:
                found.setdefault(word, int(size) / 10 ** (noughts - 1))
    return found
