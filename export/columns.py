"""The columns of a picture: a job family each, its roles in lanes, and which columns stand side by side."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from careergraph.graph.levels import MANAGER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from careergraph.graph.careers import Careers
    from careergraph.graph.nodes import Move, Node

#: From lane to lane, in points of the picture.
LANE = 184
#: Two roles in one lane are at least so many rows apart.
APART = 0.65
#: The column of names that no page describes.
UNDESCRIBED = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A family's lanes; ``members`` are (IRI, row, lane). ``family`` is "" for names on no page."""

    family: str
    title: str
    department: str
    lanes: int
    members: tuple[tuple[str, float, int], ...]

    @property
    def width(self) -> float:
        """In points."""
        return self.lanes * LANE


def columns_of(drawn: Sequence[Node], moves: Iterable[Move], rows: Mapping[str, float]) -> list[Column]:
    """A column for each family, and one in each department for names that no page describes."""
    nodes = {node.iri: node for node in drawn}
    held: dict[tuple[str, str], list[Node]] = defaultdict(list)
    homes = _homes(nodes, moves)
    for node in drawn:
        if node.type == "family":
            held.setdefault((node.iri, node.department), [])
        elif node.type == "role":
            held[node.family, node.department].append(node)
        elif node.type == "named":
            held[UNDESCRIBED, homes.get(node.iri, "")].append(node)
    up: dict[tuple[str, str], nx.DiGraph[str]] = {key: nx.DiGraph() for key in held}
    keys = {node.iri: key for key, members in held.items() for node in members}
    for move in moves:
        key = keys.get(move.source)
        if (
            key is not None
            and key == keys.get(move.target)
            and rows[move.target] - rows[move.source] >= APART
        ):
            up[key].add_edge(move.source, move.target, promotion=move.kind == "promotion")
    return [
        Column(key[0], _title(key, nodes, members), key[1], *_lanes(members, up[key], rows))
        for key, members in held.items()
    ]


def _title(key: tuple[str, str], nodes: Mapping[str, Node], members: Sequence[Node]) -> str:
    if key[0] in nodes:
        return nodes[key[0]].title
    return members[0].family_title if members and key[0] else "\uffff"  # undescribed names come last


def _homes(nodes: Mapping[str, Node], moves: Iterable[Move]) -> dict[str, str]:
    """For names that no page describes, the department of the first described thing a move joins them to."""
    homes: dict[str, str] = {}
    for move in moves:
        for here, there in ((move.source, move.target), (move.target, move.source)):
            if nodes[here].type == "named" and nodes[there].department:
                homes.setdefault(here, nodes[there].department)
    return homes


def _lanes(
    members: Sequence[Node], up: nx.DiGraph[str], rows: Mapping[str, float]
) -> tuple[int, tuple[tuple[str, float, int], ...]]:
    """How many lanes a family needs, and its members in them: chains of promotions, contributors first."""
    by_iri = {node.iri: node for node in members}
    chains: list[list[str]] = []
    ladder = up.edge_subgraph([edge for edge in up.edges if up.edges[edge]["promotion"]]).copy()
    while ladder.number_of_edges():
        chain = nx.dag_longest_path(ladder)
        chains.append(chain)
        ladder.remove_nodes_from(chain)
    on_chain = {iri for chain in chains for iri in chain}
    chains += [[node.iri] for node in members if node.iri not in on_chain]

    def rank(chain: list[str]) -> tuple[bool, int, float, str]:
        managers = sum(by_iri[iri].track == MANAGER for iri in chain)
        return managers * 2 > len(chain), -len(chain), rows[chain[0]], by_iri[chain[0]].title

    lanes: list[list[float]] = []
    found = []
    for chain in sorted(chains, key=rank):
        heights_ = [rows[iri] for iri in chain]
        lane = _free(lanes, heights_)
        lanes[lane] += heights_
        found += [(iri, rows[iri], lane) for iri in chain]
    return max(1, len(lanes)), tuple(sorted(found, key=lambda each: (each[2], each[1], each[0])))


def _free(lanes: list[list[float]], rows: Sequence[float]) -> int:
    """The first lane in which nothing stands at these rows; a new one if there is none."""
    for lane, taken in enumerate(lanes):
        if all(abs(one - other) >= APART for one in rows for other in taken):
            return lane
    lanes.append([])
    return len(lanes) - 1


def neighbourly(columns: list[Column], careers: Careers, moves: Iterable[Move]) -> list[list[Column]]:
    """The columns of each department, those that moves join next to each other, otherwise by title."""
    joined: nx.Graph[str] = nx.Graph()
    for move in moves:
        ends = [careers.nodes[iri].family or iri for iri in (move.source, move.target)]
        if ends[0] != ends[1]:
            joined.add_edge(*ends)
    by_department: dict[str, list[Column]] = defaultdict(list)
    for column in sorted(columns, key=lambda column: (column.title.casefold(), column.family)):
        by_department[column.department].append(column)
    found = []
    for _, those in sorted(by_department.items(), key=lambda item: (not item[0], item[0])):
        left = {column.family: column for column in those}
        ordered: list[Column] = []
        for start in those:
            waiting = [start.family]
            while waiting:
                family = waiting.pop()
                if family in left:
                    ordered.append(left.pop(family))
                    near = joined.adj.get(family, ())
                    waiting += sorted(
                        (f for f in near if f in left), key=lambda f: left[f].title, reverse=True
                    )
        found.append(ordered)
    return found
