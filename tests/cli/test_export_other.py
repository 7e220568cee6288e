"""``careergraph export`` to pictures and networks, as a person who makes slides or uses Gephi calls it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from careergraph.data.mermaid import parse_chart

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Result

FAMILY = ("--family", "Support Engineer")
PATH = ("--path", "Support Engineer", "Staff Support Engineer")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", ["g.svg", "g.mmd", "g.mermaid", "g.graphml", "g.gexf", "g.dot", "g.gv"])
@pytest.mark.parametrize("what", [FAMILY, PATH])
def test_the_suffix_gives_the_format(
    run: Callable[..., Result], tmp_path: Path, name: str, what: tuple[str, ...]
) -> None:
    """A ladder and a path are written in every format, and nothing is left beside the file."""
    assert run("export", *what, "-o", tmp_path / name).code == 0
    assert "Senior Support Engineer" in (tmp_path / name).read_text()
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_picture_tells_its_path_step_by_step(run: Callable[..., Result]) -> None:
    """Standard output has the SVG, with each step and the line that states it."""
    done = run("export", *PATH, "--format", "svg")
    shown = [text.text or "" for text in ET.fromstring(done.out).iter(f"{SVG}text")]
    assert shown[0] == "Support Engineer → Staff Support Engineer"
    steps = run("path", *PATH[1:], "--format", "json").json["paths"][0]["steps"]
    for number, step in enumerate(steps, 1):
        assert any(text.startswith(f"{number} ") and step["basis"] in text for text in shown)


def test_png_is_a_picture(run: Callable[..., Result], tmp_path: Path) -> None:
    """A PNG file begins as one does."""
    pytest.importorskip("resvg_py", reason="resvg-py (extra png) is not installed")
    assert run("export", *FAMILY, "-o", tmp_path / "g.png").code == 0
    assert (tmp_path / "g.png").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")


def test_without_resvg_nothing_is_written(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message has the command that installs it, and an older file stays as it was."""
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    (tmp_path / "g.png").write_text("old")
    done = run("export", *FAMILY, "-o", tmp_path / "g.png")
    assert (done.code, "pip install 'careergraph[png]'" in done.err) == (1, True)
    assert (tmp_path / "g.png").read_text() == "old"


def test_mermaid_of_a_path_is_read_as_its_steps(run: Callable[..., Result]) -> None:
    """Our own reader finds the titles of each step, and the chart is no code block."""
    done = run("export", *PATH, "--format", "mermaid")
    steps = run("path", *PATH[1:], "--format", "json").json["paths"][0]["steps"]
    chart = parse_chart(done.out)
    assert chart is not None
    assert [(chart.label(edge.source), chart.label(edge.target)) for edge in chart.edges] == [
        (step["from"]["title"], step["to"]["title"]) for step in steps
    ]


def test_csv_is_two_files(run: Callable[..., Result], tmp_path: Path) -> None:
    """NAME.csv becomes NAME.nodes.csv and NAME.edges.csv; without a name they are refused."""
    assert run("export", "-o", tmp_path / "all.csv").code == 0
    assert run("export", "--format", "csv", "-o", tmp_path / "neo").code == 0
    names = ["all.edges.csv", "all.nodes.csv", "neo.edges.csv", "neo.nodes.csv"]
    assert sorted(file.name for file in tmp_path.iterdir()) == names
    assert (tmp_path / "all.nodes.csv").read_bytes() == (tmp_path / "neo.nodes.csv").read_bytes()
    done = run("export", "--format", "csv")
    assert (done.code, "-o NAME.csv" in done.err) == (2, True)


def test_two_files_are_replaced_together(run: Callable[..., Result], tmp_path: Path) -> None:
    """If one cannot be written, the other is left as it was."""
    (tmp_path / "all.nodes.csv").write_text("old")
    (tmp_path / ".all.edges.csv.part").mkdir()
    assert run("export", "-o", tmp_path / "all.csv").code == 3
    assert (tmp_path / "all.nodes.csv").read_text() == "old"
    assert not (tmp_path / ".all.nodes.csv.part").exists()


def test_shares_and_parts_choose_moves(run: Callable[..., Result], tmp_path: Path) -> None:
    """A department is all of its families; stated and inferred moves make up all of them."""
    found = {}
    for share in ("all", "stated", "inferred"):
        file = tmp_path / f"{share}.gexf"
        assert run("export", "--department", "engineering", "--share", share, "-o", file).code == 0
        found[share] = nx.read_gexf(file)
    sizes = {share: graph.number_of_edges() for share, graph in found.items()}
    assert sizes["all"] == sizes["stated"] + sizes["inferred"] > sizes["stated"] > 0
    departments = nx.get_node_attributes(found["all"], "department")
    assert {"engineering"} <= set(departments.values())
    for source, target in found["all"].edges:
        assert "engineering" in (departments.get(source), departments.get(target))


def test_a_department_as_rdf(run: Callable[..., Result], tmp_path: Path) -> None:
    """It is what its families are."""
    assert run("export", "--department", "engineering", "-o", tmp_path / "d.nq").code == 0
    assert "Support Engineer" in (tmp_path / "d.nq").read_text()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--format", "svg"), "one --family, or --path"),
        (("--format", "png", "--department", "engineering"), "one --family, or --path"),
        (("--format", "mermaid", *FAMILY, "--family", "Recruiting"), "one --family, or --path"),
        ((*PATH, *FAMILY, "--format", "dot"), "--path goes without --family"),
        ((*PATH, "--format", "turtle"), "another --format with --path"),
        ((*FAMILY, "--format", "svg", "--share", "inferred"), "all or stated"),
        (("--format", "gexf", "--share", "skills"), "all, stated or inferred"),
    ],
)
def test_what_does_not_fit_is_wrong_usage(
    run: Callable[..., Result], args: tuple[str, ...], told: str
) -> None:
    """Formats say what they can hold."""
    done = run("export", *args)
    assert (done.code, done.out) == (2, "")
    assert told in done.err


def test_a_name_that_means_nothing_leaves_no_file(run: Callable[..., Result], tmp_path: Path) -> None:
    """The exit code is that of names."""
    assert run("export", "--family", "no such family", "-o", tmp_path / "g.svg").code == 5
    assert not list(tmp_path.iterdir())


def test_the_same_graph_is_the_same_file(bundled_store: Path, tmp_path: Path) -> None:
    """Formats are the same byte for byte however Python orders its sets."""

    def digests(seed: str) -> list[str]:
        script = (
            "import sys; from careergraph.cli.main import main\n"
            "for args in sys.argv[1].split('|'):\n"
            "    try: main(['export', *args.split('/')])\n"
            "    except SystemExit as done: assert not done.code\n"
        )
        names = ["a.svg", "p.svg", "a.mmd", "g.graphml", "g.gexf", "g.dot", "g.csv"]
        ladder, path = "/".join(FAMILY), "/".join(PATH)
        calls = [f"{ladder}/-o/a.svg", f"{path}/-o/p.svg", f"{ladder}/-o/a.mmd"]
        calls += [f"-o/{name}" for name in names[3:]]
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "CAREERGRAPH_STORE": str(bundled_store)}
        subprocess.run(
            [sys.executable, "-c", script, "|".join(calls)], cwd=folder, env=environment, check=True
        )
        return [
            f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}"
            for file in sorted(folder.iterdir())
        ]

    first = digests("1")
    assert len(first) == 8
    assert first == digests("2")
