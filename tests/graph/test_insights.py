"""Each kind of insight finds what a small handbook was given, and leaves alone what is as it should be."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careergraph.data.records import Item, Role
from careergraph.data.skills.scheme import Concept, Scheme
from careergraph.graph import CareerGraph
from careergraph.graph import store as stores
from careergraph.graph.build import build
from careergraph.graph.careers import Asked, Careers
from careergraph.graph.insight import KINDS
from careergraph.graph.insight_asks import sharing
from careergraph.graph.insight_shape import central, gateways, long_ladders
from careergraph.graph.insight_view import View
from careergraph.graph.insight_ways import dead_ends
from careergraph.graph.nodes import Move, Node

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from careergraph.graph.insight import Insight, Kind

IC = "individual contributor"


def titles(found: Collection[Insight]) -> list[str]:
    """The title of the main role of each insight."""
    return [each.nodes[0].title for each in found]


@pytest.fixture
def insights_of(build_store: Callable) -> Callable[..., dict[Kind, list[Insight]]]:
    """Builds a store of pages and looks at it."""

    def look(*pages, only: Collection[Kind] = (), within: str | None = None) -> dict[Kind, list[Insight]]:
        with CareerGraph.open(build_store(*pages)[0]) as graph:
            return graph.insights(only, within=within)

    return look


@pytest.fixture
def sales(make_page: Callable, make_move: Callable) -> tuple:
    """A department of three families: one with a ladder, one that hangs on it, one that nothing joins."""
    sellers = make_page(
        "jobs/sales/seller.md",
        "Seller",
        [("Seller", "6"), ("Senior Seller", "7"), ("Staff Seller", "9"), ("VP, Selling", "12")],
        [make_move("Staff Seller", "VP, Selling", 91), make_move("Senior Seller", "Trainer", 92)],
    )
    trainers = make_page("jobs/sales/trainer.md", "Trainer", [("Trainer", "7"), ("Senior Trainer", "8")])
    clerks = make_page("jobs/sales/clerk.md", "Clerk", [("Senior Clerk", "7"), ("Clerk", "")])
    return sellers, trainers, clerks


def test_dead_ends_have_no_way_on_and_are_not_at_the_top(insights_of: Callable, sales: tuple) -> None:
    """The end of a ladder is one while others of its track and department stand higher; the top is none."""
    found = insights_of(*sales)["dead-end"]
    assert titles(found) == ["Senior Clerk", "Senior Trainer"]
    assert [each.value for each in found] == [2, 1]
    assert found[1].citations == (("jobs/sales/trainer.md", 20),)
    assert "up to grade 9" in found[1].what


def test_a_move_to_a_page_that_is_not_there_leads_on_but_a_demotion_does_not(
    insights_of: Callable, make_page: Callable, make_move: Callable
) -> None:
    """What a page states counts even where the other page is missing; a step down is no next step."""
    one = make_page("a/one.md", "Baker", [("Senior Baker", "7")], [make_move("Senior Baker", "Confectioner")])
    two = make_page("a/two.md", "Cook", [("Senior Cook", "7")], [make_move("Senior Cook", "Waiter")])
    three = make_page("a/three.md", "Waiter", [("Waiter", "5"), ("Principal Waiter", "9")])
    found = insights_of(one, two, three)
    assert "Senior Cook" in titles(found["dead-end"])
    assert "Senior Baker" not in titles(found["dead-end"])
    assert titles(found["missing-page"]) == ["Confectioner"]
    assert found["missing-page"][0].citations == (("a/one.md", 90),)
    assert [[node.title for node in each.nodes] for each in found["lower-grade"]] == [
        ["Senior Cook", "Waiter"]
    ]


def test_a_page_that_says_its_next_step_is_open_is_cited(build_store: Callable, make_page: Callable) -> None:
    """The line on which a page says that no next step is defined yet stands beside the dead end."""
    from dataclasses import replace  # noqa: PLC0415 - for this test

    page = make_page("a/one.md", "Baker", [("Senior Baker", "7")])
    other = make_page("a/two.md", "Cook", [("Principal Cook", "9")])
    page = replace(page, ladder_undefined=True, ladder_undefined_line=77)
    with CareerGraph.open(build_store(page, other)[0]) as graph:
        [found] = graph.insights(["dead-end"])["dead-end"]
    assert found.citations == (("a/one.md", 10), ("a/one.md", 77))
    assert "no next step is defined yet" in found.what


def test_unreachable_are_roles_above_entry_that_nothing_leads_to(insights_of: Callable, sales: tuple) -> None:
    """A senior role without any way in is told; one in which people start is not."""
    found = insights_of(*sales)["unreachable"]
    assert titles(found) == []
    assert titles(insights_of(sales[0], only=["unreachable"])["unreachable"]) == []


def test_an_entry_title_with_a_high_grade_is_no_entry(insights_of: Callable, make_page: Callable) -> None:
    """A title without a word of level counts as entry by its grade, too; managers never do."""
    pages = [make_page(f"a/{name}.md", name, [(name, "6")]) for name in ("Baker", "Cook", "Waiter")]
    pages.append(make_page("a/sommelier.md", "Sommelier", [("Sommelier", "9")]))
    pages.append(make_page("a/lead.md", "Kitchen", [("Director, Kitchen", "10")]))
    found = insights_of(*pages, only=["unreachable"])["unreachable"]
    assert titles(found) == ["Sommelier", "Director, Kitchen"]
    assert list(insights_of(*pages, only=["unreachable"])) == ["unreachable"]


def test_families_without_a_way_out_are_those_that_no_move_leaves(
    insights_of: Callable, sales: tuple
) -> None:
    """A family whose highest role is at the top needs no way out."""
    assert titles(insights_of(*sales)["no-way-out"]) == ["Clerk", "Trainer"]


def test_a_gateway_alone_joins_other_families(insights_of: Callable, sales: tuple) -> None:
    """The role through which one family hangs on another is one, roles within a family's chain are not."""
    found = insights_of(*sales)["gateway"]
    assert titles(found) == ["Senior Seller"]
    assert found[0].value == 3
    assert found[0].names == ("Trainer",)


