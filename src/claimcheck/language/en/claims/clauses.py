"""A region of a sentence becomes candidates for claims: its clauses, and what is said beside them.

The plan follows clause-based extraction (Del Corro & Gemulla, "ClausIE", WWW 2013): find each clause, give it the
subject it shares, and part from it what a comma or a pronoun marks as said apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from claimcheck.language.en.claims.adjuncts import choices
from claimcheck.language.en.claims.agreement import singular
from claimcheck.language.en.claims.candidate import ClaimCandidate, ClaimParts, Region
from claimcheck.language.en.claims.circumstances import framed, opening
from claimcheck.language.en.claims.interpretations import is_interpretation, of_event, of_report
from claimcheck.language.en.claims.kinds import is_date
from claimcheck.language.en.claims.lists import chooser, forms
from claimcheck.language.en.claims.noun_attributes import one_adjective, titles, without_brackets
from claimcheck.language.en.claims.nouns import copula, identity, in_past_tense, presuppositions
from claimcheck.language.en.claims.subordinate_clauses import ClauseRole, SubordinateClause, subordinate_clauses
from claimcheck.language.en.claims.tree import VERBAL, Tree
from claimcheck.language.en.claims.vocabulary import WORDS
from claimcheck.language.en.lexicon.polarity import NEGATIONS
from claimcheck.language.en.mentions import kind_of
from claimcheck.models import ClaimKind, EntityKind, Grain

_PLACES = ("in", "at", "on", "near", "during")
_MEANINGFUL = frozenset({"NOUN", "PROPN", "NUM", "VERB", "ADJ", "SYM"})
_ALWAYS_PLURAL = ("police", "people")
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class _SharedContext:
    """What a clause shares with the one it depends on.

    Attributes:
        subjects: the possible subjects.
        helpers: the auxiliaries it shares ("will", "has been").
        opening: the tops of the phrases that frame it ("if elected", "on Monday", "in Mali").
        stand_ins: the words that a relative word stands for, by its token.
        tail: what ends the clause ("in Paris", for "where").
    """

    subjects: tuple[ClaimParts, ...] = ()
    helpers: ClaimParts = ()
    opening: tuple[int, ...] = ()
    stand_ins: dict[int, ClaimParts] = field(default_factory=dict)
    tail: ClaimParts = ()
    depth: int = 0


def candidates(region: Region) -> list[ClaimCandidate]:
    """The candidates of a region, in the order of its words.

    No meaningful word is lost: where splitting would lose one, the clause stays whole.
    """
    found: list[ClaimCandidate] = []
    if region.whole and any(text in ("…", "...") for text in region.tree.text):
        # Words left out of a quotation may join two sentences into one: it is checked as it was printed.
        return [ClaimCandidate(tuple(sorted(region.inside)))] if region.inside else []
    if region.grain is Grain.FINE:
        region, found = without_brackets(region)
    tree = region.tree
    for root in sorted(region.inside):
        if tree.head[root] in region.inside and tree.head[root] != root:
            continue
        if region.attributing and tree.dep[root] == "advcl" and is_interpretation(tree, root):
            found += [candidate for one in region.chain(root) for candidate in of_report(region, one)]
        elif tree.pos[root] in VERBAL or region.subject(root) is not None:
            found += _nothing_lost(region, root, _clause(region, root, _SharedContext()))
        else:
            found += _phrase(region, root)
    apart = [
        candidate
        for candidate in found
        if not candidate.is_statement and any(_bears_meaning(tree, at) for at in candidate.tokens)
    ]
    if apart and len(apart) < len(found) and not region.attributing:
        return [ClaimCandidate(tuple(sorted(region.inside)))]
    return found


def _phrase(region: Region, root: int) -> list[ClaimCandidate]:
    """A branch without a verb: what is said beside it, and the branch itself unless it only attributes."""
    if not region.attributing and any(
        region.tree.tag[at] in ("VBD", "VBZ", "VBP", "VBN") for at in region.subtree(root)
    ):
        # With a verb in it, it is rather a sentence that the parser did not understand: it stays whole.
        return [ClaimCandidate(tuple(sorted(region.subtree(root))), is_statement=False)]
    beside = subordinate_clauses(region, root)
    found = [
        candidate
        for clause in beside
        for candidate in _subordinate(region, root, clause, _SharedContext(depth=1), frozenset())
    ]
    if not region.attributing:
        stops = [clause.root for clause in beside if clause.is_left_out]
        found.insert(0, ClaimCandidate(tuple(sorted(region.subtree(root, stops))), is_statement=False))
    return found


def _nothing_lost(region: Region, root: int, made: list[ClaimCandidate]) -> list[ClaimCandidate]:
    tree = region.tree
    if region.attributing:
        return made
    stating = [candidate for candidate in made if candidate.is_statement] or made
    kept = frozenset().union(*(candidate.tokens for candidate in stating))
    lost = [token for token in region.subtree(root) - kept if _bears_meaning(tree, token)]
    openers = WORDS["connectives"] | {"such"}
    if all(tree.lower[token] in openers for token in lost):
        return made
    return [ClaimCandidate(tuple(sorted(region.subtree(root))))]


def _bears_meaning(tree: Tree, token: int) -> bool:
    named = tree.pos[token] in _MEANINGFUL and tree.dep[token] != "prep"
    return named or tree.lower[token] in NEGATIONS


def _clause(region: Region, verb: int, shared: _SharedContext) -> list[ClaimCandidate]:
    """The candidates of the clause at ``verb`` and of all that depends on it."""
    if shared.depth > _DEEPEST:
        return [ClaimCandidate(tuple(sorted(region.subtree(verb))))]
    beside = subordinate_clauses(region, verb, shared.helpers)
    stops = frozenset(clause.root for clause in beside if clause.is_left_out) | _joiners(region, verb, beside)
    core = region.subtree(verb, stops)
    may_part = chooser(region, verb, core)
    subject = region.subject(verb)
    subjects = shared.subjects
    if subject is not None and subject not in stops:
        subjects = tuple(_stood_in(sorted(form), shared) for form in forms(region, subject, stops, may_part))
    found: list[ClaimCandidate] = []
    if verb not in region.attributing:
        fine = region.grain is Grain.FINE
        loose, bearers = titles(region, core) if not region.whole else (frozenset(), [])
        found += bearers
        for left_out in [frozenset()] if shared.stand_ins else choices(region, verb, core):
            for form in forms(region, verb, stops | left_out, may_part):
                for part in one_adjective(region, verb, form - loose) if fine else [form]:
                    found += _worded(region, verb, part, shared, subject is not None)
        found += presuppositions(region, core)
    inherited = replace(
        shared,
        subjects=subjects,
        helpers=_helpers(region, verb) or shared.helpers,
        opening=opening(region, verb, shared.opening),
        depth=shared.depth + 1,
    )
    for clause in beside:
        found += _subordinate(region, verb, clause, inherited, core)
    return found


def _joiners(region: Region, verb: int, beside: list[SubordinateClause]) -> frozenset[int]:
    """The "and" or "but" before verbs that leave."""
    if not any(clause.role is ClauseRole.COORDINATED for clause in beside):
        return frozenset()
    return frozenset(child for child in region.children(verb) if region.tree.dep[child] in ("cc", "preconj"))


def _helpers(region: Region, verb: int) -> ClaimParts:
    return tuple(
        child for child in region.children(verb) if region.tree.dep[child] in ("aux", "auxpass") and child < verb
    )


def _stood_in(tokens: list[int], shared: _SharedContext) -> ClaimParts:
    parts: list[int | str] = []
    for token in tokens:
        parts += shared.stand_ins.get(token, (token,))
    return tuple(parts)


def _worded(
    region: Region, verb: int, form: frozenset[int], shared: _SharedContext, own_subject: bool
) -> list[ClaimCandidate]:
    tree = region.tree
    tokens = sorted(form)
    while len(tokens) > 1 and _only_links(region, verb, tokens[0]):
        tokens.pop(0)
    while len(tokens) > 1 and tree.dep[tokens[-1]] == "cc":
        tokens.pop()
    objects = [token for token in tokens if token in shared.stand_ins and tree.dep[token] in ("dobj", "attr", "oprd")]
    if objects and objects[0] < verb:
        tokens.remove(objects[0])
        after = tokens.index(verb) + 1
        rest = [*_stood_in(tokens[:after], shared), *shared.stand_ins[objects[0]], *tokens[after:]]
    else:
        rest = list(_stood_in(tokens, shared))
    frame = framed(region, verb, shared.opening)
    if own_subject or not shared.subjects:
        comma: ClaimParts = (",",) if frame and "," in tree.text[max(frame) + 1 : max(frame) + 2] else ()
        bare = tree.tag[verb] in ("VBN", "VBG") and not _helpers(region, verb)
        is_statement = own_subject or not (bare or tree.tag[verb] in ("VB", "VBD"))
        return [
            ClaimCandidate((*frame, *comma, *rest, *shared.tail), None, is_statement, _agreeing(region, verb, form))
        ]
    return [
        ClaimCandidate(
            (*frame, *subject, *shared.helpers, *rest, *shared.tail),
            singular_verbs=_agreeing_helper(region, subject, shared.helpers),
        )
        for subject in shared.subjects
    ]


def _agreeing_helper(region: Region, subject: ClaimParts, helpers: ClaimParts) -> tuple[tuple[int, str], ...]:
    """The singular of an auxiliary that a list shared, said of one of its members: "are" of "Roe and her aides are"."""
    tree, said = region.tree, [part for part in subject if isinstance(part, int)]
    tops = [part for part in said if tree.head[part] not in said]
    if len(tops) != 1 or tree.tag[tops[0]] not in ("NN", "NNP") or tree.lower[tops[0]] in _ALWAYS_PLURAL:
        return ()
    listed = tree.dep[tops[0]] == "conj" or any(tree.dep[child] == "conj" for child in tree.children[tops[0]])
    if not listed or any(tree.dep[part] == "conj" for part in said if part != tops[0]):
        return ()
    return tuple(
        (part, singular(tree.lower[part]))
        for part in helpers
        if isinstance(part, int) and (tree.tag[part] == "VBP" or tree.lower[part] == "were")
    )


def _agreeing(region: Region, verb: int, form: frozenset[int]) -> tuple[tuple[int, str], ...]:
    """The singular of a plural verb, where taking a list apart has left it with a single subject."""
    tree, subject = region.tree, region.subject(verb)
    if subject is None:
        return ()
    chain = region.chain(subject)
    left = [member for member in chain if member in form]
    if not left:  # an example stands for its noun
        left = [token for token in region.subtree(subject) & form if tree.head[token] not in form]
    elif len(chain) < 2:
        return ()
    if len(left) != 1 or tree.tag[left[0]] not in ("NN", "NNP", "VBG") or tree.lower[left[0]] in _ALWAYS_PLURAL:
        return ()
    finite = next((child for child in region.children(verb) if tree.dep[child] in ("aux", "auxpass")), verb)
    if finite not in form or not (tree.tag[finite] == "VBP" or tree.lower[finite] == "were"):
        return ()
    return ((finite, singular(tree.lower[finite])),)


def _only_links(region: Region, verb: int, token: int) -> bool:
    """Whether a clause's first word only ties it to what stands before: "that", "and", "however"."""
    tree = region.tree
    if tree.head[token] == verb and tree.dep[token] in ("mark", "cc", "preconj"):
        return tree.lower[token] not in WORDS["conditional"] | {"because"}
    following = tree.text[token + 1] if token + 1 < len(tree) else ""
    if tree.lower[token] == "that" and tree.dep[token] != "nsubj" and token + 1 < len(tree):
        # "warned | that the dam could break": before an article, "that" points to nothing.
        return tree.tag[token + 1] in ("DT", "PRP", "PRP$", "EX", "CD", "NNP")
    return (
        tree.dep[token] in ("advmod", "cc", "intj")
        and tree.lower[token] in WORDS["connectives"]
        and (following == "," or tree.dep[token] == "cc")
    )


