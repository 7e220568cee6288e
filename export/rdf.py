"""The graph as RDF files that other tools read, and that `graph.importing` reads back.

Statements are sorted: the same pages give the same file, byte for byte, and each subject is one block.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox

from careergraph.data.errors import CareergraphError

from .context import compact

if TYPE_CHECKING:
    from collections.abc import Iterable

Form = Literal["nquads", "trig", "jsonld", "turtle", "ntriples", "rdfxml"]
Share = Literal["all", "stated", "inferred", "findings", "skills"]

#: Formats that hold several graphs, so that stated and inferred facts stay apart.
WITH_GRAPHS: frozenset[Form] = frozenset({"nquads", "trig", "jsonld"})
#: Suffix of a file name → format.
SUFFIXES: dict[str, Form] = {
    ".nq": "nquads",
    ".trig": "trig",
    ".jsonld": "jsonld",
    ".ttl": "turtle",
    ".nt": "ntriples",
    ".rdf": "rdfxml",
    ".xml": "rdfxml",
}
_FORMATS: dict[Form, ox.RdfFormat] = {
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_PREFIXES = {
    "cg": "https://w3id.org/careergraph#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_TYPE = f"{_PREFIXES['rdf']}type"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class FormatError(CareergraphError):
    """A text that a format cannot hold; ``text`` is the text."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"RDF/XML cannot hold the control characters of {text[:60]!r}; choose another --format"
        )
        self.text = text


def of_share(quads: Iterable[ox.Quad], share: Share) -> list[ox.Quad]:
    """The quads of a build that belong to one share of it.

    "stated" is the default graph: what pages state. The others are the named graphs that end in their name.
    """
    if share == "all":
        return list(quads)
    if share == "stated":
        return [quad for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)]
    end = f"graph/{share}"
    return [q for q in quads if isinstance(q.graph_name, ox.NamedNode) and q.graph_name.value.endswith(end)]


def serialize(quads: Iterable[ox.Quad], form: Form, base: str = "") -> bytes:
    """The quads in an RDF format, as UTF-8.

    Args:
        quads: of one graph only where the format holds one (see `WITH_GRAPHS`).
        form: the format.
        base: what IRIs start with; JSON-LD makes them relative to it.

    Raises:
        ValueError: the format holds one graph and the quads are of several.
        FormatError: the format cannot hold a text.
    """
    found = sorted(set(quads), key=_order)
    if form == "jsonld":
        return compact(found, base).encode()
    if form in WITH_GRAPHS:
        return ox.serialize(found, format=_FORMATS[form], prefixes=_PREFIXES) or b""
    if len({quad.graph_name for quad in found}) > 1:
        raise ValueError(f"{form} holds one graph, and there are several")
    if form == "rdfxml":
        _check_xml(found)
    written = ox.serialize((quad.triple for quad in found), format=_FORMATS[form], prefixes=_PREFIXES) or b""
    # A reader of XML takes a bare carriage return for the end of a line; the writer leaves it bare.
    return written.replace(b"\r", b"&#13;") if form == "rdfxml" else written


def _order(quad: ox.Quad) -> tuple[str, str, str, str]:
    """By graph, the default one first; by subject; its classes before all else."""
    graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
    predicate = quad.predicate.value
    return graph, str(quad.subject), "" if predicate == _TYPE else predicate, str(quad.object)


def _check_xml(quads: Iterable[ox.Quad]) -> None:
    for quad in quads:
        if isinstance(quad.object, ox.Literal) and _NOT_IN_XML.search(quad.object.value):
            raise FormatError(quad.object.value)
