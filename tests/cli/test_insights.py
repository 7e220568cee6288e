"""``insights`` tells what is worth a look, in text, JSON, CSV and Markdown."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from careergraph.data.records import Corpus, Grade, Page, Role, StatedMove
from careergraph.export.insights import COLUMNS
from careergraph.graph import store as stores
from careergraph.graph.build import build
from careergraph.graph.insight import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import Result


def test_text_begins_with_counts_and_cites_lines(run: Callable[..., Result]) -> None:
    """Each kind is counted, each finding has its place, and nothing but a place is wider than 80 columns."""
    done = run("insights", "--limit", 3)
    assert (done.code, done.err) == (0, "")
    head = done.out.split("\n\n")[1]
    assert [line.split()[1] for line in head.splitlines()] == list(KINDS)
    assert "Dead ends (" in done.out
    assert "job-families/engineering/support-engineer.md:" in done.out
    assert all(len(line) <= 80 for line in done.out.splitlines() if ".md" not in line)
    assert "\x1b" not in done.out


def test_only_some_kinds_of_a_part(run: Callable[..., Result]) -> None:
    """Kinds can be chosen, and a family or department of which to tell."""
    found = run(
        "insights",
        "--only",
        "dead-end",
        "--only",
        "central",
        "--department",
        "engineering",
        "--format",
        "json",
    ).json
    assert [each["kind"] for each in found] == ["dead-end", "central"]
    assert all(
        any(node["department"] == "engineering" for node in insight["about"])
        for each in found
        for insight in each["insights"]
    )
    assert run("insights", "--department", "sales", "--family", "Recruiting").code == 2
    assert run("insights", "--family", "no such thing at all").code == 5
    assert run("insights", "--only", "rubbish").code == 2


def test_a_limit_leaves_out_and_says_so(run: Callable[..., Result]) -> None:
    """The total stays; JSON has everything without a limit."""
    whole = run("insights", "--only", "central", "--format", "json").json[0]
    assert whole["total"] == len(whole["insights"]) > 2
    cut = run("insights", "--only", "central", "--format", "json", "-n", 2).json[0]
    assert cut["insights"] == whole["insights"][:2]
    assert cut["total"] == whole["total"]
    assert f"and {whole['total'] - 2:,} more (--limit)" in run("insights", "--only", "central", "-n", 2).out


def test_the_same_question_has_the_same_answer(run: Callable[..., Result]) -> None:
    """The order is no accident."""
    assert run("insights", "--format", "csv").out == run("insights", "--format", "csv").out


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A store whose titles are meant for spreadsheets and Markdown to stumble over."""
    page = Page(
        "a/odd.md",
        "=SUM(A1)",
        is_job_family=True,
        roles=(
            Role("=cmd|' /C calc'!A0", 10),
            Role('@team [x](http://evil.example) <b>, "Lead"', 20),
            Role("Senior Baker", 30, grades=(Grade("7", 32),)),
        ),
        moves=(StatedMove("Senior Baker", "+1 Confectioner; \x1b[31mred", 90, "prose", sentence="x"),),
    )
    folder = tmp_path / "odd"
    with stores.building(folder) as new:
        build(Corpus((page,)), new, "https://careers.example/")
    return folder


def test_csv_has_fixed_columns_and_no_formulas(run: Callable[..., Result], odd: Path) -> None:
    """Every row has all columns, and no cell begins with what a spreadsheet computes."""
    rows = list(csv.reader(io.StringIO(run("insights", "--store", odd, "--format", "csv").out)))
    assert tuple(rows[0]) == COLUMNS
    assert {row[0] for row in rows[1:]} >= {"no-grade", "missing-page"}
    assert all(len(row) == len(COLUMNS) for row in rows)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert any(cell.startswith("'=cmd|") for row in rows for cell in row)
    assert any("a/odd.md:90" in row[-1] for row in rows)


def test_markdown_shows_titles_as_they_are(run: Callable[..., Result], odd: Path) -> None:
    """Pasted into an issue, nothing links, mentions somebody or opens a tag."""
    done = run("insights", "--store", odd, "--format", "markdown")
    assert done.out.startswith("## Career insights\n\n| number | kind |\n")
    assert "&#64;team \\[x\\](http://evil.example) &lt;b&gt;" in done.out
    assert "`a/odd.md:90`" in done.out
    assert "](" not in done.out.replace("\\](", "")


def test_text_acts_on_no_terminal(run: Callable[..., Result], odd: Path) -> None:
    """Control characters of a title are shown, not sent; what was built without skills is said."""
    done = run("insights", "--store", odd)
    assert "\x1b" not in done.out
    assert "built without skills" in done.out


def test_every_kind_and_column_is_documented() -> None:
    """docs/insights.md has a row for each kind and names each column of the CSV."""
    text = (Path(__file__).parents[2] / "docs" / "insights.md").read_text(encoding="utf-8")
    for kind in KINDS:
        assert f"\n| `{kind}` |" in text
    for column in COLUMNS:
        assert f"`{column}`" in text