def _subordinate(
    region: Region, top: int, clause: SubordinateClause, shared: _SharedContext, core: frozenset[int]
) -> list[ClaimCandidate]:
    """The candidates of a clause that depends on another."""
    tree = region.tree
    alone = _SharedContext(depth=shared.depth)
    if clause.role is ClauseRole.APPOSITIVE:
        if _is_mismatched(tree, clause):
            return []
        made = [identity(region, clause.anchor, clause.root)]
        for inner in subordinate_clauses(region, clause.root):
            made += _subordinate(region, clause.root, inner, replace(alone, depth=shared.depth + 1), frozenset())
        return made
    if clause.role is ClauseRole.COORDINATED:
        own = region.subject(clause.root) is not None
        return _clause(region, clause.root, replace(shared, helpers=() if own else clause.inherited, tail=()))
    if clause.role is ClauseRole.RELATIVE:
        about = clause.inherited or next(iter(shared.subjects), ())
        return _clause(region, clause.root, _related(region, replace(clause, inherited=about), alone))
    if clause.role is ClauseRole.PARTICIPLE:
        dated = tree.tag[clause.root] == "VBN" and any(is_date(tree, at) for at in region.subtree(clause.root))
        lasts = tree.tag[clause.root] == "VBN" and tree.lower[clause.root] in WORDS["lasting"]
        past = dated or in_past_tense(region, top, reports=not lasts)
        subjects = (clause.inherited,) if clause.inherited else shared.subjects
        if not subjects:
            return [_whole_with(region, top, clause, core)]
        noun = (
            clause.anchor
            if clause.inherited
            else (region.subject(top) if region.subject(top) is not None else clause.anchor)
        )
        be = copula(region, noun if noun is not None else clause.anchor, past)
        along = shared.opening if not clause.inherited and clause.root > top else ()
        return _clause(region, clause.root, replace(alone, subjects=subjects, helpers=(be,), opening=along))
    if clause.role is ClauseRole.INTERPRETATION and top in region.attributing:
        return [candidate for root in region.chain(clause.root) for candidate in of_report(region, root)]
    if clause.role is ClauseRole.INTERPRETATION and all(
        is_interpretation(tree, root) for root in region.chain(clause.root)
    ):
        return [candidate for root in region.chain(clause.root) for candidate in of_event(region, root, core)]
    if clause.role in (ClauseRole.EVENT, ClauseRole.INTERPRETATION):
        events = [root for root in region.chain(clause.root) if root not in region.attributing]
        return [_whole_with(region, top, replace(clause, root=root), core) for root in events]
    if clause.role is ClauseRole.PRESUPPOSED:
        marks = [
            child for child in region.children(clause.root) if tree.dep[child] == "mark" or tree.tag[child] == "WRB"
        ]
        # What stands before the mark belongs to it: "shortly after", "long before".
        tokens = [token for token in sorted(region.subtree(clause.root)) if token > max(marks, default=-1)]
        return [ClaimCandidate(tuple(tokens), ClaimKind.PRESUPPOSITION)]
    return _clause(region, clause.root, alone)


