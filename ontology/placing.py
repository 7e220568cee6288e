"""Where an item of a page has got to in the graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import NamedNode


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """An item as the graph has it: whose it is, by which property, its node, line and words.

    A nested item has the holder and the property of the one that it is nested in. ``titles`` are the spans of
    the words that are titles of roles which the item says are extended.
    """

    holder: NamedNode
    property: NamedNode
    node: NamedNode
    line: NamedNode
    text: str
    titles: tuple[tuple[int, int], ...] = ()
