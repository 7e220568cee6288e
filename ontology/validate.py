"""Whether a built graph is as it must be, by the shipped SHACL shapes. Needs the extra ``validate``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from careergraph.data.errors import InputError

from .describing import OWN
from .namespaces import CG, PROV, RDF, RDFS, SKOS
from .rdffile import read_rdf
from .shacl import CannotValidateError, check, from_rdflib

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from rdflib import Graph
    from rdflib.term import Node

    Term = NamedNode | BlankNode | Literal | Triple

__all__ = ["CannotValidateError", "Report", "Violation", "validate", "validate_files"]

_OURS = f"""ASK {{
  {{ ?s ?p ?o FILTER(STRSTARTS(STR(?p), "{OWN}")) }} UNION {{ ?s a ?o FILTER(STRSTARTS(STR(?o), "{OWN}")) }}
}}"""
_NAMES = (RDFS.label, SKOS.prefLabel, CG.text, CG.path)


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """Something in the graph that a shape does not allow.

    Args:
        focus: the IRI of the node that is wrong.
        path: the IRI of the property, or how SHACL writes the path to what is wrong; "" where it is the node
            as a whole.
        values: what stands there: IRIs as they are, literals as Turtle has them; empty where nothing does.
        message: what should be.
        severity: "Violation", or "Warning" for what somebody should look at.
        name: what pages call the node; "" where it has no name.
        citations: the lines of pages behind it: (path, line), line 0 for the page as a whole.
    """

    focus: str
    path: str
    values: tuple[str, ...]
    message: str
    severity: str = "Violation"
    name: str = ""
    citations: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a validation.

    Args:
        violations: in order of their nodes.
        triples: how many were checked.
        graph: the validation report as SHACL has it.
    """

    violations: tuple[Violation, ...]
    triples: int
    graph: Graph

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong; warnings do not count."""
        return all(violation.severity != "Violation" for violation in self.violations)


def validate(quads: Iterable[Quad], progress: Callable[[int, int], None] | None = None) -> Report:
    """Check the quads of a build, all graphs together, against ``shapes.ttl``.

    Args:
        quads: of any number of graphs.
        progress: is told how many of the shapes are done.

    Raises:
        CannotValidateError: pyshacl is not installed, or cannot check the graph.
        InputError: the graph has none of the ontology's terms, so that no shape says anything of it.
    """
    store = Store()
    graph = DefaultGraph()
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads)
    if not store.query(_OURS):
        raise InputError(
            "there is nothing of careergraph in this graph to be checked; name a store, or what careergraph "
            "export wrote"
        )
    report = check(store, progress)
    return Report(tuple(sorted(_violations(report, _Explained(store)))), len(store), report)


def validate_files(paths: Iterable[Path | str], progress: Callable[[int, int], None] | None = None) -> Report:
    """Check RDF files together; the format is told by the file's suffix.

    Raises:
        RdfFileError: a file is missing, of an unknown suffix, or broken.
        CannotValidateError: pyshacl is not installed, or cannot check the graph.
    """
    return validate((quad for path in paths for quad in read_rdf(path)), progress)


def _violations(report: Graph, explained: _Explained) -> Iterator[Violation]:
    from rdflib import SH  # noqa: PLC0415 -- slow to import
    from rdflib.term import URIRef  # noqa: PLC0415

    for result in report.objects(None, SH.result):
        focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
        path = report.value(result, SH.resultPath)
        if report.value(result, SH.sourceConstraintComponent) == SH.SPARQLConstraintComponent:
            # A query finds ?value from a property or class that it looks at.
            focus, path, value = value, focus if explained.objects(_node(value), _node(focus)) else None, None
        about = _node(focus)
        values = explained.objects(about, _node(path)) if value is None else [from_rdflib(value)]
        yield Violation(
            str(focus),
            "" if path is None else str(path) if isinstance(path, URIRef) else "(by a path)",
            tuple(sorted(_shown(each) for each in values if each != about)),
            str(report.value(result, SH.resultMessage)),
            str(report.value(result, SH.resultSeverity)).rpartition("#")[2],
            explained.name(about),
            explained.citations(about),
        )


def _node(term: Node | None) -> NamedNode | BlankNode | None:
    found = None if term is None else from_rdflib(term)
    return found if isinstance(found, NamedNode | BlankNode) else None


def _shown(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


class _Explained:
    """Says of nodes what they are called and where they were read."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def objects(
        self, subject: NamedNode | BlankNode | None, predicate: NamedNode | BlankNode | None
    ) -> list[Term]:
        """What the graph says of this by that."""
        if subject is None or not isinstance(predicate, NamedNode):
            return []
        return [quad.object for quad in self._store.quads_for_pattern(subject, predicate, None)]

    def name(self, node: NamedNode | BlankNode | None) -> str:
        """A node's label, text or path; "" where it has none."""
        if node is None:
            return ""
        return next((value for predicate in _NAMES for value in self._values(node, predicate)), "")

    def citations(self, node: NamedNode | BlankNode | None) -> tuple[tuple[str, int], ...]:
        """The lines behind a node: those it cites, or those of what it is part of or what mentions it."""
        if node is None:
            return ()
        found = {*self._own(node)}
        for predicate in (CG.inItem, RDF.subject):
            for other in () if found else self._nodes(node, predicate):
                found |= {*self._own(other)}
        if not found:
            near = [
                quad.subject
                for predicate in (RDF.subject, RDF.object, CG.inItem)
                for quad in self._store.quads_for_pattern(None, predicate, node)
            ]
            found = {each for other in near for each in self._own(other)}
        return tuple(sorted(found))

    def _own(self, node: Term) -> Iterator[tuple[str, int]]:
        if isinstance(node, Literal | Triple):
            return
        for source in (node, *self._nodes(node, PROV.wasDerivedFrom)):
            line = next(self._values(source, CG.line), "")
            for page in (source, *self._nodes(source, CG.page)):
                for path in self._values(page, CG.path):
                    yield path, int(line) if line.isdecimal() else 0

    def _nodes(self, node: NamedNode | BlankNode, predicate: NamedNode) -> list[NamedNode | BlankNode]:
        return [each for each in self.objects(node, predicate) if isinstance(each, NamedNode | BlankNode)]

    def _values(self, node: NamedNode | BlankNode, predicate: NamedNode) -> Iterator[str]:
        return (each.value for each in self.objects(node, predicate) if isinstance(each, Literal))
