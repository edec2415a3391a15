"""What a raised number is: a power, an ordinal, or the mark of a note, which is no part of the number before it."""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789+-−–n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ")
_FLAT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_POWER = re.compile(r"[+\-−–]?\d{1,3}|n")
_MARK = re.compile(
    r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§¶#]{1,3})(?:\s*[,–-]\s*(?:\d{1,3}|[a-z]|[*†‡§¶#]))*[\])]?", re.IGNORECASE
)
_ORDERED = re.compile(r"(?:^|[^\d.,])\d{1,2}$")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|re|ère|e|ème|o|a|º|ª|me|mme|lle|gr|r|s|tm|sm|®|™)\.?", re.IGNORECASE)
# Units and symbols that are squared and cubed (SI brochure, 9th edition, and those of everyday reports), and bases.
_UNIT = re.compile(
    r"(?:^|[\s\d/·.(])(?:[kcmdµnh]?m|ft|in|yd|mi|miles?|feet|inch(?:es)?|met(?:er|re)s?|kilomet(?:er|re)s?|s|sec|kg|ha)$"
)
_MILLIONS = re.compile(r"(?:[$€£¥]|\b[A-Z]{3}|\bkr)\s?[\d.,]+m$")
# A sum in brackets is a base; an abbreviation in brackets, or a year, has a note.
_BASE = re.compile(r"(?:^|[^\w.,])(?:10|2|e|[a-zA-Zαβγλπχ])$|\((?:[a-z]|[^()]*\w\s?[+\-−×*/=]\s?\w[^()]*)\)$")
# Notes that are no longer raised: ¹ behind a number, and [1] or [^1] without a blank.
_FLAT_NOTE = re.compile(r"(?<=[\d%])(?:(?P<raised>[⁰¹²³⁴-⁹]{1,3})(?![⁰¹²³⁴-⁹⁺⁻])|\[\^?(?P<flat>\d{1,3})\](?!\())")
# Written so, the first note of a list, 14ᵃ, is not taken for a part of its number, either.
_ORDINAL_LETTERS = {"a": "ª", "o": "º"}


def superscript(before: str, raised: str, *, is_note: bool = False) -> str:
    """How ``raised`` is written behind the text ``before``: a note stands apart, a power stays one.

    Args:
        before: what stands before it on the same line; only its end is looked at.
        raised: the raised characters.
        is_note: whether it is known to lead to a note; then nothing of it is left, as of the notes in a Word file.
    """
    words = raised.strip()
    if is_note or not words:
        return ""
    before = before[-40:]
    if _POWER.fullmatch(words) and _is_power(before, words):
        return words.translate(_RAISED)
    if _ORDINAL.fullmatch(words) and not (before[-1:].isdigit() and len(words) == 1 and not _is_ordinal(before, words)):
        return _ORDINAL_LETTERS.get(words, words)
    if _MARK.fullmatch(words):
        return f" [{words.strip('[]()')}]" if before.strip() else words
    return words if not before[-1:].isdigit() or not words[:1].isdigit() else f" {words}"


def powers(exponent: str) -> str | None:
    """``exponent`` in raised characters; None where there are none for it."""
    return exponent.translate(_RAISED) if _POWER.fullmatch(exponent) else None


def notes_apart(text: str) -> str:
    """``text`` with the marks of notes apart from the numbers that they stand behind; powers are left."""
    return _FLAT_NOTE.sub(_apart, text)


def _apart(found: re.Match[str]) -> str:
    if found["flat"]:
        return f" [{found['flat']}]"
    raised = found["raised"].translate(_FLAT)
    is_power = _is_power(found.string[max(found.start() - 40, 0) : found.start()], raised)
    return found["raised"] if is_power else f" [{raised}]"


def _is_ordinal(before: str, letter: str) -> bool:
    """Whether a single letter makes an ordinal of the number before it, as in 2ᵉ and 3ª."""
    return letter in "eoa" and _ORDERED.search(before) is not None


def _is_power(before: str, raised: str) -> bool:
    if before[-1:].isspace() or not before or raised == "1":
        return False
    exponent = raised.lstrip("+-−–")
    if _UNIT.search(before):
        return exponent in ("1", "2", "3", "4") and not _MILLIONS.search(before)
    return bool(_BASE.search(before))
