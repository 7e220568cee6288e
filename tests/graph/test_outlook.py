"""What may come next: directions, families applied to roles, suggestions kept apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careergraph.graph.careergraph import CareerGraph
from careergraph.graph.careers import Asked, Careers
from careergraph.graph.coverage import Taxonomy
from careergraph.graph.effort import leads_down
from careergraph.graph.nodes import Move, Node
from careergraph.graph.outlook import DIRECTIONS, direction_of, outlook
from careergraph.graph.suggest import Suggestions, all_suggestions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from careergraph.data.records import Page, StatedMove
    from careergraph.graph.build import Report

IC, MANAGER = "individual contributor", "manager"


def role(iri: str, rank: float | None = None, track: str = IC, family: str = "", title: str = "") -> Node:
    """A role; its title is its IRI if none is given."""
    ranks = () if rank is None else (rank,)
    return Node(iri, "role", title or iri, family, family, tuple(map(str, ranks)), ranks, track)


def move(source: str, target: str, kind: str = "promotion", basis: str = "stated", rule: str = "") -> Move:
    """A move with an IRI of its own."""
    iri = f"{source}>{target}:{kind}:{basis}"
    return Move(iri, source, target, kind, "stated" if basis == "stated" else "inferred", rule=rule)


def careers(
    nodes: Iterable[Node], moves: Iterable[Move] = (), asked: Mapping[str, Iterable[str]] | None = None
) -> Careers:
    """Careers of these nodes; skills are required, by role, of a flat list of skills."""
    skills = {iri: Asked(dict.fromkeys(named, ("required", 1))) for iri, named in (asked or {}).items()}
    labels = {skill: skill.upper() for found in skills.values() for skill in found.skills}
    there = {node.iri: node for node in nodes}
    return Careers("", there, list(moves), skills, Taxonomy({}, {}, labels) if asked else None, {})


def titles(found: Iterable[object]) -> list[str]:
    """The titles of where steps lead."""
    return [step.target.title for step in found]  # type: ignore[attr-defined]


LADDER = careers(
    [
        role("a", 6),
        role("b", 7),
        role("level", 6),
        role("boss", 7, MANAGER),
        role("low", 5),
        Node("name", "named", "name"),
        role("other", 6, family="f"),
    ],
    [
        move("a", "b"),
        move("a", "level", "lateral"),
        move("a", "boss", "change of track"),
        move("a", "low", "lateral"),
        move("a", "name", "next family"),
        move("a", "other", "next family"),
        move("b", "boss", "promotion", "inferred"),
    ],
)


def test_steps_are_told_apart_by_where_they_lead() -> None:
    """Up, lateral and change of track apart; a next family of the same grade is lateral; demotions are counted."""
    found = outlook(LADDER, LADDER.nodes["a"])
    assert {direction: titles(steps) for direction, steps in found.steps.items()} == {
        "up": ["b", "name"],
        "lateral": ["level", "other"],
        "change of track": ["boss"],
    }
    assert found.left_out == 1
    assert found.known


def test_demotions_come_when_asked_for() -> None:
    """A stated lateral move to a lower grade is a step down."""
    found = outlook(LADDER, LADDER.nodes["a"], allow_down=True)
    assert titles(found.of("down")) == ["low"]
    assert found.left_out == 0


def test_a_promotion_to_another_track_is_a_change_of_track() -> None:
    """Whatever the rule calls it, the tracks of both ends count."""
    assert titles(outlook(LADDER, LADDER.nodes["b"]).of("change of track")) == ["boss"]


def test_what_leads_here_is_told_where_nothing_leads_on() -> None:
    """A role without moves has no directions, and knows who leads to it."""
    found = outlook(LADDER, LADDER.nodes["boss"])
    assert (found.steps, found.known) == ({}, False)
    assert {step.source.title for step in found.leading} == {"a", "b"}


@pytest.mark.parametrize(
    ("sentence", "basis", "direction"),
    [
        ("A Clerk can move laterally to the Filing job family.", "stated", "lateral"),
        ("A Clerk can move sideways to Copying or Filing.", "stated", "lateral"),
        ("A Clerk can make a lateral move to the team that files.", "stated", "lateral"),
        ("A Clerk can move to Filing too, a sideways step.", "stated", "lateral"),
        ("A Clerk can move to Filing or laterally to Copying.", "stated", "up"),
        ("A Clerk can move to Filing; laterally, to Copying.", "stated", "up"),
        ("A Clerk can move to the Filing job family.", "stated", "up"),
        ("A Clerk can move collaterally to Filing.", "stated", "up"),
        ("A Clerk can move laterally to Filing.", "inferred", "lateral"),
    ],
)
def test_the_page_says_that_a_move_is_sideways(sentence: str, basis: str, direction: str) -> None:
    """Where grades do not tell, the word of the page does, if it is about this target and not another one."""
    clerk, filing = role("a", 6, title="Clerk"), Node("f", "family", "Filing")
    stated = replace(move("a", "f", "next family", basis), sentences=(sentence,))
    assert direction_of(clerk, filing, [stated]) == direction


@pytest.mark.parametrize(("basis", "direction"), [("stated", "lateral"), ("inferred", "up")])
def test_a_rule_that_arrives_higher_is_no_move_sideways(basis: str, direction: str) -> None:
    """What a page says of a role decides; a rule that applies a family's move may lead a grade up all the same."""
    one, other = role("a", 6, family="x"), role("b", 7, family="y", title="Filer")
    said = replace(move("a", "b", "next family", basis), sentences=("They move laterally to Filer.",))
    assert direction_of(one, other, [said]) == direction


