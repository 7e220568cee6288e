"""``next`` lists what may come next, told apart and with its evidence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from careergraph.data.bundled import handbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Result

CITED = re.compile(r"([\w./-]+\.md(?:\.erb)?):(\d+(?:,\d+)*)")
DIRECTIONS = ("up", "lateral", "change_of_track", "down", "suggested")


def steps(found: dict[str, list[dict[str, object]]]) -> list[dict[str, object]]:
    """The steps of all directions."""
    return [step for direction in DIRECTIONS for step in found[direction]]


def test_steps_come_with_evidence_and_what_they_take(run: Callable[..., Result]) -> None:
    """The next role, stated, with sentence, place, grades, effort, coverage and missing skills."""
    done = run("next", "ps practice manager", "--no-suggested")
    assert (done.code, done.err) == (0, "")
    assert "1. Director of Professional Services" in done.out
    assert "next family, stated" in done.out
    assert "grade 8 → 10; effort" in done.out
    assert re.search(r"brings \d+% of the required skills; new: .+, .+", " ".join(done.out.split()))
    assert "\x1b" not in done.out
    cited = CITED.findall(done.out)
    assert len(cited) > 1
    for path, numbers in cited:
        page = (handbook() / path).read_text(encoding="utf-8").splitlines()
        assert all(0 < int(number) <= len(page) for number in numbers.split(","))


@pytest.mark.parametrize(
    "role", ["ps practice manager", "Security", "Accounts Receivable", "Support Engineer"]
)
def test_lines_fit_the_terminal(run: Callable[..., Result], role: str) -> None:
    """80 columns, but for places on pages, which are not broken."""
    for line in run("next", role).out.splitlines():
        assert len(line) <= 80 or CITED.search(line)


def test_kinds_of_steps_stand_apart_and_suggestions_last(run: Callable[..., Result]) -> None:
    """Each step stands under one heading; what nobody wrote down is under the last."""
    role = "Accounts Receivable Specialist"
    found = run("next", role, "--format", "json").json
    targets = [step["to"]["iri"] for step in steps(found)]  # type: ignore[index]
    assert len(targets) == len(set(targets))
    assert {step["basis"] for step in found["suggested"]} == {"suggested"}
    for direction in DIRECTIONS[:-1]:
        assert {step["basis"] for step in found[direction]} <= {"stated", "inferred"}
    for step in found["suggested"]:
        assert step["shared_skills"]
        assert not step["citations"]
    out = run("next", role).out
    assert out.rindex("\nSuggested: nobody wrote these down") > max(
        out.rfind("\nUp ("), out.rfind("\nLateral (")
    )
    assert "Suggested" not in run("next", role, "--no-suggested").out
    assert run("next", role, "--suggested", 0, "--format", "json").json["suggested"] == []


def test_only_stated_steps(run: Callable[..., Result]) -> None:
    """Nothing that a rule infers, and nothing suggested."""
    found = run("next", "Senior Professional Services Engineer", "--stated-only", "--format", "json").json
    assert {step["basis"] for step in steps(found)} <= {"stated"}


def test_a_move_to_a_family_names_the_role_and_the_families(run: Callable[..., Result]) -> None:
    """The role is inferred; the page states the move of the family, and both are said."""
    done = run("next", "Senior Data Engineer")
    assert "inferred by rule family-move" in done.out
    assert re.search(r"stated for: job family Data Engineering → (job family )?\w+", done.out)
    found = run("next", "Senior Data Engineer", "--format", "json").json
    applied = [step for step in steps(found) if step["rule"] == "family-move"]
    assert applied
    assert all(step["applies"]["basis"] == "stated" for step in applied)  # type: ignore[index]


def test_a_family_shows_the_ways_out_of_its_roles(run: Callable[..., Result]) -> None:
    """Each step begins in the family and ends outside of it."""
    family = "job-families/finance/data-engineer"
    found = run("next", family, "--format", "json").json
    assert found["role"]["type"] == "family"
    assert steps(found)
    for step in steps(found):
        assert step["from"]["family"] == found["role"]["title"] != step["to"]["family"]  # type: ignore[index]
    assert "→" in run("next", family).out


def test_where_nothing_leads_on_it_says_so(run: Callable[..., Result]) -> None:
    """What leads here, and the line that says that the next step is not defined yet; the code tells, too."""
    done = run("next", "Staff Support Engineer", "--no-suggested")
    assert done.code == 1
    assert "No page states, and no rule infers, what comes next." in done.out
    assert "What leads here" in done.out
    assert "Senior Support Engineer" in done.out
    found = run("next", "Staff Support Engineer", "--no-suggested", "--format", "json").json
    [line] = found["next_step_undefined"]
    page = (handbook() / line["path"]).read_text(encoding="utf-8").splitlines()
    assert re.search("not.*(yet|defined)", page[line["line"] - 1])
    assert f"{line['path']}:{line['line']}" in done.out


def test_what_rules_infer_is_not_denied(run: Callable[..., Result]) -> None:
    """With --stated-only, the answer is that no page states a step; how many rules infer is told beside it."""
    role = "Senior Contract Manager"
    done = run("next", role, "--stated-only")
    assert done.code == 1
    text = " ".join(done.out.split())
    assert "No page states what comes next; rules infer 1 step (without --stated-only)." in text
    assert "no rule infers" not in text
    assert run("next", role, "--stated-only", "--format", "json").json["inferred_left_out"] == 1
    assert len(steps(run("next", role, "--no-suggested", "--format", "json").json)) == 1


def test_the_page_says_that_a_family_is_beside(run: Callable[..., Result]) -> None:
    """A step that a page calls sideways stands under Lateral, though the family that it leads to has no grade."""
    found = run("next", "Paralegal", "--stated-only", "--format", "json").json
    assert "Contract Manager" in {step["to"]["title"] for step in found["lateral"]}
    assert "Contract Manager" not in {step["to"]["title"] for step in found["up"]}


def test_demotions_are_counted_and_come_when_asked_for(run: Callable[..., Result]) -> None:
    """A stated move to a lower grade is left out, which is said."""
    role = "Senior IT Helpdesk Analyst"
    done = run("next", role)
    assert "down left out; see with --allow-down" in done.out
    assert "Down (" not in done.out
    assert "Down (" in run("next", role, "--allow-down").out
    found = run("next", role, "--format", "json").json
    assert (
        len(run("next", role, "--allow-down", "--format", "json").json["down"]) == found["down_left_out"] > 0
    )


def test_long_lists_are_cut_and_say_so(run: Callable[..., Result]) -> None:
    """With a limit, the rest is counted; JSON has all."""
    done = run("next", "engineering", "--limit", 1)
    assert re.search(r"and \d+ more; see them with --limit \d+", done.out)
    found = run("next", "engineering", "--limit", 1, "--format", "json").json
    assert max(len(found[direction]) for direction in DIRECTIONS) > 1


def test_a_name_that_fails_is_told_as_everywhere(run: Callable[..., Result]) -> None:
    """Unknown names exit with 5, with JSON for programs."""
    assert run("next", "Astronaut in Chief").code == 5
    assert run("next", "Astronaut in Chief", "--format", "json").json["error"]["code"] == "unknown"
