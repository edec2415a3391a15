"""What to check first."""

from __future__ import annotations

from claimcheck.claims.draft import Draft
from claimcheck.claims.tree import Tree
from claimcheck.models import ClaimKind


def priority(tree: Tree, draft: Draft, sort: ClaimKind) -> float:
    """How soon a claim should be checked, 0 to 100."""
    figures = sum(tree.tag[token] == "CD" for token in draft.tokens)
    names = sum(tree.tag[token].startswith("NNP") for token in draft.tokens)
    return min(100.0, 20.0 * (sort is ClaimKind.QUOTE) + 25.0 * figures + 5.0 * names)
