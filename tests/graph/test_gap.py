"""What a position asks that somebody does not bring, on a small handbook with a small vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from careergraph.data.records import Corpus, Extension, Indicator, Item, Page, Role
from careergraph.data.skills.scheme import Concept, Scheme
from careergraph.graph import store as stores
from careergraph.graph.build import build
from careergraph.graph.coverage import Having
from careergraph.graph.errors import NoSkillsError
from careergraph.graph.gap import Positions
from careergraph.graph.inheritance import Inheritance
from careergraph.graph.nodes import read_nodes
from careergraph.graph.skillfacts import describe_skill
from careergraph.graph.skills import read_taxonomy, require_skills, skills, unlinked
from careergraph.graph.skilltree import skill_tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from careergraph.graph.gap import Gap
    from careergraph.graph.names import Named
    from careergraph.graph.store import OpenBuild

S = "https://skills.example/"
SCHEME = Scheme.of(
    [
        Concept(S + "programming", "programming"),
        Concept(S + "python", "Python", broader=(S + "programming",)),
        Concept(S + "rust", "Rust", broader=(S + "programming",)),
        Concept(S + "docker", "Docker"),
        Concept(S + "sql", "SQL"),
        Concept(S + "mentoring", "mentoring"),
        Concept(S + "negotiation", "negotiation"),
    ]
)


def listed(line: int, *texts: str) -> tuple[Item, ...]:
    """Items on lines that follow one another."""
    return tuple(Item(text, number, number) for number, text in enumerate(texts, line))


PAGE = Page(
    "dev/engineer.md",
    "Engineering",
    is_job_family=True,
    requirements=listed(4, "Shares our values"),
    indicators=(Indicator("Uptime", 7, "/kpi#uptime"),),
    roles=(
        Role(
            "Engineer",
            10,
            heading="Engineer",
            requirements=listed(12, "Python and SQL", "3 years of Python", "Rust is a plus"),
            nice_to_haves=listed(16, "Docker"),
            responsibilities=listed(18, "Mentoring of interns"),
        ),
        Role(
            "Senior Engineer",
            30,
            heading="Senior Engineer",
            extends=(
                Extension("Engineer", 32, of="requirements", sentence="Extends the Engineer requirements"),
            ),
            requirements=listed(
                32,
                "Extends the Engineer requirements",
                "6 years of Python",
                "Mentoring and Docker",
                "Patience",
            ),
            nice_to_haves=listed(38, "Negotiation"),
            indicators=(Indicator("Interns hired", 40, "/kpi#interns"),),
        ),
        Role("Clerk", 50, heading="Clerk", requirements=listed(52, "Programming, negotiation and SQL")),
    ),
)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenBuild]:
    """A store of the small handbook."""
    with stores.building(tmp_path / "store") as new:
        build(Corpus((PAGE,)), new, "https://careers.example/", vocabulary=SCHEME)
    with stores.reading(tmp_path / "store") as there:
        yield there


@pytest.fixture
def positions(opened: OpenBuild) -> Positions:
    """Its positions."""
    return Positions(opened.quads, Inheritance(opened.quads), read_taxonomy(opened.quads))


def role(positions: Positions, title: str) -> Named:
    """A role by title."""
    return next(each for each in positions.inheritance.holders.values() if each.name == title)


def states(gap: Gap) -> dict[str, tuple[str, float]]:
    """Label → how the required skill is there, and its credit."""
    return {
        need.label: ("as such" if need.carried_over else need.nearest, round(need.match.credit, 2))
        for need in gap.required
    }


def test_a_profile_has_the_strongest_evidence_first(positions: Positions) -> None:
    """What is required counts full; what is a plus, nice to have or a duty counts half."""
    profile = positions.profile(role(positions, "Engineer"))
    assert {iri.removeprefix(S): weight for iri, weight in profile.weights.items()} == {
        "python": 1.0,
        "sql": 1.0,
        "rust": 0.5,
        "docker": 0.5,
        "mentoring": 0.5,
    }
    assert [each.citation[1] for each in profile.skills[S + "python"]] == [12, 13]
    assert [each.words for each in profile.skills[S + "sql"]] == ["SQL"]
    assert profile.skills[S + "rust"][0].strength == "preferred"


def test_what_is_taken_over_is_asked_too(positions: Positions) -> None:
    """The required skills of a role that extends another are those of both."""
    asked = positions.profile(role(positions, "Senior Engineer")).of("required")
    assert {iri.removeprefix(S) for iri in asked} == {"python", "sql", "mentoring", "docker"}


def test_the_way_up(positions: Positions) -> None:
    """What carries over, what was not required before, what is new in indicators and in words."""
    gap = positions.gap(role(positions, "Engineer"), role(positions, "Senior Engineer"))
    assert states(gap) == {
        "Docker": ("as such", 0.5),
        "mentoring": ("as such", 0.5),
        "Python": ("as such", 1.0),
        "SQL": ("as such", 1.0),
    }
    assert (gap.coverage.score, gap.coverage.exact) == (0.75, 4)
    assert [(need.label, need.carried_over) for need in gap.preferred] == [
        ("negotiation", False),
        ("Rust", True),
    ]
    assert [fact.other.name for fact in gap.indicators] == ["Interns hired"]
    assert [(item.text, item.citation[1]) for item in gap.items] == [
        ("6 years of Python", 33),
        ("Patience", 35),
    ]


def test_narrower_skills_stand_for_the_broader_one(positions: Positions) -> None:
    """Who knows Python has most of what “programming” asks; nothing stands for negotiation."""
    gap = positions.gap(role(positions, "Engineer"), role(positions, "Clerk"))
    assert states(gap) == {
        "negotiation": ("", 0.0),
        "programming": ("Python", 0.9),
        "SQL": ("as such", 1.0),
    }
    partly = [need.label for need in gap.required if need.partly]
    assert partly == ["programming"]


def test_the_way_to_oneself_is_no_gap(positions: Positions) -> None:
    """A position covers itself, and nothing of it is new."""
    engineer = role(positions, "Engineer")
    gap = positions.gap(engineer, engineer)
    assert (gap.coverage.score, gap.indicators, gap.items) == (1.0, (), ())


def test_from_skills_alone_all_indicators_and_words_are_new(positions: Positions) -> None:
    """Of somebody who is in no role, nothing but their skills is known."""
    having = Having(positions.taxonomy, {S + "python": 1.0})
    gap = positions.gap(None, role(positions, "Engineer"), having)
    assert gap.coverage.exact == 1
    assert [fact.other.name for fact in gap.indicators] == ["Uptime"]
    assert [item.text for item in gap.items] == ["3 years of Python", "Shares our values"]


def test_roles_by_fit(positions: Positions) -> None:
    """Roles come by coverage; those that ask too little are left out."""
    having = Having(positions.taxonomy, {S + "python": 1.0, S + "sql": 1.0})
    fits = positions.fits(having, 3)
    assert [(fit.role.name, fit.missing) for fit in fits] == [
        ("Clerk", ("negotiation",)),
        ("Senior Engineer", ("Docker", "mentoring")),
    ]
    assert [fit.role.name for fit in positions.fits(having, 2)] == ["Engineer", "Clerk", "Senior Engineer"]


def test_new_skills_of_a_step(positions: Positions) -> None:
    """A step newly requires what its start does not ask at all."""
    engineer, clerk = role(positions, "Engineer"), role(positions, "Clerk")
    assert positions.missing(engineer, clerk) == ("negotiation", "programming")


def test_a_skill_knows_who_asks_it(opened: OpenBuild) -> None:
    """The positions whose own items name a skill, how strongly, and on which lines."""
    inheritance, nodes = Inheritance(opened.quads), read_nodes(opened.quads)
    [docker] = [skill for skill in skills(opened.quads) if skill.name == "Docker"]
    facts = describe_skill(opened.quads, docker, inheritance, nodes)
    found = [(asker.holder.name, asker.strength, asker.evidence[0].citation[1]) for asker in facts.askers]
    assert found == [("Engineer", "preferred", 16), ("Senior Engineer", "required", 34)]
    [python] = [skill for skill in skills(opened.quads) if skill.name == "Python"]
    broader = describe_skill(opened.quads, python, inheritance, nodes).broader
    assert [skill.name for skill in broader] == ["programming"]


def test_the_tree_counts_positions(opened: OpenBuild) -> None:
    """Each skill stands below what is broader, with how many positions name it or anything narrower."""
    counts = {one.skill.name: one for one in skill_tree(opened.quads)}
    assert list(counts) == ["Docker", "mentoring", "negotiation", "programming", "Python", "Rust", "SQL"]
    assert (counts["programming"].depth, counts["Python"].depth) == (0, 1)
    assert (counts["programming"].required, counts["programming"].below) == (1, 3)
    assert (counts["Python"].required, counts["Rust"].preferred) == (2, 1)


def test_items_without_a_skill_are_listed(opened: OpenBuild) -> None:
    """Requirements that name no skill are listed, statements that extend a role are not."""
    assert unlinked(opened.quads) == [
        (("dev/engineer.md", 4), "Shares our values"),
        (("dev/engineer.md", 35), "Patience"),
    ]


def test_a_store_without_skills_says_so(tmp_path: Path) -> None:
    """Built without a vocabulary, a store answers no question about skills and says what to do."""
    with stores.building(tmp_path / "store") as new:
        report = build(Corpus((PAGE,)), new, "https://careers.example/")
    assert (report.skills, report.vocabulary) == (0, None)
    with stores.reading(tmp_path / "store") as there, pytest.raises(NoSkillsError, match="careergraph build"):
        require_skills(there)
