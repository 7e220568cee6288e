"""A path as a CTDL pathway: its parts in order, the destination, and who says so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from rdflib import Graph

from careergraph.export.pathway import pathways
from careergraph.graph.effort import effort
from careergraph.graph.nodes import Move, Node
from careergraph.graph.paths import Path
from careergraph.graph.steps import Step

if TYPE_CHECKING:
    from careergraph.graph.nodes import Basis

PREFIXES = """
PREFIX ceterms: <https://purl.org/ctdl/terms/>
PREFIX cg: <https://w3id.org/careergraph#>
PREFIX prov: <http://www.w3.org/ns/prov#>
"""
JUNIOR, SENIOR, LEAD = (
    Node(f"https://careers.example/{name.lower()}", "role", name, citations=(("a.md", line),))
    for line, name in ((3, "Junior"), (9, "Senior"), (20, "Lead"))
)


def step(source: Node, target: Node, basis: Basis, *others: Move) -> Step:
    """A promotion that a sentence states, or a rule infers or suggests."""
    stated = basis == "stated"
    move = Move(
        f"{source.iri}--{target.title.lower()}-{basis}",
        source.iri,
        target.iri,
        "change of track" if target is LEAD else "promotion",
        basis,
        (f"Next is {target.title}.",) if stated else (),
        "" if stated else "next-level",
        (("a.md", 5),),
    )
    return Step(source, target, move, others, effort(source, target, move, 0.5))


@pytest.fixture
def path() -> Path:
    """Two steps, stated and inferred."""
    return Path(JUNIOR, (step(JUNIOR, SENIOR, "stated"), step(SENIOR, LEAD, "inferred")))


def graph(document: str) -> Graph:
    """What rdflib reads from a document."""
    return Graph().parse(data=document, format="json-ld")


def test_parts_follow_each_other_to_the_destination(path: Path) -> None:
    """From the start, each component precedes the next; the last one is the destination."""
    found = graph(pathways([path])).query(
        PREFIXES
        + """SELECT ?pathway ?start ?middle ?end WHERE {
            ?pathway a ceterms:Pathway ; ceterms:hasDestinationComponent ?last ; ceterms:hasPart ?first , ?last .
            ?first a ceterms:JobComponent ; ceterms:precedes/ceterms:precedes ?last ; ceterms:proxyFor ?start ;
                ceterms:precedes/ceterms:proxyFor ?middle .
            ?last ceterms:proxyFor ?end ; ceterms:isPartOf ?pathway .
            FILTER NOT EXISTS { ?last ceterms:precedes ?other }
        }"""
    )
    assert [tuple(map(str, row[1:])) for row in found] == [(JUNIOR.iri, SENIOR.iri, LEAD.iri)]


def test_each_step_says_who_says_so(path: Path) -> None:
    """Between each two roles stands the move of the graph: kind, basis, sentence or rule, file and line."""
    found = graph(pathways([path])).query(
        PREFIXES
        + """SELECT ?kind ?basis ?why ?file ?line WHERE {
            ?one ceterms:precedes ?two . ?one ceterms:proxyFor ?source . ?two ceterms:proxyFor ?target .
            ?move a cg:Move ; cg:from ?source ; cg:to ?target ; cg:kind ?kind ; cg:basis ?basis ;
                cg:sentence|cg:rule ?why ; prov:wasDerivedFrom [ cg:line ?line ; cg:page/cg:path ?file ] .
        } ORDER BY ?basis"""
    )
    rows = [tuple(str(value).rpartition("#")[2] for value in row) for row in found]
    assert rows == [
        ("ChangeOfTrack", "Inferred", "next-level", "a.md", "5"),
        ("Promotion", "Stated", "Next is Senior.", "a.md", "5"),
    ]


def test_it_is_readable(path: Path) -> None:
    """Names and what each step rests on can be read without any processor."""
    pathway, *components = json.loads(pathways([path]))["@graph"][:4]
    assert pathway["ceterms:name"] == "From Junior to Lead"
    assert pathway["ceterms:description"] == "Steps: 1 stated, 1 inferred."
    assert [each["ceterms:name"] for each in components] == ["Junior", "Senior", "Lead"]
    assert components[1]["ceterms:description"] == "Promotion, stated: “Next is Senior.” (a.md:5)"


def test_suggestions_are_no_moves_of_the_graph() -> None:
    """A step that likeness suggests is told in words; nothing says that it is stated or inferred."""
    document = pathways([Path(JUNIOR, (step(JUNIOR, SENIOR, "suggested"),))])
    assert "suggested: by the rule next-level" in document
    assert "cg:Move" not in document


def test_other_moves_of_a_step_are_kept(path: Path) -> None:
    """Where a page states and a rule infers the same step, both are in the document."""
    other = step(JUNIOR, SENIOR, "inferred").move
    document = pathways([Path(JUNIOR, (step(JUNIOR, SENIOR, "stated", other),))])
    assert other.iri in {each["@id"] for each in json.loads(document)["@graph"]}
    assert other.iri not in pathways([path])


def test_a_path_without_steps() -> None:
    """Where start and end are the same, the pathway has one component, which is the destination."""
    pathway, component, *_ = json.loads(pathways([Path(JUNIOR, ())]))["@graph"]
    assert pathway["ceterms:hasPart"] == [component["@id"]] == [pathway["ceterms:hasDestinationComponent"]]


def test_several_paths(path: Path) -> None:
    """Each path is a pathway of its own; what they share is there once."""
    objects = json.loads(pathways([path, Path(JUNIOR, (step(JUNIOR, LEAD, "stated"),))]))["@graph"]
    names = [each["@id"] for each in objects]
    assert len(names) == len(set(names))
    assert sum(each["@type"] == "ceterms:Pathway" for each in objects) == 2


def test_nothing_is_fetched(path: Path) -> None:
    """The context stands in the document, so that a reader without the network understands it."""
    document = pathways([path])
    assert isinstance(json.loads(document)["@context"], dict)
    assert list(ox.parse(document, format=ox.RdfFormat.JSON_LD))
