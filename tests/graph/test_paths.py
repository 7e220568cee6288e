"""Paths are the cheapest chains of moves, stated ones first, and say what they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careergraph.graph import store as stores
from careergraph.graph.errors import NoPathError
from careergraph.graph.network import network
from careergraph.graph.nodes import Move, Node
from careergraph.graph.paths import COST, paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from careergraph.data.records import Page, StatedMove
    from careergraph.graph.build import Report


def graph_of(edges: Iterable[tuple[str, str, str]], families: Iterable[str] = ()) -> nx.MultiDiGraph[str]:
    """A graph of edges (source, target, basis); names in ``families`` are families."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    whole = set(families)

    def add(name: str) -> None:
        family = name.partition(".")[0] if "." in name else ""
        graph.add_node(name, node=Node(name, "family" if name in whole else "role", name, family))

    for family in sorted(whole):
        add(family)
    for source, target, basis in edges:
        add(source)
        add(target)
        iri = f"{source}>{target}:{basis}"
        move = Move(iri, source, target, "promotion", "stated" if basis == "stated" else "inferred")
        graph.add_edge(source, target, key=iri, move=move)
    return graph


def route(graph: nx.MultiDiGraph[str], start: str, end: str, limit: int = 1) -> list[list[str]]:
    """The titles along each path."""
    nodes = {iri: data["node"] for iri, data in graph.nodes(data=True)}
    found = paths(graph, nodes[start], nodes[end], limit)
    return [
        [path.steps[0].source.title, *(step.target.title for step in path.steps)] if path.steps else []
        for path in found
    ]


def test_two_stated_moves_lose_to_one_inferred_but_three_inferred_to_four_stated() -> None:
    """A stated move is cheaper, yet a path is not made long to avoid one inferred move."""
    short = [("a", "b", "stated"), ("b", "z", "stated"), ("a", "z", "inferred")]
    assert route(graph_of(short), "a", "z") == [["a", "z"]]
    long = [("a", "p", "inferred"), ("p", "q", "inferred"), ("q", "z", "inferred")]
    long += [("a", "b", "stated"), ("b", "c", "stated"), ("c", "d", "stated"), ("d", "z", "stated")]
    assert route(graph_of(long), "a", "z") == [["a", "b", "c", "d", "z"]]


def test_a_stated_move_wins_over_an_inferred_one_between_the_same_roles() -> None:
    """Where a pair is joined by several moves, the stated one is the step and the others are beside it."""
    graph = graph_of([("a", "z", "inferred"), ("a", "z", "stated")])
    [path] = paths(graph, graph.nodes["a"]["node"], graph.nodes["z"]["node"])
    assert path.steps[0].move.basis == "stated"
    assert [move.basis for move in path.steps[0].others] == ["inferred"]
    assert path.cost == COST["stated"]


def test_alternatives_come_in_order_and_visit_no_role_twice() -> None:
    """The next best ways follow the best one; circles are no ways."""
    graph = graph_of(
        [
            ("a", "b", "stated"),
            ("b", "z", "stated"),
            ("a", "c", "stated"),
            ("c", "z", "inferred"),
            ("b", "a", "stated"),
        ]
    )
    assert route(graph, "a", "z", 9) == [["a", "b", "z"], ["a", "c", "z"]]


def test_families_end_paths_but_do_not_lie_within_them() -> None:
    """A family at an end is any of its roles; in between, a move to a family leads nowhere by itself."""
    edges = [("a", "f", "stated"), ("f", "z", "stated"), ("a", "f.1", "inferred"), ("f.1", "f.2", "inferred")]
    edges += [("f.2", "z", "inferred")]
    graph = graph_of(edges, ["f"])
    assert route(graph, "a", "z") == [["a", "f.1", "f.2", "z"]]
    assert route(graph, "a", "f") == [["a", "f"]]
    assert route(graph, "f", "z") == [["f", "z"]]


