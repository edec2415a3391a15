"""Whom a text names as the speaker of some of its words."""

from __future__ import annotations

from claimcheck.models import Attribution, Span, SpeakerKind


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
