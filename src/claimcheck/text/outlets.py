"""What news outlets are called."""

from __future__ import annotations

from claimcheck.wordlists import WordLists

OUTLETS = WordLists(__file__)["words"]
