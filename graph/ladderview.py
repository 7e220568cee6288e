"""The ladder of a job family, ordered as it is drawn: chains of promotions, and what branches off."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from .effort import leads_down
from .errors import LookupFailedError
from .levels import IC, MANAGER, seniority
from .notebook import Shown
from .steps import best_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .careers import Careers
    from .nodes import Move, Node

#: Branches of branches are drawn so deep; what lies deeper is drawn as a chain of its own.
DEPTH = 6
#: The last step of an individual contributor's track at which people usually start: no word of level.
_BEGINNERS = 2.0
_KINDS = ("promotion", "change of track", "lateral", "next family")


@dataclass(frozen=True, slots=True)
class Edge:
    """All moves from one node to another: the one that counts (stated before inferred), and the others."""

    source: Node
    target: Node
    move: Move
    others: tuple[Move, ...] = ()

    @property
    def leads_down(self) -> bool:
        """Whether it is a demotion."""
        return leads_down(self.source, self.target)


@dataclass(frozen=True, slots=True)
class Stage:
    """A role of the ladder, with all moves that begin here or come in from outside of the family.

    ``by`` is the move by which it is drawn: from the stage before it in its chain, or from the stage that its
    chain branches off from; None where the drawing begins. ``again`` are moves to roles that are drawn
    elsewhere, ``branches`` the chains that begin here.
    """

    role: Node
    by: Edge | None = None
    arriving: tuple[Edge, ...] = ()
    leaving: tuple[Edge, ...] = ()
    again: tuple[Edge, ...] = ()
    branches: tuple[Chain, ...] = ()


#: Roles that promotions within a track join, one after the other.
Chain: TypeAlias = tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Ladder(Shown):
    """The roles of a family, each once, and all moves within, out of and into it.

    ``chains`` begin at the entry roles, the lowest first, then where nothing else leads to. ``leaving`` and
    ``arriving`` are moves of the family as a whole. ``starts`` are the IRIs of the roles to which no move
    within the family leads up or across (of a circle of moves, its lowest role); ``entries`` those of them
    that are the lowest of all, or of individual contributors whose title names no higher level.
    """

    family: Node
    chains: tuple[Chain, ...]
    leaving: tuple[Edge, ...]
    arriving: tuple[Edge, ...]
    starts: frozenset[str]
    entries: frozenset[str]

    @property
    def stages(self) -> list[Stage]:
        """All of them in the order in which they are drawn: a branch before what follows on its chain."""
        return [stage for chain in self.chains for stage in _stages(chain)]

    @property
    def edges(self) -> list[Edge]:
        """All of them, each once, in the order in which they are drawn."""
        found = [
            edge
            for stage in self.stages
            for edge in (stage.by, *stage.arriving, *stage.leaving, *stage.again)
            if edge is not None
        ]
        return [*found, *self.leaving, *self.arriving]


def _stages(chain: Chain) -> Iterator[Stage]:
    for stage in chain:
        yield stage
        for branch in stage.branches:
            yield from _stages(branch)


def is_beginner(role: Node) -> bool:
    """Whether a role is an individual contributor's whose title names no level above intermediate."""
    return role.track == IC and seniority(role.title, IC) <= _BEGINNERS


def ladder(careers: Careers, node: Node, *, stated_only: bool = False) -> Ladder:
    """The ladder of a family.

    Args:
        careers: what `careers.read_careers` gives.
        node: a family, or a role of it.
        stated_only: leave out what no page states.

    Raises:
        LookupFailedError: this is no family and no role of one.
    """
    family = careers.nodes.get(node.family, node)
    if family.type != "family":
        raise LookupFailedError(f"“{node.title}” has no ladder; name a job family, or a role of one")
    return _Drawing(careers, family, stated_only=stated_only).ladder()


