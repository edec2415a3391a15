"""The word lists of ``words.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Lemmas by what they do.

    Attributes:
        statements: cues by which a source puts something forward as so.
        nouns: nouns that are cues wherever a clause with "that" follows.
        silent: for verbs of speech, the objects with which they say nothing.
    """

    statements: frozenset[str]
    nouns: frozenset[str]
    silent: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The lists, read once."""
    lists = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf8"))
    return Vocabulary(
        statements=frozenset(word for words in lists["statements"].values() for word in words.split()),
        nouns=frozenset(lists["cues"]["nouns"].split()),
        silent={verb: frozenset(objects.split()) for verb, objects in lists["silent"].items()},
    )
