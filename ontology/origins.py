"""Where handbooks come from, in terms of PROV-O and Dublin Core: source, date, licence, and their pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from .namespaces import DCTERMS, PROV, RDF, RDFS
from .writing import QuadWriter, literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from careergraph.data.records import Origin, Said

    from .minting import Minter

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DATES = {
    re.compile(r"\d{4}"): "gYear",
    re.compile(r"\d{4}-(?:0[1-9]|1[0-2])"): "gYearMonth",
    re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"): "date",
}
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


def origin_quads(origins: Iterable[Origin], minter: Minter) -> Iterator[Quad]:
    """Yield the statements of origin, into the default graph.

    A handbook is a ``prov:Collection`` named after the file that tells its origin; source, date and licence
    cite their lines there.
    """
    writer = QuadWriter(minter)
    for origin in origins:
        node = NamedNode(f"{minter.page(origin.path)}{minter.separator}handbook")
        writer.add(node, RDF.type, PROV.Collection)
        writer.cite(node, origin.path, origin.source.line)
        facts: tuple[tuple[NamedNode, Said | None], ...] = (
            (RDFS.label, origin.title),
            (PROV.hadPrimarySource, origin.source),
            (DCTERMS.date, origin.date),
            (DCTERMS.license, origin.license),
        )
        for predicate, said in facts:
            if said:
                name = predicate.value.rpartition("#")[2].rpartition("/")[2]
                iri = f"{writer.line(origin.path, said.line).value}-{name}"
                writer.statement(iri, (node, predicate, _value(said.text)), ((origin.path, said.line),))
        for path in origin.pages:
            writer.add(node, PROV.hadMember, writer.page(path))
    return iter(writer.quads)


def _value(text: str) -> NamedNode | Literal:
    """An address as a resource, a date as such, other words as they are."""
    if _ADDRESS.fullmatch(text):
        try:
            return NamedNode(text)
        except ValueError:
            return literal(text)
    datatype = next((name for pattern, name in _DATES.items() if pattern.fullmatch(text)), None)
    return Literal(text, datatype=NamedNode(_XSD + datatype)) if datatype else literal(text)
