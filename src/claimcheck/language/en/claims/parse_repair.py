"""Branches that the parser is known to attach to the wrong head, attached where the word order says they belong."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimcheck.language.en.claims.doubtful import is_doubtful
from claimcheck.language.en.claims.tree import NOMINAL, VERBAL, Tree
from claimcheck.language.en.claims.vocabulary import WORDS
from claimcheck.language.en.lexicon.places import PLACE_NOUNS
from claimcheck.language.en.lexicon.sources import SPEECH_VERBS

_FINITE = ("VBD", "VBP", "VBZ")
_TAKEN_FOR = ("conj", "advcl", "ccomp", "acl", "relcl", "pcomp", "dep")


@dataclass(slots=True)
class _Repair:
    """What to change in a tree: new heads, their dependencies, and what is a past tense or participle after all."""

    moved: dict[int, int] = field(default_factory=dict)
    renamed: dict[int, str] = field(default_factory=dict)
    verbs: set[int] = field(default_factory=set)
    participles: set[int] = field(default_factory=set)

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
    unsure = False
    for token, dep in enumerate(tree.dep):
        subject = _subject_taken_for_object(tree, token)
        if subject is not None:
            unsure |= not _part_clauses(tree, token, subject, repair)
            continue
        unsure |= _subject_interrupted(tree, token)
        if dep in ("nsubj", "nsubjpass") and tree.dep[tree.head[token]] in ("aux", "auxpass"):
            repair.attach(
                token, tree.head[tree.head[token]], "nsubjpass" if tree.dep[tree.head[token]] == "auxpass" else dep
            )
            continue
        if dep in ("nsubj", "npadvmod"):
            _subject_before_insertion(tree, token, repair)
        if dep in ("nsubj", "nsubjpass"):
            _subject_before_participle(tree, token, repair)
        if dep == "conj":
            _list_member(tree, token, repair)
        elif dep == "prep":
            _preposition(tree, token, repair)
        elif dep == "appos":
            repair.attach(token, _title_before(tree, token)) or repair.attach(token, _noun_at_place(tree, token))
        elif dep == "relcl":
            repair.attach(token, _telling_verb(tree, token), "ccomp")
        elif dep == "advcl":
            (
                repair.attach(token, _noun_before(tree, token), "appos")
                or repair.attach(token, _reported_verb(tree, token))
                or _verb_of_list(tree, token, repair)
            )
    if repair.moved or repair.renamed:
        tree = tree.reattached(repair.moved, repair.renamed, frozenset(repair.verbs), frozenset(repair.participles))
    tree.unsure = unsure or is_doubtful(tree)
    return tree


def _subject_taken_for_object(tree: Tree, verb: int) -> int | None:
    """The noun right before a verb without a subject, joined to a noun before: "on Sunday and *power* failed"."""
    if (
        tree.dep[verb] not in _TAKEN_FOR
        or tree.subject(verb) is not None
        or tree.tag[verb] not in (*_FINITE, "VBN", "VB")
    ):
        return None
    helpers = [child for child in tree.children[verb] if tree.dep[child] in ("aux", "auxpass") and child < verb]
    if any(tree.dep[child] in ("mark", "cc") and child < verb for child in tree.children[verb]):
        return None
    finite = tree.tag[verb] in _FINITE or any(tree.tag[helper] in (*_FINITE, "MD") for helper in helpers)
    if not finite and (helpers or tree.tag[verb] != "VBN" or not _may_be_finite(tree, verb)):
        return None
    last = (helpers or [verb])[0] - 1
    while last > 0 and tree.tag[last] == "RB":
        last -= 1
    noun = _joined_noun(tree, last)
    if noun is None and (preposition := _preposition_above(tree, last)) is not None:
        # "and ships in the bay lost": the phrase may be attached to the verb before.
        noun = _joined_noun(tree, preposition - 1)
    if noun is None:
        return None
    if tree.pos[noun] not in NOMINAL or tree.head[noun] >= noun:
        return None
    inside = tree.subtree(noun, {verb})
    first = min(inside)
    joined = first > 0 and tree.lower[first - 1] in ("and", "but", "or", "while", "yet")
    return noun if joined and tree.pos[tree.head[noun]] in NOMINAL else None


def _subject_before_insertion(tree: Tree, noun: int, repair: _Repair) -> None:
    """Give "sank" its subject in "The ferry, said Roe, sank in May", where the ferry is attached to "said"."""
    says = tree.head[noun]
    if tree.lemma[says] not in SPEECH_VERBS or not noun < says or tree.tag[says] not in _FINITE:
        return
    if tree.child(says, "dobj") is not None:
        # "Roe told the court, had sold it": what "it" is would be taken from what was inserted.
        return
    speakers = [child for child in tree.children[says] if tree.dep[child] == "nsubj" and child != noun]
    begins = min([says, *(tree.first_of_subtree(child) for child in speakers)])
    commas = [at for at in range(noun, len(tree)) if tree.text[at] == ","]
    if not speakers or len(commas) < 2 or commas[0] + 1 != begins or not commas[1] > max(says, *speakers):
        return
    joined = [child for child in tree.children[says] if tree.dep[child] in ("dep", "ccomp", "conj", "parataxis")]
    above = [tree.head[says]] if tree.dep[says] in ("parataxis", "ccomp") else []
    verb = next((at for at in (*joined, *above) if at > commas[1] and tree.pos[at] in VERBAL), None)
    if verb is not None and tree.dep[verb] in ("aux", "auxpass"):
        verb = tree.head[verb]
    if verb is None or tree.subject(verb) is not None:
        return
    passive = any(tree.dep[child] == "auxpass" for child in tree.children[verb])
    repair.attach(noun, verb, "nsubjpass" if passive else "nsubj")
    if tree.head[verb] == says:
        repair.renamed[verb] = "ccomp"


def _subject_before_participle(tree: Tree, noun: int, repair: _Repair) -> None:
    """Give "will reopen" its subject in "The museum, closed since May, will reopen", where that is "closed"'s."""
    participle = tree.head[noun]
    begins = participle
    while begins > 0 and tree.tag[begins - 1] == "RB":
        begins -= 1
    if tree.tag[participle] not in ("VBN", "VBD") or tree.text[begins - 1] != "," or max(tree.subtree(noun)) >= begins:
        return
    # Behind "The surgeon, who trained in Lund, removed" the comma closes what was put in.
    if tree.text[noun:begins].count(",") != 1:
        return
    if any(tree.dep[child] in ("aux", "auxpass", "mark") for child in tree.children[participle]):
        return
    joined, at = [], [participle]
    while at:
        found = [child for child in tree.children[at.pop()] if tree.dep[child] == "conj"]
        joined += found
        at += found
    above = [tree.head[participle]] if tree.dep[participle] in ("parataxis", "ccomp", "advcl") else []
    for verb in sorted([*joined, *above]):
        helpers = [child for child in tree.children[verb] if tree.dep[child] in ("aux", "auxpass") and child < verb]
        first = min([verb, *helpers])
        finite = tree.tag[first] in (*_FINITE, "MD")
        if verb > participle and finite and tree.subject(verb) is None and tree.text[first - 1] == ",":
            passive = any(tree.dep[child] == "auxpass" for child in tree.children[verb])
            if verb in joined:
                top = tree.head[participle]
                repair.attach(verb, verb if top == participle else top, tree.dep[participle])
            repair.attach(noun, verb, "nsubjpass" if passive else "nsubj")
            repair.attach(participle, noun, "acl")
            repair.participles.add(participle)
            return


