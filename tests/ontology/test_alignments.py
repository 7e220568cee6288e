"""What the ontology is aligned to exists, and is of the same kind: a class with a class, a property with a property."""

from __future__ import annotations

import warnings

import pytest
import rdflib.namespace
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.namespace import DefinedNamespace

from careergraph.ontology.load import shipped

OWN = "https://w3id.org/careergraph"
ALIGNING = (
    *(RDFS.subClassOf, RDFS.subPropertyOf),
    *(SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch),
)
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
#: Terms that are younger than the list that rdflib has of their vocabulary.
YOUNGER = {"https://schema.org/StatisticalVariable"}
#: Vocabularies that rdflib does not know, and the terms of theirs that this project names: checked by reading.
READ = {
    "https://purl.org/ctdl/terms/": "ConditionProfile Job Occupation Task hasTask recommends requires",
    "https://purl.org/ctdlasn/terms/": "Competency",
    "http://purl.org/ASN/schema/core/": "ProgressionLevel hasProgressionLevel",
    "http://data.europa.eu/esco/model#": "Occupation Skill relatedEssentialSkill relatedOptionalSkill skillType",
    "http://www.w3.org/ns/oa#": "Annotation end exact hasBody hasTarget start",
}


@pytest.fixture
def ontology() -> Graph:
    """The ontology."""
    return Graph().parse(shipped("careergraph.ttl"), format="turtle")


def vocabularies() -> dict[str, type[DefinedNamespace]]:
    """The vocabularies whose terms rdflib lists, by their namespace."""
    listed = [each for each in vars(rdflib.namespace).values() if isinstance(each, type)]
    return {
        str(each._NS): each
        for each in listed
        if issubclass(each, DefinedNamespace) and each is not DefinedNamespace
    }


def unknown(terms: set[str]) -> set[str]:
    """Those terms that their vocabulary does not have, by rdflib's list or the one above."""
    known = {space: set(words.split()) for space, words in READ.items()}
    found = set()
    for term in terms:
        at = max(term.rfind("#"), term.rfind("/")) + 1
        space, local = term[:at], term[at:]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # rdflib warns of what is not there as well
            listed = known.get(space) or vocabularies().get(space, ())
            if local not in listed:
                found.add(term)
    return found - YOUNGER


@pytest.mark.parametrize("name", ["careergraph.ttl", "shapes.ttl", "examples.ttl"])
def test_every_term_of_another_vocabulary_exists(name: str) -> None:
    """Each property, class and aligned term of another vocabulary is one that the vocabulary has."""
    graph = Graph().parse(shipped(name), format="turtle")
    declared = {term for kind in (OWL.Class, *PROPERTIES) for term in graph.subjects(RDF.type, kind)}
    aligned = {term for how in ALIGNING for term in graph.objects(None, how)}
    used = {*graph.predicates(), *graph.objects(None, RDF.type), *declared, *aligned}
    terms = {str(term) for term in used if isinstance(term, URIRef) and not str(term).startswith(OWN)}
    skills = {term for term in terms if term.startswith("http://data.europa.eu/esco/skill/")}
    assert unknown(terms - skills) == set()


def test_a_term_that_is_not_there_is_found() -> None:
    """A misspelt term, and a vocabulary that nobody knows, do not pass."""
    wrong = {"http://www.w3.org/ns/org#Rôle", "https://schema.org/ocupation", "https://unknown.example/x"}
    assert unknown({*wrong, "http://www.w3.org/ns/org#Role"}) == wrong


def test_classes_are_aligned_to_classes_and_properties_to_properties(ontology: Graph) -> None:
    """No term is aligned to one of another kind; vocabularies write classes with a capital."""
    wrong = []
    for how in ALIGNING:
        for term, other in ontology.subject_objects(how):
            kinds = set(ontology.objects(term, RDF.type))
            if not str(term).startswith(OWN) or not kinds & {OWL.Class, *PROPERTIES}:
                continue
            local = str(other)[max(str(other).rfind("#"), str(other).rfind("/")) + 1 :]
            if (OWL.Class in kinds) != local[0].isupper():
                wrong.append((term, how, other))
    assert wrong == []
