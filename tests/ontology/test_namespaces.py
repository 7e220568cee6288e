"""The ontology file, and the namespaces that are generated from it."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from careergraph.ontology import generate_namespaces as generator
from careergraph.ontology import namespaces
from careergraph.ontology.load import shipped
from careergraph.ontology.namespaces import CG, RDF, RDFS, SKOS

OWN = "https://w3id.org/careergraph#"
OWL = "http://www.w3.org/2002/07/owl#"


@pytest.fixture(scope="module")
def ontology() -> set[tuple[str, str, str]]:
    """The ontology's triples."""
    return {
        (str(quad.subject), quad.predicate.value, getattr(quad.object, "value", str(quad.object)))
        for quad in parse(shipped("careergraph.ttl"), format=RdfFormat.TURTLE)
    }


def test_namespaces_are_generated(capsys: pytest.CaptureFixture[str]) -> None:
    """The classes in the repository are what the generator makes of the ontology now."""
    assert generator.source(generator.terms()) == generator.TARGET.read_text(encoding="utf-8")
    assert generator.main(["--check"]) == 0
    assert capsys.readouterr().err == ""


def test_stale_namespaces_are_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that lacks a term fails the check, and is not written by it."""
    stale = tmp_path / "namespaces.py"
    stale.write_text("class CG: ...\n", encoding="utf-8")
    monkeypatch.setattr(generator, "TARGET", stale)
    assert generator.main(["--check"]) == 1
    assert "run this without --check" in capsys.readouterr().err
    assert stale.read_text(encoding="utf-8") == "class CG: ...\n"
    assert generator.main([]) == 0
    assert generator.main(["--check"]) == 0


def test_misspelt_term() -> None:
    """A term that the ontology does not declare is no attribute."""
    with pytest.raises(AttributeError):
        _ = CG.Roel  # type: ignore[attr-defined]


def test_keyword_terms() -> None:
    """The property whose name is a Python keyword is reached with an underscore."""
    assert CG.from_ == NamedNode(OWN + "from")


def test_every_own_term_is_described(ontology: set[tuple[str, str, str]]) -> None:
    """Each term of the project's own has one label and one definition."""
    for local in generator.terms()["CG"]:
        for predicate in (RDFS.label, SKOS.definition):
            found = [o for s, p, o in ontology if s == f"<{OWN}{local}>" and p == predicate.value]
            assert len(found) == 1, (local, predicate)


def test_every_mentioned_term_is_declared(ontology: set[tuple[str, str, str]]) -> None:
    """Neither the ontology nor the shapes mention a term of the project's own that is not declared."""
    declared = {OWN + local for local in generator.terms()["CG"]}
    mentioned = {term.strip("<>") for triple in ontology for term in triple}
    shapes = shipped("shapes.ttl").decode()
    mentioned |= {OWN + local for local in re.findall(r"\bcg:(\w+)", shapes)}
    assert {term for term in mentioned if term.startswith(OWN) and term != OWN} <= declared


def test_every_property_says_what_it_takes(ontology: set[tuple[str, str, str]]) -> None:
    """Each property has a range, of its own or by the property that it is part of."""
    kinds = {f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty"}
    properties = {s for s, p, o in ontology if p == RDF.type.value and o in kinds and OWN in s}
    ranged = {s for s, p, _ in ontology if p.endswith(("#range", "/rangeIncludes"))}
    inheriting = {s for s, p, o in ontology if p.endswith("#subPropertyOf") and OWN in o}
    with_or_without_language = {str(CG.ambiguousLabel), str(CG.contextLabel)}
    assert properties - ranged - inheriting == with_or_without_language


def test_header(ontology: set[tuple[str, str, str]]) -> None:
    """The ontology says what it is, whose, which version, under which licence and prefix."""
    said = {p: o for s, p, o in ontology if s == f"<{OWN.removesuffix('#')}>"}
    local = {predicate.rpartition("/")[2].rpartition("#")[2] for predicate in said}
    assert local >= {
        *("title", "description", "creator", "license", "created", "modified"),
        *("versionIRI", "versionInfo", "preferredNamespacePrefix", "preferredNamespaceUri"),
    }
    assert said[f"{OWL}versionIRI"] == f"{OWN.removesuffix('#')}/{said[f'{OWL}versionInfo']}"
    assert said["http://purl.org/vocab/vann/preferredNamespaceUri"] == OWN


def test_every_own_term_says_where_it_is_defined(ontology: set[tuple[str, str, str]]) -> None:
    """Each term of the project's own leads to the ontology."""
    leading = {
        s.strip("<>") for s, p, o in ontology if p.endswith("isDefinedBy") and o == OWN.removesuffix("#")
    }
    assert leading == {OWN + local for local in generator.terms()["CG"]}


def test_every_own_term_is_aligned_or_says_why_not(ontology: set[tuple[str, str, str]]) -> None:
    """Each term leads to one of another vocabulary or has a note that nothing fits."""
    aligning = ("#subClassOf", "#subPropertyOf", "Match")
    for local in generator.terms()["CG"]:
        subject = f"<{OWN}{local}>"
        aligned = [o for s, p, o in ontology if s == subject and p.endswith(aligning) and OWN not in o]
        notes = [
            o for s, p, o in ontology if s == subject and p == "http://www.w3.org/2004/02/skos/core#note"
        ]
        assert aligned or notes, local
        assert all(note.startswith("No counterpart: ") for note in notes), local


def test_no_vocabulary_is_forgotten() -> None:
    """Each vocabulary of the generator is a class of the module."""
    assert set(generator.VOCABULARIES) <= set(vars(namespaces))
