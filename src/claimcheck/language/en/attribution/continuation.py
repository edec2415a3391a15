"""Let content run on past its sentence: to the end of a quotation, over paragraphs, into the quotes that follow."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from claimcheck.language.en.attribution.candidates import AttributionCandidate
from claimcheck.language.en.attribution.columns import DocumentColumns
from claimcheck.models import Span
from claimcheck.text import Quotation

_FEWEST_WORDS = 3
_PERSONAL = frozenset(("NNP", "PRP"))


def carry_on(candidates: Sequence[AttributionCandidate], seen: DocumentColumns) -> list[AttributionCandidate]:
    """The candidates with the whole of what they quote, and one more for each quotation that nobody introduces."""
    quotes = [quotation for quotation in seen.quotations if quotation.depth == 0]
    owners: dict[int, AttributionCandidate] = {}
    for candidate in candidates:
        for number in sorted(_quoted(candidate, quotes)):
            owners.setdefault(number, candidate)
            candidate.content.append(quotes[number].span)
    found = list(candidates)
    places = _Places(candidates, seen)
    for number, quotation in enumerate(quotes):
        if number in owners or not places.stands_alone(quotation.span):
            continue
        before = number - 1
        owner = places.speaker(quotation.span, owners.get(before), quotes[before].span)
        if owner is None:
            owner = AttributionCandidate(source=places.subject_before(quotation.span))
            found.append(owner)
        owners[number] = owner
        owner.content.append(quotation.span)
    return found


def _quoted(candidate: AttributionCandidate, quotes: list[Quotation]) -> set[int]:
    """The quotations that the content has a part in, and the paragraphs before and after that belong to them.

    The quotation around the cue itself is left out.
    """
    met: set[int] = set()
    for span in candidate.content:
        number = bisect_right(quotes, span.start, key=lambda q: q.span.start) - 1
        for at in range(max(number, 0), len(quotes)):
            if quotes[at].span.start >= span.end:
                break
            if quotes[at].span.meets(span) and not quotes[at].span.meets(candidate.cue[0]):
                met.add(at)
    for number in sorted(met):
        at = number
        while at > 0 and quotes[at - 1].continued:
            at -= 1
            met.add(at)
        at = number
        while quotes[at].continued and at + 1 < len(quotes):
            at += 1
            met.add(at)
    return met


class _Places:
    """Where the lines, paragraphs and cues of a page stand."""

    def __init__(self, candidates: Sequence[AttributionCandidate], seen: DocumentColumns) -> None:
        self.lines = seen.lines
        self.starts = [line.span.start for line in seen.lines]
        self.paragraphs = sorted({line.paragraph for line in seen.lines})
        self.by_line: dict[int, list[AttributionCandidate]] = {}
        self.quotes = [quotation.span for quotation in seen.quotations if quotation.depth == 0]
        for candidate in candidates:
            self.by_line.setdefault(candidate.line, []).append(candidate)

    def stands_alone(self, quotation: Span) -> bool:
        """Whether the quotation is made of whole sentences: nothing else stands on its lines."""
        first = bisect_right(self.starts, quotation.start) - 1
        last = bisect_left(self.starts, quotation.end) - 1
        if first < 0 or self.starts[first] != quotation.start or self.lines[last].span.end > quotation.end + 1:
            return False
        words = sum(pos != "PUNCT" for line in self.lines[first : last + 1] for pos in line.pos)
        return words >= _FEWEST_WORDS

    def speaker(self, quotation: Span, owner: AttributionCandidate | None, before: Span) -> AttributionCandidate | None:
        """Who goes on speaking: whom the line before names, else who said the quotation before."""
        line = bisect_right(self.starts, quotation.start) - 2
        if line < 0 or self._paragraphs_between(self.lines[line].span.end, quotation.start) > 1:
            return None
        named = [d for d in self.by_line.get(line, ()) if d.source and not self._is_quoted(d.cue[0])]
        if owner is not None and owner in named:
            return owner
        if named:
            return max(named, key=lambda d: (d.score, -d.cue[0].start))
        return owner if owner is not None and self._paragraphs_between(before.end, quotation.start) <= 1 else None

    def subject_before(self, quotation: Span) -> list[Span]:
        """Whom the sentence before, in the same paragraph, is about: "Ruiz was blunt. “It will close.”"."""
        number = bisect_right(self.starts, quotation.start) - 2
        if number < 0 or self._paragraphs_between(self.lines[number].span.end, quotation.start):
            return []
        line = self.lines[number]
        for at, dep in enumerate(line.deps):
            if dep == "nsubj" and line.heads[line.heads[at]] == line.heads[at] and line.tags[at] in _PERSONAL:
                inside = line.subtree(at)
                return [line.span_of(min(inside), max(inside))]
        return []

    def _paragraphs_between(self, earlier: int, later: int) -> int:
        return bisect_right(self.paragraphs, later) - bisect_right(self.paragraphs, earlier - 1)

    def _is_quoted(self, span: Span) -> bool:
        at = bisect_right(self.quotes, span.start, key=lambda quote: quote.start) - 1
        return at >= 0 and self.quotes[at].holds(span)
