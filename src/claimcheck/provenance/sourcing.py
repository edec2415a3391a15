"""Which document has a claim from which: what documents say about it, led to the documents that they mean."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from claimcheck.models import Capture
from claimcheck.provenance.citing import CitationMention
from claimcheck.provenance.dates import dated
from claimcheck.provenance.outlets import outlet_key, own_name
from claimcheck.provenance.values import Citation, CitationKind, HeldDocument, LinkTarget, ProvenanceSource

Resolve = Callable[[str, str], LinkTarget]
"""Given an address and the place of the document that it stands in, what it leads to."""


def source_of(held: HeldDocument, *, carries: bool, is_article: bool = False) -> ProvenanceSource:
    """A document as a source of the claim."""
    document = held.document
    return ProvenanceSource(
        digest=document.digest,
        name="the article" if is_article else own_name(document.publisher) or document.title or held.place,
        place=held.place,
        title=document.title,
        url=document.url,
        dated=dated(document.published, held.captured_utc),
        origin=document.digest if is_article else held.origin,
        carries=carries,
        is_article=is_article,
        primary=held.primary,
    )


@dataclass(slots=True)
class Sourcing:
    """Leads mentions to documents, and keeps those that are only cited.

    Attributes:
        sources: the sources of the claim so far, by digest.
        resolve: leads addresses to what was captured.
    """

    sources: dict[str, ProvenanceSource]
    resolve: Resolve
    _outlets: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for source in sorted(self.sources.values(), key=lambda each: (each.dated.order, each.digest)):
            self._outlets.setdefault(outlet_key(source.name), []).append(source.digest)

    def citations(self, citing: ProvenanceSource, mentions: Iterable[CitationMention]) -> list[Citation]:
        """What a document cites; a document that cites itself cites nothing."""
        made = (self._citation(citing, mention) for mention in mentions)
        return [citation for citation in made if citation is not None and citation.cited != citing.digest]

    def _citation(self, citing: ProvenanceSource, mention: CitationMention) -> Citation | None:
        if mention.how is CitationKind.VAGUE:
            note = f"{citing.name} says only “{_plain(mention.text)}”"
            return Citation(citing.digest, CitationKind.VAGUE, mention.text, mention.span, None, None, note)
        if mention.how is CitationKind.LINK:
            return self._link(citing, mention)
        assert mention.source is not None, "only a vague mention names nobody"
        cited = self._outlet(mention.source, citing)
        verb = "names" if mention.how is CitationKind.NAMED else "credits"
        note = f"{citing.name} {verb} {self._named(cited) if cited else f'{mention.source}, which was not captured'}"
        return Citation(citing.digest, mention.how, mention.text, mention.span, mention.source, cited, note)

    def _link(self, citing: ProvenanceSource, mention: CitationMention) -> Citation:
        address = mention.source or ""
        landing = self.resolve(address, citing.place)
        cited, failed = None, None
        if isinstance(landing, HeldDocument):
            cited = landing.document.digest
            self.sources.setdefault(cited, source_of(landing, carries=False))
            note = f"{citing.name} links to {self._named(cited)}"
        elif isinstance(landing, Capture):
            failed, address = landing, landing.place
            note = f"{citing.name} links to {address}, which could not be retrieved ({_reason(landing)})"
        else:
            note = f"{citing.name} links to {address}, which was not captured"
        return Citation(citing.digest, CitationKind.LINK, mention.text, mention.span, address, cited, note, failed)

    def _outlet(self, name: str, citing: ProvenanceSource) -> str | None:
        """The earliest source from the outlet of this name."""
        others = (digest for digest in self._outlets.get(outlet_key(name), ()) if digest != citing.digest)
        return next(others, None)

    def _named(self, digest: str) -> str:
        source = self.sources[digest]
        return (
            source.name if source.carries or source.is_article else f"{source.name}, which does not contain the claim"
        )


def edges(sources: Mapping[str, ProvenanceSource], citations: Collection[Citation]) -> dict[str, frozenset[str]]:
    """Which origin has the claim from which: reprints are one with what they reprint, so none leads to itself."""
    made: dict[str, set[str]] = {source.origin: set() for source in sources.values()}
    for citation in citations:
        if citation.cited is not None:
            one, other = sources[citation.citing].origin, sources[citation.cited].origin
            made.setdefault(other, set())
            if one != other:
                made[one].add(other)
    return {node: frozenset(made[node]) for node in sorted(made)}


def _reason(failed: Capture) -> str:
    return str(failed.failure or "").replace("_", " ")


def _plain(text: str) -> str:
    return " ".join(text.split())
