"""The ontology is in OWL 2 RL, and concludes what it should and no contradiction.

The conditions are those of the OWL 2 Structural Specification (§3, §5.8, §11.1), of its mapping to RDF (tables
4 to 17), and of OWL 2 Profiles §4.2, for the constructs that the ontology uses; whatever else it uses fails.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import owlrl
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef

from careergraph.ontology.load import shipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib.term import Node

CG = Namespace("https://w3id.org/careergraph#")
ORG = Namespace("http://www.w3.org/ns/org#")
CETERMS = Namespace("https://purl.org/ctdl/terms/")
PROV = Namespace("http://www.w3.org/ns/prov#")
SCHEMA = Namespace("https://schema.org/")
GOLDEN = Path(__file__).parents[1] / "golden" / "ontology.nq"
BASE = "https://careers.example/"

KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual}
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
RESERVED = tuple(str(term).rpartition("#")[0] for term in (RDF.type, RDFS.label, OWL.Class, XSD.string))
# Table 5 of the structural specification.
ANNOTATIONS = {
    *(RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy),
    *(OWL.versionInfo, OWL.deprecated, OWL.priorVersion, OWL.backwardCompatibleWith, OWL.incompatibleWith),
}
# OWL 2 Profiles §4.2.1, of the datatypes that may come up here.
DATATYPES = {
    *(RDF.langString, RDFS.Literal, XSD.string, XSD.boolean, XSD.decimal, XSD.integer),
    *(XSD.nonNegativeInteger, XSD.anyURI, XSD.dateTime, XSD.dateTimeStamp, XSD.hexBinary),
}


@pytest.fixture
def ontology() -> Graph:
    """The ontology."""
    return Graph().parse(shipped("careergraph.ttl"), format="turtle")


class Profile:
    """The terms that an ontology declares, and whether its axioms are of the profile."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._of = {kind: set(graph.subjects(RDF.type, kind)) for kind in KINDS}
        self._classes = self._of[OWL.Class]
        self._objects, self._data, self._notes = (self._of[kind] for kind in PROPERTIES)
        self._headers = set(graph.subjects(RDF.type, OWL.Ontology))
        self._axioms: dict[Node, Callable[[Node, Node], bool]] = {
            RDF.type: self._type,
            RDFS.subClassOf: lambda s, o: s in self._classes and o in self._classes,
            RDFS.subPropertyOf: lambda s, o: any({s, o} <= self._of[kind] for kind in PROPERTIES),
            RDFS.domain: lambda s, o: s in self._objects | self._data and o in self._classes,
            RDFS.range: lambda s, o: (
                o in self._classes if s in self._objects else s in self._data and o in DATATYPES
            ),
            OWL.versionIRI: lambda s, _: s in self._headers,
        }

    def outside(self) -> set[str]:
        """What is not in the part of OWL 2 RL that is known here."""
        wrong = {f"{s} {p} {o}" for s, p, o in self._graph if not self._fits(s, p, o)}
        wrong |= {
            f"two kinds: {term}" for a, b in combinations(PROPERTIES, 2) for term in self._of[a] & self._of[b]
        }
        wrong |= {
            f"reserved: {t}" for terms in self._of.values() for t in terms if str(t).startswith(RESERVED)
        }
        return wrong if len(self._headers) == 1 else wrong | {"not one header"}

    def _fits(self, s: Node, p: Node, o: Node) -> bool:
        if isinstance(s, BNode) or isinstance(o, BNode):
            return False  # no class expression is used
        if isinstance(o, Literal) and (o.datatype or XSD.string) not in DATATYPES and not o.language:
            return False
        if p in self._axioms:
            return self._axioms[p](s, o)
        if p in self._objects | self._data:
            return isinstance(o, Literal) == (p in self._data)
        return p in self._notes | ANNOTATIONS

    def _type(self, s: Node, o: Node) -> bool:
        if o == OWL.FunctionalProperty:
            return s in self._objects | self._data
        return o in KINDS | {OWL.Ontology} or o in self._classes


