"""Questions to real handbooks, answered by people who read the pages: the graph must answer the same."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from careergraph.data.bundled import handbook
from careergraph.data.reader import read
from careergraph.graph import CareerGraph
from careergraph.graph import store as stores
from careergraph.graph.build import build
from careergraph.graph.errors import NoPathError
from careergraph.graph.facts import describe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from careergraph.graph.paths import Path as Route

BASE = "https://careers.example/"
HERE = Path(__file__).parent


def asked(name: str) -> list[Any]:
    """The questions of a file, each named by its words."""
    listed = tomllib.loads((HERE / f"questions_{name}.toml").read_text(encoding="utf-8"))["question"]
    return [pytest.param(question, id=question["ask"]) for question in listed]


def opened(folder: Path, pages: Path) -> Iterator[CareerGraph]:
    """The graph of some pages."""
    with stores.building(folder) as new:
        build(read([pages]), new, BASE)
    with CareerGraph.open(folder) as graph:
        yield graph


@pytest.fixture(scope="module")
def corpus(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CareerGraph]:
    """The graph of a real handbook."""
    yield from opened(tmp_path_factory.mktemp("corpus") / "store", shared / "corpus" / "handbook-2022")


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CareerGraph]:
    """The graph of the bundled handbook."""
    yield from opened(tmp_path_factory.mktemp("bundled") / "store", handbook())


@pytest.mark.parametrize("question", asked("corpus"))
def test_a_question_to_a_real_handbook(corpus: CareerGraph, question: dict[str, Any]) -> None:
    """The answer is the one that was found by reading."""
    check(corpus, question)


@pytest.mark.parametrize("question", asked("handbook"))
def test_a_question_to_the_bundled_handbook(bundled: CareerGraph, question: dict[str, Any]) -> None:
    """The answer is the one that was found by reading."""
    check(bundled, question)


def check(graph: CareerGraph, question: dict[str, Any]) -> None:
    """Ask one question; every key that begins with "expect" is checked."""
    {"path": check_path, "next": check_next, "reach": check_reach, "compare": check_compare}[
        question["kind"]
    ](graph, question)


def check_path(graph: CareerGraph, question: dict[str, Any]) -> None:
    """Of a path: roles, grades, basis, kinds and lines of its steps; or that there is none."""
    wishes = {
        name: question[name]
        for name in ("stated_only", "via", "avoid", "allow_down", "max_steps", "track", "by")
        if name in question
    }
    if question.get("expect_no_path"):
        with pytest.raises(NoPathError):
            graph.paths(question["from"], question["to"], **wishes)
        return
    [way] = graph.paths(question["from"], question["to"], **wishes)
    found = answer(way)
    for name in ("path", "grades", "basis", "kinds"):
        if f"expect_{name}" in question:
            assert found[name] == question[f"expect_{name}"]
    for step, line in zip(way.steps, question.get("expect_at", ()), strict=False):
        assert line in lines(step.move.citations)
    for name, node in (("first", way.nodes[0]), ("last", way.nodes[-1])):
        if f"expect_{name}_in" in question:
            assert question[f"expect_{name}_in"] in (node.family_title, node.title)
    cited = [line for step in way.steps for line in lines(step.move.citations)]
    assert set(question.get("expect_cited", ())) <= set(cited)


def answer(way: Route) -> dict[str, list[str]]:
    """What questions ask of a path."""
    return {
        "path": [node.title for node in way.nodes],
        "grades": [", ".join(node.grades) for node in way.nodes],
        "basis": [step.move.basis for step in way.steps],
        "kinds": [step.move.kind for step in way.steps],
    }


def check_next(graph: CareerGraph, question: dict[str, Any]) -> None:
    """All stated next steps of a role, and no other stated ones."""
    outlook = graph.next(question["from"], allow_down=True, suggested=0)
    steps = [step for steps in outlook.steps.values() for step in steps]
    stated = {step.target.title: step for step in steps if step.move.basis == "stated"}
    assert stated.keys() == {each["title"] for each in question["expect_next"]}
    for each in question["expect_next"]:
        step = stated[each["title"]]
        assert each.get("kind", step.move.kind) == step.move.kind
        assert each.get("described", True) == (step.target.type != "named")


def check_reach(graph: CareerGraph, question: dict[str, Any]) -> None:
    """What must be among the roles reached, or leading here, and what must not."""
    backwards = "from" not in question
    found = graph.reach(
        question["to" if backwards else "from"],
        within=question.get("within"),
        backwards=backwards,
        stated_only=question.get("stated_only", False),
    )
    titles = {each.node.title for each in found.found}
    assert set(question.get("expect_reach", ())) <= titles
    assert titles.isdisjoint(question.get("expect_not_reached", ()))


def check_compare(graph: CareerGraph, question: dict[str, Any]) -> None:
    """Grades and superiors of several roles, side by side."""
    nodes = [graph.role(name) for name in question["roles"]]
    if "expect_grades" in question:
        assert [", ".join(node.grades) for node in nodes] == question["expect_grades"]
    for node, expected in zip(nodes, question.get("expect_superiors", ()), strict=False):
        facts = describe(graph.build.quads, node.iri).of("reportsTo")
        assert sorted(fact.written or fact.other.name for fact in facts) == sorted(expected)


def lines(citations: tuple[tuple[str, int], ...]) -> list[str]:
    """Places as questions name them."""
    return [f"{path}:{line}" for path, line in citations]
