"""Where roles stand in a picture: grade upwards, job families side by side, a ladder in a lane.

The picture is layered as in Sugiyama et al. 1981, "Methods for visual understanding of hierarchical system
structures", but the layers are given: a role stands at the height of its grade. What is left is to keep the
roles that promotions join in one lane (the longest paths of each family, by networkx), and families that
moves join next to each other. Nothing is random: the same careers stand at the same places.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, sqrt
from typing import TYPE_CHECKING

import networkx as nx

from careergraph.graph.levels import MANAGER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from careergraph.graph.careers import Careers
    from careergraph.graph.nodes import Move, Node

#: Sizes in points of the picture: of a role's box, from lane to lane, from grade to grade, between families.
BOX = (160, 50)
LANE, ROW, GAP = 184, 92, 40
#: Above the highest role of a shelf: room for the names of families, and for that of the department.
HEAD, TITLE = 156, 90
#: Between shelves, below and beside each other.
SHELF_GAP, SHELF_ASIDE = 90, 230
#: What the sides of a picture are to each other on most screens.
ASPECT = 1.45
#: Two roles in one lane are at least so many rows apart, and neighbouring grades are so far apart.
_APART, _NEAREST, _FARTHEST = 0.65, 0.7, 1.0
#: The column of names that no page describes.
UNDESCRIBED = ""


@dataclass(frozen=True, slots=True)
class Place:
    """The centre of a node's box; y grows downwards.

    ``row`` is its height on the scale of grades, ``lane`` its lane in its family's column. ``estimated`` is
    true where no grade is stated and the ladder tells the height.
    """

    x: float
    y: float
    row: float = 0.0
    lane: int = 0
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """Families side by side on one scale of grades.

    ``columns`` are (IRI of the family, left edge, width), ``scale`` is (y, grade as written); ``top`` and
    ``bottom`` include the names above the columns.
    """

    department: str
    title: str
    left: float
    right: float
    top: float
    bottom: float
    scale: tuple[tuple[float, str], ...]
    columns: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Places by IRI: of roles and undescribed names, and of families (the name above their column)."""

    places: dict[str, Place]
    shelves: tuple[Shelf, ...]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        right = max((shelf.right for shelf in self.shelves), default=0.0)
        return right, max((shelf.bottom for shelf in self.shelves), default=0.0)


@dataclass(frozen=True, slots=True)
class _Column:
    family: str
    title: str
    department: str
    lanes: int
    members: tuple[tuple[str, float, int], ...]  #: IRI, row, lane

    @property
    def width(self) -> float:
        return self.lanes * LANE


def layout(careers: Careers, iris: Collection[str] | None = None, order: Sequence[str] = ()) -> Layout:
    """Places for roles and for names that no page describes, with their families above them.

    Args:
        careers: what is drawn.
        iris: the nodes that are drawn; all where None.
        order: families in this order from left to right on one shelf, what is not named after them; without
            it, each department has shelves of its own.

    Returns:
        boxes that do not overlap. A role stands higher than another one of the same shelf exactly if its
        grade is, as far as both have one.
    """
    chosen = careers.nodes.keys() if iris is None else set(iris)
    drawn = [careers.nodes[iri] for iri in careers.nodes if iri in chosen]
    inner = [move for move in careers.moves if move.source in chosen and move.target in chosen]
    scale = grade_rows(careers)
    rows, estimated = heights(drawn, inner, scale)
    columns = _columns(drawn, inner, rows)
    if order:
        place = {family: number for number, family in enumerate(order)}
        columns.sort(key=lambda column: place.get(column.family, len(place)))
        stand = _stood([columns] if columns else [], 0.0, titled=False)
    else:
        stand = _fitting(_neighbourly(columns, careers, inner))
    return _placed(stand, careers, scale, estimated, titled=not order)


def grade_rows(careers: Careers) -> dict[float, float]:
    """Grade → height in rows; grades that lie far apart stand at most a row apart.

    Grades of all nodes count, so that a part of a picture has the scale of the whole.
    """
    ranks = sorted({node.rank for node in careers.nodes.values() if node.rank is not None})
    rows = dict.fromkeys(ranks[:1], 0.0)
    for below, above in pairwise(ranks):
        rows[above] = round(rows[below] + min(_FARTHEST, max(_NEAREST, above - below)), 3)
    return rows


