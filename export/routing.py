"""Arrows between boxes that stand in lanes: along the gutters between lanes, never through a box.

Every arrow is a line of horizontal and vertical pieces. Those that share a gutter get tracks side by side, in
the order in which they cross each other least.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Side = Literal["left", "right", "top", "bottom"]
#: The narrowest gutter, what each track in it takes, and the room between an arrow and a box that it passes.
GUTTER, TRACK, ROOM = 46.0, 11.0, 9.0
#: Where several arrows end at one side of a box, they are at least so far apart.
_PORTS = 7.0


class Point(NamedTuple):
    """A place; y grows downwards."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Standing:
    """A box: the lane it stands in, its centre's height, and its own."""

    lane: int
    y: float
    height: float


@dataclass(slots=True)
class _Arrow:
    source: str
    target: str
    sides: tuple[Side, Side]
    #: The gutters that it goes along, from source to target; gutter n is left of lane n.
    gutters: tuple[int, ...] = ()
    #: Heights of its horizontal pieces.
    levels: list[float] = field(default_factory=list)


class Routing:
    """Routes for arrows between boxes.

    Args:
        boxes: by key.
        pairs: keys of the boxes at which arrows begin and end; of two the same, one is drawn.
    """

    def __init__(self, boxes: Mapping[str, Standing], pairs: Iterable[tuple[str, str]]) -> None:
        self._boxes = boxes
        self._lanes: dict[int, list[Standing]] = defaultdict(list)
        for box in boxes.values():
            self._lanes[box.lane].append(box)
        self._used: dict[int, int] = defaultdict(int)
        self._arrows = {pair: self._arrow(*pair) for pair in dict.fromkeys(pairs) if pair[0] != pair[1]}
        self._place_ports()
        self._place_levels()
        self._tracks = {gutter: self._ordered(gutter) for gutter in self._gutters()}

    def gutter(self, number: int) -> float:
        """How wide the gutter left of a lane has to be for the arrows in it; outermost ones only if used."""
        if not self._tracks.get(number) and not 0 < number <= max(self._lanes, default=0):
            return 0.0
        return max(GUTTER, (len(self._tracks.get(number, ())) + 1) * TRACK + ROOM)

    def lines(
        self, lanes: Sequence[tuple[float, float]], kept: Mapping[int, float] | None = None
    ) -> dict[tuple[str, str], list[Point]]:
        """The corners of each arrow.

        Args:
            lanes: left and right edge of each lane's boxes.
            kept: so much at the right of a gutter is free of tracks.
        """
        tracks = {
            gutter: self._track_places(gutter, lanes, (kept or {}).get(gutter, 0.0))
            for gutter in self._tracks
        }
        return {pair: self._line(arrow, lanes, tracks) for pair, arrow in self._arrows.items()}

    def _arrow(self, source: str, target: str) -> _Arrow:
        one, other = self._boxes[source], self._boxes[target]
        if one.lane != other.lane:
            step = 1 if other.lane > one.lane else 0
            sides: tuple[Side, Side] = ("right", "left") if step else ("left", "right")
            first, last = one.lane + step, other.lane + 1 - step
            self._used[first] += 1
            return _Arrow(source, target, sides, (first,) if first == last else (first, last))
        if not self._between(one, other):
            return _Arrow(source, target, ("top", "bottom") if other.y < one.y else ("bottom", "top"))
        right = self._used[one.lane + 1] <= self._used[one.lane]
        self._used[one.lane + right] += 1
        side: Side = "right" if right else "left"
        return _Arrow(source, target, (side, side), (one.lane + right,))

    def _between(self, one: Standing, other: Standing) -> bool:
        low, high = sorted((one.y, other.y))
        return any(low < box.y < high for box in self._lanes[one.lane])

    def _place_ports(self) -> None:
        """Spread the arrows that end at one side of a box over it, in the order of their other ends."""
        at: dict[tuple[str, Side], list[tuple[float, int, _Arrow, int]]] = defaultdict(list)
        for arrow in self._arrows.values():
            arrow.levels = [self._boxes[arrow.source].y, self._boxes[arrow.target].y]
            if not arrow.gutters:
                continue
            ends = (arrow.source, arrow.target)
            for end in (0, 1):
                other = self._boxes[ends[1 - end]]
                at[ends[end], arrow.sides[end]].append((other.y, other.lane, arrow, end))
        ports: dict[tuple[str, Side], list[float]] = {}
        for (key, side), those in at.items():
            box = self._boxes[key]
            those.sort(key=lambda each: (each[:2], each[3]))
            apart = min(2 * _PORTS, (box.height - 2 * _PORTS) / max(1, len(those) - 1))
            for number, (_, _, arrow, end) in enumerate(those):
                arrow.levels[end] = box.y + (number - (len(those) - 1) / 2) * apart
            ports[key, side] = [arrow.levels[end] for _, _, arrow, end in those]
        for arrow in self._arrows.values():
            if arrow.gutters:
                self._straighten(arrow, ports)

    def _straighten(self, arrow: _Arrow, ports: dict[tuple[str, Side], list[float]]) -> None:
        """Move one end of an arrow so that it needs no bend, where there is room for it."""
        ends = (arrow.source, arrow.target)
        for end in (1, 0):
            here, wanted = arrow.levels[end], arrow.levels[1 - end]
            box, there = self._boxes[ends[end]], ports[ends[end], arrow.sides[end]]
            fits = abs(wanted - box.y) <= box.height / 2 - _PORTS
            others = [port for port in there if port != here]
            if here != wanted and fits and all(abs(port - wanted) >= _PORTS for port in others):
                there[there.index(here)] = arrow.levels[end] = wanted
                return

    def _place_levels(self) -> None:
        """Find heights at which the arrows that pass whole lanes do so without touching a box."""
        taken: list[tuple[int, int, float]] = []
        for arrow in self._arrows.values():
            if len(arrow.gutters) < 2:
                continue
            first, last = sorted(arrow.gutters)
            start, end = arrow.levels
            passed = [box for lane in range(first, last) for box in self._lanes[lane]]
            free = [start, end]
            for box in passed:
                edge = box.height / 2 + ROOM
                free += [box.y - edge - extra for extra in (0, 6, 12)]
                free += [box.y + edge + extra for extra in (0, 6, 12)]

            def cost(level: float, passed: list[Standing] = passed, arrow: _Arrow = arrow) -> float:
                hit = sum(abs(level - box.y) < box.height / 2 + ROOM - 0.01 for box in passed)
                beside = sum(
                    one <= max(arrow.gutters) and min(arrow.gutters) <= other and abs(level - height) < 5
                    for one, other, height in taken
                )
                return (
                    hit * 10_000 + beside * 500 + abs(level - arrow.levels[0]) + abs(level - arrow.levels[1])
                )

            level = min(free, key=lambda level: (cost(level), level))
            taken.append((first, last, level))
            arrow.levels = [start, level, end]

    def _gutters(self) -> list[int]:
        return sorted({gutter for arrow in self._arrows.values() for gutter in arrow.gutters})

    def _pieces(self, arrow: _Arrow, gutter: int) -> list[tuple[float, bool]]:
        """Of an arrow in a gutter: heights at which it comes in and goes out, and whether at the left."""
        number = arrow.gutters.index(gutter)
        from_left = arrow.sides[0] == "right"
        to_left = arrow.sides[1] == "right" if len(arrow.gutters) == 1 else not from_left
        return [(arrow.levels[number], from_left), (arrow.levels[number + 1], to_left)]

    def _ordered(self, gutter: int) -> list[_Arrow]:
        """The arrows that have a vertical piece in a gutter, from left to right."""
        found: list[_Arrow] = []
        for arrow in self._arrows.values():
            if gutter not in arrow.gutters:
                continue
            if len(arrow.gutters) == 1 and arrow.levels[0] == arrow.levels[1]:
                continue  # straight through
            costs = []
            for place in range(len(found) + 1):
                left = sum(self._crossings(one, arrow, gutter) for one in found[:place])
                right = sum(self._crossings(arrow, one, gutter) for one in found[place:])
                costs.append(left + right)
            found.insert(costs.index(min(costs)), arrow)
        return found

    def _crossings(self, left: _Arrow, right: _Arrow, gutter: int) -> int:
        """How often two arrows cross in a gutter if one has the track left of the other's."""
        one, other = self._pieces(left, gutter), self._pieces(right, gutter)
        to_the_right = [y for y, at_left in one if not at_left]
        to_the_left = [y for y, at_left in other if at_left]
        return _within(to_the_right, other) + _within(to_the_left, one)

    def _line(
        self, arrow: _Arrow, lanes: Sequence[tuple[float, float]], tracks: Mapping[int, Sequence[float]]
    ) -> list[Point]:
        one, other = self._boxes[arrow.source], self._boxes[arrow.target]
        if not arrow.gutters:
            back = (arrow.target, arrow.source) in self._arrows
            x = sum(lanes[one.lane]) / 2 + (0 if not back else 14 if other.y < one.y else -14)
            up = -1 if other.y < one.y else 1
            return [Point(x, one.y + up * one.height / 2), Point(x, other.y - up * other.height / 2)]
        points = [Point(lanes[one.lane][arrow.sides[0] == "right"], arrow.levels[0])]
        for number, gutter in enumerate(arrow.gutters):
            start, end = arrow.levels[number : number + 2]
            if start != end:
                x = tracks[gutter][self._tracks[gutter].index(arrow)]
                points += [Point(x, start), Point(x, end)]
        points.append(Point(lanes[other.lane][arrow.sides[1] == "right"], arrow.levels[-1]))
        return points

    def _track_places(self, gutter: int, lanes: Sequence[tuple[float, float]], kept: float) -> list[float]:
        left = lanes[gutter - 1][1] if gutter else lanes[0][0] - kept - self.gutter(0)
        right = lanes[gutter][0] - kept if gutter < len(lanes) else lanes[-1][1] + self.gutter(gutter)
        count = len(self._tracks[gutter])
        return [left + (right - left) * (number + 1) / (count + 1) for number in range(count)]


def _within(heights: Iterable[float], pieces: Sequence[tuple[float, bool]]) -> int:
    low, high = sorted(y for y, _ in pieces)
    return sum(low <= y <= high for y in heights)
