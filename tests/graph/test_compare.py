"""Roles side by side, on a small handbook with a small vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from careergraph.data.anchors import Anchors
from careergraph.data.records import (
    Corpus,
    Extension,
    Grade,
    Indicator,
    Item,
    Page,
    Role,
    StatedMove,
    Superior,
)
from careergraph.data.skills.scheme import Concept, Scheme
from careergraph.graph import CareerGraph
from careergraph.graph import store as stores
from careergraph.graph.build import build
from careergraph.graph.errors import AmbiguousNameError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from careergraph.graph.compare import Comparison

S = "https://skills.example/"
SCHEME = Scheme.of([Concept(S + name.lower(), name) for name in ("Python", "Rust", "SQL", "Mentoring")])


def listed(line: int, *texts: str) -> tuple[Item, ...]:
    """Items on lines that follow one another."""
    return tuple(Item(text, number, number) for number, text in enumerate(texts, line))


def role(title: str, line: int, grade: str, **parts: object) -> Role:
    """A role with its grade on the line below its heading."""
    return Role(
        title, line, heading=title, anchors=Anchors().of(title), grades=(Grade(grade, line + 1),), **parts
    )  # type: ignore[arg-type]  # parts of a role by name


PAGE = Page(
    "dev/engineer.md",
    "Engineering",
    is_job_family=True,
    requirements=listed(4, "Shares our values"),
    indicators=(Indicator("Uptime", 7, "/kpi#uptime"),),
    roles=(
        role(
            "Engineer",
            10,
            "6",
            reports_to=(Superior("Boss", 12),),
            requirements=listed(13, "Python and SQL", "Patience"),
            responsibilities=listed(18, "Mentoring of interns"),
        ),
        role(
            "Senior Engineer",
            30,
            "7",
            extends=(Extension("Engineer", 32, of="requirements", sentence="Extends the Engineer"),),
            requirements=listed(32, "Extends the Engineer", "Mentoring", "Courage"),
            indicators=(Indicator("Interns hired", 40, "/kpi#interns"),),
        ),
        role("Clerk", 50, "5", requirements=listed(52, "SQL", "patience", "Rust is a plus")),
    ),
    moves=(StatedMove("Engineer", "Senior Engineer", 60, "prose", sentence="Engineers become senior."),),
)
LONE = Page("sales/seller.md", "Sales", is_job_family=True, roles=(role("Seller", 5, "6"),))


@pytest.fixture(scope="module", params=[SCHEME, None], ids=["skills", "no skills"])
def graph(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[CareerGraph]:
    """The graph of the small handbook, with skills and without."""
    folder = tmp_path_factory.mktemp("compare") / "store"
    with stores.building(folder) as new:
        build(Corpus((PAGE, LONE)), new, "https://careers.example/", vocabulary=request.param)
    with CareerGraph.open(folder) as there:
        yield there


with_skills = pytest.mark.parametrize("graph", [SCHEME], indirect=True, ids=["skills"], scope="module")


def held(rows: object) -> dict[str, tuple[int, ...]]:
    """Label → the sides that hold it."""
    return {row.label: row.sides for row in rows}  # type: ignore[attr-defined]


@pytest.fixture
def three(graph: CareerGraph) -> Comparison:
    """Three roles of one family."""
    return graph.compare("Engineer", "Senior Engineer", "Clerk")


@with_skills
def test_skills_are_those_that_are_really_asked(three: Comparison) -> None:
    """What a role takes over counts, with the strength and the lines of each side's evidence."""
    assert held(three.skills) == {
        "SQL": (0, 1, 2),
        "Python": (0, 1),
        "Mentoring": (0, 1),
        "Rust": (2,),
    }
    mentoring = next(row for row in three.skills if row.label == "Mentoring")
    assert mentoring.iri == S + "mentoring"
    assert [each and (each[0].strength, each[0].citation) for each in mentoring.held] == [
        ("responsibility", ("dev/engineer.md", 18)),
        ("required", ("dev/engineer.md", 33)),
        None,
    ]


@with_skills
def test_what_most_ask_comes_first_and_required_before_welcome(three: Comparison) -> None:
    """Shared by all, then by some, then of one alone."""
    assert [row.label for row in three.skills] == ["SQL", "Mentoring", "Python", "Rust"]


def test_requirements_are_compared_by_their_words(three: Comparison) -> None:
    """Case makes no difference, what a family asks holds for its roles, and statements are no requirements."""
    assert held(three.requirements) == {
        "Patience": (0, 1, 2),
        "Shares our values": (0, 1, 2),
        "Python and SQL": (0, 1),
        "Mentoring": (1,),
        "Courage": (1,),
        "SQL": (2,),
        "Rust is a plus": (2,),
    }
    patience = next(row for row in three.requirements if row.label == "Patience")
    assert [item and item.citation[1] for item in patience.held] == [14, 14, 53]


def test_indicators_are_those_of_the_role_and_its_family(three: Comparison) -> None:
    """All share those of the family, with the line of the page."""
    assert held(three.indicators) == {"Uptime": (0, 1, 2), "Interns hired": (1,)}
    assert [f and f.citations for f in three.indicators[1].held] == [None, (("dev/engineer.md", 40),), None]


def test_sides_tell_whom_a_role_reports_to_and_what_comes_next(three: Comparison) -> None:
    """In the order in which the roles were given."""
    assert [side.role.title for side in three.sides] == ["Engineer", "Senior Engineer", "Clerk"]
    assert [[fact.other.name for fact in side.reports_to] for side in three.sides] == [["Boss"], [], []]
    assert [step.target.title for step in three.sides[0].next.of("up")] == ["Senior Engineer"]


def test_ways_are_told_in_each_direction(graph: CareerGraph) -> None:
    """A stated step one way, and none back: demotions are no way."""
    ways = {(way.start, way.end): way for way in graph.compare("Engineer", "Senior Engineer").ways}
    assert set(ways) == {(0, 1), (1, 0)}
    there = ways[0, 1].path
    assert there is not None
    assert (len(there.steps), there.unstated) == (1, 0)
    assert ways[1, 0].path is None


@with_skills
def test_coverage_is_directional(graph: CareerGraph) -> None:
    """Each way, it is the coverage that a gap between the two has."""
    for way in graph.compare("Engineer", "Clerk").ways:
        ends = ("Engineer", "Clerk")
        assert way.coverage == graph.gap(ends[way.start], ends[way.end]).coverage.score
    assert [way.coverage for way in graph.compare("Engineer", "Clerk").ways] == [1.0, 0.5]


def test_a_family_of_one_role_is_that_role_and_others_are_ambiguous(graph: CareerGraph) -> None:
    """As everywhere where one position is meant."""
    assert graph.compare("Sales", "Clerk").sides[0].role.title == "Seller"
    with pytest.raises(AmbiguousNameError):
        graph.compare("Engineering", "Clerk")
    with pytest.raises(UnknownNameError):
        graph.compare("Nobody at all", "Clerk")
