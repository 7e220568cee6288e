"""The graph as files holds what the store holds, and stated and inferred facts stay apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph, Literal
from rdflib.compare import isomorphic
from rdflib.namespace import XSD

from careergraph.data.bundled import handbook
from careergraph.data.reader import read
from careergraph.export.rdf import of_share, serialize
from careergraph.graph.assemble import assemble
from careergraph.ontology.minting import Minter
from careergraph.ontology.moves import move_quads
from careergraph.ontology.triples import corpus_quads

if TYPE_CHECKING:
    from careergraph.export.rdf import Form, Share


def build() -> list[ox.Quad]:
    """The quads of a part of the bundled handbook, made anew."""
    corpus = read([handbook() / "job-families" / "finance"])
    minter = Minter(corpus)
    found = assemble(corpus, minter)
    return [*corpus_quads(corpus, minter, found.targets), *move_quads(found.moves, minter)]


@pytest.fixture(scope="module")
def quads() -> list[ox.Quad]:
    """The quads of a part of the bundled handbook."""
    return build()


def by_value(graph: Graph) -> Graph:
    """The graph with its decimals in one spelling: rdflib writes 8 as 8.0 in Turtle and TriG."""
    out = Graph()
    for subject, predicate, value in graph:
        decimal = isinstance(value, Literal) and value.datatype == XSD.decimal
        out.add((subject, predicate, Literal(float(value)) if decimal else value))
    return out


@pytest.mark.parametrize(("form", "name"), [("trig", "trig"), ("jsonld", "json-ld"), ("nquads", "nquads")])
def test_formats_with_graphs_lose_nothing(quads: list[ox.Quad], form: Form, name: str) -> None:
    """What rdflib reads from the file is, graph by graph, what was written."""
    found = Dataset(default_union=False)
    found.parse(data=serialize(quads, form), format=name)
    written = {quad.graph_name for quad in quads}
    assert len(written) > 1
    for graph in written:
        triples = (quad.triple for quad in quads if quad.graph_name == graph)
        lines = ox.serialize(set(triples), format=ox.RdfFormat.N_TRIPLES)
        assert lines
        expected = Graph().parse(data=lines, format="nt")
        there = found.default_graph if isinstance(graph, ox.DefaultGraph) else found.graph(graph.value)  # type: ignore[union-attr]  # no graph's name is blank
        assert isomorphic(by_value(expected), by_value(there))


@pytest.mark.parametrize(("form", "name"), [("turtle", "turtle"), ("xml", "xml"), ("ntriples", "nt")])
@pytest.mark.parametrize("share", ["stated", "inferred"])
def test_formats_of_one_graph_hold_one_share(
    quads: list[ox.Quad], form: Form, name: str, share: Share
) -> None:
    """Stated and inferred facts are written apart."""
    part = of_share(quads, share)
    found = Graph().parse(data=serialize(part, form), format=name)
    assert len(found) == len({quad.triple for quad in part}) > 0


def test_several_graphs_do_not_fit_into_one(quads: list[ox.Quad]) -> None:
    """A format of one graph refuses to mix stated and inferred facts."""
    with pytest.raises(ValueError, match="holds one graph"):
        serialize(quads, "turtle")


def test_the_same_pages_give_the_same_bytes(quads: list[ox.Quad]) -> None:
    """Two builds of the same pages differ in nothing."""
    assert serialize(quads, "nquads") == serialize(build(), "nquads")
