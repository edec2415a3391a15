"""Where the provenance of a claim ends, and what of that an editor has to know before counting sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from claimcheck.provenance.graph import Edges, circles, is_closed, round_trip
from claimcheck.provenance.values import (
    Citation,
    CitationKind,
    ProvenanceEnd,
    ProvenanceEndKind,
    ProvenanceFlag,
    ProvenanceFlagKind,
    ProvenanceSource,
)


@dataclass(frozen=True, slots=True)
class OriginNode:
    """All documents of one origin, with all that they cite."""

    sources: tuple[ProvenanceSource, ...]
    citations: tuple[Citation, ...]

    @property
    def digests(self) -> tuple[str, ...]:
        """Its documents."""
        return tuple(source.digest for source in self.sources)

    @property
    def name(self) -> str:
        """What an editor calls it: by the document that the others go back to."""
        head = next((each for each in self.sources if each.digest == each.origin), self.sources[0])
        more = len(self.sources) - 1
        return f"{head.name} (carried by {more} other{'s' * (more > 1)})" if more else head.name

    @property
    def primary(self) -> str | None:
        """Why it is a primary source; None where it is none."""
        return next((source.primary for source in self.sources if source.primary), None)

    @property
    def carries(self) -> bool:
        """Whether any of its documents was found to hold the claim."""
        return any(source.carries for source in self.sources)

    @property
    def open(self) -> tuple[Citation, ...]:
        """What it cites that was not captured."""
        return tuple(each for each in self.citations if each.cited is None and each.how is not CitationKind.VAGUE)

    @property
    def vague(self) -> tuple[Citation, ...]:
        """Where it sounds as if it cited, and names nobody."""
        return tuple(each for each in self.citations if each.how is CitationKind.VAGUE)


@dataclass(frozen=True, slots=True)
class ProvenanceGraph:
    """The provenance as a graph of origins.

    Attributes:
        nodes: by the digest that stands for the origin.
        edges: which origin has the claim from which.
        circles: the origins that have it from one another.
    """

    nodes: dict[str, OriginNode]
    edges: Edges
    circles: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def in_circles(self) -> frozenset[str]:
        """The origins that stand in a circle."""
        return frozenset(node for circle in self.circles for node in circle)


def mapped(sources: Sequence[ProvenanceSource], citations: Collection[Citation], edges: Edges) -> ProvenanceGraph:
    """The provenance as a graph of origins; ``sources`` go by time."""
    members: dict[str, list[ProvenanceSource]] = defaultdict(list)
    for source in sources:
        members[source.origin].append(source)
    nodes = {
        origin: OriginNode(
            tuple(members[origin]),
            tuple(each for each in citations if any(each.citing == source.digest for source in members[origin])),
        )
        for origin in members
    }
    return ProvenanceGraph(nodes, edges, circles(edges))


def ends(graph: ProvenanceGraph) -> tuple[ProvenanceEnd, ...]:
    """Where every way along the provenance ends: what an editor has to know first, first."""
    found = [end for origin, node in graph.nodes.items() for end in _ends_of(origin, node, graph)]
    found += _own_reports([node for origin, node in graph.nodes.items() if _is_own_report(origin, node, graph)])
    found += [
        ProvenanceEnd(ProvenanceEndKind.CIRCLE, _members(circle, graph), circle_note(circle, graph))
        for circle in graph.circles
    ]
    order = list(ProvenanceEndKind)
    return tuple(sorted(found, key=lambda end: order.index(end.kind)))


def flags(graph: ProvenanceGraph) -> tuple[ProvenanceFlag, ...]:
    """The circles and dead ends."""
    kinds = {
        ProvenanceEndKind.CIRCLE: ProvenanceFlagKind.CIRCLE,
        ProvenanceEndKind.DEAD_END: ProvenanceFlagKind.DEAD_END,
    }
    found = [ProvenanceFlag(kinds[end.kind], end.note, end.digests) for end in ends(graph) if end.kind in kinds]
    return tuple(sorted(found, key=lambda flag: list(ProvenanceFlagKind).index(flag.flag)))


def circle_note(circle: tuple[str, ...], graph: ProvenanceGraph) -> str:
    """Who has it from whom in a circle, and whether a way leads out."""
    ordered = round_trip(circle, graph.edges)
    names = [graph.nodes[origin].name for origin in ordered]
    if len(names) == 2:
        text = f"{names[0]} and {names[1]} cite each other"
    else:
        text = f"{' → '.join([*names, names[0]])}: each cites the next"
    outward = [each for origin in ordered for each in graph.nodes[origin].open]
    if outward:
        return f"{text}; {outward[0].note}"
    return f"{text}, and neither names another source" if is_closed(circle, graph.edges) else text


def _ends_of(origin: str, node: OriginNode, graph: ProvenanceGraph) -> Iterator[ProvenanceEnd]:
    """Where the provenance ends at one origin; nowhere when all that it cites leads on."""
    if node.primary:
        missing = "" if node.carries else "; the claim was not found in it"
        yield ProvenanceEnd(
            ProvenanceEndKind.PRIMARY, node.digests, f"{node.name} is a primary source: {node.primary}{missing}"
        )
        return
    for citation in node.open:
        yield ProvenanceEnd(ProvenanceEndKind.NOT_CAPTURED, (citation.citing,), citation.note)
    if node.vague and _leads_nowhere(origin, node, graph):
        note = f"{node.vague[0].note}, without a name or a link: it cannot be traced further"
        yield ProvenanceEnd(ProvenanceEndKind.DEAD_END, tuple(dict.fromkeys(each.citing for each in node.vague)), note)


def _leads_nowhere(origin: str, node: OriginNode, graph: ProvenanceGraph) -> bool:
    return not (node.open or graph.edges[origin] or origin in graph.in_circles)


def _is_own_report(origin: str, node: OriginNode, graph: ProvenanceGraph) -> bool:
    is_report = node.carries and not node.primary and not any(source.is_article for source in node.sources)
    return is_report and not node.vague and _leads_nowhere(origin, node, graph)


def _own_reports(nodes: Sequence[OriginNode]) -> Iterator[ProvenanceEnd]:
    """Those that cite nobody, as one end."""
    if nodes:
        names = [node.name for node in nodes]
        text = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        say = "cites nobody for this: its own report, as far as it says"
        say = say if len(names) == 1 else "cite nobody for this: their own reports, as far as they say"
        yield ProvenanceEnd(
            ProvenanceEndKind.OWN_REPORT, tuple(digest for node in nodes for digest in node.digests), f"{text} {say}"
        )


def _members(circle: tuple[str, ...], graph: ProvenanceGraph) -> tuple[str, ...]:
    return tuple(digest for origin in circle for digest in graph.nodes[origin].digests)
