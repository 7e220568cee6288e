"""The k shortest simple paths between two nodes of a directed graph, cheapest first, one at a time.

Yen's algorithm with Lawler's improvement (Yen 1971, "Finding the k shortest loopless paths in a network";
Lawler 1972, "A procedure for computing the k best solutions"), made lazy: each way to leave a path that was
found enters the queue with a lower bound of its cost and is searched only when it comes to the front, as in
Kurz and Mutzel 2016, "A sidetrack-based algorithm for finding the k shortest simple paths in a directed
graph". The bounds come from one search backwards from the end, which grows only as far as they are asked
for; they also steer the searches forwards (A*: Hart, Nilsson and Raphael 1968, "A formal basis for the
heuristic determination of minimum cost paths"), and where the cheapest rest of a path is known and free, it
is taken as it is.

Costs are whole numbers above 0, so that sums are exact and equal costs are equal.
"""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

#: The nodes of a path, both ends included, and what it costs.
Found = tuple[int, tuple[int, ...]]
_FAR = 1 << 200
#: So many nodes the search backwards goes on for each node that a search forwards finds it has not seen.
_GROWTH = 4


class Arcs:
    """A directed graph: nodes 0 to ``size`` - 1, arcs with a cost; of parallel arcs, the cheapest counts.

    Args:
        size: how many nodes there are.
        arcs: (from, to, cost) each; cost is above 0. Loops are left out, as no simple path has one.
    """

    def __init__(self, size: int, arcs: Iterable[tuple[int, int, int]]) -> None:
        self.out: list[dict[int, int]] = [{} for _ in range(size)]
        self.into: list[dict[int, int]] = [{} for _ in range(size)]
        for source, target, cost in arcs:
            if cost <= 0:
                raise ValueError(f"the cost of {source} -> {target} is {cost}; it must be above 0")
            if source != target and cost < self.out[source].get(target, _FAR):
                self.out[source][target] = self.into[target][source] = cost


class _Rest:
    """How far each node is from the end: exactly where the search backwards has been, else a lower bound.

    ``next_`` of a node that has been reached is the node after it on the cheapest way to the end.
    """

    def __init__(self, arcs: Arcs, end: int) -> None:
        self._into = arcs.into
        self._waiting = [(0, end)]
        self._best = {end: 0}
        self.settled: dict[int, int] = {}
        self.next_: dict[int, int] = {}
        #: No node that is not settled is nearer.
        self.radius = 0

    def bound(self, node: int) -> int:
        """At least so much is left to the end."""
        return self.settled.get(node, self.radius)

    def grow(self, steps: int) -> None:
        """Settle so many nodes more."""
        waiting, best, settled, next_ = self._waiting, self._best, self.settled, self.next_
        while waiting and steps:
            cost, node = heappop(waiting)
            if node in settled:
                continue
            settled[node] = cost
            steps -= 1
            for before, more in self._into[node].items():
                reached = cost + more
                if before not in settled and reached < best.get(before, _FAR):
                    best[before] = reached
                    next_[before] = node
                    heappush(waiting, (reached, before))
        while waiting and waiting[0][1] in settled:
            heappop(waiting)
        self.radius = waiting[0][0] if waiting else _FAR

    def way(self, node: int) -> list[int]:
        """The cheapest way from a settled node to the end, without the node itself."""
        found = []
        while node in self.next_ and self.settled[node]:
            node = self.next_[node]
            found.append(node)
        return found


