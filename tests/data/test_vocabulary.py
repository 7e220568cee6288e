"""The bundled vocabulary of skills is what its shapes and its editors promise."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from pyshacl import validate
from rdflib import Graph, Literal, Namespace
from rdflib.namespace import RDF, SKOS

from careergraph.data.bundled import vocabulary

if TYPE_CHECKING:
    from pathlib import Path

SKILL = Namespace("https://w3id.org/careergraph/skills/")


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The vocabulary."""
    return Graph().parse(vocabulary())


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """Its shapes."""
    return Graph().parse(vocabulary().with_name("shapes.ttl"))


def conforms(graph: Graph, shapes: Graph) -> tuple[bool, str]:
    """Whether a graph keeps the shapes, and the report."""
    keeps, _, report = validate(graph, shacl_graph=shapes, advanced=True, inplace=False)
    return bool(keeps), str(report)


def test_it_keeps_its_shapes(graph: Graph, shapes: Graph) -> None:
    """One preferred label a language, no label shared unless declared ambiguous, no circles, all reachable."""
    keeps, report = conforms(graph, shapes)
    assert keeps, report


@pytest.mark.parametrize(
    ("triple", "told"),
    [
        ((SKILL.python, SKOS.prefLabel, Literal("Another name", lang="en")), "prefLabel"),
        ((SKILL.python, SKOS.altLabel, Literal("Kubernetes", lang="en")), "label"),
        ((SKILL.newcomer, RDF.type, SKOS.Concept), "prefLabel"),
    ],
)
def test_the_shapes_catch_faults(graph: Graph, shapes: Graph, triple: tuple[object, ...], told: str) -> None:
    """A second preferred label, a label of another concept, a concept without a label are told."""
    broken = graph + Graph()
    broken.add(triple)  # type: ignore[arg-type]  # terms of different kinds
    keeps, report = conforms(broken, shapes)
    assert not keeps
    assert told in report


def test_it_is_large_enough(graph: Graph) -> None:
    """At least 600 concepts, at least 300 of them matched to ESCO."""
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) >= 600
    matched = {s for p in (SKOS.exactMatch, SKOS.closeMatch) for s, _ in graph.subject_objects(p)}
    assert len(matched) >= 300


def test_matches_are_skills_of_esco(graph: Graph, shared: Path) -> None:
    """Every match is a skill of the published classification."""
    with zipfile.ZipFile(shared / "esco" / "ESCO-v1.1.1-classification-en-csv.zip") as archive:
        name = next(name for name in archive.namelist() if name.endswith("skills_en.csv"))
        with archive.open(name) as file:
            rows = csv.DictReader(io.TextIOWrapper(file, "utf-8"))
            known = {row["conceptUri"] for row in rows}
    matches = {
        str(o) for p in (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch) for o in graph.objects(None, p)
    }
    assert matches - known == set()
