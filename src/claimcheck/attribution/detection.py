"""Find the attributions of a document: source, cue and content spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from claimcheck.attribution.features import cue_features, is_candidate, part_features
from claimcheck.attribution.lines import Line, Page, page
from claimcheck.attribution.weights import Part, Weights, trained
from claimcheck.models import Attribution, AttributionType, Span
from claimcheck.text import Parse, Quotation

LEAST_LOG_ODDS = -1.0
"""From which log odds a token counts as a cue: chosen on PolNeAR's train part."""

_EDGES = frozenset((",", "-", "—", "–", "--", ".", ":", ";"))


@dataclass(slots=True)
class Draft:
    """An attribution in the making."""

    line: int
    cue_at: int
    score: float
    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)


def detect(parse: Parse) -> tuple[Attribution, ...]:
    """Every attribution in ``parse``, in text order of its cue; speakers are left open."""
    seen = page(parse)
    drafts = list(_drafts(seen, trained()))
    _carry_on(drafts, seen)
    return _nested([_attribution(draft, seen) for draft in drafts if draft.content])


def _drafts(seen: Page, weights: Weights) -> Iterator[Draft]:
    for number, line in enumerate(seen.lines):
        for at in range(len(line)):
            if not is_candidate(line, at, weights.words):
                continue
            score = weights.cue_score(cue_features(line, at))
            if score >= LEAST_LOG_ODDS:
                parts = weights.best_parts(part_features(line, at))
                parts[at] = Part.CUE
                draft = Draft(number, at, score)
                draft.source = _runs(line, parts, Part.SOURCE)
                draft.cue = _runs(line, parts, Part.CUE) or [line.span_of(at, at)]
                draft.content = _runs(line, parts, Part.CONTENT)
                yield draft


def _runs(line: Line, parts: list[Part], wanted: Part) -> list[Span]:
    """The tokens of one part as spans, without blanks, stops and commas at either end."""
    spans, at = [], 0
    while at < len(line):
        first = at
        while at < len(line) and parts[at] is wanted:
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


def _is_edge(line: Line, at: int) -> bool:
    word = line.words[at].strip()
    return not word or (word in _EDGES and line.quoted[at] < 0)


def _carry_on(drafts: list[Draft], seen: Page) -> None:
    """Let content run on: to the whole of a quotation, over paragraphs that go on with it, and into the next quote."""
    outer = [quotation for quotation in seen.quotations if quotation.depth == 0]
    begins = {line.span.start: number for number, line in enumerate(seen.lines)}
    cues = [seen.lines[draft.line].starts[draft.cue_at] for draft in drafts]
    for draft in drafts:
        line = seen.lines[draft.line]
        cue = line.span_of(draft.cue_at, draft.cue_at)
        met = [
            number
            for number, quotation in enumerate(outer)
            if not quotation.span.holds(cue) and any(quotation.span.meets(span) for span in draft.content)
        ]
        spoken = {follower for number in met for follower in _chain(outer, number)}
        end = max([line.span.end, *(outer[number].span.end for number in spoken)])
        for number, quotation in enumerate(outer):
            if number in spoken or not spoken or quotation.span.start < end - 1:
                continue
            begun = begins.get(quotation.span.start)
            if begun is None or seen.lines[begun].paragraph != line.paragraph:
                break
            if seen.lines[begun - 1].span.end > end:
                break
            tail = max((k.span.end for k in seen.lines[begun:] if k.span.start < quotation.span.end), default=end)
            if any(quotation.span.end <= at < tail for at in cues):
                break
            spoken.update(_chain(outer, number))
            end = tail
        draft.content = _merged(draft.content + [outer[number].span for number in spoken])


def _chain(outer: list[Quotation], number: int) -> Iterator[int]:
    """The quotation and those that go on with it in the paragraphs after."""
    yield number
    while outer[number].continued and number + 1 < len(outer):
        number += 1
        yield number


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


def _attribution(draft: Draft, seen: Page) -> Attribution:
    quoted = [q.span for q in seen.quotations if not any(q.span.holds(cue) for cue in draft.cue)]
    met = [any(q.meets(span) for q in quoted) for span in draft.content]
    kind = AttributionType.MIXED if any(met) else AttributionType.INDIRECT
    if all(any(q.holds(span) for q in quoted) for span in draft.content):
        kind = AttributionType.DIRECT
    return Attribution(kind, tuple(draft.source), tuple(draft.cue), tuple(draft.content))


def _nested(found: list[Attribution]) -> tuple[Attribution, ...]:
    """Each with the attribution that it is told inside of: of several, the one that says least beside it."""
    done: dict[int, Attribution] = {}
    for at in sorted(range(len(found)), key=lambda at: -sum(span.end - span.start for span in found[at].content)):
        around = [o for o in done.values() if any(span.holds(found[at].cue[0]) for span in o.content)]
        done[at] = replace(found[at], outer=around[-1] if around else None)
    return tuple(sorted(done.values(), key=lambda a: (a.cue[0], a.content)))
