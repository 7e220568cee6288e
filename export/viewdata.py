"""What a page carries: the part of the graph that it shows as JSON-like data, everything by number.

Its nodes, edges and options are pyvis' records, as vis-network takes them; beside them stands what the page
tells of them. Texts, pages, skills and indicators stand once each.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from careergraph.graph.careers import NOTHING_ASKED
from careergraph.graph.effort import effort, leads_down
from careergraph.graph.skills import WEIGHTS
from careergraph.graph.steps import best_of

from .columns import LANE
from .layout import BOX, GAP, ROW, Layout, layout
from .overview import overview

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from careergraph.graph.careers import Careers
    from careergraph.graph.nodes import Citation, Move, Node

    from .viewfacts import Item, Told
    from .viewpart import Part

_TYPES = ("role", "family", "named")
_KINDS = ("promotion", "lateral", "change of track", "next family")
_BASES = ("stated", "inferred", "suggested")
_TRACKS = ("", "individual contributor", "manager")
_STRENGTHS = tuple(WEIGHTS)
#: How lines are drawn: stated solid, inferred dashed, suggested dotted.
_DASHES: dict[str, Any] = {"stated": False, "inferred": [5, 5], "suggested": [1.5, 5]}
#: The tips of lines; with the colour, they tell the kinds of moves apart.
_TIPS = {"promotion": "triangle", "lateral": "vee", "change of track": "diamond", "next family": "arrow"}
#: Given positions; whatever vis-network would compute, the page has, and it draws boxes and names itself.
OPTIONS: dict[str, Any] = {
    "physics": False,
    "layout": {"improvedLayout": False},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "keyboard": False,
        "multiselect": False,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "tooltipDelay": 1000000,
    },
    "nodes": {
        "shape": "box",
        "margin": {"top": 0, "right": 0, "bottom": 0, "left": 0},  # 0 alone counts as none given
        "borderWidth": 0,
        "borderWidthSelected": 0,
        "chosen": False,
        "widthConstraint": {"minimum": BOX[0], "maximum": BOX[0]},
        "heightConstraint": {"minimum": BOX[1]},
    },
    "edges": {"smooth": False, "width": 1.5, "selectionWidth": 0, "hoverWidth": 0, "chosen": False},
}
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def view_data(
    careers: Careers,
    part: Part,
    told: Mapping[str, Told] | None = None,
    holders: Mapping[str, str] | None = None,
    base_url: str = "",
) -> dict[str, Any]:
    """Everything that a page needs to know.

    Args:
        careers: the graph.
        part: what of it is shown.
        told: requirements and superiors by IRI; see `viewfacts.read_told`.
        holders: names of those whose own the requirements are.
        base_url: what the path of a page is appended to, to link to it; "" for no links.

    Returns:
        JSON-like data, the same for the same input.
    """
    return _Packing(careers, part, told or {}, holders or {}).data(base_url)


def spoken(department: str) -> str:
    """The name of a department for people; many pages give only that of a folder.

    >>> spoken("legal-and-corporate-affairs"), spoken("R&D")
    ('Legal and corporate affairs', 'R&D')
    """
    if _SLUG.fullmatch(department):
        return department.replace("-", " ").capitalize()
    return department


class _Numbers:
    """Numbers things in the order in which they are first named."""

    def __init__(self) -> None:
        self._known: dict[Any, int] = {}

    def __call__(self, thing: Any) -> int:
        return self._known.setdefault(thing, len(self._known))

    def __iter__(self) -> Any:
        return iter(self._known)


class _Packing:
    def __init__(
        self, careers: Careers, part: Part, told: Mapping[str, Told], holders: Mapping[str, str]
    ) -> None:
        self.careers, self.part, self.told, self.holders = careers, part, told, holders
        self.nodes = [node for iri, node in careers.nodes.items() if iri in part.iris]
        self.numbers = {node.iri: number for number, node in enumerate(self.nodes)}
        self.pages, self.skills, self.indicators, self.items = (_Numbers() for _ in range(4))
        self.departments = _Numbers()

    def data(self, base_url: str) -> dict[str, Any]:
        careers, part = self.careers, self.part
        placed = layout(careers, part.iris, part.order)
        cards = overview(careers, part.iris)
        edges, moves = self._moves()
        network = _network(self.nodes, edges, placed.places)
        facts = [self._facts(node, placed.places.get(node.iri)) for node in self.nodes]
        holder_numbers = _Numbers()
        items = [self._item(item, holder_numbers) for item in self.items]
        numbers = self.numbers
        return {
            "title": part.title,
            "opening": part.opening,
            "base": careers.base,
            "baseUrl": base_url,
            **network,
            "facts": facts,
            "moves": moves,
            "tips": [_TIPS[kind] for kind in _KINDS],
            "dashes": [_DASHES[basis] for basis in _BASES],
            "items": items,
            "holders": [[holder, self.holders.get(holder, "")] for holder in holder_numbers],
            "shelves": self._shelves(placed),
            "departmentLayouts": self._departments() if not part.order else {},
            "cards": {str(numbers[iri]): [place.x, place.y] for iri, place in cards.places.items()},
            "blocks": [
                {
                    "d": self._department(block.department, block.title),
                    "x": block.left,
                    "y": block.top,
                    "w": block.width,
                    "h": block.height,
                }
                for block in cards.blocks
            ],
            "departments": [spoken(title) for _, title in self.departments],
            "departmentIds": [self._short(iri) for iri, _ in self.departments],
            "pages": list(self.pages),
            "skills": [careers.taxonomy.label(iri) if careers.taxonomy else iri for iri in self.skills],
            "indicators": [careers.indicators.get(iri, iri) for iri in self.indicators],
            "focus": sorted(numbers[iri] for iri in part.focus if iri in numbers),
            "about": [numbers[node.iri] for node in part.about if node.iri in numbers],
            "hops": part.hops,
            "order": [numbers.get(iri, -1) for iri in part.order],
            "skill": self.skills(part.skill) if part.skill else -1,
            "routes": [
                {"nodes": [numbers[node.iri] for node in route.nodes], "effort": route.effort.total}
                for route in part.routes
            ],
            "sizes": {
                "box": BOX,
                "card": cards.card,
                "lane": LANE,
                "row": ROW,
                "gap": GAP,
            },
        }

    def _shelves(self, placed: Layout) -> list[dict[str, Any]]:
        return [
            {
                "d": self._department(shelf.department, shelf.title),
                "x": [shelf.left, shelf.right],
                "y": [shelf.top, shelf.bottom],
                "scale": shelf.scale,
                "columns": [[self.numbers.get(iri, -1), x, width] for iri, x, width in shelf.columns],
            }
            for shelf in placed.shelves
        ]

    def _departments(self) -> dict[str, Any]:
        """Each department by itself, as it is laid out when it is opened; none where there is only one."""
        by_department: dict[str, list[str]] = defaultdict(list)
        for node in self.nodes:
            if node.type != "named":
                by_department[node.department].append(node.iri)
        if len(by_department) < 2:
            return {}
        found = {}
        for department, iris in by_department.items():
            placed = layout(self.careers, iris)
            title = self.careers.nodes[department].title if department else ""
            found[str(self._department(department, title))] = {
                "places": {str(self.numbers[iri]): [at.x, at.y] for iri, at in placed.places.items()},
                "shelves": self._shelves(placed),
            }
        return found

    def _moves(self) -> tuple[list[tuple[int, int, Move]], list[list[Any]]]:
        """One edge for all moves between two nodes: the one that counts; and each move by its edge."""
        by_pair: dict[tuple[int, int], list[Move]] = defaultdict(list)
        for move in (*self.careers.moves, *self.part.suggested):
            if move.source in self.numbers and move.target in self.numbers:
                by_pair[self.numbers[move.source], self.numbers[move.target]].append(move)
        edges, rows = [], []
        for number, ((source, target), moves) in enumerate(sorted(by_pair.items())):
            edges.append((source, target, best_of(moves)))
            ordered = sorted(moves, key=lambda move: (_BASES.index(move.basis), move.iri))
            rows += [self._move(number, move) for move in ordered]
        return edges, rows

    def _move(self, edge: int, move: Move) -> list[Any]:
        source, target = self.careers.nodes[move.source], self.careers.nodes[move.target]
        score = self.careers.score(move)
        return [
            edge,
            _KINDS.index(move.kind),
            _BASES.index(move.basis),
            effort(source, target, move, score).total,
            None if score is None else round(score * 100),
            int(leads_down(source, target)),
            move.rule,
            list(move.sentences),
            self._lines(move.citations),
        ]

    def _facts(self, node: Node, place: Any) -> dict[str, Any]:
        asked = self.careers.asked.get(node.iri, NOTHING_ASKED)
        told = self.told.get(node.iri)
        skilled = asked if node.type == "role" else NOTHING_ASKED
        facts: dict[str, Any] = {
            "t": _TYPES.index(node.type) if node.type in _TYPES else 2,
            "id": self._short(node.iri),
            "f": self.numbers.get(node.family, -1) if node.type != "family" else -1,
            "d": self._department(node.department, node.department_title),
            "g": list(node.grades),
            "r": node.rank,
            "k": _TRACKS.index(node.track),
            "c": self._lines(node.citations),
            "s": [
                [self.skills(iri), _STRENGTHS.index(strength), count]
                for iri, (strength, count) in skilled.skills.items()
            ],
            "i": [self.indicators(iri) for iri in asked.indicators],
        }
        if place is not None:
            facts |= {"y": place.row, "l": place.lane, "e": int(place.estimated)}
        if told is not None:
            facts |= {
                "q": [self.items(item) for item in told.requirements],
                "n": [self.items(item) for item in told.nice_to_have],
                "m": told.responsibilities,
                "u": [
                    [self.numbers.get(iri, -1), name, self._lines([line])]
                    for iri, name, line in told.superiors
                ],
            }
        return {key: value for key, value in facts.items() if value not in ([], None, "")}

    def _item(self, item: Item, holders: _Numbers) -> list[Any]:
        return [item.text, holders(item.holder), *self._lines([item.citation])[0], *item.nested]

    def _department(self, iri: str, title: str) -> int:
        return self.departments((iri, title)) if iri else -1

    def _lines(self, citations: Iterable[Citation]) -> list[list[int]]:
        return [[self.pages(path), line] for path, line in citations]

    def _short(self, iri: str) -> str:
        return iri.removeprefix(self.careers.base)


def _network(
    nodes: Iterable[Node], edges: Iterable[tuple[int, int, Move]], places: Mapping[str, Any]
) -> dict[str, Any]:
    """The picture as pyvis' records.

    They are put where `pyvis.network.Network.add_node` and ``add_edge`` would put them: ``add_edge`` looks
    through all edges for each one.
    """
    from pyvis.edge import Edge  # type: ignore[import-untyped]  # noqa: PLC0415 - loads IPython
    from pyvis.network import Network  # type: ignore[import-untyped]  # noqa: PLC0415
    from pyvis.node import Node as Drawn  # type: ignore[import-untyped]  # noqa: PLC0415

    network = Network(directed=True, cdn_resources="in_line")
    for number, node in enumerate(nodes):
        place = places.get(node.iri)
        at = {} if place is None else {"x": place.x, "y": place.y}
        network.nodes.append(Drawn(number, "box", node.title, **at).options)
    for number, (source, target, move) in enumerate(edges):
        drawn = Edge(source, target, directed=True, id=number, dashes=_DASHES[move.basis])
        drawn.options["arrows"] = {"to": {"enabled": True, "type": _TIPS[move.kind]}}
        network.edges.append(drawn.options)
    network.options = OPTIONS
    records, lines, *_ = network.get_network_data()
    return {"nodes": records, "edges": lines, "options": OPTIONS}
