"""The ontology's own terms as records, each with an example, for those who write about them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from .load import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import BlankNode, Triple

    _Object = NamedNode | BlankNode | Literal | Triple

OWN = "https://w3id.org/careergraph#"
#: What addresses of the examples start with.
BASE = "https://careers.example/"
#: How many values of a node an example shows at most.
LENGTH = 7

_PREFIX = re.compile(r"^@prefix (\w+): +<([^>]+)>", re.MULTILINE)
_HEADING = re.compile(r"^# (\S.*\S)\n# -+\n|^cg:(\w+) a ", re.MULTILINE)
_SHORTHAND = {"boolean", "integer", "decimal"}
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_KINDS = {
    "owl:Class": "class",
    "owl:ObjectProperty": "property with a node as its value",
    "owl:DatatypeProperty": "property with a literal as its value",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A term: terms of others and values are in the short form that Turtle has, ``org:Role``."""

    name: str
    kind: str
    label: str
    definition: str
    scope_note: str = ""
    note: str = ""
    broader: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    matches: tuple[tuple[str, str], ...] = ()
    see_also: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """The ontology: its terms by name, in the order of the file, and the names under each of its headings.

    ``used`` are the terms of other vocabularies that graphs use, in short form, and what for.
    """

    version: str
    terms: dict[str, Term]
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    used: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls) -> Description:
        """The ontology as installed."""
        text = shipped("careergraph.ttl").decode()
        prefixes = {space: prefix for prefix, space in _PREFIX.findall(text)}
        graph = _Graph(parse(text, format=RdfFormat.TURTLE), prefixes)
        examples = _Graph(parse(shipped("examples.ttl"), format=RdfFormat.TURTLE), prefixes)
        sections: dict[str, list[str]] = {}
        for heading, name in _HEADING.findall(text):
            if heading:
                sections[heading] = []
            else:
                sections[next(reversed(sections))].append(name)
        found = {name: _term(name, graph, examples) for names in sections.values() for name in names}
        (version,) = graph.shorts(OWN.removesuffix("#"), "owl:versionInfo")
        kept = tuple((heading, tuple(names)) for heading, names in sections.items() if names)
        used = ((s, graph.short(s), graph.text(s, "skos:scopeNote")) for s, *_ in graph.triples)
        others = dict.fromkeys((short, note) for s, short, note in used if note and not s.startswith(OWN))
        return cls(version.strip('"'), found, kept, tuple(others))


class _Graph:
    """Triples in the order of their file."""

    def __init__(self, quads: Iterable[Quad], prefixes: dict[str, str]) -> None:
        self._prefixes = prefixes
        self._of: dict[str, list[tuple[str, _Object]]] = defaultdict(list)
        self.triples: list[tuple[str, str, _Object]] = []
        for quad in quads:
            if isinstance(quad.subject, NamedNode):
                self._of[quad.subject.value].append((quad.predicate.value, quad.object))
                self.triples.append((quad.subject.value, quad.predicate.value, quad.object))

    def short(self, term: _Object | str) -> str:
        """A term as Turtle has it."""
        if isinstance(term, Literal):
            local = term.datatype.value.removeprefix(_XSD)
            return term.value if local in _SHORTHAND else str(term)
        iri = term if isinstance(term, str) else getattr(term, "value", str(term))
        for space, prefix in self._prefixes.items():
            if iri.startswith(space) and re.fullmatch(r"\w+", iri[len(space) :]):
                return f"{prefix}:{iri[len(space) :]}"
        return f"<{iri.removeprefix(BASE)}>"

    def shorts(self, subject: str, *predicates: str) -> tuple[str, ...]:
        """The values of properties, as Turtle has them."""
        return tuple(self.short(o) for p, o in self._of[subject] if self.short(p) in predicates)

    def text(self, subject: str, predicate: str) -> str:
        """The text of a property; "" without one."""
        texts = (
            o.value for p, o in self._of[subject] if self.short(p) == predicate and isinstance(o, Literal)
        )
        return next(texts, "")

    def node(self, subject: str, only: Iterable[str] = ()) -> str:
        """A node in Turtle: its first values, or its class and the values of some properties."""
        kept = [(p, o) for p, o in self._of[subject] if not only or p == _TYPE or p in only]
        values: dict[str, list[str]] = defaultdict(list)
        for predicate, value in kept[:LENGTH] if not only else kept:
            values["a" if predicate == _TYPE else self.short(predicate)].append(self.short(value))
        said = " ;\n    ".join(f"{predicate} {' , '.join(each)}" for predicate, each in values.items())
        return f"{self.short(subject)} {said} ."

    def example(self, iri: str) -> str:
        """A node of a class, with a property, or with an individual as a value; "" where there is none."""
        for subject, predicate, value in self.triples:
            if predicate == iri:
                return self.node(subject, (predicate,))
            if isinstance(value, NamedNode) and value.value == iri:
                if predicate == _TYPE:
                    return self.node(subject, () if subject.startswith(BASE) else (_LABEL,))
                if subject.startswith(BASE) or self.short(predicate) == "skos:inScheme":
                    return self.node(subject, (predicate,))
        return ""


def _term(name: str, graph: _Graph, examples: _Graph) -> Term:
    iri = OWN + name
    kinds = [_KINDS[kind] for kind in graph.shorts(iri, "rdf:type") if kind in _KINDS]
    of = [
        kind for kind in graph.shorts(iri, "rdf:type") if kind not in _KINDS and not kind.startswith("owl:")
    ]
    return Term(
        name=name,
        kind=kinds[0] if kinds else f"individual of `{of[0]}`",
        label=graph.text(iri, "rdfs:label"),
        definition=graph.text(iri, "skos:definition"),
        scope_note=graph.text(iri, "skos:scopeNote"),
        note=graph.text(iri, "skos:note"),
        broader=graph.shorts(iri, "rdfs:subClassOf", "rdfs:subPropertyOf"),
        domain=_inherited(iri, graph, "rdfs:domain", "schema:domainIncludes"),
        range=_inherited(iri, graph, "rdfs:range", "schema:rangeIncludes"),
        matches=tuple(_matches(iri, graph)),
        see_also=tuple(each.strip("<>") for each in graph.shorts(iri, "rdfs:seeAlso")),
        example=next(_examples(iri, graph, examples), ""),
    )


def _inherited(iri: str, graph: _Graph, *predicates: str) -> tuple[str, ...]:
    """What a property says of its ends, or the property that it is part of."""
    found = graph.shorts(iri, *predicates)
    for broader in () if found else graph.shorts(iri, "rdfs:subPropertyOf"):
        if broader.startswith("cg:"):
            return _inherited(OWN + broader[3:], graph, *predicates)
    return found


def _matches(iri: str, graph: _Graph) -> Iterator[tuple[str, str]]:
    for how in ("broadMatch", "closeMatch", "relatedMatch"):
        yield from ((how, other) for other in graph.shorts(iri, f"skos:{how}"))


def _examples(iri: str, graph: _Graph, examples: _Graph) -> Iterator[str]:
    """Examples of the term itself, else of a narrower one, else from the ontology."""
    below = [
        s
        for s, p, o in graph.triples
        if graph.short(p) in ("rdfs:subClassOf", "rdfs:subPropertyOf") and graph.short(o) == graph.short(iri)
    ]
    for candidate in (iri, *below):
        if found := examples.example(candidate):
            yield found
    if found := graph.example(iri):
        yield found
