"""A ladder has each role once, its entry roles first, and every move of the family exactly once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careergraph.graph import CareerGraph
from careergraph.graph.careers import Careers
from careergraph.graph.errors import LookupFailedError
from careergraph.graph.ladderview import DEPTH, ladder
from careergraph.graph.nodes import Move, Node

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from careergraph.graph.ladderview import Chain, Ladder

IC, MANAGER = "individual contributor", "manager"


def outline(chain: Chain) -> list[object]:
    """The titles of a chain; what branches off as lists after the role that it branches off from."""
    found: list[object] = []
    for stage in chain:
        found.append(stage.role.title)
        found += [outline(branch) for branch in stage.branches]
    return found


@pytest.fixture
def ladder_of(build_store: Callable) -> Callable[..., Ladder]:
    """Builds a store of pages and gives the ladder of a family."""

    def make(name: str, *pages) -> Ladder:
        with CareerGraph.open(build_store(*pages)[0]) as graph:
            return graph.ladder(name)

    return make


def test_promotions_go_straight_on_and_managers_branch_off(ladder_of: Callable, make_page: Callable) -> None:
    """The first fork to a manager is drawn at the lowest role that has it; the next one refers to it."""
    roles = [("Baker", "6"), ("Senior Baker", "7"), ("Staff Baker", "8"), ("Manager, Baking", "8")]
    found = ladder_of("Baker", make_page("a/one.md", "Baker", [*roles, ("Director, Baking", "10")]))
    assert [outline(chain) for chain in found.chains] == [
        ["Baker", "Senior Baker", ["Manager, Baking", "Director, Baking"], "Staff Baker"]
    ]
    staff = found.stages[-1]
    assert [edge.target.title for edge in staff.again] == ["Manager, Baking"]
    assert {edge.move.basis for edge in found.edges} == {"inferred"}


def test_moves_of_other_families_arrive_and_leave(
    ladder_of: Callable, make_page: Callable, make_move: Callable
) -> None:
    """What comes in, what leaves, and what is said of the family as a whole stand where they belong."""
    one = make_page(
        "a/one.md",
        "Baking",
        [("Baker", "6"), ("Senior Baker", "7")],
        [
            make_move("Baker", "Cook", 91),
            make_move(
                "Baking",
                "Waiting",
                92,
                sentence="The next step of the Baking job family is the Waiting job family.",
            ),
            make_move("Senior Baker", "Confectioner", 93),
        ],
    )
    two = make_page("a/two.md", "Cooking", [("Cook", "6")], [make_move("Cook", "Senior Baker", 94)])
    three = make_page("a/three.md", "Waiting", [("Waiter", "6"), ("Senior Waiter", "8")])
    found = ladder_of("Baking", one, two, three)
    baker, senior = found.stages
    assert ("Cook", "lateral", "stated") in {
        (edge.target.title, edge.move.kind, edge.move.basis) for edge in baker.leaving
    }
    assert [edge.source.title for edge in senior.arriving] == ["Cook"]
    assert ("Confectioner", "named") in {(edge.target.title, edge.target.type) for edge in senior.leaving}
    assert [edge.target.title for edge in found.leaving] == ["Waiting"]
    assert found.arriving == ()


def test_a_role_of_the_family_is_as_good_a_name_and_others_have_no_ladder(
    build_store: Callable, make_page: Callable
) -> None:
    """By any of its roles the same ladder is found; a department has none of its own."""
    folder, _ = build_store(make_page("jobs/a/one.md", "Baking", [("Baker", "6"), ("Senior Baker", "7")]))
    with CareerGraph.open(folder) as graph:
        assert graph.ladder("senior baker") == graph.ladder("Baking")
        department = next(node for node in graph.careers.nodes.values() if node.type == "department")
        with pytest.raises(LookupFailedError, match="has no ladder"):
            graph.ladder(department)


def family(edges: Collection[tuple[int, int, str]], size: int, managers: Collection[int] = ()) -> Careers:
    """A family of roles r0, r1 ... with edges (from, to, kind)."""
    nodes = {
        f"r{n}": Node(f"r{n}", "role", f"Role {n}", "f", "F", track=MANAGER if n in managers else IC)
        for n in range(size)
    }
    nodes["f"] = Node("f", "family", "F")
    moves = [Move(f"m{a}-{b}-{kind}", f"r{a}", f"r{b}", kind, "stated") for a, b, kind in edges]
    return Careers("x:", nodes, moves, {}, None, {})


def test_entry_roles_come_first_and_a_circle_begins_at_its_lowest_role() -> None:
    """Two roles that lead to each other are drawn from the first of them on; what they lead to follows."""
    careers = family([(1, 2, "lateral"), (2, 1, "lateral"), (2, 0, "promotion"), (3, 4, "promotion")], 5)
    found = ladder(careers, careers.nodes["f"])
    assert [outline(chain) for chain in found.chains] == [
        ["Role 3", "Role 4"],
        ["Role 1", ["Role 2", "Role 0"]],
    ]
    assert found.starts == {"r3", "r1"}


def test_only_stated_moves_can_be_asked_for(
    build_store: Callable, make_page: Callable, make_move: Callable
) -> None:
    """Without inferred moves, every role is still there."""
    page = make_page(
        "a/one.md",
        "Baking",
        [("Baker", "6"), ("Senior Baker", "7"), ("Staff Baker", "8")],
        [make_move("Baker", "Senior Baker")],
    )
    with CareerGraph.open(build_store(page)[0]) as graph:
        found = graph.ladder("Baking", stated_only=True)
    assert [outline(chain) for chain in found.chains] == [["Baker", "Senior Baker"], ["Staff Baker"]]


EDGES = st.sets(
    st.tuples(
        st.integers(0, 9), st.integers(0, 9), st.sampled_from(["promotion", "lateral", "change of track"])
    ),
    max_size=30,
)


@given(EDGES, st.sets(st.integers(0, 9)))
def test_every_role_and_every_move_is_drawn_exactly_once(
    edges: set[tuple[int, int, str]], managers: set[int]
) -> None:
    """Whatever the moves: circles, parallel ones, parts that nothing joins."""
    careers = family(edges, 10, managers)
    found = ladder(careers, careers.nodes["f"])
    assert sorted(stage.role.iri for stage in found.stages) == sorted(f"r{n}" for n in range(10))
    drawn = [move.iri for edge in found.edges for move in (edge.move, *edge.others)]
    assert sorted(drawn) == sorted(move.iri for move in careers.moves)


def test_what_branches_too_deep_is_drawn_as_a_chain_of_its_own() -> None:
    """A long zigzag between tracks is no staircase off the right edge."""
    size = 3 * DEPTH
    careers = family({(n, n + 1, "change of track") for n in range(size - 1)}, size, range(1, size, 2))
    found = ladder(careers, careers.nodes["f"])
    assert len(found.chains) > 1
    assert len(found.stages) == size
    assert found.starts == {"r0"}


def test_a_thousand_steps_are_one_chain() -> None:
    """A chain is followed without recursion."""
    careers = family({(n, n + 1, "promotion") for n in range(999)}, 1000)
    assert [len(chain) for chain in ladder(careers, careers.nodes["f"]).chains] == [1000]
