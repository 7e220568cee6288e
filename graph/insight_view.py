"""The roles of a graph and the moves between them, as insights look at them."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING

import networkx as nx

from .effort import leads_down
from .ladderview import is_beginner
from .levels import IC, MANAGER, seniority
from .network import to_networkx
from .query import select
from .requirements import own_requirements

if TYPE_CHECKING:
    from .careers import Careers
    from .nodes import Citation, Move, Node
    from .query import Dataset
    from .requirements import Required

#: From this step of its track on, a role is at the top: Vice President, President, Chief; Distinguished,
#: Fellow.
_TOP = {MANAGER: 8.0, IC: 6.0}


class View:
    """The roles of a graph and the moves between them that are no demotions.

    Args:
        careers: what `careers.read_careers` gives.
        store: the dataset it was read from.
    """

    def __init__(self, careers: Careers, store: Dataset) -> None:
        self.careers = careers
        self.store = store
        self.roles = [node for node in careers.nodes.values() if node.type == "role"]
        self.moves = [
            move
            for move in careers.moves
            if move.source != move.target
            and not leads_down(careers.nodes[move.source], careers.nodes[move.target])
        ]
        self.left = {move.source for move in self.moves}
        self.reached = {move.target for move in self.moves}

    @cached_property
    def graph(self) -> nx.DiGraph[str]:
        """Roles only; an edge where moves lead from one to another; both in the order of their IRIs."""
        whole = to_networkx(self.careers)
        kept = {move.iri for move in self.moves}
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(iri for iri in whole if whole.nodes[iri]["type"] == "role")
        graph.add_edges_from(
            (source, target)
            for source, target, iri in whole.edges(keys=True)
            if iri in kept and source in graph and target in graph
        )
        return graph

    @cached_property
    def families(self) -> dict[str, list[Node]]:
        """The roles of each family."""
        found: dict[str, list[Node]] = {n.iri: [] for n in self.careers.nodes.values() if n.type == "family"}
        for role in self.roles:
            found.setdefault(role.family, []).append(role)
        return found

    @cached_property
    def highest(self) -> dict[tuple[str, str], float]:
        """The highest grade by department and track."""
        found: dict[tuple[str, str], float] = defaultdict(float)
        for role in self.roles:
            if role.ranks:
                place = role.department, role.track
                found[place] = max(found[place], role.ranks[-1])
        return dict(found)

    @cached_property
    def required(self) -> dict[str, Required]:
        """What positions require themselves, by IRI."""
        return own_requirements(self.store)

    @cached_property
    def undefined(self) -> dict[str, Citation]:
        """Family → the line on which its page says that no next step is defined yet."""
        rows = sorted(
            (row["family"], row["path"], int(row["line"])) for row in select(self.store, "undefined-ladders")
        )
        return {family: (path, line) for family, path, line in reversed(rows)}

    @cached_property
    def entry_grade(self) -> float:
        """The highest grade of an entry role: one above the median of those that are by title."""
        ranks = [role.ranks[0] for role in self.roles if is_beginner(role) and role.ranks]
        return median(ranks) + 1 if ranks else float("inf")

    def is_entry(self, role: Node) -> bool:
        """Whether people usually start in a role: its title names no higher level, nor does its grade."""
        return is_beginner(role) and (not role.ranks or role.ranks[0] <= self.entry_grade)

    def is_top(self, role: Node) -> bool:
        """Whether there is nothing to rise to: by title, or nobody of its department and track is higher."""
        on = MANAGER if role.track == MANAGER else IC
        if seniority(role.title, on) >= _TOP[on]:
            return True
        return bool(role.ranks) and role.ranks[-1] >= self.highest[role.department, role.track]

    def citations(self, *moves: Move) -> tuple[Citation, ...]:
        """The lines behind moves, each once."""
        return tuple(dict.fromkeys(place for move in moves for place in move.citations))
