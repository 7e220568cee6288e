"""Performance indicators as a person asks for them: what they are, whose they are, who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from careergraph.data.bundled import handbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAME = "Mean Time To Production"
PAGE = "---\ntitle: Analyst\n---\n## Job Grade\nThe Analyst is a grade 6.\n"


def test_show_an_indicator(run: Callable) -> None:
    """Definition, target and what follows from it are printed with their places, and who is measured by it."""
    out = run("show", NAME).out
    for heading in (
        "Definition",
        "Target",
        "Direction",
        "Upper bound",
        "Key indicator",
        "Who is measured by it",
    ):
        assert f"\n{heading}\n" in out
    assert "lower is better, inferred by rule target-words" in out
    assert "\n  Below 12 hours\n" in out


def test_its_places_are_right(run: Callable) -> None:
    """Each fact of it cites a line of its file or page that says so."""
    facts = {fact["property"]: fact for fact in run("show", NAME, "--format", "json").json["facts"]}
    assert {name: fact["basis"] for name, fact in facts.items()} == {
        "definition": "stated",
        "target": "stated",
        "departmentText": "stated",
        "isKey": "stated",
        "direction": "inferred",
        "targetMaximum": "inferred",
        "unit": "inferred",
    }
    for name, key in (("definition", "definition"), ("target", "target"), ("direction", "target")):
        [cited] = facts[name]["citations"]
        lines = (handbook() / cited["path"]).read_text(encoding="utf-8").splitlines()
        assert lines[cited["line"] - 1].strip().startswith(f"{key}:")


@pytest.mark.parametrize("broken", ["- name: A\n  target: 'open\n", "- name: A\n  target: 1%\n b: [\n"])
def test_broken_yaml_stops_no_build(run: Callable, tmp_path: Path, broken: str) -> None:
    """The build goes on and warns with file and line."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "analyst.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "pages" / "kpi.yml").write_text(broken, encoding="utf-8")
    done = run("build", tmp_path / "pages", "--store", tmp_path / "store", "--warnings")
    assert done.code == 0
    assert "kpi.yml:" in done.out
    assert "indicator-file: invalid YAML" in done.out
