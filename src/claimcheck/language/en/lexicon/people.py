"""What people are called: titles, offices, jobs, relations and first names."""

from __future__ import annotations

from claimcheck.wordlists import WordLists

_LISTS = WordLists(__file__)

HONORIFICS = _LISTS["honorifics"]
MALE_TITLES = _LISTS["male_titles"]
FEMALE_TITLES = _LISTS["female_titles"]
TITLES = _LISTS["titles"]
OFFICES = _LISTS["offices"]
ROLES = _LISTS["roles"]
ROLE_ENDINGS = tuple(sorted(_LISTS["role_endings"]))
NO_ROLES = _LISTS["no_roles"]
BEFORE_NAMES = TITLES | HONORIFICS | _LISTS["more_titles"]
"""All that may stand before a name and is no part of it."""
PEOPLE = _LISTS["people"]
MALE_NOUNS = _LISTS["male_nouns"]
FEMALE_NOUNS = _LISTS["female_nouns"]
RELATIONS = _LISTS["relations"]
ANYONE = _LISTS["anyone"]
SAME_ROLE = tuple(frozenset(row) for row in _LISTS.rows("same_role"))
PARTICLES = _LISTS["particles"]
SUFFIXES = _LISTS["suffixes"]
FEMALE_NAMES = _LISTS["female_names"]
MALE_NAMES = _LISTS["male_names"]
