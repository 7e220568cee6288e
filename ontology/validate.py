"""Whether a built graph is as it must be, by the shipped SHACL shapes. Needs the extra ``validate``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from careergraph.data.errors import CareergraphError, InputError

from .load import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib import Graph
    from rdflib.term import Node


class CannotValidateError(CareergraphError):
    """The check itself could not be done: its library is not installed, or gave no report."""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A node that breaks a shape.

    ``focus`` is the node, ``path`` the property and ``value`` what stands there; the last two are "" where
    the shape is about the whole node.
    """

    focus: str
    path: str
    value: str
    message: str
    severity: str = "Violation"


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a validation, violations in order of their nodes."""

    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing breaks a shape."""
        return not self.violations


def validate(quads: Iterable[Quad]) -> Report:
    """Check the quads of a build, all graphs together, against ``shapes.ttl``.

    Raises:
        CannotValidateError: pyshacl is not installed.
    """
    try:
        from pyshacl import validate as check  # noqa: PLC0415 -- an extra, and slow to import
    except ImportError as error:
        raise CannotValidateError(
            "checking shapes needs pyshacl; install it with: pip install 'careergraph[validate]'"
        ) from error
    from rdflib import Graph  # noqa: PLC0415 -- slow to import

    triples = {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
    data = Graph().parse(serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    _, results, _ = check(
        data,
        shacl_graph=Graph().parse(shipped("shapes.ttl"), format="turtle"),
        ont_graph=Graph().parse(shipped("careergraph.ttl"), format="turtle"),
        inplace=True,
    )
    if not isinstance(results, Graph):
        raise CannotValidateError(f"pyshacl gave no report: {results}")
    return Report(tuple(sorted(_violations(results))))


def validate_files(paths: Iterable[Path | str]) -> Report:
    """Check RDF files together; the format is told by the file's suffix.

    Raises:
        InputError: a file is missing, of an unknown suffix, or broken.
        CannotValidateError: pyshacl is not installed.
    """
    return validate(quad for path in paths for quad in _read(Path(path)))


def _read(path: Path) -> Iterator[Quad]:
    form = RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None:
        raise InputError(
            "no RDF file by its suffix; name one of .ttl, .nt, .nq, .trig, .rdf, .jsonld", path=str(path)
        )
    try:
        yield from parse(path=str(path), format=form)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror or error})", path=str(path)) from error
    except SyntaxError as error:
        raise InputError(f"is broken ({error.msg})", path=str(path), line=error.lineno or 0) from error


def _violations(results: Graph) -> Iterator[Violation]:
    from rdflib import SH  # noqa: PLC0415 -- slow to import

    def text(result: Node, predicate: Node) -> str:
        value = results.value(result, predicate)
        return "" if value is None else str(value)

    for result in results.objects(None, SH.result):
        yield Violation(
            text(result, SH.focusNode),
            text(result, SH.resultPath),
            text(result, SH.value),
            text(result, SH.resultMessage),
            text(result, SH.resultSeverity).rpartition("#")[2],
        )
