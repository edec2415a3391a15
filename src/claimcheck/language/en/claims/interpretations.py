"""How a writer interprets the event just reported (", signaling a change"): an opinion, separated from the event."""

from __future__ import annotations

from claimcheck.language.en.claims.agreement import singular
from claimcheck.language.en.claims.candidate import ClaimCandidate, Region
from claimcheck.language.en.claims.kinds import is_amount, is_date
from claimcheck.language.en.claims.tree import Tree
from claimcheck.language.en.claims.vocabulary import WORDS
from claimcheck.models import ClaimKind


def is_interpretation(tree: Tree, verb: int) -> bool:
    """Whether the participle at ``verb`` gives a meaning to the clause before it; with a number it states a fact."""
    if tree.tag[verb] != "VBG" or tree.lemma[verb] not in WORDS["interpreting"]:
        return False
    if tree.dep[verb] not in ("advcl", "conj") or tree.head[verb] > verb or tree.child(verb, "dative") is not None:
        return False
    return not any(is_amount(tree, at) or is_date(tree, at) for at in tree.subtree(verb))


def of_event(region: Region, verb: int, core: frozenset[int]) -> list[ClaimCandidate]:
    """The interpretation at ``verb`` of what the tokens ``core`` say: "this signals a change"."""
    tail = _tail(region, verb)
    event = [token for token in core if token < verb]
    if len(tail) < 2 or not event:
        return []
    says = (verb, singular(region.tree.lemma[verb]))
    return [
        ClaimCandidate(
            ("This", *tail), ClaimKind.OPINION, singular_verbs=(says,), summarised=((min(event), max(event)),)
        )
    ]


def of_report(region: Region, verb: int) -> list[ClaimCandidate]:
    """The interpretation at ``verb`` of reported words, summarised as "this": "she said this, signaling a change"."""
    tree, tail, top = region.tree, _tail(region, verb), verb
    while tree.head[top] != top and (top not in region.attributing or region.subject(top) is None):
        top = tree.head[top]
    report = [token for token in sorted(tree.subtree(top)) if not tree.mark[token] and token < verb]
    content = [token for token in report if token not in region.inside]
    links = {child for token in content for child in region.children(token) if tree.dep[child] == "mark"}
    others = region.subtree(_first_joined(tree, verb))
    frame = [token for token in report if token in region.inside - links - others]
    subject = region.subject(top)
    who = sorted(region.subtree(subject) & set(frame)) if subject is not None else []
    rest = [token for token in frame if token not in who]
    if len(tail) < 2 or not content:
        return []
    return [ClaimCandidate((*who, *rest, "this", ",", *tail), ClaimKind.OPINION, summarised=_runs(tree, content))]


def _first_joined(tree: Tree, verb: int) -> int:
    while tree.dep[verb] == "conj" and tree.tag[tree.head[verb]] == "VBG":
        verb = tree.head[verb]
    return verb


def _tail(region: Region, verb: int) -> list[int]:
    joined = [child for child in region.children(verb) if region.tree.dep[child] in ("conj", "cc")]
    return sorted(region.subtree(verb, joined))


def _runs(tree: Tree, tokens: list[int]) -> tuple[tuple[int, int], ...]:
    """First and last of each stretch of tokens that nothing but punctuation interrupts."""
    runs: list[tuple[int, int]] = []
    for token in tokens:
        if runs and all(tree.mark[at] for at in range(runs[-1][1] + 1, token)):
            runs[-1] = (runs[-1][0], token)
        else:
            runs.append((token, token))
    return tuple(runs)
