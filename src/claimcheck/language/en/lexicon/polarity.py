"""Negation, what was only planned or possible, and words with an opposite."""

from __future__ import annotations

from claimcheck.wordlists import WordLists

_LISTS = WordLists(__file__)

NEGATIONS = _LISTS["negations"]
DENYING_PAIRS = frozenset(tuple(pair.split()) for pair in _LISTS.phrases("denying_pairs"))
AFFIRMING_PAIRS = frozenset(tuple(pair.split()) for pair in _LISTS.phrases("affirming_pairs"))
DENYING_VERBS = _LISTS["denying_verbs"]
POSSIBLE = _LISTS["possible"]
PLANNED = _LISTS["planned"]
FUTURE = _LISTS["future"]
OBLIGATION = _LISTS["obligation"]
BIRTH = _LISTS["birth"]
DEATH = _LISTS["death"]
CONVERSES = _LISTS["converses"]
IN_PLACE_ONLY = _LISTS["in_place_only"]
OPPOSITES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = tuple(
    (row[: row.index("/")], row[row.index("/") + 1 :]) for row in _LISTS.rows("opposites")
)
"""Two poles a row, in base forms; a word may stand in several rows. One pole against the other is a difference."""
