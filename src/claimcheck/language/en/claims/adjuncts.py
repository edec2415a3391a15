"""The fine grain: a clause with one time, place or manner at a time."""

from __future__ import annotations

from claimcheck.language.en.claims.candidate import Region
from claimcheck.language.en.lexicon.calendar import DATE_WORDS
from claimcheck.models import Grain

_ADJUNCTS = ("prep", "npadvmod", "advcl", "agent")
_OBJECTS = ("dobj", "attr", "acomp", "oprd", "xcomp", "ccomp")
_PLACING = ("in", "at", "on", "during", "since", "after", "before")


def choices(region: Region, verb: int, core: frozenset[int]) -> list[frozenset[int]]:
    """What to leave out of the clause of ``verb``, choice by choice: all its adjuncts, then all but one of them.

    At the coarse grain there is one choice: nothing.
    """
    if region.grain is Grain.CLAUSE or region.whole:
        return [frozenset()]
    tree = region.tree
    adjuncts = [child for child in region.children(verb) if child in core and tree.dep[child] in _ADJUNCTS]
    complete = any(tree.dep[child] in _OBJECTS and tree.lower[child] != "place" for child in region.children(verb))
    if not complete:
        # Without an object the first phrase after the verb completes it: "released into service", "known as".
        first = next((child for child in adjuncts if child > verb and tree.dep[child] != "advcl"), None)
        alone = sum(child > verb for child in adjuncts) == 1
        if first is not None and (alone or tree.lower[first] not in _PLACING or _governs(region, first)):
            adjuncts = [child for child in adjuncts if child != first]
            complete = True
    adjuncts += _inside_nouns(region, verb, core, adjuncts)
    if not adjuncts:
        return [frozenset()]
    every = frozenset(adjuncts)
    return [*([every] if complete else []), *(every - {one} for one in adjuncts)]


def _governs(region: Region, preposition: int) -> bool:
    """Whether a preposition takes what is done rather than where or when: "focused on training"."""
    return region.child(preposition, "pcomp") is not None and region.tree.lower[preposition] in ("on", "in", "at")


def _inside_nouns(region: Region, verb: int, core: frozenset[int], adjuncts: list[int]) -> list[int]:
    """Times and named places that the parser attaches to a noun after the verb: "the development of it in 2010"."""
    tree = region.tree
    taken = frozenset().union(*(region.subtree(child) for child in adjuncts))
    found = []
    for token in sorted(core - taken):
        noun = tree.head[token]
        if token < verb or noun <= verb or tree.dep[token] != "prep" or tree.lower[token] not in _PLACING:
            continue
        where = region.child(token, "pobj")
        if where is None or noun not in core or tree.pos[noun] not in ("NOUN", "PROPN"):
            continue
        if tree.pos[where] == "PROPN" or tree.tag[where] == "CD" or tree.lower[where] in DATE_WORDS:
            found.append(token)
    return found
