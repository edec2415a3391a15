"""Whether what was made of a sentence can be statements of it: each has a main verb, and says what the sentence joins.

The parser errs most where a sentence is long. Most of its errors leave something behind that no writer would print: a
clause without a main verb, a name that "is" its own name, one half of an "either ... or". Where one candidate of a
sentence is such, the others are in doubt too.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.language.en.claims.candidate import ClaimCandidate, ClaimPart, Region
from claimcheck.language.en.claims.tree import NOMINAL, VERBAL, Tree
from claimcheck.language.en.claims.vocabulary import WORDS
from claimcheck.models import ClaimKind, Grain

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_COPULAS = ("is", "are", "was", "were")
_ASKING = ("WP", "WDT", "WRB")
_BELOW = ("relcl", "acl", "csubj", "csubjpass", "pcomp")
_PHRASES = frozenset({"dobj", "attr", "acomp", "prep", "oprd", "xcomp", "conj", "ccomp"})
_SINGULAR, _PLURAL = ("NN", "NNP"), ("NNS", "NNPS")


def is_left_dangling(tree: Tree, candidate: ClaimCandidate) -> bool:
    """Whether a verb has lost its that-clause to another claim: "a summit where Frieden said", "voters who say are"."""
    if candidate.summarised:
        return False
    return any(
        tree.dep[child] == "ccomp"
        and child > token
        and child not in candidate.tokens
        and not _goes_on(tree, token, candidate)
        for token in candidate.tokens
        for child in tree.children[token]
    )


def _goes_on(tree: Tree, verb: int, candidate: ClaimCandidate) -> bool:
    """Whether a verb has an object or a phrase of its own left; whom something is told is none."""
    kept = _PHRASES - {"dobj"} if tree.lemma[verb] in WORDS["telling"] else _PHRASES
    return any(tree.dep[child] in kept and child > verb and child in candidate.tokens for child in tree.children[verb])


def are_sound(region: Region, found: Sequence[ClaimCandidate]) -> bool:
    """Whether every candidate that a region was taken apart into can be a statement of its sentence.

    What stands in brackets has no verb; at the fine grain it is a claim all the same.
    """
    made = [candidate for candidate in found if candidate.is_statement]
    whole = region.grain is not Grain.FINE
    return not (
        _parts_alternatives(region.tree, made) or any(_is_unsound(region.tree, one, clauses=whole) for one in made)
    )


def _is_unsound(tree: Tree, candidate: ClaimCandidate, *, clauses: bool) -> bool:
    words = [part for part in candidate.parts if not isinstance(part, int) or not tree.mark[part]]
    for at, part in enumerate(words):
        if isinstance(part, str) and part in _COPULAS:
            return _equates_wrongly(tree, words[:at], part, words[at + 1 :])
    if not clauses or candidate.singular_verbs or candidate.kind is ClaimKind.PRESUPPOSITION:
        return False
    return _is_fragment(tree, [part for part in words if isinstance(part, int)])


def _is_fragment(tree: Tree, tokens: Sequence[int]) -> bool:
    """Whether words have no main verb of their own: none that is finite, or only those of clauses inside of phrases."""
    inside = set(tokens)
    finite = [token for token in tokens if tree.tag[token] in _FINITE or _may_be_finite(tree, token)]
    if not finite:
        return True
    before = [token for token in tokens[: tokens.index(finite[0])] if tree.pos[token] in (*NOMINAL, "DET", "ADJ")]
    # "Were the attacks ..." is the second half of "as were the attacks".
    inverted = finite[0] == tokens[0] and tree.pos[finite[0]] == "AUX"
    if not before and tree.pos[finite[0]] in VERBAL and (inverted or tree.subject(finite[0]) is None):
        return True
    if tree.lemma[tokens[-1]] in WORDS["saying"] and tokens[-1] in finite and len(finite) > 1:
        return True
    asking = tree.tag[tokens[0]] in _ASKING or (tree.dep[tokens[0]] == "mark" and tree.lower[tokens[0]] != "if")
    return (asking and len(finite) == 1) or all(_is_below(tree, token, inside) for token in finite)


def _may_be_finite(tree: Tree, token: int) -> bool:
    """Whether a form that is tagged as a participle or infinitive stands where a main verb does: "he aspired"."""
    if any(tree.dep[child] in ("aux", "auxpass") for child in tree.children[token]):
        return False
    joined = tree.tag[token] == "VBN" and tree.dep[token] in ("ROOT", "conj", "ccomp")
    return joined or (tree.tag[token] == "VB" and tree.subject(token) is not None)


def _is_below(tree: Tree, token: int, inside: set[int]) -> bool:
    """Whether a verb belongs to a clause that stands inside a phrase of the same words: "all *that she has*"."""
    while tree.dep[token] in ("aux", "auxpass", "conj") and tree.head[token] in inside:
        token = tree.head[token]
    if tree.dep[token] not in _BELOW or tree.head[token] not in inside or tree.head[token] > token:
        return False
    # Where the noun has taken the place of "who" or "which", the clause is one of its own.
    deeper = {at for at in tree.subtree(token) if at != token and tree.dep[at] in ("relcl", "ccomp", "advcl")}
    relative = [at for at in tree.subtree(token, deeper) if tree.tag[at] in (*_ASKING, "WP$")]
    return tree.dep[token] != "relcl" or not relative or any(at in inside for at in relative)


def _equates_wrongly(tree: Tree, left: Sequence[ClaimPart], verb: str, right: Sequence[ClaimPart]) -> bool:
    """Whether "LEFT is RIGHT", with a verb that the sentence does not have, cannot be meant."""
    subject = [part for part in left if isinstance(part, int)]
    said = [part for part in right if isinstance(part, int)]
    if not subject or not said:
        return False
    if tree.tag[subject[0]] == "WRB" or tree.dep[subject[0]] == "mark":
        return True
    inside = set(said)
    tops = [part for part in said if tree.head[part] not in inside or tree.head[part] == part]
    others = (part for part in said if tree.tag[part] in _FINITE and part != tops[0])
    if any(not _within_clause(tree, part, inside) for part in others):
        return True
    if tree.tag[tops[0]] in ("VBG", "VBN", "VBD"):
        return said[0] < subject[0] and tree.lower[tops[0]] in WORDS["prepositional_participles"]
    top = tops[-1]
    if tree.pos[top] not in NOMINAL:
        return False
    named = _names(tree, [part for part in said if part <= top])
    if named and named <= _names(tree, subject):
        return True
    if right[0] == "a" and tree.tag[top] in _PLURAL:
        return True
    several = tree.plural(top) or tree.tag[top] in _PLURAL
    counted = any(tree.dep[child] == "nummod" for child in tree.children[top])
    if verb in ("is", "was"):
        return several and not counted and tree.tag[top] in _PLURAL and tree.tag[subject[-1]] in _SINGULAR
    return not several and tree.tag[top] in _SINGULAR and tree.lower[top] not in WORDS["collective"]


def _names(tree: Tree, tokens: Sequence[int]) -> frozenset[str]:
    return frozenset(tree.lower[token] for token in tokens if tree.pos[token] in ("NOUN", "PROPN"))


def _within_clause(tree: Tree, token: int, inside: set[int]) -> bool:
    """Whether a verb belongs to a clause that depends on a word among the same words."""
    while tree.head[token] in inside and tree.head[token] != token:
        if tree.dep[token] in ("relcl", "acl", "ccomp", "advcl", "csubj", "pcomp", "xcomp"):
            return True
        token = tree.head[token]
    return False


def _parts_alternatives(tree: Tree, found: Sequence[ClaimCandidate]) -> bool:
    """Whether one candidate has one side of an "or" between verbs and not the other: neither is said to be so."""
    for token, dep in enumerate(tree.dep):
        first = tree.head[token]
        if dep != "conj" or tree.pos[first] not in (*VERBAL, "ADJ") or tree.pos[token] not in (*VERBAL, "ADJ"):
            continue
        either = any(tree.lower[child] in ("or", "nor") and tree.dep[child] == "cc" for child in tree.children[first])
        denied = any(tree.dep[child] == "neg" for child in tree.children[first])
        if either and not denied and any((first in one.tokens) is not (token in one.tokens) for one in found):
            return True
    return False
