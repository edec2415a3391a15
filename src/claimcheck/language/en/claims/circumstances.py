"""What a clause opens with and what holds for the verbs joined to it too: a time, a place, a condition."""

from __future__ import annotations

from enum import Enum, auto

from claimcheck.language.en.claims.candidate import Region
from claimcheck.language.en.claims.kinds import is_date
from claimcheck.language.en.claims.vocabulary import WORDS
from claimcheck.language.en.lexicon.calendar import DATE_WORDS
from claimcheck.models import Grain

_BRANCHES = ("prep", "npadvmod", "advmod", "advcl")


class Circumstance(Enum):
    """In what respect a phrase frames a clause."""

    TIME = auto()
    PLACE = auto()
    CONDITION = auto()


def opening(region: Region, verb: int, shared: tuple[int, ...]) -> tuple[int, ...]:
    """The tops of the phrases that frame what is joined to ``verb``: its own in front, and ``shared`` ones.

    A clause with a time or place of its own takes none from the clause before it ("in 2019 he won, and in 2020 lost").
    """
    fronted = [child for child in region.children(verb) if child < verb and _in_front(region, verb, child)]
    own = [child for child in fronted if (sort := _circumstance(region, child)) and _reaches_on(region, sort)]
    return (*_unrivalled(region, verb, shared), *own)


def framed(region: Region, verb: int, shared: tuple[int, ...]) -> tuple[int, ...]:
    """The words of the shared phrases that frame the clause of ``verb``."""
    return tuple(token for top in _unrivalled(region, verb, shared) for token in sorted(region.subtree(top)))


def _reaches_on(region: Region, sort: Circumstance) -> bool:
    return sort is Circumstance.CONDITION or (region.grain is Grain.CLAUSE and not region.whole)


def _in_front(region: Region, verb: int, child: int) -> bool:
    subject = region.subject(verb)
    return region.tree.dep[child] in _BRANCHES and (subject is None or child < subject)


def _unrivalled(region: Region, verb: int, shared: tuple[int, ...]) -> tuple[int, ...]:
    own = {_circumstance(region, child) for child in region.children(verb)} - {Circumstance.CONDITION}
    return tuple(top for top in shared if _circumstance(region, top) not in own)


def _circumstance(region: Region, top: int) -> Circumstance | None:
    """What a branch says about the clause it depends on; None where it says nothing of the kind."""
    tree = region.tree
    if tree.dep[top] not in _BRANCHES:
        return None
    marks = {tree.lower[word] for word in region.children(top)} | {tree.lower[top]}
    if tree.dep[top] in ("advcl", "prep") and marks & WORDS["conditional"]:
        return Circumstance.CONDITION
    if tree.dep[top] == "advcl":
        return None
    noun = region.child(top, "pobj") if tree.dep[top] == "prep" else top
    if noun is None:
        return None
    if _names_time(region, noun) or (tree.dep[top] == "prep" and tree.lower[top] in WORDS["timing"]):
        return Circumstance.TIME
    named = tree.pos[noun] == "PROPN" and tree.dep[top] == "prep"
    return Circumstance.PLACE if named and tree.lower[top] in WORDS["placing"] else None


def _names_time(region: Region, noun: int) -> bool:
    tree = region.tree
    timed = DATE_WORDS | WORDS["periods"]
    near = [noun, *region.children(noun)]
    return any(is_date(tree, at) for at in near) or tree.lower[noun] in timed
