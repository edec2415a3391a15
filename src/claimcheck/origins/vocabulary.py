"""The word lists of ``words.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=1)
def lists() -> dict[str, Any]:
    """The lists by table, read once."""
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf8"))


@lru_cache(maxsize=1)
def agencies() -> dict[str, str]:
    """Every name of an agency with the name of its house."""
    return {name: house for house, names in lists()["agencies"].items() for name in (house, *names)}


def said(text: str, table: str, name: str = "phrases") -> str | None:
    """The first phrase of a list that stands in a text in lower case; None when there is none.

    Phrases of several words need no pattern that minds where words end, and are found many times faster without.
    """
    return next((phrase for phrase in lists()[table][name] if phrase in text), None)


@lru_cache(maxsize=32)
def phrases(table: str, name: str = "phrases") -> re.Pattern[str]:
    """Any phrase of a list, as whole words of a text in lower case."""
    return any_of(lists()[table][name])


def any_of(words: list[str]) -> re.Pattern[str]:
    """Any of ``words``, the longest first, where neither end cuts a word in two."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    joined = "|".join(rf"{_edge(word[0])}{re.escape(word)}{_edge(word[-1])}" for word in ordered)
    return re.compile(joined)


def _edge(letter: str) -> str:
    return r"\b" if letter.isalnum() else ""
