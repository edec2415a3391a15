"""Words that carry grammar rather than content."""

from __future__ import annotations

from claimcheck.wordlists import WordLists

_LISTS = WordLists(__file__)

FUNCTION = _LISTS["function"]
LIGHT = _LISTS["light"]
KINDS = _LISTS["kinds"]
MEASURING = _LISTS["measuring"]
CLAUSE_BREAKS = _LISTS["clause_breaks"] | frozenset(', ; : . ! ? ( ) [ ] — … "'.split())
BE = _LISTS["be"]
HAVE = _LISTS["have"]
INFINITIVE = _LISTS["infinitive"]
ARTICLES = _LISTS["articles"]
COORDINATING = _LISTS["coordinating"]
LOCATING = _LISTS["locating"]
JOINING = _LISTS["joining"]
AGENT = _LISTS["agent"]
POSSESSIVE = _LISTS["possessive"]
DEBUNKING = _LISTS["debunking"]
DISTANCING = _LISTS["distancing"]
RECIPROCAL = _LISTS["reciprocal"]
IMPERSONAL = _LISTS["impersonal"]
JUDGEMENTS = _LISTS["judgements"]
WEATHER = _LISTS["weather"]
CERTAINTY = _LISTS["certainty"]
FRACTIONS = _LISTS["fractions"]
