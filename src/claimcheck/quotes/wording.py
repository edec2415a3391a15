"""Whether quoted words stand in a text, in these words, and from this speaker."""

from __future__ import annotations

from claimcheck.language import vocabulary
from claimcheck.models import Attribution, EditKind, QuoteCheck, Span, Wording
from claimcheck.quotes import reasons
from claimcheck.quotes.alignment import edits, is_content
from claimcheck.quotes.coding import Coded, coded
from claimcheck.quotes.judging import SEVERITY, Judgement, judge
from claimcheck.quotes.placement import QuotePart, placings, share, unordered
from claimcheck.quotes.quotation import Quote, read_quote
from claimcheck.quotes.speakers import named

SHORT_WORDS = 8
"""Under this many words, a quote has to have its words in order to count as found."""

_FOUND_SHARE = 0.5
_SHORT_SHARE = 0.55


def check_quote(
    quote: str, text: str, speaker: str | None = None, attributions: tuple[Attribution, ...] = (), around: str = ""
) -> QuoteCheck:
    """Whether ``quote`` stands in ``text``, and how.

    Args:
        quote: the quoted words; quotation marks around them do not count.
        text: the source.
        speaker: who is said to have said it; needs ``attributions``.
        attributions: who says what in ``text``.
        around: the words around the quote where it is printed; what they say is not cut off from it.
    """
    asked, source = read_quote(quote), coded(text)
    if not asked.words.units or not source.units:
        return QuoteCheck(Wording.NOT_FOUND, reasons.NO_TEXT if asked.words.units else reasons.NO_WORDS)
    ways = [parts for parts in placings(asked, source) if _is_found(asked, parts)]
    if not ways or _is_jumbled(asked, source, ways[0]):
        return _unplaced(asked, source)
    judged = [(judge(asked, source, parts, around), parts) for parts in ways]
    mildest = min(SEVERITY.index(judgement.wording) for judgement, _ in judged)
    alike = [one for one in judged if SEVERITY.index(one[0].wording) == mildest]
    said_by = [named(attributions, _span(source, parts)) for _, parts in alike]
    chosen = 0
    if speaker is not None:
        chosen = min(range(len(alike)), key=lambda at: _distance(speaker, said_by[at]))
    elif len(asked.words.units) < SHORT_WORDS and len({names[0] for names in said_by if names}) > 1:
        places = tuple(_span(source, parts) for _, parts in alike)
        who = [f"'{name}'" for name in dict.fromkeys(names[0] for names in said_by if names)]
        return QuoteCheck(
            Wording.AMBIGUOUS, reasons.reason(Wording.AMBIGUOUS, [f"{', '.join(who)} all say them"]), places, 100.0
        )
    return _answer(asked, source, *alike[chosen], speaker, said_by[chosen])


def _answer(
    asked: Quote, source: Coded, judgement: Judgement, parts: tuple[QuotePart, ...], speaker: str | None, who: list[str]
) -> QuoteCheck:
    wording, remarks = judgement.wording, list(judgement.remarks)
    if wording is Wording.VARIANT:
        remarks += reasons.differently(_differing(asked, source, judgement))
    if speaker is not None and _distance(speaker, who) == 2:
        remarks = [f"the source names {who[0]}, not {speaker}"] + (remarks if wording is Wording.ALTERED else [])
        wording = wording if wording in (Wording.ALTERED, Wording.SPLICED) else Wording.MISATTRIBUTED
    return QuoteCheck(
        wording=wording,
        reason=reasons.reason(wording, remarks),
        spans=tuple(source.span(part.first, part.last) for part in parts),
        score_pct=round(100 * share(asked, parts), 2),
        edits=edits(judgement.runs, asked.words, source),
        speaker=who[0] if who else None,
    )


def _distance(speaker: str, names: list[str]) -> int:
    """0 where one of ``names`` is the speaker, 1 where nobody is named, 2 where someone else is."""
    if any(vocabulary().same_person(speaker, name) for name in names):
        return 0
    return 2 if names else 1


def _differing(asked: Quote, source: Coded, judgement: Judgement) -> list[tuple[str, str]]:
    """The words that are written differently in the two texts."""
    pairs = []
    for kind, a, b, c, d in judgement.runs:
        if kind is not EditKind.SAME:
            continue
        steps = [(a, b, c, d)] if b - a != d - c else [(a + i, a + i + 1, c + i, c + i + 1) for i in range(b - a)]
        for i, j, k, m in steps:
            mine, theirs = asked.words.words(i, j), source.words(k, m)
            if mine != theirs:
                pairs.append((mine, theirs))
    return list(dict.fromkeys(pairs))


def _is_found(asked: Quote, parts: tuple[QuotePart, ...]) -> bool:
    if not parts:
        return False
    total = len(asked.words.units)
    held = sum(part.weight for part in parts)
    if total < SHORT_WORDS:
        return share(asked, parts) >= _SHORT_SHARE and held >= min(2, total)
    return share(asked, parts) >= _FOUND_SHARE


def _is_jumbled(asked: Quote, source: Coded, parts: tuple[QuotePart, ...]) -> bool:
    """Whether a short quote's content words all stand here in a row, but in another order."""
    total = len(asked.words.units)
    held = {at for part in parts for run in part.runs if run[0] is EditKind.SAME for at in range(run[1], run[2])}
    if total >= SHORT_WORDS or all(at in held or not is_content(unit.key) for at, unit in enumerate(asked.words.units)):
        return False
    span = _span(source, parts)
    return any(
        last - first <= total + 1 and source.span(first, last).meets(span) for first, last in unordered(asked, source)
    )


def _unplaced(asked: Quote, source: Coded) -> QuoteCheck:
    places = unordered(asked, source) if len(asked.words.units) < SHORT_WORDS else []
    if not places:
        return QuoteCheck(Wording.NOT_FOUND, reasons.reason(Wording.NOT_FOUND, ()))
    remarks = ["its words stand there in another order"]
    spans = tuple(source.span(*place) for place in places)
    return QuoteCheck(Wording.AMBIGUOUS, reasons.reason(Wording.AMBIGUOUS, remarks), spans)


def _span(source: Coded, parts: tuple[QuotePart, ...]) -> Span:
    first = min(part.first for part in parts)
    return source.span(first, max(part.last for part in parts if part.first == first))
