"""Titles, months and the like in short and in full under one key: "Gen. Smith" and "General Smith"."""

from __future__ import annotations

import re

from claimcheck.language.en.lexicon.numbers import CARDINALS

_BEFORE_NAME = dict(
    pair.split("/")
    for pair in (
        "gen/general gens/generals sen/senator sens/senators rep/representative reps/representatives gov/governor"
        " lt/lieutenant col/colonel maj/major capt/captain cpl/corporal sgt/sergeant adm/admiral prof/professor"
        " dr/doctor mr/mister rev/reverend hon/honorable mt/mount ft/fort st/saint"
    ).split()
)
_BEFORE_NUMBER = dict(
    pair.split("/")
    for pair in (
        "jan/january feb/february mar/march apr/april jun/june jul/july aug/august sep/september sept/september"
        " oct/october nov/november dec/december no/number"
    ).split()
)
_NAME = re.compile(r"\.?[ \u00a0]+[^\W\d_a-z]")
_NUMBER = re.compile(rf"\.?[ \u00a0]+(?:\d|(?:{'|'.join(CARDINALS)})\b)")


def full(name: str, text: str, start: int, end: int) -> str:
    """The key of what ``name``, at ``start`` to ``end`` of ``text``, is short for; else itself.

    It is short for something only with a capital, and before a name or a number as befits it.
    """
    if name in _BEFORE_NAME and text[start].isupper() and _NAME.match(text, end):
        return _BEFORE_NAME[name]
    if name in _BEFORE_NUMBER and text[start].isupper() and _NUMBER.match(text, end):
        return _BEFORE_NUMBER[name]
    return name
