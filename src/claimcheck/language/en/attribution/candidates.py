"""Candidates for attributions: for each cue in a sentence, the role that the trained weights give the other words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from claimcheck.language.en.attribution.columns import DocumentColumns, SentenceColumns
from claimcheck.language.en.attribution.features import cue_features, is_candidate, is_surely_cue, part_features, reach
from claimcheck.language.en.attribution.weights import AttributionWeights, TokenRole
from claimcheck.models import Span

LEAST_LOG_ODDS = -0.7
"""From which log odds a token counts as a cue: chosen by the F1 on PolNeAR's dev part."""

_EDGES = frozenset((",", "-", "—", "–", "--", ".", ":", ";"))


@dataclass(slots=True, eq=False)
class AttributionCandidate:
    """An attribution in the making.

    Attributes:
        line: the number of the cue's line; -1 where nothing introduces the content.
        score: the log odds that the cue is one.
    """

    line: int = -1
    score: float = 0.0
    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)


def candidates(seen: DocumentColumns, weights: AttributionWeights) -> Iterator[AttributionCandidate]:
    """A candidate for each cue, in text order."""
    for number, line in enumerate(seen.lines):
        for at in range(len(line)):
            if not is_candidate(line, at, weights.words):
                continue
            score = weights.cue_score(cue_features(line, at))
            sure = is_surely_cue(line, at) or score > 0
            if sure or score >= LEAST_LOG_ODDS:
                near = reach(line, at)
                roles = [TokenRole.NONE] * len(line)
                roles[near.start : near.stop] = weights.best_parts(part_features(line, at), sure=sure)
                _drop_before_semicolon(line, at, roles)
                yield AttributionCandidate(
                    line=number,
                    score=score,
                    source=_runs(line, roles, TokenRole.SOURCE, near),
                    cue=_runs(line, roles, TokenRole.CUE, near) or [line.span_of(at, at)],
                    content=_runs(line, roles, TokenRole.CONTENT, near),
                )


def _drop_before_semicolon(line: SentenceColumns, cue: int, roles: list[TokenRole]) -> None:
    """Words before the last semicolon before the cue belong to another statement: "He objected; she said it was."."""
    semicolons = [at for at in range(cue) if line.words[at] == ";" and line.quoted[at] < 0]
    if semicolons:
        roles[: semicolons[-1]] = [TokenRole.NONE] * semicolons[-1]


def _runs(line: SentenceColumns, roles: list[TokenRole], wanted: TokenRole, near: range) -> list[Span]:
    """The tokens of one part as spans, without blanks, stops and commas at either end."""
    spans, at = [], near.start
    while at < near.stop:
        first = at
        while at < near.stop and roles[at] is wanted:
            at += 1
        last = at - 1
        while first <= last and _is_edge(line, first):
            first += 1
        while first <= last and _is_edge(line, last):
            last -= 1
        if first <= last:
            spans.append(line.span_of(first, last))
        at += 1
    return spans


def _is_edge(line: SentenceColumns, at: int) -> bool:
    word = line.words[at].strip()
    return not word or (word in _EDGES and line.quoted[at] < 0)
