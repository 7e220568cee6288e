"""Runs the shipped SHACL shapes: pySHACL for the shapes, Oxigraph for the queries among them.

pySHACL is an extra (``validate``). A query that looks at the whole graph (SHACL-SPARQL, from a
``sh:targetNode``) takes rdflib minutes and Oxigraph less than a second, and the outcome is the same.
"""

from __future__ import annotations

import contextlib
import logging
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import pyoxigraph as ox
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef

from careergraph.data.errors import CareergraphError

from .load import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rdflib.term import Node

    _OxTerm = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class CannotValidateError(CareergraphError):
    """The check itself could not be done: its library is not installed, or gave no report."""


def check(store: ox.Store, progress: Callable[[int, int], None] | None = None) -> Graph:
    """Validate what a store's default graph holds, the ontology taken along.

    Args:
        store: the triples.
        progress: is told (how many shapes are done, how many there are), which makes small graphs slower.

    Returns:
        The validation report of SHACL; it conforms if nothing of severity ``sh:Violation`` was found.

    Raises:
        CannotValidateError: pyshacl is not installed, or fails.
    """
    pyshacl = _pyshacl()
    shapes, queries = _shapes()
    data = _rdflib(quad.triple for quad in store)
    data += Graph().parse(shipped("careergraph.ttl"), format="turtle")
    report = Graph()
    top = BNode()
    report.add((top, RDF.type, SH.ValidationReport))
    nodes: list[str] = sorted(str(shape) for shape in shapes.subjects(RDF.type, SH.NodeShape))
    batches = [[node] for node in nodes] if progress else [nodes]
    for done, batch in enumerate(batches):
        if progress:
            progress(done, len(batches))
        _add(report, top, _run(pyshacl, data, shapes, batch))
    for query in queries:
        query.run(store, report, top)
    serious = (None, SH.resultSeverity, SH.Violation)
    report.add((top, SH.conforms, Literal(serious not in report)))
    return report


def _pyshacl() -> Any:
    try:
        import pyshacl  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise CannotValidateError(
            "checking shapes needs pyshacl; install it with: pip install 'careergraph[validate]'"
        ) from error
    return pyshacl


def _run(pyshacl: Any, data: Graph, shapes: Graph, names: list[str]) -> Graph:
    with _quiet():
        try:
            _, results, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True, use_shapes=names)
        except RuntimeError as error:  # what all errors of pySHACL's own are
            raise CannotValidateError(f"pyshacl cannot check this graph: {error}") from error
    if not isinstance(results, Graph):
        raise CannotValidateError(f"pyshacl gave no report: {results}")
    return results


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from logging each literal that is not of its datatype: the shapes tell it better."""
    logger = logging.getLogger("rdflib.term")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def _add(report: Graph, top: BNode, results: Graph) -> None:
    """Take over all of a report but its head."""
    heads = set(results.subjects(RDF.type, SH.ValidationReport))
    for triple in results:
        if triple[0] not in heads:
            report.add(triple)
        elif triple[1] == SH.result:
            report.add((top, SH.result, triple[2]))


class _Query:
    """A SHACL-SPARQL constraint of a node shape that names its focus nodes."""

    def __init__(self, shapes: Graph, shape: Node, constraint: Node) -> None:
        self._shape = shape
        self._severity: Node = shapes.value(shape, SH.severity) or SH.Violation
        self._message: Node = shapes.value(constraint, SH.message) or Literal("")
        self._targets = sorted(map(str, shapes.objects(shape, SH.targetNode)))
        declared = shapes.objects(shapes.value(constraint, SH.prefixes), SH.declare)
        prefixes = {
            str(shapes.value(each, SH.prefix)): str(shapes.value(each, SH.namespace)) for each in declared
        }
        head = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in sorted(prefixes.items()))
        self._select = f"{head}{shapes.value(constraint, SH.select)}"

    def run(self, store: ox.Store, report: Graph, top: BNode) -> None:
        """Add a result for each solution."""
        for target in self._targets:
            this: dict[ox.Variable, _OxTerm] = {ox.Variable("this"): ox.NamedNode(target)}
            solutions = cast("ox.QuerySolutions", store.query(self._select, substitutions=this))
            for solution in solutions:
                result = BNode()
                report.add((top, SH.result, result))
                for predicate, value in (
                    (RDF.type, SH.ValidationResult),
                    (SH.focusNode, URIRef(target)),
                    (SH.value, _term(cast("_OxTerm", solution["value"]))),
                    (SH.resultMessage, self._message),
                    (SH.resultSeverity, self._severity),
                    (SH.sourceShape, self._shape),
                    (SH.sourceConstraintComponent, SH.SPARQLConstraintComponent),
                ):
                    report.add((result, predicate, value))


@cache
def _shapes() -> tuple[Graph, tuple[_Query, ...]]:
    """The shapes without their queries, and the queries."""
    shapes = Graph().parse(shipped("shapes.ttl"), format="turtle")
    constraints = sorted(shapes.subject_objects(SH.sparql))
    queries = tuple(_Query(shapes, shape, constraint) for shape, constraint in constraints)
    shapes.remove((None, SH.sparql, None))
    return shapes, queries


def _rdflib(triples: Iterable[ox.Triple]) -> Graph:
    """An rdflib graph; twice as fast as parsing N-Triples."""
    graph = Graph()
    add = graph.store.add
    term = cache(_term)
    with _quiet():
        for triple in triples:
            add((term(triple.subject), term(triple.predicate), term(triple.object)), graph)
    return graph


def _term(term: _OxTerm) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        datatype = None if term.language else URIRef(term.datatype.value)
        if datatype == _STRING:
            datatype = None  # as rdflib's own parsers have it
        return Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    raise CannotValidateError(f"cannot check a statement about a statement (RDF 1.2): {term}")


def from_rdflib(term: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """An rdflib term as pyoxigraph has it."""
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if not isinstance(term, Literal):
        return ox.BlankNode(str(term))
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None)


_STRING = URIRef("http://www.w3.org/2001/XMLSchema#string")
