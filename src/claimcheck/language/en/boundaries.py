"""Where sentences may end: what the parser has to break, what it must not, and what is left to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from claimcheck.language.en.lexicon.abbreviations import keeps_full_stop
from claimcheck.wordlists import WordLists

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LISTS = WordLists(__file__)
_QUOTES = frozenset(('"', "'", "''", "``"))
_CLOSING = _QUOTES | frozenset(")]}")
_TERMINAL = frozenset(".!?…:;")
_FULL = frozenset((".", "!", "?", "…", "...", "?!", "!?", "!!", "??"))
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_ITEM = re.compile(r"\d{1,3}\.")
_AS_NUMBER = {True: 1, False: -1, None: 0}
_LONGEST_BRACKET = 60
_MOST_CLOSING = 6
_FARTHEST_SPEECH = 5


def mark_sentence_ends(doc: Doc) -> Doc:
    """Let the parser break a sentence only after closing punctuation, and make it break after a plain full stop."""
    import numpy as np

    words = [token.text for token in doc]
    spaced = [bool(token.whitespace_) for token in doc]
    bracketed = _bracketed(words)
    starts = [False if inside else _starts(words, spaced, at) if at else None for at, inside in enumerate(bracketed)]
    # One by one, each would have spaCy look through the whole text first.
    signed: Any = np.array([_AS_NUMBER[known] for known in starts], dtype=np.int64)
    return doc.from_array(["SENT_START"], signed.view(np.uint64))


def _starts(words: list[str], spaced: list[bool], at: int) -> bool | None:
    """Whether a sentence starts at this token; None leaves it to the parser."""
    if words[at - 1] in _QUOTES and not spaced[at - 1] and (at == 1 or spaced[at - 2]):
        return False
    before = at - 1
    while before > max(0, at - _MOST_CLOSING) and (words[before] in _CLOSING or words[before].isspace()):
        before -= 1
    last, word = words[before], words[at]
    if last[-1:] not in _TERMINAL or word[:1].islower():
        return False
    adjacent = at == before + 1 and not spaced[before]
    if word in _CLOSING and adjacent and not (word in _QUOTES and at + 1 < len(words) and not spaced[at]):
        return False
    if before <= 1 and _ITEM.fullmatch("".join(words[: before + 1])):
        return False
    if _is_short(words, spaced, before) or (last == ":" and before == at - 1):
        return False
    if at == before + 1 and last in _FULL:
        initial = last == "." and before and len(words[before - 1]) == 1 and words[before - 1].isalpha()
        if last in (".", "!", "?") and word[:1].isupper() and not initial:
            return True
        if word in _QUOTES and spaced[before] and not spaced[at]:
            return True
    if words[at - 1] in _QUOTES and last[-1:] in "?!…" and _is_said(words, at):
        return False
    return None


def _is_short(words: list[str], spaced: list[bool], at: int) -> bool:
    """Whether the full stop at ``at`` belongs to an abbreviation before a name or number."""
    short = words[at].removesuffix(".").lower()
    if not short and at and not spaced[at - 1]:
        short = words[at - 1].lower()
    return words[at].endswith(".") and keeps_full_stop(short, words[at + 1], anywhere=False)


def _is_said(words: list[str], at: int) -> bool:
    """Whether the words after a quotation say who spoke it."""
    for step, word in enumerate(words[at : at + _FARTHEST_SPEECH], at):
        if word.lower() in _LISTS["of_speech"]:
            return words[step + 1 : step + 2] not in ([":"], [","])
        if not word[:1].isalpha():
            return False
    return False


def _bracketed(words: list[str]) -> list[bool]:
    """For each token, whether it stands inside brackets, short enough to belong to one sentence."""
    inside = [False] * len(words)
    waiting: list[int] = []
    for at, word in enumerate(words):
        if word in _PAIRS:
            waiting.append(at)
        elif waiting and word == _PAIRS[words[waiting[-1]]]:
            opened = waiting.pop()
            if at - opened <= _LONGEST_BRACKET and opened and words[opened - 1][-1:] not in _TERMINAL:
                inside[opened + 1 : at + 1] = [True] * (at - opened)
    return inside
