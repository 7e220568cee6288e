"""The k shortest simple paths, against brute force on random graphs."""

from __future__ import annotations

from itertools import islice, pairwise, product

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careergraph.graph.search import Arcs, simple_paths
from careergraph.graph.stops import paths_through

NODES = 7
ARCS = st.lists(
    st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1), st.integers(1, 5)), max_size=24
)


def all_simple(arcs: Arcs, start: int, end: int) -> list[tuple[int, tuple[int, ...]]]:
    """Every simple path with its cost, by walking all of them."""
    found = []
    waiting = [(0, (start,))]
    while waiting:
        cost, nodes = waiting.pop()
        if nodes[-1] == end:
            found.append((cost, nodes))
            continue
        waiting += [(cost + c, (*nodes, n)) for n, c in arcs.out[nodes[-1]].items() if n not in nodes]
    return sorted(found)


@settings(max_examples=400)
@given(ARCS, st.sampled_from([None, 1, 2, 3, 4]))
def test_all_simple_paths_come_once_and_in_order(
    listed: list[tuple[int, int, int]], most: int | None
) -> None:
    """Whatever the graph and the limit of steps, the paths are those of brute force, cheapest first."""
    arcs = Arcs(NODES, listed)
    found = list(simple_paths(arcs, 0, 1, most))
    expected = [each for each in all_simple(arcs, 0, 1) if most is None or len(each[1]) <= most + 1]
    assert [cost for cost, _ in found] == [cost for cost, _ in expected]
    assert sorted(found) == expected


@settings(max_examples=200)
@given(
    ARCS, st.lists(st.integers(2, NODES - 1), min_size=1, max_size=2, unique=True), st.sampled_from([None, 4])
)
def test_paths_through_stops_are_those_that_pass_them_in_order(
    listed: list[tuple[int, int, int]], stops: list[int], most: int | None
) -> None:
    """Against brute force: exactly the simple paths that pass the stops in their order, cheapest first."""
    arcs = Arcs(NODES, listed)
    found = list(paths_through(arcs, [[0], *([stop] for stop in stops), [1]], most))
    expected = [
        (cost, nodes)
        for cost, nodes in all_simple(arcs, 0, 1)
        if [node for node in nodes if node in stops] == stops and (most is None or len(nodes) <= most + 1)
    ]
    assert [cost for cost, _ in found] == [cost for cost, _ in expected]
    assert sorted(found) == expected


def test_a_stop_may_be_any_of_several_nodes() -> None:
    """Of two nodes that will do, the cheaper way comes first, and both come."""
    arcs = Arcs(4, [(0, 2, 1), (2, 1, 1), (0, 3, 2), (3, 1, 2), (0, 1, 1)])
    assert list(paths_through(arcs, [[0], [2, 3], [1]])) == [(2, (0, 2, 1)), (4, (0, 3, 1))]


@pytest.mark.parametrize("seed", range(3))
def test_a_larger_graph_gives_what_networkx_gives(seed: int) -> None:
    """On 400 nodes, the costs of the first 20 paths are those of networkx, and the paths are simple."""
    graph = nx.gnp_random_graph(400, 0.02, seed=seed, directed=True)
    for number, (source, target) in enumerate(sorted(graph.edges)):
        graph[source][target]["weight"] = 1 + (number * 7919 + seed) % 13
    arcs = Arcs(400, ((a, b, data["weight"]) for a, b, data in graph.edges(data=True)))
    for start, end in ((0, 399), (17, 200)):
        found = list(islice(simple_paths(arcs, start, end), 20))
        theirs = islice(nx.shortest_simple_paths(graph, start, end, weight="weight"), 20)
        assert [cost for cost, _ in found] == [nx.path_weight(graph, path, "weight") for path in theirs]
        for cost, nodes in found:
            assert len(set(nodes)) == len(nodes)
            assert cost == sum(arcs.out[a][b] for a, b in pairwise(nodes))


def test_a_long_chain_and_a_circle_work() -> None:
    """A chain of 1,000 arcs is one path; a circle that leads nowhere ends, too."""
    chain = Arcs(1001, ((n, n + 1, 1) for n in range(1000)))
    assert [cost for cost, _ in simple_paths(chain, 0, 1000)] == [1000]
    circle = Arcs(1001, [*((n, (n + 1) % 1000, 1) for n in range(1000))])
    assert list(simple_paths(circle, 0, 1000)) == []


def test_parallel_arcs_and_loops_are_no_further_paths() -> None:
    """The cheapest of parallel arcs counts; a loop is never taken."""
    arcs = Arcs(2, [(0, 1, 3), (0, 1, 2), (0, 0, 1), (1, 1, 1)])
    assert list(simple_paths(arcs, 0, 1)) == [(2, (0, 1))]


def test_costs_are_above_zero() -> None:
    """A cost of 0 is refused: paths of one cost could go round for ever."""
    with pytest.raises(ValueError, match="above 0"):
        Arcs(2, [(0, 1, 0)])


def test_a_full_graph_is_listed_lazily() -> None:
    """Of the many paths of a full graph, the first come without the others being made."""
    arcs = Arcs(30, ((a, b, 1 + (a * 31 + b) % 7) for a, b in product(range(30), repeat=2) if a != b))
    found = list(islice(simple_paths(arcs, 0, 29), 50))
    assert [cost for cost, _ in found] == sorted(cost for cost, _ in found)
    assert len({nodes for _, nodes in found}) == 50
