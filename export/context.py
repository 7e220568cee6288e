"""The graph as JSON-LD with short names: compacted by the context that the ontology ships.

The graph of a build is flat (no nesting, no lists), so compaction comes down to the choice of a term for each
value, as of the JSON-LD 1.1 API's IRI compaction and value compaction; no processor is needed, and none would
do it without holding the expanded form as well.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import pyoxigraph as ox

from careergraph.ontology.load import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable

    _Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_XSD = "http://www.w3.org/2001/XMLSchema#"
#: What a relative address of the graph may look like: nothing that resolving or expanding would change.
_PLAIN = re.compile(r"[^\s:/?#.@][^\s:?#]*(#[^\s:#]+)?")
_DOTS = re.compile(r"(^|/)\.\.?(/|#|$)|//")
_CANONICAL_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")


def compact(quads: Iterable[ox.Quad], base: str = "") -> str:
    """Quads as one JSON-LD document, with the context in it: nothing has to be fetched to read it.

    Args:
        quads: in the order in which nodes are to stand; those of one graph and subject are one node.
        base: what IRIs are made relative to ("@base"); they stay whole where it does not end in "/".

    Raises:
        TypeError: a quad is about a triple (RDF 1.2).
    """
    context = _Context.read(base)
    graphs: dict[str, dict[str, dict[str, Any]]] = {"": {}}
    for quad in quads:
        name = "" if isinstance(quad.graph_name, ox.DefaultGraph) else context.address(quad.graph_name)
        subject = context.address(quad.subject)
        node = graphs.setdefault(name, {}).setdefault(subject, {"id": subject})
        context.add(node, quad.predicate.value, quad.object)
    stated, *named = ([*nodes.values()] for nodes in graphs.values())
    names = [name for name in graphs if name]
    whole = [*stated, *({"id": name, "@graph": nodes} for name, nodes in zip(names, named, strict=True))]
    document = {"@context": context.written, "@graph": whole}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True)
class _Context:
    """A context whose terms have an IRI, a type and a container at most.

    Args:
        written: the context as it stands in documents.
        base: what addresses are relative to; "" for nothing.
    """

    written: dict[str, Any]
    base: str

    @classmethod
    def read(cls, base: str) -> _Context:
        """The shipped context, with the base in it."""
        written = json.loads(shipped("context.jsonld"))["@context"]
        relative = base if base.endswith("/") and not base.startswith("urn:") else ""
        return cls({"@base": relative, **written} if relative else written, relative)

    @cached_property
    def _prefixes(self) -> dict[str, str]:
        ends = ("/", "#")
        return {
            n: v for n, v in self.written.items() if isinstance(v, str) and v.endswith(ends) and n[0] != "@"
        }

    @cached_property
    def _terms(self) -> dict[tuple[str, str], tuple[str, bool]]:
        """(IRI, type) → term and whether its values are always a list."""
        found = {}
        for name, said in self.written.items():
            entry = {"@id": said} if isinstance(said, str) else said
            if name[0] == "@" or name in self._prefixes or ":" not in entry["@id"]:
                continue
            kind = entry.get("@type", "")
            iri, kind = self._whole(entry["@id"]), kind if kind[:1] == "@" else self._whole(kind)
            found[iri, kind] = (name, "@container" in entry)
        return found

    def _whole(self, short: str) -> str:
        prefix, colon, local = short.partition(":")
        return f"{self._prefixes[prefix]}{local}" if colon else short

    def short(self, iri: str) -> str:
        """An IRI by a term or prefix, where the vocabulary is looked up: of a key, class or datatype."""
        if (iri, "") in self._terms:
            return self._terms[iri, ""][0]
        for prefix, space in self._prefixes.items():
            if iri.startswith(space) and iri != space:
                return f"{prefix}:{iri[len(space) :]}"
        return iri

    def address(self, node: _Term) -> str:
        """A node by its address, relative to the base where that is safe."""
        if isinstance(node, ox.BlankNode):
            return str(node)
        if not isinstance(node, ox.NamedNode):
            raise TypeError(f"no node of a graph that JSON-LD 1.1 can hold: {node}")
        rest = node.value.removeprefix(self.base) if self.base else node.value
        plain = rest != node.value and _PLAIN.fullmatch(rest) and not _DOTS.search(rest)
        return rest if plain else node.value

    def add(self, node: dict[str, Any], predicate: str, value: _Term) -> None:
        """Put one more value into a node object."""
        if predicate == _TYPE and isinstance(value, ox.NamedNode):
            node.setdefault("type", []).append(self.short(value.value))
            return
        kind, written = (
            self._literal(value) if isinstance(value, ox.Literal) else ("@id", self.address(value))
        )
        term = self._terms.get((predicate, kind))
        if term is None and kind == "@id":
            term = self._terms.get((predicate, "@vocab"))
            if term is not None and isinstance(value, ox.NamedNode):
                written = self.short(value.value)
        if term is None:
            # Under the property's own IRI no type is assumed: the value says its own.
            term = self._without_type(predicate), False
            written = self._spelt(value, kind, written)
        key, many = term
        if key not in node:
            node[key] = [written] if many else written
        elif isinstance(node[key], list):
            node[key].append(written)
        else:
            node[key] = [node[key], written]

    def _without_type(self, predicate: str) -> str:
        short = self.short(predicate)
        return predicate if short in self.written and not isinstance(self.written[short], str) else short

    def _literal(self, literal: ox.Literal) -> tuple[str, Any]:
        """The type that a term must have to hold a literal ("" for a plain string), and what it then is."""
        datatype, text = literal.datatype.value, literal.value
        if literal.language:
            return "@language", text
        if datatype == f"{_XSD}string":
            return "", text
        if datatype == f"{_XSD}integer" and _CANONICAL_INTEGER.fullmatch(text):
            return datatype, int(text)
        if datatype == f"{_XSD}boolean" and text in ("true", "false"):
            return datatype, text == "true"
        return datatype, text

    def _spelt(self, value: _Term, kind: str, written: Any) -> Any:
        """A value with its type beside it."""
        if not isinstance(value, ox.Literal):
            return {"id": written}
        if kind == "@language":
            return {"@value": value.value, "@language": value.language}
        return {"@value": value.value, **({"type": self.short(kind)} if kind else {})}
