"""The concepts of a scheme that a graph uses, with those above them, as quads."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from .namespaces import CG, RDF, SKOS, XSD
from .writing import literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from careergraph.data.skills.scheme import Scheme

    from .minting import Minter


def information_content(scheme: Scheme) -> dict[str, float]:
    """How special each concept of a scheme is, by IRI: from 0 (all others are narrower) to 1 (none is).

    Intrinsic information content as of Seco, Veale and Hayes, "An intrinsic information content metric for
    semantic similarity in WordNet" (ECAI 2004): 1 - log(narrower + 1) / log(all), rounded to four digits, as
    it is kept in graphs.

    >>> from careergraph.data.skills.scheme import Concept, Scheme
    >>> cat, dog = (Concept(name, name, broader=("animal",)) for name in ("cat", "dog"))
    >>> information_content(Scheme.of([Concept("animal", "animal"), cat, dog]))
    {'animal': 0.0, 'cat': 1.0, 'dog': 1.0}
    """
    narrower = Counter(above for concept in scheme for above in scheme.ancestors(concept.iri))
    every = math.log(len(scheme)) if len(scheme) > 1 else 1.0
    return {
        concept.iri: round(1 - math.log(narrower[concept.iri] + 1) / every, 4) + 0.0 for concept in scheme
    }


def concept_quads(scheme: Scheme, used: Iterable[str], minter: Minter) -> Iterator[Quad]:
    """Yield concepts and all that is broader into ``minter.skills``: labels, hierarchy, matches elsewhere.

    Args:
        scheme: the vocabulary.
        used: the IRIs of the concepts that the graph links to.
        minter: names the graph.
    """
    graph = NamedNode(minter.skills)
    special = information_content(scheme)
    needed = {iri: None for start in sorted(set(used)) for iri in (start, *scheme.ancestors(start))}
    for iri in needed:
        concept = scheme[iri]
        node = NamedNode(iri)
        yield Quad(node, RDF.type, CG.Skill, graph)
        yield Quad(node, SKOS.prefLabel, literal(concept.pref_label), graph)
        content = f"{special[iri]:.4f}".rstrip("0").rstrip(".")  # in the form that stores give it
        yield Quad(node, CG.informationContent, Literal(content, datatype=XSD.decimal), graph)
        if concept.kind:
            yield Quad(node, CG.skillKind, literal(concept.kind), graph)
        for predicate, targets in (
            (SKOS.broader, scheme.broader(iri)),
            (SKOS.exactMatch, concept.exact_matches),
            (SKOS.closeMatch, concept.close_matches),
        ):
            for target in targets:
                yield Quad(node, predicate, NamedNode(target), graph)
