"""``careergraph view`` as a person calls it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Result

    Run = Callable[..., Result]

BACKEND = "Backend Engineering"


def test_without_options_it_writes_everything_and_says_so(run: Run, tmp_path: Path) -> None:
    """The page is named after what it shows, and the message names it, with its size."""
    result = run("view")
    assert result.code == 0
    assert result.out.startswith("Wrote careers.html: ")
    page = (tmp_path / "careers.html").read_text()
    assert BACKEND in page
    assert page.startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("args", "file", "held"),
    [
        (["--family", "backend engineering"], "backend-engineering.html", "Staff Backend Engineer"),
        (["--department", "engineering"], "engineering.html", "Staff Backend Engineer"),
        (["--role", "sr backend engineer"], "senior-backend-engineer.html", "Backend Engineering Manager"),
        (
            ["--role", "sr backend engineer", "--hops", "2"],
            "senior-backend-engineer.html",
            "Principal Engineer",
        ),
        (
            ["--path", "junior backend engineer", "vp of development", "-k", "2"],
            "junior-backend-engineer-vp-of-development.html",
            "Director, Development",
        ),
        (["--skill", "kubernetes"], "kubernetes.html", "Kubernetes"),
        (["--all"], "careers.html", BACKEND),
    ],
)
def test_each_option_shows_its_part(run: Run, tmp_path: Path, args: list[str], file: str, held: str) -> None:
    """Names are understood as people write them; the file is named after what was found."""
    result = run("view", *args)
    assert result.code == 0, result.err
    expected = tmp_path / ("all-roles.html" if args == ["--all"] else file)
    assert held in expected.read_text()


def test_what_was_asked_for_is_written_to_the_file_named(run: Run, tmp_path: Path) -> None:
    """-o names the file; a page of ours is replaced, anything else is not; - is standard output."""
    assert run("view", "--family", BACKEND, "-o", "x.html").code == 0
    assert run("view", "--family", "Recruiting", "-o", "x.html").code == 0
    assert "Senior Recruiter" in (tmp_path / "x.html").read_text()
    (tmp_path / "mine.html").write_text("<p>my own</p>")
    refused = run("view", "-o", "mine.html")
    assert refused.code == 3
    assert "no page of careergraph" in refused.err
    assert (tmp_path / "mine.html").read_text() == "<p>my own</p>"
    assert run("view", "-o", "no/such/folder.html").code == 3


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--family", "a", "--role", "b"], 2, "exclude each other"),
        (["--hops", "2"], 2, "--hops goes with --role"),
        (["-k", "2"], 2, "-k goes with --path"),
        (["--base-url", "javascript:alert(1)"], 2, "no http or https address"),
        (["--role", "xyzzy plugh"], 5, "xyzzy plugh"),
        (["--skill", "xyzzy plugh"], 5, "xyzzy plugh"),
    ],
)
def test_mistakes_are_said(run: Run, tmp_path: Path, args: list[str], code: int, said: str) -> None:
    """Wrong usage and unknown names end in one message and their exit codes, and nothing is written."""
    result = run("view", *args)
    assert result.code == code
    assert said in result.err
    assert list(tmp_path.glob("*.html")) == []


def test_pyvis_is_loaded_by_this_command_only() -> None:
    """The command line starts without pyvis and what it loads, and so does this command's help."""
    code = (
        "import sys, careergraph.cli.main, careergraph.cli.view\n"
        "assert not {'pyvis', 'IPython', 'networkx', 'jinja2'} & set(sys.modules), 'loaded'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