def test_the_longest_ladder_of_a_family_counts_its_stated_steps(insights_of: Callable, sales: tuple) -> None:
    """It goes as far up as moves lead, across families, and each step is cited."""
    [found] = insights_of(*sales)["long-ladder"]
    assert [node.title for node in found.nodes] == ["Seller", "Senior Seller", "Staff Seller", "VP, Selling"]
    assert found.value == 3
    assert "1 stated, 2 inferred" in found.what
    assert ("jobs/sales/seller.md", 91) in found.citations


def test_grades_that_jump_or_are_missing_are_told(insights_of: Callable, sales: tuple) -> None:
    """Three grades in one stated step, two between neighbouring levels, and a role that has none."""
    found = insights_of(*sales)
    gaps = [(each.nodes[0].title, each.nodes[1].title, each.value) for each in found["grade-gap"]]
    assert gaps == [("Staff Seller", "VP, Selling", 3), ("Senior Seller", "Staff Seller", 2)]
    assert titles(found["no-grade"]) == ["Clerk"]
    assert found["no-grade"][0].value == 1


def test_a_higher_level_with_a_lower_grade_is_told(insights_of: Callable, make_page: Callable) -> None:
    """Within one field of a family, title and grade must not contradict each other."""
    page = make_page("a/one.md", "Baker", [("Baker", "7"), ("Senior Baker", "6"), ("Staff Cook", "5")])
    found = insights_of(page)["lower-grade"]
    assert [[node.title for node in each.nodes] for each in found] == [["Baker", "Senior Baker"]]


def asking(title: str, grade: str, *texts: str, line: int = 10) -> Role:
    """A role that requires these, from twenty lines below its heading on."""
    from careergraph.data.records import Grade  # noqa: PLC0415 - for this helper

    items = tuple(Item(text, line + 20 + number, line + 20 + number) for number, text in enumerate(texts))
    return Role(title, line, heading=title, grades=(Grade(grade, line + 2),), requirements=items)