def heights(
    nodes: Iterable[Node], moves: Iterable[Move], scale: Mapping[float, float]
) -> tuple[dict[str, float], set[str]]:
    """The row of each role and mere name; and those whose row is told by the moves from and to them.

    What no grade and no move places stands one row below everything.
    """
    roles = [node for node in nodes if node.type in ("role", "named")]
    rows = {node.iri: scale[node.rank] for node in roles if node.rank is not None}
    around: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for move in moves:
        rise = 0.0 if move.kind == "lateral" else 1.0
        around[move.target].append((move.source, rise))
        around[move.source].append((move.target, -rise))
    waiting = [node.iri for node in roles if node.iri not in rows]
    estimated = set(waiting)
    while waiting:
        found = {}
        for iri in waiting:
            known = [rows[other] + rise for other, rise in around[iri] if other in rows]
            if known:
                found[iri] = round(2 * sum(known) / len(known)) / 2
        if not found:
            rows |= dict.fromkeys(waiting, min(scale.values(), default=0.0) - 1)
            break
        rows |= found
        waiting = [iri for iri in waiting if iri not in found]
    return rows, estimated


def _columns(drawn: Sequence[Node], moves: Iterable[Move], rows: Mapping[str, float]) -> list[_Column]:
    """A column for each family, and one in each department for names that no page describes."""
    nodes = {node.iri: node for node in drawn}
    held: dict[tuple[str, str], list[Node]] = defaultdict(list)
    homes = _homes(nodes, moves)
    for node in drawn:
        if node.type == "family":
            held.setdefault((node.iri, node.department), [])
        elif node.type == "role":
            held[node.family, node.department].append(node)
        elif node.type == "named":
            held[UNDESCRIBED, homes.get(node.iri, "")].append(node)
    up: dict[tuple[str, str], nx.DiGraph[str]] = {key: nx.DiGraph() for key in held}
    keys = {node.iri: key for key, members in held.items() for node in members}
    for move in moves:
        key = keys.get(move.source)
        if (
            key is not None
            and key == keys.get(move.target)
            and rows[move.target] - rows[move.source] >= _APART
        ):
            up[key].add_edge(move.source, move.target, promotion=move.kind == "promotion")
    return [
        _Column(key[0], _title(key, nodes, members), key[1], *_lanes(members, up[key], rows))
        for key, members in held.items()
    ]


def _title(key: tuple[str, str], nodes: Mapping[str, Node], members: Sequence[Node]) -> str:
    if key[0] in nodes:
        return nodes[key[0]].title
    return members[0].family_title if members and key[0] else "\uffff"  # undescribed names come last


def _homes(nodes: Mapping[str, Node], moves: Iterable[Move]) -> dict[str, str]:
    """For names that no page describes, the department of the first described thing a move joins them to."""
    homes: dict[str, str] = {}
    for move in moves:
        for here, there in ((move.source, move.target), (move.target, move.source)):
            if nodes[here].type == "named" and nodes[there].department:
                homes.setdefault(here, nodes[there].department)
    return homes


def _lanes(
    members: Sequence[Node], up: nx.DiGraph[str], rows: Mapping[str, float]
) -> tuple[int, tuple[tuple[str, float, int], ...]]:
    """How many lanes a family needs, and its members in them: chains of promotions, contributors first."""
    by_iri = {node.iri: node for node in members}
    chains: list[list[str]] = []
    ladder = up.edge_subgraph([edge for edge in up.edges if up.edges[edge]["promotion"]]).copy()
    while ladder.number_of_edges():
        chain = nx.dag_longest_path(ladder)
        chains.append(chain)
        ladder.remove_nodes_from(chain)
    on_chain = {iri for chain in chains for iri in chain}
    chains += [[node.iri] for node in members if node.iri not in on_chain]

    def rank(chain: list[str]) -> tuple[bool, int, float, str]:
        managers = sum(by_iri[iri].track == MANAGER for iri in chain)
        return managers * 2 > len(chain), -len(chain), rows[chain[0]], by_iri[chain[0]].title

    lanes: list[list[float]] = []
    found = []
    for chain in sorted(chains, key=rank):
        heights_ = [rows[iri] for iri in chain]
        lane = _free(lanes, heights_)
        lanes[lane] += heights_
        found += [(iri, rows[iri], lane) for iri in chain]
    return max(1, len(lanes)), tuple(sorted(found, key=lambda each: (each[2], each[1], each[0])))


def _free(lanes: list[list[float]], rows: Sequence[float]) -> int:
    """The first lane in which nothing stands at these rows; a new one if there is none."""
    for lane, taken in enumerate(lanes):
        if all(abs(one - other) >= _APART for one in rows for other in taken):
            return lane
    lanes.append([])
    return len(lanes) - 1


