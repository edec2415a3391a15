"""What speaks as a source without being a person, and the verbs by which sources speak."""

from __future__ import annotations

from claimcheck.wordlists import WordLists

_LISTS = WordLists(__file__)

DOCUMENT_NOUNS = _LISTS["documents"]
IMAGERY_NOUNS = _LISTS["imagery"]
DATA_NOUNS = _LISTS["data"]
RUMOURS = _LISTS["rumours"]
SPEECH_VERBS = _LISTS["speech_verbs"]
CONTINUING = _LISTS["continuing"]
REPORTING = _LISTS["reporting"]
PUBLISHING = _LISTS["publishing"]
AUDIENCE = _LISTS["audience"]
