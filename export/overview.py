"""Where job families stand in the overview: as cards, those of a department together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from math import ceil
from typing import TYPE_CHECKING

from .layout import ASPECT, Place

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from careergraph.graph.careers import Careers
    from careergraph.graph.nodes import Node

#: A family's card in the overview: its width, its height at least and at most, and the room between cards.
CARD, CARD_TALL, CARD_APART = (140, 46), 72, (8, 7)
#: Between departments, and the room for a department's name above its cards.
CARD_GAP, CARD_TITLE = 22, 30
#: So many cards stand side by side in a column of departments at most.
_WIDEST = 40


@dataclass(frozen=True, slots=True)
class Block:
    """The cards of a department in the overview."""

    department: str
    title: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Overview:
    """Places of the families' cards by IRI, the size of each, and the departments that hold them."""

    places: dict[str, Place]
    blocks: tuple[Block, ...]
    card: tuple[float, float] = CARD


def overview(careers: Careers, iris: Collection[str] | None = None) -> Overview:
    """Families as cards, grouped by department, in the sides of a screen.

    Args:
        careers: what is drawn.
        iris: the nodes that are drawn; all where None.
    """
    by_department: dict[str, list[Node]] = defaultdict(list)
    for node in careers.nodes.values():
        if node.type == "family" and (iris is None or node.iri in iris):
            by_department[node.department].append(node)
    groups = sorted(by_department.items(), key=lambda item: (not item[0], -len(item[1]), item[0]))
    if not groups:
        return Overview({}, ())
    sizes = [len(those) for _, those in groups]
    ways = product(range(1, len(sizes) + 1), range(2, min(max(sizes), _WIDEST) + 2))
    packing = min(
        (_packed(sizes, beside, across, CARD[1]) for beside, across in ways),
        key=lambda packed: max(packed.width / ASPECT, packed.height),
    )
    for tall in range(CARD_TALL, CARD[1], -2):  # as tall as there is room, for longer names
        taller = _packed(sizes, packing.beside, packing.across, tall)
        if taller.height <= packing.width / ASPECT:
            packing = taller
            break
    wide, high = CARD[0] + CARD_APART[0], packing.card + CARD_APART[1]
    places: dict[str, Place] = {}
    blocks = []
    for (department, those), (left, top) in zip(groups, packing.blocks, strict=True):
        title = careers.nodes[department].title if department in careers.nodes else ""
        down = ceil(len(those) / packing.across)
        blocks.append(Block(department, title, left, top, packing.across * wide, CARD_TITLE + down * high))
        for number, node in enumerate(sorted(those, key=lambda node: (node.title.casefold(), node.iri))):
            row, column = divmod(number, packing.across)
            places[node.iri] = Place(left + (column + 0.5) * wide, top + CARD_TITLE + (row + 0.5) * high)
    return Overview(places, tuple(blocks), (CARD[0], packing.card))


@dataclass(frozen=True, slots=True)
class _Packing:
    """``blocks`` are the left and top edges of departments; ``across`` cards stand side by side in each."""

    beside: int
    across: int
    card: float
    width: float
    height: float
    blocks: tuple[tuple[float, float], ...]


def _packed(sizes: Sequence[int], beside: int, across: int, card: float) -> _Packing:
    """Blocks of so many cards in columns beside each other, the largest first where there is most room.

    Args:
        sizes: cards of each block.
        beside: how many columns.
        across: cards side by side in each of them.
        card: height of a card.
    """
    heights = [0.0] * beside
    wide = across * (CARD[0] + CARD_APART[0]) + CARD_GAP
    blocks: dict[int, tuple[float, float]] = {}
    for number in sorted(range(len(sizes)), key=lambda number: (-sizes[number], number)):
        column = heights.index(min(heights))
        blocks[number] = (column * wide, heights[column])
        heights[column] += CARD_TITLE + ceil(sizes[number] / across) * (card + CARD_APART[1]) + CARD_GAP
    placed = tuple(blocks[number] for number in range(len(sizes)))
    return _Packing(beside, across, card, beside * wide - CARD_GAP, max(heights) - CARD_GAP, placed)
