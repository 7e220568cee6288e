"""The page on the ontology: generated, and all of its examples and queries work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

from careergraph.ontology import generate_docs, generate_namespaces
from careergraph.ontology.describing import BASE, Description
from careergraph.ontology.load import shipped
from careergraph.ontology.validate import validate

ROOT = Path(__file__).parents[2]
DOC = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sparql\n(.*?)```", DOC, flags=re.DOTALL)
EXAMPLES = re.findall(r"#### cg:(\w+)\n.*?```turtle\n(.*?)```", DOC, flags=re.DOTALL)


def test_the_page_is_generated(capsys: pytest.CaptureFixture[str]) -> None:
    """The page in the repository is what the generator makes of the ontology now."""
    assert generate_docs.page((ROOT / "docs" / "ontology.in.md").read_text(encoding="utf-8")) == DOC
    assert generate_docs.main(["--check"]) == 0
    assert capsys.readouterr().err == ""


def test_a_stale_page_is_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page that is not up to date fails the check, and is not written by it."""
    stale = tmp_path / "ontology.md"
    stale.write_text("# The ontology\n", encoding="utf-8")
    monkeypatch.setattr(generate_docs, "TARGET", stale)
    assert generate_docs.main(["--check"]) == 1
    assert "run this without --check" in capsys.readouterr().err
    assert stale.read_text(encoding="utf-8") == "# The ontology\n"
    assert generate_docs.main([]) == 0
    assert generate_docs.main(["--check"]) == 0
    assert generate_docs.main(["--chekc"]) == 2


def test_every_term_is_described() -> None:
    """The page has a part for each term of the ontology and no other, in the order of the ontology."""
    described = [name for name, _ in EXAMPLES]
    assert sorted(described) == sorted(generate_namespaces.terms()["CG"])
    assert described == list(Description.read().terms)


def test_examples_conform() -> None:
    """The graph that the examples are from fits every shape, without even a warning."""
    report = validate(parse(shipped("examples.ttl"), format=RdfFormat.TURTLE))
    assert report.violations == ()


def test_examples_are_parts_of_that_graph_and_use_their_term() -> None:
    """Each example is Turtle that says what the graph (or the ontology) says, with the term or a narrower one."""
    prefixes = "".join(
        f"{line}\n" for line in shipped("careergraph.ttl").decode().splitlines() if line[:7] == "@prefix"
    )
    known = {
        quad.triple
        for name in ("examples.ttl", "careergraph.ttl")
        for quad in parse(shipped(name), format=RdfFormat.TURTLE, base_iri=BASE)
    }
    without = []
    for name, turtle in EXAMPLES:
        triples = {
            quad.triple for quad in parse(f"@base <{BASE}> .\n{prefixes}{turtle}", format=RdfFormat.TURTLE)
        }
        assert triples
        assert triples <= known, name
        if not re.search(rf"cg:{name}\b", turtle):
            without.append(name)
    assert without == ["Item", "hasItem"]  # graphs hold the narrower ones


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Role", "- is a: `org:Role`, `ceterms:Job`"),
        ("Role", "- related to: `org:Post`, `schema:Occupation`, `schema:JobPosting`"),
        ("grade", "- of: `cg:Role`\n- takes: `cg:Grade`"),
        ("hasNiceToHave", "- of: `cg:Role` or `cg:JobFamily` or `cg:Specialty` or `cg:Segment`"),
        ("Grade", "- close to: `asn:ProgressionLevel`"),
        ("Segment", "- no counterpart: "),
        ("PerformanceIndicator", "- see also: <http://w3id.org/kpionto>"),
    ],
)
def test_parts_of_terms(name: str, part: str) -> None:
    """A term says what it is, what it takes and what it is near to, or that nothing fits."""
    described = DOC.partition(f"#### cg:{name}\n")[2].partition("####")[0]
    assert part in described


def test_the_diagram_has_the_main_classes() -> None:
    """The diagram is Mermaid, and joins classes by properties of the ontology."""
    drawn = DOC.partition("```mermaid\n")[2].partition("```")[0].splitlines()
    assert drawn[0] == "classDiagram"
    assert "  Role --> Grade : grade" in drawn
    assert "  Item <|-- Requirement" in drawn


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_queries_answer(query: str) -> None:
    """Each query of the page finds something in a graph that holds one of everything."""
    store = Store()
    store.load(path=str(ROOT / "tests" / "golden" / "ontology.nq"))
    assert list(store.query(query, use_default_graph_as_union=True))


def test_there_are_queries() -> None:
    """The page has the queries that the test above is about."""
    assert len(QUERIES) == 5
