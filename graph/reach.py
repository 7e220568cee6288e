"""Everything that can be reached from a role, or from where it can be reached, each by its shortest way.

Ways are shortest paths (Dijkstra's algorithm) with fewest steps, of these with fewest that no page states, of
these with least effort. All of them together make a tree.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from .effort import effort, leads_down
from .steps import best_of, step_of

if TYPE_CHECKING:
    from .careers import Careers
    from .nodes import Move, Node
    from .steps import Step

#: Costs are lexicographic: a unit of one part outweighs all of the parts behind it.
_STEP, _UNSTATED = 10**24, 10**16
#: Stands before all starts; no IRI is empty.
_ORIGIN = ""

_Moves = dict[tuple[str, str], list["Move"]]


@dataclass(frozen=True, slots=True)
class Reached:
    """Something that can be reached, and the way to it: steps, how many no page states, and effort in all.

    ``step`` is the last step to it, or, backwards, the first one from it; ``effort`` is in thousandths.
    """

    node: Node
    steps: int
    unstated: int
    effort: int
    step: Step


@dataclass(frozen=True, slots=True)
class Reach:
    """All that can be reached from a role, or, ``backwards``, all from where it can be; nearest first."""

    role: Node
    backwards: bool
    found: tuple[Reached, ...]

    def of(self, place: Node) -> tuple[Reached, ...]:
        """What belongs to a family or department."""
        return tuple(
            each
            for each in self.found
            if place.iri in (each.node.iri, each.node.family, each.node.department)
        )

    def way(self, node: Node) -> tuple[Step, ...]:
        """The steps of the way to what was found, or, backwards, from it; in the order of taking them.

        Raises:
            KeyError: it was not found.
        """
        by_iri = {each.node.iri: each.step for each in self.found}
        steps = [by_iri[node.iri]]
        while (step := by_iri.get(self.before(steps[-1]).iri)) is not None:
            steps.append(step)
        return tuple(steps if self.backwards else reversed(steps))

    def before(self, step: Step) -> Node:
        """The end of a step that is nearer to the role."""
        return step.target if self.backwards else step.source


def reach(  # noqa: PLR0913 - one a wish
    careers: Careers,
    role: Node,
    *,
    within: int | None = None,
    backwards: bool = False,
    stated_only: bool = False,
    track: str = "",
    allow_down: bool = False,
) -> Reach:
    """Everything that can be reached from a role.

    As in `paths.paths`, ways go through roles and mere names, and not through whole families. A family as a
    whole is named where no role of it is reached in as few steps.

    Args:
        careers: what `careers.read_careers` gives.
        role: a role; a family or department stands for any of its roles.
        within: only what takes at most so many steps.
        backwards: everything from where the role can be reached, instead.
        stated_only: only moves that a page states.
        track: "individual contributor" or "manager": only roles on this track.
        allow_down: take demotions, too.
    """
    nodes = careers.nodes
    starts = {member.iri for member in careers.members(role)}
    moves: _Moves = defaultdict(list)
    for move in careers.moves:
        source, target = nodes[move.source], nodes[move.target]
        near, far = (target, source) if backwards else (source, target)
        if near.iri not in starts and (near.type == "family" or (track and near.track != track)):
            continue
        if far.iri in starts or (track and far.track != track):
            continue
        if (stated_only and move.basis != "stated") or (not allow_down and leads_down(source, target)):
            continue
        moves[near.iri, far.iri].append(move)
    before, costs = _tree(careers, moves, starts, within)
    found = []
    for iri, cost in costs.items():
        if iri not in starts:
            steps, rest = divmod(cost, _STEP)
            unstated, takes = divmod(rest, _UNSTATED)
            step = step_of(careers, moves[before[iri], iri])
            found.append(Reached(nodes[iri], steps, unstated, takes, step))
    found.sort(key=lambda each: (each.steps, each.effort, each.node.title, each.node.iri))
    nearest = {nodes[iri].family: 0 for iri in starts}
    for each in found:
        nearest.setdefault(each.node.family, each.steps)
    return Reach(
        role,
        backwards,
        tuple(
            each
            for each in found
            if each.node.type != "family" or nearest.get(each.node.iri, each.steps + 1) > each.steps
        ),
    )


def _tree(
    careers: Careers, moves: _Moves, starts: set[str], within: int | None
) -> tuple[dict[str, str], dict[str, int]]:
    """What stands before each node on the best way to it, and what that way costs."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_weighted_edges_from((_ORIGIN, iri, 0) for iri in starts)
    for (near, far), parallel in moves.items():
        best = best_of(parallel)
        takes = effort(careers.nodes[best.source], careers.nodes[best.target], best, careers.score(best))
        guess = _UNSTATED if best.basis != "stated" else 0
        graph.add_edge(near, far, weight=_STEP + guess + takes.total)
    most = None if within is None else (within + 1) * _STEP - 1
    before, costs = nx.dijkstra_predecessor_and_distance(graph, _ORIGIN, cutoff=most)
    del costs[_ORIGIN]
    whole = {iri: int(cost) for iri, cost in costs.items()}  # sums of whole numbers, typed as float
    return {iri: min(those) for iri, those in before.items() if those}, whole
