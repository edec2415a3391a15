"""Countries with the words for their people, cities with their countries, regions and continents."""

from __future__ import annotations

from claimcheck.wordlists import WordLists

_LISTS = WordLists(__file__)


def _listed(text: str) -> list[str]:
    return [name.strip() for name in text.replace("\n", ",").split(",") if name.strip()]


_NAMES = {name: [name, *_listed(text.partition(";")[0])] for name, text in _LISTS.tables["countries"].items()}
_PEOPLE = {name: _listed(text.partition(";")[2]) for name, text in _LISTS.tables["countries"].items()}
_CONTINENTS: dict[str, str] = _LISTS.tables["continents"]
_CITIES = {name: _listed(cities) for name, cities in _LISTS.tables["cities"].items()}

COUNTRIES = frozenset(name for names in _NAMES.values() for name in names)
CONTINENTS = frozenset(_CONTINENTS)
REGIONS = _LISTS.phrases("regions")
STATES = _LISTS.phrases("states")
CITIES = frozenset(city for cities in _CITIES.values() for city in cities)
PLACES = COUNTRIES | CONTINENTS | REGIONS | STATES | CITIES
PLACE_NOUNS = _LISTS["nouns"]
DEMONYMS = (
    _LISTS["other_demonyms"]
    | frozenset(word for words in _PEOPLE.values() for word in words)
    | frozenset(filter(None, _CONTINENTS.values()))
)
"""Words for belonging to a country, region, faith or party; no names of their own."""

COUNTRY_OF: dict[str, str] = {
    form: name for name, names in _NAMES.items() for word in (*names, *_PEOPLE[name]) for form in (word, f"{word}s")
} | {form: name for name, word in _CONTINENTS.items() for form in (name, word, f"{word}s") if word}
"""From a country's or continent's name, short form, adjective or people to its name."""

CITY_COUNTRY: dict[str, str] = {city: name for name, cities in _CITIES.items() for city in cities}
GOVERNMENTS: dict[str, str] = _LISTS.tables["governments"] | {cities[0]: name for name, cities in _CITIES.items()}
"""Places that news lets speak for their country."""
