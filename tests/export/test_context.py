"""The graph as JSON-LD by the shipped context: pleasant to read, and the same graph."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset
from rdflib.compare import isomorphic

from careergraph.export.context import compact
from careergraph.ontology import generate_namespaces as generator
from careergraph.ontology.load import shipped

GOLDEN = Path(__file__).parents[1] / "golden" / "ontology.nq"
BASE = "https://careers.example/"
CG = "https://w3id.org/careergraph#"


def expanded(document: str) -> set[ox.Quad]:
    """The quads of a JSON-LD document."""
    return set(ox.parse(document, format=ox.RdfFormat.JSON_LD))


@pytest.fixture(scope="module")
def golden() -> list[ox.Quad]:
    """A graph with one of everything."""
    return sorted(ox.parse(path=str(GOLDEN)), key=str)


def node(document: str, address: str) -> Any:
    """A node of the default graph."""
    return next(each for each in json.loads(document)["@graph"] if each["id"] == address)


@pytest.mark.parametrize(
    "base", [BASE, "", "https://careers.example/writing/", "urn:example:", "https://careers.example/writing"]
)
def test_nothing_is_lost(golden: list[ox.Quad], base: str) -> None:
    """What is expanded from the document is what was written, graph by graph, whatever the base."""
    assert expanded(compact(golden, base)) == set(golden)


def test_another_processor_agrees(golden: list[ox.Quad]) -> None:
    """Also rdflib reads the same graph from it."""
    ours, theirs = Dataset(default_union=False), Dataset(default_union=False)
    ours.parse(data=compact(golden, BASE), format="json-ld")
    theirs.parse(data=ox.serialize(golden, format=ox.RdfFormat.N_QUADS), format="nquads")
    assert {g.identifier for g in ours.graphs() if len(g)} == {
        g.identifier for g in theirs.graphs() if len(g)
    }
    for graph in theirs.graphs():
        assert isomorphic(ours.graph(graph.identifier), graph)


def test_it_reads_as_plain_json(golden: list[ox.Quad]) -> None:
    """A role has short keys, relative addresses, and lists where there may be several."""
    role = node(compact(golden, BASE), "writing/technical-writer#technical-writer")
    assert role["type"] == ["Role"]
    assert role["title"] == "Technical Writer"
    assert role["inFamily"] == "writing/technical-writer"
    assert role["grade"] == ["grade/6"]
    assert role["reportsTo"] == ["writing/editor#managing-editor"]
    assert all(key.isalpha() for key in role)
    line = node(compact(golden, BASE), "page/writing/technical-writer/index.html.md#L10")
    assert line["line"] == 10
    assert node(compact(golden, BASE), "grade/07.5")["rank"] == "7.5"  # a JSON number would be a double
    # A colon could be taken for a prefix's, so the address stays whole.
    move = f"{BASE}move/stated/writing/technical-writer:technical-writer--writing/editor:managing-editor--next-family"
    assert node(compact(golden, BASE), move)["kind"] == "NextFamily"


def test_stated_and_inferred_stay_apart(golden: list[ox.Quad]) -> None:
    """Each named graph is an object of its own."""
    graphs = [each["id"] for each in json.loads(compact(golden, BASE))["@graph"] if "@graph" in each]
    assert sorted(graphs) == ["graph/findings", "graph/inferred", "graph/skills"]


def test_every_term_has_a_short_name() -> None:
    """The context knows each term of the ontology, by its local name."""
    context = json.loads(shipped("context.jsonld"))["@context"]
    known = {
        name: said["@id"] if isinstance(said, dict) else said
        for name, said in context.items()
        if name[0] != "@"
    }
    for local in generator.terms()["CG"]:
        assert known[local] == f"cg:{local}"


def test_properties_of_nodes_hold_addresses() -> None:
    """A property is coerced to what its range says."""
    context = json.loads(shipped("context.jsonld"))["@context"]
    for quad in ox.parse(shipped("careergraph.ttl"), format=ox.RdfFormat.TURTLE):
        kind = str(quad.object).strip("<>").rpartition("#")[2]
        if str(quad.subject).startswith(f"<{CG}") and kind in ("ObjectProperty", "DatatypeProperty"):
            said = context[str(quad.subject).strip("<>").removeprefix(CG)]
            coerced = said.get("@type", "") if isinstance(said, dict) else ""
            assert (coerced in ("@id", "@vocab")) == (kind == "ObjectProperty"), quad.subject


IRIS = st.sampled_from(
    [
        f"{BASE}a",
        f"{BASE}a/b#c",
        f"{BASE}a:b",
        f"{BASE}../x",
        f"{BASE}a/./b",
        f"{BASE}#x",
        BASE,
        f"{BASE}?q",
        f"{BASE}a?b#c",
        f"{BASE}//x",
        f"{BASE}cg",
        f"{BASE}%20",
        f"{BASE}@id",
        f"{BASE}@a",
        f"{CG}Promotion",
        f"{CG}grade",
        "urn:x:y",
        "https://elsewhere.example/",
    ]
).map(ox.NamedNode)
LITERALS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=8).map(ox.Literal),
    st.text(max_size=3, alphabet="ab").map(lambda text: ox.Literal(text, language="en-gb")),
    st.sampled_from(["0", "-0", "07", "7", "1" * 30, "true", "x", "7.50"]).flatmap(
        lambda text: st.sampled_from(["integer", "decimal", "boolean", "date", "double"]).map(
            lambda kind: ox.Literal(text, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}"))
        )
    ),
)
PREDICATES = st.sampled_from(
    [
        f"{CG}grade",
        f"{CG}kind",
        f"{CG}rank",
        f"{CG}line",
        f"{CG}text",
        f"{CG}isKey",
        f"{CG}unknown",
        "urn:x:p",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#object",
    ]
).map(ox.NamedNode)
NODES = IRIS | st.sampled_from("ab").map(ox.BlankNode)
QUADS = st.builds(ox.Quad, NODES, PREDICATES, NODES | LITERALS, IRIS | st.just(ox.DefaultGraph()))


@given(st.lists(QUADS, max_size=12), st.sampled_from([BASE, ""]))
def test_any_graph_comes_back(quads: list[ox.Quad], base: str) -> None:
    """Whatever stands in a graph, also what no build writes, is the same after compaction and expansion."""
    ours, theirs = ox.Dataset(expanded(compact(quads, base))), ox.Dataset(quads)
    ours.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    theirs.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert set(ours) == set(theirs)
