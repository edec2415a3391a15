"""Where a trail ends, and what of that an editor has to know before counting sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from claimcheck.trail.graph import Edges, circles, is_closed, round_trip
from claimcheck.trail.values import Citation, End, EndKind, Flag, How, Source, TrailFlag


@dataclass(frozen=True, slots=True)
class Node:
    """All documents of one origin, with all that they cite."""

    sources: tuple[Source, ...]
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
        return f"{head.name} and {more} that carr{'y' if more > 1 else 'ies'} it" if more else head.name

    @property
    def open(self) -> tuple[Citation, ...]:
        """What it cites that was not captured."""
        return tuple(each for each in self.citations if each.cited is None and each.how is not How.VAGUE)

    @property
    def vague(self) -> tuple[Citation, ...]:
        """Where it sounds as if it cited, and names nobody."""
        return tuple(each for each in self.citations if each.how is How.VAGUE)


@dataclass(frozen=True, slots=True)
class Map:
    """The trail as a graph of origins.

    Attributes:
        nodes: by the digest that stands for the origin.
        edges: which origin has the claim from which.
        circles: the origins that have it from one another.
    """

    nodes: dict[str, Node]
    edges: Edges
    circles: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def in_circles(self) -> frozenset[str]:
        """The origins that stand in a circle."""
        return frozenset(node for circle in self.circles for node in circle)


def mapped(sources: Sequence[Source], citations: Collection[Citation], edges: Edges) -> Map:
    """The trail as a graph of origins; ``sources`` go by time."""
    members: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        members[source.origin].append(source)
    nodes = {
        origin: Node(
            tuple(members[origin]),
            tuple(each for each in citations if any(each.citing == source.digest for source in members[origin])),
        )
        for origin in members
    }
    return Map(nodes, edges, circles(edges))


def ends(chart: Map) -> tuple[End, ...]:
    """Where every way along the trail ends; primary sources first, circles last."""
    found = [end for origin, node in chart.nodes.items() for end in _ends_of(origin, node, chart)]
    found += [End(EndKind.CIRCLE, _members(circle, chart), circle_note(circle, chart)) for circle in chart.circles]
    order = list(EndKind)
    return tuple(sorted(found, key=lambda end: order.index(end.kind)))


def flags(chart: Map) -> tuple[TrailFlag, ...]:
    """The circles and dead ends."""
    told = {EndKind.CIRCLE: Flag.CIRCLE, EndKind.DEAD_END: Flag.DEAD_END}
    found = [TrailFlag(told[end.kind], end.note, end.digests) for end in ends(chart) if end.kind in told]
    return tuple(sorted(found, key=lambda flag: list(Flag).index(flag.flag)))


def circle_note(circle: tuple[str, ...], chart: Map) -> str:
    """Who has it from whom in a circle, and whether a way leads out."""
    ordered = round_trip(circle, chart.edges)
    names = [chart.nodes[origin].name for origin in ordered]
    if len(names) == 2:
        told = f"{names[0]} and {names[1]} cite each other"
    else:
        told = f"{' → '.join([*names, names[0]])}: each cites the next"
    outward = [each for origin in ordered for each in chart.nodes[origin].open]
    if outward:
        return f"{told}; {outward[0].note}"
    return f"{told}, and neither names another source" if is_closed(circle, chart.edges) else told


def _ends_of(origin: str, node: Node, chart: Map) -> Iterator[End]:
    """Where the trail ends at one origin; nowhere when all that it cites leads on."""
    primary = next((source.primary for source in node.sources if source.primary), None)
    carries = any(source.carries for source in node.sources)
    is_article = any(source.is_article for source in node.sources)
    if primary:
        missing = "" if carries else "; the claim was not found in it"
        yield End(EndKind.PRIMARY, node.digests, f"{node.name} is a primary source: {primary}{missing}")
        return
    for citation in node.open:
        yield End(EndKind.NOT_CAPTURED, (citation.citing,), citation.note)
    if node.open or chart.edges[origin] or origin in chart.in_circles:
        return
    if node.vague:
        note = f"{node.vague[0].note}, without a name or a link: the trail ends there"
        yield End(EndKind.DEAD_END, tuple(dict.fromkeys(each.citing for each in node.vague)), note)
    elif carries and not is_article:
        yield End(
            EndKind.OWN_REPORT, node.digests, f"{node.name} cites nobody for this: its own report, as far as it says"
        )


def _members(circle: tuple[str, ...], chart: Map) -> tuple[str, ...]:
    return tuple(digest for origin in circle for digest in chart.nodes[origin].digests)
