"""A part of the graph that stands on its own: some job families with all that their pages say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from careergraph.ontology.namespaces import CG, ORG, PROV, RDF, RDFS, SCHEMA, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Properties whose values belong to whatever has them, with all that is said of these in turn.
_HELD = frozenset(
    {
        *(CG.hasResponsibility, CG.hasRequirement, CG.hasNiceToHave, CG.hasHiringStep, CG.subItem),
        *(SCHEMA.experienceRequirements, SCHEMA.educationRequirements, SCHEMA.knowsLanguage),
        *(CG.extends, CG.extendsRequirements, CG.extendsResponsibilities),
        *(CG.grade, CG.hasIndicator, CG.inDepartment, ORG.subOrganizationOf, CG.describedBy),
        *(PROV.wasDerivedFrom, CG.page, CG.skill, CG.requiresSkill, CG.prefersSkill, SKOS.broader),
    }
)
#: Properties of nodes that belong to the value: what links something to its family, and says it of it.
_HOLDING = (CG.inFamily, RDF.subject, CG.from_, CG.to, CG.inItem)
#: What is said of something that is merely named: the other end of a move, a superior.
_NAMING = (RDF.type, RDFS.label, SKOS.altLabel, CG.grade, CG.inFamily, PROV.wasDerivedFrom)
_LINKS = frozenset({CG.inFamily, CG.inSpecialty, CG.reportsTo, CG.from_, CG.to, RDF.object})


def of_families(store: ox.Store, families: Iterable[str]) -> list[ox.Quad]:
    """The quads of some job families, and of what these need to be understood.

    Whole: the families with their roles, specialties and segments; the roles that these extend; all their
    items, with mentions, facts and skills (the broader ones, too); grades, indicators and departments; what
    is said of them by a link; moves from and to them; the pages and lines that all this cites, and what was
    found odd or left over on the families' pages. By name only (class, label, grade, family, line): the other
    ends of moves, and superiors.

    Args:
        store: a graph.
        families: IRIs.
    """
    return _Selection(store).of(ox.NamedNode(iri) for iri in families)


class _Selection:
    """Nodes of which everything is taken, and nodes that are merely named."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._whole: set[ox.NamedNode] = set()
        self._waiting: list[ox.NamedNode] = []
        self._quads: dict[ox.Quad, None] = {}

    def of(self, families: Iterable[ox.NamedNode]) -> list[ox.Quad]:
        """All quads of the families."""
        for family in families:
            self._take(family)
            for quad in self._store.quads_for_pattern(family, CG.describedBy, None, None):
                self._take_rest_of(quad.object)
        named: set[ox.NamedNode] = set()
        self._spread(named)
        while named:
            more: set[ox.NamedNode] = set()
            for node in named - self._whole:
                self._whole.add(node)  # as whole as it gets
                for predicate in _NAMING:
                    for quad in self._store.quads_for_pattern(node, predicate, None, None):
                        self._quads[quad] = None
                        if quad.predicate in _LINKS and isinstance(quad.object, ox.NamedNode):
                            more.add(quad.object)
                        elif quad.predicate in _HELD:
                            self._take(quad.object)
            self._spread(more)
            named = more
        return list(self._quads)

    def _take(self, node: object) -> None:
        if isinstance(node, ox.NamedNode) and node not in self._whole:
            self._whole.add(node)
            self._waiting.append(node)

    def _take_rest_of(self, page: object) -> None:
        """What a page says besides, and what was found odd on it."""
        if not isinstance(page, ox.NamedNode):
            return
        places = [quad.subject for quad in self._store.quads_for_pattern(None, CG.page, page, None)]
        for place in (page, *places):
            if isinstance(place, ox.NamedNode) and self._is(place, CG.Section):
                self._take(place)
            for quad in self._store.quads_for_pattern(None, PROV.wasDerivedFrom, place, None):
                if isinstance(quad.subject, ox.NamedNode) and self._is(quad.subject, CG.Finding):
                    self._take(quad.subject)

    def _is(self, node: ox.NamedNode, kind: ox.NamedNode) -> bool:
        return next(self._store.quads_for_pattern(node, RDF.type, kind, None), None) is not None

    def _spread(self, named: set[ox.NamedNode]) -> None:
        """Take all that belongs to the nodes that wait; collect what these merely name."""
        while self._waiting:
            node = self._waiting.pop()
            for quad in self._store.quads_for_pattern(node, None, None, None):
                self._quads[quad] = None
                if quad.predicate in _HELD:
                    self._take(quad.object)
                elif quad.predicate in _LINKS and isinstance(quad.object, ox.NamedNode):
                    named.add(quad.object)
            for predicate in _HOLDING:
                for quad in self._store.quads_for_pattern(None, predicate, node, None):
                    self._take(quad.subject)
