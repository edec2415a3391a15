"""Lines that announce words in the paragraphs or list items behind them: "Falk said:"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from claimcheck.language.en.attribution.candidates import AttributionCandidate
from claimcheck.language.en.attribution.columns import DocumentColumns, SentenceColumns
from claimcheck.language.en.attribution.vocabulary import ANNOUNCING_VERBS
from claimcheck.language.en.lexicon.sources import SPEECH_VERBS
from claimcheck.models import Block, BlockKind, Document, Span
from claimcheck.text import Quotation

_SURE = 5.0
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_HEADS = ("ROOT", "conj", "relcl", "advcl", "ccomp", "pcomp", "xcomp")


def announced(
    found: Sequence[AttributionCandidate], seen: DocumentColumns, document: Document
) -> list[AttributionCandidate]:
    """The candidates, and for each line that ends with a colon one for the quotation or the list items behind it."""
    by_line: dict[int, list[AttributionCandidate]] = {}
    for candidate in found:
        by_line.setdefault(candidate.line, []).append(candidate)
    starts = [block.span.start for block in document.blocks]
    taken: set[int] = set()
    made: list[AttributionCandidate] = []
    for number, line in enumerate(seen.lines):
        if not document.text[line.span.start : line.span.end].rstrip("*_ ").endswith(":"):
            continue
        here = bisect_right(starts, line.span.start) - 1
        if document.text[line.span.end : document.blocks[here].span.end].strip("*_ \n"):
            continue
        content = list(_announced_words(document, here + 1, seen.quotations))
        parts = _source_and_cue(line, by_line.get(number, ())) if content else None
        if parts is not None:
            made.append(AttributionCandidate(number, _SURE, [parts[0]], [parts[1]], content))
            taken.add(number)
    # What else was seen in such a line is its own source and verb.
    return [*(one for one in found if one.line not in taken), *made]


def _announced_words(document: Document, first: int, quotations: Sequence[Quotation]) -> Iterator[Span]:
    """The quotation that opens block ``first``, or the run of list items or set-off quotations that begins with it."""
    following = document.blocks[first : first + 1]
    if not following:
        return
    kind = following[0].kind
    for block in document.blocks[first:]:
        if kind in (BlockKind.ITEM, BlockKind.QUOTE):
            if block.kind is not kind:
                return
            yield block.span
            continue
        opening = _opening_quotation(block, quotations)
        if opening is None:
            return
        yield opening
        if document.text[opening.end : block.span.end].strip():
            return


def _opening_quotation(block: Block, quotations: Sequence[Quotation]) -> Span | None:
    at = bisect_right(quotations, block.span.start, key=lambda one: one.span.start - 1) - 1
    for quotation in quotations[max(at, 0) :]:
        if quotation.span.start >= block.span.start:
            return quotation.span if quotation.span.start == block.span.start else None
    return None


def _source_and_cue(line: SentenceColumns, found: Sequence[AttributionCandidate]) -> tuple[Span, Span] | None:
    """Who speaks in a line that announces words, and the verb: what the weights see, else by grammar."""
    for at in range(len(line) - 1, -1, -1):
        if line.lemmas[at] in SPEECH_VERBS | ANNOUNCING_VERBS and line.deps[at] in _HEADS and line.pos[at] == "VERB":
            subject = next((child for child in line.children[at] if line.deps[child] in _SUBJECTS), None)
            if subject is not None:
                return _whole(line, subject), line.span_of(at, at)
    for at in range(1, len(line) - 1):
        if line.words[at - 1 : at + 1] == ("according", "to"):
            source = next((child for child in line.children[at] if line.deps[child] == "pobj"), None)
            if source is not None:
                return _whole(line, source), line.span_of(at - 1, at)
    sure = [one for one in found if one.source and one.cue]
    return (sure[-1].source[0], sure[-1].cue[0]) if sure else None


def _whole(line: SentenceColumns, top: int) -> Span:
    inside = sorted(line.subtree(top))
    while line.pos[inside[-1]] == "PUNCT":
        inside.pop()
    return line.span_of(inside[0], inside[-1])
