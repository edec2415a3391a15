"""The splitter's word lists, read from ``words.toml`` once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def vocabulary() -> Mapping[str, frozenset[str]]:
    """Each word list by its name."""
    loaded = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf8"))
    return {name: frozenset(words.split()) for name, words in loaded.items()}
