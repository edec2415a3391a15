"""Whether this speaker said it, in these words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimcheck.language.en.identity import same_person
from claimcheck.models import Attribution, Claim, Document, QuoteCheck, Span, Speaker, SpeakerKind, Wording
from claimcheck.quotes import check_quote
from claimcheck.text import words
from claimcheck.verdict.table import Fact

ORDER = (
    Wording.VERBATIM,
    Wording.VARIANT,
    Wording.TRIMMED,
    Wording.ALTERED,
    Wording.SPLICED,
    Wording.AMBIGUOUS,
    Wording.MISATTRIBUTED,
    Wording.NOT_FOUND,
)
"""Which source answers for a quote: the one that comes nearest to its words."""

FACTS: Mapping[Wording, Fact] = {
    Wording.VERBATIM: Fact.SAME_WORDS,
    Wording.VARIANT: Fact.SAME_WORDS,
    Wording.TRIMMED: Fact.SAME_WORDS,
    Wording.ALTERED: Fact.OTHER_WORDS,
    Wording.SPLICED: Fact.OTHER_WORDS,
    Wording.MISATTRIBUTED: Fact.OTHER_SPEAKER,
    Wording.AMBIGUOUS: Fact.SEVERAL_PLACES,
}
"""What the table makes of a wording."""


def is_same(one: Speaker, other: Speaker) -> bool:
    """Whether two speakers can be the same source."""
    if one.kind is SpeakerKind.PERSON and other.kind is SpeakerKind.PERSON:
        return any(same_person(one.name, name) for name in (other.name, *other.candidates) if name.strip())
    mine, theirs = ({word.text for word in words(speaker.name)} - {"the", "a"} for speaker in (one, other))
    return bool(mine) and bool(theirs) and (mine <= theirs or theirs <= mine)


def speaks(speaker: Speaker, attributions: Sequence[Attribution], span: Span) -> bool:
    """Whether ``attributions`` give the words at ``span`` to ``speaker``, at whatever remove."""
    for attribution in attributions:
        if any(content.meets(span) for content in attribution.content):
            inner: Attribution | None = attribution
            while inner is not None:
                if inner.speaker is not None and is_same(speaker, inner.speaker):
                    return True
                inner = inner.outer
    return False


def check_quotes(
    claim: Claim, article: Document, document: Document, attributions: tuple[Attribution, ...]
) -> QuoteCheck | None:
    """How the claim's quoted words stand in ``document``: the worst of them speaks for all; None without quotes."""
    name = claim.speaker.name if claim.speaker and claim.speaker.kind is SpeakerKind.PERSON else None
    checks = [check_quote(quote.of(article.text), document.text, name, attributions) for quote in claim.quotes]
    return max(checks, key=lambda check: ORDER.index(check.wording)) if checks else None
