"""The fine grain: a clause with each time, place and manner apart."""

from __future__ import annotations

from claimcheck.claims.draft import Forms, Grain, Region

_ADJUNCTS = ("prep", "npadvmod", "advcl", "agent")
_COMPLETE = ("dobj", "attr", "acomp", "oprd", "xcomp", "ccomp", "auxpass", "nsubjpass")


def parted(region: Region, verb: int, form: frozenset[int]) -> Forms:
    """The ways to say ``form`` with at most one of its adjuncts; ``form`` alone at the coarse grain."""
    if region.grain is Grain.CLAUSE or region.whole:
        return [form]
    tree = region.tree
    branches = [region.below(kid) & form for kid in region.kids(verb) if kid in form and tree.dep[kid] in _ADJUNCTS]
    if not branches:
        return [form]
    base = form.difference(*branches)
    complete = any(tree.dep[kid] in _COMPLETE for kid in region.kids(verb) if kid in base)
    if not complete:
        return [form] if len(branches) == 1 else [base | branch for branch in branches]
    return [base, *(base | branch for branch in branches)]