def _verb_of_list(tree: Tree, verb: int, repair: _Repair) -> bool:
    """Join "tilted" to "rose" in "rose, tilted and exploded", where it is read as a participle."""
    before = tree.head[verb]
    joined = [child for child in tree.children[verb] if tree.dep[child] == "conj"]
    listed = (
        tree.tag[verb] == "VBN"
        and tree.tag[before] == "VBD"
        and before < verb
        and tree.subject(before) is not None
        and tree.text[verb - 1] == ","
        and any(tree.tag[child] == "VBD" and tree.subject(child) is None for child in joined)
        and not any(tree.dep[child] in ("aux", "auxpass", "agent", "mark") for child in tree.children[verb])
    )
    if listed:
        repair.attach(verb, before, "conj")
        repair.verbs.add(verb)
    return listed


def _joined_noun(tree: Tree, last: int) -> int | None:
    """The joined noun whose phrase ends with token ``last``."""
    noun = last
    while noun >= 0 and not tree.mark[noun]:
        if tree.dep[noun] == "conj":
            return noun
        above = _joined_before(tree, noun)
        if above is None and (noun == tree.head[noun] or tree.head[noun] > last):
            return None
        noun = tree.head[noun] if above is None else above
    return None


def _preposition_above(tree: Tree, last: int) -> int | None:
    """The preposition that leads to token ``last`` from a verb."""
    preposition = tree.head[last]
    led = tree.dep[last] == "pobj" and tree.dep[preposition] == "prep" and 0 < preposition < last
    return preposition if led and tree.pos[tree.head[preposition]] in VERBAL else None


