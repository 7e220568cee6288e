"""What the shape of the graph tells, by networkx's algorithms: gateways, central roles, longest ladders."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import networkx as nx

from .effort import rise
from .insight import Insight, counted, with_grade
from .steps import best_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .insight_view import View
    from .nodes import Move

#: A ladder of fewer steps is not told.
STEPS = 3


def gateways(view: View) -> list[Insight]:
    """Roles that alone join roles of other families to the rest of what hangs together.

    These are the articulation points (Hopcroft and Tarjan, "Efficient algorithms for graph manipulation",
    1973) of the undirected graph of roles that have a neighbour in another family and cut one off. Roles in
    which ways only begin or only end are left out, as nobody passes them. Cut off is everything but the
    largest part that is left.
    """
    nodes = view.careers.nodes
    graph: nx.Graph[str] = nx.Graph(view.graph)
    found = []
    for component in nx.connected_components(graph):
        part = graph.subgraph(component)
        for iri in nx.articulation_points(part):
            gate = nodes[iri]
            passed = view.graph.in_degree(iri) and view.graph.out_degree(iri)
            if not passed or all(nodes[other].family == gate.family for other in part[iri]):
                continue
            cut = _cut_off(part, iri)
            families = sorted({nodes[each].family for each in cut} - {gate.family})
            if not families:
                continue
            titles = tuple(nodes[each].title for each in families)
            what = (
                f"only {with_grade(gate)} joins {counted(len(cut), 'role')} to "
                f"{len(part) - len(cut) - 1} others; cut off would be roles of {_few(titles)}"
            )
            moves = [
                move
                for move in view.moves
                if (move.source == iri and move.target in cut) or (move.target == iri and move.source in cut)
            ]
            citations = tuple(dict.fromkeys((*gate.citations, *view.citations(*moves))))
            found.append(Insight("gateway", (gate,), len(cut), what, titles, citations))
    return sorted(found, key=lambda each: (-(each.value or 0), each.nodes[0].iri))


def _cut_off(part: nx.Graph[str], iri: str) -> set[str]:
    """What hangs on a connected graph by one node alone: all parts but the largest."""
    rest = part.subgraph(set(part) - {iri})
    parts = sorted(nx.connected_components(rest), key=lambda each: (-len(each), min(each)))
    return set().union(*parts[1:])


def central(view: View) -> list[Insight]:
    """Roles that lie on shortest ways between others, the most central first.

    Betweenness centrality (Freeman 1977, by Brandes's algorithm) over all moves between roles that are no
    demotions, each counted as one step: the share of all ordered pairs of other roles, weighted by how many
    of their shortest ways pass the role.
    """
    nodes = view.careers.nodes
    graph = view.graph
    found = []
    for iri, value in nx.betweenness_centrality(graph, normalized=True).items():
        if value <= 0:
            continue
        before, after = len(nx.ancestors(graph, iri)), len(nx.descendants(graph, iri))
        what = (
            f"{with_grade(nodes[iri])}: {counted(before, 'role')} can get there, "
            f"{counted(after, 'role')} can be reached from there"
        )
        found.append(Insight("central", (nodes[iri],), value, what, citations=nodes[iri].citations))
    return sorted(found, key=lambda each: (-(each.value or 0), each.nodes[0].iri))


def long_ladders(view: View) -> list[Insight]:
    """The longest chain of moves up that begins in each family, if it is no part of a longer one.

    Up is a promotion, or any move to a higher grade. Roles that such moves join in a circle count as one
    (strongly connected components), so that every chain ends; of chains of one length, that with most stated
    moves is told.
    """
    chains = _Chains(view)
    best: dict[str, tuple[str, ...]] = {}
    for role in view.roles:
        chain = chains.starting(role.iri)
        if len(chain) > STEPS and chains.weight(chain) > chains.weight(best.get(role.family, ())):
            best[role.family] = chain
    inner = {chain[position:] for chain in best.values() for position in range(1, len(chain))}
    found = []
    for chain in best.values():
        if chain in inner:
            continue
        steps, stated = chains.weight(chain)
        nodes = tuple(view.careers.nodes[iri] for iri in chain)
        basis = f"{stated} stated, {steps - stated} inferred"
        what = f"{with_grade(nodes[0])} to {with_grade(nodes[-1])} in {steps} steps ({basis})"
        what += f": {' → '.join(node.title for node in nodes)}"
        citations = view.citations(*chains.moves(chain))
        found.append(Insight("long-ladder", nodes, steps, what, citations=citations))
    return sorted(found, key=lambda each: (-(each.value or 0), each.nodes[0].iri))


class _Chains:
    """Longest ways up: by the condensation of the graph of moves up, from its ends back."""

    def __init__(self, view: View) -> None:
        nodes = view.careers.nodes
        self._moves: dict[tuple[str, str], list[Move]] = defaultdict(list)
        for move in view.moves:
            grades = rise(nodes[move.source], nodes[move.target])
            if {nodes[move.source].type, nodes[move.target].type} == {"role"} and (
                grades or move.kind == "promotion"
            ):
                self._moves[move.source, move.target].append(move)
        self._up: nx.DiGraph[str] = nx.DiGraph(list(self._moves))
        circles = nx.condensation(self._up)
        self._circle: dict[str, int] = circles.graph["mapping"]
        #: Circle → its longest way on: steps, stated ones among them, and the move that it begins with.
        self._on: dict[int, tuple[int, int, tuple[str, str] | None]] = {}
        leaving: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for pair in sorted(self._moves, reverse=True):
            if self._circle[pair[0]] != self._circle[pair[1]]:
                leaving[self._circle[pair[0]]].append(pair)
        for circle in reversed(list(nx.topological_sort(circles))):
            ways: list[tuple[int, int, tuple[str, str] | None]] = [(0, 0, None)]
            for pair in leaving[circle]:
                steps, stated, _ = self._on[self._circle[pair[1]]]
                ways.append((steps + 1, stated + self._is_stated(pair), pair))
            # of equals, the last: pairs come with the first by IRI at the end
            self._on[circle] = max(reversed(ways), key=lambda way: way[:2])

    def starting(self, iri: str) -> tuple[str, ...]:
        """The roles along the longest way up from a role; none where no move up leads from it."""
        chain: list[str] = []
        at = iri if iri in self._up else None
        while at is not None:
            first = self._on[self._circle[at]][2]
            inside = nx.shortest_path(self._up, at, first[0]) if first and first[0] != at else [at]
            chain += inside
            at = first[1] if first else None
        return tuple(chain)

    def weight(self, chain: tuple[str, ...]) -> tuple[int, int]:
        """How many steps a chain has, and how many of them are stated."""
        return max(0, len(chain) - 1), sum(map(self._is_stated, pairwise(chain)))

    def moves(self, chain: tuple[str, ...]) -> list[Move]:
        """The moves along a chain, the stated one where there are several."""
        return [best_of(self._moves[pair]) for pair in pairwise(chain)]

    def _is_stated(self, pair: tuple[str, str]) -> bool:
        return any(move.basis == "stated" for move in self._moves[pair])


def _few(names: Iterable[str], most: int = 3) -> str:
    listed = list(names)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more
