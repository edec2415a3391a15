"""Months, days, seasons and the words that place them in time."""

from __future__ import annotations

from claimcheck.wordlists import WordLists

_LISTS = WordLists(__file__)

CALENDAR = _LISTS["words"]
FIRST_NAME_MONTHS = _LISTS["first_name_months"]
NOUNS_OF_TIME = _LISTS["nouns_of_time"]
PERIODS = _LISTS["periods"]
MONTHS: dict[str, int] = {name: at for at, names in enumerate(_LISTS.rows("months"), 1) for name in names}
WEEKDAYS: dict[str, int] = {name: at for at, names in enumerate(_LISTS.rows("weekdays")) for name in names}
MONTH_NAMES = tuple(names[0].capitalize() for names in _LISTS.rows("months"))
DAY_NAMES = tuple(names[0].capitalize() for names in _LISTS.rows("weekdays"))
SHORT_WEEKDAYS = frozenset(name for names in _LISTS.rows("short_weekdays") for name in names)
WEEKLY = _LISTS["weekly"]
SEASONS: dict[str, tuple[int, int]] = {name: tuple(ends) for name, ends in _LISTS.tables["seasons"].items()}
PARTS: dict[str, tuple[float, float]] = {name: tuple(ends) for name, ends in _LISTS.tables["parts"].items()}
DATE_RELATIONS = _LISTS.by_phrase("relations")
FEASTS_FROM_EASTER: dict[str, int] = _LISTS.tables["feasts_from_easter"]
FIXED_FEASTS: dict[str, tuple[int, int]] = {name: tuple(at) for name, at in _LISTS.tables["fixed_feasts"].items()}
SPOKEN_DAYS: dict[str, int] = _LISTS.tables["spoken_days"]
DATE_WORDS = frozenset(f"{word}{stop}" for word in (*MONTHS, *WEEKDAYS) for stop in ("", ".")) | SPOKEN_DAYS.keys()
"""Nouns that name a time; an abbreviation with its full stop or without."""
