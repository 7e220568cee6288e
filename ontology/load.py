"""The shipped ontology, for the store."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The ontology's IRI, which is also the name of its graph in a store.
ONTOLOGY = NamedNode("https://w3id.org/careergraph")


def shipped(name: str) -> bytes:
    """Read ``careergraph.ttl`` or ``shapes.ttl`` as installed."""
    return files(__package__).joinpath(name).read_bytes()


def ontology_quads() -> Iterator[Quad]:
    """Yield the ontology into its own graph.

    Its blank nodes (lists of classes) become IRIs, numbered in the order of the file, alike in all builds.
    """
    names: dict[BlankNode, NamedNode] = {}

    def name(node: BlankNode) -> NamedNode:
        return names.setdefault(node, NamedNode(f"{ONTOLOGY.value}/.well-known/genid/{len(names) + 1}"))

    for quad in parse(shipped("careergraph.ttl"), format=RdfFormat.TURTLE):
        subject, value = quad.subject, quad.object
        yield Quad(
            name(subject) if isinstance(subject, BlankNode) else subject,
            quad.predicate,
            name(value) if isinstance(value, BlankNode) else value,
            ONTOLOGY,
        )
