"""The language of a document: declared by itself where that is plausible, else recognised by its letters and words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from claimcheck.language.en.lexicon.grammar import FUNCTION
from claimcheck.models import PROSE, Document

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
"""The language of short texts whose language nothing tells."""

_SAMPLE_CHARS = 3000
_FEWEST_LETTERS = 20
_ENGLISH_SHARE = 0.3
"""English prose has more function words than this; other languages share fewer than half as many with it."""
_ENGLISH_WORDS = 8
_READ_AS_ENGLISH = frozenset({"pcm"})
"""Nigerian Pidgin: no short English sentence is free of its words, so it counts only where it is declared."""
_PLAUSIBLE = 0.01
_SURE = 0.5

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_TAG = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*\s*\Z")


def detect(document: Document) -> str:
    """The code (ISO 639) of the language that ``document`` is written in.

    What its page declares counts unless its text says plainly otherwise. A text too short to tell is English, unless it
    is written in other than Latin letters.
    """
    declared = code_of(document.language)
    sample = _sample(document)
    words = [word.lower() for word in _WORD.findall(sample)]
    if sum(map(len, words)) < _FEWEST_LETTERS and (declared or _is_latin(words)):
        return declared or ENGLISH
    if len(words) >= _ENGLISH_WORDS and sum(word in FUNCTION for word in words) >= _ENGLISH_SHARE * len(words):
        return ENGLISH
    ranked = {code: float(share) for code, share in _identifier().rank(sample) if code not in _READ_AS_ENGLISH}
    best = max(ranked, key=lambda code: (ranked[code], code))
    if declared is not None and ranked.get(declared, 1 - ranked[best]) >= _PLAUSIBLE:
        return declared
    return ENGLISH if ranked[best] < _SURE and _is_latin(words) else best


def code_of(tag: str | None) -> str | None:
    """The language of a tag as pages declare it: "pt" of "pt-BR"; None when it is no tag."""
    found = _TAG.match(tag or "")
    return found[1].lower() if found else None


def _sample(document: Document) -> str:
    """The beginning of the prose; of all the text where there is none."""
    prose = "\n".join(block.span.of(document.text) for block in document.blocks if block.kind in PROSE)
    return (prose or document.text)[:_SAMPLE_CHARS]


def _is_latin(words: list[str]) -> bool:
    letters = "".join(words)
    return 2 * len(_LATIN.findall(letters)) >= len(letters)


@cache
def _identifier() -> LanguageIdentifier:
    # Imported late: English shows itself by its function words, and this model takes half a second to load.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