def test_mere_names_come_last_and_less_effort_comes_first() -> None:
    """Nothing is known of what a mere name asks, so that its effort is no reason to name it first."""
    there = careers(
        [role("a", 6), role("far", 8), role("near", 7), Node("name", "named", "name")],
        [move("a", end) for end in ("far", "near", "name")],
    )
    assert titles(outlook(there, there.nodes["a"]).of("up")) == ["near", "far", "name"]


def test_of_parallel_moves_the_stated_one_is_the_step() -> None:
    """A pair of roles is named once, with what else joins them beside it."""
    there = careers([role("a", 6), role("b", 7)], [move("a", "b", basis="inferred"), move("a", "b")])
    [step] = outlook(there, there.nodes["a"]).of("up")
    assert step.move.basis == "stated"
    assert [other.basis for other in step.others] == ["inferred"]
    assert outlook(there, there.nodes["a"], stated_only=True).of("up")[0].others == ()


NAMES = "abcdef"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(NAMES),
            st.sampled_from(NAMES),
            st.sampled_from(["promotion", "lateral", "change of track", "next family"]),
            st.sampled_from(["stated", "inferred"]),
        ),
        max_size=25,
    ),
    st.lists(st.sampled_from([None, 5.0, 6.0, 7.0]), min_size=6, max_size=6),
    st.booleans(),
    st.booleans(),
)
def test_every_allowed_target_comes_once(
    listed: list[tuple[str, str, str, str]], ranks: list[float | None], allow_down: bool, stated_only: bool
) -> None:
    """Whatever the moves, each role that one leads to stands in one direction, with the evidence asked for."""
    nodes = {name: role(name, rank) for name, rank in zip(NAMES, ranks, strict=True)}
    there = careers(nodes.values(), {m.iri: m for m in (move(*each) for each in listed)}.values())
    found = outlook(there, nodes["a"], allow_down=allow_down, stated_only=stated_only)
    expected = {
        target
        for source, target, _, basis in listed
        if source == "a" != target
        and (basis == "stated" or not stated_only)
        and (allow_down or not leads_down(nodes["a"], nodes[target]))
    }
    steps = [step for direction in DIRECTIONS for step in found.of(direction)]
    assert sorted(titles(steps)) == sorted(expected)
    for step in steps:
        assert step.move.basis == "stated" or not stated_only
        claimed = {basis for source, target, _, basis in listed if (source, target) == ("a", step.target.iri)}
        assert step.move.basis == ("stated" if "stated" in claimed else "inferred")


@pytest.fixture
def offices(
    make_page: Callable[..., Page],
    make_move: Callable[..., StatedMove],
    build_store: Callable[..., tuple[Path, Report]],
) -> Path:
    """Clerks move to the family of bookkeepers, or to a family that no page describes; porters nowhere."""
    clerks = make_page(
        "clerk.md",
        "Filing",
        [("Clerk", "4"), ("Senior Clerk", "5")],
        [make_move("Filing", "Accounts", 90, sentence="Filing moves on to the Accounts job family.")],
    )
    books = make_page("book.md", "Accounts", [("Bookkeeper", "4"), ("Senior Bookkeeper", "5")])
    porters = make_page("porter.md", "Doors", [("Porter", "2")], [make_move("Doors", "Order of Gates", 90)])
    folder, _ = build_store(clerks, books, porters)
    return folder


def test_a_move_to_a_family_is_told_with_the_role_that_it_leads_to(offices: Path) -> None:
    """The step leads to the role with the nearest grade, is inferred, and names the stated move of the families."""
    with CareerGraph.open(offices) as graph:
        found = graph.next("Senior Clerk")
        [step] = found.of("lateral")
        assert (step.target.title, step.move.basis, step.move.rule) == (
            "Senior Bookkeeper",
            "inferred",
            "family-move",
        )
        stated = found.applies[step.move.iri]
        assert (stated.basis, stated.citations) == ("stated", (("clerk.md", 90),))
        assert [found.nodes[end].title for end in (stated.source, stated.target)] == ["Filing", "Accounts"]
        assert not found.of_family


def test_with_stated_moves_only_the_family_is_told_as_such(offices: Path) -> None:
    """Nothing is stated of the role itself; that its family leads on is told apart."""
    with CareerGraph.open(offices) as graph:
        found = graph.next("Senior Clerk", stated_only=True)
        assert (found.steps, found.applies) == ({}, {})
        assert titles(found.of_family) == ["Accounts"]