def _joined_before(tree: Tree, branch: int) -> int | None:
    """The second noun of "at dawn and volunteers from Sund", whose "from" is attached to the first."""
    head = tree.head[branch]
    joined = [
        child
        for child in tree.children[head]
        if tree.dep[child] == "conj" and head < child < branch and tree.pos[child] in NOMINAL
    ]
    return joined[-1] if joined and tree.dep[branch] in ("prep", "relcl", "acl") else None


def _may_be_finite(tree: Tree, participle: int) -> bool:
    """Whether a participle may be a past tense as well: "fires burned until dawn", and not "boats tied to the quay"."""
    return tree.lower[participle] in WORDS["past_and_participle"]


def _part_clauses(tree: Tree, verb: int, subject: int, repair: _Repair) -> bool:
    """Give a verb the subject right before it, and its clause the place beside the one before; False in doubt.

    After "the port and fires burned", where "burned" may be a participle, only the writer knows.
    """
    before = tree.head[subject]
    while before != tree.head[before] and not (tree.pos[before] in VERBAL and tree.tag[before] in _FINITE):
        before = tree.head[before]
    helped = any(tree.dep[child] in ("aux", "auxpass") for child in tree.children[verb])
    certain = tree.tag[verb] in _FINITE or helped
    knows = tree.lemma[before] in SPEECH_VERBS | WORDS["factive"] | WORDS["believing"] | WORDS["perceiving"]
    if not certain or knows or tree.pos[before] not in VERBAL or before >= subject:
        return False
    for branch in tree.children[tree.head[subject]]:
        if subject < branch < verb and _joined_before(tree, branch) == subject:
            repair.attach(branch, subject)
    preposition = _preposition_above(tree, verb - 1)
    if preposition is not None and preposition > subject:
        repair.attach(preposition, subject)
    joiner = tree.first_of_subtree(subject) - 1
    repair.attach(subject, verb, "nsubj")
    repair.attach(verb, before, "conj")
    repair.attach(joiner, before, "cc")
    return True


def _subject_interrupted(tree: Tree, noun: int) -> bool:
    """Whether a noun, a participle and a noun may be two clauses: "Passengers left by bus and workers lost"."""
    participle = noun + 1
    if participle >= len(tree) or tree.dep[noun] not in ("nsubj", "nsubjpass") or tree.head[participle] != noun:
        return False
    if tree.dep[participle] not in ("acl", "relcl") or tree.tag[participle] not in ("VBN", "VBD"):
        return False
    if tree.tag[participle] == "VBN" and not _may_be_finite(tree, participle):
        return False
    after = max(tree.subtree(participle))
    return any(tree.dep[child] == "conj" and child > after for child in tree.children[noun])


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


def _noun_at_place(tree: Tree, described: int) -> int | None:
    """The house of "the house in Harwick, a mill", where the mill is attached to the town."""
    place = tree.head[described]
    at = tree.head[place]
    noun = tree.head[at]
    placed = tree.dep[place] == "pobj" and tree.lower[at] in ("in", "at", "near", "on") and tree.pos[noun] == "NOUN"
    common = tree.pos[described] == "NOUN" and tree.child(described, "det") is not None
    named = tree.pos[place] == "PROPN" and tree.lemma[described] not in PLACE_NOUNS
    return noun if placed and common and named and noun < place else None


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
