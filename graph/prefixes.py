"""The prefixes that queries need not declare, and short forms of IRIs by them."""

from __future__ import annotations

#: Prefix → namespace; the project's own ontology and those that graphs and the ontology use.
PREFIXES: dict[str, str] = {
    "cg": "https://w3id.org/careergraph#",
    "ceterms": "https://purl.org/ctdl/terms/",
    "dcterms": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def short(iri: str, base: str = "") -> str:
    """An IRI as short as a query can have it: by a prefix, or relative to the base of the store.

    >>> short("https://w3id.org/careergraph#Role")
    'cg:Role'
    >>> short("https://careers.example/grade/8", "https://careers.example/")
    '<grade/8>'
    >>> short("https://elsewhere.example/x", "https://careers.example/")
    '<https://elsewhere.example/x>'
    """
    for prefix, namespace in PREFIXES.items():
        name = iri[len(namespace) :]
        if (
            iri.startswith(namespace)
            and name[:1].isalnum()
            and name.replace("-", "").replace("_", "").isalnum()
        ):
            return f"{prefix}:{name}"
    # Only what stands behind the last slash of a base is what a query resolves against.
    inside = bool(base) and base.endswith("/") and iri.startswith(base) and not base.startswith("urn:")
    return f"<{iri.removeprefix(base)}>" if inside else f"<{iri}>"
