"""What organisations are called."""

from __future__ import annotations

from claimcheck.text import OUTLETS
from claimcheck.wordlists import WordLists

_LISTS = WordLists(__file__)

ORGANISATION_WORDS = _LISTS["name_words"] | OUTLETS
CORPORATE = _LISTS["corporate"]
ORGANISATIONS = _LISTS.phrases("names")
ORGANISATION_NOUNS = _LISTS["nouns"]
COLLECTIVES = _LISTS["collectives"]
FUNCTIONS = _LISTS["functions"]
LEADS = _LISTS["leads"]
SAME_THING: dict[str, str] = _LISTS.tables["same_thing"]
