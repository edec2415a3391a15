"""Whom a text names as the speaker of some of its words."""

from __future__ import annotations

from claimcheck.models import Attribution, Span, SpeakerKind
from claimcheck.text import words

_TITLES = frozenset(
    "mr mrs ms dr prof sir dame lord lady president minister senator governor general colonel captain king queen pope"
    " chancellor secretary spokesman spokeswoman spokesperson prime foreign defense defence the of for a jr sr".split()
)


def named(attributions: tuple[Attribution, ...], span: Span) -> list[str]:
    """The persons named as saying the words at ``span``, the innermost speaker first."""
    holding = [one for one in attributions if any(content.meets(span) for content in one.content)]
    holding.sort(key=lambda one: min(abs(content.start - span.start) for content in one.content))
    names: list[str] = []
    for attribution in holding:
        inner: Attribution | None = attribution
        while inner is not None:
            if inner.speaker is not None and inner.speaker.kind is SpeakerKind.PERSON:
                names += [inner.speaker.name, *inner.speaker.candidates]
            inner = inner.outer
    return list(dict.fromkeys(names))


def same_speaker(one: str, other: str) -> bool:
    """Whether two names can be one person's: the same surname, and no first names that differ."""
    left, right = _name(one), _name(other)
    if not left or not right:
        return True
    if left[-1] != right[-1]:
        return set(left) <= set(right) or set(right) <= set(left)
    firsts = left[0], right[0]
    if len(left) == 1 or len(right) == 1:
        return True
    return firsts[0] == firsts[1] or (1 in map(len, firsts) and firsts[0][0] == firsts[1][0])


def _name(name: str) -> list[str]:
    found = [word.text.removesuffix("'s").replace(".", "") for word in words(name)]
    return [word for word in found if word not in _TITLES] or found