def outside_owl2rl(graph: Graph) -> set[str]:
    """What of an ontology is not in the part of OWL 2 RL that is known here."""
    return Profile(graph).outside()


def test_the_ontology_is_in_owl_2_rl(ontology: Graph) -> None:
    """Each triple is a declaration, axiom or annotation that the profile allows, of terms that are declared."""
    assert outside_owl2rl(ontology) == set()


@pytest.mark.parametrize(
    "turtle",
    [
        "cg:grade rdfs:domain [ a owl:Class ; owl:unionOf ( cg:Role cg:JobFamily ) ] .",
        "cg:grade a owl:DatatypeProperty .",
        "cg:Role rdfs:subClassOf <urn:not-declared> .",
        "cg:rank rdfs:subPropertyOf cg:grade .",
        "rdf:Statement a owl:Class .",
        'cg:Role <http://purl.org/dc/terms/created> "2026-11-23"^^xsd:date .',
        "cg:rank rdfs:range xsd:float .",
        "cg:Role cg:notDeclared cg:Grade .",
        "cg:Role owl:disjointUnionOf ( cg:Grade ) .",
        'cg:Tracks skos:inScheme "tracks" .',
    ],
)
def test_what_is_outside_is_found(ontology: Graph, turtle: str) -> None:
    """An axiom that the profile does not allow, or a term of two kinds, does not pass."""
    prefixes = "".join(f"@prefix {name}: <{space}> ." for name, space in ontology.namespaces())
    ontology.parse(data=prefixes + turtle, format="turtle")
    assert outside_owl2rl(ontology) != set()


def closure(graph: Graph) -> list[str]:
    """Add to a graph all that the rules of OWL 2 RL conclude; the contradictions found."""
    semantics = owlrl.OWLRL_Semantics(graph, axioms=False, daxioms=False, rdfs=False)
    semantics.closure()
    return list(semantics.error_messages)


def test_a_graph_is_consistent_and_concludes_what_it_should(ontology: Graph) -> None:
    """With a graph that has one of everything, the rules of OWL 2 RL find no contradiction."""
    graph = ontology + Graph().parse(data=_triples(), format="nt")
    assert closure(graph) == []
    role = URIRef(f"{BASE}writing/technical-writer#technical-writer")
    line = URIRef(f"{BASE}page/writing/technical-writer/index.html.md#L10")
    mention = URIRef(f"{BASE}writing/technical-writer#L17-requirement-skill-1")
    for node, kind in (
        *((role, ORG.Role), (role, CETERMS.Job), (role, CG.Role)),
        *((line, CG.SourceLine), (line, PROV.Entity), (mention, CG.SkillMention)),
    ):
        assert (node, RDF.type, kind) in graph
    assert (role, SCHEMA.skills, None) in graph
    assert (role, CG.hasItem, None) in graph
    # What is near to a term of another vocabulary does not become one of its instances.
    for kind in (SCHEMA.Occupation, CETERMS.Occupation, ORG.Post, SKOS.Collection):
        assert (None, RDF.type, kind) not in graph
    # A statement that says on what it rests is no move.
    statements = set(graph.subjects(RDF.type, RDF.Statement))
    assert statements & set(graph.subjects(CG.basis))
    assert not statements & set(graph.subjects(RDF.type, CG.Move))
    # A line or item is no role, whatever it is linked to.
    assert not set(graph.subjects(RDF.type, CG.Role)) & set(graph.subjects(RDF.type, CG.Item))


def test_contradictions_are_found(ontology: Graph) -> None:
    """A statement that contradicts the ontology is one for the rules, too."""
    ontology.add((CG.Role, OWL.disjointWith, CG.Grade))
    ontology.add((URIRef("urn:x"), CG.grade, URIRef("urn:x")))
    assert closure(ontology)


def _triples() -> str:
    """The golden graph without the names of its graphs."""
    from pyoxigraph import RdfFormat, parse, serialize  # noqa: PLC0415 -- rdflib is what else is used here

    triples = {quad.triple for quad in parse(path=str(GOLDEN))}
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