def test_inferred_steps_that_are_left_out_are_counted(offices: Path) -> None:
    """With stated moves only, what rules infer is counted once each; demotions and stated steps are not."""
    with CareerGraph.open(offices) as graph:
        assert graph.next("Clerk", stated_only=True).unstated == 2
        assert graph.next("Senior Clerk", stated_only=True).unstated == 1
        assert graph.next("Clerk").unstated == 0
        assert graph.next("Accounts", stated_only=True).unstated == 0


def test_a_family_has_the_ways_out_of_all_its_roles(offices: Path) -> None:
    """Steps within it are none of its ways out; a stated move of the whole is told with those that apply it."""
    with CareerGraph.open(offices) as graph:
        family = graph.careers.find("Filing", ("family",))
        found = graph.next(family)
        steps = [step for steps in found.steps.values() for step in steps]
        assert [(step.source.title, step.target.title) for step in steps] == [
            ("Clerk", "Bookkeeper"),
            ("Senior Clerk", "Senior Bookkeeper"),
        ]
        [whole] = [s for steps in graph.next(family, stated_only=True).steps.values() for s in steps]
        assert (whole.source.type, whole.target.type) == ("family", "family")


def test_a_family_that_no_page_describes_is_a_mere_name(offices: Path) -> None:
    """The target is told as named, not as a role or family."""
    with CareerGraph.open(offices) as graph:
        assert [s.target.type for s in graph.next("Porter").of("up")] == ["named"]


def skilled(more: Mapping[str, Iterable[str]], moves: Iterable[Move] = ()) -> Careers:
    """Roles of one grade in families of their own, by the skills that they ask (a letter each)."""
    nodes = [role(iri, 6, family=f"family {iri}") for iri in more]
    return careers(nodes, moves, more)


#: All ask "z"; "x" and "y" share five skills that nobody else asks.
ALIKE = {"x": "abcdez", "y": "abcdez", "p": "fgz", "q": "hiz", "r": "jkz"}


def test_special_skills_suggest_a_move_and_common_ones_do_not() -> None:
    """Two roles that share what few ask are alike; a skill that all ask says nothing."""
    there = skilled({**ALIKE, "s": "z", "t": "z"})  # "s" is covered by everybody, for what all ask
    found = list(all_suggestions(there, 3))
    assert {(each.source, each.target) for each in found} == {("x", "y"), ("y", "x")}
    assert {(each.kind, each.basis) for each in found} == {("lateral", "suggested")}
    assert Suggestions(there).shared("x", "y") == ("A", "B", "C", "D", "E", "Z")


def test_too_little_coverage_suggests_nothing() -> None:
    """A role that asks much more than what both share is none; the way back, to less, is."""
    there = skilled({**ALIKE, "y": "abcdezlmnopq"})
    assert [(each.source, each.target) for each in all_suggestions(there, 3)] == [("y", "x")]


@pytest.mark.parametrize(
    "other",
    [
        role("y", 7, family="family y"),
        role("y", 6, MANAGER, family="family y"),
        role("y", None, family="family y"),
        role("y", 6, family="family y", title="Intermediate x"),
        role("y", 6, family="family x", title="Senior x"),
    ],
    ids=["grade", "track", "no grade", "same title", "level of the same family"],
)
def test_nothing_is_suggested_across_levels_or_to_the_same_job(other: Node) -> None:
    """Another grade, track or level is not lateral, and the same title elsewhere is the same job."""
    there = skilled(ALIKE)
    there.nodes["y"] = other
    assert list(all_suggestions(there, 3)) == []


def test_what_a_move_leads_to_is_not_suggested() -> None:
    """A stated move is never told as a suggestion, too; the way back still may be."""
    there = skilled(ALIKE, [move("x", "y", "lateral")])
    found = outlook(there, there.nodes["x"], suggested=3)
    assert titles(found.of("lateral")) == ["y"]
    assert not found.of("suggested")
    assert titles(outlook(there, there.nodes["y"], suggested=3).of("suggested")) == ["x"]


def test_suggestions_stand_apart_and_only_where_asked_for() -> None:
    """They make no way known, are limited, and are left out where only stated moves are wanted."""
    there = skilled({**ALIKE, "w": "abcdez"})
    start = there.nodes["x"]
    found = outlook(there, start, suggested=3)
    assert (set(found.steps), found.known) == ({"suggested"}, False)
    assert set(titles(found.of("suggested"))) == {"w", "y"}
    assert all(found.shared[step.move.iri] for step in found.of("suggested"))
    assert len(outlook(there, start, suggested=1).of("suggested")) == 1
    assert outlook(there, start).steps == {}
    assert outlook(there, start, suggested=3, stated_only=True).steps == {}


def test_roles_of_several_grades_are_level_with_each_of_them() -> None:
    """A role of the grades 5 to 7 is level with one of grade 6."""
    there = skilled(ALIKE)
    there.nodes["y"] = Node("y", "role", "y", "family y", "", ("5", "7"), (5, 7), IC)
    found = defaultdict(list)
    for each in all_suggestions(there, 3):
        found[each.source].append(each.target)
    assert found == {"x": ["y"]}