def test_roles_that_ask_the_same_words_are_a_pair(insights_of: Callable, make_page: Callable) -> None:
    """Four of five requirements in common are enough; three of five are not, nor are two lists of two."""
    texts = [f"You know how to bake bread number {number}" for number in range(5)]
    pages = [
        make_page("a/one.md", "Baker", [asking("Baker", "6", *texts)]),
        make_page("a/two.md", "Bread Maker", [asking("Bread Maker", "6", *texts[:4], "And you sing")]),
        make_page("a/three.md", "Cook", [asking("Cook", "6", *texts[:3], "You cook", "You fry")]),
        make_page("a/four.md", "Waiter", [asking("Waiter", "6", *texts[:2])]),
        make_page("a/five.md", "Host", [asking("Host", "6", *(text.upper() for text in texts[:2]))]),
    ]
    [found] = insights_of(*pages)["same-requirements"]
    assert [node.title for node in found.nodes] == ["Baker", "Bread Maker"]
    assert found.value == 0.8
    assert found.citations == (("a/one.md", 30), ("a/two.md", 30))


SKILLS = [f"https://s.example/{letter}" for letter in "abcdefg"]


@pytest.fixture
def skilled(tmp_path: Path, make_page: Callable) -> Path:
    """A store of two roles that name the same five skills in other words, and one that names another."""
    scheme = Scheme.of(Concept(iri, f"Skill{iri[-1]}") for iri in SKILLS)
    five = [f"Skill{letter}" for letter in "abcde"]
    from careergraph.data.records import Corpus  # noqa: PLC0415 - for this fixture

    corpus = Corpus(
        (
            make_page("a/one.md", "Baker", [asking("Baker", "6", *(f"Knows {each}" for each in five))]),
            make_page("a/two.md", "Cook", [asking("Cook", "6", *(f"Years of {each}" for each in five))]),
            make_page(
                "a/three.md", "Waiter", [asking("Waiter", "6", "Knows Skilla", "Knows Skillf and Skillg")]
            ),
        )
    )
    folder = tmp_path / "skilled"
    with stores.building(folder) as new:
        build(corpus, new, "https://careers.example/", vocabulary=scheme)
    return folder


def test_roles_that_ask_the_same_skills_are_a_pair(skilled: Path) -> None:
    """Other words for the same skills are nearly the same requirements."""
    with CareerGraph.open(skilled) as graph:
        [found] = graph.insights(["same-requirements"])["same-requirements"]
    assert [node.title for node in found.nodes] == ["Baker", "Cook"]
    assert found.value == 1
    assert "100%" in found.what


def test_a_skill_of_one_role_only_is_told_with_its_line(skilled: Path) -> None:
    """Skills that two roles name are left out; those of one role stand together."""
    with CareerGraph.open(skilled) as graph:
        [found] = graph.insights(["lone-skill"])["lone-skill"]
    assert found.nodes[0].title == "Waiter"
    assert found.names == ("Skillf", "Skillg")
    assert found.citations == (("a/three.md", 31),)


def test_without_skills_nothing_that_rests_on_them_is_found(insights_of: Callable, sales: tuple) -> None:
    """A build that looked for no skills has insights all the same, all kinds in their order."""
    found = insights_of(*sales)
    assert list(found) == list(KINDS)
    assert found["lone-skill"] == []


def test_a_part_is_told_of_what_the_whole_is(insights_of: Callable, sales: tuple) -> None:
    """Within a family, only what concerns its roles is told, with the same values."""
    whole = insights_of(*sales)
    part = insights_of(*sales, within="Trainer")
    for kind, found in part.items():
        assert all(each in whole[kind] for each in found)
    assert titles(part["dead-end"]) == ["Senior Trainer"]
    assert part["long-ladder"] == []


