"""Words that news uses for one another, and the spellings of two countries."""

from __future__ import annotations

from claimcheck.wordlists import WordLists

GROUPS = WordLists(__file__).rows("groups")
"""Words of one group, in any inflected form, cover one another; nothing more is claimed of them."""
