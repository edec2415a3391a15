"""What is said beside a clause: joined verbs, relative and participial clauses, appositives, presuppositions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from claimcheck.language.en.claims.candidate import ClaimParts, Region
from claimcheck.language.en.claims.interpretations import is_interpretation
from claimcheck.language.en.claims.nouns import ambiguous_relative, antecedent, gives_name, in_past_tense, names_another
from claimcheck.language.en.claims.tree import VERBAL
from claimcheck.language.en.claims.vocabulary import WORDS
from claimcheck.language.en.lexicon.polarity import NEGATIONS
from claimcheck.models import Grain


class ClauseRole(Enum):
    """How a clause relates to the one beside it."""

    COORDINATED = auto()
    RELATIVE = auto()
    PARTICIPLE = auto()
    EVENT = auto()
    INTERPRETATION = auto()
    INDEPENDENT = auto()
    APPOSITIVE = auto()
    PRESUPPOSED = auto()


@dataclass(frozen=True, slots=True)
class SubordinateClause:
    """A clause beside another that makes a statement of its own.

    Attributes:
        root: its top.
        anchor: the token it depends on.
        is_left_out: whether the clause it depends on is said without it.
        inherited: for a joined verb, the auxiliaries it shares; for a relative clause or participle, what it is about.
    """

    root: int
    anchor: int
    role: ClauseRole
    is_left_out: bool = True
    inherited: ClaimParts = ()


def subordinate_clauses(region: Region, top: int, helpers: ClaimParts = ()) -> list[SubordinateClause]:
    """Every clause beside the clause or phrase at ``top``, in the order of their first words.

    ``helpers`` are the auxiliaries that the verb at ``top`` itself shares with one before it.
    """
    found: list[SubordinateClause] = []
    stack = [top]
    while stack:
        token = stack.pop()
        for child in region.children(token):
            clause = _subordinate(region, top, token, child, helpers)
            if clause is not None:
                found.append(clause)
            if clause is None or not clause.is_left_out:
                stack.append(child)
    return sorted(found, key=lambda clause: clause.root)


def _subordinate(region: Region, top: int, token: int, child: int, helpers: ClaimParts) -> SubordinateClause | None:
    dep = region.tree.dep[child]
    if dep == "conj":
        return _joined(region, child, token, helpers) if token == top else None
    if dep in ("parataxis", "ccomp"):
        taken = dep == "ccomp" and _taken_for_granted(region, token, child)
        return (
            SubordinateClause(child, token, ClauseRole.PRESUPPOSED, is_left_out=False)
            if taken
            else _paratactic(region, top, token, child)
        )
    if region.whole:
        return None
    if dep == "relcl":
        return _relative(region, token, child)
    if dep == "acl":
        return _participle_of_noun(region, token, child)
    if dep == "appos" and names_another(region, token, child):
        return SubordinateClause(child, token, ClauseRole.APPOSITIVE)
    if dep == "advcl":
        return _adverbial(region, top, token, child)
    return None


def _taken_for_granted(region: Region, verb: int, clause: int) -> bool:
    """Whether "knew that ..." or "unaware that ..." holds its that-clause to be so."""
    tree = region.tree
    return (
        tree.lemma[verb] in WORDS["factive"]
        and region.subject(clause) is not None
        and any(tree.lower[child] == "that" and tree.dep[child] == "mark" for child in region.children(clause))
        and not any(tree.tag[child] == "MD" for child in region.children(clause))
        and not region.whole
    )


def _joined(region: Region, verb: int, first: int, helpers: ClaimParts) -> SubordinateClause | None:
    tree = region.tree
    if tree.pos[first] not in VERBAL or (tree.pos[verb] not in VERBAL and region.subject(verb) is None):
        return None
    if region.subject(verb) is not None:
        if region.whole and region.subject(first) is None:
            return None
        return SubordinateClause(verb, first, ClauseRole.COORDINATED)
    if region.whole:
        return None
    auxiliaries = shared_helpers(region, verb, first, helpers)
    return (
        None if auxiliaries is None else SubordinateClause(verb, first, ClauseRole.COORDINATED, inherited=auxiliaries)
    )


def shared_helpers(region: Region, verb: int, first: int, helpers: ClaimParts) -> ClaimParts | None:
    """The auxiliaries that a joined verb without a subject shares with ``first``; None where it cannot stand alone."""
    tree = region.tree
    own = [child for child in region.children(verb) if tree.dep[child] in ("aux", "auxpass")]
    before = [child for child in region.children(first) if tree.dep[child] in ("aux", "auxpass") and child < first]
    auxiliaries: list[int | str] = [*before] if before else [*helpers]
    auxiliary_words = [tree.lower[part] for part in auxiliaries if isinstance(part, int)]
    negation = [child for child in region.children(first) if tree.lower[child] in NEGATIONS]
    joiner = {tree.lower[child] for child in region.children(first) if tree.dep[child] == "cc"}
    bare = first not in region.attributing and not [
        child for child in region.children(first) if child > first and tree.dep[child] not in ("cc", "conj", "prt")
    ]
    if bare and region.child(verb, "dobj") is not None:
        return None
    form = tree.tag[own[0]] if own else tree.tag[verb]
    if form == "VBD" and not own and {"was", "were", "been", "be", "is", "are"} & set(auxiliary_words):
        form = "VBN" if _may_be_passive(region, verb) else form
    if form == "VBN" and not own and not auxiliaries and _past(region, first):
        form = "VBD"
    if form in ("VBD", "VBZ", "VBP", "MD"):
        return None if negation and joiner & {"or", "nor"} else ()
    if form == "VB":
        kept = [
            part
            for part in auxiliaries
            if isinstance(part, int) and tree.tag[part] in ("MD", "TO", "VBD", "VBZ", "VBP")
        ][:1]
    elif form in ("VBN", "VBG"):
        kept = [part for part in auxiliaries if isinstance(part, int)]
    else:
        return None
    if not kept or any(tree.tag[part] == "TO" for part in kept):
        return None
    if negation:
        return tuple(sorted({*kept, *negation})) if joiner & {"or", "nor"} else None
    return tuple(kept)


def _may_be_passive(region: Region, verb: int) -> bool:
    """Whether a form like "promoted" is rather the participle: "was relegated in May and promoted again"."""
    tree = region.tree
    next_to = tree.lower[verb + 1] if verb + 1 < len(tree) else ""
    both = tree.lower[verb].endswith("ed") or tree.lower[verb] in WORDS["past_and_participle"]
    without_object = tree.lemma[verb] in WORDS["without_object"]
    return both and not without_object and region.child(verb, "dobj") is None and next_to in WORDS["behind_passive"]


def _paratactic(region: Region, top: int, token: int, child: int) -> SubordinateClause | None:
    tree = region.tree
    if token != top or region.subject(child) is None or region.child(child, "mark") is not None:
        return None
    if tree.dep[child] == "ccomp":
        own = region.subject(token)
        follows = child > token or own is None or tree.lemma[token] in WORDS["saying"]
        between = {tree.text[at] for at in range(min(child, token), max(child, token)) if tree.mark[at]}
        if follows or not between & {";", ",", ":", "–", "—"}:
            return None
    return SubordinateClause(child, token, ClauseRole.INDEPENDENT)


def _relative(region: Region, noun: int, verb: int) -> SubordinateClause | None:
    if _predicated(region, noun):
        return SubordinateClause(verb, noun, ClauseRole.RELATIVE)
    if not region.tree.is_set_off(verb):
        return None
    about = antecedent(region, noun, verb)
    if not about or (region.grain is not Grain.FINE and ambiguous_relative(region, noun, verb)):
        return None
    return SubordinateClause(verb, noun, ClauseRole.RELATIVE, inherited=about)


def _predicated(region: Region, noun: int) -> bool:
    """Whether ``noun`` says what the subject is ("is a musician"): what is said of it is said of the subject."""
    tree, verb = region.tree, region.tree.head[noun]
    if tree.dep[noun] != "attr" or tree.lemma[verb] != "be" or verb not in region.inside:
        return False
    subject = region.subject(verb)
    if subject is not None and (tree.dep[subject] == "expl" or tree.tag[subject] in ("WP", "WDT")):
        return False
    article = region.child(noun, "det")
    indefinite = article is not None and tree.lower[article] in ("a", "an")
    return (indefinite or region.grain is Grain.FINE) and region.child(verb, "neg") is None


def _participle_of_noun(region: Region, noun: int, verb: int) -> SubordinateClause | None:
    tree = region.tree
    if tree.tag[verb] not in ("VBN", "VBG", "VBD") or region.child(verb, "mark", "aux") is not None or verb < noun:
        return None
    named = gives_name(region, verb)
    if tree.lower[verb] in WORDS["stative"]:
        return None
    if not named and _predicated(region, noun):
        return SubordinateClause(verb, noun, ClauseRole.PARTICIPLE)
    if not (named or tree.is_set_off(verb) or region.grain is Grain.FINE):
        return None
    about = antecedent(region, noun, None)
    return SubordinateClause(verb, noun, ClauseRole.PARTICIPLE, inherited=about) if about else None


def _adverbial(region: Region, top: int, token: int, child: int) -> SubordinateClause | None:
    tree = region.tree
    if tree.tag[child] in ("JJS", "JJR") or tree.lower[child] in WORDS["counting"]:
        return None
    subject = region.subject(child)
    if child in region.attributing and subject is None and tree.tag[child] == "VBG":
        return SubordinateClause(child, token, ClauseRole.EVENT)
    marker = next(
        (tree.lower[k] for k in region.children(child) if tree.dep[k] == "mark" or tree.tag[k] == "WRB"), None
    )
    if subject is not None:
        if marker in WORDS["separable"] and tree.is_set_off(child):
            return SubordinateClause(child, token, ClauseRole.INDEPENDENT)
        past = all(_past(region, verb) for verb in (token, child))
        if marker in WORDS["temporal"] and past and token == top:
            return SubordinateClause(child, token, ClauseRole.PRESUPPOSED, is_left_out=False)
        return None
    if marker is not None or token != top or not tree.is_set_off(child) or region.child(child, "aux") is not None:
        return None
    if tree.tag[child] not in ("VBG", "VBN") and tree.pos[child] != "ADJ":
        return None
    if tree.lower[child] in WORDS["stative"] or _hypothetical(region, token):
        return None
    if is_interpretation(region.tree, child):
        return SubordinateClause(child, token, ClauseRole.INTERPRETATION)
    # "It sank, killing four" is not "it was killing four": in the past, what follows is said with the whole event.
    past = region.grain is Grain.CLAUSE and in_past_tense(region, token)
    if tree.tag[child] == "VBG" and child > token and (past or tree.lemma[child] in WORDS["event_participles"]):
        return SubordinateClause(child, token, ClauseRole.EVENT)
    return SubordinateClause(child, token, ClauseRole.PARTICIPLE)


def _past(region: Region, verb: int) -> bool:
    tree = region.tree
    return tree.tag[verb] == "VBD" or any(
        tree.tag[child] == "VBD" and tree.dep[child].startswith("aux") for child in region.children(verb)
    )


def _hypothetical(region: Region, verb: int) -> bool:
    """Whether what depends on the verb may not have happened: it is intended, possible, conditional or denied."""
    tree = region.tree
    return tree.dep[verb] in ("xcomp", "pcomp") or any(
        tree.tag[child] in ("MD", "TO") or tree.dep[child] == "neg" or tree.lower[child] == "if"
        for child in region.children(verb)
    )
