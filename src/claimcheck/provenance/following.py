"""Follow a claim back through what was captured."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.models import Evidence, Stance, Wording
from claimcheck.provenance.citing import mentions
from claimcheck.provenance.ends import ProvenanceGraph, ends, flags, mapped
from claimcheck.provenance.graph import reached
from claimcheck.provenance.leads import leads
from claimcheck.provenance.outlets import outlet_key, own_name
from claimcheck.provenance.phrasings import best_pieces, phrasings, worded, worded_by_article
from claimcheck.provenance.sourcing import Resolve, Sourcing, edges, source_of
from claimcheck.provenance.values import Citation, Material, Phrasing, Provenance, ProvenanceSource
from claimcheck.provenance.vocabulary import vocabulary

CARRIED_PCT = 80.0
"""A passage that is only related carries the claim when it holds so much of its content words."""


def follow(material: Material, resolve: Resolve) -> Provenance:
    """The provenance of a claim: its sources by time, their wordings, what they cite, where it ends, and leads.

    Args:
        material: the claim with the documents that bear on it.
        resolve: leads an address, and the place of the document that it stands in, to what was captured.
    """
    pieces = best_pieces([piece for piece in material.evidence if _carries(piece)])
    article = source_of(material.article, carries=True, is_article=True)
    sources = {digest: source_of(material.held[digest], carries=True) for digest in pieces}
    sources.pop(article.digest, None)
    pieces.pop(article.digest, None)
    citations, sources_of_claim = _citations(material, pieces, sources | {article.digest: article}, resolve)
    links = edges(sources_of_claim, citations)
    ordered = _by_time(sources_of_claim, links)
    graph = mapped(ordered, citations, links)
    first = _first(ordered, graph)
    return Provenance(
        claim=material.claim,
        first=tuple(source.digest for source in first),
        first_note=_first_note(first, ordered),
        sources=ordered,
        phrasings=_phrasings(material, pieces, ordered),
        citations=citations,
        ends=ends(graph),
        leads=leads(material.claim, graph, _only_notes(first, material), resolve),
        flags=flags(graph),
    )


def _carries(piece: Evidence) -> bool:
    """Whether a piece of evidence says what the claim says, be it with another number or date."""
    if piece.stance is not Stance.RELATED or piece.echo:
        return True
    return piece.wording not in (None, Wording.NOT_FOUND) or piece.match.covered_pct >= CARRIED_PCT


def _citations(
    material: Material, pieces: dict[str, Evidence], sources: dict[str, ProvenanceSource], resolve: Resolve
) -> tuple[tuple[Citation, ...], dict[str, ProvenanceSource]]:
    """What all documents cite for the claim, and the sources of the claim with those that are only cited."""
    sourcing = Sourcing(sources, resolve)
    names = (own_name(held.document.publisher) for held in material.held.values())
    known = frozenset(outlet_key(name) for name in names if name)
    found: list[Citation] = []
    for digest, piece in pieces.items():
        held = material.held[digest]
        found += sourcing.citations(sources[digest], mentions(held.document, piece.span, known))
    article = material.article.document
    found += sourcing.citations(sources[article.digest], mentions(article, material.claim.sentence, known))
    return tuple(found), sourcing.sources


def _by_time(sources: dict[str, ProvenanceSource], links: dict[str, frozenset[str]]) -> tuple[ProvenanceSource, ...]:
    """The sources by time, of equal ones first those that others lead to; the article last."""
    depth = {origin: len(reached(links, origin)) for origin in links}
    return tuple(
        sorted(
            sources.values(),
            key=lambda each: (
                each.is_article,
                each.dated.order,
                depth[each.origin],
                each.digest != each.origin,
                each.name,
                each.digest,
            ),
        )
    )


def _first(ordered: Sequence[ProvenanceSource], graph: ProvenanceGraph) -> tuple[ProvenanceSource, ...]:
    """The sources that may have been the first: none was surely published before, and they have it from none other."""
    carrying = [source for source in ordered if source.carries and not source.is_article]
    origins = {source.origin for source in carrying}
    free = [
        source
        for source in carrying
        if source.origin in graph.in_circles or not origins & (graph.edges[source.origin] - {source.origin})
    ]
    pool = free or carrying
    early = [source for source in pool if not any(other.dated.surely_before(source.dated) for other in pool)]
    heads = {source.origin for source in early if source.digest == source.origin}
    return tuple(source for source in early if source.digest == source.origin or source.origin not in heads)


def _first_note(first: Sequence[ProvenanceSource], ordered: Sequence[ProvenanceSource]) -> str:
    names = [f"{source.name} ({source.dated.words})" for source in first]
    if not names:
        return "No captured document contains this."
    if len(names) == 1:
        carriers = sum(source.carries and not source.is_article for source in ordered)
        return f"{names[0]}, the {'earliest' if carriers > 1 else 'only one'} of the captured documents."
    listed = f"{', '.join(names[:-1])} or {names[-1]}"
    return f"{listed}: dates and credits do not show which of the captured documents was first."


def _phrasings(
    material: Material, pieces: dict[str, Evidence], ordered: Sequence[ProvenanceSource]
) -> tuple[Phrasing, ...]:
    """The wordings by time; the article's own comes last."""
    wordings = [
        worded(material.claim, material.held[source.digest].document, pieces[source.digest])
        for source in ordered
        if source.digest in pieces
    ]
    return phrasings([*wordings, worded_by_article(material.claim, material.article.document)])


def _only_notes(first: Sequence[ProvenanceSource], material: Material) -> list[ProvenanceSource]:
    kinds = {source.digest: (material.held[source.digest].document.kind or "").casefold() for source in first}
    return [source for source in first if not vocabulary().notes.isdisjoint(kinds[source.digest].split())]
