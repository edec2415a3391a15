"""claimcheck as a library: each step on plain strings, without a store or a network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from claimcheck import comparison, language, quotes, reader, text, verdict
from claimcheck.language import LanguageOptions
from claimcheck.meaning import BUNDLED, load
from claimcheck.models import (
    Annotated,
    Attribution,
    Claim,
    Difference,
    Document,
    Finding,
    Grain,
    QuoteCheck,
    SplitArticle,
)


def read(source: str | Path | bytes, *, apart: bool = False) -> Document:
    """Read a file, or the bytes of one, into a document.

    Args:
        source: the path, or the content.
        apart: read in a process of its own, within limits of time and memory, as a workspace does; it takes about
            a second to start. Without it, a hostile file can take all memory
            of this process, and all its time: choose it for files of strangers.

    Raises:
        ReadError: there is no document in it, or it took too much; the message says why in one line.
    """
    if not apart:
        return reader.read(source)
    from claimcheck import contents

    content = source if isinstance(source, bytes) else reader.file_bytes(Path(source), reader.MAX_BYTES)
    name = "" if isinstance(source, bytes) else str(source)
    with contents.ReaderProcesses() as processes:
        return processes.run(len(content), contents.document, content, name, reader.MAX_BYTES, None)


def attributions(document: Document | str, *, model: str | None = None) -> list[Attribution]:
    """Who says what in a text: source, cue and content as spans of it, in text order, with the resolved speaker.

    Raises:
        ModelError: ``model`` is not installed.
    """
    return list(annotate(document, model=model).attributions)


def split(document: Document | str, *, grain: Grain = Grain.CLAUSE, model: str | None = None) -> list[Claim]:
    """The atomic, attributed claims of a text, in its order.

    Raises:
        ModelError: ``model`` is not installed.
    """
    return list(annotate(document, grain=grain, model=model).claims)


def split_article(document: Document | str, *, grain: Grain = Grain.CLAUSE, model: str | None = None) -> SplitArticle:
    """The claims of a text together with what became of its every sentence.

    Raises:
        ModelError: ``model`` is not installed.
    """
    read_document = _document(document)
    return annotate(read_document, grain=grain, model=model).split(read_document)


def annotate(document: Document | str, *, grain: Grain = Grain.CLAUSE, model: str | None = None) -> Annotated:
    """All that its language says about a text: sentences, tokens, entities, attributions, claims and more.

    Raises:
        ModelError: ``model`` is not installed.
    """
    read_document = _document(document)
    return language.for_document(read_document, LanguageOptions(model, grain)).annotate(read_document)


def check_quote(quote: str, source: str, speaker: str | None = None) -> QuoteCheck:
    """Whether ``quote`` stands in ``source``, and how; with ``speaker``, whether it is theirs there.

    Raises:
        ModelError: a speaker is given and the language model is not installed.
    """
    return quotes.check_quote(quote, source, speaker, tuple(attributions(source)) if speaker else ())


def compare(claim: str, evidence: str) -> list[Difference]:
    """The typed differences between a claim and a piece of evidence, along their alignment."""
    return list(comparison.compare(claim, evidence))


def judge(claim: str, evidence: Sequence[str], *, meaning: str | Path | None = None) -> Finding:
    """What pieces of evidence suggest about a claim, and why; never more than a suggestion.

    ``meaning`` is the folder of another model of meaning than the bundled one, or "off" to compare words alone.

    Raises:
        MeaningError: the model cannot be loaded or run.
    """
    return verdict.judge(claim, evidence, load(meaning or BUNDLED))


def _document(document: Document | str) -> Document:
    return text.document(document) if isinstance(document, str) else document
