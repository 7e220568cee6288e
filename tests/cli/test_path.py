"""``careergraph path``: routes, conditions, what each step takes, and what is said where there is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Result

JUNIOR, VP = "Junior Backend Engineer", "VP of Development"


def titles(way: dict[str, Any]) -> list[str]:
    """The titles along a route of the JSON output."""
    return [way["from"]["title"], *(step["to"]["title"] for step in way["steps"])]


def test_routes_are_ranked_and_different(run: Callable[..., Result]) -> None:
    """Asked for several routes, the command prints them best first, none twice, and says if there are no more."""
    found = run("path", JUNIOR, VP, "-k", 9, "--format", "json").json["paths"]
    assert len(found) > 1
    assert len({tuple(titles(way)) for way in found}) == len(found)
    assert [way["effort"] for way in found] == sorted(way["effort"] for way in found)
    text = run("path", JUNIOR, VP, "-k", 9).out
    assert text.startswith(f"Route 1: {JUNIOR} → {VP}\n")
    assert "no more than" in text
    assert "as in route 1, step 1" in text


def test_effort_is_explained(run: Callable[..., Result]) -> None:
    """The parts of each step's effort make its total, and the steps' totals that of the route, in text, too."""
    [way] = run("path", JUNIOR, VP, "--format", "json").json["paths"]
    for step in way["steps"]:
        parts = {name: value for name, value in step["effort"].items() if name != "total"}
        assert step["effort"]["total"] == pytest.approx(sum(parts.values()))
        assert step["effort"]["missing"] == pytest.approx(1 - step["coverage"], abs=0.001)
    assert way["effort"] == pytest.approx(sum(step["effort"]["total"] for step in way["steps"]))
    text = run("path", JUNIOR, VP).out
    assert f"effort {way['effort']:.2f} = " in text
    assert re.search(r"grade 5 → 6; effort [\d.]+ = [\d.]+ skills \+ 0\.50 grades \+ 0\.25 settling", text)


def test_three_new_skills_are_named_and_all_with_gaps(run: Callable[..., Result]) -> None:
    """Each step names the most important skills that are new; --gaps names them all."""
    [way] = run("path", JUNIOR, VP, "--format", "json").json["paths"]
    new = way["steps"][0]["missing_skills"]
    assert len(new) > 3
    short, long = run("path", JUNIOR, VP).out, run("path", JUNIOR, VP, "--gaps").out
    assert f"and {len(new) - 3} more" in " ".join(short.replace("│", " ").split())
    assert f"new: {', '.join(new)} " in " ".join(long.replace("│", " ").split())


def test_conditions_hold(run: Callable[..., Result]) -> None:
    """A route passes what it shall, avoids what it shall, states every step, and is as short as asked."""

    def asked(*options: object) -> dict[str, Any]:
        [way] = run("path", JUNIOR, VP, *options, "--format", "json").json["paths"]
        return dict(way)

    assert "Staff Backend Engineer" in titles(asked("--via", "staff backend engineer"))
    free = titles(asked())
    assert "Backend Engineering Manager" in free
    assert "Backend Engineering Manager" not in titles(asked("--avoid", "Backend Engineering Manager"))
    assert {step["basis"] for step in asked("--stated-only")["steps"]} == {"stated"}
    short = asked("--by", "steps")
    assert len(short["steps"]) <= len(free) - 1
    assert titles(asked("--max-steps", len(short["steps"])))
    between = (
        asked("--track", "manager")["steps"]
        if run("path", JUNIOR, VP, "--track", "manager").code == 0
        else []
    )
    assert all(step["to"]["track"] == "manager" for step in between[:-1])


def test_the_condition_that_is_in_the_way_is_named(run: Callable[..., Result]) -> None:
    """Where there would be a route, the error says which option to change; exit code 6."""
    done = run("path", JUNIOR, VP, "--max-steps", 1)
    assert (done.code, done.out) == (6, "")
    assert "--max-steps" in done.err
    failure = run("path", JUNIOR, VP, "--avoid", VP, "--format", "json").json["error"]
    assert failure["hindered_by"] == ["avoid"]


def test_a_family_or_department_is_any_of_its_roles(run: Callable[..., Result]) -> None:
    """At either end, and the output says so."""
    done = run("path", "Backend Engineering", VP)
    assert done.code == 0
    assert "“Backend Engineering” is a job family: any of its roles may be the start" in done.out
    assert "“engineering” is a department" in run("path", "department/job-families/engineering", "CEO").out


def test_short_routes_are_told_in_plain_words(run: Callable[..., Result]) -> None:
    """One step is stated or inferred, not all of it; a role of the department asked for is there already."""
    assert "\n1 step, stated\n" in run("path", "Principal Engineer", "Distinguished Engineer").out
    assert "\n1 step, inferred\n" in run("path", "Paralegal", "Senior Paralegal").out
    assert "0 steps: already there" in run("path", "Paralegal", "legal-and-corporate-affairs").out


@pytest.mark.parametrize("option", ["--max-steps", "-k", "--by", "--track"])
def test_wrong_values_are_usage_errors(run: Callable[..., Result], option: str) -> None:
    """A value that an option does not take is named, with exit code 2."""
    done = run("path", JUNIOR, VP, option, "0x")
    assert done.code == 2
    assert option.strip("-")[0] in done.err


def test_lines_fit_80_columns(run: Callable[..., Result]) -> None:
    """Whatever is asked, no line is longer than a terminal is wide, but for places."""
    for line in run("path", JUNIOR, VP, "-k", 3, "--gaps").out.splitlines():
        assert len(line) <= 80 or ".md:" in line, line
