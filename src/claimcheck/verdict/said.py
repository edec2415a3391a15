"""Whether this speaker said it, in these words."""

from __future__ import annotations

from collections.abc import Mapping

from claimcheck.models import Attribution, Claim, Document, QuoteCheck, Span, SpeakerKind, Wording
from claimcheck.quotes import align, check_quote
from claimcheck.quotes.alignment import is_content
from claimcheck.text import sentence_around, words
from claimcheck.verdict.table import Fact

_FEW_WORDS = 3
_LITTLE = 0.25
_MOST_PCT = 50.0
_NEXT_SENTENCE = 160
_BLANKS = 3

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
    """How the claim's quoted words stand in ``document``: the worst of them speaks for all; None without quotes.

    A few quoted words inside a sentence of the reporter's count only where the words around them in ``document`` hold
    most of the rest of that sentence: a word alone stands in many texts that say something else.
    """
    name = claim.speaker.name if claim.speaker and claim.speaker.kind is SpeakerKind.PERSON else None
    checks = [
        check_quote(quote.of(article.text), document.text, name, attributions, _around(claim, article, quote))
        for quote in claim.quotes
    ]
    worst = max(checks, key=lambda check: ORDER.index(check.wording), default=None)
    if worst is None or not worst.spans or _reports_rest(claim, article, document, worst.spans[0]):
        return worst
    quoted = ", ".join(f"'{quote.of(article.text)}'" for quote in claim.quotes)
    return QuoteCheck(Wording.NOT_FOUND, f"the source has {quoted}, but in a sentence that says something else")


def _around(claim: Claim, article: Document, quote: Span) -> str:
    """The article's words around a quote, in its sentence and the next."""
    end = article.text.find("\n", claim.sentence.end)
    last = min(claim.sentence.end + _NEXT_SENTENCE, end if end >= 0 else len(article.text))
    return f"{article.text[claim.sentence.start : quote.start]} {article.text[quote.end : last]}"


def _reports_rest(claim: Claim, article: Document, document: Document, place: Span) -> bool:
    """Whether a document says, around the quoted words at ``place``, most of what the claim says besides them.

    So it is where many words are quoted, which stand for themselves, or nearly all of the claim's.
    """
    inside = _content(" ".join(quote.of(article.text) for quote in claim.quotes))
    speaker = _content(claim.speaker.name) if claim.speaker else set()
    every = _content(" ".join(span.of(article.text) for span in claim.spans)) - speaker
    rest = every - inside
    if len(inside) > _FEW_WORDS or len(rest) <= _LITTLE * len(every):
        return True
    sentence = sentence_around(document, place)
    around = Span(max(0, sentence.start - _BLANKS), min(len(document.text), sentence.end + _BLANKS))
    near = sentence_around(document, around)
    found = align(" ".join(sorted(rest)), near.of(document.text))
    return found is not None and found.covered_pct >= _MOST_PCT


def _content(text: str) -> set[str]:
    return {word.text for word in words(text) if is_content(word.text)}
