"""The roles, families and moves of a dataset as plain records."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .names import Named
from .query import select

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .query import Dataset

NodeType = Literal["role", "family", "department", "named"]
Basis = Literal["stated", "inferred", "suggested"]
Citation = tuple[str, int]
_TYPES: dict[str, NodeType] = {"Role": "role", "JobFamily": "family", "UnresolvedTarget": "named"}
_KINDS = {
    "Promotion": "promotion",
    "Lateral": "lateral",
    "ChangeOfTrack": "change of track",
    "NextFamily": "next family",
}
_TRACKS = {"IndividualContributor": "individual contributor", "Manager": "manager"}


@dataclass(frozen=True, slots=True)
class Node:
    """A role, a family, a department, or a name that no page describes.

    ``grades`` are as written, lowest first; ``ranks`` are those that are numbers, lowest first.
    ``citations`` are the lines that a role or family was read from. ``track`` is "individual contributor",
    "manager", or "" where it is not known.
    """

    iri: str
    type: NodeType
    title: str
    family: str = ""
    family_title: str = ""
    grades: tuple[str, ...] = ()
    ranks: tuple[float, ...] = ()
    track: str = ""
    department: str = ""
    department_title: str = ""
    citations: tuple[Citation, ...] = ()

    @property
    def rank(self) -> float | None:
        """The lowest grade that is a number."""
        return self.ranks[0] if self.ranks else None


@dataclass(frozen=True, slots=True)
class Move:
    """An edge: what kind of move, what it rests on, and the sentences, rule and lines behind it.

    Pages state a move, or a rule infers it, or likeness of skills alone suggests it.
    """

    iri: str
    source: str
    target: str
    kind: str
    basis: Basis
    sentences: tuple[str, ...] = ()
    rule: str = ""
    citations: tuple[Citation, ...] = ()


def local(iri: str) -> str:
    """The last part of a term's IRI.

    >>> local("https://w3id.org/careergraph#NextFamily")
    'NextFamily'
    """
    return iri.rpartition("#")[2]


def read_nodes(store: Dataset) -> dict[str, Node]:
    """All nodes of a dataset by IRI, ordered by IRI."""
    first: dict[str, dict[str, str]] = {}
    graded: dict[str, set[tuple[float, str]]] = defaultdict(set)
    for row in select(store, "nodes"):
        first.setdefault(row["node"], row)
        if "grade" in row:
            graded[row["node"]].add((float(row.get("rank", "inf")), row["grade"]))
    departments: dict[str, tuple[str, str]] = {}
    tracks: dict[str, str] = {}
    for row in select(store, "placement"):
        if "track" in row:
            tracks[row["node"]] = _TRACKS[local(row["track"])]
        else:
            departments[row["node"]] = row["department"], row["departmentName"]
    lines: dict[str, set[Citation]] = defaultdict(set)
    for row in select(store, "node-lines"):
        lines[row["node"]].add((row["path"], int(row["line"])))
    nodes: dict[str, Node] = {}
    for iri, row in sorted(first.items()):
        grades = sorted(graded[iri])
        nodes[iri] = Node(
            iri,
            _TYPES[local(row["type"])],
            row["title"],
            row.get("family", ""),
            row.get("familyTitle", ""),
            tuple(dict.fromkeys(grade for _, grade in grades)),
            tuple(rank for rank, _ in grades if rank != float("inf")),
            tracks.get(iri, ""),
            *departments.get(row.get("family", iri), ("", "")),
            citations=tuple(sorted(lines[iri])),
        )
    for iri, title in sorted(set(departments.values())):
        nodes[iri] = Node(iri, "department", title)
    return nodes


def read_moves(store: Dataset) -> list[Move]:
    """All moves of a dataset, ordered by IRI; of the lines of each, those that state a move come first."""
    lines: dict[str, set[Citation]] = defaultdict(set)
    for row in select(store, "move-lines"):
        lines[row["move"]].add((row["path"], int(row["line"])))
    rows: dict[str, dict[str, str]] = {}
    sentences: dict[str, set[str]] = defaultdict(set)
    for row in select(store, "moves"):
        rows[row["move"]] = row
        if "sentence" in row:
            sentences[row["move"]].add(row["sentence"])
    stating = {line for iri, row in rows.items() if local(row["basis"]) == "Stated" for line in lines[iri]}
    return [
        Move(
            iri,
            row["from"],
            row["to"],
            _KINDS[local(row["kind"])],
            "stated" if local(row["basis"]) == "Stated" else "inferred",
            tuple(sorted(sentences[iri])),
            row.get("rule", ""),
            tuple(sorted(lines[iri], key=lambda line: (line not in stating, line))),
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
