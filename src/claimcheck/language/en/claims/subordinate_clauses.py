"""What is said beside a clause: joined verbs, relative and participial clauses, appositives, presuppositions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from claimcheck.language.en.claims.candidate import Pieces, Region
from claimcheck.language.en.claims.nouns import antecedent, gives_name, names_another, told_in_past
from claimcheck.language.en.claims.readings import reads
from claimcheck.language.en.claims.tree import VERBAL
from claimcheck.language.en.claims.vocabulary import WORDS
from claimcheck.models import Grain


class Way(Enum):
    """How something is said beside a clause."""

    JOINED = auto()
    RELATIVE = auto()
    PARTICIPLE = auto()
    EVENT = auto()
    READING = auto()
    APART = auto()
    APPOSED = auto()
    PRESUPPOSED = auto()


@dataclass(frozen=True, slots=True)
class Side:
    """A branch that is a statement of its own.

    Attributes:
        root: its top.
        anchor: the token it hangs on.
        leaves: whether the clause it hangs on is said without it.
        lends: for a joined verb, the auxiliaries it shares; for a relative clause or a participle, what it is about.
    """

    root: int
    anchor: int
    way: Way
    leaves: bool = True
    lends: Pieces = ()


def sides(region: Region, top: int, helpers: Pieces = ()) -> list[Side]:
    """Every side of the clause or phrase at ``top``, in the order of their first words.

    ``helpers`` are the auxiliaries that the verb at ``top`` itself shares with one before it.
    """
    found: list[Side] = []
    stack = [top]
    while stack:
        token = stack.pop()
        for kid in region.kids(token):
            side = _side(region, top, token, kid, helpers)
            if side is not None:
                found.append(side)
            if side is None or not side.leaves:
                stack.append(kid)
    return sorted(found, key=lambda side: side.root)


def _side(region: Region, top: int, token: int, kid: int, helpers: Pieces) -> Side | None:
    dep = region.tree.dep[kid]
    if dep == "conj":
        return _joined(region, kid, token, helpers) if token == top else None
    if dep in ("parataxis", "ccomp"):
        taken = dep == "ccomp" and _taken_for_granted(region, token, kid)
        return Side(kid, token, Way.PRESUPPOSED, leaves=False) if taken else _paratactic(region, top, token, kid)
    if region.whole:
        return None
    if dep == "relcl":
        return _relative(region, token, kid)
    if dep == "acl":
        return _participle_of_noun(region, token, kid)
    if dep == "appos" and names_another(region, token, kid):
        return Side(kid, token, Way.APPOSED)
    if dep == "advcl":
        return _adverbial(region, top, token, kid)
    return None


def _taken_for_granted(region: Region, verb: int, clause: int) -> bool:
    """Whether "knew that ..." or "unaware that ..." holds its that-clause to be so."""
    tree = region.tree
    return (
        tree.lemma[verb] in WORDS["factive"]
        and region.subject(clause) is not None
        and any(tree.lower[kid] == "that" and tree.dep[kid] == "mark" for kid in region.kids(clause))
        and not any(tree.tag[kid] == "MD" for kid in region.kids(clause))
        and not region.whole
    )


def _joined(region: Region, verb: int, first: int, helpers: Pieces) -> Side | None:
    tree = region.tree
    if tree.pos[first] not in VERBAL or (tree.pos[verb] not in VERBAL and region.subject(verb) is None):
        return None
    if region.subject(verb) is not None:
        if region.whole and region.subject(first) is None:
            return None
        return Side(verb, first, Way.JOINED)
    if region.whole:
        return None
    lent = shared_helpers(region, verb, first, helpers)
    return None if lent is None else Side(verb, first, Way.JOINED, lends=lent)


def shared_helpers(region: Region, verb: int, first: int, helpers: Pieces) -> Pieces | None:
    """The auxiliaries that a joined verb without a subject shares with ``first``; None where it cannot stand alone."""
    tree = region.tree
    own = [kid for kid in region.kids(verb) if tree.dep[kid] in ("aux", "auxpass")]
    before = [kid for kid in region.kids(first) if tree.dep[kid] in ("aux", "auxpass") and kid < first]
    lent: list[int | str] = [*before] if before else [*helpers]
    lenders = [tree.lower[piece] for piece in lent if isinstance(piece, int)]
    negation = [kid for kid in region.kids(first) if tree.lower[kid] in WORDS["negations"]]
    joiner = {tree.lower[kid] for kid in region.kids(first) if tree.dep[kid] == "cc"}
    bare = first not in region.silent and not [
        kid for kid in region.kids(first) if kid > first and tree.dep[kid] not in ("cc", "conj", "prt")
    ]
    if bare and region.kid(verb, "dobj") is not None:
        return None
    form = tree.tag[own[0]] if own else tree.tag[verb]
    if form == "VBD" and not own and {"was", "were", "been", "be", "is", "are"} & set(lenders):
        next_to = tree.lower[verb + 1] if verb + 1 < len(tree) else ""
        form = "VBN" if region.kid(verb, "dobj") is None and next_to in ("with", "by", "in", "to", "for") else form
    if form == "VBN" and not own and not lent and _past(region, first):
        form = "VBD"
    if form in ("VBD", "VBZ", "VBP", "MD"):
        return None if negation and joiner & {"or", "nor"} else ()
    if form == "VB":
        kept = [
            piece for piece in lent if isinstance(piece, int) and tree.tag[piece] in ("MD", "TO", "VBD", "VBZ", "VBP")
        ][:1]
    elif form in ("VBN", "VBG"):
        kept = [piece for piece in lent if isinstance(piece, int)]
    else:
        return None
    if not kept or any(tree.tag[piece] == "TO" for piece in kept):
        return None
    if negation:
        return tuple(sorted({*kept, *negation})) if joiner & {"or", "nor"} else None
    return tuple(kept)


def _paratactic(region: Region, top: int, token: int, kid: int) -> Side | None:
    tree = region.tree
    if token != top or region.subject(kid) is None or region.kid(kid, "mark") is not None:
        return None
    if tree.dep[kid] == "ccomp":
        own = region.subject(token)
        follows = kid > token or own is None or tree.lemma[token] in WORDS["saying"]
        between = {tree.text[at] for at in range(min(kid, token), max(kid, token)) if tree.mark[at]}
        if follows or not between & {";", ",", ":", "–", "—"}:
            return None
    return Side(kid, token, Way.APART)


def _relative(region: Region, noun: int, verb: int) -> Side | None:
    if _predicated(region, noun):
        return Side(verb, noun, Way.RELATIVE)
    if not region.tree.set_off(verb):
        return None
    about = antecedent(region, noun, verb)
    return Side(verb, noun, Way.RELATIVE, lends=about) if about else None


def _predicated(region: Region, noun: int) -> bool:
    """Whether ``noun`` says what the subject is ("is a musician"): what is said of it is said of the subject."""
    tree, verb = region.tree, region.tree.head[noun]
    if tree.dep[noun] != "attr" or tree.lemma[verb] != "be" or verb not in region.inside:
        return False
    subject = region.subject(verb)
    if subject is not None and (tree.dep[subject] == "expl" or tree.tag[subject] in ("WP", "WDT")):
        return False
    article = region.kid(noun, "det")
    indefinite = article is not None and tree.lower[article] in ("a", "an")
    return (indefinite or region.grain is Grain.FINE) and region.kid(verb, "neg") is None


def _participle_of_noun(region: Region, noun: int, verb: int) -> Side | None:
    tree = region.tree
    if tree.tag[verb] not in ("VBN", "VBG", "VBD") or region.kid(verb, "mark", "aux") is not None or verb < noun:
        return None
    named = gives_name(region, verb)
    if tree.lower[verb] in WORDS["stative"]:
        return None
    if not named and _predicated(region, noun):
        return Side(verb, noun, Way.PARTICIPLE)
    if not (named or tree.set_off(verb) or region.grain is Grain.FINE):
        return None
    about = antecedent(region, noun, None)
    return Side(verb, noun, Way.PARTICIPLE, lends=about) if about else None


def _adverbial(region: Region, top: int, token: int, kid: int) -> Side | None:
    tree = region.tree
    if tree.tag[kid] == "JJS":
        return None
    subject = region.subject(kid)
    if kid in region.silent and subject is None and tree.tag[kid] == "VBG":
        return Side(kid, token, Way.EVENT)
    marker = next((tree.lower[k] for k in region.kids(kid) if tree.dep[k] == "mark" or tree.tag[k] == "WRB"), None)
    if subject is not None:
        if marker in WORDS["separable"] and tree.set_off(kid):
            return Side(kid, token, Way.APART)
        past = all(_past(region, verb) for verb in (token, kid))
        if marker in WORDS["temporal"] and past and token == top:
            return Side(kid, token, Way.PRESUPPOSED, leaves=False)
        return None
    if marker is not None or token != top or not tree.set_off(kid) or region.kid(kid, "aux") is not None:
        return None
    if tree.tag[kid] not in ("VBG", "VBN") and tree.pos[kid] != "ADJ":
        return None
    if tree.lower[kid] in WORDS["stative"] or _hypothetical(region, token):
        return None
    if reads(region.tree, kid):
        return Side(kid, token, Way.READING)
    # "It sank, killing four" is not "it was killing four": in the past, what follows is told with the whole event.
    past = region.grain is Grain.CLAUSE and told_in_past(region, token)
    if tree.tag[kid] == "VBG" and kid > token and (past or tree.lemma[kid] in WORDS["event_participles"]):
        return Side(kid, token, Way.EVENT)
    return Side(kid, token, Way.PARTICIPLE)


def _past(region: Region, verb: int) -> bool:
    tree = region.tree
    return tree.tag[verb] == "VBD" or any(
        tree.tag[kid] == "VBD" and tree.dep[kid].startswith("aux") for kid in region.kids(verb)
    )


def _hypothetical(region: Region, verb: int) -> bool:
    """Whether what hangs on the verb may not have happened: it is intended, possible, conditional or denied."""
    tree = region.tree
    return tree.dep[verb] in ("xcomp", "pcomp") or any(
        tree.tag[kid] in ("MD", "TO") or tree.dep[kid] == "neg" or tree.lower[kid] == "if" for kid in region.kids(verb)
    )
