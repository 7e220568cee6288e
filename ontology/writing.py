"""What every quad of a build goes through: terms made once, texts made safe, sources cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from .namespaces import CG, PROV, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .minting import Minter


def literal(text: str) -> Literal:
    """Make a plain string; halves of surrogate pairs, which no RDF store takes, become U+FFFD."""
    try:
        return Literal(text)
    except ValueError:
        return Literal(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


class QuadWriter:
    """Collects the quads of one graph.

    Pages, lines and unresolved names are described in the default graph, where all that pages state stands,
    whichever graph cites them: a triple in two graphs would be found twice by queries over all graphs.

    Args:
        minter: gives the IRIs of pages and lines.
        graph: the IRI of the graph; None for the default graph.
    """

    def __init__(self, minter: Minter, graph: str | None = None) -> None:
        self.quads: list[Quad] = []
        self.minter = minter
        self._stated = DefaultGraph()
        self._graph = self._stated if graph is None else NamedNode(graph)
        self._lines: dict[tuple[str, int], NamedNode] = {}
        self._pages: dict[str, NamedNode] = {}

    def add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        """Add one quad."""
        self.quads.append(Quad(subject, predicate, value, self._graph))

    def text(self, subject: NamedNode, predicate: NamedNode, text: str | None) -> None:
        """Add a text, unless there is none."""
        if text:
            self.add(subject, predicate, literal(text))

    def _state(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        self.quads.append(Quad(subject, predicate, value, self._stated))

    def page(self, path: str) -> NamedNode:
        """Return the node of a page, described on first use."""
        node = self._pages.get(path)
        if node is None:
            node = self._pages[path] = NamedNode(self.minter.page(path))
            self._state(node, RDF.type, CG.Page)
            self._state(node, CG.path, literal(path))
        return node

    def line(self, path: str, line: int) -> NamedNode:
        """Return the node of a line, described on first use; the page's where no line is known."""
        if line < 1:
            return self.page(path)
        node = self._lines.get((path, line))
        if node is None:
            page = self.page(path)
            node = self._lines[path, line] = NamedNode(f"{page.value}{self.minter.separator}L{line}")
            self._state(node, CG.page, page)
            self._state(node, CG.line, Literal(line))
        return node

    def cite(self, node: NamedNode, path: str, line: int) -> None:
        """Say that the node was read from this line."""
        self.add(node, PROV.wasDerivedFrom, self.line(path, line))

    def unresolved(self, name: str, path: str, line: int) -> NamedNode:
        """Return the node of a role or family that this line names and no page describes."""
        node = NamedNode(self.minter.target(name))
        self._state(node, RDF.type, CG.UnresolvedTarget)
        self._state(node, RDFS.label, literal(name))
        self._state(node, PROV.wasDerivedFrom, self.line(path, line))
        return node

    def statement(
        self,
        node: str,
        fact: tuple[NamedNode, NamedNode, NamedNode | Literal],
        citations: Iterable[tuple[str, int]],
    ) -> NamedNode:
        """Add a fact, and the node by which it cites its lines (page path, line).

        Returns:
            The node, for what else is known of the fact.
        """
        self.add(*fact)
        statement = NamedNode(node)
        self.add(statement, RDF.type, RDF.Statement)
        for predicate, value in zip((RDF.subject, RDF.predicate, RDF.object), fact, strict=True):
            self.add(statement, predicate, value)
        for path, line in citations:
            self.cite(statement, path, line)
        return statement
