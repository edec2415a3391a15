"""Which words are words: WordNet's, as they come with the language model, with their inflections."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from claimcheck.errors import ModelError
from claimcheck.language.en import DEFAULT_MODEL
from claimcheck.language.en.figures import in_plain_figures, with_days_dated
from claimcheck.language.en.identity import same_person
from claimcheck.language.en.lexicon.abbreviations import FULL_NAMES, FULL_NUMBERS, keeps_full_stop
from claimcheck.language.en.lexicon.grammar import FUNCTION
from claimcheck.language.en.lexicon.numbers import CARDINALS, SCALES
from claimcheck.language.en.lexicon.polarity import DENYING_VERBS, NEGATIONS
from claimcheck.language.en.number_words import number_in_words
from claimcheck.language.en.stems import stem
from claimcheck.language.vocabulary import Vocabulary

_PREFIXES = tuple(
    "anti counter cyber hyper inter mega micro multi neo non over post pre semi super ultra under".split()
)
_SUFFIXES = tuple(
    "ly ness ism ist ists ize ized izes izing ization less able ability ship ful er ers ic ics al".split()
)
_PART = 4
_VERB = 6360137228241296794
"""The number under which spaCy's tables keep what they hold of verbs: its hash of "verb"."""

_CLOSED = frozenset(
    """although amid amidst among amongst anybody anyone anything anywhere around beside besides despite everybody
    everyone everything everywhere except inside onto ought outside regarding somebody someone something somewhere
    toward towards unless unlike upon via versus whatever whenever whereas wherever whether whichever whoever whomever
    nobody nowhere elsewhere else email emails stats online website websites smartphone smartphones""".split()
)
"""Words that WordNet leaves out: those of grammar, and some that are younger than it."""


class EnglishVocabulary(Vocabulary):
    """What is known of English words; ``is_word`` and ``is_verb`` raise ModelError where the model is not installed."""

    function_words = FUNCTION
    negating = NEGATIONS | DENYING_VERBS
    titles = FULL_NAMES
    labels = FULL_NUMBERS
    number_words = frozenset(CARDINALS)
    scales: Mapping[str, int] = {word: int(size) for word, size in SCALES.items() if word not in ("dozen", "k", "m")}

    def is_word(self, word: str) -> bool:
        """Whether a word is English; made of two words ("airstrike"), or with a prefix or an ending, it is too.

        In doubt it is, since a typo must not hide a change of meaning.
        """
        if is_listed(word):
            return True
        parts = [(word[:at], word[at:]) for at in range(_PART, len(word) - _PART + 1)]
        parts += [("", word[len(prefix) :]) for prefix in _PREFIXES if word.startswith(prefix)]
        parts += [(word[: -len(suffix)], "") for suffix in _SUFFIXES if word.endswith(suffix)]
        return any(
            bool(one or other) and all(not part or (len(part) >= _PART and is_listed(part)) for part in (one, other))
            for one, other in parts
        )

    def is_verb(self, word: str) -> bool:
        """Whether a word can be a form of an English verb."""
        return _is_verb(word)

    stem = staticmethod(stem)
    keeps_full_stop = staticmethod(keeps_full_stop)
    number = staticmethod(number_in_words)
    in_plain_figures = staticmethod(in_plain_figures)
    with_days_dated = staticmethod(with_days_dated)
    same_person = staticmethod(same_person)


@lru_cache(maxsize=8192)
def is_listed(word: str) -> bool:
    """Whether a folded word stands in the lists as it is, or as an inflection of one that does."""
    lemmas, endings = _lexicon()
    if word in FUNCTION or word in _CLOSED or word in lemmas:
        return True
    return any(word.endswith(old) and word[: len(word) - len(old)] + new in lemmas for old, new in endings)


@lru_cache(maxsize=8192)
def _is_verb(word: str) -> bool:
    lookups = _lookups()
    verbs = lookups["lemma_index"][_VERB]
    if word in verbs or word in lookups["lemma_exc"][_VERB]:
        return True
    return any(
        word.endswith(old) and word[: len(word) - len(old)] + new in verbs for old, new in lookups["lemma_rules"][_VERB]
    )


@lru_cache(maxsize=1)
def _lexicon() -> tuple[frozenset[str], tuple[tuple[str, str], ...]]:
    lookups = _lookups()
    lemmas: set[str] = set()
    for by_class in ("lemma_index", "lemma_exc"):
        for words in lookups[by_class].values():
            lemmas.update(words)
    endings = {(old, new) for rules in lookups["lemma_rules"].values() for old, new in rules}
    return frozenset(lemmas), tuple(sorted(endings))


@lru_cache(maxsize=1)
def _lookups() -> dict[str, Any]:
    """The tables of the model's lemmatiser: words, irregular forms and endings, each by word class."""
    import srsly

    found = find_spec(DEFAULT_MODEL)
    tables = [
        path
        for folder in (found.submodule_search_locations or [] if found else [])
        for path in Path(folder).glob("*/lemmatizer/lookups/lookups.bin")
    ]
    if not tables:
        raise ModelError(f"language model {DEFAULT_MODEL!r} is not installed: pip install claimcheck-desk again")
    lookups: dict[str, Any] = srsly.msgpack_loads(tables[0].read_bytes())
    lookups["lemma_index"][_VERB] = frozenset(lookups["lemma_index"][_VERB])
    return lookups
