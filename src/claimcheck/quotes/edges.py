"""Words cut off at either edge of a quote that change its sense: a denial, a condition, an exception, a question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from claimcheck.language import vocabulary
from claimcheck.quotes.coding import Coded, Unit
from claimcheck.wordlists import WordLists

_LISTS = WordLists(__file__)
_SENTENCE_UNITS = 60
_MARKS = str.maketrans("“”«»„‘’\u00a0\n\t", '"""""\'\'   ')
_ASIDE = re.compile(r"(?<=\S)\"\s[^\"\n]{1,90}[,.:]\s\"(?=\w|\Z)")
_CLOSING = re.compile(r"(?<=\S)\"")
_FIRST_PERSON = re.compile(r"\b(?:i|my|me|we|our|us)\b", re.IGNORECASE)
_CONTRACTED = re.compile(r"(?:n't|'m|'re|'ve|'ll|'d)$")
_SAME_WORDS = 0.6


@dataclass(frozen=True, slots=True)
class EdgeCut:
    """Words cut off at an edge of a quote that change its sense.

    Attributes:
        kind: "negation", "condition", "contrast", "denied", "reported", "asked" or "supposed".
        words: those words, as the text has them.
        at_end: whether they stand behind the quote.
    """

    kind: str
    words: str
    at_end: bool


def edge_cuts(quote: Coded, text: Coded, first: int, last: int, around: str) -> list[EdgeCut]:
    """What is cut off around units ``first`` to ``last`` of ``text``, where ``quote`` stands, and changes its sense.

    ``around`` is what whoever quotes says around the quote: what is said there is not cut off.
    """
    found = [*_before(text, first, last), *cut_behind(text, first, last)]
    return [cut for cut in found if not _is_kept(cut, f"{around} {quote.text if '[' in quote.text else ''}")]


def _before(text: Coded, first: int, last: int) -> list[EdgeCut]:
    at = sentence_start(text, first)
    start, end = text.units[at].span.start, text.units[first].span.start
    whole = _plain(text.text[start:end])
    voiced = whole[whole.rfind('"') + 1 :]
    quoted = text.units[first:last]
    tables = _patterns("before")
    kinds = [] if quoted[0].key in _LISTS["correlative"] else [("negation", "negation", whole)]
    if quoted[0].key in _LISTS["polar"]:
        kinds.append(("polar", "negation", voiced))
    if _is_finite(quoted[0]):
        kinds.append(("subject", "negation", voiced))
    if _asserts(quoted):
        if quoted[0].key not in _LISTS["coordinators"]:
            kinds.append(("condition", "condition", voiced))
        kinds += [("denied", "denied", whole), ("reported", "reported", whole)]
        kinds += [("reported_in_speech", "reported", whole), ("supposed", "supposed", whole)]
        if _is_question(text, last) and "?" not in text.text[end : quoted[-1].span.end]:
            kinds.append(("asked", "asked", whole))
        if _is_hypothetical(quoted):
            kinds.append(("counterfactual", "condition", voiced))
    for name, kind, window in kinds:
        match = tables[name].search(window)
        if match is None:
            continue
        place = end - len(window) + match.start()
        if name == "reported_in_speech" and not _in_speech(text, start, place):
            continue
        return [EdgeCut(kind, text.text[place:end].strip(" \n\t,;:—–\"“‘'"), False)]
    return []


def sentence_start(text: Coded, at: int) -> int:
    """The unit with which the sentence of unit ``at`` begins, or one not too far before it."""
    low = max(0, at - _SENTENCE_UNITS)
    return next((first for first in range(at, low, -1) if text.begins_sentence(first)), low)


