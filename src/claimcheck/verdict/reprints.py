"""Whether a passage only repeats the article under check: in a reprint of it, or in a text that it was taken from."""

from __future__ import annotations

from functools import lru_cache

from claimcheck.models import Candidate, Document, Span, Speaker
from claimcheck.text import words
from claimcheck.verdict.fact_checks import is_fact_check
from claimcheck.verdict.voice import is_speaker_of

_RUN = 3
"""How many words in a row are looked for."""
REPEATED = 0.5
"""How much of a passage must stand in the article for it to repeat it; one changed figure breaks three runs."""


def is_reprint(article: Document, copy: Candidate, span: Span, speaker: Speaker | None) -> bool:
    """Whether the words at ``span`` of a document that goes back to one text with the article are no second source.

    A fact-check that quotes the article is a source in all but the words it quotes; what the claim's own speaker
    published is not a reprint of what an article says of it.
    """
    if speaker is not None and is_speaker_of(speaker, copy.document):
        return False
    if not (copy.fact_checks or is_fact_check(copy.document)):
        return True
    runs = _runs(span.of(copy.document.text))
    return bool(runs) and len(runs & _article_runs(article.text)) >= REPEATED * len(runs)


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    found = [word.text for word in words(text)]
    return frozenset(tuple(found[at : at + _RUN]) for at in range(len(found) - _RUN + 1))


@lru_cache(maxsize=4)
def _article_runs(text: str) -> frozenset[tuple[str, ...]]:
    return _runs(text)