def role_graph(edges: Collection[tuple[int, int]], grades: dict[int, float] | None = None) -> View:
    """A view of roles r0, r1 ..., each a family of its own, joined by promotions."""
    grades = grades or {}
    names = sorted({name for edge in edges for name in edge})
    nodes = {
        f"r{n}": Node(
            f"r{n}",
            "role",
            f"Role {n}",
            f"f{n}",
            f"F{n}",
            ranks=(grades[n],) if n in grades else (),
            track=IC,
        )
        for n in names
    }
    nodes |= {f"f{n}": Node(f"f{n}", "family", f"F{n}") for n in names}
    moves = [Move(f"m{a}-{b}", f"r{a}", f"r{b}", "promotion", "stated") for a, b in edges]
    careers = Careers("x:", nodes, moves, {iri: Asked() for iri in nodes}, None, {})
    return View(careers, nothing())


def nothing():
    """An empty dataset."""
    import pyoxigraph as ox  # noqa: PLC0415 - for this helper

    return ox.Store()


EDGES = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=1, max_size=16)


@given(EDGES)
def test_gateways_are_what_cuts_the_graph_in_brute_force(edges: set[tuple[int, int]]) -> None:
    """A role is one if and only if without it, more parts are left than before, and ways pass it."""
    view = role_graph(edges)
    graph = view.graph.to_undirected()
    expected = set()
    for node in graph:
        without = graph.subgraph(set(graph) - {node})
        passed = view.graph.in_degree(node) and view.graph.out_degree(node)
        if passed and nx.number_connected_components(without) > nx.number_connected_components(graph):
            expected.add(node)
    found = gateways(view)
    assert {each.nodes[0].iri for each in found} == expected
    for each in found:
        component = nx.node_connected_component(graph, each.nodes[0].iri) - {each.nodes[0].iri}
        parts = [len(part) for part in nx.connected_components(graph.subgraph(component))]
        assert each.value == sum(parts) - max(parts)


@given(EDGES)
def test_dead_ends_are_what_no_edge_leaves(edges: set[tuple[int, int]]) -> None:
    """On ungraded roles: those without any edge to another."""
    left = {source for source, target in edges if source != target}
    found = {each.nodes[0].iri for each in dead_ends(role_graph(edges))}
    assert found == {f"r{n}" for edge in edges for n in edge if n not in left}


@given(EDGES)
def test_longest_ladders_end_with_cycles_and_are_longest_without(edges: set[tuple[int, int]]) -> None:
    """Every ladder is a chain of moves that visits no role twice; where there is no circle, none is longer."""
    view = role_graph(edges)
    found = long_ladders(view)
    for each in found:
        chain = [node.iri for node in each.nodes]
        assert len(set(chain)) == len(chain)
        assert all(view.graph.has_edge(*pair) for pair in pairwise(chain))
    if nx.is_directed_acyclic_graph(view.graph):
        longest = nx.dag_longest_path_length(view.graph)
        assert max((each.value for each in found), default=0) == (longest if longest >= 3 else 0)


def test_a_chain_of_a_thousand_roles_is_one_ladder() -> None:
    """Long chains neither recurse nor hang; all of it is one ladder, not a thousand."""
    [found] = long_ladders(role_graph({(n, n + 1) for n in range(1000)}))
    assert found.value == 1000


def test_the_middle_of_a_chain_is_most_central() -> None:
    """Betweenness on a chain of five: 4, 3 and 3 of 12 ordered pairs; ends lie between nobody."""
    found = central(role_graph({(0, 1), (1, 2), (2, 3), (3, 4)}))
    assert [(each.nodes[0].title, each.value) for each in found] == [
        ("Role 2", pytest.approx(4 / 12)),
        ("Role 1", pytest.approx(3 / 12)),
        ("Role 3", pytest.approx(3 / 12)),
    ]


SETS = st.dictionaries(
    st.sampled_from("abcdefgh"), st.sets(st.sampled_from("uvwxyz"), min_size=1), min_size=1
)


@given(SETS, st.sampled_from([0.5, 0.6, 0.8, 1.0]))
def test_no_pair_that_shares_enough_is_passed_over(sets: dict[str, set[str]], share: float) -> None:
    """The prefilter gives every pair whose overlap is the share of the larger set."""
    wanted = {
        (one, other)
        for one in sets
        for other in sets
        if one < other and len(sets[one] & sets[other]) >= share * max(len(sets[one]), len(sets[other]))
    }
    assert wanted <= sharing(sets, share)
