"""Who says what in an article, did they say it in these words, and is it so.

    read(path_or_bytes) -> Document                          attributions(text) -> list[Attribution]
    split(document_or_text) -> list[Claim]                   check_quote(quote, text, speaker=None) -> QuoteCheck
    compare(claim_text, evidence_text) -> list[Difference]   judge(claim_text, evidence_texts) -> Finding
    Workspace(path): verify(), gather(), claims(), ...

Each works on plain strings, without a store or a network; offsets are half-open characters of the text given.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimcheck.library import attributions, check_quote, compare, judge, read, split
    from claimcheck.workspace import Workspace

_HOMES = dict.fromkeys(("attributions", "check_quote", "compare", "judge", "read", "split"), "claimcheck.library") | {
    "Workspace": "claimcheck.workspace"
}

__all__ = ["Workspace", "attributions", "check_quote", "compare", "judge", "read", "split"]


def __getattr__(name: str) -> object:
    # Fetched on first use: importing the package stays instant although a language model stands behind these.
    if name not in _HOMES:
        raise AttributeError(f"module 'claimcheck' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
