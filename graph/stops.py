"""Simple paths that pass given nodes on the way, cheapest first."""

from __future__ import annotations

from heapq import heappop, heappush, merge
from itertools import pairwise, product
from typing import TYPE_CHECKING

from .search import Arcs, simple_paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .search import Found


def paths_through(arcs: Arcs, stops: Sequence[Sequence[int]], most: int | None = None) -> Iterator[Found]:
    """All simple paths that pass one node of each stop, in the order of the stops; in order of cost.

    The ways between two stops are combined in order of their sums, and those that meet a node twice are left
    out. That is exact, and quick unless most combinations do.

    Args:
        arcs: the graph.
        stops: the start, what is passed, and the end; several nodes each: any of them.
        most: leave out paths of more than so many arcs.

    Yields:
        cost and nodes, each path once.
    """
    ways = [_through(arcs, nodes, most) for nodes in product(*stops) if len(set(nodes)) == len(nodes)]
    seen = set()
    for found in merge(*ways):
        if found not in seen:
            seen.add(found)
            yield found


def _through(arcs: Arcs, stops: Sequence[int], most: int | None) -> Iterator[Found]:
    legs = [_Taken(simple_paths(_without(arcs, {*stops} - {a, b}), a, b, most)) for a, b in pairwise(stops)]
    chosen = (0,) * len(legs)
    if any(leg.get(0) is None for leg in legs):
        return
    waiting = [(sum(leg.cost(0) for leg in legs), chosen)]
    seen = {chosen}
    while waiting:
        cost, chosen = heappop(waiting)
        nodes = [stops[0]]
        for leg, number in zip(legs, chosen, strict=True):
            found = leg.get(number)
            nodes += found[1][1:] if found else ()
        if len(set(nodes)) == len(nodes) and (most is None or len(nodes) <= most + 1):
            yield cost, tuple(nodes)
        for position, leg in enumerate(legs):
            other = (*chosen[:position], chosen[position] + 1, *chosen[position + 1 :])
            if other not in seen and leg.get(other[position]) is not None:
                seen.add(other)
                more = leg.cost(other[position]) - leg.cost(chosen[position])
                heappush(waiting, (cost + more, other))


class _Taken:
    """Paths as they are asked for by number, in order of cost."""

    def __init__(self, ways: Iterator[Found]) -> None:
        self._ways = ways
        self._found: list[Found] = []

    def get(self, number: int) -> Found | None:
        """One of them; None if there are not so many."""
        while len(self._found) <= number:
            found = next(self._ways, None)
            if found is None:
                return None
            self._found.append(found)
        return self._found[number]

    def cost(self, number: int) -> int:
        """The cost of one that there is."""
        return self._found[number][0]


def _without(arcs: Arcs, nodes: set[int]) -> Arcs:
    """The graph without some of its nodes."""
    if not nodes:
        return arcs
    return Arcs(
        len(arcs.out),
        (
            (source, target, cost)
            for source, out in enumerate(arcs.out)
            if source not in nodes
            for target, cost in out.items()
            if target not in nodes
        ),
    )
