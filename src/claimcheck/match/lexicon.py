"""Which words are words: WordNet's, as they come with the language model, with their inflections."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from claimcheck.errors import ModelError
from claimcheck.passages import FUNCTION_WORDS
from claimcheck.text import DEFAULT_MODEL


def is_word(word: str) -> bool:
    """Whether a folded word is English; in doubt it is, since a typo must not hide a change of meaning.

    Raises:
        ModelError: the language model is not installed.
    """
    lemmas, endings = _lexicon()
    if word in FUNCTION_WORDS or word in lemmas:
        return True
    return any(word.endswith(old) and word[: len(word) - len(old)] + new in lemmas for old, new in endings)


@lru_cache(maxsize=1)
def _lexicon() -> tuple[frozenset[str], tuple[tuple[str, str], ...]]:
    import srsly  # type: ignore[import-untyped]

    found = find_spec(DEFAULT_MODEL)
    tables = [
        path
        for folder in (found.submodule_search_locations or [] if found else [])
        for path in Path(folder).glob("*/lemmatizer/lookups/lookups.bin")
    ]
    if not tables:
        raise ModelError(f"language model {DEFAULT_MODEL!r} is not installed: pip install claimcheck-desk again")
    lookups = srsly.msgpack_loads(tables[0].read_bytes())
    lemmas: set[str] = set()
    for by_class in ("lemma_index", "lemma_exc"):
        for words in lookups[by_class].values():
            lemmas.update(words)
    endings = {(old, new) for rules in lookups["lemma_rules"].values() for old, new in rules}
    return frozenset(lemmas), tuple(sorted(endings))
