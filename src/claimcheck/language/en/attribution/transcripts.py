"""Turns of a transcript: paragraphs that begin with who speaks, "SMITH:" or "Q:"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from claimcheck.language.en.attribution.candidates import AttributionCandidate
from claimcheck.language.en.attribution.columns import DocumentColumns
from claimcheck.language.en.lexicon.people import TITLES
from claimcheck.models import Document, Span

_LABEL = re.compile(
    r"[\"“]?(?P<name>[A-Z][\w.’'-]*(?:[ ,]+(?:[A-Z(][\w.’')-]*|of|the|for|de|von|van)){0,5})"
    r"(?P<colon>:)[\"”]?\s+(?=\S)"
)
_QUESTION_AND_ANSWER = frozenset("QA")
_QUOTES = frozenset('“„«"')
_CERTAIN = 10.0


def turns(document: Document, seen: DocumentColumns) -> Iterator[AttributionCandidate]:
    """A candidate for each turn; it runs on over the paragraphs up to the next.

    Labels make a transcript when one of them comes back, or when they are Q and A; a lone "Update:" does not, but what
    stands behind a title ("Mayor Ruiz: Bridge is safe"), or in quotation marks after the colon, is said by its name.
    """
    text = document.text
    ends = {line.paragraph: line.span.end for line in seen.lines}
    begins = {line.paragraph: number for number, line in reversed(list(enumerate(seen.lines)))}
    labels = {start: found for start in sorted(ends) if (found := _LABEL.match(text, start, ends[start]))}
    turn: AttributionCandidate | None
    names = Counter(found["name"] for found in labels.values())
    if max(names.values(), default=0) < 2 and set(names) != _QUESTION_AND_ANSWER:
        for start, found in labels.items():
            if seen.lines[begins[start]].span.end == ends[start] and _speaks(found, text):
                turn = AttributionCandidate(
                    begins[start], _CERTAIN, [Span(*found.span("name"))], [Span(*found.span("colon"))]
                )
                turn.content.append(Span(found.end(), ends[start]))
                yield turn
        return
    last = max(labels)
    turn = None
    for start, end in sorted(ends.items()):
        if start in labels:
            found = labels[start]
            turn = AttributionCandidate(
                begins[start], _CERTAIN, [Span(*found.span("name"))], [Span(*found.span("colon"))]
            )
            turn.content.append(Span(found.end(), end))
            yield turn
        elif turn and start < last:
            turn.content.append(Span(start, end))


def _speaks(label: re.Match[str], text: str) -> bool:
    """Whether a label that stands alone names somebody: by title and name, or by the quotation after it."""
    first, *others = label["name"].lower().replace(",", " ").split()
    return text[label.end()] in _QUOTES or bool(others and first in TITLES)
