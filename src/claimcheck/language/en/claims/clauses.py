"""A region of a sentence becomes drafts: its clauses, and what is said beside them.

The plan follows clause-based extraction (Del Corro & Gemulla, "ClausIE", WWW 2013): find each clause, give it the
subject it shares, and part from it what a comma or a pronoun marks as said apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from claimcheck.language.en.claims.adjuncts import choices
from claimcheck.language.en.claims.agreement import singular
from claimcheck.language.en.claims.attributes import one_adjective, titles, without_brackets
from claimcheck.language.en.claims.candidate import Draft, Pieces, Region
from claimcheck.language.en.claims.kinds import is_date
from claimcheck.language.en.claims.lists import chooser, forms
from claimcheck.language.en.claims.nouns import copula, identity, presuppositions, told_in_past
from claimcheck.language.en.claims.readings import of_event, of_report, reads
from claimcheck.language.en.claims.settings import framed, opening
from claimcheck.language.en.claims.subordinate_clauses import Side, Way, sides
from claimcheck.language.en.claims.tree import VERBAL, Tree
from claimcheck.language.en.claims.vocabulary import WORDS
from claimcheck.models import ClaimKind, Grain

_PLACES = ("in", "at", "on", "near", "during")
_MEANINGFUL = frozenset({"NOUN", "PROPN", "NUM", "VERB", "ADJ", "SYM"})
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class _Given:
    """What a clause takes from the one it hangs on.

    Attributes:
        subjects: the ways to say the subject it shares.
        helpers: the auxiliaries it shares ("will", "has been").
        opening: the tops of the phrases that frame it ("if elected", "on Monday", "in Mali").
        stand_ins: the words that a relative word stands for, by its token.
        tail: what ends the clause ("in Paris", for "where").
    """

    subjects: tuple[Pieces, ...] = ()
    helpers: Pieces = ()
    opening: tuple[int, ...] = ()
    stand_ins: dict[int, Pieces] = field(default_factory=dict)
    tail: Pieces = ()
    depth: int = 0


def drafts(region: Region) -> list[Draft]:
    """The drafts of a region, in the order of its words.

    No word that bears meaning is lost: where taking apart would lose one, the clause stays whole.
    """
    found: list[Draft] = []
    if region.whole and any(text in ("…", "...") for text in region.tree.text):
        # Words left out of a quotation may join two sentences into one: it is checked as it was printed.
        return [Draft(tuple(sorted(region.inside)))] if region.inside else []
    if region.grain is Grain.FINE:
        region, found = without_brackets(region)
    tree = region.tree
    for root in sorted(region.inside):
        if tree.head[root] in region.inside and tree.head[root] != root:
            continue
        if region.silent and tree.dep[root] == "advcl" and reads(tree, root):
            found += [draft for one in region.chain(root) for draft in of_report(region, one)]
        elif tree.pos[root] in VERBAL or region.subject(root) is not None:
            found += _nothing_lost(region, root, _clause(region, root, _Given()))
        else:
            found += _phrase(region, root)
    apart = [draft for draft in found if not draft.states and any(_bears_meaning(tree, at) for at in draft.tokens)]
    if apart and len(apart) < len(found) and not region.silent:
        return [Draft(tuple(sorted(region.inside)))]
    return found


def _phrase(region: Region, root: int) -> list[Draft]:
    """A branch without a verb: what is said beside it, and the branch itself unless it only attributes."""
    if not region.silent and any(region.tree.tag[at] in ("VBD", "VBZ", "VBP", "VBN") for at in region.below(root)):
        # With a verb in it, it is rather a sentence that the parser did not understand: it stays whole.
        return [Draft(tuple(sorted(region.below(root))), states=False)]
    beside = sides(region, root)
    found = [draft for side in beside for draft in _side(region, root, side, _Given(depth=1), frozenset())]
    if not region.silent:
        stops = [side.root for side in beside if side.leaves]
        found.insert(0, Draft(tuple(sorted(region.below(root, stops))), states=False))
    return found


def _nothing_lost(region: Region, root: int, made: list[Draft]) -> list[Draft]:
    tree = region.tree
    if region.silent:
        return made
    stating = [draft for draft in made if draft.states] or made
    kept = frozenset().union(*(draft.tokens for draft in stating))
    lost = [token for token in region.below(root) - kept if _bears_meaning(tree, token)]
    openers = WORDS["connectives"] | {"such"}
    if all(tree.lower[token] in openers for token in lost):
        return made
    return [Draft(tuple(sorted(region.below(root))))]


def _bears_meaning(tree: Tree, token: int) -> bool:
    named = tree.pos[token] in _MEANINGFUL and tree.dep[token] != "prep"
    return named or tree.lower[token] in WORDS["negations"]


def _clause(region: Region, verb: int, given: _Given) -> list[Draft]:
    """The drafts of the clause at ``verb`` and of all that hangs on it."""
    if given.depth > _DEEPEST:
        return [Draft(tuple(sorted(region.below(verb))))]
    beside = sides(region, verb, given.helpers)
    stops = frozenset(side.root for side in beside if side.leaves) | _joiners(region, verb, beside)
    core = region.below(verb, stops)
    may_part = chooser(region, verb, core)
    subject = region.subject(verb)
    subjects = given.subjects
    if subject is not None and subject not in stops:
        subjects = tuple(_stood_in(sorted(way), given) for way in forms(region, subject, stops, may_part))
    found: list[Draft] = []
    if verb not in region.silent:
        fine = region.grain is Grain.FINE
        loose, bearers = titles(region, core) if not region.whole else (frozenset(), [])
        found += bearers
        for left_out in [frozenset()] if given.stand_ins else choices(region, verb, core):
            for form in forms(region, verb, stops | left_out, may_part):
                for part in one_adjective(region, verb, form - loose) if fine else [form]:
                    found += _worded(region, verb, part, given, subject is not None)
        found += presuppositions(region, core)
    inherited = replace(
        given,
        subjects=subjects,
        helpers=_helpers(region, verb) or given.helpers,
        opening=opening(region, verb, given.opening),
        depth=given.depth + 1,
    )
    for side in beside:
        found += _side(region, verb, side, inherited, core)
    return found


def _joiners(region: Region, verb: int, beside: list[Side]) -> frozenset[int]:
    """The "and" or "but" before verbs that leave."""
    if not any(side.way is Way.JOINED for side in beside):
        return frozenset()
    return frozenset(kid for kid in region.kids(verb) if region.tree.dep[kid] in ("cc", "preconj"))


def _helpers(region: Region, verb: int) -> Pieces:
    return tuple(kid for kid in region.kids(verb) if region.tree.dep[kid] in ("aux", "auxpass") and kid < verb)


def _stood_in(tokens: list[int], given: _Given) -> Pieces:
    pieces: list[int | str] = []
    for token in tokens:
        pieces += given.stand_ins.get(token, (token,))
    return tuple(pieces)


def _worded(region: Region, verb: int, form: frozenset[int], given: _Given, own_subject: bool) -> list[Draft]:
    tree = region.tree
    tokens = sorted(form)
    while len(tokens) > 1 and _only_links(region, verb, tokens[0]):
        tokens.pop(0)
    while len(tokens) > 1 and tree.dep[tokens[-1]] == "cc":
        tokens.pop()
    objects = [token for token in tokens if token in given.stand_ins and tree.dep[token] in ("dobj", "attr", "oprd")]
    if objects and objects[0] < verb:
        tokens.remove(objects[0])
        after = tokens.index(verb) + 1
        rest = [*_stood_in(tokens[:after], given), *given.stand_ins[objects[0]], *tokens[after:]]
    else:
        rest = list(_stood_in(tokens, given))
    frame = framed(region, verb, given.opening)
    if own_subject or not given.subjects:
        comma: Pieces = (",",) if frame and "," in tree.text[max(frame) + 1 : max(frame) + 2] else ()
        states = own_subject or tree.tag[verb] != "VB"
        return [Draft((*frame, *comma, *rest, *given.tail), None, states, _agreeing(region, verb, form))]
    return [Draft((*frame, *subject, *given.helpers, *rest, *given.tail)) for subject in given.subjects]


def _agreeing(region: Region, verb: int, form: frozenset[int]) -> tuple[tuple[int, str], ...]:
    """The singular of a plural verb, where taking a list apart has left it with a single subject."""
    tree, subject = region.tree, region.subject(verb)
    if subject is None:
        return ()
    chain = region.chain(subject)
    left = [member for member in chain if member in form]
    if not left:  # an example stands for its noun
        left = [token for token in region.below(subject) & form if tree.head[token] not in form]
    elif len(chain) < 2:
        return ()
    if len(left) != 1 or tree.tag[left[0]] not in ("NN", "NNP", "VBG"):
        return ()
    finite = next((kid for kid in region.kids(verb) if tree.dep[kid] in ("aux", "auxpass")), verb)
    if finite not in form or not (tree.tag[finite] == "VBP" or tree.lower[finite] == "were"):
        return ()
    return ((finite, singular(tree.lower[finite])),)


def _only_links(region: Region, verb: int, token: int) -> bool:
    """Whether a clause's first word only ties it to what stands before: "that", "and", "however"."""
    tree = region.tree
    if tree.head[token] == verb and tree.dep[token] in ("mark", "cc", "preconj"):
        return tree.lower[token] not in WORDS["conditional"] | {"because"}
    following = tree.text[token + 1] if token + 1 < len(tree) else ""
    return (
        tree.dep[token] in ("advmod", "cc", "intj")
        and tree.lower[token] in WORDS["connectives"]
        and (following == "," or tree.dep[token] == "cc")
    )


