"""Let content run on past its sentence: to the end of a quotation, over paragraphs, into the quotes that follow."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from claimcheck.language.en.attribution.candidates import AttributionCandidate
from claimcheck.language.en.attribution.columns import DocumentColumns
from claimcheck.language.en.lexicon.sources import SPEECH_VERBS
from claimcheck.models import Span
from claimcheck.text import Quotation

_FEWEST_WORDS = 3
_ASIDE = frozenset(("prep", "pobj", "npadvmod", "det", "advmod", "compound", "dobj", "dative", "amod", "poss", "case"))
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
        owner = places.bare_speech_behind(quotation.span)
        owner = owner or places.speaker(quotation.span, owners.get(before), quotes[before].span)
        owner = owner or places.speaker_behind(quotation.span)
        if owner is None:
            owner = AttributionCandidate(source=places.subject_before(quotation.span))
        if owner not in found:
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

    def bare_speech_behind(self, quotation: Span) -> AttributionCandidate | None:
        """Who says so in a sentence behind that says no more: "“It will close.” Ruiz said."."""
        line = self._line_behind(quotation)
        if line is None:
            return None
        columns = self.lines[line]
        verb = next((at for at, lemma in enumerate(columns.lemmas) if lemma in SPEECH_VERBS), None)
        subject = next(
            (at for at, dep in enumerate(columns.deps) if dep == "nsubj" and columns.heads[at] == verb), None
        )
        if verb is None or subject is None:
            return None
        said = columns.subtree(subject) | {verb}
        rest = [at for at in range(len(columns)) if at not in said and columns.pos[at] not in ("PUNCT", "ADV")]
        if any(columns.deps[at] not in _ASIDE for at in rest) or columns.deps[verb] != "ROOT":
            return None
        inside = sorted(said - {verb})
        source, cue = columns.span_of(inside[0], inside[-1]), columns.span_of(verb, verb)
        found = next((one for one in self.by_line.get(line, ()) if one.source), None)
        return found or AttributionCandidate(line, 1.0, [source], [cue])

    def speaker_behind(self, quotation: Span) -> AttributionCandidate | None:
        """Who goes on behind a quotation that nobody introduces: "“It will close.” Ruiz said the cost was high."."""
        line = self._line_behind(quotation)
        named = [] if line is None else [d for d in self.by_line.get(line, ()) if d.source and d.score > 0]
        named = [d for d in named if not self._is_quoted(d.cue[0]) and d.source[0].start == self.starts[line or 0]]
        if not named:
            return None
        return AttributionCandidate(line or 0, named[0].score, list(named[0].source), list(named[0].cue))

    def _line_behind(self, quotation: Span) -> int | None:
        """The line right behind a quotation in its paragraph."""
        line = bisect_left(self.starts, quotation.end)
        if line >= len(self.lines) or self._paragraphs_between(quotation.end, self.starts[line]):
            return None
        return None if any(at >= 0 for at in self.lines[line].quoted) else line

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
