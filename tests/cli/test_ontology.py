"""``careergraph ontology`` as a person runs it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from careergraph.ontology.load import shipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Result

    Run = Callable[..., Result]

READ_AS = {"jsonld": "json-ld", "rdfxml": "xml", "ntriples": "nt", "nquads": "nquads", "trig": "trig"}


def test_turtle_is_printed_as_it_was_written(run: Run) -> None:
    """The ontology and the shapes come with their comments."""
    assert run("ontology").out.encode() == shipped("careergraph.ttl")
    assert run("ontology", "--shapes").out.encode() == shipped("shapes.ttl")


@pytest.mark.parametrize("form", READ_AS)
@pytest.mark.parametrize("part", ["", "--shapes"])
def test_formats(run: Run, form: str, part: str) -> None:
    """Every format says the same."""
    printed = run("ontology", *filter(None, [part]), "--format", form)
    assert printed.code == 0
    found = Graph().parse(data=printed.out, format=READ_AS[form])
    name = "shapes.ttl" if part else "careergraph.ttl"
    assert isomorphic(found, Graph().parse(data=shipped(name), format="turtle"))


@pytest.mark.parametrize(("suffix", "form"), [(".owl", "xml"), (".jsonld", "json-ld"), (".ttl", "turtle")])
def test_file(run: Run, tmp_path: Path, suffix: str, form: str) -> None:
    """The suffix of a file gives the format."""
    file = tmp_path / f"careergraph{suffix}"
    assert run("ontology", "-o", file).out == ""
    assert len(Graph().parse(file, format=form)) == len(Graph().parse(data=shipped("careergraph.ttl")))


def test_context(run: Run) -> None:
    """The JSON-LD context is JSON."""
    assert run("ontology", "--context").json["@context"]["Role"] == "cg:Role"
    assert json.loads(shipped("context.jsonld")) == run("ontology", "--context").json


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        (["--context", "--format", "turtle"], "has no other --format", 2),
        (["-o", "a.txt"], "name a --format", 2),
        (["--format", "owl"], "is not one of", 2),
        (["-o", "none/a.ttl"], "cannot be written", 3),
    ],
)
def test_wrong_usage(run: Run, arguments: list[str], message: str, code: int) -> None:
    """What cannot be done is said, with a code of its kind."""
    failed = run("ontology", *arguments)
    assert (failed.code, failed.out) == (code, "")
    assert message in failed.err
