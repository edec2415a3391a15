"""Branches that the parser is known to hang on the wrong head, hung where the order of words says they belong."""

from __future__ import annotations

from claimcheck.claims.tree import VERBAL, Tree
from claimcheck.claims.vocabulary import vocabulary


def regrafted(tree: Tree) -> Tree:
    """The tree as it is, or with what stands in a wrong place moved: a name to its title, a report to its verb."""
    moved: dict[int, int] = {}
    renamed: dict[int, str] = {}
    for token, dep in enumerate(tree.dep):
        if dep == "conj" and (noun := _noun_of_title(tree, token)) is not None:
            moved |= dict.fromkeys((token, *_joiners(tree, token)), noun)
        elif dep == "prep" and tree.lower[token] == "based" and tree.set_off(token):
            renamed[token] = "advcl"
        elif dep == "appos" and (title := _title_before(tree, token)) is not None:
            moved[token] = title
        elif dep == "relcl" and (verb := _telling_verb(tree, token)) is not None:
            moved[token], renamed[token] = verb, "ccomp"
        elif tree.tag[token] == "JJS" and (noun := _noun_before(tree, token)) is not None:
            moved[token], renamed[token] = noun, "appos"
        elif dep == "advcl" and (verb := _reported_verb(tree, token)) is not None:
            moved[token] = verb
    return tree.grafted(moved, renamed) if moved or renamed else tree


def _title_before(tree: Tree, name: int) -> int | None:
    """The noun of "A and police chief B" that stands right before B, which hangs on A."""
    before, head = tree.first_below(name) - 1, tree.head[name]
    joined = before > head and tree.dep[before] == "conj" and tree.head[before] == head
    return before if joined and tree.tag[before] == "NN" and tree.pos[name] == "PROPN" else None


def _noun_before(tree: Tree, superlative: int) -> int | None:
    """The noun of "the port, the largest of all", where "largest" hangs on the verb."""
    first = tree.first_below(superlative)
    described = tree.dep[superlative] == "advcl" and tree.kid(superlative, "det") == first and tree.set_off(superlative)
    noun = first - 2
    return noun if described and noun >= 0 and tree.pos[noun] in ("NOUN", "PROPN") else None


def _noun_of_title(tree: Tree, joined: int) -> int | None:
    """The noun of "the mayor, A, and her aide have", where the aide is joined to A."""
    name = tree.head[joined]
    noun = tree.head[name]
    if tree.dep[name] != "appos" or not tree.set_off(name) or tree.dep[noun] not in ("nsubj", "nsubjpass"):
        return None
    verb = tree.head[noun]
    finite = next((kid for kid in tree.kids[verb] if tree.dep[kid] in ("aux", "auxpass")), verb)
    plural = tree.tag[finite] == "VBP" or tree.lower[finite] == "were"
    return noun if plural and tree.tag[noun] in ("NN", "NNP") else None


def _joiners(tree: Tree, joined: int) -> list[int]:
    return [kid for kid in tree.kids[tree.head[joined]] if tree.dep[kid] == "cc" and kid < joined]


def _telling_verb(tree: Tree, clause: int) -> int | None:
    """The verb of "told officers he had found it", where the clause hangs on who was told."""
    listener = tree.head[clause]
    verb = tree.head[listener]
    if tree.dep[listener] not in ("dobj", "dative") or tree.lemma[verb] not in vocabulary()["telling"]:
        return None
    subject = tree.subject(clause)
    if subject is None or subject != tree.first_below(clause) or tree.tag[subject] in ("WP", "WDT"):
        return None
    bare = not tree.set_off(clause) and tree.first_below(clause) == max(_own(tree, listener, clause)) + 1
    return verb if bare else None


def _reported_verb(tree: Tree, clause: int) -> int | None:
    """The verb of "it was fast when it left, they said", where the clause with "when" hangs on "said".

    And "said" of "they said it was fast, citing a test", where "citing" hangs on "was".
    """
    says = tree.head[clause]
    if tree.tag[clause] == "VBG" and tree.lemma[clause] in vocabulary()["grounding"]:
        return tree.head[says] if tree.dep[says] == "ccomp" and says < clause and tree.head[says] < clause else None
    teller, reported = tree.subject(says), tree.kid(says, "ccomp")
    if teller is None or reported is None or not reported < clause < teller:
        return None
    return reported if tree.subject(clause) is not None and tree.pos[reported] in VERBAL else None


def _own(tree: Tree, noun: int, clause: int) -> set[int]:
    return {token for token in tree.below(noun, {clause}) if token < clause}
