"""The graph as RDF files that other tools read.

Turtle, TriG, RDF/XML and JSON-LD are written by rdflib, with prefixes and one block a subject. N-Quads and
N-Triples are written line by line in sorted order: the same pages give the same file, byte for byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterable

Form = Literal["nquads", "trig", "jsonld", "turtle", "ntriples", "xml"]
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
    ".rdf": "xml",
    ".xml": "xml",
}
_RDFLIB = {"trig": "trig", "jsonld": "json-ld", "turtle": "turtle", "xml": "xml"}
_PREFIXES = {
    "cg": "https://w3id.org/careergraph#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
}


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


def serialize(quads: Iterable[ox.Quad], form: Form) -> bytes:
    """The quads in an RDF format, as UTF-8.

    Args:
        quads: of one graph only where the format holds one (see `WITH_GRAPHS`).
        form: the format.

    Raises:
        ValueError: the format holds one graph and the quads are of several.
    """
    found = list(quads)
    if form in WITH_GRAPHS:
        lines = ox.serialize(found, format=ox.RdfFormat.N_QUADS) or b""
    else:
        if len({quad.graph_name for quad in found}) > 1:
            raise ValueError(f"{form} holds one graph, and there are several")
        lines = ox.serialize((quad.triple for quad in found), format=ox.RdfFormat.N_TRIPLES) or b""
    if form in ("nquads", "ntriples"):
        return b"".join(sorted(lines.splitlines(keepends=True)))
    return _by_rdflib(lines, form)


def _by_rdflib(lines: bytes, form: Form) -> bytes:
    from rdflib import Dataset, Graph  # noqa: PLC0415 - slow to load, and not needed for sorted lines

    graph: Graph
    if form in WITH_GRAPHS:
        graph = Dataset(default_union=False)
        graph.parse(data=lines, format="nquads")
    else:
        graph = Graph().parse(data=lines, format="nt")
    for prefix, namespace in _PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph.serialize(format=_RDFLIB[form], encoding="utf-8")
