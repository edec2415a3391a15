"""Who speaks which words of a sentence: the regions that are taken apart, each under its own attribution."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimcheck.claims.draft import Draft, Grain, Region
from claimcheck.claims.tree import VERBAL, Tree
from claimcheck.claims.wording import Line
from claimcheck.models import Attribution, AttributionType, Span


@dataclass(frozen=True, slots=True)
class Voice:
    """A region of a sentence with whoever speaks it.

    Attributes:
        said: the attribution whose content the region is; None for the article's own voice.
        partly: attributions whose content is no clause ("called it “a disgrace”"), with the tokens of that content.
    """

    region: Region
    said: Attribution | None
    partly: tuple[tuple[Attribution, frozenset[int]], ...] = ()

    def attribution(self, draft: Draft) -> Attribution | None:
        """The attribution of a draft of this region."""
        if draft.tokens <= self.region.inside:
            for one, content in self.partly:
                if content & draft.tokens:
                    return one
            return self.said
        return None


def voices(line: Line, told: Iterable[Attribution], grain: Grain, skipped: int) -> Iterator[Voice]:
    """The regions of a sentence, each with its voice, in the order of their first words.

    The first ``skipped`` tokens (a time, a dateline) belong to none.
    """
    tree = line.tree
    words = frozenset(token for token in range(skipped, len(tree)) if not tree.mark[token])
    owner: dict[int, Attribution | None] = dict.fromkeys(words)
    partly: list[tuple[Attribution, frozenset[int]]] = []
    cues: set[int] = set()
    for attribution in sorted(told, key=_length, reverse=True):
        content = _tokens(tree, attribution.content) & words
        if not content:
            continue
        if content == words or _states(tree, content):
            owner.update(dict.fromkeys(content, attribution))
            cues |= _tokens(tree, attribution.cue) | _tokens(tree, attribution.source)
        else:
            partly.append((attribution, content))
    regions: dict[int, tuple[Attribution | None, set[int]]] = {}
    for token in sorted(words):
        one = owner[token]
        regions.setdefault(id(one), (one, set()))[1].add(token)
    for one, inside in regions.values():
        silent = frozenset(cues & inside)
        whole = grain is Grain.CLAUSE and one is not None and one.type is AttributionType.DIRECT
        yield Voice(
            Region(tree, frozenset(inside), grain, silent, whole),
            one,
            tuple((said, content) for said, content in partly if content <= inside),
        )


def _length(one: Attribution) -> int:
    return sum(span.end - span.start for span in one.content)


def _tokens(tree: Tree, spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(
        token
        for span in spans
        for token, start in enumerate(tree.starts)
        if span.start <= start < span.end and not tree.mark[token]
    )


def _states(tree: Tree, content: frozenset[int]) -> bool:
    """Whether a content holds a clause of its own, with a subject, rather than "a disgrace" or "to resign"."""
    for token in content:
        if tree.head[token] in content and tree.head[token] != token:
            continue
        if tree.pos[token] in VERBAL and tree.subject(token) in content:
            return True
    return False