def cut_behind(text: Coded, first: int, last: int) -> list[EdgeCut]:
    """What stands behind units ``first`` to ``last``, and changes their sense: at most one thing."""
    if text.units[last - 1].key in _LISTS["before_if"] or not _asserts(text.units[first:last]):
        return []
    start, at = text.units[last - 1].span.end, last
    while at < len(text.units) and at < last + _SENTENCE_UNITS and not text.begins_sentence(at):
        at += 1
    end = text.units[at].span.start if at < len(text.units) else len(text.text)
    more = min(at + _SENTENCE_UNITS // 2, len(text.units))
    while more > at + 1 and "\n" in text.text[end : text.units[more - 1].span.end]:
        more -= 1
    window = _plain(text.text[start : text.units[more - 1].span.end if more > at else end])
    closing = _CLOSING.search(window)
    window = window[: closing.start() if closing else None]
    tail, behind = window[: end - start], window[end - start :]
    tables, place, found = _patterns("after"), start, None
    if not re.search(r"\w", tail) and "\n" not in text.text[start:end]:
        tables, place, tail = _patterns("next"), end, behind
    for name, pattern in tables.items():
        found = pattern.match(tail)
        if found is None:
            continue
        if name == "reported_in_speech" and not _in_speech(text, text.units[first].span.start, place):
            continue
        if name == "condition_of_hypothetical" and not _is_hypothetical(text.units[first:last]):
            continue
        words = text.text[place : place + max(len(tail), found.end())]
        return [EdgeCut(name.partition("_")[0], words.strip(" \n\t,;:—–.\"”’'"), True)]
    return []


def _plain(words: str) -> str:
    """The same characters with one kind of quotation mark, the reporter's words between two quotations blanked."""
    return _ASIDE.sub(lambda aside: " " * len(aside.group()), words.translate(_MARKS))


def _in_speech(text: Coded, start: int, place: int) -> bool:
    """Whether the words at ``place`` are themselves quoted, or a first person speaks between ``start`` and there."""
    before = text.text[text.text.rfind("\n", 0, place) + 1 : place].translate(_MARKS)
    if before.count('"') % 2:
        return True
    words = text.text[start:place]
    return '"' not in words.translate(_MARKS) and _FIRST_PERSON.search(words) is not None


def _is_finite(unit: Unit) -> bool:
    return unit.key in _LISTS["finite"] or (unit.key.endswith("ed") and vocabulary().is_verb(unit.key))


def _asserts(units: tuple[Unit, ...]) -> bool:
    """Whether words state something, and do not only name it: whether there seems to be a verb among them."""
    keys = [unit.key for unit in units]
    for at, name in enumerate(keys):
        follows = keys[at + 1] if at + 1 < len(keys) else ""
        if name in _LISTS["finite"] or _CONTRACTED.search(name) or (name in _LISTS["pronouns"] and follows):
            return True
        if ((at and name.endswith("ed")) or follows in _LISTS["determiners"]) and vocabulary().is_verb(name):
            return True
    return False


def _is_hypothetical(units: tuple[Unit, ...]) -> bool:
    return any(unit.key in _LISTS["hypothetical"] for unit in units)


def _is_question(text: Coded, last: int) -> bool:
    start = text.units[last - 1].span.end
    return re.match(r"[^.!?\n]{0,300}\?", text.text[start : start + 301]) is not None


def _is_kept(cut: EdgeCut, around: str) -> bool:
    """Whether words around a quote say what the words do that were cut off."""
    plain = _plain(around)
    if _patterns("kept")[cut.kind].search(plain):
        return True
    cut_words, there = (set(re.findall(r"\w+", words.casefold())) for words in (cut.words, plain))
    return len(cut_words & there) >= _SAME_WORDS * len(cut_words)


@lru_cache(maxsize=4)
def _patterns(table: str) -> dict[str, re.Pattern[str]]:
    """The patterns of a table by kind; those for what stands before a quote end where it begins."""
    ending = r"\Z" if table == "before" else ""
    rows = _LISTS.tables[table].items()
    return {
        kind: _LISTS.pattern([wordings] if isinstance(wordings, str) else wordings, ending) for kind, wordings in rows
    }
