"""Word lists and small tables, kept as TOML beside the module that uses them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

_PART = re.compile(r"<<(\w+)>>")


class WordLists:
    """The lists of one TOML file, read once, when the first of them is asked for.

    A list of words is a string with blanks between them; a list of phrases has commas or line breaks between them.
    """

    def __init__(self, module: str, name: str | None = None) -> None:
        """Take the file ``name`` beside ``module`` (its ``__file__``); the one that is named like it by default."""
        self._path = Path(module).with_suffix(".toml") if name is None else Path(module).with_name(name)
        self._sets: dict[str, frozenset[str]] = {}

    @cached_property
    def tables(self) -> dict[str, Any]:
        """The whole file as it is written."""
        return tomllib.loads(self._path.read_text(encoding="utf8"))

    def __getitem__(self, name: str) -> frozenset[str]:
        """The words of a list; KeyError where there is none of that name."""
        if name not in self._sets:
            self._sets[name] = frozenset(self.tables[name].split())
        return self._sets[name]

    def phrases(self, name: str) -> frozenset[str]:
        """The phrases of a list."""
        return frozenset(_phrases(self.tables[name]))

    def rows(self, name: str) -> tuple[tuple[str, ...], ...]:
        """The words of each line of a list."""
        return tuple(tuple(line.split()) for line in self.tables[name].strip().splitlines())

    def pairs(self, name: str) -> dict[str, str]:
        """For a list of ``short/full`` words, from the one to the other."""
        return dict(pair.split("/") for pair in self.tables[name].split())

    def pattern(self, wordings: Sequence[str], ending: str = "") -> re.Pattern[str]:
        """Any of these regular expressions, then ``ending``; <<name>> stands for that row of the table ``parts``."""
        whole = f"(?:{'|'.join(wordings)}){ending}"
        while "<<" in whole:
            whole = _PART.sub(lambda found: str(self.tables["parts"][found[1]]), whole)
        return re.compile(whole, re.IGNORECASE)

    def by_phrase(self, name: str) -> dict[tuple[str, ...], str]:
        """For a table of lists of phrases, from the words of each phrase to the name of its list."""
        return {tuple(phrase.split()): key for key, text in self.tables[name].items() for phrase in _phrases(text)}


def _phrases(text: str) -> list[str]:
    return [phrase.strip() for line in text.splitlines() for phrase in line.split(",") if phrase.strip()]
