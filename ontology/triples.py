"""A corpus as quads: what pages state, and what was found odd on them, in graphs of their own.

Each node cites the line it was read from (``prov:wasDerivedFrom``). A link between two nodes (a role and its
grade, its superior ...) stands as a plain triple and once more as an ``rdf:Statement`` that cites the line.
No blank nodes: the same pages give the same quads.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from careergraph.data.extends import title_spans

from .iris import Names, slug
from .namespaces import CG, ORG, PROV, RDF, RDFS, SCHEMA, SKOS, XSD
from .placing import PlacedItem
from .writing import QuadWriter, literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Quad

    from careergraph.data.records import (
        Corpus,
        Extension,
        Finding,
        Indicator,
        Item,
        Page,
        Role,
        Specialty,
        Superior,
    )

    from .minting import Minter

    #: (page path, line, title as written) → the IRI of the role or family that is meant, or None.
    Targets = Mapping[tuple[str, int, str], str | None]

_RANK = re.compile(r"0*([0-9]{1,9})(?:\.([0-9]{1,9}))?", re.ASCII)

#: Property of the position, class of the item, name in the item's IRI.
_RESPONSIBILITY = (CG.hasResponsibility, CG.Responsibility, "responsibility")
_REQUIREMENT = (CG.hasRequirement, CG.Requirement, "requirement")
_NICE_TO_HAVE = (CG.hasNiceToHave, CG.NiceToHave, "nice-to-have")
_HIRING_STEP = (CG.hasHiringStep, CG.HiringStep, "hiring-step")
_EXTENDS = {
    "role": CG.extends,
    "responsibilities": CG.extendsResponsibilities,
    "requirements": CG.extendsRequirements,
}


def rank(grade: str) -> str | None:
    """Read a grade as a decimal number, in the form that stores give it; None if it is no plain number.

    >>> rank("9.50"), rank("010"), rank("8-9"), rank("Executive")
    ('9.5', '10', None, None)
    """
    found = _RANK.fullmatch(grade.strip())
    if found is None:
        return None
    whole, fraction = found.group(1), (found.group(2) or "").rstrip("0")
    return f"{whole}.{fraction}" if fraction else whole


def corpus_quads(
    corpus: Corpus, minter: Minter, targets: Targets | None = None, placed: list[PlacedItem] | None = None
) -> Iterator[Quad]:
    """Yield what a corpus states, into the default graph, and its findings, into ``minter.findings``.

    Args:
        corpus: the pages, as given to the minter.
        minter: gives everything its IRI.
        targets: what the titles of superiors and extended roles mean; what is missing or None stays a name
            (``cg:UnresolvedTarget``).
        placed: is filled with the items but hiring steps, nested ones too, once for each holder.
    """
    yield from _shared_quads(corpus, minter)
    for page in corpus.pages:
        yield from page_quads(page, minter, targets or {}, placed)
    yield from finding_quads((*(f for page in corpus.pages for f in page.findings), *corpus.findings), minter)


def page_quads(
    page: Page, minter: Minter, targets: Targets, placed: list[PlacedItem] | None = None
) -> Iterator[Quad]:
    """Yield what one page states, but for the labels of what pages share: departments, grades, indicators.

    Moves are not among it: they are stated by name, and :func:`.moves.move_quads` writes them once the names
    are resolved.
    """
    return iter(_PageWriter(page, minter, targets, placed).write())


def finding_quads(findings: Iterable[Finding], minter: Minter) -> Iterator[Quad]:
    """Yield findings as nodes of ``minter.findings``, each citing its line."""
    writer = QuadWriter(minter, minter.findings)
    names = Names()
    for finding in sorted(findings):
        where = f"L{finding.line}-" if finding.line > 0 else ""
        local = f"{minter.separator}{where}{slug(finding.code)}"
        node = NamedNode(names.take(minter.page(finding.path) + local))
        writer.add(node, RDF.type, CG.Finding)
        writer.text(node, CG.code, finding.code)
        writer.text(node, CG.message, finding.message)
        writer.text(node, CG.expected, finding.expected)
        writer.cite(node, finding.path, finding.line)
    return iter(writer.quads)


def _shared_quads(corpus: Corpus, minter: Minter) -> Iterator[Quad]:
    writer = QuadWriter(minter)
    for department in minter.departments.values():
        node = NamedNode(department.iri)
        writer.add(node, RDF.type, CG.Department)
        writer.text(node, RDFS.label, department.label)
        if department.parent:
            writer.add(node, ORG.subOrganizationOf, NamedNode(department.parent))
    for iri, (label, *others) in minter.indicators.items():
        node = NamedNode(iri)
        writer.add(node, RDF.type, CG.PerformanceIndicator)
        writer.add(node, RDFS.label, literal(label))
        for other in others:
            writer.text(node, SKOS.altLabel, other)
    for text in sorted({g.text.strip() for page in corpus.pages for role in page.roles for g in role.grades}):
        node = NamedNode(minter.grade(text))
        writer.add(node, RDF.type, CG.Grade)
        writer.add(node, RDFS.label, literal(text))
        writer.add(node, CG.gradeText, literal(text))
        number = rank(text)
        if number is not None:
            writer.add(node, CG.rank, Literal(number, datatype=XSD.decimal))
    return iter(writer.quads)


class _PageWriter(QuadWriter):
    """The quads of one page."""

    def __init__(self, page: Page, minter: Minter, targets: Targets, placed: list[PlacedItem] | None) -> None:
        super().__init__(minter)
        self._page = page
        self._path = page.path
        self._targets = targets
        self._used = Names()
        self._items: dict[tuple[str, int, str], NamedNode] = {}
        self._placed = placed
        self._extended: dict[int, list[Extension]] = defaultdict(list)
        for extension in (one for role in page.roles for one in role.extends):
            self._extended[extension.line].append(extension)
        self._names = minter.names(page.path)
        self._family = NamedNode(self._names.family)

    def write(self) -> list[Quad]:
        """All quads, once."""
        node = self.page(self._path)
        self.text(node, CG.sha256, self._page.sha256)
        for section in self._page.sections:
            kept = self._at(section.line, "section")
            self.add(kept, RDF.type, CG.Section)
            self.text(kept, RDFS.label, section.heading)
            self.text(kept, CG.text, section.text)
            self.add(kept, CG.page, node)
            self.cite(kept, self._path, section.line)
        if self._page.is_job_family:
            self._write_family()
        return self.quads

    def _at(self, line: int, name: str) -> NamedNode:
        """A new node for what stands on a line."""
        local = self._used.take(f"L{line}-{name}")
        return NamedNode(f"{self._family.value}{self.minter.separator}{local}")

    def _fact(self, line: int, name: str, *fact: NamedNode) -> NamedNode:
        subject, predicate, value = fact
        node = self._at(line, name).value
        return self.statement(node, (subject, predicate, value), ((self._path, line),))

    def _undefined(self, family: NamedNode, line: int) -> None:
        said = Literal(value=True)
        self.add(family, CG.ladderUndefined, said)
        node = self._at(line, "ladder-undefined").value
        self.statement(node, (family, CG.ladderUndefined, said), ((self._path, line),))

    def _write_family(self) -> None:
        page, family = self._page, self._family
        self._describe(family, CG.JobFamily, page.family, page.line, page.description)
        self.add(family, CG.describedBy, self.page(self._path))
        if page.ladder_undefined:
            self._undefined(family, page.ladder_undefined_line or page.line)
        department = self.minter.department(self._path)
        if department is not None:
            self._fact(page.line, "department", family, CG.inDepartment, NamedNode(department.iri))
        self._add_items(family, page)
        self._add_list(family, page.hiring_steps, _HIRING_STEP)
        self._add_indicators(family, page.indicators)
        specialties = self._add_parts(page.specialties, self._names.specialties, CG.Specialty)
        self._add_parts(page.segments, self._names.segments, CG.Segment)
        for role, iri in zip(page.roles, self._names.roles, strict=True):
            node = NamedNode(iri)
            self._write_role(role, node)
            if role.line in specialties:
                self._fact(role.line, "in-specialty", node, CG.inSpecialty, specialties[role.line])

    def _describe(self, node: NamedNode, kind: NamedNode, label: str, line: int, description: str) -> None:
        self.add(node, RDF.type, kind)
        self.add(node, RDFS.label, literal(label))
        self.text(node, SCHEMA.description, description)
        self.cite(node, self._path, line)

    def _add_parts(
        self, parts: Iterable[Specialty], iris: Iterable[str], kind: NamedNode
    ) -> dict[int, NamedNode]:
        """Write specialties or segments; their nodes by line."""
        nodes = {}
        for part, iri in zip(parts, iris, strict=True):
            node = nodes[part.line] = NamedNode(iri)
            self._describe(node, kind, part.name, part.line, part.description)
            for anchor in part.anchors:
                self.text(node, CG.anchor, anchor)
            self._fact(part.line, "in-family", node, CG.inFamily, self._family)
            self._add_items(node, part)
        return nodes

    def _write_role(self, role: Role, node: NamedNode) -> None:
        self._describe(node, CG.Role, role.title, role.line, role.description)
        if role.heading != role.title:
            self.text(node, CG.heading, role.heading)
        for anchor in role.anchors:
            self.text(node, CG.anchor, anchor)
        self._fact(role.line, "in-family", node, CG.inFamily, self._family)
        for grade in role.grades:
            self._fact(grade.line, "grade", node, CG.grade, NamedNode(self.minter.grade(grade.text)))
        for superior in role.reports_to:
            self._add_named(node, CG.reportsTo, "reports-to", superior)
        for extension in role.extends:
            self._add_named(node, _EXTENDS[extension.of], "extends", extension)
        self._add_items(node, role)
        self._add_indicators(node, role.indicators)

    def _add_named(
        self, role: NamedNode, predicate: NamedNode, name: str, named: Superior | Extension
    ) -> None:
        iri = self._targets.get((self._path, named.line, named.title))
        meant = NamedNode(iri) if iri else self.unresolved(named.title, self._path, named.line)
        fact = self._fact(named.line, name, role, predicate, meant)
        self.text(fact, CG.asWritten, named.title)
        self.text(fact, CG.link, named.link)
        self.text(fact, CG.sentence, named.sentence)

    def _add_indicators(self, holder: NamedNode, indicators: Iterable[Indicator]) -> None:
        for indicator in indicators:
            node = NamedNode(self.minter.indicator(self._path, indicator))
            fact = self._fact(indicator.line, "indicator", holder, CG.hasIndicator, node)
            self.text(fact, CG.asWritten, indicator.name)
            self.text(fact, CG.link, indicator.link)

    def _add_items(self, holder: NamedNode, described: Page | Role | Specialty) -> None:
        self._add_list(holder, described.responsibilities, _RESPONSIBILITY)
        self._add_list(holder, described.requirements, _REQUIREMENT)
        self._add_list(holder, described.nice_to_haves, _NICE_TO_HAVE)

    def _add_list(
        self, holder: NamedNode, items: Iterable[Item], how: tuple[NamedNode, NamedNode, str]
    ) -> None:
        predicate, kind, name = how
        for item in items:
            # What stands on a page once is one item, also where it is said of a role and of its specialty.
            key = (name, item.line, item.text)
            node = self._items.get(key)
            if node is None:
                node = self._items[key] = self._at(item.line, name)
                self.add(node, RDF.type, kind)
                self.add(node, CG.text, literal(item.text))
                if item.end_line > item.line:
                    self.add(node, CG.endLine, Literal(item.end_line))
                self.add(node, PROV.wasDerivedFrom, self.line(self._path, item.line))
                self._add_list(node, item.nested, (CG.subItem, kind, name))
            self.add(holder, predicate, node)
            if self._placed is not None and predicate not in (CG.subItem, CG.hasHiringStep):
                self._placed += self._places(holder, predicate, name, item)

    def _places(self, holder: NamedNode, predicate: NamedNode, name: str, item: Item) -> Iterator[PlacedItem]:
        """The item and all below it as said of a holder."""
        node = self._items[name, item.line, item.text]
        titles = tuple(title_spans(item.text, self._extended.get(item.line, ())))
        yield PlacedItem(holder, predicate, node, self.line(self._path, item.line), item.text, titles)
        for nested in item.nested:
            yield from self._places(holder, predicate, name, nested)
