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

from .columns import LANE, columns_of, neighbourly

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from careergraph.graph.careers import Careers
    from careergraph.graph.nodes import Move, Node

    from .columns import Column

#: Sizes in points of the picture: of a role's box, from grade to grade, between families.
BOX = (160, 50)
ROW, GAP = 92, 40
#: Above the highest role of a shelf: room for the names of families, and for that of the department.
HEAD, TITLE = 156, 90
#: Between shelves, below and beside each other.
SHELF_GAP, SHELF_ASIDE = 90, 230
#: What the sides of a picture are to each other on most screens.
ASPECT = 1.45
#: Neighbouring grades are so many rows apart.
_NEAREST, _FARTHEST = 0.7, 1.0


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
    found = columns_of(drawn, inner, rows)
    if order:
        place = {family: number for number, family in enumerate(order)}
        found.sort(key=lambda column: place.get(column.family, len(place)))
        stand = _stood([found] if found else [], 0.0, titled=False)
    else:
        stand = _fitting(neighbourly(found, careers, inner))
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


def _broken(departments: list[list[Column]], wanted: float) -> list[list[Column]]:
    """The columns of each department on shelves of about the same length, none much longer than wanted."""
    shelves = []
    for those in departments:
        whole = sum(column.width + GAP for column in those)
        widest = max(column.width + GAP for column in those)
        limit = max(whole / max(1, ceil(whole / wanted)) + LANE / 2, widest)
        shelf: list[Column] = []
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

    shelves: tuple[tuple[list[Column], float, float], ...]
    width: float
    height: float


def _stood(shelves: list[list[Column]], wanted: float, *, titled: bool) -> _Stand:
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


def _range(shelf: Iterable[Column]) -> tuple[float, float]:
    rows = [row for column in shelf for _, row, _ in column.members] or [0.0]
    return min(rows), max(rows)


def _fitting(departments: list[list[Column]]) -> _Stand:
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