def _side(region: Region, top: int, side: Side, given: _Given, core: frozenset[int]) -> list[Draft]:
    """The drafts of one side of a clause."""
    tree = region.tree
    alone = _Given(depth=given.depth)
    if side.way is Way.APPOSED:
        made = [identity(region, side.anchor, side.root)]
        for inner in sides(region, side.root):
            made += _side(region, side.root, inner, replace(alone, depth=given.depth + 1), frozenset())
        return made
    if side.way is Way.JOINED:
        own = region.subject(side.root) is not None
        return _clause(region, side.root, replace(given, helpers=() if own else side.lends, tail=()))
    if side.way is Way.RELATIVE:
        about = side.lends or next(iter(given.subjects), ())
        return _clause(region, side.root, _related(region, replace(side, lends=about), alone))
    if side.way is Way.PARTICIPLE:
        dated = tree.tag[side.root] == "VBN" and any(is_date(tree, at) for at in region.below(side.root))
        lasts = tree.tag[side.root] == "VBN" and tree.lower[side.root] in WORDS["lasting"]
        past = dated or told_in_past(region, top, reports=not lasts)
        subjects = (side.lends,) if side.lends else given.subjects
        if not subjects:
            return [_whole_with(region, top, side, core)]
        noun = side.anchor if side.lends else (region.subject(top) if region.subject(top) is not None else side.anchor)
        be = copula(region, noun if noun is not None else side.anchor, past)
        along = given.opening if not side.lends and side.root > top else ()
        return _clause(region, side.root, replace(alone, subjects=subjects, helpers=(be,), opening=along))
    if side.way is Way.READING and top in region.silent:
        return [draft for root in region.chain(side.root) for draft in of_report(region, root)]
    if side.way is Way.READING and all(reads(tree, root) for root in region.chain(side.root)):
        return [draft for root in region.chain(side.root) for draft in of_event(region, root, core)]
    if side.way in (Way.EVENT, Way.READING):
        told = [root for root in region.chain(side.root) if root not in region.silent]
        return [_whole_with(region, top, replace(side, root=root), core) for root in told]
    if side.way is Way.PRESUPPOSED:
        tokens = [
            token
            for token in sorted(region.below(side.root))
            if tree.dep[token] != "mark" or tree.head[token] != side.root
        ]
        tokens = [token for token in tokens if not (tree.tag[token] == "WRB" and tree.head[token] == side.root)]
        return [Draft(tuple(tokens), ClaimKind.PRESUPPOSITION)]
    return _clause(region, side.root, alone)