def _is_mismatched(tree: Tree, clause: SubordinateClause) -> bool:
    """Whether what stands beside a name can be no name's: "BLS, a larger adjustment"; the clause then stays whole."""
    noun, anchor = clause.root, clause.anchor
    if anchor is None or tree.tag[anchor] not in ("NNP", "NNPS") or tree.tag[noun] not in ("NN", "NNS"):
        return False
    word = tree.lemma[noun]
    abstract = word in WORDS["abstract"] or word.endswith(tuple(WORDS["abstract_endings"]))
    return abstract and kind_of(tree.sentence.tokens[noun]) is EntityKind.OTHER


def _whole_with(region: Region, top: int, clause: SubordinateClause, core: frozenset[int]) -> ClaimCandidate:
    """The clause said again together with a clause that is about all of it ("..., signaling a change")."""
    around = (
        core
        if top not in region.attributing
        else frozenset(token for token in region.tree.subtree(top, {clause.root}) if not region.tree.mark[token])
    )
    ends = [child for child in region.children(clause.root) if region.tree.dep[child] in ("conj", "cc")]
    tail = sorted(region.subtree(clause.root, ends))
    comma = () if region.tree.is_set_off(clause.root) else (",",)
    before = (part for part in sorted(around) if part < tail[0])
    return ClaimCandidate((*before, *comma, *tail, *(part for part in sorted(around) if part > tail[0])))


def _related(region: Region, clause: SubordinateClause, shared: _SharedContext) -> _SharedContext:
    """What a relative clause is given: the words that "which", "whose" or "where" stand for."""
    tree = region.tree
    for token in sorted(region.subtree(clause.root)):
        if tree.tag[token] == "WP$":
            return replace(shared, stand_ins={token: (*clause.inherited, "'s")})
        if tree.tag[token] == "WRB":
            before = tree.head[clause.anchor]
            place = before if tree.lower[before] in _PLACES else "in"
            return replace(shared, stand_ins={token: ()}, tail=(place, *clause.inherited))
        if tree.tag[token] in ("WDT", "WP") or (
            tree.lower[token] == "that" and tree.dep[token] in ("nsubj", "nsubjpass", "dobj")
        ):
            return replace(shared, stand_ins={token: clause.inherited})
    return replace(shared, tail=clause.inherited)
