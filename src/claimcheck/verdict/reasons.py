"""The words of a reason."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from claimcheck.models import Capture, FactCheck, Span
from claimcheck.verdict.weighing import Weighed

_SHOWN = 3
_LONGEST_CHARS = 160


def contradicting(weighed: Sequence[Weighed]) -> str:
    """What differs, each difference once; where no words can be set against each other, what the source says."""
    notes: dict[str, None] = {}
    for one in weighed:
        because = [difference.note for difference in one.shown][:_SHOWN]
        if one.signals.fact_check:
            because = [_checked(one.signals.fact_check)]
        for note in because or [f"the source says: {_quoted(one.words)}"]:
            notes.setdefault(_placed(note, one))
    return "; ".join(list(notes)[:_SHOWN])


def supporting(weighed: Sequence[Weighed]) -> str:
    """That every part was found, and what agrees though worded differently."""
    best = weighed[0]
    computed = [figured.note for figured in best.comparison.figured if figured.note]
    agreed = [agreement.note for agreement in best.comparison.agreements]
    if best.signals.fact_check:
        note = _checked(best.signals.fact_check)
    elif best.signals.has_every_part or not best.signals.judged:
        note = "every part of it was found" + (f" ({', '.join(agreed[:_SHOWN])})" if agreed else "")
    else:
        note = f"the source says the same: {_quoted(best.words)}"
        note += f" ({'; '.join(computed[:_SHOWN])})" if computed else ""
    return _placed(note, best)


def lacking(weighed: Sequence[Weighed]) -> str:
    """What the closest passage leaves out, or leaves open."""
    best = weighed[0]
    words = [f"“{span.of(best.claim)}”" for span in _joined(best.claim, best.comparison.missing)]
    if best.shown:
        return _placed(best.shown[0].note, best)
    if best.signals.judged:
        return _placed(f"the closest passage neither confirms nor contradicts it: {_quoted(best.words)}", best)
    if not words:
        return _placed("its parts were not found together in one place", best)
    return _placed(f"nothing was found on {', '.join(words[: 2 * _SHOWN])}", best)


def _checked(fact_check: FactCheck) -> str:
    return f"a fact-checker rates this claim “{fact_check.rated}”"


def independent(count: int) -> str:
    """How many independent origins bear a claim out."""
    return ("no independent source", "one origin only")[count] if count < 2 else f"{count} origins only"


def asked(count: int) -> str:
    """How many independent origins a newsroom asks for."""
    return "two" if count == 2 else str(count)


def failure(captures: Sequence[Capture]) -> str:
    """Why the sources that a claim cites could not be retrieved."""
    notes = [
        f"{one.place} ({one.failure.value if one.failure else 'no text'}{': ' + one.note if one.note else ''})"
        for one in captures
    ]
    return "; ".join(notes[:_SHOWN])


def _quoted(words: str) -> str:
    """Words in quotation marks, the end of long ones left out."""
    return f"“{textwrap.shorten(words, _LONGEST_CHARS, placeholder=' …')}”"


def _placed(note: str, weighed: Weighed) -> str:
    placed = f"{note} [{weighed.title}]" if weighed.title else note
    return f"{placed}, published after the article on {weighed.later}" if weighed.later else placed


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Neighbouring stretches as one."""
    out: list[Span] = []
    for span in spans:
        if out and not text[out[-1].end : span.start].strip():
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out
