"""claimcheck as a library: each step on plain strings, without a store or a network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from claimcheck import comparison, quotes, reader, text, verdict
from claimcheck.language.en import attribution, claims, mentions
from claimcheck.language.en.claims import Grain
from claimcheck.language.en.parsing import DEFAULT_MODEL, parsing
from claimcheck.models import Attribution, Claim, Difference, Document, Finding, QuoteCheck, SplitArticle


def read(source: str | Path | bytes) -> Document:
    """Read a file, or the bytes of one, into a document.

    Raises:
        ReadError: there is no document in it; the message says why in one line.
    """
    return reader.read(source)


def attributions(document: Document | str, *, model: str = DEFAULT_MODEL) -> list[Attribution]:
    """Who says what in a text: source, cue and content as spans of it, in text order, with the resolved speaker.

    Raises:
        ModelError: ``model`` is not installed.
    """
    with parsing(_document(document), model) as parse:
        return list(attribution.attributions(parse, mentions.mentions(parse)))


def split(document: Document | str, *, grain: Grain = Grain.CLAUSE, model: str = DEFAULT_MODEL) -> list[Claim]:
    """The atomic, attributed claims of a text, in its order.

    Raises:
        ModelError: ``model`` is not installed.
    """
    return list(split_article(document, grain=grain, model=model).claims)


def split_article(document: Document | str, *, grain: Grain = Grain.CLAUSE, model: str = DEFAULT_MODEL) -> SplitArticle:
    """The claims of a text together with what became of its every sentence.

    Raises:
        ModelError: ``model`` is not installed.
    """
    with parsing(_document(document), model) as parse:
        known = mentions.mentions(parse)
        return claims.split(parse, attribution.attributions(parse, known), known, grain)


def check_quote(quote: str, source: str, speaker: str | None = None) -> QuoteCheck:
    """Whether ``quote`` stands in ``source``, and how; with ``speaker``, whether it is theirs there.

    Raises:
        ModelError: a speaker is given and the language model is not installed.
    """
    return quotes.check_quote(quote, source, speaker, tuple(attributions(source)) if speaker else ())


def compare(claim: str, evidence: str) -> list[Difference]:
    """The typed differences between a claim and a piece of evidence, along their alignment."""
    return list(comparison.compare(claim, evidence))


def judge(claim: str, evidence: Sequence[str]) -> Finding:
    """What pieces of evidence suggest about a claim, and why; never more than a suggestion."""
    return verdict.judge(claim, evidence)


def _document(document: Document | str) -> Document:
    return text.document(document) if isinstance(document, str) else document
