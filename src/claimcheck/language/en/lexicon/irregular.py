"""Irregular forms: verb, past, participle, plurals and comparisons, each with the word they belong to."""

from __future__ import annotations

from claimcheck.wordlists import WordLists

IRREGULAR: dict[str, str] = {form: row[0] for row in WordLists(__file__).rows("forms") for form in row}
"""From form to base."""