def simple_paths(arcs: Arcs, start: int, end: int, most: int | None = None) -> Iterator[Found]:
    """All simple paths between two nodes, in order of cost.

    Args:
        arcs: the graph; must not change while paths are taken.
        start: a node.
        end: another node.
        most: leave out paths of more than so many arcs.

    Yields:
        cost and nodes. Each path comes once; paths of one cost in an order that depends on the graph alone.
    """
    search = _Search(arcs, end, most)
    # What waits: (cost or its lower bound, whether it is a whole path, its nodes so far, where it leaves the
    # path that it comes from, the arcs that it must not take there).
    waiting: list[tuple[int, bool, tuple[int, ...], int, tuple[int, ...]]] = [(0, False, (start,), 0, ())]
    while waiting:
        _, whole, nodes, leaving, shut = heappop(waiting)
        if not whole:
            found = search.cheapest(nodes, shut)
            if found is not None:
                heappush(waiting, (found[0], True, found[1], leaving, shut))
            continue
        spent = 0
        for i, (node, following) in enumerate(pairwise(nodes)):
            if i >= leaving:
                closed = (*shut, following) if i == leaving else (following,)
                bound = search.bound(nodes[: i + 1], closed)
                if bound is not None:
                    heappush(waiting, (spent + bound, False, nodes[: i + 1], i, closed))
            spent += arcs.out[node][following]
        yield spent, nodes


class _Search:
    """Finds the cheapest path with a given beginning."""

    def __init__(self, arcs: Arcs, end: int, most: int | None) -> None:
        self._out = arcs.out
        self._end = end
        self._most = most
        self._rest = _Rest(arcs, end)
        self._rest.grow(1)
        self._hops = {} if most is None else _hops(arcs, end, most)

    def bound(self, begun: tuple[int, ...], shut: Collection[int]) -> int | None:
        """At least so much is left after the nodes ``begun``, if the arcs to ``shut`` are not taken next."""
        found = min(
            (
                cost + self._rest.bound(node)
                for node, cost in self._out[begun[-1]].items()
                if node not in begun and node not in shut
            ),
            default=_FAR,
        )
        return found if found < _FAR else None

    def cheapest(  # noqa: C901, PLR0912 - one loop, whose parts share all that it knows
        self, begun: tuple[int, ...], shut: Collection[int]
    ) -> Found | None:
        """The cheapest simple path that begins so and does not go on to a node of ``shut``."""
        out, rest, most = self._out, self._rest, self._most
        used = set(begun)
        #: Label → its node and the label before it. A node has one label only, unless arcs are counted.
        labels = [(begun[-1], -1)]
        spent = sum(out[node][following] for node, following in pairwise(begun))
        waiting = [(spent + rest.bound(begun[-1]), 0, spent, len(begun) - 1)]
        fewest: dict[int, int] = {}
        best: dict[int, int] = {}
        while waiting:
            key, label, cost, steps = heappop(waiting)
            node = labels[label][0]
            if steps >= fewest.get(node, _FAR):
                continue
            bound = rest.bound(node)
            if cost + bound > key:  # the search backwards has gone on since
                if bound < _FAR:
                    heappush(waiting, (cost + bound, label, cost, steps))
                continue
            fewest[node] = steps if most is not None else -1
            if node in rest.settled:
                way = rest.way(node)
                free = label > 0 or not way or way[0] not in shut
                if free and used.isdisjoint(way) and (most is None or steps + len(way) <= most):
                    return cost + bound, (*begun, *_since(labels, label), *way)
            else:
                rest.grow(_GROWTH)
            for after, more in out[node].items():
                if after in used or (not label and after in shut):
                    continue
                reached = cost + more
                if most is None:
                    if reached >= best.get(after, _FAR):
                        continue
                    best[after] = reached
                elif steps + 1 + self._hops.get(after, most) > most:
                    continue
                bound = rest.bound(after)
                if bound < _FAR:
                    labels.append((after, label))
                    heappush(waiting, (reached + bound, len(labels) - 1, reached, steps + 1))
        return None


def _since(labels: list[tuple[int, int]], label: int) -> list[int]:
    """The nodes that lead to a label, but for the first."""
    found = []
    while label:
        node, label = labels[label]
        found.append(node)
    return found[::-1]


def _hops(arcs: Arcs, end: int, most: int) -> dict[int, int]:
    """How many arcs it is at least to the end, for nodes where that is not too many."""
    found = {end: 0}
    reached = [end]
    for steps in range(1, most + 1):
        reached = [before for node in reached for before in arcs.into[node] if before not in found]
        found.update(dict.fromkeys(reached, steps))
    return found
