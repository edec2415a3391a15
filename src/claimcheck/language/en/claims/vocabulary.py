"""The splitter's word lists."""

from __future__ import annotations

from claimcheck.wordlists import WordLists

WORDS = WordLists(__file__, "words.toml")
