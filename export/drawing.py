"""What stands where in a picture of a ladder or a path: boxes in lanes at the height of their grade."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from careergraph.graph.levels import IC, MANAGER

from .routing import Routing, Standing
from .textfit import plain, width, wrap
from .wording import counted, node_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from careergraph.graph.nodes import Move, Node

    from .routing import Point

#: The room that a picture has on a slide of 1280 by 720, below its title and above its legend.
ROOM = (1208.0, 480.0)
#: Sizes of the letters of titles and of what stands below them, and the height of their lines.
TITLE, NOTE = 14.0, 11.5
TITLE_LINE, NOTE_LINE = 17.0, 14.0
_PAD = 9.0
#: What the cut corners of managers' boxes take.
_BAR = 8.0
#: A box gets at most so wide for the sake of a long word.
_LONGEST = 190.0
#: Room for the scale, left of the first lane.
_SCALE = 54.0
#: Boxes of other families' roles: their width, the room between them, and the most on one side.
_OUTSIDE, _BETWEEN = 158.0, 9.0
_MOST = 9


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its centre and sizes, title and note as lines, and what tells its kind.

    ``shape`` is "ic", "manager", "plain" (no track known), "named" (no page describes it) or "family".
    ``outside`` boxes stand beside the scale. ``tip`` is the whole text.
    """

    x: float
    y: float
    width: float
    height: float
    title: tuple[str, ...]
    note: tuple[str, ...]
    shape: str
    outside: bool
    tip: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """A move as a line by its corners, in words, and its number where the picture counts its steps."""

    points: tuple[Point, ...]
    kind: str
    basis: str
    tip: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """What stands where; y grows downwards from 0.

    ``scale`` are (y, grade), its lines run over ``span``. ``words`` are (centre, y, text) beside the boxes.
    ``sources`` tell pages and lines, ``description`` all of it in sentences.
    """

    title: str
    subtitle: str
    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    scale: tuple[tuple[float, str], ...]
    span: tuple[float, float]
    words: tuple[tuple[float, float, str], ...]
    sources: tuple[str, ...]
    description: tuple[str, ...]


def _shape(node: Node) -> str:
    if node.type in ("family", "named"):
        return node.type
    return "ic" if node.track == IC else "manager" if node.track == MANAGER else "plain"


def _height(title: Sequence[str], note: Sequence[str], *, outside: bool = False) -> float:
    if outside:
        return 2 * 6 + len(title) * 13.5 + len(note) * 12.5
    return 2 * _PAD + len(title) * TITLE_LINE + len(note) * NOTE_LINE


