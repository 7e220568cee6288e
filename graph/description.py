"""What a dataset elsewhere says of itself: which graphs are ours, under which base, complete or not.

The description stands in a graph of its own in the target, in terms of VoID and Dublin Core, and tells in
JSON what a build's ``about.json`` tells. A graph counts as pushed once the description says that it is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .query import Row

Share = Literal["stated", "inferred", "findings", "skills"]
#: The parts of a dataset, each in a graph of its own elsewhere; "stated" is a build's default graph.
SHARES: tuple[Share, ...] = ("stated", "inferred", "findings", "skills")
#: What is true of an unfinished and of a finished push.
UNDER_WAY, COMPLETE = "under way", "complete"

VOCABULARY = "https://w3id.org/careergraph#"
_VOID = "http://rdfs.org/ns/void#"
_DCTERMS = "http://purl.org/dc/terms/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_STATUS = "http://purl.org/ontology/bibo/status"
_PROPERTIES = {
    "uri_space": f"{_VOID}uriSpace",
    "triples": f"{_VOID}triples",
    "digest": f"{_DCTERMS}identifier",
    "status": _STATUS,
    "about": f"{_RDF}value",
}

#: Finds every description in an endpoint: ?dataset ?property ?value, and the shares of each.
FIND = f"""
SELECT DISTINCT ?dataset ?property ?value ?share WHERE {{
  GRAPH ?dataset {{
    ?dataset <{_VOID}vocabulary> <{VOCABULARY}> ; ?property ?value .
    OPTIONAL {{ ?value <{_DCTERMS}title> ?share }}
  }}
}}"""


@dataclass(frozen=True, slots=True)
class Description:
    """A dataset of ours in an endpoint.

    Args:
        base: what all IRIs start with.
        graphs: share → the IRI of its graph.
        digest: of all triples pushed, in the order of pushing.
        triples: how many there are.
        complete: whether all of them are there.
        about: what is known of the build; see `graph.build.Report.counts`.
    """

    base: str
    graphs: dict[Share, str]
    digest: str
    triples: int
    complete: bool
    about: dict[str, Any]

    @property
    def graph(self) -> str:
        """The IRI of the graph that the description stands in."""
        return description_graph(self.base)

    def to_triples(self) -> list[ox.Triple]:
        """The description as RDF."""
        dataset = ox.NamedNode(self.graph)
        values = {
            "uri_space": ox.Literal(self.base),
            "triples": ox.Literal(self.triples),
            "digest": ox.Literal(self.digest),
            "status": ox.Literal(COMPLETE if self.complete else UNDER_WAY),
            "about": ox.Literal(json.dumps(shareable(self.about), sort_keys=True)),
        }
        found = [
            ox.Triple(dataset, ox.NamedNode(f"{_RDF}type"), ox.NamedNode(f"{_VOID}Dataset")),
            ox.Triple(dataset, ox.NamedNode(f"{_VOID}vocabulary"), ox.NamedNode(VOCABULARY)),
            *(ox.Triple(dataset, ox.NamedNode(_PROPERTIES[name]), value) for name, value in values.items()),
        ]
        for share, iri in self.graphs.items():
            part = ox.NamedNode(iri)
            found += (
                ox.Triple(dataset, ox.NamedNode(f"{_VOID}subset"), part),
                ox.Triple(part, ox.NamedNode(f"{_DCTERMS}title"), ox.Literal(share)),
            )
        return found


def description_graph(base: str) -> str:
    """The graph in which the description of the dataset under a base stands."""
    return f"{base}graph/description"


def graphs_of(base: str, stated: str = "") -> dict[Share, str]:
    """The graphs of a dataset elsewhere by share; ``stated`` names another for what pages state.

    >>> graphs_of("https://careers.example/")["inferred"]
    'https://careers.example/graph/inferred'
    """
    graphs: dict[Share, str] = {share: f"{base}graph/{share}" for share in SHARES}
    return {**graphs, "stated": stated} if stated else graphs


def shareable(about: dict[str, Any]) -> dict[str, Any]:
    """What is known of a build, without the paths of one machine.

    A vocabulary that comes with careergraph (no files) is everywhere; of another one, where to find it is not
    known elsewhere (None).
    """
    vocabulary = about.get("vocabulary")
    if not vocabulary or not vocabulary.get("files"):
        return about
    return {**about, "vocabulary": {**vocabulary, "files": None}}


def descriptions(rows: Iterable[Row]) -> Iterator[Description]:
    """The descriptions that the answers to `FIND` hold; what is none of ours is left out."""
    values: dict[str, dict[str, str]] = {}
    graphs: dict[str, dict[Share, str]] = {}
    for row in rows:
        values.setdefault(row["dataset"], {})[row["property"]] = row["value"]
        for share in SHARES:
            if row.get("share") == share:
                graphs.setdefault(row["dataset"], {})[share] = row["value"]
    for dataset, found in values.items():
        try:
            yield Description(
                base=found[_PROPERTIES["uri_space"]],
                graphs=graphs[dataset],
                digest=found[_PROPERTIES["digest"]],
                triples=int(found[_PROPERTIES["triples"]]),
                complete=found[_PROPERTIES["status"]] == COMPLETE,
                about=json.loads(found[_PROPERTIES["about"]]),
            )
        except (KeyError, ValueError):
            continue
