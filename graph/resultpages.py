"""What a SELECT query found as cells for people: labels for IRIs, a page of rows at a time."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from .prefixes import PREFIXES, short
from .resultcells import Cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .query import Dataset

#: So many rows are looked at together: their labels are looked up at once, their columns laid out alike.
PAGE = 200

_NUMBERS = frozenset(
    f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("integer", "decimal", "double", "float", "int")
)
#: What people call the ontology's own individuals; the store has links to them, not their labels.
_TERMS = {
    f"{PREFIXES['cg']}{name}": spoken
    for name, spoken in {
        "ChangeOfTrack": "change of track",
        "IndividualContributor": "individual contributor",
        "Inferred": "inferred",
        "Lateral": "lateral",
        "Manager": "manager",
        "NextFamily": "next family",
        "Promotion": "promotion",
        "Stated": "stated",
    }.items()
}
_LABELS = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?iri ?label WHERE { VALUES ?iri { %s } ?iri rdfs:label|skos:prefLabel ?label }
"""


def labels(dataset: Dataset, iris: Iterable[str]) -> dict[str, str]:
    """IRI → what the dataset calls it; of several labels the first by alphabet."""
    found: dict[str, str] = {}
    listed = " ".join(str(ox.NamedNode(iri)) for iri in iris)
    if not listed:
        return found
    if isinstance(dataset, ox.Store):
        rows = dataset.query(_LABELS % listed, use_default_graph_as_union=True)
        pairs = [tuple(term.value for term in row) for row in rows]  # type: ignore[union-attr]
    else:
        pairs = [(row["iri"], row["label"]) for row in dataset.rows(_LABELS % listed, {})]
    for iri, label in pairs:
        found[iri] = min(label, found.get(iri, label))
    return found


def pages(dataset: Dataset, solutions: ox.QuerySolutions, base: str = "") -> Iterator[list[list[Cell]]]:
    """The rows of a result, `PAGE` at a time, each as one cell a variable."""
    rows = iter(solutions)
    known = dict(_TERMS)
    while page := list(islice(rows, PAGE)):
        terms = [list(row) for row in page]
        iris = {term.value for row in terms for term in row if isinstance(term, ox.NamedNode)}
        known.update(labels(dataset, sorted(iris - known.keys())))
        yield [[cell(term, known, base) for term in row] for row in terms]


def cell(term: object, known: dict[str, str], base: str) -> Cell:
    """A term as a cell; ``known`` are labels by IRI."""
    if term is None:
        return Cell("", kind="none")
    if isinstance(term, ox.NamedNode):
        return Cell(short(term.value, base), known.get(term.value, ""), "iri")
    if isinstance(term, ox.Literal):
        return Cell(term.value, kind="number" if term.datatype.value in _NUMBERS else "text")
    return Cell(str(term))
