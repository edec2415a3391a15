"""Composes the stages: files become captures and documents, articles become claims, claims meet their evidence."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urldefrag

from claimcheck import contents, language, reader, sheet, verdict
from claimcheck.annotations import Annotations
from claimcheck.contents import ReaderProcesses
from claimcheck.errors import ReadError
from claimcheck.language import LanguageOptions
from claimcheck.models import (
    Annotated,
    Candidate,
    Capture,
    CheckedClaim,
    Claim,
    Document,
    FactCheck,
    Grain,
    Passage,
    Span,
    SplitArticle,
    identified,
)
from claimcheck.models.packing import packed
from claimcheck.origins import TWO_SOURCES, Fingerprint, Source, SourceRule
from claimcheck.retrieval import Retrieval
from claimcheck.store import Store
from claimcheck.text import words

CANDIDATES = 10
"""How many passages a claim is compared with."""
TELLING_WORDS = 25
"""Of how many words a text must be for its copy to be a reprint: two newsrooms may write one sentence alike."""
LONGEST_PARAGRAPH_CHARS = 1000
"""A paragraph no longer than this is read whole where a passage cuts into it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person can choose about a run.

    Attributes:
        model: the trained model that parses; None for the language's own.
        grain: how fine claims are cut.
        max_bytes: files over this size are recorded as too large.
        sources: how many independent sources are asked for.
        meaning: the folder of a model of meaning, or "off"; None for what the workspace states, else the bundled one.
    """

    model: str | None = None
    grain: Grain = Grain.CLAUSE
    max_bytes: int = reader.MAX_BYTES
    sources: SourceRule = TWO_SOURCES
    meaning: str | None = None

    @property
    def language(self) -> LanguageOptions:
        """What is asked of the languages."""
        return LanguageOptions(self.model, self.grain)


@dataclass(frozen=True, slots=True)
class TakenFile:
    """What came of reading one file: the capture, and the document with its passages unless that records a failure."""

    capture: Capture
    document: Document | None = None
    passages: tuple[Passage, ...] = ()


def take(
    path: Path,
    place: str,
    max_bytes: int,
    processes: ReaderProcesses,
    known: str | None = None,
    address_of: Callable[[str], str | None] = lambda _digest: None,
    within: Path | None = None,
) -> TakenFile | None:
    """Capture and read one file; None when its bytes still have the digest ``known``, so that there is nothing to read.

    No link is followed out of the folder ``within``.
    What cannot be read becomes a capture with its reason. ``address_of`` says from which address bytes of a digest were
    fetched, if they were.
    """
    content: bytes | None = None
    try:
        content = reader.file_bytes(path, max_bytes, within)
        digest = _digest(content)
        if digest == known:
            return None
        url = address_of(digest)
        document, found = processes.run(len(content), contents.with_passages, content, place, max_bytes, url)
    except ReadError as error:
        kept, size = (None, None) if content is None else (_digest(content), len(content))
        return TakenFile(Capture(place, kept, size, error.reason, str(error).removeprefix(f"{place}: ")))
    return TakenFile(Capture(place, digest, len(content)), document, found)


def split(
    annotated: Annotated,
    document: Document,
    claim_sheet: tuple[str, str] | None = None,
    root: str | None = None,
) -> SplitArticle:
    """The claims of an annotated article; a claim sheet, given as its name and text, wins over automatic splitting.

    ``root`` is what the article is known by, where it had another text before: see :func:`claimcheck.models.claim_id`.

    Raises:
        SheetError: the claim sheet does not fit the article.
    """
    made = annotated.split(document)
    if claim_sheet is not None:
        name, content = claim_sheet
        made = sheet.applied(content, made, name)
    return replace(made, claims=identified(made.claims, root or document.digest))


class Checker:
    """Checks claims against the evidence in a store; documents are parsed by ``annotations`` alone, each once."""

    def __init__(self, store: Store, settings: Settings, annotations: Annotations, retrieval: Retrieval) -> None:
        self._store = store
        self._settings = settings
        self._annotations = annotations
        self._retrieval = retrieval
        copied = {copy.memento_of for copy in store.retrievals.all() if copy.failure is None}
        self._failures = {
            capture.place: capture for capture in store.captures.failures() if capture.place not in copied
        }
        self._documents: dict[str, Document] = {}
        self._groups: dict[str, set[str]] = {}
        self._fact_checks: dict[str, tuple[FactCheck, ...]] = {}
        self._came_from: dict[str, Source] = {}

    def check(self, claim: Claim, article: Document, place: str) -> CheckedClaim:
        """One claim against what the index offers for it; ``place`` is where the article's own links start from."""
        candidates = []
        copies = self._copies(article)
        for near in self._retrieval.nearest(claim.text, CANDIDATES, {article.digest}):
            document = self._document(near.digest)
            checked = self._published_checks(document)
            span = _whole_paragraphs(document, near.passage.span, checked)
            annotated = self._annotations.evidence(document, span)
            sentences = tuple(one.span for one in annotated.sentences_in(span))
            said = annotated.attributions_in(span)
            passage = Passage(span, span.of(document.text))
            is_copy = near.digest in copies and _is_taken(document, article)
            candidates.append(Candidate(document, passage, said, sentences, is_copy, checked))
        failed = _cited_failures(claim, article, place, self._failures)
        sources = self._sources({candidate.document.digest for candidate in candidates})
        return verdict.check(
            claim, article, candidates, failed, sources, self._settings.sources, self._retrieval.meaning
        )

    def inputs(self, split: SplitArticle, place: str) -> str:
        """A digest over all that the findings of an article rest on: while it is the same, so are they."""
        rests_on = (
            *(split.document, split.claims, place, self._settings.sources),
            tuple(language.editions(self._settings.language).items()),
            *(language.edition("claimcheck"), self._store.annotations.evidence_state()),
            self._retrieval.meaning and self._retrieval.meaning.version,
        )
        return _digest(packed(rests_on))

    def _published_checks(self, document: Document) -> tuple[FactCheck, ...]:
        if document.digest not in self._fact_checks:
            self._fact_checks[document.digest] = verdict.fact_checks(document)
        return self._fact_checks[document.digest]

    def _copies(self, article: Document) -> set[str]:
        """The article under check and all that goes back to one text with it: none of them is a second source."""
        digest = article.digest
        if digest not in self._groups:
            self._groups[digest] = {digest, *(member.digest for member in self._store.origins.group(digest))}
        return self._groups[digest]

    def _sources(self, digests: Set[str]) -> dict[str, Source]:
        """Where documents come from, with the house that answers for each."""
        for digest, source in self._store.origins.of(digests - self._came_from.keys()).items():
            made = Fingerprint(self._document(digest))
            self._came_from[digest] = replace(
                source, house=made.answering, address=made.document.url, leads_to=made.leads_to
            )
        return self._came_from

    def _document(self, digest: str) -> Document:
        if digest not in self._documents:
            self._documents[digest] = self._store.documents.get(digest)
        return self._documents[digest]


def _is_taken(document: Document, article: Document) -> bool:
    """Whether a document that shares an article's text is of one text with it: both are long, or the same in all."""
    shown, ours = ([word.text for word in words(one.text)] for one in (document, article))
    return min(len(shown), len(ours)) >= TELLING_WORDS or shown == ours


def _whole_paragraphs(document: Document, window: Span, checked: Sequence[FactCheck]) -> Span:
    """A window with the rest of the paragraphs, and of the verdicts of fact-checkers, that it cuts into."""
    touched = [block.span for block in document.blocks if block.span.meets(window)]
    rest = [span for span in touched if span.end - span.start <= LONGEST_PARAGRAPH_CHARS]
    spans = [window, *rest, *(one.span for one in checked if one.span.meets(window))]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _cited_failures(
    claim: Claim, article: Document, place: str, failures: Mapping[str, Capture]
) -> tuple[Capture, ...]:
    cited: list[Capture] = []
    for link in article.links:
        if link.span is None or not claim.sentence.meets(link.span):
            continue
        address = urldefrag(link.url).url
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(address)))
        cited += [failures[name] for name in (address, beside) if name in failures]
    return tuple(dict.fromkeys(cited))
