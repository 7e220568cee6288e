"""Career paths: ranked, really different routes from one role to another, each step with what it takes.

Routes are the shortest simple paths (:mod:`.search`) in the graph of moves that a `Wish` allows, in the order
that it asks for; those that differ too little from one already found are left out, as in Chondrogiannis et
al. 2020, "Finding k-shortest paths with limited overlap".
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Literal

from .effort import Effort, effort, leads_down
from .errors import NoPathError
from .nearest import nearest_reachable
from .notebook import Shown
from .search import Arcs
from .steps import best_of, step_of
from .stops import paths_through

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .careers import Careers
    from .nodes import Move, Node
    from .steps import Step

Order = Literal["effort", "steps", "evidence"]
#: So many routes are looked at in order before it is given up to find one that is different enough.
_LOOKED_AT = 1000
#: Costs are lexicographic: a unit of one part outweighs all of the parts behind it.
_PART = 10**4
_EFFORTS = 10**9
_GUESSES = {"stated": 0, "inferred": 1, "suggested": 100}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a route has to keep to, and what makes one better than another.

    ``order``: least effort, fewest steps, or best evidence (fewest steps that no page states), then least
    effort. ``via``: pass these, in this order (a family: any of its roles). ``avoid``: do not pass these or
    what belongs to them. ``track``: all roles between the ends are on it. ``allow_down``: also demotions.
    ``suggested``: moves to add that nobody wrote down.
    """

    order: Order = "effort"
    via: tuple[Node, ...] = ()
    avoid: tuple[Node, ...] = ()
    max_steps: int | None = None
    stated_only: bool = False
    track: str = ""
    allow_down: bool = False
    suggested: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Path(Shown):
    """A chain of moves; none where start and end are the same. ``start`` is the role that it starts from."""

    start: Node
    steps: tuple[Step, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All roles along it."""
        return (self.start, *(step.target for step in self.steps))

    @property
    def effort(self) -> Effort:
        """What it takes in all."""
        return Effort.of(step.effort for step in self.steps)

    @property
    def unstated(self) -> int:
        """How many steps no page states."""
        return sum(step.move.basis != "stated" for step in self.steps)


def paths(careers: Careers, start: Node, end: Node, k: int = 1, wish: Wish | None = None) -> list[Path]:
    """Up to ``k`` routes, the best first, no two of them alike.

    A family or department at either end stands for any of its roles; where no route joins these, for the
    family itself. In between, a path goes through roles and mere names only.

    Args:
        careers: what `careers.read_careers` gives.
        start: one of its nodes.
        end: one of its nodes.
        k: how many routes at most.
        wish: what they have to keep to.

    Returns:
        at least one path; one of no steps if the two are the same.

    Raises:
        NoPathError: there is none.
    """
    wish = wish or Wish()
    starts, ends = _iris(careers, [start]), _iris(careers, [end])
    roles = (_roles(careers, starts), _roles(careers, ends))
    if roles[0] & roles[1] and not wish.via:
        return [Path(careers.nodes[min(roles[0] & roles[1])], ())]
    found = _Network(careers, *roles, wish).routes(k)
    if not found and roles != (starts, ends):
        found = _Network(careers, starts, ends, wish).routes(k)
    if not found:
        ahead, behind = nearest_reachable(careers, starts, ends)
        hindered = _hindrances(careers, starts, ends, wish)
        with_suggested = bool(wish.suggested)
        raise NoPathError(
            start, end, reachable=ahead, leading=behind, hindered=hindered, suggested=with_suggested
        )
    return found


def _iris(careers: Careers, nodes: Iterable[Node]) -> set[str]:
    return {member.iri for node in nodes for member in careers.members(node)}


def _roles(careers: Careers, iris: set[str]) -> set[str]:
    """All but the families among them; these, if there is nothing else."""
    return {iri for iri in iris if careers.nodes[iri].type != "family"} or iris


class _Network:
    """The moves that a wish allows, as a graph of numbers; a node before all starts, one after all ends."""

    def __init__(self, careers: Careers, starts: set[str], ends: set[str], wish: Wish) -> None:
        self.careers = careers
        self.wish = wish
        self._moves: dict[tuple[str, str], list[Move]] = defaultdict(list)
        #: Moves that are not taken but told beside one that is.
        self._beside: dict[tuple[str, str], list[Move]] = defaultdict(list)
        self._cost: dict[tuple[str, str], int] = {}
        avoided = _iris(careers, wish.avoid)
        for move in (*careers.moves, *wish.suggested):
            pair = (move.source, move.target)
            ends_allowed = self._passable(move.source, starts) and self._passable(move.target, ends)
            if ends_allowed and avoided.isdisjoint(pair) and self._allowed(move, starts, ends):
                self._moves[pair].append(move)
            else:
                self._beside[pair].append(move)
        self._numbers: dict[str, int] = {}
        for iri in sorted({*starts, *ends, *(iri for pair in self._moves for iri in pair)} - avoided):
            self._numbers[iri] = len(self._numbers)
        for pair, moves in self._moves.items():
            self._cost[pair] = self._weight(best_of(moves))
        self._iris = list(self._numbers)
        self._first, self._last = len(self._iris), len(self._iris) + 1
        # Who may start or end in any of several roles gains nothing by passing another one of them.
        behind, ahead = (set(), set()) if wish.via else (starts, ends)
        arcs = [
            (self._numbers[a], self._numbers[b], cost)
            for (a, b), cost in self._cost.items()
            if b not in behind and a not in ahead
        ]
        arcs += [(self._first, self._numbers[iri], 1) for iri in starts if iri in self._numbers]
        arcs += [(self._numbers[iri], self._last, 1) for iri in ends if iri in self._numbers]
        self._arcs = Arcs(len(self._iris) + 2, arcs)

    def routes(self, k: int) -> list[Path]:
        """The best routes that are different, at most ``k``."""
        stops = [
            sorted(self._numbers[iri] for iri in _iris(self.careers, [node]) if iri in self._numbers)
            for node in self.wish.via
        ]
        most = None if self.wish.max_steps is None else self.wish.max_steps + 2
        ways = paths_through(self._arcs, [[self._first], *stops, [self._last]], most)
        chosen: list[tuple[int, ...]] = []
        shared: set[int] | None = None
        for _, nodes in islice(ways, _LOOKED_AT):
            if shared is None:
                shared = self._unavoidable(nodes)
            if not any(alike(nodes, other, shared) for other in chosen):
                chosen.append(nodes)
            if len(chosen) == k:
                break
        return [self._path([self._iris[number] for number in nodes[1:-1]]) for nodes in chosen]

    def _passable(self, iri: str, allowed: set[str]) -> bool:
        """Whether a move may begin or end here: families only where the path does."""
        return iri in allowed or self.careers.nodes[iri].type != "family"

    def _allowed(self, move: Move, starts: set[str], ends: set[str]) -> bool:
        wish, nodes = self.wish, self.careers.nodes
        if wish.stated_only and move.basis != "stated":
            return False
        if not wish.allow_down and leads_down(nodes[move.source], nodes[move.target]):
            return False
        return not wish.track or (
            (move.source in starts or nodes[move.source].track == wish.track)
            and (move.target in ends or nodes[move.target].track == wish.track)
        )

    def _effort(self, move: Move) -> Effort:
        nodes = self.careers.nodes
        return effort(nodes[move.source], nodes[move.target], move, self.careers.score(move))

    def _weight(self, move: Move) -> int:
        """The cost of a move: the parts of the order, the first outweighing the others."""
        takes, guesses = self._effort(move).total, _GUESSES[move.basis]
        if self.wish.order == "steps":
            return (_PART + guesses) * _EFFORTS + takes
        if self.wish.order == "evidence":
            return (guesses * _EFFORTS + takes) * _PART + 1
        return (takes * _PART + guesses) * _PART + 1

    def _unavoidable(self, nodes: Sequence[int]) -> set[int]:
        """The nodes of one route that every route has, as far as moves alone tell."""
        found = set()
        for node in nodes[1:-1]:
            reached, waiting = {self._first, node}, [self._first]
            while waiting and self._last not in reached:
                fresh = [after for after in self._arcs.out[waiting.pop()] if after not in reached]
                reached.update(fresh)
                waiting += fresh
            if self._last not in reached:
                found.add(node)
        return found

    def _path(self, iris: list[str]) -> Path:
        nodes = self.careers.nodes
        steps = []
        for source, target in pairwise(iris):
            beside = self._beside.get((source, target), ())
            steps.append(step_of(self.careers, self._moves[source, target], beside))
        return Path(nodes[iris[0]], tuple(steps))


def alike(one: Sequence[int], other: Sequence[int], shared: set[int]) -> bool:
    """Whether two routes between the same ends are too much alike to be worth naming both.

    They are if half of what the shorter one has to choose is in the other, too; to choose are the nodes
    between its ends but for those that every route has (``shared``).

    >>> alike([0, 1, 9], [0, 2, 9], set())
    False
    >>> alike([0, 1, 9], [0, 1, 2, 9], set())
    True
    >>> alike([0, 1, 2, 3, 9], [0, 1, 2, 4, 9], {1, 2})
    False
    """
    first, second = set(one[1:-1]) - shared, set(other[1:-1]) - shared
    fewer = min(len(first), len(second))
    return bool(fewer) and 2 * len(first & second) >= fewer


def _hindrances(careers: Careers, starts: set[str], ends: set[str], wish: Wish) -> list[str]:
    """The parts of a wish without which, one at a time, there is a route."""
    freed = {
        "via": replace(wish, via=()),
        "avoid": replace(wish, avoid=()),
        "max_steps": replace(wish, max_steps=None),
        "stated_only": replace(wish, stated_only=False),
        "track": replace(wish, track=""),
        "allow_down": replace(wish, allow_down=True),
    }
    return [
        name
        for name, other in freed.items()
        if other != wish and _Network(careers, starts, ends, other).routes(1)
    ]
