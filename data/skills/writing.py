"""A :class:`.scheme.Scheme` → a SKOS file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from .reading import CG, DCT, RDF, SKOS
from .scheme import SchemeError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .scheme import Scheme


def _triples(scheme: Scheme, scheme_iri: str) -> Iterator[ox.Triple]:
    whole = ox.NamedNode(scheme_iri)
    a, concept_type = ox.NamedNode(RDF + "type"), ox.NamedNode(SKOS + "Concept")
    yield ox.Triple(whole, a, ox.NamedNode(SKOS + "ConceptScheme"))
    if scheme.title:
        yield ox.Triple(whole, ox.NamedNode(DCT + "title"), ox.Literal(scheme.title, language="en"))
    for concept in scheme:
        node = ox.NamedNode(concept.iri)
        yield ox.Triple(node, a, concept_type)
        yield ox.Triple(node, ox.NamedNode(SKOS + "inScheme"), whole)
        for term, texts in (
            (SKOS + "prefLabel", (concept.pref_label,)),
            (SKOS + "altLabel", concept.alt_labels),
            (SKOS + "hiddenLabel", concept.hidden_labels),
            (CG + "ambiguousLabel", concept.ambiguous_labels),
            (CG + "contextLabel", concept.contexts),
            (SKOS + "definition", (concept.definition,) if concept.definition else ()),
        ):
            for text in texts:
                yield ox.Triple(node, ox.NamedNode(term), ox.Literal(text, language="en"))
        if concept.kind:
            yield ox.Triple(node, ox.NamedNode(CG + "skillKind"), ox.Literal(concept.kind))
        for term, targets in (
            (SKOS + "broader", concept.broader),
            (SKOS + "exactMatch", concept.exact_matches),
            (SKOS + "closeMatch", concept.close_matches),
        ):
            for target in targets:
                yield ox.Triple(node, ox.NamedNode(term), ox.NamedNode(target))


def write_scheme(scheme: Scheme, path: Path | str, *, scheme_iri: str = "urn:careergraph:skills") -> None:
    """Write a scheme as SKOS; the file appears whole or not at all.

    Args:
        scheme: what to write; its labels are tagged as English.
        path: the file; its ending says the format (``.ttl``, ``.nt``, ``.rdf``, ``.jsonld``).
        scheme_iri: the IRI of the concept scheme itself.

    Raises:
        SchemeError: the ending names no RDF format, or the file cannot be written.
    """
    path = Path(path)
    rdf_format = ox.RdfFormat.from_extension(path.suffix.removeprefix(".").casefold())
    if rdf_format is None:
        raise SchemeError("no RDF format has this ending; use .ttl, .nt, .rdf or .jsonld", path=str(path))
    prefixes = {"skos": SKOS, "cg": CG, "dct": DCT}
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    except OSError as error:
        raise SchemeError(f"cannot be written: {error.strerror or error}", path=str(path)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            ox.serialize(_triples(scheme, scheme_iri), file, rdf_format, prefixes=prefixes)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException as error:
        Path(temporary).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise SchemeError(f"cannot be written: {error.strerror or error}", path=str(path)) from error
        raise
