"""The fine grain of nouns: brackets after them, titles before them, and one adjective at a time."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.claims.draft import Draft, Forms, Region
from claimcheck.claims.nouns import copula, phrase, told_in_past
from claimcheck.claims.tree import Tree
from claimcheck.models import ClaimKind

_CLOSING = {"(": ")", "[": "]"}
_LEFT = ("compound", "amod", "det", "poss", "nmod", "nummod")


def without_brackets(region: Region) -> tuple[Region, list[Draft]]:
    """The region without what stands in brackets after a noun, and that noun with each part of its brackets."""
    tree, found, inside = region.tree, [], set(region.inside)
    opened: list[int] = []
    for token, text in enumerate(tree.text):
        if text in _CLOSING and tree.mark[token]:
            opened.append(token)
        elif opened and text == _CLOSING[tree.text[opened[-1]]]:
            first = opened.pop()
            if opened:
                continue
            noun = _noun_before(region, first)
            words = [at for at in range(first + 1, token) if at in inside]
            if noun is None or not words or any(tree.subject(at) in words for at in words):
                continue
            inside.difference_update(words)
            stray = {at: _outside(tree, at, words) for at in inside if tree.head[at] in words}
            tree = tree.grafted(stray) if stray else tree
            left = replace(region, tree=tree, inside=frozenset(inside))
            name = tuple(piece for piece in phrase(left, noun) if isinstance(piece, int) and piece < first)
            for part in _parts(region, words):
                found.append(Draft((*name, *part), ClaimKind.IDENTITY))
    return replace(region, tree=tree, inside=frozenset(inside)), found


def _outside(tree: Tree, token: int, words: list[int]) -> int:
    """The nearest token above ``token`` that is not among ``words``; ``token`` itself where they reach the top."""
    above = tree.head[token]
    while above in words:
        if tree.head[above] == above:
            return token
        above = tree.head[above]
    return above


def _noun_before(region: Region, bracket: int) -> int | None:
    tree = region.tree
    at = bracket - 1
    while at >= 0 and tree.mark[at]:
        at -= 1
    if at not in region.inside or tree.pos[at] not in ("NOUN", "PROPN", "NUM"):
        return None
    while (
        tree.head[at] in region.inside
        and tree.dep[at] in ("compound", "poss", "nummod", "nmod")
        and tree.head[at] < bracket
    ):
        at = tree.head[at]
    return at


def _parts(region: Region, words: list[int]) -> list[tuple[int, ...]]:
    parts: list[list[int]] = [[]]
    for before, word in zip([words[0], *words], words, strict=False):
        if any(region.tree.text[at] == ";" for at in range(before, word)):
            parts.append([])
        parts[-1].append(word)
    return [tuple(part) for part in parts]


def titles(region: Region, core: frozenset[int]) -> tuple[frozenset[int], list[Draft]]:
    """The titles before names ("designer Robert Stromberg") that ``core`` can do without, and who bears them."""
    tree, found = region.tree, []
    loose: set[int] = set()
    for name in sorted(core):
        if tree.pos[name] != "PROPN":
            continue
        left = sorted(kid for kid in region.kids(name) if kid < name and tree.dep[kid] in _LEFT and kid in core)
        nouns = [kid for kid in left if tree.pos[kid] == "NOUN" and tree.dep[kid] in ("compound", "nmod")]
        if not nouns or any(tree.dep[kid] not in _LEFT for kid in region.kids(name) if kid < name):
            continue
        last = nouns[-1]
        title = frozenset().union(*(region.below(kid) for kid in left if kid <= last)) & core
        proper = [at for at in range(last + 1, name + 1) if at in core]
        if max(title) > last or len(proper) < 1 or any(tree.pos[at] != "PROPN" for at in proper):
            continue
        determined = any(tree.dep[kid] in ("det", "poss") for kid in left)
        be = copula(region, name, told_in_past(region, tree.head[name]))
        found.append(Draft((*proper, be, *(() if determined else ("a",)), *sorted(title)), ClaimKind.IDENTITY))
        loose |= title
    return frozenset(loose), found


def one_adjective(region: Region, verb: int, form: frozenset[int]) -> Forms:
    """The form with at most one of the adjectives of its predicate noun: "is an American fantasy film"."""
    tree = region.tree
    noun = region.kid(verb, "attr")
    if noun is None or noun not in form or tree.lemma[verb] != "be":
        return [form]
    adjectives = [
        region.below(kid)
        for kid in region.kids(noun)
        if kid in form
        and tree.dep[kid] == "amod"
        and kid < noun
        and (tree.text[kid + 1] == "," or tree.text[kid][0].isupper() or tree.text[tree.first_below(kid) - 1] == ",")
    ]
    if len(adjectives) < 2:
        return [form]
    base = form.difference(*adjectives)
    return [base | adjective for adjective in adjectives]
