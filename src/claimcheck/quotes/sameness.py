"""When two runs of words write the same: typing slips, hyphens, apostrophes; and when they only seem to."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from claimcheck.language import vocabulary
from claimcheck.quotes.coding import Coded, Unit

_CASE_MATTERS = frozenset("us who it aids may turkey china polish march mobile".split())
"""Words that mean something else with a capital."""

_NAMES_TOO = frozenset({"gray"})
"""Words that, written with a capital, are names, so that their spellings name different people."""

_APART = frozenset(
    "resign recover reform recreation recreate resent represent repress release remark relay restore resort react"
    " retreat recount resound redress return reserve reside resigned recovered reformed restored coop unionized"
    " predate prescribe overall maybe".split()
)
"""Solid words that mean something else with a hyphen."""

_SILENT = frozenset({"its", "dont", "cant", "wont"})
"""What is left of "it's" or "can't" when the apostrophe is lost, though it is a word too."""

_INFLECTED = frozenset("sdrynetmg")


def same_words(one: Coded, a: int, b: int, other: Coded, c: int, d: int) -> bool:
    """Whether units ``a`` to ``b`` of one text and ``c`` to ``d`` of another are spellings of the same words."""
    left, right = one.units[a:b], other.units[c:d]
    if not left or not right:
        return False
    if len(left) == len(right):
        return all(_same(one, mine, other, theirs) for mine, theirs in zip(left, right, strict=True))
    return _joined(one, left, other, right)


def _same(one: Coded, mine: Unit, other: Coded, theirs: Unit) -> bool:
    """Whether two units are one word; what follows may show that only one of them is an abbreviation."""
    return mine.key == theirs.key or one.folded(mine) == other.folded(theirs) or _slip(one, mine, other, theirs)


def case_matters(one: str, other: str, name: str) -> bool:
    """Whether two spellings under one key differ by a capital that changes the meaning ("US" and "us")."""
    if name in _NAMES_TOO and one[0].isupper() and other[0].isupper():
        return one.casefold() != other.casefold()
    if name not in _CASE_MATTERS:
        return False
    return _shape(name, one) != _shape(name, other)


def _shape(name: str, written: str) -> bool:
    if len(name) <= 3 or name == "aids":
        return written.replace(".", "")[: len(name)].isupper()
    return written[:1].isupper()


def _joined(one: Coded, left: tuple[Unit, ...], other: Coded, right: tuple[Unit, ...]) -> bool:
    """One word against its parts: "co-operate", "health care"; not "may be", "in action" or "re-sign"."""
    if "".join(unit.key for unit in left) != "".join(unit.key for unit in right):
        return False
    if len(left) == 1:
        one, left, other, right = other, right, one, left
    if len(right) > 1 or right[0].key in _APART:
        return False
    between = one.text[left[0].span.end : left[-1].span.start]
    parts = [unit.key for unit in left]
    if parts == ["can", "not"]:
        return True
    hyphens = len(left) == 2 and not between.strip("-‐‑–­\u200b") and bool(between)
    if hyphens:
        return True
    return all(len(part) > 2 and part not in vocabulary().function_words and part.isalpha() for part in parts)


def _slip(one: Coded, mine: Unit, other: Coded, theirs: Unit) -> bool:
    """Whether two words differ by a slip of typing (optimal string alignment distance 1) and by nothing else.

    One of them has to be no word at all, and must not be another form of the other: "nuclear" for "unclear" and
    "jihadists" for "jihadist" are different words. A name may only have two letters swapped or one doubled.
    """
    x, y = mine.key, theirs.key
    if x.replace("'", "") == y.replace("'", ""):
        bare = one.folded(mine) if "'" not in x else other.folded(theirs)
        return bare in _SILENT or not vocabulary().is_word(bare)
    if x.endswith("'s") and y.endswith("'s"):
        x, y = x[:-2], y[:-2]
    if not (x.isalpha() and y.isalpha()):
        x, y = one.folded(mine), other.folded(theirs)
    if not (x.isalpha() and y.isalpha()) or OSA.distance(x, y, score_cutoff=1) != 1:
        return False
    known_x, known_y = (
        vocabulary().is_word(text.folded(unit).removesuffix("'s")) for text, unit in ((one, mine), (other, theirs))
    )
    if known_x and known_y:
        return False
    named = _is_name(one, mine) or _is_name(other, theirs)
    if named or not (known_x or known_y):
        return min(len(x), len(y)) >= 6 and (sorted(x) == sorted(y) or _doubled(x, y)) and not _known(one, other, x, y)
    wrong, right = (y, x) if known_x else (x, y)
    if min(len(x), len(y)) < 4 and sorted(x) != sorted(y):
        return False
    return len(right) >= 3 and not _may_be_word(wrong, right) and not _repeated(one if wrong == x else other, wrong)


def _known(one: Coded, other: Coded, x: str, y: str) -> bool:
    """Whether both names stand in the text, and so are two."""
    return (x in one.places and y in one.places) or (x in other.places and y in other.places)


def _repeated(text: Coded, name: str) -> bool:
    """A text that uses a word more than once means it."""
    return len(text.places.get(name, ())) > 1


def _is_name(text: Coded, unit: Unit) -> bool:
    """Whether a word is capitalised where a common one would not be."""
    start = unit.span.start
    if not text.text[start : start + 1].isupper():
        return False
    before = text.text[:start].rstrip("\"'“”‘’«»„([ \t\u00a0")
    return bool(before) and before[-1] not in ".!?:\n…—–"


def _doubled(x: str, y: str) -> bool:
    longer, shorter = (x, y) if len(x) > len(y) else (y, x)
    return any(
        longer[at] == longer[at - 1] and longer[:at] + longer[at + 1 :] == shorter for at in range(1, len(longer))
    )


def _may_be_word(wrong: str, right: str) -> bool:
    """Whether an unknown word may be one that the lexicon lacks.

    Typing seldom slips at the first letter, where words differ ("amoral", "fracking"); forms differ in the last.
    """
    if wrong[0] != right[0] and sorted(wrong) != sorted(right):
        return True
    if len(wrong) > len(right):
        return wrong[:-1] == right and wrong[-1] in _INFLECTED
    if len(wrong) < len(right):
        return right[:-1] == wrong and right[-1] in "sd"
    return wrong[:-1] == right[:-1] and {wrong[-1], right[-1]} <= _INFLECTED
