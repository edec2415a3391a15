"""Lists: which may be taken apart without changing what is said, and what each of their members reads like."""

from __future__ import annotations

from itertools import product

from claimcheck.language.en.claims.candidate import Chooser, Forms, Region
from claimcheck.language.en.claims.tree import NOMINAL, VERBAL
from claimcheck.language.en.claims.vocabulary import WORDS
from claimcheck.language.en.lexicon.polarity import NEGATIONS
from claimcheck.models import Grain

_MOST_FORMS = {Grain.CLAUSE: 6, Grain.FINE: 32}
_SHARED = ("det", "poss", "predet")
_BEFORE_VERB = ("aux", "nsubj", "nsubjpass")
_LINKS = ("conj", "cc", "preconj", "prt")
_DIRECT = ("nsubj", "nsubjpass", "dobj", "attr", "oprd", "acomp")


def forms(region: Region, top: int, stops: frozenset[int], may_part: Chooser) -> Forms:
    """Every way to say the branch at ``top`` with one member of each list that may be parted; the whole one if none.

    Branches that begin in ``stops`` are left out.
    """
    tree = region.tree
    if "conj" not in tree.dep and "including" not in tree.lower and "such" not in tree.lower:
        return [region.subtree(top, stops)]
    found = _forms(region, top, stops, may_part)
    if len(found) > _MOST_FORMS[region.grain]:
        return [region.subtree(top, stops)]
    return found


def _forms(region: Region, top: int, stops: frozenset[int], may_part: Chooser) -> Forms:
    tree = region.tree
    own = [child for child in region.children(top) if child not in stops]
    if not own:
        return [frozenset((top,))]
    listed = _examples(region, top, own, stops, may_part)
    chain = region.chain(top) if any(tree.dep[child] == "conj" for child in own) else [top]
    parted = len(chain) > 1 and tree.dep[top] != "conj" and may_part(top)
    if parted:
        all_of_it = {child for child in own if child > chain[-1] and tree.lower[child] in ("all", "both", "each")}
        own = [child for child in own if tree.dep[child] not in ("conj", "cc", "preconj") and child not in all_of_it]
    if listed:
        own = [child for child in own if child not in listed[0]]
    later = [member for member in chain[1:] if member not in stops]
    if parted and (shared := _shared_object(region, [top, *later])) is not None:
        return _sharing(region, [top, *later], own, _forms(region, shared, stops, may_part), stops)
    choices = [_forms(region, child, stops, may_part) for child in own]
    size = 1
    for choice in choices:
        size *= len(choice)
    if size > _MOST_FORMS[region.grain]:
        choices = [[region.subtree(child, stops)] for child in own]
    found = [frozenset((top,)).union(*choice) for choice in product(*choices)]
    if parted:
        for member in later:
            found += _member_forms(region, top, member, stops, may_part)
    return found + (listed[1] if listed else [])


def _shared_object(region: Region, chain: list[int]) -> int | None:
    """The object that all verbs of a chain share: "plays" in "wrote and directed plays"."""
    *bare, last = chain
    if any(region.tree.pos[member] not in VERBAL for member in chain) or region.subject(last) is not None:
        return None
    after = [
        child
        for verb in bare
        for child in region.children(verb)
        if child > verb and region.tree.dep[child] not in _LINKS
    ]
    return None if after else region.child(last, "dobj")


def _sharing(region: Region, chain: list[int], own: list[int], objects: Forms, stops: frozenset[int]) -> Forms:
    """Each verb of a chain with the subject of the first and the object of the last."""
    around = frozenset().union(*(region.subtree(child, stops) for child in own))
    found: Forms = []
    for verb in chain:
        rest = [child for child in region.children(verb) if region.tree.dep[child] in (*_LINKS, "dobj")]
        beside = region.subtree(verb, {*stops, *rest}) if verb != chain[0] else frozenset((verb,))
        found += [around | beside | form for form in objects]
    return found


def _member_forms(region: Region, first: int, member: int, stops: frozenset[int], may_part: Chooser) -> Forms:
    """A later member of a list, with the article or owner that it shares with the first."""
    tree = region.tree
    shared: frozenset[int] = frozenset()
    rest = stops | {child for child in region.children(member) if tree.dep[child] in ("conj", "cc")}
    own = _forms(region, member, frozenset(rest), may_part)
    if tree.pos[member] in VERBAL:
        helped = region.child(member, "aux", "auxpass") is not None
        from_first = [
            child
            for child in region.children(first)
            if child < first and tree.dep[child] in (_BEFORE_VERB[1:] if helped else _BEFORE_VERB)
        ]
        shared = frozenset().union(*(region.subtree(child, stops) for child in from_first))
        return own if region.subject(member) is not None else [form | shared for form in own]
    own_words = region.children(member)
    if tree.pos[member] == "PROPN" or any(tree.dep[child] in (*_SHARED, "nummod") for child in own_words):
        return own
    if any(tree.lower[child] in WORDS["counting"] for child in own_words):
        return own
    for child in region.children(first):
        if child > member and tree.dep[child] not in ("conj", "cc") and child not in stops:
            shared |= region.subtree(child, stops)
        bare_plural = tree.dep[child] == "det" and tree.lower[child] in ("a", "an") and tree.tag[member] == "NNS"
        if tree.dep[child] in _SHARED and child < first and not bare_plural:
            shared |= region.subtree(child)
    return [form | shared for form in own]


