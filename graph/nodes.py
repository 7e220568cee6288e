"""The roles, families and moves of a store as plain records."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .names import Named
from .query import select

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .query import Dataset


NodeType = Literal["role", "family", "named"]
_TYPES: dict[str, NodeType] = {"Role": "role", "JobFamily": "family", "UnresolvedTarget": "named"}
_KINDS = {
    "Promotion": "promotion",
    "Lateral": "lateral",
    "ChangeOfTrack": "change of track",
    "NextFamily": "next family",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A role, a family, or a name that no page describes.

    ``grades`` are as written, lowest first.
    """

    iri: str
    type: NodeType
    title: str
    family: str = ""
    family_title: str = ""
    grades: tuple[str, ...] = ()
    rank: float | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """An edge: what kind of move, stated or inferred, and the sentences, rule and lines behind it."""

    iri: str
    source: str
    target: str
    kind: str
    basis: Literal["stated", "inferred"]
    sentences: tuple[str, ...] = ()
    rule: str = ""
    citations: tuple[tuple[str, int], ...] = ()


def local(iri: str) -> str:
    """The last part of a term's IRI.

    >>> local("https://w3id.org/careergraph#NextFamily")
    'NextFamily'
    """
    return iri.rpartition("#")[2]


def read_nodes(store: Dataset) -> dict[str, Node]:
    """All nodes of a store by IRI."""
    nodes: dict[str, Node] = {}
    grades: dict[str, list[str]] = defaultdict(list)
    for row in sorted(select(store, "nodes"), key=lambda row: (row["node"], float(row.get("rank", "inf")))):
        iri = row["node"]
        if "grade" in row and row["grade"] not in grades[iri]:
            grades[iri].append(row["grade"])
        if iri not in nodes:
            nodes[iri] = Node(
                iri,
                _TYPES[local(row["type"])],
                row["title"],
                row.get("family", ""),
                row.get("familyTitle", ""),
                rank=float(row["rank"]) if "rank" in row else None,
            )
    return {
        iri: Node(n.iri, n.type, n.title, n.family, n.family_title, tuple(grades[iri]), n.rank)
        for iri, n in nodes.items()
    }


def read_moves(store: Dataset) -> list[Move]:
    """All moves of a store, ordered by IRI."""
    lines: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in select(store, "move-lines"):
        lines[row["move"]].append((row["path"], int(row["line"])))
    rows: dict[str, dict[str, str]] = {}
    sentences: dict[str, list[str]] = defaultdict(list)
    for row in select(store, "moves"):
        rows[row["move"]] = row
        if "sentence" in row and row["sentence"] not in sentences[row["move"]]:
            sentences[row["move"]].append(row["sentence"])
    return [
        Move(
            iri,
            row["from"],
            row["to"],
            _KINDS[local(row["kind"])],
            "stated" if local(row["basis"]) == "Stated" else "inferred",
            tuple(sorted(sentences[iri])),
            row.get("rule", ""),
            tuple(sorted(lines[iri])),
        )
        for iri, row in sorted(rows.items())
    ]


def named(nodes: Iterable[Node]) -> list[Named]:
    """The nodes as things to be found by name."""
    found = []
    for node in nodes:
        graded = f"grade {', '.join(node.grades)}" if node.grades else ""
        of_family = f"of {node.family_title}" if node.family_title not in ("", node.title) else ""
        detail = ", ".join(part for part in (graded, of_family) if part)
        found.append(Named(node.iri, node.title, node.type, detail))
    return found
