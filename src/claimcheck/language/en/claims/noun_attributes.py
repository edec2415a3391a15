"""The fine grain of nouns: brackets after them, titles before them, and one adjective at a time."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.language.en.claims.candidate import ClaimCandidate, ClaimParts, Forms, Region
from claimcheck.language.en.claims.nouns import copula, is_past, phrase
from claimcheck.language.en.claims.tree import Tree
from claimcheck.language.en.claims.vocabulary import WORDS
from claimcheck.models import ClaimKind, Grain

_CLOSING = {"(": ")", "[": "]"}
_LEFT = ("compound", "amod", "det", "poss", "nmod", "nummod")


def without_brackets(region: Region) -> tuple[Region, list[ClaimCandidate]]:
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
            tree = tree.reattached(stray) if stray else tree
            left = replace(region, tree=tree, inside=frozenset(inside))
            name = tuple(part for part in phrase(left, noun) if isinstance(part, int) and part < first)
            for part in _parts(region, words):
                found.append(ClaimCandidate((*name, *part), ClaimKind.IDENTITY))
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


def titles(region: Region, core: frozenset[int]) -> tuple[frozenset[int], list[ClaimCandidate]]:
    """Who has the titles before names ("designer Robert Stromberg"), and the titles that ``core`` can do without.

    At the coarse grain a bare title is none of it: it shows in the speaker's role. What an adjective or an owner says
    ("the al-Qaeda-linked group", "its founder") is a claim there too.
    """
    loose: set[int] = set()
    found: list[ClaimCandidate] = []
    for name in sorted(core):
        if region.tree.pos[name] != "PROPN":
            continue
        inside = _title_inside(region, name, core)
        title, proper = inside or _title_before(region, name, core)
        if not title or (region.grain is Grain.CLAUSE and not _telling(region, title)):
            continue
        # A name may look like a plural ("Infernal Affairs"); what it is called does not.
        be = copula(region, title[-1], is_past(region, name, tuple(title)))
        found.append(ClaimCandidate((*proper, be, *_with_article(region, title)), ClaimKind.IDENTITY))
        loose |= set(title) if inside else set()
    return frozenset(loose), found


_Split = tuple[list[int], list[int]]


def _title_inside(region: Region, name: int, core: frozenset[int]) -> _Split | None:
    """The title and the name, where the title's nouns depend on the name: "production designer | Robert Stromberg"."""
    tree = region.tree
    left = sorted(child for child in region.children(name) if child < name and child in core)
    nouns = [child for child in left if tree.pos[child] == "NOUN" and tree.dep[child] in ("compound", "nmod")]
    if not nouns or any(tree.dep[child] not in _LEFT for child in left):
        return None
    last = nouns[-1]
    title = sorted(frozenset().union(*(region.subtree(child) for child in left if child <= last)) & core)
    proper = [at for at in range(last + 1, name + 1) if at in core]
    if title[-1] > last or not proper or any(tree.pos[at] != "PROPN" for at in proper):
        return None
    return title, proper


def _title_before(region: Region, name: int, core: frozenset[int]) -> _Split:
    """The same where the name depends on the title: "its leader | Yevgeny Prigozhin"; both empty if there is none."""
    tree, noun = region.tree, region.tree.head[name]
    if tree.dep[name] != "appos" or tree.pos[noun] != "NOUN" or noun not in core or tree.is_set_off(name):
        return [], []
    proper = sorted(region.subtree(name) & core)
    title = [part for part in phrase(region, noun) if isinstance(part, int) and part <= noun]
    return (title, proper) if proper[0] > noun else ([], [])


def _telling(region: Region, title: list[int]) -> bool:
    return any(region.tree.dep[token] in ("poss", "amod") for token in title)


def _with_article(region: Region, title: list[int]) -> ClaimParts:
    """The title as it stands after "is": "a" for no article, and for "the" unless there can be only one."""
    tree = region.tree
    single = any(tree.tag[at] == "JJS" or tree.lower[at] in WORDS["superlatives"] for at in title)
    if tree.lower[title[0]] == "the" and not single:
        return ("a", *title[1:])
    determined = any(tree.dep[at] in ("det", "poss") for at in title)
    return tuple(title) if determined else ("a", *title)


def one_adjective(region: Region, verb: int, form: frozenset[int]) -> Forms:
    """The form with at most one of the adjectives of its predicate noun: "is an American fantasy film"."""
    tree = region.tree
    noun = region.child(verb, "attr")
    if noun is None or noun not in form or tree.lemma[verb] != "be":
        return [form]
    adjectives = [
        region.subtree(child)
        for child in region.children(noun)
        if child in form
        and tree.dep[child] == "amod"
        and child < noun
        and (
            tree.text[child + 1] == ","
            or tree.text[child][0].isupper()
            or tree.text[tree.first_of_subtree(child) - 1] == ","
        )
    ]
    if len(adjectives) < 2:
        return [form]
    base = form.difference(*adjectives)
    return [base | adjective for adjective in adjectives]
