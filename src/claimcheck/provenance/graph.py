"""Who has it from whom, as a graph: the circles in it, and where the ways through it end."""

from __future__ import annotations

from collections.abc import Mapping

Edges = Mapping[str, frozenset[str]]
"""For each node, those that it leads to; nothing leads from a node to itself."""


def reached(edges: Edges, start: str) -> frozenset[str]:
    """Every node that a way of one step or more leads to from ``start``."""
    seen: set[str] = set()
    waiting = sorted(edges.get(start, ()))
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting.extend(edges.get(node, ()))
    return frozenset(seen)


def circles(edges: Edges) -> list[tuple[str, ...]]:
    """The sets of nodes that all lead to one another (strongly connected components of two or more), in order."""
    reach = {node: reached(edges, node) for node in edges}
    found = {
        tuple(sorted(other for other in reach[node] if node in reach.get(other, ())))
        for node in edges
        if node in reach[node]
    }
    return sorted(circle for circle in found if len(circle) > 1)


def is_closed(circle: tuple[str, ...], edges: Edges) -> bool:
    """Whether no way leads out of a circle."""
    return all(edges.get(node, frozenset()) <= set(circle) for node in circle)


def round_trip(circle: tuple[str, ...], edges: Edges) -> tuple[str, ...]:
    """The nodes of a circle in an order in which each leads to the next, as far as one such order is found."""
    ordered = [circle[0]]
    while len(ordered) < len(circle):
        onward = sorted(edges[ordered[-1]] & set(circle) - set(ordered))
        rest = onward or sorted(set(circle) - set(ordered))
        ordered.append(rest[0])
    return tuple(ordered)
