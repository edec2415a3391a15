"""Languages: each reads documents of its own, and is found by its code.

A language is a callable registered under its code as an entry point of the group ``claimcheck.languages``; it takes
:class:`LanguageOptions` and returns a :class:`Language`.
"""

from claimcheck.language.detection import ENGLISH, detect
from claimcheck.language.protocol import Language, LanguageOptions, edition
from claimcheck.language.registry import editions, for_document, named, vocabulary
from claimcheck.language.vocabulary import NumberInWords, Vocabulary

__all__ = [
    "ENGLISH",
    "Language",
    "LanguageOptions",
    "NumberInWords",
    "Vocabulary",
    "detect",
    "edition",
    "editions",
    "for_document",
    "named",
    "vocabulary",
]