class _Drawing:
    """Draws a family's roles, each once, where the first chain or branch leads to it."""

    def __init__(self, careers: Careers, family: Node, *, stated_only: bool) -> None:
        self._family = family
        members = [
            role for role in careers.nodes.values() if role.family == family.iri and role.type == "role"
        ]
        self._roles = sorted(members, key=_place)
        self._arriving: dict[str, list[Edge]] = defaultdict(list)
        self._leaving: dict[str, list[Edge]] = defaultdict(list)
        #: By the role that they begin at, the moves within the family.
        self._inside: dict[str, list[Edge]] = defaultdict(list)
        self._drawn: set[str] = set()
        self._postponed: list[Node] = []
        own = {role.iri for role in members}
        for edge in _edges(careers, {*own, family.iri}, stated_only=stated_only):
            source, target = edge.source.iri, edge.target.iri
            if source in own:
                (self._inside if target in own else self._leaving)[source].append(edge)
            elif source == family.iri:
                self._leaving[source].append(edge)
            else:
                self._arriving[target].append(edge)

    def ladder(self) -> Ladder:
        """The roles from their starts upwards."""
        reached = {
            edge.target.iri
            for edges in self._inside.values()
            for edge in edges
            if not edge.leads_down and edge.source.iri != edge.target.iri
        }
        starts = [role for role in self._roles if role.iri not in reached]
        chains = []
        for role in starts:
            self._drawn.add(role.iri)
        for role in starts:
            chains += self._from(role)
        while rest := [role for role in self._roles if role.iri not in self._drawn]:
            first = self._first(rest)  # all that is left is in a circle of moves, or behind one
            starts.append(first)
            chains += self._from(first)
        whole = self._family.iri
        entries = [role for role in starts if is_beginner(role)] or starts[:1]
        return Ladder(
            self._family,
            tuple(chains),
            tuple(self._leaving[whole]),
            tuple(self._arriving[whole]),
            frozenset(role.iri for role in starts),
            frozenset(role.iri for role in entries),
        )

    def _from(self, role: Node) -> list[Chain]:
        """The chain from a role, and those of the roles that lie too deep in its branches."""
        chains = [self._chain(role, None, 0)]
        while self._postponed:
            deep = self._postponed.pop(0)
            if deep.iri not in self._drawn:
                chains.append(self._chain(deep, None, 0))
        return chains

    def _first(self, rest: list[Node]) -> Node:
        """The lowest role that leads to all that leads to it."""
        left = {role.iri for role in rest}
        ahead = {role.iri: self._reachable(role.iri, left) for role in rest}
        return next(
            role
            for role in rest
            if all(other in ahead[role.iri] for other in left if role.iri in ahead[other])
        )

    def _reachable(self, iri: str, left: set[str]) -> set[str]:
        found, waiting = {iri}, [iri]
        while waiting:
            for edge in self._inside[waiting.pop()]:
                target = edge.target.iri
                if target in left and target not in found and not edge.leads_down:
                    found.add(target)
                    waiting.append(target)
        return found

    def _chain(self, role: Node, by: Edge | None, depth: int) -> Chain:
        """Follow promotions from a role as far as they lead, then see to what branches off, from below."""
        steps: list[tuple[Node, Edge | None]] = []
        following: Edge | None = by
        at: Node | None = role
        while at is not None:
            self._drawn.add(at.iri)
            steps.append((at, following))
            following = next((edge for edge in self._inside[at.iri] if self._goes_on(edge)), None)
            at = following.target if following else None
        nexts = [edge for _, edge in steps[1:]] + [None]
        return tuple(
            self._stage(each, edge, following, depth)
            for (each, edge), following in zip(steps, nexts, strict=True)
        )

    def _stage(self, role: Node, by: Edge | None, following: Edge | None, depth: int) -> Stage:
        branches: list[Chain] = []
        again: list[Edge] = []
        for edge in self._inside[role.iri]:
            if edge is following:
                continue
            if edge.target.iri in self._drawn or edge.leads_down:
                again.append(edge)
            elif depth == DEPTH:
                again.append(edge)
                self._postponed.append(edge.target)
            else:
                branches.append(self._chain(edge.target, edge, depth + 1))
        arriving, leaving = tuple(self._arriving[role.iri]), tuple(self._leaving[role.iri])
        return Stage(role, by, arriving, leaving, tuple(again), tuple(branches))

    def _goes_on(self, edge: Edge) -> bool:
        """Whether a chain goes on by this move rather than branch off."""
        one, other = edge.source, edge.target
        same_track = not one.track or not other.track or one.track == other.track
        is_up = edge.move.kind == "promotion" and not edge.leads_down
        return same_track and is_up and other.iri not in self._drawn


def _edges(careers: Careers, ends: set[str], *, stated_only: bool) -> list[Edge]:
    """The moves that begin or end at some nodes, by their ends; lower roles first, then by kind."""
    pairs: dict[tuple[str, str], list[Move]] = defaultdict(list)
    for move in careers.moves:
        if (move.source in ends or move.target in ends) and (not stated_only or move.basis == "stated"):
            pairs[move.source, move.target].append(move)
    nodes = careers.nodes
    found = [
        Edge(nodes[source], nodes[target], best_of(moves), _without(moves, best_of(moves)))
        for (source, target), moves in pairs.items()
    ]
    return sorted(found, key=lambda e: (_KINDS.index(e.move.kind), _place(e.target), _place(e.source)))


def _without(moves: Iterable[Move], best: Move) -> tuple[Move, ...]:
    return tuple(sorted((move for move in moves if move is not best), key=lambda move: move.iri))


def _place(node: Node) -> tuple[bool, float, float, str, str]:
    """Where a node stands among others: individual contributors first, then by grade, level and title."""
    on = MANAGER if node.track == MANAGER else IC
    grade = node.ranks[0] if node.ranks else float("inf")
    return (node.track == MANAGER, grade, seniority(node.title, on), node.title, node.iri)
