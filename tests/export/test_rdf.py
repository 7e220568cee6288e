"""The graph as files holds what the store holds, and stated and inferred facts stay apart."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset, Graph, Literal
from rdflib.compare import isomorphic
from rdflib.namespace import XSD

from careergraph.data.bundled import handbook
from careergraph.data.reader import read
from careergraph.export.families import of_families
from careergraph.export.rdf import _FORMATS, FormatError, of_share, serialize
from careergraph.graph.assemble import assemble
from careergraph.ontology.minting import Minter
from careergraph.ontology.moves import move_quads
from careergraph.ontology.namespaces import CG
from careergraph.ontology.triples import corpus_quads

if TYPE_CHECKING:
    from careergraph.export.rdf import Form, Share


RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


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
    """The graph with its decimals in one spelling: rdflib reads 8 as 8.0."""
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


@pytest.mark.parametrize(("form", "name"), [("turtle", "turtle"), ("rdfxml", "xml"), ("ntriples", "nt")])
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


@pytest.mark.parametrize("form", ["nquads", "trig", "jsonld"])
def test_the_same_pages_give_the_same_bytes(quads: list[ox.Quad], form: Form) -> None:
    """Two builds of the same pages differ in nothing, whatever order their quads come in."""
    again = build()
    random.Random(7).shuffle(again)  # noqa: S311 - any order will do
    assert serialize(quads, form) == serialize(again, form)


def test_each_subject_is_one_block(quads: list[ox.Quad]) -> None:
    """Turtle is written with prefixes, a subject once, its class first."""
    text = serialize(of_share(quads, "stated"), "turtle").decode()
    blocks = [line for line in text.splitlines() if line.startswith("<")]
    assert len(blocks) == len({block.split()[0] for block in blocks}) > 10
    assert "@prefix cg: <https://w3id.org/careergraph#> ." in text
    role = next(block for block in blocks if block.endswith(" a cg:Role ;"))
    assert role


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@given(st.lists(TEXTS, min_size=1, max_size=5))
@pytest.mark.parametrize("form", ["nquads", "trig", "jsonld", "turtle", "ntriples", "rdfxml"])
def test_any_text_comes_back(form: Form, texts: list[str]) -> None:
    """Whatever a page says is read back to the letter, or the format says that it cannot hold it."""
    node = ox.NamedNode("http://a/b")
    quads = [ox.Quad(node, node, ox.Literal(text)) for text in texts]
    try:
        written = serialize(quads, form)
    except FormatError:
        assert form == "rdfxml"
        return
    read = {quad.object.value for quad in ox.parse(written, format=_FORMATS[form])}  # type: ignore[union-attr]
    assert read == set(texts)


def test_a_family_alone(quads: list[ox.Quad]) -> None:
    """A part holds the family's roles whole, and no item of another one; every node it names is told by name."""
    store = ox.Store()
    store.extend(quads)
    families = sorted(quad.subject.value for quad in store.quads_for_pattern(None, RDF_TYPE, CG.JobFamily))  # type: ignore[union-attr]
    for family in families:
        part = ox.Store()
        part.extend(of_families(store, [family]))
        own = {quad.subject for quad in store.quads_for_pattern(None, CG.inFamily, ox.NamedNode(family))}
        assert own
        for node in (*own, ox.NamedNode(family)):
            assert set(part.quads_for_pattern(node, None, None)) == set(
                store.quads_for_pattern(node, None, None)
            )
            for end in (CG.from_, CG.to):
                assert set(part.quads_for_pattern(None, end, node)) == set(
                    store.quads_for_pattern(None, end, node)
                )
        assert len(part) < len(store)
        for quad in part:
            described = isinstance(quad.object, ox.NamedNode) and any(
                store.quads_for_pattern(quad.object, None, None)
            )
            assert not described or any(part.quads_for_pattern(quad.object, None, None))  # type: ignore[arg-type]