def _examples(
    region: Region, noun: int, own: list[int], stops: frozenset[int], may_part: Chooser
) -> tuple[set[int], Forms] | None:
    """The branch that gives examples of ``noun``, and each example as a way to say the noun.

    "weaponry, including tanks" is also said by "tanks"; "ports like Conakry" keeps its head.
    """
    tree = region.tree
    for child in own:
        if tree.dep[child] != "prep" or child < noun or tree.pos[noun] not in NOMINAL:
            continue
        such = any(tree.lower[before] == "such" for before in region.children(child))
        if not (such or tree.lower[child] == "including"):
            continue
        item = region.child(child, "pobj")
        apart = tree.is_set_off(child) or region.grain is Grain.FINE
        if item is None or not apart or not may_part(noun):
            continue
        members = region.chain(item)
        if not _joined_by_and(region, members):
            continue
        after = [other for other in own if other > members[-1] and tree.dep[other] == "prep"]
        shared = frozenset().union(*(region.subtree(other, stops) for other in after))
        found: Forms = []
        for member in members:
            rest = stops | {other for other in region.children(member) if tree.dep[other] in ("conj", "cc")}
            found += [form | shared for form in _forms(region, member, frozenset(rest), may_part)]
        return {child}, found
    return None


def _joined_by_and(region: Region, chain: list[int]) -> bool:
    tree = region.tree
    return all(tree.lower[joiner] in ("and", "both", "as") for joiner in region.joiners(chain))


def chooser(region: Region, verb: int, scope: frozenset[int]) -> Chooser:
    """Which lists in the clause of ``verb``, made of the tokens ``scope``, may be taken apart."""
    tree = region.tree
    negated = any(tree.lower[token] in NEGATIONS for token in scope)
    joint = tree.lemma[verb] in WORDS["joint_verbs"] or any(tree.lower[token] in WORDS["jointly"] for token in scope)
    counted = any(tree.dep[token] == "nummod" or tree.pos[token] == "NUM" or tree.tag[token] == "$" for token in scope)
    theirs = any(tree.lower[token] in ("their", "theirs", "them", "themselves") for token in scope)
    fine = region.grain is Grain.FINE

    def may_part(first: int) -> bool:
        members = region.chain(first)
        joiners = {tree.lower[joiner] for joiner in region.joiners(members)}
        if joint or region.whole or not joiners <= {"and", "or", "nor", "both", "as"}:
            return False
        if (("or" in joiners or "nor" in joiners) and not negated) or (negated and "and" in joiners):
            return False
        if any(tree.lower[child] in WORDS["limiting"] for child in region.children(first) if child < first):
            return False
        if len(members) == 1:
            return fine or _direct(region, verb, first)
        if tree.tag[first] == "VB" and any(tree.tag[member] == "VBG" for member in members):
            return False
        if first == verb:
            return fine and not negated
        if (counted or theirs) and tree.dep[first] in ("nsubj", "nsubjpass"):
            return False
        if any(tree.dep[child] in ("nummod", "predet") for child in region.children(first)) and not all(
            region.child(member, "nummod", "det", "poss") is not None for member in members
        ):
            return False
        if tree.dep[first] == "pobj" and first < verb and tree.head[tree.head[first]] == verb:
            return False
        return fine or (_direct(region, verb, first) and _stand_alone(region, members))

    return may_part


def _direct(region: Region, verb: int, first: int) -> bool:
    """Whether a noun belongs to the verb itself: its subject, its object, or that of a preposition on it."""
    tree = region.tree
    head = tree.head[first]
    if tree.dep[first] in _DIRECT:
        return head == verb or (tree.pos[head] in VERBAL and tree.dep[head] == "xcomp")
    if tree.dep[first] == "xcomp":
        return head == verb
    if tree.dep[first] != "pobj":
        return False
    above = tree.head[head]
    if tree.lower[head] == "like":
        return _direct(region, verb, above)
    if tree.pos[above] == "NOUN" and tree.lower[head] in ("in", "at") and tree.pos[first] == "PROPN":
        return tree.dep[above] == "dobj" and tree.head[above] == verb
    return above == verb and first > verb


def _stand_alone(region: Region, members: list[int]) -> bool:
    """Whether each member reads as it stands: none shares an adjective that only the first one has."""
    tree = region.tree
    if any(tree.pos[member] in VERBAL for member in members):
        alike = len({tree.tag[member] for member in members}) == 1 and tree.dep[members[0]] == "xcomp"
        return alike and all(
            any(child > member and tree.dep[child] not in ("cc", "conj") for child in region.children(member))
            for member in members
        )
    if any(tree.pos[member] == "ADJ" for member in members):
        return tree.dep[members[0]] == "acomp"
    modified = [
        any(tree.dep[child] in ("amod", "compound", "det", "poss", "nummod") for child in region.children(m))
        for m in members
    ]
    complete = [
        tree.pos[m] == "PROPN" or tree.tag[m] in ("NNS", "PRP") or is_modified
        for m, is_modified in zip(members, modified, strict=True)
    ]
    incomplete = any(tree.dep[child] in ("amod", "compound") for child in region.children(members[0])) and not all(
        is_modified or tree.pos[m] == "PROPN" for m, is_modified in zip(members, modified, strict=True)
    )
    single_with_article = [tree.tag[m] == "NN" and not d for m, d in zip(members, modified, strict=True)]
    return not incomplete and (all(complete) or all(single_with_article) or not modified[0])