def test_the_way_to_oneself_has_no_steps() -> None:
    """From a role to itself, or to its own family, there is nothing to do."""
    graph = graph_of([("f.1", "f.2", "stated")], ["f"])
    assert route(graph, "f.1", "f.1") == [[]]
    assert route(graph, "f.1", "f") == [[]]


def test_without_a_path_the_nearest_roles_on_both_sides_are_named() -> None:
    """The error carries what the start leads to, nearest to the end first, and what leads to the end."""
    graph = graph_of([("a", "b", "stated"), ("a", "c", "stated"), ("x", "c", "stated"), ("x", "z", "stated")])
    with pytest.raises(NoPathError) as caught:
        route(graph, "a", "z")
    assert [node.title for node in caught.value.reachable] == ["c", "b"]
    assert [node.title for node in caught.value.leading] == ["x"]
    assert caught.value.exit_code == 6


def test_an_isolated_role_has_no_path_and_no_neighbours() -> None:
    """A role without moves gives the same error with nothing named."""
    graph = graph_of([("a", "b", "stated")])
    graph.add_node("z", node=Node("z", "role", "z"))
    with pytest.raises(NoPathError, match="nothing") as caught:
        route(graph, "z", "a")
    assert (caught.value.reachable, caught.value.leading) == ((), ())


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.sampled_from(["stated", "inferred"])
        ),
        max_size=20,
    )
)
def test_a_path_is_found_exactly_where_there_is_one(edges: list[tuple[str, str, str]]) -> None:
    """Against networkx on any graph: the same reachability and the same cost."""
    graph = graph_of([*edges, ("a", "a0", "stated"), ("f0", "f", "stated")])
    plain: nx.DiGraph[str] = nx.DiGraph()
    plain.add_nodes_from(graph)
    for source, target, data in graph.edges(data=True):
        cost = COST[data["move"].basis]
        if not plain.has_edge(source, target) or plain[source][target]["weight"] > cost:
            plain.add_edge(source, target, weight=cost)
    start, end = graph.nodes["a"]["node"], graph.nodes["f"]["node"]
    try:
        [path] = paths(graph, start, end)
    except NoPathError:
        assert not nx.has_path(plain, "a", "f")
    else:
        assert path.cost == nx.shortest_path_length(plain, "a", "f", weight="weight")


def test_the_store_gives_the_graph_of_its_moves(
    make_page: Callable[..., Page],
    make_move: Callable[..., StatedMove],
    build_store: Callable[..., tuple[Path, Report]],
) -> None:
    """From pages to path: titles, grades, sentences, rules and lines come through the store."""
    clerk = make_page(
        "clerk.md",
        "Clerk",
        [("Clerk", "4"), ("Senior Clerk", "5")],
        [make_move("Senior Clerk", "Head of Filing", 90), make_move("Head of Filing", "VP of Paper", 91)],
    )
    folder, _ = build_store(clerk, make_page("vp.md", "VP of Paper", [("VP, Paper", "12")]))
    with stores.reading(folder) as build:
        graph = network(build.quads)
    nodes = {
        data["node"].title: data["node"]
        for _, data in graph.nodes(data=True)
        if data["node"].type != "family"
    }
    [path] = paths(graph, nodes["Clerk"], nodes["VP, Paper"])
    assert [step.move.basis for step in path.steps] == ["inferred", "stated", "stated"]
    assert [step.target.title for step in path.steps] == ["Senior Clerk", "Head of Filing", "VP, Paper"]
    first, second, _ = path.steps
    assert first.move.rule == "next-level"
    assert first.move.citations == (("clerk.md", 10), ("clerk.md", 12), ("clerk.md", 20), ("clerk.md", 22))
    assert second.move.sentences == ("Senior Clerk leads to Head of Filing.",)
    assert second.move.citations == (("clerk.md", 90),)
    assert second.source.grades == ("5",)
    assert second.target.type == "named"
