"""What to fetch next to get closer to where a claim comes from."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from claimcheck.models import Claim, SpeakerKind
from claimcheck.provenance.ends import ProvenanceGraph
from claimcheck.provenance.outlets import outlet_key
from claimcheck.provenance.sourcing import Resolve
from claimcheck.provenance.values import Citation, CitationKind, HeldDocument, Lead, ProvenanceSource

_SPEAKS = frozenset({SpeakerKind.PERSON, SpeakerKind.ORGANISATION})


def leads(
    claim: Claim, graph: ProvenanceGraph, notes: Sequence[ProvenanceSource], resolve: Resolve
) -> tuple[Lead, ...]:
    """What to fetch next: what is linked to, what is named, pages that only a note tells of, and whom to ask.

    Args:
        claim: whose provenance it is.
        graph: the provenance as a graph.
        notes: the earliest sources of which no more than a note is held.
        resolve: leads addresses to what was captured.
    """
    found = [*_cited(graph), *_pages(notes, resolve), *_asked(graph), *_spoken(claim, graph)]
    return tuple(dict.fromkeys(found))


def _cited(graph: ProvenanceGraph) -> Iterator[Lead]:
    """What is cited and was not captured: addresses first."""
    cited: dict[tuple[bool, str], list[Citation]] = {}
    for node in graph.nodes.values():
        for each in node.open:
            source = each.source or ""
            is_link = each.how is CitationKind.LINK
            cited.setdefault((not is_link, source if is_link else outlet_key(source)), []).append(each)
    names = {source.digest: source.name for node in graph.nodes.values() for source in node.sources}
    for (is_named, _), citations in sorted(cited.items(), key=lambda item: item[0][0]):
        first = citations[0]
        who = " and ".join(dict.fromkeys(names[each.citing] for each in citations))
        verb = (
            "names"
            if first.how is CitationKind.NAMED
            else "credits"
            if first.how is CitationKind.CREDITED
            else "links to"
        )
        verb = (
            verb
            if len({each.citing for each in citations}) == 1
            else {"names": "name", "credits": "credit"}.get(verb, "link to")
        )
        if is_named:
            advice = "find it, then: claimcheck gather ADDRESS"
            yield Lead(f"the report of {first.source}", f"{who} {verb} it", advice)
        else:
            yield Lead(str(first.source), f"{who} {verb} it", _advice(first), _web(first.source))


def _advice(citation: Citation) -> str:
    """How to get at an address; after a failure, in another way."""
    address, failed = shlex.quote(citation.source or ""), citation.failed
    if not _web(citation.source):
        return failed.note or "it could not be read" if failed else f"put the file {address} into the workspace"
    if failed is None:
        return f"claimcheck gather {address}"
    reason = str(failed.failure or "").replace("_", " ")
    if failed.failure and failed.failure.needs_person:
        return f"could not be retrieved ({reason}): open it yourself and save the page under evidence/"
    return f"could not be retrieved ({reason}): claimcheck gather --online {address}"


def _pages(notes: Sequence[ProvenanceSource], resolve: Resolve) -> Iterator[Lead]:
    """The pages themselves, where only a note on them is held."""
    for source in notes:
        if not _web(source.url):
            continue
        landing = resolve(source.url or "", source.place)
        if not isinstance(landing, HeldDocument) or landing.place == source.place:
            yield Lead(
                source.url or "",
                f"only a note about {source.name} was captured",
                f"claimcheck gather {shlex.quote(source.url or '')}",
                source.url,
            )


def _asked(graph: ProvenanceGraph) -> Iterator[Lead]:
    """Whom to ask where nothing can be fetched."""
    for circle in graph.circles:
        names = [graph.nodes[origin].name for origin in circle]
        if not any(graph.nodes[origin].open for origin in circle):
            yield Lead(
                "where the circle began",
                "they cite each other",
                f"look for an earlier report by {' or '.join(names)}, or ask them",
            )
    for origin, node in graph.nodes.items():
        if (
            node.vague
            and not node.open
            and not graph.edges[origin]
            and not any(each.is_article for each in node.sources)
        ):
            yield Lead("who said so", node.vague[0].note, f"ask {node.sources[0].name}")


def _spoken(claim: Claim, graph: ProvenanceGraph) -> Iterator[Lead]:
    """The speaker's own words."""
    speaker = claim.speaker
    primary = any(source.primary and source.carries for node in graph.nodes.values() for source in node.sources)
    if speaker is not None and speaker.kind in _SPEAKS and not primary:
        yield Lead(
            f"{speaker.name}’s own words",
            "no primary source was captured",
            "look for a transcript, a recording or a statement",
        )


def _web(address: str | None) -> str | None:
    return address if address and address.startswith(("http://", "https://")) else None
