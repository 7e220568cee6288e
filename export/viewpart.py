"""Which part of the graph a page shows: all, some families, what is around a role, routes, or a skill."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from careergraph.graph.suggest import all_suggestions

from .viewdata import spoken

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from careergraph.graph.careers import Careers
    from careergraph.graph.nodes import Move, Node
    from careergraph.graph.paths import Path


@dataclass(frozen=True, slots=True)
class Part:
    """What a page holds, and how it opens.

    ``iris`` are the nodes. ``opening`` is "families" (cards that open), or "roles". ``focus`` are the nodes
    that the part is about; the others lead to or from them. ``order`` puts families in an order from left to
    right. ``suggested`` are moves to add that nobody wrote down. ``routes`` are drawn and told one by one.
    ``skill`` is the IRI of a skill that the roles ask; ``hops`` is how far around a role the part reaches;
    ``about`` is the family, department or role that was asked for, or the ends of the routes.
    """

    title: str
    iris: frozenset[str]
    opening: str = "roles"
    focus: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    suggested: tuple[Move, ...] = ()
    routes: tuple[Path, ...] = ()
    skill: str = ""
    hops: int = 0
    about: tuple[Node, ...] = ()


def whole(careers: Careers, *, opening: str = "families") -> Part:
    """Everything but departments, which are no nodes of the picture."""
    iris = frozenset(iri for iri, node in careers.nodes.items() if node.type != "department")
    return Part("All job families" if opening == "families" else "All roles", iris, opening)


def of_family(careers: Careers, family: Node) -> Part:
    """A job family with its roles, and where moves lead to and come from."""
    members = {node.iri for node in careers.members(family)}
    before, after = _around(careers, members)
    order = [family.iri, *_families(careers, after - members)]
    order = [*_families(careers, before - after - members, without=order), *order]
    iris = members | before | after
    return Part(
        family.title,
        _with_families(careers, iris),
        focus=frozenset(members),
        order=tuple(order),
        about=(family,),
    )


def of_department(careers: Careers, department: Node) -> Part:
    """All job families of a department, each with its roles; and mere names that moves lead to."""
    members = {node.iri for node in careers.members(department)}
    before, after = _around(careers, members)
    names = {iri for iri in before | after if careers.nodes[iri].type == "named"}
    return Part(
        spoken(department.title),
        frozenset(members | names),
        focus=frozenset(members),
        about=(department,),
    )


def around(careers: Careers, role: Node, hops: int) -> Part:
    """What can be reached from a role, or from where it can be, by so many moves."""
    before = after = reached = {member.iri for member in careers.members(role)}
    for _ in range(hops):
        before = before | _around(careers, before)[0]
        after = after | _around(careers, after)[1]
    iris = before | after
    own = role.family or role.iri
    order: list[str] = []
    families = _families(careers, iris, without=[own])
    if len(families) < 10:
        later = _families(careers, after - reached, without=[own])
        order = [*(family for family in families if family not in later), own, *later]
    return Part(
        role.title,
        _with_families(careers, iris),
        focus=frozenset(reached),
        order=tuple(order),
        hops=hops,
        about=(role,),
    )


def of_routes(careers: Careers, routes: Sequence[Path]) -> Part:
    """The roles on some routes, families in the order in which the first one passes them."""
    on_way = [node for route in routes for node in route.nodes]
    suggested = [
        move
        for route in routes
        for step in route.steps
        for move in (step.move, *step.others)
        if move.basis == "suggested"
    ]
    start, end = routes[0].nodes[0], routes[0].nodes[-1]
    order = dict.fromkeys(node.family for node in on_way)
    return Part(
        f"{start.title} → {end.title}",
        _with_families(careers, {node.iri for node in on_way}),
        focus=frozenset(node.iri for node in on_way),
        order=tuple(order),
        suggested=tuple(dict.fromkeys(suggested)),
        routes=tuple(routes),
        about=(start, end),
    )


def of_skill(careers: Careers, skill: str, label: str) -> Part:
    """The roles that ask a skill."""
    asking = {
        iri
        for iri, asked in careers.asked.items()
        if skill in asked.skills and careers.nodes[iri].type == "role"
    }
    return Part(label, _with_families(careers, asking), focus=frozenset(asking), skill=skill)


def _around(careers: Careers, iris: Collection[str]) -> tuple[set[str], set[str]]:
    """The nodes from which moves lead to these, and to which they lead from them."""
    before = {move.source for move in careers.moves if move.target in iris}
    after = {move.target for move in careers.moves if move.source in iris}
    return before, after


def _families(careers: Careers, iris: Iterable[str], without: Collection[str] = ()) -> list[str]:
    """The families of nodes, those with most of them nearest to the start."""
    count: dict[str, int] = defaultdict(int)
    for iri in iris:
        node = careers.nodes[iri]
        count[node.family or (node.iri if node.type == "family" else "")] += 1
    return sorted((f for f in count if f not in without), key=lambda family: (-count[family], family))


def _with_families(careers: Careers, iris: Collection[str]) -> frozenset[str]:
    return frozenset({*iris, *(careers.nodes[iri].family for iri in iris)} - {""})


def with_suggestions(careers: Careers, part: Part, limit: int, *, up_to: int) -> Part:
    """A part with the moves between its roles that likeness of skills suggests.

    Args:
        careers: the graph.
        part: any.
        limit: at most so many from each role.
        up_to: none in graphs of more roles, where finding them takes long.
    """
    if sum(node.type == "role" for node in careers.nodes.values()) > up_to:
        return part
    found = [
        move
        for move in all_suggestions(careers, limit)
        if move.source in part.iris and move.target in part.iris
    ]
    return replace(part, suggested=tuple(found))
