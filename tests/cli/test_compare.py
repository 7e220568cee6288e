"""``compare`` puts two or three roles side by side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Result

PAIR = ("Support Engineer", "Senior Support Engineer")


def test_two_roles_side_by_side(run: Callable[..., Result]) -> None:
    """Place, ways in each direction, and what both and one alone ask."""
    done = run("compare", *PAIR)
    assert (done.code, done.err) == (0, "")
    assert re.search(r"A: Support Engineer +B: Senior Support Engineer\n", done.out)
    assert re.search(r"\ngrade +6 +7\n", done.out)
    assert re.search(r"A → B: 1 step, stated, effort \d\.\d\d; brings \d+% of the required skills", done.out)
    assert "B → A: no way" in done.out
    assert re.search(r"\nSkills of both \(\d+\)\n", done.out)
    assert "\nSkills of one alone\n" in done.out
    assert re.search(r"\d+ of both, .*\d+ of B alone \(--full lists them\)", done.out)
    assert "\x1b" not in done.out


@pytest.mark.parametrize(
    "roles",
    [PAIR, (*PAIR, "Staff Support Engineer"), ("ps practice manager", "Director of Professional Services")],
)
@pytest.mark.parametrize("full", [(), ("--full",)])
def test_lines_fit_the_terminal(
    run: Callable[..., Result], roles: tuple[str, ...], full: tuple[str, ...]
) -> None:
    """80 columns, but for places on pages, which are not broken."""
    for line in run("compare", *roles, *full).out.splitlines():
        assert len(line) <= 80 or re.fullmatch(r" +\S+\.md(\.erb)?:[\d,]+", line)


def test_three_roles_tell_what_two_of_them_share(run: Callable[..., Result]) -> None:
    """Shared by all, by two of them, and asked by one alone."""
    done = run("compare", *PAIR, "Staff Support Engineer")
    assert "Skills of all" in done.out
    assert "Skills of A and B" in done.out or "Skills of B and C" in done.out
    assert len(re.findall(r"^  [ABC] → [ABC]: ", done.out, re.MULTILINE)) == 6


def test_the_json_has_everything(run: Callable[..., Result]) -> None:
    """Each skill, requirement and indicator with the lines of each role that asks it."""
    found = run("compare", *PAIR, "--format", "json").json
    assert [role["title"] for role in found["roles"]] == list(PAIR)
    assert len(found["ways"]) == 2
    for row in found["skills"]:
        assert len(row["asked"]) == 2
        assert any(row["asked"])
        assert all(each["evidence"][0]["line"] for each in row["asked"] if each)
    alone = [row for row in found["requirements"] if row["asked"][0] is None]
    assert alone
    assert all(row["asked"][1]["citations"] for row in alone)
    text = run("compare", *PAIR, "--full").out
    for row in alone:
        line = row["asked"][1]["citations"][0]
        assert f"{line['path']}:{line['line']}" in text


def test_a_whole_family_is_told_from_its_role(run: Callable[..., Result]) -> None:
    """A next step that is a job family is said to be one, as its title may be that of its role."""
    out = " ".join(run("compare", "Paralegal", "Senior Paralegal").out.split())
    assert "Contract Manager, a job family (stated)" in out


def test_it_agrees_with_the_gap(run: Callable[..., Result]) -> None:
    """The coverage is that of ``careergraph gap``."""
    [way, _] = run("compare", *PAIR, "--format", "json").json["ways"]
    gap = run("gap", *PAIR, "--format", "json").json
    assert way["coverage"] == pytest.approx(gap["coverage"], abs=1e-4)


@pytest.mark.parametrize(
    ("roles", "code"),
    [
        (("Support Engineer",), 2),
        (("a", "b", "c", "d"), 2),
        (("Support Engineer", "support engineer"), 2),
        (("Support Engineer", "Astronaut in Chief"), 5),
    ],
)
def test_wrong_usage_is_told(run: Callable[..., Result], roles: tuple[str, ...], code: int) -> None:
    """Too few or too many roles, the same one twice, or an unknown one."""
    assert run("compare", *roles).code == code