class Drawing:
    """Collects boxes and arrows, then gives them their places.

    Args:
        families: whether boxes on the scale name their family.
    """

    def __init__(self, *, families: bool = False) -> None:
        self._families = families
        self._nodes: dict[str, Node] = {}
        self._at: dict[str, tuple[int, float]] = {}  #: lane, row
        self._beside: dict[str, dict[str, Node]] = {"left": {}, "right": {}}
        self._left_out = {"left": 0, "right": 0}
        self._moves: dict[tuple[str, str], tuple[Move, str, int]] = {}

    def add(self, node: Node, lane: int, row: float) -> None:
        """A box on the scale."""
        self._nodes[node.iri] = node
        self._at[node.iri] = (lane, row)

    def join(self, source: Node, target: Node, move: Move, said: str, number: int = 0) -> None:
        """An arrow, with a box beside the scale for the end that is not on it.

        Args:
            source: where the move begins.
            target: where it leads.
            move: what it is.
            said: the same in words.
            number: the number of a step.
        """
        ends = [source.iri, target.iri]
        outside = [end not in self._at for end in ends]
        if all(outside) or ends[0] == ends[1]:
            return
        if any(outside):
            side, other = ("left", source) if outside[0] else ("right", target)
            held = self._beside[side]
            if other.iri not in held and len(held) == _MOST:
                self._left_out[side] += 1
                return
            held[other.iri] = other
            ends = [f"{side} {end}" if out else end for end, out in zip(ends, outside, strict=True)]
        self._moves[ends[0], ends[1]] = (move, said, number)

    def picture(self, scale: Mapping[float, float]) -> Picture:
        """All of it in place, without words around it.

        Args:
            scale: grade → row.
        """
        found = self._arranged(scale, ROOM[1])
        if found.width > ROOM[0]:  # it will be made smaller, so there is more room upwards
            found = self._arranged(scale, ROOM[1] * found.width / ROOM[0])
        return found

    def _arranged(self, scale: Mapping[float, float], room: float) -> Picture:
        first = int(bool(self._beside["left"]))
        count = max((lane for lane, _ in self._at.values()), default=0) + 1
        beside = [side for side, those in self._beside.items() if those]
        words = (word for node in self._nodes.values() for word in node.title.split())
        longest = max((width(word, TITLE, bold=True) for word in words), default=0.0)
        least = min(_LONGEST, max(112.0, longest + 2 * _PAD + _BAR + 1))
        wide = max(least, min(216.0, (ROOM[0] - _SCALE - len(beside) * 218 - (count - 1) * 60) / count))
        texts = {iri: self._text(node, wide, graded=bool(scale)) for iri, node in self._nodes.items()}
        high = max((_height(*text) for text in texts.values()), default=40.0)
        pitch = self._pitch(high, room)
        top = max((row for _, row in self._at.values()), default=0.0)
        standing = {
            iri: Standing(lane + first, (top - row) * pitch, high) for iri, (lane, row) in self._at.items()
        }
        bottom = max((box.y for box in standing.values()), default=0.0) + high / 2
        for side in beside:
            texts |= {f"{side} {iri}": _outside_text(node) for iri, node in self._beside[side].items()}
            lane = 0 if side == "left" else first + count
            standing |= self._stacked(side, texts, standing, bottom, lane)
        routing = Routing(standing, self._moves)
        lanes = _lanes(
            routing,
            [
                wide if first <= n < first + count else _OUTSIDE
                for n in range(first + count + ("right" in beside))
            ],
            first,
        )
        lines = routing.lines(lanes, {first: _SCALE})
        edges = [y for box in standing.values() for y in (box.y - box.height / 2, box.y + box.height / 2)]
        edges += [point.y for line in lines.values() for point in line] or [0.0]
        upper = min(edges) - (30 if beside else 0)
        rows = [row for _, row in self._at.values()] or [0.0]
        lower = max(edges) - upper
        return Picture(
            "",
            "",
            lanes[-1][1] + max(10.0, routing.gutter(len(lanes))),
            lower + (18 if any(self._left_out.values()) else 0),
            tuple(self._box(key, box, texts[key], lanes, upper) for key, box in standing.items()),
            tuple(
                Arrow(
                    tuple(at._replace(y=at.y - upper) for at in lines[pair]),
                    move.kind,
                    move.basis,
                    said,
                    number,
                )
                for pair, (move, said, number) in self._moves.items()
            ),
            tuple(
                ((top - row) * pitch - upper, f"{rank:g}")
                for rank, row in scale.items()
                if min(rows) <= row <= max(rows)
            ),
            (lanes[first][0] - _SCALE, lanes[first + count - 1][1] + 10),
            tuple(self._words(lanes, lower)),
            (),
            (),
        )

    def _pitch(self, high: float, room: float) -> float:
        """From one row to the next: at least so that boxes of one lane stay apart, at most what there is."""
        by_lane: dict[int, list[float]] = defaultdict(list)
        for lane, row in self._at.values():
            by_lane[lane].append(row)
        apart = [b - a for rows in by_lane.values() for a, b in pairwise(sorted(rows)) if b > a]
        least = (high + 26) / min(apart) if apart else 30.0
        rows = [row for _, row in self._at.values()] or [0.0]
        extent = max(rows) - min(rows)
        there_is = (room - high) / extent if extent else 0.0
        return max(least, min(there_is, high + 110))

    def _text(self, node: Node, wide: float, *, graded: bool) -> tuple[list[str], list[str]]:
        room = wide - 2 * _PAD - (_BAR if node.track == MANAGER else 0)
        notes = []
        if node.type == "family":
            notes = ["job family as a whole"]
        elif node.type == "named":
            notes = ["no page describes it"]
        elif len(node.grades) > 1:
            notes = [f"grade {' or '.join(node.grades)}"]
        elif node.rank is None and graded:
            notes = ["grade not stated"]
        if self._families and node.family_title not in ("", node.title):
            notes.insert(0, node.family_title)
        lines = 3 if wide > 130 else 4
        note = [line for text in notes for line in wrap(text, room, NOTE, 2)]
        return wrap(node.title, room, TITLE, lines, bold=True), note

    def _stacked(
        self,
        side: str,
        texts: Mapping[str, tuple[list[str], list[str]]],
        standing: Mapping[str, Standing],
        bottom: float,
        lane: int,
    ) -> dict[str, Standing]:
        """Boxes beside the scale one below the other, each as near as can be to what it is joined to."""
        joined: dict[str, list[float]] = defaultdict(list)
        for pair in self._moves:
            for key, other in (pair, pair[::-1]):
                if key.startswith(f"{side} "):
                    joined[key].append(standing[other].y)
        wanted = {key: sum(ys) / len(ys) for key, ys in joined.items()}
        order = sorted(wanted, key=lambda key: wanted[key])
        tall = {key: _height(*texts[key], outside=True) for key in order}
        ys: dict[str, float] = {}
        edge = float("-inf")
        for key in order:
            ys[key] = max(wanted[key], edge + tall[key] / 2)
            edge = ys[key] + tall[key] / 2 + _BETWEEN
        edge = max(bottom, sum(tall.values()) + _BETWEEN * (len(order) - 1))
        for key in reversed(order):
            ys[key] = min(ys[key], edge - tall[key] / 2)
            edge = ys[key] - tall[key] / 2 - _BETWEEN
        return {key: Standing(lane, ys[key], tall[key]) for key in order}

    def _box(
        self,
        key: str,
        box: Standing,
        text: tuple[Sequence[str], Sequence[str]],
        lanes: Sequence[tuple[float, float]],
        upper: float,
    ) -> Box:
        left, right = lanes[box.lane]
        side, _, iri = key.partition(" ")
        node = self._nodes.get(key) or self._beside[side][iri]
        return Box(
            (left + right) / 2,
            box.y - upper,
            right - left,
            box.height,
            tuple(text[0]),
            tuple(text[1]),
            _shape(node),
            key not in self._nodes,
            node_in_words(node),
        )

    def _words(
        self, lanes: Sequence[tuple[float, float]], bottom: float
    ) -> Iterator[tuple[float, float, str]]:
        for side, at, head in (("left", lanes[0], "Leads here"), ("right", lanes[-1], "Leads on to")):
            if self._beside[side]:
                yield sum(at) / 2, 12.0, head
            if self._left_out[side]:
                yield sum(at) / 2, bottom + 14, f"and {counted(self._left_out[side], 'more move')}"


def _lanes(routing: Routing, widths: Sequence[float], first: int) -> list[tuple[float, float]]:
    """Left and right edge of each lane; the scale stands left of the ``first`` one."""
    x = 0.0
    lanes = []
    for lane, wide in enumerate(widths):
        x += routing.gutter(lane) + (_SCALE if lane == first else 0.0)
        lanes.append((x, x + wide))
        x += wide
    return lanes


def _outside_text(node: Node) -> tuple[list[str], list[str]]:
    family = "job family" if node.type == "family" else plain(node.family_title)
    parts = [f"grade {plain(', '.join(node.grades))}" if node.grades else ""]
    parts += [family if family != plain(node.title) else ""]
    room = _OUTSIDE - 2 * _PAD
    note = " · ".join(part for part in parts if part)
    return wrap(node.title, room, NOTE, 3, bold=True), wrap(note, room, 10, 2)
