"""Career paths: the cheapest chains of moves from one role to another.

A stated move costs less than an inferred one (`COST`), so that a path that pages state wins over one that
rules infer unless it takes many more steps. Alternatives come in order of cost from Yen's algorithm (Yen
1971, "Finding the k shortest loopless paths in a network"), as networkx implements it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import networkx as nx

from .errors import NoPathError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from .nodes import Move, Node

#: What a move costs by its basis: two inferred moves are as dear as three stated ones.
COST = {"stated": 1.0, "inferred": 1.5}
_START, _END = "", " "  # no IRI is empty or blank


@dataclass(frozen=True, slots=True)
class Step:
    """A move of a path; ``others`` are further moves between the same two roles."""

    source: Node
    target: Node
    move: Move
    others: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of moves and what it costs."""

    steps: tuple[Step, ...]
    cost: float


def paths(graph: nx.MultiDiGraph[str], start: Node, end: Node, limit: int = 1) -> list[Path]:
    """The cheapest paths between two roles, best first, none visiting a role twice.

    A family at either end stands for any of its roles. In between, a path goes through roles only.

    Args:
        graph: from `network.network`.
        start: a node of it.
        end: a node of it.
        limit: how many paths at most.

    Returns:
        at least one path; one of no steps if the two are the same.

    Raises:
        NoPathError: there is none.
    """
    starts, ends = members(graph, start), members(graph, end)
    if starts & ends:
        return [Path((), 0.0)]
    simple = _searchable(graph, starts, ends)
    found: Iterator[list[str]] = nx.shortest_simple_paths(simple, _START, _END, weight="cost")
    try:
        return [_path(graph, simple, nodes[1:-1]) for nodes in islice(found, limit)]
    except nx.NetworkXNoPath:
        reachable, leading = nearest_reachable(graph, start, end)
        raise NoPathError(start, end, reachable=reachable, leading=leading) from None


def members(graph: nx.MultiDiGraph[str], node: Node) -> set[str]:
    """The node itself and, for a family, its roles."""
    found = {node.iri}
    if node.type == "family":
        nodes: Iterable[Node] = (data["node"] for _, data in graph.nodes(data=True))
        found |= {other.iri for other in nodes if other.family == node.iri}
    return found


def _searchable(
    graph: nx.MultiDiGraph[str], starts: Collection[str], ends: Collection[str]
) -> nx.DiGraph[str]:
    """One edge a pair of roles, at its lowest cost, and virtual nodes that join the starts and the ends."""
    simple: nx.DiGraph[str] = nx.DiGraph()
    simple.add_nodes_from((_START, _END))
    for source, target, data in graph.edges(data=True):
        passable = [
            end
            for end, allowed in ((source, starts), (target, ends))
            if graph.nodes[end]["node"].type != "family" or end in allowed
        ]
        if len(passable) < 2:
            continue
        cost = COST[data["move"].basis]
        if not simple.has_edge(source, target) or cost < simple[source][target]["cost"]:
            simple.add_edge(source, target, cost=cost, move=data["move"])
    simple.add_edges_from((_START, start, {"cost": 0.0}) for start in sorted(starts))
    simple.add_edges_from((end, _END, {"cost": 0.0}) for end in sorted(ends))
    return simple


def _path(graph: nx.MultiDiGraph[str], simple: nx.DiGraph[str], nodes: list[str]) -> Path:
    steps = []
    cost = 0.0
    for source, target in pairwise(nodes):
        best: Move = simple[source][target]["move"]
        cost += simple[source][target]["cost"]
        others = tuple(d["move"] for key, d in sorted(graph[source][target].items()) if key != best.iri)
        steps.append(Step(graph.nodes[source]["node"], graph.nodes[target]["node"], best, others))
    return Path(tuple(steps), cost)


def nearest_reachable(
    graph: nx.MultiDiGraph[str], start: Node, end: Node, limit: int = 5
) -> tuple[list[Node], list[Node]]:
    """What comes closest to a path that does not exist.

    Returns:
        the roles that can be reached from ``start``, those nearest to ``end`` first; and the roles that lead
        to ``end``, those nearest to ``start`` first. Near is the number of moves, whatever their direction;
        roles that no moves join at all follow by likeness of their titles.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - loads only where there is no path

    undirected = graph.to_undirected(as_view=True)

    def ranked(candidates: set[str], other: Node) -> list[Node]:
        distances: dict[str, int] = dict(nx.single_source_shortest_path_length(undirected, other.iri))
        nodes = [graph.nodes[iri]["node"] for iri in candidates]
        nodes = [node for node in nodes if node.type != "family"]
        return sorted(
            nodes,
            key=lambda n: (
                distances.get(n.iri, len(graph)),
                -fuzz.token_set_ratio(n.title.casefold(), other.title.casefold()),
                n.title,
                n.iri,
            ),
        )[:limit]

    forwards: set[str] = set().union(*(nx.descendants(graph, iri) for iri in members(graph, start)))
    backwards: set[str] = set().union(*(nx.ancestors(graph, iri) for iri in members(graph, end)))
    return ranked(forwards, end), ranked(backwards, start)
