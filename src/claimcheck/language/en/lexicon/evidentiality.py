"""Words by which a source keeps its distance from what it repeats, or calls it wrong."""

from __future__ import annotations

from claimcheck.wordlists import WordLists

_LISTS = WordLists(__file__)

DISTANCING = _LISTS["distancing"]
DEBUNKING = _LISTS["debunking"]
CLAIMING = _LISTS["claiming"]
LACKING = _LISTS["lacking"]
POINTING = _LISTS["pointing"]
ASKING = _LISTS["asking"]
INVERTED = _LISTS["inverted"]
YES = _LISTS["yes"]
INTRODUCING = _LISTS["introducing"]
JUDGING = _LISTS["judging"]
WITHHOLDING = _LISTS["withholding"]
