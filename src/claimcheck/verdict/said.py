"""Whether this speaker said it, in these words."""

from __future__ import annotations

from collections.abc import Mapping

from claimcheck.models import Attribution, Claim, Document, QuoteCheck, SpeakerKind, Wording
from claimcheck.quotes import check_quote
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


def check_quotes(
    claim: Claim, article: Document, document: Document, attributions: tuple[Attribution, ...]
) -> QuoteCheck | None:
    """How the claim's quoted words stand in ``document``: the worst of them speaks for all; None without quotes."""
    name = claim.speaker.name if claim.speaker and claim.speaker.kind is SpeakerKind.PERSON else None
    checks = [check_quote(quote.of(article.text), document.text, name, attributions) for quote in claim.quotes]
    return max(checks, key=lambda check: ORDER.index(check.wording)) if checks else None