def _neighbourly(columns: list[_Column], careers: Careers, moves: Iterable[Move]) -> list[list[_Column]]:
    """The columns of each department, those that moves join next to each other, otherwise by title."""
    joined: nx.Graph[str] = nx.Graph()
    for move in moves:
        ends = [careers.nodes[iri].family or iri for iri in (move.source, move.target)]
        if ends[0] != ends[1]:
            joined.add_edge(*ends)
    by_department: dict[str, list[_Column]] = defaultdict(list)
    for column in sorted(columns, key=lambda column: (column.title.casefold(), column.family)):
        by_department[column.department].append(column)
    found = []
    for _, those in sorted(by_department.items(), key=lambda item: (not item[0], item[0])):
        left = {column.family: column for column in those}
        ordered: list[_Column] = []
        for start in those:
            waiting = [start.family]
            while waiting:
                family = waiting.pop()
                if family in left:
                    ordered.append(left.pop(family))
                    near = joined.adj.get(family, ())
                    waiting += sorted(
                        (f for f in near if f in left), key=lambda f: left[f].title, reverse=True
                    )
        found.append(ordered)
    return found


def _broken(departments: list[list[_Column]], wanted: float) -> list[list[_Column]]:
    """The columns of each department on shelves of about the same length, none much longer than wanted."""
    shelves = []
    for those in departments:
        whole = sum(column.width + GAP for column in those)
        widest = max(column.width + GAP for column in those)
        limit = max(whole / max(1, ceil(whole / wanted)) + LANE / 2, widest)
        shelf: list[_Column] = []
        used = 0.0
        for column in those:
            if shelf and used + column.width + GAP > limit:
                shelves.append(shelf)
                shelf, used = [], 0.0
            shelf.append(column)
            used += column.width + GAP
        shelves.append(shelf)
    return shelves


@dataclass(frozen=True, slots=True)
class _Stand:
    """Shelves with their left and top edges."""

    shelves: tuple[tuple[list[_Column], float, float], ...]
    width: float
    height: float


def _stood(shelves: list[list[_Column]], wanted: float, *, titled: bool) -> _Stand:
    """Shelves beside each other as long as they are no wider together than wanted, then below."""
    left = top = width = high = 0.0
    found = []
    for shelf in shelves:
        wide = sum(column.width + GAP for column in shelf) - GAP
        if left and left + wide > wanted:
            left, top, high = 0.0, top + high + SHELF_GAP, 0.0
        found.append((shelf, left, top))
        low, peak = _range(shelf)
        high = max(high, (peak - low) * ROW + HEAD + (TITLE if titled else 0) + BOX[1])
        left += wide + SHELF_ASIDE
        width = max(width, left - SHELF_ASIDE)
    return _Stand(tuple(found), width, top + high)


def _range(shelf: Iterable[_Column]) -> tuple[float, float]:
    rows = [row for column in shelf for _, row, _ in column.members] or [0.0]
    return min(rows), max(rows)


def _fitting(departments: list[list[_Column]]) -> _Stand:
    """All departments in about the sides of a screen: of some widths, the one that can be drawn largest."""
    total = sum(column.width + GAP for those in departments for column in those)
    widths = [total / parts for parts in range(1, 2 + ceil(sqrt(len(departments) + total / LANE / 4)))]
    stands = [_stood(_broken(departments, width), width * 1.05, titled=True) for width in widths]
    return min(stands, key=lambda stand: max(stand.width / ASPECT, stand.height))


def _placed(
    stand: _Stand, careers: Careers, scale: Mapping[float, float], estimated: Collection[str], *, titled: bool
) -> Layout:
    places: dict[str, Place] = {}
    found = []
    for shelf, start, top in stand.shelves:
        low, high = _range(shelf)
        summit = top + HEAD + (TITLE if titled else 0)
        ground = summit + (high - low) * ROW
        left = start
        columns = []
        for column in shelf:
            columns.append((column.family, left, column.width))
            if column.family in careers.nodes:
                places[column.family] = Place(left + column.width / 2, summit - 96, high)
            for iri, row, lane in column.members:
                x = left + (lane + 0.5) * LANE
                places[iri] = Place(x, ground - (row - low) * ROW, row, lane, iri in estimated)
            left += column.width + GAP
        lines = tuple(
            (ground - (row - low) * ROW, f"{rank:g}") for rank, row in scale.items() if low <= row <= high
        )
        department = shelf[0].department if titled else ""
        title = careers.nodes[department].title if department in careers.nodes else ""
        bottom = ground + BOX[1]
        found.append(Shelf(department, title, start, left - GAP, top, bottom, lines, tuple(columns)))
    return Layout(places, tuple(found))
