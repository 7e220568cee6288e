"""``reach`` lists everything that can be reached, or from where, by the number of steps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Result

PRACTICE = "Professional Services Practice Manager"


def test_roles_come_by_steps_with_the_role_before(run: Callable[..., Result]) -> None:
    """The director is one step away, the vice president two, by way of the director."""
    done = run("reach", PRACTICE)
    assert (done.code, done.err) == (0, "")
    assert "can be reached from" in done.out
    assert re.search(r"1 step \(\d+\)\n  Director of Professional +10 +\d\.\d\d +0\n", done.out)
    assert re.search(
        r"2 steps \(\d+\)(\n.*)*\n  VP, Customer Success +12 +\d\.\d\d +0  Director of\n", done.out
    )
    assert all(len(line) <= 80 for line in done.out.splitlines())
    assert "\x1b" not in done.out


def test_the_tree_can_be_read_off_the_json(run: Callable[..., Result]) -> None:
    """Each role names the one before it, which is the start or is listed one step nearer."""
    found = run("reach", "Junior Backend Engineer", "--format", "json").json
    assert not found["backwards"]
    steps = {found["role"]["iri"]: 0}
    for each in found["reached"]:
        assert steps[each["after"]] == each["steps"] - 1
        assert each["by"]["basis"] in ("stated", "inferred")
        assert each["by"]["citations"]
        steps[each["iri"]] = each["steps"]
    assert len(steps) == len(found["reached"]) + 1 > 3


def test_it_agrees_with_the_path_of_fewest_steps(run: Callable[..., Result]) -> None:
    """Steps, unstated steps and effort are those of the path that is explained."""
    for each in run("reach", "Junior Backend Engineer", "--format", "json").json["reached"][-3:]:
        [path] = run(
            "path", "Junior Backend Engineer", each["iri"], "--by", "steps", "--format", "json"
        ).json["paths"]
        assert len(path["steps"]) == each["steps"]
        assert sum(step["basis"] != "stated" for step in path["steps"]) == each["unstated"]
        assert abs(path["effort"] - each["effort"]) < 1e-9


def test_who_can_get_there(run: Callable[..., Result]) -> None:
    """Backwards, the practice manager is among those who can get to the vice president."""
    done = run("reach", "VP, Customer Success", "--to", "--within", 2)
    assert "can get to VP, Customer Success" in done.out
    found = run("reach", "VP, Customer Success", "--to", "--format", "json").json
    behind = {each["title"]: each for each in found["reached"]}
    director = behind["Director of Professional Services"]
    assert (behind[PRACTICE]["steps"], behind[PRACTICE]["then"]) == (2, director["iri"])


def test_limits_of_steps_evidence_and_track_hold(run: Callable[..., Result]) -> None:
    """Nothing further away, nothing inferred, nobody on another track."""
    role = "Junior Backend Engineer"
    everything = run("reach", role, "--format", "json").json["reached"]
    near = run("reach", role, "--within", 2, "--format", "json").json["reached"]
    assert near == [each for each in everything if each["steps"] <= 2]
    stated = run("reach", role, "--stated-only", "--format", "json").json["reached"]
    assert {each["by"]["basis"] for each in stated} <= {"stated"}
    alone = run("reach", role, "--track", "ic", "--format", "json").json["reached"]
    assert {each["track"] for each in alone} == {"individual contributor"}
    assert 0 < len(alone) < len(everything)


def test_what_is_listed_can_be_narrowed(run: Callable[..., Result]) -> None:
    """Only a family or department is listed, with the same steps; an unknown one fails."""
    everything = run("reach", PRACTICE, "--format", "json").json["reached"]
    family = run("reach", PRACTICE, "--family", "VP, Customer Success", "--format", "json").json["reached"]
    assert [each["title"] for each in family] == ["VP, Customer Success"]
    assert family[0] in everything
    inside = run("reach", "Support Engineer", "--department", "product", "--format", "json").json["reached"]
    assert {each["department"] for each in inside} == {"product"}
    assert run("reach", PRACTICE, "--family", "Gardening in Space").code == 5


def test_long_results_are_summed_up_by_family(run: Callable[..., Result]) -> None:
    """With a limit, the others are counted by family; JSON has all."""
    done = run("reach", "engineering", "--limit", 2)
    listed = len(run("reach", "engineering", "--limit", 2, "--format", "json").json["reached"])
    assert f"and {listed - 2} more (all: --limit {listed}), by job family: " in " ".join(done.out.split())


def test_the_heading_says_from_where_and_how_far(run: Callable[..., Result]) -> None:
    """A department stands for some role of it; one step is told as well as several."""
    heading = run("reach", "finance", "--within", 1).out.splitlines()[0]
    assert heading.endswith("roles can be reached from roles of finance, in 1 step")


PAGE = """---
layout: job_family_page
title: Clerk
---

## Levels

### Clerk

#### Clerk Job Grade
The Clerk is a [grade 4](/grades).

## Career Ladder
The next step for the Clerk is the [Director of Paper](/jobs/paper/).
"""


def test_the_role_itself_is_not_named_as_the_one_before(run: Callable[..., Result], tmp_path: Path) -> None:
    """One step away, the column is empty for a name that no page describes, too."""
    (tmp_path / "clerk.md").write_text(PAGE, encoding="utf-8")
    run("build", tmp_path / "clerk.md", "--store", tmp_path / "store")
    out = run("reach", "Director of Paper", "--to", "--store", tmp_path / "store").out
    [row] = [line for line in out.splitlines() if line.startswith("  Clerk")]
    assert "Director of Paper" not in row


def test_nothing_within_reach_is_said(run: Callable[..., Result]) -> None:
    """The code tells, too."""
    done = run("reach", "Staff Support Engineer")
    assert (done.code, done.out) == (1, "No role can be reached from Staff Support Engineer by such moves.\n")


def test_a_name_that_fails_is_told_as_everywhere(run: Callable[..., Result]) -> None:
    """Unknown names exit with 5, with JSON for programs."""
    assert run("reach", "Astronaut in Chief").code == 5
    assert run("reach", "Astronaut in Chief", "--format", "json").json["error"]["code"] == "unknown"
