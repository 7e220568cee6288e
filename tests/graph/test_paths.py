"""Routes are simple, ranked, really different, keep to what is asked, and say what they rest on and take."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careergraph.graph import CareerGraph
from careergraph.graph.careers import Careers
from careergraph.graph.effort import effort, leads_down
from careergraph.graph.errors import NoPathError
from careergraph.graph.nodes import Move, Node
from careergraph.graph.paths import Path, Wish, paths
from careergraph.graph.suggest import all_suggestions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path as FilePath

    from careergraph.data.records import Page, StatedMove
    from careergraph.graph.build import Report
    from careergraph.graph.nodes import Basis

IC, MANAGER = "individual contributor", "manager"


def move(source: str, target: str, basis: Basis = "stated", kind: str = "promotion") -> Move:
    """A move between two nodes, with what such a move rests on."""
    said = (f"{source} leads to {target}.",) if basis == "stated" else ()
    rule = "" if basis == "stated" else "next-level"
    return Move(f"{source}>{target}:{basis}:{kind}", source, target, kind, basis, said, rule)


def careers_of(moves: Iterable[Move], nodes: Iterable[Node] = ()) -> Careers:
    """Moves between roles; those that are not listed have no grade. "f.1" is a role of the family "f"."""
    listed = list(moves)
    known = {node.iri: node for node in nodes}
    for name in sorted({end for each in listed for end in (each.source, each.target)} - known.keys()):
        family = name.partition(".")[0] if "." in name else ""
        known[name] = Node(name, "role", name, family, family)
    return Careers("", dict(sorted(known.items())), listed, {}, None, {})


def route(careers: Careers, start: str, end: str, k: int = 1, wish: Wish | None = None) -> list[str]:
    """The titles along each route."""
    found = paths(careers, careers.nodes[start], careers.nodes[end], k, wish)
    return [" ".join(node.title for node in path.nodes) for path in found]


def test_the_order_decides_which_route_is_best() -> None:
    """Fewest steps take an inferred leap; best evidence goes round it; least effort minds the grades."""
    nodes = [
        Node(name, "role", name, ranks=(rank,), track=IC)
        for name, rank in (("a", 5), ("b", 6), ("c", 7), ("z", 8))
    ]
    careers = careers_of([move("a", "z", "inferred"), move("a", "b"), move("b", "c"), move("c", "z")], nodes)
    assert route(careers, "a", "z", wish=Wish("steps")) == ["a z"]
    assert route(careers, "a", "z", wish=Wish("evidence")) == ["a b c z"]
    assert route(careers, "a", "z", wish=Wish("effort")) == ["a z"]
    steep = careers_of([*careers.moves], [*nodes[:3], Node("z", "role", "z", ranks=(12,), track=IC)])
    [path] = paths(steep, steep.nodes["a"], steep.nodes["z"])
    assert path.effort.total == 500 + 500 + 6 * 1000 + 250  # unknown skills, seven grades at once, settling


def test_a_stated_move_wins_over_an_inferred_one_between_the_same_roles() -> None:
    """Where a pair is joined by several moves, the stated one is the step and the others are beside it."""
    careers = careers_of([move("a", "z", "inferred"), move("a", "z")])
    [path] = paths(careers, careers.nodes["a"], careers.nodes["z"])
    assert path.steps[0].move.basis == "stated"
    assert [other.basis for other in path.steps[0].others] == ["inferred"]


def test_routes_with_one_swapped_detour_are_left_out() -> None:
    """Of routes that share half of their roles, the best is named; one that shares less is named, too."""
    common = ["ab", "bc", "cd", "dz", "ax", "xc", "cy", "yz", "ap", "pq", "qz"]
    careers = careers_of(move(source, target) for source, target in common)
    assert route(careers, "a", "z", 9) == ["a p q z", "a b c d z", "a x c y z"]


def test_roles_that_every_route_passes_do_not_make_routes_alike() -> None:
    """From a forced first step on, what differs counts."""
    careers = careers_of(move(*pair) for pair in ("as", "st", "tb", "bz", "tc", "cz"))
    assert route(careers, "a", "z", 9) == ["a s t b z", "a s t c z"]


def test_families_and_departments_end_paths_but_do_not_lie_within_them() -> None:
    """At an end they are any of their roles, else the family; in between, a move to a family leads nowhere."""
    moves = [move("a", "f"), move("f", "z"), move("a", "f.1", "inferred"), move("f.1", "f.2", "inferred")]
    moves += [move("f.2", "z", "inferred")]
    family = Node("f", "family", "f", department="d")
    roles = [Node(name, "role", name, "f", "f", department="d") for name in ("f.1", "f.2")]
    careers = careers_of(moves, [family, *roles, Node("d", "department", "d")])
    assert route(careers, "a", "z") == ["a f.1 f.2 z"]
    assert route(careers, "a", "f") == route(careers, "a", "d") == ["a f.1"]
    assert route(careers, "f", "z") == ["f.2 z"]
    assert route(careers, "a", "f", wish=Wish(stated_only=True)) == ["a f"]
    assert route(careers, "d", "z", wish=Wish(stated_only=True)) == ["f z"]


def test_a_route_does_not_go_on_within_the_end_or_before_the_start() -> None:
    """Who may end, or start, in any role of a department gains nothing by passing another one of them."""
    nodes = [Node("d", "department", "d"), Node("e", "department", "e")]
    nodes += [Node(name, "role", name, department="d") for name in ("d1", "d2")]
    nodes += [Node(name, "role", name, department="e") for name in ("e1", "e2")]
    careers = careers_of([move(*pair.split()) for pair in ("d1 d2", "d2 e1", "e1 e2", "d1 a", "a e2")], nodes)
    assert route(careers, "d", "e", 9) == ["d2 e1", "d1 a e2"]
    assert route(careers, "d1", "e", 9) == ["d1 d2 e1", "d1 a e2"]
    assert route(careers, "d", "e", 9, wish=Wish(via=(careers.nodes["e1"], careers.nodes["e2"]))) == [
        "d2 e1 e2"
    ]


def test_the_way_to_oneself_has_no_steps() -> None:
    """From a role to itself, or to its own family, there is nothing to do."""
    careers = careers_of([move("f.1", "f.2")], [Node("f", "family", "f")])
    for end in ("f.1", "f"):
        [path] = paths(careers, careers.nodes["f.1"], careers.nodes[end])
        assert (path.steps, path.effort.total, path.start.iri) == ((), 0, "f.1")


def test_demotions_are_taken_only_if_asked_for() -> None:
    """A stated move to a lower grade, or without grades to a lower level of the family, is no step up."""
    nodes = [Node("a", "role", "a", ranks=(8,)), Node("b", "role", "b", ranks=(6,))]
    careers = careers_of([move("a", "b")], nodes)
    with pytest.raises(NoPathError, match="--allow-down") as caught:
        route(careers, "a", "b")
    assert caught.value.hindered == ("allow_down",)
    assert route(careers, "a", "b", wish=Wish(allow_down=True)) == ["a b"]
    senior = Node("f.2", "role", "Senior Clerk", "f", track=IC)
    junior = Node("f.1", "role", "Junior Clerk", "f", track=IC)
    assert leads_down(senior, junior)
    assert not leads_down(junior, senior)
    assert not leads_down(Node("a", "role", "a", ranks=(8, 9)), Node("b", "role", "b", ranks=(7, 8)))


def test_moves_that_were_looked_at_in_vain_are_named() -> None:
    """Without a path, suggested moves are said to lead nowhere if they were asked for, and only then."""
    careers = careers_of(move(*pair) for pair in ("ab", "xz"))
    suggested = Move("s", "b", "y", "lateral", "suggested")
    for wish, kinds in (
        (Wish(suggested=(suggested,)), "stated, inferred or suggested"),
        (Wish(), "stated or inferred"),
    ):
        with pytest.raises(NoPathError, match=f"no {kinds} moves lead from"):
            route(careers_of([*careers.moves, move("y", "q")]), "a", "z", wish=wish)


def test_without_a_path_the_nearest_roles_on_both_sides_are_named() -> None:
    """The error carries what the start leads to, nearest to the end first, and what leads to the end."""
    careers = careers_of(move(*pair) for pair in ("ab", "ac", "xc", "xz"))
    with pytest.raises(NoPathError) as caught:
        route(careers, "a", "z")
    assert [node.title for node in caught.value.reachable] == ["c", "b"]
    assert [node.title for node in caught.value.leading] == ["x"]
    assert caught.value.exit_code == 6


def test_an_isolated_role_has_no_path_and_no_neighbours() -> None:
    """A role without moves gives the same error with nothing named."""
    careers = careers_of([move("a", "b")], [Node("z", "role", "z")])
    with pytest.raises(NoPathError, match="nothing") as caught:
        route(careers, "z", "a")
    assert (caught.value.reachable, caught.value.leading) == ((), ())


def test_a_long_chain_a_circle_and_a_move_to_oneself_work() -> None:
    """A chain of 1,000 moves is a path of 1,000 steps; circles and loops beside it do no harm."""
    chain = [move(f"r{n:04}", f"r{n + 1:04}") for n in range(1000)]
    careers = careers_of(
        [*chain, move("r0500", "r0100"), move("r0007", "r0007"), move("r0007", "r0008", "inferred")]
    )
    [path] = paths(careers, careers.nodes["r0000"], careers.nodes["r1000"], 3)
    assert len(path.steps) == 1000


NAMES = "abcdefg"
MOVES = st.lists(
    st.builds(
        move,
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.sampled_from(["stated", "inferred"]),
        st.sampled_from(["promotion", "lateral"]),
    ),
    max_size=18,
    unique_by=lambda each: each.iri,
)
NODES = st.tuples(
    *(
        st.builds(
            Node,
            st.just(name),
            st.just("role"),
            st.just(name),
            ranks=st.sampled_from([(), (5,), (6,), (6, 7), (8,)]),
            track=st.sampled_from(["", IC, MANAGER]),
        )
        for name in NAMES
    )
)
WISHES = st.builds(
    dict,
    order=st.sampled_from(["effort", "steps", "evidence"]),
    via=st.lists(st.sampled_from("bcd"), max_size=2, unique=True),
    avoid=st.lists(st.sampled_from("ef"), max_size=1),
    max_steps=st.sampled_from([None, 1, 2, 3]),
    stated_only=st.booleans(),
    track=st.sampled_from(["", IC, MANAGER]),
    allow_down=st.booleans(),
)


def every_route(careers: Careers, wish: Wish) -> dict[tuple[str, ...], tuple[int, ...]]:
    """By brute force, all simple routes from "a" to "g" that keep to a wish, with what they are ranked by."""
    best: dict[tuple[str, str], Move] = {}
    for each in sorted(careers.moves, key=lambda one: (one.basis != "stated", one.iri)):
        down = leads_down(careers.nodes[each.source], careers.nodes[each.target])
        if (each.basis == "stated" or not wish.stated_only) and (wish.allow_down or not down):
            best.setdefault((each.source, each.target), each)
    found = {}
    waiting: list[tuple[str, ...]] = [("a",)]
    while waiting:
        names = waiting.pop()
        if names[-1] != "g":
            waiting += [(*names, b) for a, b in best if a == names[-1] and b not in names]
            continue
        between = names[1:-1]
        stops = tuple(node.iri for node in wish.via)
        if (
            tuple(name for name in between if name in stops) != stops
            or {node.iri for node in wish.avoid}.intersection(names)
            or (wish.max_steps is not None and len(names) - 1 > wish.max_steps)
            or (wish.track and any(careers.nodes[name].track != wish.track for name in between))
        ):
            continue
        steps = [best[pair] for pair in pairwise(names)]
        takes = sum(effort(careers.nodes[s.source], careers.nodes[s.target], s, None).total for s in steps)
        guesses = sum(step.basis != "stated" for step in steps)
        found[names] = {
            "effort": (takes, guesses, len(steps)),
            "steps": (len(steps), guesses, takes),
            "evidence": (guesses, takes, len(steps)),
        }[wish.order]
    return found


@settings(max_examples=400)
@given(MOVES, NODES, WISHES, st.integers(1, 4))
def test_routes_are_those_of_brute_force(
    moves: list[Move], nodes: tuple[Node, ...], asked: dict[str, object], k: int
) -> None:
    """Simple, distinct, sorted, allowed by the wish, the first optimal; an error exactly where there is none."""
    careers = careers_of(moves, nodes)
    named = {name: tuple(careers.nodes[each] for each in asked[name]) for name in ("via", "avoid")}  # type: ignore[attr-defined] # lists of names
    wish = Wish(**{**asked, **named})  # type: ignore[arg-type] # one value a field
    expected = every_route(careers, wish)
    try:
        found = paths(careers, careers.nodes["a"], careers.nodes["g"], k, wish)
    except NoPathError:
        assert not expected
        return
    ways = [tuple(node.iri for node in path.nodes) for path in found]
    assert len(set(ways)) == len(ways) <= k
    ranks = [expected[way] for way in ways]
    assert ranks == sorted(ranks)
    assert ranks[0] == min(expected.values())
    for path in found:
        check_claims(path)


def check_claims(path: Path) -> None:
    """What is called stated has a sentence and no rule; what is inferred has a rule; steps hang together."""
    for step in path.steps:
        assert bool(step.move.rule) == (step.move.basis != "stated")
        assert step.move.basis != "stated" or step.move.sentences
        assert (step.move.source, step.move.target) == (step.source.iri, step.target.iri)
    assert all(one.target == other.source for one, other in pairwise(path.steps))


@settings(max_examples=100)
@given(MOVES)
def test_a_really_different_route_is_found_where_there_is_one(moves: list[Move]) -> None:
    """Two routes that share no role between their ends are never taken for one."""
    careers = careers_of(moves)
    expected = list(every_route(careers, Wish()))
    if not expected:
        return
    found = [
        tuple(node.iri for node in path.nodes)
        for path in paths(careers, careers.nodes["a"], careers.nodes["g"], 50)
    ]
    for way in expected:
        assert (
            any(not set(other[1:-1]).isdisjoint(way[1:-1]) or other == way for other in found)
            or len(way) == 2
        )


def test_paths_come_from_pages(
    make_page: Callable[..., Page],
    make_move: Callable[..., StatedMove],
    build_store: Callable[..., tuple[FilePath, Report]],
) -> None:
    """From pages to path: titles, grades, sentences, rules and lines come through the store, twice the same."""
    clerk = make_page(
        "clerk.md",
        "Clerk",
        [("Clerk", "4"), ("Senior Clerk", "5")],
        [make_move("Senior Clerk", "Head of Filing", 90), make_move("Head of Filing", "VP of Paper", 91)],
    )
    folder, _ = build_store(clerk, make_page("vp.md", "VP of Paper", [("VP, Paper", "12")]))
    kept = []
    for _ in range(2):
        with CareerGraph.open(folder) as graph:
            [path] = graph.paths("Clerk", "VP, Paper")
            assert (graph.build.folder / "careers.json").is_file()  # type: ignore[operator] # it is on disk
        kept.append(path)
    assert kept[0] == kept[1]
    assert [step.move.basis for step in path.steps] == ["inferred", "stated", "stated"]
    assert [step.target.title for step in path.steps] == ["Senior Clerk", "Head of Filing", "VP, Paper"]
    first, second, _ = path.steps
    assert first.move.rule == "next-level"
    assert first.move.citations == (("clerk.md", 10), ("clerk.md", 12), ("clerk.md", 20), ("clerk.md", 22))
    assert second.move.sentences == ("Senior Clerk leads to Head of Filing.",)
    assert second.move.citations == (("clerk.md", 90),)
    assert second.source.grades == ("5",)
    assert second.target.type == "named"


def test_no_suggestion_without_skills() -> None:
    """Where skills were not looked for, nothing is suggested."""
    nodes = [Node("a", "role", "a", ranks=(5,)), Node("b", "role", "b", ranks=(5,))]
    assert list(all_suggestions(careers_of([], nodes), 3)) == []
