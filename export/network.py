"""The moves as a network for other programs: plain attributes, positions, colours and shapes.

Formats such as GraphML and GEXF hold no lists, and their programs none either: what is a list in
`graph.network.to_networkx` is one text here, its parts joined by "; ".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from careergraph.graph.levels import IC, MANAGER
from careergraph.graph.network import to_networkx

from .layout import layout
from .textfit import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from careergraph.graph.careers import Careers
    from careergraph.graph.nodes import Move

#: How nodes look: what is known of them → fill, red, green and blue.
COLOURS = {
    IC: (228, 241, 251),
    MANAGER: (253, 238, 221),
    "family": (246, 232, 243),
    "named": (255, 255, 255),
    "": (238, 241, 244),
}
#: Kind of a move → the colour of its line.
LINES = {
    "promotion": (59, 72, 85),
    "lateral": (0, 121, 90),
    "change of track": (179, 89, 0),
    "next family": (138, 63, 124),
}


@dataclass(frozen=True, slots=True)
class Selection:
    """A part of the graph: IRIs of nodes, and the moves between them."""

    iris: frozenset[str]
    moves: tuple[Move, ...]


def select(
    careers: Careers, members: Collection[str] | None = None, bases: Collection[str] = ()
) -> Selection:
    """All nodes and moves, or some nodes with all moves from and to them, and what is at the other ends.

    Args:
        careers: the graph.
        members: IRIs of nodes; all where None.
        bases: only moves that are "stated" or "inferred"; none named for all.
    """
    moves = [move for move in careers.moves if not bases or move.basis in bases]
    if members is None:
        iris = {iri for iri, node in careers.nodes.items() if node.type != "department"}
        return Selection(frozenset(iris), tuple(moves))
    kept = [move for move in moves if move.source in members or move.target in members]
    ends = {iri for move in kept for iri in (move.source, move.target)}
    return Selection(frozenset({*members, *ends}), tuple(kept))


def network(careers: Careers, selection: Selection) -> nx.MultiDiGraph[str]:
    """A part of the graph with what programs that draw it want to know.

    Returns:
        the nodes and edges of `graph.network.to_networkx` with lists as texts, all on one line; what is empty
        is left out. Besides, nodes and edges have a ``label``, nodes ``x`` and ``y`` (float; y grows
        upwards), the place that `layout.layout` gives them.
    """
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    whole = to_networkx(careers)
    places = layout(careers, selection.iris).places
    for iri, attributes in whole.nodes(data=True):
        if iri in selection.iris:
            place = places[iri]
            at = {"x": round(place.x, 1), "y": round(-place.y, 1) + 0.0}
            found.add_node(iri, label=plain(attributes["title"]), **_flat(attributes.items()), **at)
    for move in selection.moves:
        attributes = whole.edges[move.source, move.target, move.iri]
        found.add_edge(move.source, move.target, move.iri, label=move.kind, **_flat(attributes.items()))
    return found


def colour(attributes: dict[str, object]) -> tuple[int, int, int]:
    """The fill of a node."""
    kind = attributes["type"] if attributes["type"] in COLOURS else attributes.get("track", "")
    return COLOURS[str(kind)]


def _flat(attributes: Iterable[tuple[str, object]]) -> dict[str, object]:
    flat: dict[str, object] = {}
    for name, value in attributes:
        text = "; ".join(value) if isinstance(value, list) else value
        shown = plain(text) if isinstance(text, str) else text
        if shown != "":
            flat[name] = shown
    return flat
