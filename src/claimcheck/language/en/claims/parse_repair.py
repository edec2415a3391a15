"""Branches that the parser is known to attach to the wrong head, attached where the word order says they belong."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimcheck.language.en.claims.tree import NOMINAL, VERBAL, Tree
from claimcheck.language.en.claims.vocabulary import WORDS


@dataclass(slots=True)
class _Repair:
    """What to change in a tree: new heads, their dependencies, and what is a verb in the past tense after all."""

    moved: dict[int, int] = field(default_factory=dict)
    renamed: dict[int, str] = field(default_factory=dict)
    verbs: set[int] = field(default_factory=set)

    def attach(self, token: int, head: int | None, dep: str | None = None) -> bool:
        """Note a move, where there is a head to move to."""
        if head is not None:
            self.moved[token] = head
            if dep is not None:
                self.renamed[token] = dep
        return head is not None


def repaired(tree: Tree) -> Tree:
    """The tree as it is, or with what stands in a wrong place moved: a name to its title, a report to its verb."""
    repair = _Repair()
    for token, dep in enumerate(tree.dep):
        if dep == "conj":
            _list_member(tree, token, repair)
        elif dep == "prep":
            _preposition(tree, token, repair)
        elif dep == "appos":
            repair.attach(token, _title_before(tree, token))
        elif dep == "relcl":
            repair.attach(token, _telling_verb(tree, token), "ccomp")
        elif dep == "advcl":
            repair.attach(token, _noun_before(tree, token), "appos") or repair.attach(
                token, _reported_verb(tree, token)
            )
    if not (repair.moved or repair.renamed):
        return tree
    return tree.reattached(repair.moved, repair.renamed, frozenset(repair.verbs))


def _list_member(tree: Tree, token: int, repair: _Repair) -> None:
    head = _noun_of_title(tree, token)
    head = _member_before(tree, token) if head is None else head
    if head is not None:
        joiners = [child for child in tree.children[tree.head[token]] if tree.dep[child] == "cc" and child < token]
        repair.moved |= dict.fromkeys((token, *joiners), head)
        return
    verb = _verb_inside(tree, token)
    if verb is not None:
        repair.attach(verb, tree.head[token], "conj")
        repair.attach(token, verb, "dobj")
        repair.verbs.add(verb)


def _noun_of_title(tree: Tree, joined: int) -> int | None:
    """The noun of "the mayor, A, and her aide have", where the aide is joined to A."""
    name = tree.head[joined]
    noun = tree.head[name]
    if tree.dep[name] != "appos" or not tree.is_set_off(name) or tree.dep[noun] not in ("nsubj", "nsubjpass"):
        return None
    verb = tree.head[noun]
    finite = next((child for child in tree.children[verb] if tree.dep[child] in ("aux", "auxpass")), verb)
    plural = tree.tag[finite] == "VBP" or tree.lower[finite] == "were"
    return noun if plural and tree.tag[noun] in ("NN", "NNP") else None


def _member_before(tree: Tree, joined: int) -> int | None:
    """The list's member in "rain, frost at night, snow and hail", where the snow is joined to the night."""
    inner = tree.head[joined]
    member = tree.head[tree.head[inner]]
    comma = tree.first_of_subtree(joined) - 1
    if tree.dep[inner] != "pobj" or tree.dep[member] != "conj" or comma < 1 or tree.text[comma] != ",":
        return None
    before = tree.first_of_subtree(member) - 1
    return member if before > 0 and tree.text[before] == "," and tree.pos[joined] in NOMINAL else None


def _verb_inside(tree: Tree, noun: int) -> int | None:
    """The verb of "wrote and directed plays", where "directed" is read as an adjective."""
    head = tree.head[noun]
    verb = tree.child(noun, "amod")
    if verb is None or tree.pos[noun] != "NOUN" or tree.tag[head] != "VBD" or not tree.lower[verb].endswith("ed"):
        return None
    after_joiner = {tree.lower[at] for at in range(head, tree.first_of_subtree(noun))} & {"and", "but", "then"}
    opens = tree.first_of_subtree(noun) == tree.first_of_subtree(verb)
    return verb if after_joiner and opens and tree.tag[verb] in ("VBN", "VBD") else None


def _preposition(tree: Tree, token: int, repair: _Repair) -> None:
    if tree.lower[token] == "based" and tree.is_set_off(token):
        repair.renamed[token] = "advcl"
    elif tree.lower[token] == "including":
        repair.attach(token, _plural_before(tree, token))
    elif tree.pos[tree.head[token]] in NOMINAL:
        repair.attach(token, _participle_before(tree, token))


def _plural_before(tree: Tree, including: int) -> int | None:
    """The noun of "prizes for his work, including a medal", where the medal is attached to the work."""
    inner = tree.head[including]
    noun = tree.head[tree.head[inner]]
    single = tree.tag[inner] == "NN" and tree.dep[inner] == "pobj" and tree.is_set_off(including)
    return noun if single and tree.tag[noun] == "NNS" and noun < inner else None


def _participle_before(tree: Tree, preposition: int) -> int | None:
    """The participle of "an actor known for a part in a film", where "in" is attached to the actor."""
    if tree.is_set_off(preposition):
        return None
    before = [
        child for child in tree.children[tree.head[preposition]] if child < preposition and tree.dep[child] == "acl"
    ]
    return before[-1] if before and tree.tag[before[-1]] == "VBN" else None


def _title_before(tree: Tree, name: int) -> int | None:
    """The noun of "A and police chief B" that stands right before B, which is attached to A."""
    before, head = tree.first_of_subtree(name) - 1, tree.head[name]
    joined = before > head and tree.dep[before] == "conj" and tree.head[before] == head
    return before if joined and tree.tag[before] == "NN" and tree.pos[name] == "PROPN" else None


def _telling_verb(tree: Tree, clause: int) -> int | None:
    """The verb of "told officers he had found it", where the clause is attached to the listener."""
    listener = tree.head[clause]
    verb = tree.head[listener]
    if tree.dep[listener] not in ("dobj", "dative") or tree.lemma[verb] not in WORDS["telling"]:
        return None
    subject = tree.subject(clause)
    if subject is None or subject != tree.first_of_subtree(clause) or tree.tag[subject] in ("WP", "WDT"):
        return None
    before = max(token for token in tree.subtree(listener, {clause}) if token < clause)
    return verb if tree.first_of_subtree(clause) == before + 1 else None


def _noun_before(tree: Tree, superlative: int) -> int | None:
    """The noun of "the port, the largest of all", where "largest" is attached to the verb."""
    first = tree.first_of_subtree(superlative)
    described = (
        tree.tag[superlative] == "JJS" and tree.child(superlative, "det") == first and tree.is_set_off(superlative)
    )
    noun = first - 2
    return noun if described and noun >= 0 and tree.pos[noun] in ("NOUN", "PROPN") else None


def _reported_verb(tree: Tree, clause: int) -> int | None:
    """The verb of "it was fast when it left, they said", where the clause with "when" is attached to "said".

    And "said" of "they said it was fast, citing a test", where "citing" is attached to "was".
    """
    says = tree.head[clause]
    if tree.tag[clause] == "VBG" and tree.lemma[clause] in WORDS["grounding"]:
        return tree.head[says] if tree.dep[says] == "ccomp" and says < clause and tree.head[says] < clause else None
    teller, reported = tree.subject(says), tree.child(says, "ccomp")
    if teller is None or reported is None or not reported < clause < teller:
        return None
    return reported if tree.subject(clause) is not None and tree.pos[reported] in VERBAL else None
