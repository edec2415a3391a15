"""What the splitter works with: regions of a sentence, and candidates for claims made of its tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from claimcheck.language.en.claims.tree import Tree
from claimcheck.models import ClaimKind, Grain

ClaimPart = int | str
"""A token of the sentence by its number, or a fixed word that is supplied."""

ClaimParts = tuple[ClaimPart, ...]


@dataclass(frozen=True, slots=True)
class ClaimCandidate:
    """A claim before its wording.

    Attributes:
        parts: tokens and supplied words, in the order in which the claim says them.
        kind: where the construction already decides it.
        is_statement: whether it is a statement; a title or a lone phrase is not.
        singular_verbs: verbs that take the singular to agree with a new subject, by token ("has" for "have").
        summarised: first and last token of each stretch that a supplied "this" stands for.
        doubt: what a reader has to look at, where the sentence may mean something else.
        tokens: the tokens among its parts.
    """

    parts: ClaimParts
    kind: ClaimKind | None = None
    is_statement: bool = True
    singular_verbs: tuple[tuple[int, str], ...] = ()
    summarised: tuple[tuple[int, int], ...] = ()
    doubt: str | None = None
    tokens: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        tokens = frozenset([part for part in self.parts if isinstance(part, int)])
        object.__setattr__(self, "tokens", tokens)


@dataclass(frozen=True, slots=True)
class Region:
    """The tokens of a sentence that one speaker says.

    Attributes:
        inside: their numbers, without punctuation.
        attributing: verbs that only attribute ("said"): they state nothing in this region.
        whole: whether the words are quoted, so that only what was said as a sentence of its own may be parted.
        year: when the article was published, where that is known.
    """

    tree: Tree
    inside: frozenset[int]
    grain: Grain
    attributing: frozenset[int] = field(default=frozenset())
    whole: bool = False
    year: int | None = None

    def children(self, token: int) -> list[int]:
        """What depends on ``token`` inside the region."""
        return [child for child in self.tree.children[token] if child in self.inside]

    def child(self, token: int, *deps: str) -> int | None:
        """The first child of ``token`` inside the region with one of these dependencies."""
        return next((child for child in self.children(token) if self.tree.dep[child] in deps), None)

    def subtree(self, top: int, stops: Iterable[int] = ()) -> frozenset[int]:
        """``top`` and all below it inside the region, leaving out branches that begin in ``stops``."""
        out, left = frozenset(stops), self.inside
        found, stack = set(), [top]
        while stack:
            token = stack.pop()
            found.add(token)
            stack += [child for child in self.tree.children[token] if child in left and child not in out]
        return frozenset(found)

    def subject(self, verb: int) -> int | None:
        """The verb's own subject, where it stands inside the region."""
        subject = self.tree.subject(verb)
        return subject if subject in self.inside else None

    def chain(self, first: int) -> list[int]:
        """``first`` and everything joined to it by "and", "or" or commas, in order."""
        found, at = [first], 0
        while at < len(found):
            found += [child for child in self.children(found[at]) if self.tree.dep[child] == "conj"]
            at += 1
        return sorted(found)

    def joiners(self, chain: Iterable[int]) -> list[int]:
        """The words that join a chain: "and", "or", "both" ..."""
        return [
            child for member in chain for child in self.children(member) if self.tree.dep[child] in ("cc", "preconj")
        ]


Forms = list[frozenset[int]]
"""The ways to say a branch: one set of tokens for each choice among its lists."""

Chooser = Callable[[int], bool]
"""Says of the first member of a list whether the list may be taken apart."""
