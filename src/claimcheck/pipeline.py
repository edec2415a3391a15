"""Composes the stages: files become captures and documents, articles become claims, claims meet their evidence."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urldefrag

from claimcheck import passages, quotes, reader, sheet, verdict
from claimcheck.errors import ReadError
from claimcheck.language.en import attribution, claims, mentions
from claimcheck.language.en.claims import Grain
from claimcheck.language.en.parsing import DEFAULT_MODEL, parsing
from claimcheck.models import Attribution, Candidate, Capture, CheckedClaim, Claim, Document, Span, SplitArticle
from claimcheck.origins import TWO_SOURCES, Fingerprint, Source, SourceRule
from claimcheck.store import Store

CANDIDATES = 24
"""How many passages a claim is compared with."""

_OFFERED = 2 * CANDIDATES
"""How many passages the index offers for one claim, of which those that bear most on it are compared."""

_WHOLE_CHARS = 200_000
"""Evidence up to this length is listened to as a whole; of longer documents only the blocks around a passage are."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person can choose about a run.

    Attributes:
        model: the spaCy model that parses.
        grain: how fine claims are cut.
        max_bytes: files over this size are recorded as too large.
        sources: how many independent sources are asked for.
    """

    model: str = DEFAULT_MODEL
    grain: Grain = Grain.CLAUSE
    max_bytes: int = reader.MAX_BYTES
    sources: SourceRule = TWO_SOURCES


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one file: the capture, and the document unless the capture records a failure."""

    capture: Capture
    document: Document | None = None


def take(path: Path, place: str, max_bytes: int, known: str | None = None) -> Reading | None:
    """Capture and read one file; None when its bytes still have the digest ``known``, so that there is nothing to read.

    What cannot be read becomes a capture with its reason.
    """
    content: bytes | None = None
    try:
        content = reader.file_bytes(path, max_bytes)
        digest = _digest(content)
        if digest == known:
            return None
        document = reader.read(content, name=place, max_bytes=max_bytes)
    except ReadError as error:
        kept, size = (None, None) if content is None else (_digest(content), len(content))
        return Reading(Capture(place, kept, size, error.reason, str(error).removeprefix(f"{place}: ")))
    return Reading(Capture(place, digest, len(content)), document)


def split(document: Document, settings: Settings, claim_sheet: tuple[str, str] | None = None) -> SplitArticle:
    """The claims of an article; a claim sheet, given as its name and text, wins over automatic splitting.

    Raises:
        ModelError: the language model is not installed.
        SheetError: the claim sheet does not fit the article.
    """
    with parsing(document, settings.model) as parse:
        known = mentions.mentions(parse)
        automatic = claims.split(parse, attribution.attributions(parse, known), known, settings.grain)
    if claim_sheet is None:
        return automatic
    name, content = claim_sheet
    return sheet.applied(content, automatic, name)


class Checker:
    """Checks claims against the evidence in a store; what was heard in a document is kept for the next claim."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._passages_count = store.passages_count()
        copied = {copy.memento_of for copy in store.retrievals() if copy.failure is None}
        self._failures = {capture.place: capture for capture in store.failures() if capture.place not in copied}
        self._documents: dict[str, Document] = {}
        self._groups: dict[str, set[str]] = {}
        self._came_from: dict[str, Source] = {}
        self._heard: dict[tuple[str, int, int], tuple[Attribution, ...]] = {}

    def check(self, claim: Claim, article: Document, place: str) -> CheckedClaim:
        """One claim against what the index offers for it; ``place`` is where the article's own links start from."""
        query = passages.query(claim.text, self._store.frequency, self._passages_count)
        candidates = []
        found = self._store.search(query, _OFFERED, self._copies(article.digest))
        for digest, passage in quotes.by_relevance(claim.text, found)[:CANDIDATES]:
            document = self._document(digest)
            candidates.append(Candidate(document, passage, self._voices(document, passage.span)))
        failed = _cited_failures(claim, article, place, self._failures)
        sources = self._sources({candidate.document.digest for candidate in candidates})
        return verdict.check(claim, article, candidates, failed, sources, self._settings.sources)

    def _copies(self, digest: str) -> set[str]:
        """The article under check and all that goes back to one text with it: none of them is evidence for it."""
        if digest not in self._groups:
            self._groups[digest] = {digest, *(member.digest for member in self._store.group(digest))}
        return self._groups[digest]

    def _sources(self, digests: Set[str]) -> dict[str, Source]:
        """Where documents come from, with the house that answers for each."""
        for digest, source in self._store.origins_of(digests - self._came_from.keys()).items():
            made = Fingerprint(self._document(digest))
            self._came_from[digest] = replace(
                source, house=made.answering, address=made.document.url, leads_to=made.leads_to
            )
        return self._came_from

    def _document(self, digest: str) -> Document:
        if digest not in self._documents:
            self._documents[digest] = self._store.document(digest)
        return self._documents[digest]

    def _voices(self, document: Document, window: Span) -> tuple[Attribution, ...]:
        first, last = 0, len(document.blocks)
        if len(document.text) > _WHOLE_CHARS:
            near = [n for n, block in enumerate(document.blocks) if block.span.meets(window)]
            first, last = max(0, near[0] - 2), near[-1] + 3
        heard = (document.digest, first, last)
        if heard not in self._heard:
            part = replace(document, blocks=document.blocks[first:last])
            with parsing(part, self._settings.model) as parse:
                self._heard[heard] = attribution.attributions(parse, mentions.mentions(parse))
        return tuple(said for said in self._heard[heard] if any(span.meets(window) for span in said.content))


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
