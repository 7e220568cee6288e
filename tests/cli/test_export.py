"""``careergraph export`` as an analyst calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Graph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Result


@pytest.mark.parametrize("name", ["g.nq", "g.trig", "g.ttl", "g.nt", "g.jsonld", "g.rdf"])
def test_the_suffix_gives_the_format(run: Callable[..., Result], tmp_path: Path, name: str) -> None:
    """Every suffix that is known writes a file, and leaves nothing beside it."""
    result = run("export", "-o", tmp_path / name, "--share", "inferred")
    assert result.code == 0
    assert (tmp_path / name).stat().st_size > 1000
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_turtle_holds_what_is_stated(run: Callable[..., Result], tmp_path: Path) -> None:
    """A file of one graph holds no inferred move unless it is asked for."""
    assert run("export", "-o", tmp_path / "stated.ttl").code == 0
    found = Graph().parse(tmp_path / "stated.ttl")
    assert found.query("ASK { ?move a cg:Move ; cg:basis cg:Stated }").askAnswer
    assert not found.query("ASK { ?move a cg:Move ; cg:basis cg:Inferred }").askAnswer


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("-o", "graph.xyz"), "no format for '.xyz'"),
        (("--format", "turtle", "--share", "all"), "holds one graph only"),
    ],
)
def test_what_does_not_fit_is_wrong_usage(
    run: Callable[..., Result], args: tuple[str, ...], told: str
) -> None:
    """A suffix that says nothing, and several graphs in a format of one, are refused."""
    result = run("export", *args)
    assert result.code == 2
    assert told in result.err


def test_a_folder_that_is_missing(run: Callable[..., Result], tmp_path: Path) -> None:
    """A place that cannot be written is an error with its name."""
    result = run("export", "-o", tmp_path / "none" / "g.nq")
    assert (result.code, "g.nq: cannot be written" in result.err) == (3, True)
