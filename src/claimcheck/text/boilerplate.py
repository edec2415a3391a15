"""What pages put around an article, by its wording: reading times, share links, bylines, captions."""

from __future__ import annotations

import re
from functools import lru_cache

from claimcheck.wordlists import WordLists

_LISTS = WordLists(__file__)
_LONGEST = 500
_BLANKS = re.compile(r"\s+")


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, re.Pattern[str]], re.Pattern[str]]:
    reasons = {why: _LISTS.pattern(rows) for why, rows in _LISTS.tables["boilerplate"].items()}
    return reasons, _LISTS.pattern(_LISTS.tables["captions"])


@lru_cache(maxsize=4096)
def boilerplate(words: str) -> str | None:
    """Why a block of these ``words`` is boilerplate; None when it is not known to be."""
    if len(words) > _LONGEST:
        return None
    line = _BLANKS.sub(" ", words.strip())
    return next((why for why, pattern in _tables()[0].items() if pattern.fullmatch(line)), None)


@lru_cache(maxsize=4096)
def is_caption(words: str) -> bool:
    """Whether a block of these ``words`` goes with a picture."""
    return len(words) <= _LONGEST and _tables()[1].fullmatch(_BLANKS.sub(" ", words.strip())) is not None
