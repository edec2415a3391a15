"""Find the attributions of a document: source, cue and content spans."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from claimcheck.language.en.attribution.candidates import AttributionCandidate, candidates
from claimcheck.language.en.attribution.columns import DocumentColumns, document_columns
from claimcheck.language.en.attribution.continuation import carry_on
from claimcheck.language.en.attribution.insertions import with_fixed_forms
from claimcheck.language.en.attribution.introductions import announced
from claimcheck.language.en.attribution.transcripts import turns
from claimcheck.language.en.attribution.weights import trained
from claimcheck.language.en.parsing import Parse
from claimcheck.models import Attribution, AttributionType, Span

_DEEPEST = 8
"""How many speakers may report one another; what is nested more deeply is attributed to the innermost of these."""


def detect(parse: Parse) -> tuple[Attribution, ...]:
    """Every attribution in ``parse``, in text order; speakers are left open.

    Whole sentences in quotation marks that nobody introduces have neither source nor cue.
    """
    seen = document_columns(parse)
    weighed = with_fixed_forms(list(candidates(seen, trained())), seen)
    said = [*turns(parse, seen), *announced(weighed, seen, parse.document)]
    found = [_attribution(candidate, seen) for candidate in carry_on(said, seen) if candidate.content]
    return _nested(sorted(found, key=_place))


def _place(found: Attribution) -> tuple[Span, ...]:
    return min(found.cue + found.content), *found.cue, *found.content


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return tuple(merged)


def _attribution(candidate: AttributionCandidate, seen: DocumentColumns) -> Attribution:
    content = _merged(candidate.content)
    kinds = {_type_of(span, candidate, seen) for span in content}
    kind = kinds.pop() if len(kinds) == 1 else AttributionType.MIXED
    return Attribution(kind, tuple(candidate.source), tuple(candidate.cue), content)


def _type_of(span: Span, candidate: AttributionCandidate, seen: DocumentColumns) -> AttributionType:
    """By the quotation marks in a span of content, except those around the cue itself."""
    at = bisect_right(seen.quotations, span.start, key=lambda quotation: quotation.span.start)
    at = max(0, at - 1)
    while at and seen.quotations[at].depth:
        at -= 1
    kind = AttributionType.INDIRECT
    for quotation in seen.quotations[at:]:
        if quotation.span.start >= span.end:
            break
        if quotation.span.meets(span) and not (candidate.cue and quotation.span.holds(candidate.cue[0])):
            if quotation.span.holds(span):
                return AttributionType.DIRECT
            kind = AttributionType.MIXED
    return kind


def _nested(found: list[Attribution]) -> tuple[Attribution, ...]:
    """Each with the attribution around it: of several, the shortest."""
    order = sorted(range(len(found)), key=lambda at: -sum(span.end - span.start for span in found[at].content))
    rank = {at: place for place, at in enumerate(order)}
    around = _around(found)
    done: dict[int, Attribution] = {}
    depth: dict[int, int] = {}
    for at in order:
        wider = [other for other in around[at] if rank[other] < rank[at] and depth[other] < _DEEPEST]
        outer = max(wider, key=lambda other: rank[other]) if wider else None
        depth[at] = 0 if outer is None else depth[outer] + 1
        done[at] = replace(found[at], outer=None if outer is None else done[outer])
    return tuple(done[at] for at in range(len(found)))


def _around(found: list[Attribution]) -> list[list[int]]:
    """For each attribution, those whose content holds its cue."""
    spans = sorted((span, at) for at, one in enumerate(found) for span in one.content)
    cues = sorted((one.cue[0], at) for at, one in enumerate(found) if one.cue)
    around: list[list[int]] = [[] for _ in found]
    open_spans: list[tuple[Span, int]] = []
    reached = 0
    for cue, at in cues:
        while reached < len(spans) and spans[reached][0].start <= cue.start:
            open_spans.append(spans[reached])
            reached += 1
        open_spans = [held for held in open_spans if held[0].end > cue.start]
        around[at] = [other for span, other in open_spans if span.holds(cue) and other != at]
    return around