def _whole_with(region: Region, top: int, side: Side, core: frozenset[int]) -> Draft:
    """The clause said again together with a side that is about all of it ("..., signaling a change")."""
    around = (
        core
        if top not in region.silent
        else frozenset(token for token in region.tree.below(top, {side.root}) if not region.tree.mark[token])
    )
    ends = [kid for kid in region.kids(side.root) if region.tree.dep[kid] in ("conj", "cc")]
    tail = sorted(region.below(side.root, ends))
    comma = () if region.tree.set_off(side.root) else (",",)
    before = (piece for piece in sorted(around) if piece < tail[0])
    return Draft((*before, *comma, *tail, *(piece for piece in sorted(around) if piece > tail[0])))


def _related(region: Region, side: Side, given: _Given) -> _Given:
    """What a relative clause is given: the words that "which", "whose" or "where" stand for."""
    tree = region.tree
    for token in sorted(region.below(side.root)):
        if tree.tag[token] == "WP$":
            return replace(given, stand_ins={token: (*side.lends, "'s")})
        if tree.tag[token] == "WRB":
            before = tree.head[side.anchor]
            place = before if tree.lower[before] in _PLACES else "in"
            return replace(given, stand_ins={token: ()}, tail=(place, *side.lends))
        if tree.tag[token] in ("WDT", "WP") or (
            tree.lower[token] == "that" and tree.dep[token] in ("nsubj", "nsubjpass", "dobj")
        ):
            return replace(given, stand_ins={token: side.lends})
    return replace(given, tail=side.lends)
