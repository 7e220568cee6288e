"""Everything within reach, against brute force on random ladders."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careergraph.graph.careers import Careers
from careergraph.graph.effort import effort, leads_down
from careergraph.graph.nodes import Move, Node
from careergraph.graph.reach import Reach, reach

NAMES = "abcdef"
TRACKS = ["individual contributor", "manager", ""]
_Edge = tuple[str, str, str]

EDGES = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(["stated", "inferred"])),
    max_size=18,
)
RANKS = st.lists(st.sampled_from([None, 5.0, 6.0, 7.0, 8.0]), min_size=6, max_size=6)


def move(source: str, target: str, basis: str) -> Move:
    """A promotion."""
    return Move(
        f"{source}>{target}:{basis}",
        source,
        target,
        "promotion",
        "stated" if basis == "stated" else "inferred",
    )


def careers(nodes: list[Node], edges: list[_Edge]) -> Careers:
    """Careers of these nodes and moves, without skills."""
    moves = {each.iri: each for each in (move(*edge) for edge in edges)}
    return Careers("", {node.iri: node for node in nodes}, list(moves.values()), {}, None, {})


def ladder(edges: list[_Edge], ranks: list[float | None], tracks: list[str]) -> Careers:
    """Roles of these grades and tracks."""
    return careers(
        [
            Node(name, "role", name, ranks=() if rank is None else (rank,), track=track)
            for name, rank, track in zip(NAMES, ranks, tracks, strict=True)
        ],
        edges,
    )


def brute(there: Careers, start: str, *, backwards: bool, stated_only: bool, track: str, allow_down: bool):
    """For each node, the best (steps, unstated, effort) of all simple ways to it, by walking all of them."""
    best: dict[str, tuple[int, int, int]] = {}
    waiting = [((start,), 0, 0)]
    while waiting:
        way, unstated, takes = waiting.pop()
        if len(way) > 1:
            cost = (len(way) - 1, unstated, takes)
            best[way[-1]] = min(best.get(way[-1], cost), cost)
        for node in there.nodes:
            if node in way or (track and there.nodes[node].track != track):
                continue
            ends = (node, way[-1]) if backwards else (way[-1], node)
            source, target = (there.nodes[end] for end in ends)
            between = [each for each in there.moves if (each.source, each.target) == ends]
            bases = {each.basis for each in between}
            if not bases or (stated_only and "stated" not in bases):
                continue
            if not allow_down and leads_down(source, target):
                continue
            more = effort(source, target, between[0], None).total
            waiting.append(((*way, node), unstated + ("stated" not in bases), takes + more))
    return best


@settings(max_examples=300, deadline=None)
@given(
    EDGES,
    RANKS,
    st.lists(st.sampled_from(TRACKS), min_size=6, max_size=6),
    st.fixed_dictionaries(
        {
            "backwards": st.booleans(),
            "stated_only": st.booleans(),
            "track": st.sampled_from(TRACKS),
            "allow_down": st.booleans(),
        }
    ),
)
def test_reach_is_what_walking_all_ways_finds(
    edges: list[_Edge],
    ranks: list[float | None],
    tracks: list[str],
    wish: dict[str, Any],
) -> None:
    """Against brute force: the same roles, each with the same steps, unstated steps and effort."""
    there = ladder(edges, ranks, tracks)
    found = reach(there, there.nodes["a"], **wish)
    assert {e.node.iri: (e.steps, e.unstated, e.effort) for e in found.found} == brute(there, "a", **wish)
    check_tree(found)


def check_tree(found: Reach) -> None:
    """Each way can be read off, has what is told of it, and comes in the order of taking its steps."""
    for each in found.found:
        way = found.way(each.node)
        assert len(way) == each.steps
        assert sum(step.move.basis != "stated" for step in way) == each.unstated
        assert sum(step.effort.total for step in way) == each.effort
        first, last = (
            (each.node, found.role.iri)
            if found.backwards
            else (found.way(each.node)[0].source, each.node.iri)
        )
        assert (way[0].source, way[-1].target.iri) == (first, last)
        assert all(one.target == other.source for one, other in pairwise(way))
    assert [each.steps for each in found.found] == sorted(each.steps for each in found.found)


@settings(max_examples=100, deadline=None)
@given(EDGES, st.integers(1, 4))
def test_a_limit_of_steps_leaves_the_nearer_ones_as_they_are(edges: list[_Edge], within: int) -> None:
    """Exactly those within the limit are left, unchanged."""
    there = ladder(edges, [None] * 6, [""] * 6)
    everything = reach(there, there.nodes["a"])
    near = reach(there, there.nodes["a"], within=within)
    assert near.found == tuple(each for each in everything.found if each.steps <= within)


@settings(max_examples=100, deadline=None)
@given(EDGES, RANKS)
def test_who_can_get_here_is_who_reaches_it(edges: list[_Edge], ranks: list[float | None]) -> None:
    """Backwards and forwards agree on who reaches whom, and at what cost."""
    there = ladder(edges, ranks, [""] * 6)
    for end in NAMES:
        behind = {
            e.node.iri: (e.steps, e.unstated, e.effort)
            for e in reach(there, there.nodes[end], backwards=True).found
        }
        ahead = {
            start: (e.steps, e.unstated, e.effort)
            for start in NAMES
            for e in reach(there, there.nodes[start]).found
            if e.node.iri == end
        }
        assert behind == ahead


def family(iri: str) -> Node:
    """A job family."""
    return Node(iri, "family", iri)


def member(iri: str, of: str, department: str = "") -> Node:
    """A role of a family."""
    return Node(iri, "role", iri, of, of, department=department, department_title=department)


def test_a_family_is_named_only_where_none_of_its_roles_is_as_near() -> None:
    """A stated move to a family stands for itself until a role of the family is reached; it is passed by none."""
    nodes = [member("a", "f"), member("x", "g"), member("z", "h"), family("f"), family("g"), family("h")]
    edges = [("a", "g", "stated"), ("g", "z", "stated")]
    there = careers(nodes, edges)
    assert [each.node.iri for each in reach(there, there.nodes["a"]).found] == ["g"]
    there = careers(nodes, [*edges, ("a", "x", "inferred")])
    assert [each.node.iri for each in reach(there, there.nodes["a"]).found] == ["x"]
    assert [each.node.iri for each in reach(there, there.nodes["a"], stated_only=True).found] == ["g"]


def test_a_family_stands_for_any_of_its_roles() -> None:
    """Moves of the whole family count where one starts from it, and its own roles are not listed."""
    nodes = [member("a", "f"), member("b", "f"), member("y", "g"), member("z", "g"), family("f"), family("g")]
    edges = [("a", "b", "stated"), ("b", "z", "inferred"), ("f", "y", "stated")]
    there = careers(nodes, edges)
    found = reach(there, there.nodes["f"])
    assert [(each.node.iri, each.step.source.iri) for each in found.found] == [("y", "f"), ("z", "b")]
    back = reach(there, there.nodes["g"], backwards=True)
    assert {each.node.iri: each.steps for each in back.found} == {"b": 1, "a": 2}


def test_what_is_found_can_be_narrowed_to_a_family_or_department() -> None:
    """The ways still lead through everything."""
    nodes = [member("a", "f", "one"), member("b", "g", "two"), member("c", "h", "one"), family("h")]
    there = careers([*nodes, Node("one", "department", "one")], [("a", "b", "stated"), ("b", "c", "stated")])
    found = reach(there, there.nodes["a"])
    assert [each.node.iri for each in found.of(there.nodes["one"])] == ["c"]
    assert [each.node.iri for each in found.of(there.nodes["h"])] == ["c"]
    assert [step.target.iri for step in found.way(there.nodes["c"])] == ["b", "c"]


def test_a_long_chain_a_circle_and_a_lonely_role_work() -> None:
    """A chain of 1,000 moves is reached to its end; a circle ends; nothing leads out of a lonely role."""
    nodes = [member(str(number), "f") for number in range(1001)]
    chain = [(str(number), str(number + 1), "stated") for number in range(1000)]
    there = careers([*nodes, member("alone", "")], [*chain, ("1000", "0", "stated"), ("3", "3", "stated")])
    found = reach(there, there.nodes["0"])
    assert (len(found.found), found.found[-1].steps) == (1000, 1000)
    assert len(found.way(there.nodes["1000"])) == 1000
    assert reach(there, there.nodes["alone"]).found == ()
    with pytest.raises(KeyError):
        found.way(there.nodes["alone"])
