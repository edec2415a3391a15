"""Attributions of a fixed form: inserted between subject and verb, or a phrase that leads a sentence.

"The lender, Ostbank said on Monday, had asked for help", "In the words of the coroner, he died of cold". The trained
weights have seen too few of these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from claimcheck.language.en.attribution.candidates import AttributionCandidate
from claimcheck.language.en.attribution.columns import DocumentColumns, SentenceColumns
from claimcheck.language.en.attribution.passed_on import passed_on
from claimcheck.language.en.attribution.vocabulary import LEADING_PHRASES
from claimcheck.language.en.lexicon.sources import SPEECH_VERBS
from claimcheck.models import Span

_SURE = 5.0
_LONGEST_SUBJECT, _LONGEST_INSERTED, _LONGEST_SOURCE = 12, 10, 9
_IN_SUBJECT = frozenset("DT NN NNS NNP NNPS JJ JJR JJS CD POS PRP$ PRP IN VBN $ HYPH".split())
_IN_NAME = frozenset("DT NN NNS NNP NNPS JJ CD POS PRP$ PRP IN CC HYPH".split())
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_PREPOSITIONS = frozenset("in on at after before during for with without despite according by from under over".split())
_BEFORE_VERB = ("RB", "RBR", "RBS")


def with_fixed_forms(found: Sequence[AttributionCandidate], seen: DocumentColumns) -> list[AttributionCandidate]:
    """The candidates, with those of a fixed form in the place of what the weights made of the same words."""
    made = [
        one
        for number, line in enumerate(seen.lines)
        for one in (*_inserted(number, line), *_leading(number, line), *passed_on(number, line))
    ]
    cues = {(one.line, one.cue[0]) for one in made}
    kept = [one for one in found if not any((one.line, cue) in cues for cue in one.cue)]
    sources = [(one.line, span) for one in made for span in one.source + one.cue]
    kept = [one for one in kept if not any(one.line == line and one.cue[0].meets(span) for line, span in sources)]
    return [*kept, *made]


def _inserted(number: int, line: SentenceColumns) -> Iterator[AttributionCandidate]:
    """Between commas, behind a subject without its verb: "The ferry, said Roe, sank"."""
    if len(line) < 6 or line.quotes:
        return
    commas = [at for at, word in enumerate(line.words) if word == ","]
    for first, last in pairwise(commas):
        if not (2 <= last - first - 1 <= _LONGEST_INSERTED and last + 1 < len(line)) or first > _LONGEST_SUBJECT:
            continue
        if any(tag not in _IN_SUBJECT for tag in line.tags[:first]) or line.words[0] in _PREPOSITIONS:
            continue
        verb = last + 1
        while verb < len(line) and line.tags[verb] in _BEFORE_VERB:
            verb += 1
        if verb >= len(line) or line.tags[verb] not in _FINITE:
            continue
        parts = _source_and_cue(line, first + 1, last)
        if parts is not None:
            content = [line.span_of(0, first - 1), line.span_of(last + 1, _end(line))]
            yield AttributionCandidate(number, _SURE, [parts[0]], [parts[1]], content)
            return


def _source_and_cue(line: SentenceColumns, first: int, end: int) -> tuple[Span, Span] | None:
    """Who speaks in the tokens from ``first`` to ``end``, and the words that say so."""
    if line.words[first : first + 2] == ("according", "to"):
        return (line.span_of(first + 2, end - 1), line.span_of(first, first + 1)) if end > first + 2 else None
    verbs = [
        at
        for at in range(first, end)
        if line.lemmas[at] in SPEECH_VERBS and (line.tags[at] in _FINITE or _taken_for_noun(line, first, at, end))
    ]
    if len(verbs) != 1:
        return None
    (verb,) = verbs
    named = range(first, verb) if verb > first else range(verb + 1, end)
    if not named or any(line.tags[at] not in _IN_NAME for at in named) or not _has_head(line, named):
        return None
    return line.span_of(named[0], named[-1]), line.span_of(verb, verb)


def _taken_for_noun(line: SentenceColumns, first: int, at: int, end: int) -> bool:
    """Whether the verb of "The road, Kemp claims, was safe" is read as a noun in the plural."""
    named = line.tags[first] in ("NNP", "DT") and line.tags[at - 1].startswith("NN")
    return line.tags[at] == "NNS" and first < at == end - 1 and named


def _has_head(line: SentenceColumns, named: range) -> bool:
    return any(line.tags[at].startswith("N") or line.tags[at] == "PRP" for at in named)


def _end(line: SentenceColumns) -> int:
    last = len(line) - 1
    while last > 0 and (not line.words[last].strip() or line.words[last] in (".", "!", "?")):
        last -= 1
    return last


def _leading(number: int, line: SentenceColumns) -> Iterator[AttributionCandidate]:
    """A phrase that says whose words or view the clause behind its comma is: "In the view of the union, he broke"."""
    words = " ".join(line.words)
    for before, after in LEADING_PHRASES:
        if not words.startswith(f"{before} "):
            continue
        start = len(before.split())
        commas = [at for at in range(start + 1, min(start + _LONGEST_SOURCE, len(line))) if line.words[at] == ","]
        for comma in commas:
            behind = len(after.split())
            end = comma - behind
            if end <= start or line.words[end:comma] != tuple(after.split()) or comma + 2 >= len(line):
                continue
            if any(line.tags[at] not in _IN_NAME for at in range(start, end)) or not _has_head(line, range(start, end)):
                continue
            if not any(tag in _FINITE for tag in line.tags[comma + 1 :]):
                continue
            cue = [] if before == "as" else [line.span_of(0, start - 1)]
            cue += [line.span_of(end, comma - 1)] if behind else []
            content = [line.span_of(comma + 1, _end(line))]
            yield AttributionCandidate(number, _SURE, [line.span_of(start, end - 1)], cue, content)
            return
