"""The moves of a store as a networkx graph: roles are nodes, moves are edges with what they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from .nodes import read_moves, read_nodes

if TYPE_CHECKING:
    from .query import Dataset


def network(store: Dataset) -> nx.MultiDiGraph[str]:
    """The graph of all moves.

    Returns:
        nodes are IRIs with the attribute ``node`` (a `Node`), edges have the key and attribute of their
        `Move`:
        ``graph[source][target][move_iri]["move"]``.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri, node in read_nodes(store).items():
        graph.add_node(iri, node=node)
    for move in read_moves(store):
        if move.source in graph and move.target in graph:
            graph.add_edge(move.source, move.target, key=move.iri, move=move)
    return graph
